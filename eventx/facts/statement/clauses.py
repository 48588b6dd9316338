"""Clauses that follow their cue: after "that", without it, and where the parse has lost their subject."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import FINITE, lemma_of, verbs
from eventx.facts.statement.edges import Edges
from eventx.facts.statement.layout import Sentence
from eventx.facts.statement.phrases import Phrase

_TOLD = 20  # tokens of an addressee, a day and a subject
_TITLE = 25  # characters of a title in quotation marks
_ASKING = ("ask", "wonder", "question")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART"})
_AS_MANY = ("many", "much", "few", "little")


class Clauses(Edges):
    """Finds where a clause starts that a cue tells."""

    def _that(self, cue: Token, start: int, limit: int) -> int | None:
        """Return the "that" that opens a cue's clause."""
        ccomp = self._ccomp(cue)
        quote = self.in_quote[cue.i]
        for i in range(start, min(limit, start + 18)):
            token = self.doc[i]
            if self.in_quote[i] != quote:
                if self.in_quote[i] < 0 or self.quotes[self.in_quote[i]].length > _TITLE:
                    return None
                continue  # said on "Meet the Press" that
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
        if lemma_of(cue) == "tell" and (behind := self._behind_day(start, limit)) is not None:
            return behind
        stolen = self._stolen(cue, start, limit)
        if stolen is not None:
            return stolen
        asks = lemma_of(cue) in _ASKING and start < limit
        if asks and (doc[start].tag_ in ("WRB", "WP", "WDT") or doc[start].lower_ in ("whether", "if")):
            return start if self.finite(start, limit) else None
        if ccomp is None and cue.dep_ == "relcl":
            bared = next((c for c in cue.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
            if bared is not None and bared.i >= start and not any(t.tag_ == "TO" for t in bared.lefts):
                return max(start, bared.left_edge.i)  # data that critics say mask the toll
        small = ccomp is not None and not bare and (ccomp.pos_ in ("ADJ", "NOUN", "PROPN") or cue.tag_ == "VBG")
        if ccomp is not None and small and not self.finite(ccomp.left_edge.i, ccomp.i + 1):
            return None  # found the claim absurd
        if ccomp is not None and (
            (ccomp.tag_ in FINITE and bare)
            or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") or (c.dep_ == "aux" and bare) for c in ccomp.lefts)
        ):
            first = max(start, ccomp.left_edge.i)
            while first < ccomp.i and (
                (first in self.times and doc[first + 1].tag_ != "POS" and self._early(first, ccomp))
                or (doc[first].lower_ == "that" and doc[first].dep_ == "mark")
                or (doc[first].lower_ in ("on", "in") and first + 1 in self.times and first == start)
            ):
                first += 1
            first = self._behind_time(first, start, ccomp)
            asked = doc[first].lower_ in ("whether", "how", "what", "why", "if") and lemma_of(cue) not in _ASKING
            return first if bare or not asked else None
        return self._lost_clause(cue, start, limit) if bare else None

    def _behind_day(self, start: int, limit: int) -> int | None:
        """Return where a clause starts behind an addressee and a day: told Hannity on Monday Iran wants talks."""
        doc, at, end = self.doc, start, min(limit, start + _TOLD)
        while at < end and at not in self.times and (doc[at].pos_ in _NOMINAL or doc[at].pos_ == "ADP"):
            at += 1
        if doc[at - 1].tag_ in ("POS", "DT", "PRP$"):
            return None  # told the BBC's Sunday programme
        while start < at < end and at in self.times:
            at += 1
        first = at
        while first in range(start + 1, end) and at < end and doc[at].pos_ in _NOMINAL and at not in self.times:
            at += 1
        at += at < end and doc[at].is_quote
        return first if first < at < end and first - 1 in self.times and doc[at].tag_ in FINITE else None

    def _behind_time(self, first: int, start: int, verb: Token) -> int:
        """Return where a clause starts whose subject the parse has given to a time: said on Monday output fell."""
        if any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.lefts):
            return first
        at = first
        while at > start and at - 1 not in self.times and self.doc[at - 1].pos_ in _NOMINAL:
            at -= 1
        return at if start < at < first and at - 1 in self.times else first

    def _lost_clause(self, cue: Token, start: int, limit: int) -> int | None:
        """Return where a clause starts that the parse has lost: a subject and a finite verb straight after a cue."""
        doc, at = self.doc, start
        while (
            at < limit
            and (at in self.times or doc[at].pos_ in ("ADP", "ADV"))
            and not (doc[at].lower_ == "as" and doc[at + 1 : at + 2].text in _AS_MANY)
        ):
            head = self._chunk_head(at + 1, limit) if doc[at].pos_ == "ADP" else None
            at = head.i + 1 if head is not None else at + 1
        opening = at
        if start < at < limit and doc[at].text == "," and doc[start].pos_ == "ADP" and start + 1 in self.times:
            at, opening = at + 1, start  # estimated by 2050, demand would double
        if at < limit and (doc[at].tag_ == "TO" or self.in_quote[at] != self.in_quote[cue.i]):
            return None  # confirmed to be infected
        verb = next((t for t in doc[at : min(limit, at + 12)] if t.text in ",;:—" or t.tag_ in FINITE), None)
        if verb is None or verb.tag_ not in FINITE or verb.i == at or doc[verb.i - 1].tag_ == "CC":
            return None
        governed = cue.head.i == verb.i and cue.dep_ == "nsubj"  # Court rules worship of idols is legal
        if (
            not governed
            and lemma_of(cue) not in verbs("objectless")
            and any(c.dep_ == "dobj" and start <= c.i < verb.i - 1 for c in cue.rights)
        ):
            return None  # reported the number as best they can
        for token in doc[at : verb.i]:
            many = token.lower_ == "as" and {doc[token.i - 1].text, doc[token.i + 1].text} & {*_AS_MANY}
            if token.tag_ in ("WDT", "WP", "WRB", "IN") and token.lower_ in verbs("linking") and not many:
                return None
        subject = any(t.dep_ in ("nsubj", "nsubjpass") or t.pos_ in ("PRON", "PROPN", "NOUN") for t in doc[at : verb.i])
        return opening if subject else None

    def _stolen(self, cue: Token, start: int, limit: int) -> int | None:
        """Return where a clause starts whose subject the parse has made the cue's object: found yields would fall."""
        held = next((c for c in cue.rights if c.dep_ == "dobj" and c.left_edge.i == start), None)
        if held is None or self.in_quote[start] != self.in_quote[cue.i]:
            return None
        if lemma_of(cue) in verbs("objectless"):
            tags = ("VBN", "VBD", "VBG") if cue.tag_ == "VBZ" else ("VBN", "VBD")
            acl = next((c for c in held.rights if c.dep_ == "acl" and c.tag_ in tags), None)
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

    def _early(self, i: int, ccomp: Token) -> bool:
        """Say whether a time between cue and clause belongs to the cue: said Tuesday it would."""
        following = next((t for t in self.doc[i + 1 : ccomp.i + 1] if t.i not in self.times), None)
        return following is not None and following.text != ","

    def _fronted(self, cue: Token, subject: Phrase, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the condition that stands before a cue and belongs to what it tells: If elected, he said he would."""
        comma = subject.start - 1
        while comma > sentence.start and self.doc[comma].text != "," and comma > subject.start - 3:
            comma -= 1
        first = next((t for t in self.doc[sentence.start : comma] if t.is_alpha), None)
        if first is None or self.doc[comma].text != "," or subject.start > cue.i:
            return []
        all_of = first.lower_ in ("in", "for") and self.doc[first.i + 1].lower_ in verbs("quantity")
        if not all_of and first.lower_ not in verbs("condition"):
            return []
        if first.lower_ == "under" and self.doc[first.i + 1].tag_ not in ("DT", "PRP$"):
            return []  # Under questioning, she said
        more = any(t.text == "," for t in self.doc[sentence.start : comma])
        return [] if more or self.quoted(sentence.start, comma) else [(self.char(first.i), self.end_char(comma))]
