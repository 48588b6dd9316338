"""Content that follows its cue, and where it stops."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.speech.cues import FINITE, lemma_of, verbs
from eventx.speech.edges import Edges
from eventx.speech.layout import Sentence
from eventx.speech.phrases import Phrase

_LEADING = 7  # tokens from a participle to the quotation that it leads to
_AS_MANY = ("many", "much", "few", "little")


class ContentAfter(Edges):
    """Finds clauses, infinitives, noun complements and quotations after a cue."""

    def _content_after(
        self, cue: Token, lemma: str, cue_end: int, subject: Phrase, sentence: Sentence
    ) -> tuple[list[tuple[int, int]], str]:
        doc = self.doc
        start = max(cue_end, subject.stop if subject.start > cue.i else cue_end)
        inner = self.in_quote[cue.i]
        limit = sentence.end
        # An infinitive, or a person and an infinitive.
        if lemma in verbs("infinitive") | {"say"} and (first := self._infinitive(cue, start, limit)) is not None:
            return [(self.char(first), self._right_edge(first, sentence, cue))], "infinitive"
        if lemma in ("admit", "confess") and start + 1 < limit and doc[start].lower_ == "to" and inner < 0:
            return [(self.char(start), self._right_edge(start, sentence, cue))], "admission"
        if lemma in verbs("request") and inner < 0:
            found = self._request(cue, start, sentence)
            if found is not None:
                return [found], "request"
        that = self._that(cue, start, limit)
        if that is not None and lemma in verbs("noun") and self._has_object(cue, start, that):
            found = self._noun(cue, lemma, start, sentence)
            if found is not None:
                return [found], "noun"
        if that is not None:
            first = that + 1
            told = self.char(first), self._right_edge(first, sentence, cue)
            return [*self._fronted(cue, subject, sentence), told], "that"
        # A quotation straight after the cue, its addressee or its adverbials.
        quote_at = next((i for i in range(start, limit) if self.in_quote[i] >= 0 and self.in_quote[i] != inner), None)
        clause = self._clausal(cue, start, sentence)
        if quote_at is not None and inner < 0 and (clause is None or quote_at <= clause):
            n = self.in_quote[quote_at]
            marked = self.doc[quote_at - 1].text in (",", ":") and not self._other_cue(start, quote_at)
            marked = marked and not (quote_at > start + 1 and self._told_apart(quote_at, sentence))
            plain = lemma not in verbs("noun") and (self._whole(n, sentence) or quote_at == start)
            inside = self.doc[quote_at - 1].tag_ in (
                "PRP$",
                "DT",
                "JJ",
                "IN",
                "POS",
            )  # boasted of his "retirement fund"
            inside = inside or any(t.tag_ == "TO" for t in self.doc[start:quote_at])
            plain = plain and not (inside and quote_at > start)
            plain = plain and (lemma not in verbs("with_that") or lemma in verbs("quote"))
            named = lemma in verbs("naming") and any(c.dep_ == "dobj" and c.i < quote_at for c in cue.rights)
            plain = plain and not self.finite(start, quote_at) and not self._other_cue(start, quote_at)
            if (marked and not named) or plain:
                return [self._from_quote(n, sentence, cue)], "quote"
        if lemma in verbs("noun") or (lemma in verbs("judging") and self._judged(cue, start, quote_at)):
            found = self._noun(cue, lemma, start, sentence)
            if found is not None:
                return [found], "noun"
        if clause is not None and lemma in verbs("clause"):
            told = self.char(clause), self._right_edge(clause, sentence, cue)
            return [*self._fronted(cue, subject, sentence), told], "clause"
        if (
            start < limit
            and doc[
                self._adverbials_end(start, sentence) if self._adverbials_end(start, sentence) < limit else start
            ].text
            == ":"
            and lemma in verbs("clause")
            and not self._complete(cue, lemma, start, sentence)
        ):
            colon = self._adverbials_end(start, sentence)
            return self._after_colon(colon, sentence), "colon"
        return [], ""

    def _carried(self, cue: Token, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return what a noun of speech tells that its verb carries: issued a statement that; voiced fear it would."""
        doc, limit = self.doc, sentence.end
        held = (c for c in (*cue.rights, *cue.lefts) if c.dep_ in ("dobj", "nsubjpass"))
        noun = next((t for c in held for t in doc[c.left_edge.i : c.i + 1] if t.lower_ in verbs("telling")), None)
        if noun is None or self.in_quote[cue.i] >= 0 or (lemma_of(cue) == "raise" and cue.tag_ == "VBG"):
            return None
        that = self._that(cue, start, limit)
        if that is not None:
            return self.char(that + 1), self._right_edge(that + 1, sentence, cue)
        colon = next((t.i for t in doc[noun.i + 1 : min(limit - 1, noun.i + 12)] if t.text == ":"), None)
        if colon is not None and self.in_quote[colon + 1] >= 0:
            return self._from_quote(self.in_quote[colon + 1], sentence, cue)
        if noun.i < cue.i or noun.i + 1 >= limit or doc[noun.i + 1].pos_ in ("ADP", "PUNCT", "CCONJ", "PART"):
            return None
        verb = next((t for t in doc[noun.i + 2 : noun.i + 12] if t.tag_ in FINITE or t.text in ",;:"), None)
        clause = verb is not None and verb.tag_ in FINITE and verb.i < limit and lemma_of(cue) in ("express", "voice")
        return (self.char(noun.i + 1), self._right_edge(noun.i + 1, sentence, cue)) if clause else None

    def _fronted(self, cue: Token, subject: Phrase, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the condition that stands before a cue and belongs to what it tells: If elected, he said he would."""
        comma = subject.start - 1
        while comma > sentence.start and self.doc[comma].text != "," and comma > subject.start - 3:
            comma -= 1
        first = next((t for t in self.doc[sentence.start : comma] if t.is_alpha), None)
        if first is None or self.doc[comma].text != "," or subject.start > cue.i:
            return []
        if first.lower_ not in verbs("condition"):
            return []
        if first.lower_ == "under" and self.doc[first.i + 1].tag_ not in ("DT", "PRP$"):
            return []  # Under questioning, she said
        more = any(t.text == "," for t in self.doc[sentence.start : comma])
        return [] if more or self.quoted(sentence.start, comma) else [(self.char(first.i), self.end_char(comma))]

    def _judged(self, cue: Token, start: int, quote_at: int | None) -> bool:
        """Say whether a verb of judgement has an object and what it is judged as: praised the rally as "huge"."""
        if quote_at is None or self.in_quote[cue.i] >= 0 or self.finite(start, quote_at):
            return False
        held = any(c.dep_ == "dobj" and c.i < quote_at for c in cue.rights)
        return held and any(t.lower_ in ("as", "for") for t in self.doc[start:quote_at])

    def _other_cue(self, start: int, end: int) -> bool:
        """Say whether another verb that tells something stands among tokens: accused him, and an aide said: "No"."""
        told = verbs("alone") | verbs("quote")
        return any(
            (t.tag_ in FINITE or (t.tag_ == "VBG" and t.i > end - _LEADING)) and lemma_of(t) in told
            for t in self.doc[start:end]
        )

    def _infinitive(self, cue: Token, start: int, limit: int) -> int | None:
        """Return where the infinitive of a cue starts: vowed to go, promised in May never to go."""
        if start < limit and self.doc[start].lower_ in ("to", "never", "not"):
            return start
        verb = next((c for c in cue.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
        first = next((t for t in verb.lefts if t.dep_ in ("neg", "aux")), None) if verb is not None else None
        if first is None or not start <= first.i < limit or any(c.dep_ == "dobj" for c in cue.rights):
            return None
        return None if self.finite(start, first.i) or "," in self.doc[start : first.i].text else first.i

    def _call_on(self, cue: Token, at: int, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the content of "called on the state to act", "asked for them to be sent", 'called for "reform"'."""
        doc, limit = self.doc, sentence.end
        if doc[at].lower_ == "for" and at + 1 < limit and self.in_quote[at + 1] != self.in_quote[cue.i]:
            return [(self.char(at + 1), self._right_edge(at + 1, sentence, cue))]
        to = next((t.i for t in doc[at + 1 : min(at + 20, limit)] if t.lower_ == "to" and t.tag_ == "TO"), None)
        verb = None if to is None else to + 1
        while verb is not None and verb < limit and doc[verb].is_quote:
            verb += 1
        if to is None or verb is None or verb >= limit or doc[verb].tag_ != "VB" or self.finite(at, to):
            noun = doc[at].lower_ == "for" and lemma_of(cue) == "call" and self._chunk_head(at + 1, limit)
            return [(self.char(at + 1), self._right_edge(at + 1, sentence, cue))] if noun else []
        bare = doc[at].lower_ != "for" or not any(t.text in (",", ":") for t in doc[at:to])
        return [(self.char(at + 1), self._right_edge(to, sentence, cue))] if bare else []

    def _has_object(self, cue: Token, start: int, that: int) -> bool:
        """Say whether a noun stands between a cue and the "that" of its own clause: rejected the view that."""
        last = self.doc[that - 1]
        held = last.dep_ != "pobj" or any(c.dep_ == "dobj" and start <= c.i < that for c in cue.rights)
        return that > start and last.pos_ == "NOUN" and last.i not in self.time_tokens and held

    def _after_colon(self, colon: int, sentence: Sentence) -> list[tuple[int, int]]:
        at = colon + 1
        while at < len(self.doc) and self.doc[at].is_space:
            at += 1
        if at >= len(self.doc):
            return []
        n = self.in_quote[at]
        if n >= 0:
            return [(self.quotes[n].left, self.quotes[n].right)]
        inner = self.sentence(at)
        return [(self.char(at), self._sentence_end(inner))] if at < sentence.end else []

    def _whole(self, n: int, sentence: Sentence) -> bool:
        """Say whether a quotation goes on to the end of its sentence."""
        rest = self.text[self.quotes[n].right : max(self.quotes[n].right, self.end_char(sentence.end))]
        return not re.search(r"\w", rest)

    def _from_quote(self, n: int, sentence: Sentence, cue: Token) -> tuple[int, int]:
        quote = self.quotes[n]
        after = self.text[quote.right : quote.right + 2]
        inside = self.text[max(quote.start, quote.end - 1) : quote.end]
        if self._whole(n, sentence) or after[:1] in ",.;" or inside in (".", "!", "?", ",") or not after.strip():
            return quote.left, quote.right
        last = self.doc.char_span(quote.left, quote.left + 1, alignment_mode="expand")
        first = last[0].i if last is not None else cue.i + 1
        return quote.left, max(quote.right, self._right_edge(first, sentence, cue))

    def _that(self, cue: Token, start: int, limit: int) -> int | None:
        """Return the "that" that opens a cue's clause."""
        ccomp = self._ccomp(cue)
        quote = self.in_quote[cue.i]
        for i in range(start, min(limit, start + 18)):
            token = self.doc[i]
            if self.in_quote[i] != quote:
                return None
            if token.lower_ == "that" and i + 1 < limit and self._opens_clause(token, cue, start, limit):
                if i > start and self.doc[i - 1].tag_ == "CC":
                    return None  # had added millions to costs and that up to 400 would go
                colon = next((t.i for t in self.doc[i : min(limit, i + 8)] if t.text == ":"), None)
                return i if colon is None or self.finite(i, colon) else None
            if token.tag_ == "VBG" and token.dep_ == "advcl" and lemma_of(token) in verbs("alone"):
                return None  # conceded, telling reporters that
            if token.tag_ in FINITE and not (ccomp is not None and token.i < ccomp.left_edge.i):
                return None
        return None

    def _opens_clause(self, that: Token, cue: Token, start: int, limit: int) -> bool:
        """Say whether a "that" opens a clause, also where the tagger has erred: denied that money had."""
        if that.tag_ == "IN" or that.dep_ == "mark":
            return True
        following = self.doc[that.i + 1]
        if following.tag_ in FINITE or following.pos_ in ("ADV", "PUNCT"):
            return False
        if that.tag_ == "WDT":
            return that.head.dep_ == "ccomp" and that.head.head.i == cue.i
        comma = next((t.i for t in self.doc[that.i : limit] if t.text in ",;:"), limit)
        return that.i == start and self.finite(that.i + 2, comma)

    def _clausal(self, cue: Token, start: int, sentence: Sentence) -> int | None:
        """Return where a clause without "that" starts after a cue."""
        doc, limit = self.doc, sentence.end
        ccomp = self._ccomp(cue)
        bare = lemma_of(cue) not in verbs("with_that")
        stolen = self._stolen(cue, start, limit)
        if stolen is not None:
            return stolen
        asks = lemma_of(cue) in ("ask", "wonder") and start < limit
        if asks and (doc[start].tag_ in ("WRB", "WP", "WDT") or doc[start].lower_ in ("whether", "if")):
            return start if self.finite(start, limit) else None
        if ccomp is None and cue.dep_ == "relcl":
            bared = next((c for c in cue.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
            if bared is not None and bared.i >= start and not any(t.tag_ == "TO" for t in bared.lefts):
                return max(start, bared.left_edge.i)  # data that critics say mask the toll
        if ccomp is not None and (
            (ccomp.tag_ in FINITE and bare)
            or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") or (c.dep_ == "aux" and bare) for c in ccomp.lefts)
        ):
            first = max(start, ccomp.left_edge.i)
            while first < ccomp.i and (
                (first in self.times and doc[first + 1].tag_ != "POS" and self._early(first, cue, ccomp))
                or doc[first].text == ","
                or doc[first].is_space
                or (doc[first].tag_ == "IN" and doc[first].lower_ == "that")
                or (doc[first].lower_ in ("on", "in") and first + 1 in self.times and first == start)
            ):
                first += 1
            asked = doc[first].lower_ in ("whether", "how", "what", "why", "if") and lemma_of(cue) != "ask"
            return first if first < limit and (bare or not asked) else None
        if not bare:
            return None
        # The parse has lost it: a subject and a finite verb straight after the cue.
        at = start
        while (
            at < limit
            and (at in self.times or doc[at].pos_ in ("ADP", "ADV") or doc[at].lower_ in ("late", "early"))
            and not (doc[at].lower_ == "as" and doc[at + 1 : at + 2].text in _AS_MANY)
        ):
            head = self._chunk_head(at + 1, limit) if doc[at].pos_ == "ADP" else None
            at = head.i + 1 if head is not None else at + 1
        if at < limit and doc[at].tag_ == "TO":
            return None  # confirmed to be infected
        for i in range(at, min(limit, at + 12)):
            if doc[i].text in (",", ";", ":", "—") or (self.in_quote[i] != self.in_quote[cue.i] and i == at):
                return None
            if doc[i].tag_ in FINITE and i > at:
                held = any(c.dep_ == "dobj" and start <= c.i < i - 1 for c in cue.rights)
                if doc[i - 1].tag_ == "CC" or (held and lemma_of(cue) not in verbs("objectless")):
                    return None
                subject = any(
                    t.dep_ in ("nsubj", "nsubjpass", "expl") or t.pos_ in ("PRON", "PROPN", "NOUN") for t in doc[at:i]
                )
                relative = any(
                    t.tag_ in ("WDT", "WP", "WRB", "IN")
                    and t.i <= i - 1
                    and t.lower_
                    in (
                        "which",
                        "who",
                        "that",
                        "when",
                        "where",
                        "as",
                        "after",
                        "while",
                        "because",
                        "if",
                        "than",
                        "since",
                        "until",
                        "before",
                        "though",
                        "although",
                    )
                    for t in doc[at:i]
                    if not (t.lower_ == "as" and {doc[t.i - 1].text, doc[t.i + 1].text} & {*_AS_MANY})
                )
                return at if subject and not relative else None
        return None

    def _stolen(self, cue: Token, start: int, limit: int) -> int | None:
        """Return where a clause starts whose subject the parse has made the cue's object: found yields would fall."""
        held = next((c for c in cue.rights if c.dep_ == "dobj" and c.left_edge.i == start), None)
        if held is None or self.in_quote[start] != self.in_quote[cue.i]:
            return None
        if lemma_of(cue) in verbs("objectless"):
            acl = next((c for c in held.rights if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")), None)
            if acl is not None and not any(c.dep_ == "agent" for c in acl.rights):
                return start  # said a man walked in
        verb = next((c for c in cue.rights if c.i > held.i and c.dep_ in ("ccomp", "conj")), None)
        if (
            verb is None
            or verb.i >= limit
            or not (verb.tag_ in FINITE or (verb.tag_ == "VB" and lemma_of(cue) in verbs("data_verbs")))
        ):
            return None
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") or c.tag_ == "TO" for c in verb.lefts)
        joined = any(c.dep_ == "cc" and held.i < c.i < verb.i for c in cue.rights)
        return None if own or joined else start

    def _early(self, i: int, cue: Token, ccomp: Token) -> bool:
        """Say whether a time between cue and clause belongs to the cue: said Tuesday it would."""
        following = next((t for t in self.doc[i + 1 : ccomp.i + 1] if t.i not in self.times), None)
        return following is not None and following.text != "," and self.times[i].start <= self.char(cue.i + 1) + 12

    def _request(self, cue: Token, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return "the state to claw it back" after "urged"."""
        doc = self.doc
        xcomp = next(
            (
                c
                for c in cue.rights
                if c.dep_ in ("xcomp", "ccomp", "advcl")
                and c.tag_ == "VB"
                and any(t.lower_ == "to" and t.dep_ == "aux" for t in c.lefts)
            ),
            None,
        )
        if xcomp is None or start >= sentence.end:
            return None
        start += lemma_of(cue) == "plead" and doc[start].lower_ == "with"
        to = next(t.i for t in xcomp.lefts if t.lower_ == "to")
        if to == start and lemma_of(cue) not in ("ask", "urge", "recommend"):
            return None
        if (
            self.finite(start, to)
            or to - start > 20
            or (any(t.text in (",", ":") for t in doc[start:to]) and to - start > 12)
        ):
            return None
        return self.char(start), self._right_edge(to, sentence, cue)

    def _names_what(self, cue: Token) -> bool:
        """Say whether "call" has both an object and what it is called: called the plan reckless, not called Corner."""
        said = next((c for c in cue.rights if c.dep_ in ("oprd", "ccomp", "xcomp", "acomp")), None)
        if said is None or said.pos_ not in ("NOUN", "ADJ", "PROPN"):
            return False
        return said.pos_ == "ADJ" or any(c.dep_ in ("dobj", "nsubj") for c in (*cue.rights, *said.lefts))

    def _noun(self, cue: Token, lemma: str, start: int, sentence: Sentence) -> tuple[int, int] | None:
        """Return the noun complement of the verbs that take one."""
        doc = self.doc
        if start >= sentence.end or doc[start].text in (",", ".", ":", "by", "for", "on", "off", "up", "out", "in"):
            return None
        objects = [
            c
            for c in cue.rights
            if c.dep_ in ("dobj", "ccomp", "attr", "oprd", "xcomp", "nsubj", "dative", "acomp", "pobj", "nmod", "conj")
            and c.left_edge.i <= start + 1
        ]
        if doc[start].lower_ == "as" and cue.dep_ == "relcl" and lemma in verbs("depicting") | {"dismiss", "reject"}:
            return self.char(start), self._right_edge(start, sentence, cue)  # which he described as reckless
        if not objects and doc[start].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"):
            return None
        if lemma == "dismiss" and any(t.like_num for c in objects for t in c.lefts):
            return None  # dismissed 1,100 workers
        if lemma == "deny" and any(c.dep_ == "dative" for c in cue.rights):
            return None
        if lemma == "put" and not any(t.lower_ == "at" for t in doc[start : min(start + 15, sentence.end)]):
            return None
        if lemma == "put" and not any(
            t.like_num or t.ent_type_ in ("MONEY", "PERCENT", "CARDINAL") for t in doc[start : sentence.end]
        ):
            return None
        if lemma in verbs("naming") and not self._names_what(cue) and not self.quoted(start, sentence.end):
            return None
        if lemma == "accuse" and not any(t.lower_ == "of" for t in doc[start : sentence.end]):
            return None
        if lemma in verbs("depicting") and not any(t.lower_ == "as" for t in doc[start : sentence.end]):
            return None
        return self.char(start), self._right_edge(start, sentence, cue)
