"""Edges: where content that starts at a token stops being what was said."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.facts.statement.cues import FINITE, lemma_of, verbs
from eventx.facts.statement.layout import Sentence, Speech

_OUTSIDE = frozenset({"after", "before", "during", "when", "while", "in", "on", "at"})  # when and where it was said
_SPEAKER = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "PART", "NUM"})
_HELD = frozenset({"advcl", "acl", "ccomp", "pcomp", "prep"})  # from a clause to the one that it stands in


class Edges(Speech):
    """Finds the right edge of content."""

    def _right_edge(self, start: int, sentence: Sentence, cue: Token, *, resumed: bool = False) -> int:
        """Return the character where content that starts at a token stops; ``resumed``: it began before its cue."""
        doc, limit = self.doc, sentence.end
        inner = self.in_quote[cue.i]
        if inner >= 0:
            quote = self.quotes[inner]
            end = next((t.i for t in doc[start:limit] if t.idx >= quote.end), limit)
            limit = end
        limit = self._main_clause(cue, start, limit)
        for i in range(start + 1, limit):
            if self.in_quote[i] >= 0 and inner < 0 and not self._parts(i):
                if self.in_quote[i - 1] < 0 and self._told_apart(i, sentence):
                    return self.end_char(i - 1)
                continue
            cut = self._cut(i, limit, cue, resumed, i > start + 2)
            if cut is not None:
                return self.end_char(cut)
        if inner >= 0:
            return min(self.end_char(limit), self.quotes[inner].end)
        return self.end_char(limit) if limit < sentence.end else self._sentence_end(sentence)

    def _cut(self, i: int, limit: int, cue: Token, resumed: bool, late: bool) -> int | None:
        """Return the token before which content ends at or just before token ``i``, if it does."""
        token, before = self.doc[i], self.doc[i - 1]
        if token.tag_ == "VBG" and token.dep_ not in ("acl", "pcomp") and before.text != "," and self._tells(token):
            return i
        if token.dep_ == "cc" and before.text == "," and token.head.i < cue.i and not resumed:
            return i  # by the president, who pledged peace, and by officials
        if token.lower_ in ("but", "and") and self._silent(i + 1, limit):
            return i  # but would not say when
        joint = token.lower_ in ("and", "but") or (token.lower_ == "then" and before.text == ",")
        if joint and self._new_cue(i, limit, cue):
            return i
        if token.text == ":" and self.in_quote[i] < 0 and i + 1 < limit and self.doc[i + 1].lower_ != "that":
            told = not resumed and self._ccomp(cue) is None and self.in_quote[i + 1] < 0 and self.finite(i, limit)
            if told or self._own_cue(i + 1, limit, True):
                return i
        if late and not resumed and self._parts(i) and self._trails(i + 1, limit):
            return i
        if self._parts(i) and self._own_cue(i + 1, limit, cue.tag_ == "VBG"):
            return i if token.text in (",", ";") else i + 1
        if token.text == ";":
            noun = not resumed and lemma_of(cue) in verbs("noun") and self._ccomp(cue) is None
            if noun or any(t.lower_ == "according" for t in self.doc[i:limit]):
                return i
        if late and self._comments(i):
            return i - 1 if before.text in (",", "—", "–") else i
        if late and self._parts(i - 1) and (self._with_cue(i) or self._meanwhile(i, limit, cue)):
            return i - 1
        parted = late and (before.text in ("—", "–") or self._parts(i - 1))
        if parted and self._stops(i, None if resumed else cue):
            return i - 1 if before.text in (",", "—", "–", ";") else i
        return None

    def _comments(self, i: int) -> bool:
        """Say whether the writer's word for what was said starts at a token: it works — a claim they reject."""
        if not (self.doc[i - 1].text in ("—", "–") or self._parts(i - 1)) or self.in_quote[i] >= 0:
            return False
        if self.doc[i].lower_ == "in" and self.doc[i + 1 : i + 2].text == "what":
            return True  # in what was seen as a rebuke
        if self.doc[i].lower_ not in ("a", "an"):
            return False
        head = next((t for t in self.doc[i + 1 : i + 5] if t.pos_ not in ("ADJ", "ADV") and t.tag_ != "HYPH"), None)
        if head is None or head.lower_ in verbs("remark"):
            return head is not None
        return head.lower_ in verbs("judgement") and any(t.dep_ in ("relcl", "acl") for t in head.rights)

    def _meanwhile(self, i: int, limit: int, cue: Token) -> bool:
        """Say whether the writer goes on at a token: it would wait, as fighting raged; it will go, even as rivals wait.

        What had happened already when a plan was told is the writer's, not the plan's.
        """
        doc, lower = self.doc, self.doc[i].lower_
        if lower == "even" and doc[i + 1 : i + 2].text == "as":
            return self.finite(i, limit)
        if lower not in ("as", "after") or doc[i + 1 : i + 2].text in ("many", "much", "well", "soon", "long"):
            return False
        verb = next((t for t in doc[i + 1 : min(limit, i + 10)] if t.tag_ in FINITE or t.text in ",;:"), None)
        told = next((t for t in doc[cue.i + 1 : i] if t.tag_ in FINITE), None)
        past = verb is not None and verb.tag_ == "VBD" and verb.lemma_ not in ("do", "be", "have") and verb.i > i + 1
        return past and told is not None and told.lower_ in ("would", "’d", "'d")

    def _trails(self, i: int, limit: int) -> bool:
        """Say whether all that is left is another's cue: he would not go, his spokesman said on Monday."""
        doc = self.doc
        verb = next((t for t in doc[i : min(limit, i + 18)] if t.tag_ in FINITE or t.text in ";:"), None)
        told = ("say", "tell", "add", "write", "report")
        if verb is None or verb.tag_ not in ("VBD", "VBZ", "VBP") or lemma_of(verb) not in told:
            return False
        speaker = [t for t in doc[i : verb.i] if t.text != ","]
        apposed = doc[verb.i - 1].text == ","  # his aide, Ann Reed, said
        alone = bool(speaker) and speaker[-1].pos_ in ("NOUN", "PROPN", "PRON") and speaker[0].tag_ != "WDT"
        if not alone or verb.i - i - len(speaker) != 2 * apposed or self.quoted(i, limit):
            return False
        if any(t.pos_ not in _SPEAKER and t.tag_ != "PRP$" for t in speaker):
            return False
        content = self._ccomp(verb)
        return not self.finite(verb.i + 1, limit) and (content is None or content.i < i)

    def _main_clause(self, cue: Token, start: int, limit: int) -> int:
        """Return the comma where a clause begins that the cue's own stands in: Asked if he had lied, he said no."""
        token, steps = cue, 0
        if cue.dep_ == "relcl" and cue.head.dep_ in ("nsubj", "nsubjpass") and start < cue.head.head.i < limit:
            main = cue.head.head  # the bill, which critics say would cost jobs, is due for a vote
            first = min((c.i for c in main.lefts if c.i > start and c.dep_ in ("aux", "auxpass")), default=main.i)
            if self._parts(first - 1) or self.doc[first - 1].text in ("—", "–", "-"):
                return first - 1
        while token.dep_ in _HELD and steps < 6:
            held, token, steps = token.dep_ == "ccomp", token.head, steps + 1
            if held and lemma_of(token) is None:
                break
            if token.i <= start or token.pos_ not in ("VERB", "AUX"):
                continue
            begins = [
                c.left_edge.i for c in token.lefts if c.i > start and c.dep_ in ("nsubj", "nsubjpass", "aux", "neg")
            ]
            first = min(begins, default=token.i)
            if start < first - 1 < limit and self._parts(first - 1):
                return first - 1 if self.doc[first - 1].text in ",;" else first
        return limit

    def _told_apart(self, i: int, sentence: Sentence) -> bool:
        """Say whether a quotation of its own has its cue behind it: it was late, "We wait," he said."""
        quote = self.quotes[self.in_quote[i]]
        if self.doc[i - 1].text not in (",", ":") or not self.text[quote.start : quote.start + 1].isupper():
            return False
        after = next((t.i for t in self.doc[i : sentence.end] if t.idx >= quote.right), sentence.end)
        comma = self.text[quote.end - 1 : quote.end] in (",", "!", "?") or self.doc[after : after + 1].text == ","
        near = self.doc[after : min(sentence.end, after + 5)]
        if any(t.tag_ in ("CC", "IN") for t in near[:2]):
            return False
        told = verbs("alone") | verbs("quote")
        return comma and any(t.tag_ in FINITE and lemma_of(t) in told for t in near)

    def _complete(self, cue: Token, lemma: str, group_end: int, sentence: Sentence) -> bool:
        """Say whether a cue has what it tells after it, up to the next comma, so that nothing before it is told."""
        end = self._adverbials_end(group_end, sentence)
        own = ("ccomp", "xcomp", "attr", "oprd", "acomp") + (() if lemma in verbs("addressee") else ("dobj",))
        return any(
            group_end <= c.i < end and c.dep_ in own and c.tag_ != "VBG" and c.i not in self.time_tokens
            for c in cue.rights
        )

    def _parts(self, i: int) -> bool:
        """Say whether a token parts clauses: a comma, a semicolon, a closing mark with one inside: "dead," adding."""
        token = self.doc[i]
        if token.text in (",", ";"):
            return self.in_quote[i] < 0 or not token.whitespace_
        n = self.in_quote[i]
        return n >= 0 and token.idx == self.quotes[n].end and self.text[token.idx - 1] in ",;"

    def _tells(self, verb: Token) -> bool:
        """Say whether a participle tells something: residents not to panic saying that."""
        held = any(c.dep_ == "aux" for c in verb.lefts)
        return lemma_of(verb) in verbs("alone") and self._ccomp(verb) is not None and not held

    def _own_cue(self, i: int, limit: int, main: bool = False) -> bool:
        """Say whether a clause with another speaker's cue starts at a token; ``main``: with no conjunction, too."""
        doc = self.doc
        if i >= limit:
            return False
        if not main and doc[i].tag_ not in ("CC", "IN") and doc[i - 1].text != ";":
            return False
        at, end = i, min(limit, i + 14)
        while at < end:
            token = doc[at]
            if token.dep_ == "relcl":
                at, end = token.right_edge.i + 1, min(limit, token.right_edge.i + 4)
                continue
            if token.tag_ in FINITE and token.tag_ != "MD":
                verb = token.head if token.dep_ in ("aux", "auxpass") else token
                told = lemma_of(verb) in verbs("alone") or (
                    lemma_of(verb) not in verbs("carrying") | {None} and self._ccomp(verb) is not None
                )
                return told and self.in_quote[verb.i] < 0 and any(c.dep_ == "nsubj" for c in verb.lefts)
            at += 1
        return False

    def _new_cue(self, i: int, limit: int, cue: Token) -> bool:
        """Say whether the speaker's next statement starts at an "and": called it a gamble and said that."""
        doc, at = self.doc, i + 1
        while at < limit and (doc[at].pos_ == "ADV" or doc[at].lower_ in ("has", "have", "had")):
            at += 1
        tags = ("VBG",) if cue.tag_ == "VBG" else ("VBD", "VBZ", "VBP", "VBN")
        infinitive = any(t.tag_ == "TO" for t in doc[cue.i : i])
        if at < limit and doc[at].tag_ == "VB" and not infinitive and doc[at].head.tag_ in ("VBD", "VBZ", "VBP"):
            tags = ("VB",)  # they say it was lost and claim
        if at < limit and doc[at].tag_ in tags and doc[at].head.i == cue.i and self._ccomp(cue) is None:
            return True  # called it a gamble and asked him to go
        if at + 1 >= limit or doc[at].tag_ not in tags or lemma_of(doc[at]) not in verbs("alone"):
            return False
        return doc[at - 1].lower_ not in ("has", "have", "had") or doc[at].head.i <= cue.i

    def _with_cue(self, i: int) -> bool:
        """Say whether another's statement hangs on a "with": it was late, with one aide warning that."""
        if self.doc[i].lower_ != "with":
            return False
        verb = next((t for t in self.doc[i + 1 : i + 8] if t.tag_ == "VBG" or t.text in ",;"), None)
        return verb is not None and verb.tag_ == "VBG" and lemma_of(verb) in verbs("alone")

    def _silent(self, i: int, limit: int) -> bool:
        """Say whether a speaker goes on to say nothing: declined to comment, did not give a date, he would not say."""
        doc = self.doc
        i += i < limit and doc[i].tag_ == "PRP"
        near = doc[i : min(limit, i + 5)]
        unsaid = any(t.lower_ in ("not", "n't", "n’t") for t in near[:2]) or near[:1].lemma_ in ("decline", "refuse")
        return unsaid and any(t.tag_ == "VB" and t.lower_ in verbs("silence") for t in near[1:])

    def _later(self, i: int) -> bool:
        """Say whether a time before or after something else starts at a token: hours after the vote."""
        for token in self.doc[i : i + 4]:
            if token.lower_ in ("after", "before"):
                return token.i > i and self.doc[token.i - 1].pos_ == "NOUN"
            if token.pos_ not in ("NOUN", "NUM", "DET", "ADJ", "ADV") and token.lower_ not in ("a", "an"):
                return False
        return False

    def _stops(self, i: int, cue: Token | None) -> bool:
        """Say whether the clause that starts at token ``i`` is no longer what was said."""
        doc = self.doc
        token = doc[i]
        lower = token.lower_
        if lower in verbs("beside"):
            return True
        staged = lower == "setting" and doc[i + 1 : i + 3].text in ("up a", "up an", "the stage")
        if lower == "according" or lower in verbs("consequence") or staged or self._later(i):
            return True
        if cue is None:
            return False
        joint = lower in ("but", "and")
        later = (c for c in cue.rights if c.i > i and c.dep_ in ("conj", "advcl"))
        verb = next((c for c in later if joint or c.left_edge.i <= i + 1), None)
        if lower not in verbs("turning") or verb is None:
            return token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.i == cue.i
        if lower == "but" and doc[i + 1].lower_ in ("only", "if", "when", "not", "that"):
            return False  # it would pay, but only if others did
        if joint and verb.tag_ not in FINITE and not any(t.dep_ in ("aux", "auxpass") for t in verb.lefts):
            return False  # is no longer counting, but struggling
        if self._ccomp(cue) is None and doc[i + 1].lower_ != "that" and any(t.dep_ == "nsubj" for t in verb.lefts):
            return True  # puts receipts at $37bn, and it aims
        own = joint and not any(t.dep_ in ("nsubj", "nsubjpass") for t in doc[i + 1 : verb.i])
        return lower != "and" or own or (verb.tag_ in ("VBD", "VBZ", "VBP") and lemma_of(verb) is not None)

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
        last = self.doc.char_span(quote.left, quote.right, alignment_mode="expand")
        if last is not None and last.end < sentence.end and self.finite(last.start, last.end):
            following = self.doc[last.end]
            if following.pos_ in ("ADP", "SCONJ") and following.lower_ in _OUTSIDE:
                return quote.left, quote.right  # said "we deserved more" after the match
        first = last[0].i if last is not None else cue.i + 1
        return quote.left, max(quote.right, self._right_edge(first, sentence, cue))
