"""Wholes: what a percentage or fraction is a part or the level of."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from spacy.tokens import Token

from eventx.counts.tally import tally
from eventx.lexicon import load_lexicon
from eventx.normalize.number import Number
from eventx.people import NOUNS, is_plural
from eventx.reading import Reading
from eventx.syntax import is_time, noun_phrase, subject

Chars = tuple[int, int]
_VERBAL = frozenset({"VERB", "AUX"})
_NEAR = 120  # tokens back in which the population of a survey may stand


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of the share lexicon as a set."""
    return frozenset(load_lexicon("share")[key])


class Wholes:
    """Finds what the percentages of an article measure.

    Parameters
    ----------
    reading : Reading
        The article, its changes and headcounts already found.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.last: tuple[Number, Chars | None] | None = None
        self.counted = [n for n in reading.numbers if reading.owners.get((n.start, n.end)) == "headcount"]
        self.money = [n for n in reading.numbers if reading.owners.get((n.start, n.end)) == "money"]

    def of(self, number: Number) -> tuple[str, Chars | None] | None:
        """Return the rule and the characters of the whole; None where the number is no share."""
        span = self.reading.span(number.start, number.end)
        found = self._find(number, span[0], span[-1])
        if found is not None:
            rule, chars = found
            found = rule, self._trim(chars) if chars else None
            self.last = number, found[1]
        return found

    def _find(self, number: Number, begin: Token, last: Token) -> tuple[str, Chars | None] | None:
        before = self.doc[begin.i - 1] if begin.i else None
        after = self.doc[last.i + 1] if last.i + 1 < len(self.doc) else None
        if (
            before is not None
            and before.lower_ in words("not_parts")
            and last.lower_.rstrip("s") in ("half", "quarter")
        ):
            return None
        if after is not None and after.lower_ == "of":
            whole = self._after_of(after)
            return None if whole == (0, 0) else ("share.of", whole)
        if (whole := self._of_which(begin)) is not None:
            return "share.which", whole
        if (noun := self._noun_after(last)) is not None:
            if noun.lemma_.lower() in words("changes"):
                return None
            return "share.noun", self._modified(noun, last)
        return self._governed(begin, last)

    def _after_of(self, of: Token) -> Chars | None:
        """Return the phrase after "of"; (0, 0) for a time."""
        child = next((c for c in of.rights if c.dep_ in ("pobj", "pcomp")), None)
        following = self.doc[of.i + 1] if of.i + 1 < len(self.doc) else None
        if following is None:
            return None
        if following.tag_ in ("WP", "WDT", "WRB"):
            return self._clause(following)
        if following.lower_ in ("those", "people") and any(c.dep_ in ("acl", "relcl") for c in following.rights):
            return self._clause(following)  # "those polled"
        if following.lower_ in words("pronouns") and (child is None or child == following):
            return self._antecedent(of.i, plural=following.lower_ in ("them", "these", "those"))
        if child is None:
            child = next((t for t in self.doc[of.i + 1 : of.i + 8] if t.pos_ in NOUNS), None)
            if child is None:
                return None
        if is_time(child) and not any(c.dep_ == "prep" for c in child.rights) and child.pos_ != "NUM":
            return 0, 0
        start, end = noun_phrase(child)
        return min(start, child.idx), end

    def _clause(self, word: Token) -> Chars:
        """Return a free relative: "what we ship"."""
        own = next((c for c in word.rights if c.dep_ in ("acl", "relcl")), None)
        head = own if own is not None else next((t for t in word.ancestors if t.pos_ in _VERBAL), word)
        end = max(head.i, word.i)
        for token in self.doc[end + 1 : head.right_edge.i + 1]:
            if (
                token.is_punct
                or token.dep_ in ("punct",)
                or (token.pos_ in _VERBAL and token.dep_ in ("conj", "advcl", "parataxis"))
            ):
                break
            end = token.i
        return word.idx, self.doc[end].idx + len(self.doc[end])

    def _of_which(self, begin: Token) -> Chars | None:
        """Return what "of which" stands for where it comes before the number."""
        at = begin.i - 1
        while at > 1 and begin.i - at < 5 and self.doc[at].dep_ in ("advmod", "quantmod", "amod", "det"):
            at -= 1
        if at < 2 or self.doc[at].lower_ not in ("which", "whom") or self.doc[at - 1].lower_ != "of":
            return None
        verb = next((t for t in self.doc[at].ancestors if t.dep_ == "relcl"), None)
        noun = (
            verb.head
            if verb is not None
            else next((t for t in reversed(self.doc[max(0, at - 8) : at - 1]) if t.pos_ in NOUNS), None)
        )
        if noun is None:
            return None
        if is_time(noun) or noun.pos_ == "NUM" or noun.pos_ not in NOUNS:
            above = next((t for t in noun.ancestors if t.pos_ in _VERBAL), None)
            found = subject(above) if above is not None else None
            noun = found if found is not None else noun
        return noun_phrase(noun)

    def _noun_after(self, last: Token) -> Token | None:
        """Return the noun that a percentage stands before: "a 6 per cent duty", "one in eight workers"."""
        at = last.i + 1
        if (
            at < len(self.doc)
            and self.doc[at].lower_ in ("the", "a", "an", "its", "their", "our", "his", "her")
            and not last.text.endswith(("%", "t"))
        ):
            at += 1
        noun: Token | None = None
        while at < min(len(self.doc), last.i + 9):
            token = self.doc[at]
            if token.is_sent_start or not (
                token.pos_ in ("ADJ", "NOUN", "PROPN")
                or (token.tag_ in ("HYPH", "VBN", "VBG") and token.dep_ in ("amod", "punct", "compound"))
            ):
                break
            if token.pos_ in NOUNS:
                if is_time(token):
                    break
                noun = token
                if is_plural(token) and token.head.i < token.i:
                    break
            at += 1
        return noun

    def _modified(self, noun: Token, last: Token) -> Chars:
        if noun.lemma_.lower() in words("parts"):
            for prep in noun.rights:
                if prep.lower_ in words("part_prepositions"):
                    return self._after_of(prep) or noun_phrase(noun)
        start = self.doc[last.i + 1].idx
        return start, max(noun_phrase(noun)[1], noun.idx + len(noun))

    def _governed(self, begin: Token, last: Token) -> tuple[str, Chars | None] | None:
        """Find the whole by what governs a bare percentage: a noun, a preposition or a verb."""
        at = self._before(begin)
        before = self.doc[at] if at >= 0 else None
        if before is None or before.sent != begin.sent:
            return self._own_subject(begin, last)
        left = self.doc[at - 1] if at > 0 else None
        if (
            (
                before.lower_ in words("against")
                or (before.lower_ in ("with", "to") and left is not None and left.lower_ in ("compared", "compares"))
            )
            and self.last is not None
            and self._same_sentence(begin)
        ):
            return "share.against", self.last[1]
        if before.lower_ == "for" and self._part_ellipsis(begin):
            return "share.part", self.last[1] if self.last else None
        beside = left is not None and left.pos_ in NOUNS
        if left is not None and beside and (before.lower_ == "of" or (before.lower_ == "at" and self._gapped(left))):
            return "share.noun_of", self._until(left)
        if (
            before.dep_ == "prep"
            and before.head.pos_ in NOUNS
            and before.head.i < before.i
            and before.lower_ not in ("for", "by", "with")
        ):
            return "share.noun_of", self._until(before.head)
        closed = last.i + 1 >= len(self.doc) or self.doc[last.i + 1].text in (",", ")", "—", "–", ".", ";")
        if before.text in (",", "(", "—", "–") and left is not None and left.pos_ in NOUNS and closed:
            nearest = self._until(left)
            return "share.apposition", nearest
        after = last.nbor(1) if last.i + 1 < len(self.doc) else None
        if after is not None and after.lower_ == "on" and self._same_sentence(begin) and self._prior_on():
            return "share.on", self._after_of(after)  # "a 25% tariff on steel and 10% on aluminium"
        verb = self._verb(last)
        if verb is None:
            return "share.near", self._nearest(begin)
        own = last.dep_ in ("nsubj", "nsubjpass") or (
            verb.i > last.i and all(t.i >= begin.i for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass"))
        )
        if own and verb.i > last.i:
            return self._own_subject(begin, last)
        lemma = verb.lemma_.lower()
        if lemma in words("change_verbs") and before.lower_ not in ("at", "to", "of"):
            return None
        if lemma in words("winning") and not self._same_sentence(begin):
            return "share.won", None  # of a vote that is not named
        if lemma in words("part_verbs") and self.last is not None and self._same_sentence(begin):
            return "share.part", self.last[1]
        if before.lower_ == "at":
            thing = next((c for c in verb.rights if c.dep_ in ("dobj", "obj") and c.i < begin.i), None)
            if thing is not None:
                return "share.object", noun_phrase(thing)
        noun = subject(verb)
        if noun is None or noun.i >= begin.i:
            return "share.near", self._nearest(begin)
        return "share.subject", self._subject(noun, verb)

    def _before(self, begin: Token) -> int:
        """Return the index of the word before a number and the words that bound it; -1 at the start."""
        doc = self.doc
        at = begin.i - 1
        while at >= 0 and begin.i - at < 8:
            word = doc[at].lower_
            if word in ("at", "as") and doc[at + 1].lower_ not in ("least", "most", "much", "many"):
                break
            if word in ("to", "of") and (
                at == 0
                or doc[at - 1].lower_ not in ("up", "close", "north", "south", "upwards", "excess", "equivalent")
            ):
                break
            if word not in words("bounding"):
                break
            at -= 1
        return at

    def _subject(self, noun: Token, verb: Token) -> Chars | None:
        if noun.tag_ in ("WDT", "WP"):
            clause = next((t for t in [verb, *verb.ancestors] if t.dep_ == "relcl"), None)
            if clause is None:
                return self._nearest(noun)
            head = clause.head
            finite = next((t for t in [verb, *verb.lefts] if t.tag_ in ("VBZ", "VBP")), None)
            if (
                finite is not None
                and finite.tag_ == "VBZ"
                and is_plural(head)
                and head.dep_ == "pobj"
                and head.head.head.pos_ in NOUNS
            ):
                head = head.head.head  # "interest on car loans, which is": the verb agrees with the first noun
            return noun_phrase(head)
        if noun.lower_ in words("pronouns") or noun.pos_ == "PRON":
            return self._antecedent(noun.i, plural=noun.lower_ in ("they", "these", "those"))
        return noun_phrase(noun)

    def _verb(self, token: Token) -> Token | None:
        return next((t for t in token.ancestors if t.pos_ in _VERBAL), None)

    def _until(self, noun: Token) -> Chars:
        """Return the phrase that ends with ``noun``, with nouns before it that its own phrase belongs to."""
        head = noun
        for _ in range(4):
            if head.dep_ == "pobj" and head.head.head.pos_ in NOUNS and head.head.i > head.head.head.i:
                head = head.head.head
            else:
                break
        return min(noun_phrase(head)[0], noun.idx), noun.idx + len(noun)

    def _gapped(self, noun: Token) -> bool:
        """Tell whether a noun opens a clause without a verb: "and inflation at 15.1 per cent"."""
        first = noun
        while first.i > 0 and first.nbor(-1).pos_ in ("ADJ", "NOUN", "PROPN", "DET"):
            first = first.nbor(-1)
        return first.i == 0 or first.is_sent_start or first.nbor(-1).lower_ in ("and", ",", ";", "while", "with", "but")

    def _prior_on(self) -> bool:
        whole = self.last[1] if self.last is not None else None
        return whole is not None and " on " in self.reading.text[whole[0] : whole[1]]

    def _part_ellipsis(self, begin: Token) -> bool:
        return self.last is not None and self._same_sentence(begin)

    def _same_sentence(self, begin: Token) -> bool:
        return self.last is not None and self.reading.sentence_span(self.last[0].start).end > begin.i

    def _own_subject(self, begin: Token, last: Token) -> tuple[str, Chars | None]:
        """Return what a percentage is of that is itself the subject: "54 per cent thought"."""
        if (money := self._last(self.money, begin.idx)) is not None and money.start >= self.reading.sentence_span(
            begin.idx
        ).start_char:
            return "share.antecedent", (money.start, money.end)
        if (counted := self._last(self.counted, begin.idx)) is not None:
            item = tally(self.reading, counted)
            if item.head is not None and item.first is not None and begin.i - item.last.i < _NEAR:
                return "share.population", (item.first.idx, item.head.idx + len(item.head))
        if self.last is not None and begin.idx - self.last[0].end < 400:
            return "share.again", self.last[1]
        return "share.near", self._nearest(begin)

    def _in_number(self, token: Token) -> bool:
        number = self._last(self.reading.numbers, token.idx + 1)
        return number is not None and token.idx < number.end

    @staticmethod
    def _last(numbers: list[Number], end: int) -> Number | None:
        """Return the last of some numbers before character ``end``."""
        at = bisect_left(numbers, end, key=lambda n: n.start)
        return numbers[at - 1] if at else None

    def _antecedent(self, at: int, plural: bool) -> Chars | None:
        """Return what a pronoun stands for: the nearest plural noun, or the subject of the clause before."""
        doc = self.doc
        own = self._verb(doc[at])
        for token in reversed(doc[max(0, at - 60) : at]):
            if token.pos_ in NOUNS and self._in_number(token):
                continue
            if plural and token.pos_ == "NOUN" and is_plural(token) and token.dep_ not in ("compound", "nmod"):
                return noun_phrase(token)
            if (
                not plural
                and token.dep_ in ("nsubj", "nsubjpass")
                and token.pos_ in NOUNS
                and token.head.i < at
                and token.head != own
            ):
                return self._unwrap(token)
        return None

    def _unwrap(self, noun: Token) -> Chars:
        """Return the thing of "the share of LNG in imports", else the phrase itself."""
        if noun.lemma_.lower() in words("parts"):
            for prep in noun.rights:
                inner = next((c for c in prep.rights if c.dep_ == "pobj"), None) if prep.lower_ == "of" else None
                if inner is not None:
                    return inner.idx, inner.idx + len(inner)
        return noun_phrase(noun)

    def _nearest(self, token: Token) -> Chars | None:
        """Return the nearest noun phrase to the left in the sentence."""
        start = self.reading.sentence_span(token.idx).start
        noun = next((t for t in reversed(self.doc[start : token.i]) if t.pos_ in NOUNS and not is_time(t)), None)
        return self._until(noun) if noun is not None else None

    def _trim(self, chars: Chars) -> Chars | None:
        """Leave off leading determiners and possessives."""
        start, end = chars
        if end <= start:
            return None
        for token in self.reading.span(start, end):
            if token.lower_ == "those" and any(c.dep_ in ("acl", "relcl") for c in token.rights):
                break
            if token.lower_ not in words("leading") or token.idx + len(token) >= end:
                break
            start = token.idx + len(token) + len(token.whitespace_)
        return (start, end) if start < end else None
