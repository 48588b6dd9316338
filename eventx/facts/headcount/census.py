"""Census: which numbers of an article count persons, and who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Token

from eventx.facts.headcount.bare import Bare
from eventx.facts.headcount.count import Chars, Count, make
from eventx.facts.headcount.past import Past
from eventx.mentions.claims import Claims
from eventx.mentions.persons import NOUNS, is_person, is_plural, tells_of_disease
from eventx.mentions.reading import Reading
from eventx.mentions.tally import Tally, tally
from eventx.normalize.number import Number
from eventx.syntax.phrases import sentence_of

_COUNTING = frozenset({None, "person"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def census(reading: Reading, claims: Claims) -> list[Count]:
    """Find the numbers of persons that no other type owns, in text order."""
    return _Census(reading, claims).take()


class _Census:
    def __init__(self, reading: Reading, claims: Claims) -> None:
        self.reading, self.claims = reading, claims
        self.diseased = tells_of_disease(reading.doc)
        self.bare = Bare(reading, claims, self.diseased)

    def take(self) -> list[Count]:
        """Count the numbers that have a noun, then those that have none, which may take up the others."""
        items = [tally(self.reading, number) for number in self._candidates()]
        nouns = [self._of_noun(item) if item.head is not None else None for item in items]
        shares = [number.start for number in self.claims.numbers if number.unit == "percent"]
        past = Past(shares=shares, values=_values(nouns))
        out = []
        for item, count in zip(items, nouns, strict=True):
            found = count if item.head is not None or self._joined(item) else self.bare.judge(item, _after(item), past)
            if found is not None:
                past.last = found if past.last is None or not _is_part(item) else past.last
                out.append(found)
            elif item.head is not None:
                past.other = item
        past.values = {**_values(out), **past.values}
        taken = {count.tally.number.start for count in out}
        left = (
            item for item in items if item.head is None and item.number.start not in taken and not self._joined(item)
        )
        out += [count for item in left if (count := self.bare.again(item, past)) is not None]
        return sorted(self._told(out), key=lambda count: count.tally.number.start)

    def _told(self, counts: list[Count]) -> Iterable[Count]:
        """Give the counts that name nobody the word that the article has for persons of no kind: "killed 17"."""
        word = next((token for token in self.reading.doc if token.lower_ == "people" and token.pos_ in NOUNS), None)
        for count in counts:
            nobody = word is not None and count.who is None and count.rule != "headcount.group"
            yield replace(count, who=(word.idx, word.idx + len(word))) if word is not None and nobody else count

    def _candidates(self) -> Iterator[Number]:
        """Yield the whole numbers without a unit that no other type but a change owns."""
        for number in self.claims.numbers:
            if self.claims.owner(number) not in (None, "change"):
                continue
            counting = self.reading.units.get(number.end)
            physical = counting is not None and counting.kind == "unit"  # "310 horsepower"
            if number.unit not in _COUNTING or number.per or physical:
                continue
            if number.value is None or (number.value == number.value.to_integral_value() and number.value >= 0):
                yield number

    @staticmethod
    def _joined(item: Tally) -> bool:
        """Tell whether a hyphen ties a number to the next word: "a two-man team", "a six-year-old"."""
        after = _after(item)
        return (
            after is not None and after.text in ("-", "–", "/") and not after.whitespace_ and not item.last.whitespace_
        )

    def _of_noun(self, item: Tally) -> Count | None:
        """Return the count that a number before a noun is, or None."""
        assert item.head is not None
        if self._joined(item) or not is_person(item.head, self.diseased):
            return None
        if item.partitive and item.begin.i and item.begin.nbor(-1).pos_ == "PROPN":
            return None  # "Local 755 of the machinists"
        if item.partitive and item.last.lower_ == "one" and not self._one_of(item):
            return None
        beside = self.reading.doc[item.head.i + 1 : item.head.i + 3].text.lower()
        one = item.partitive and item.last.lower_ == "one" and item.last.dep_ == "appos"  # "Ana Lopez, one of 800"
        silent = one or self._of_number(item) or beside in ("among them", "among whom")
        return make(item, self._phrase(item), "headcount.noun", silent=silent)

    def _one_of(self, item: Tally) -> bool:
        """Tell whether "one of" counts: "one of the 14", "one of the sellers was held"; not "one of the best"."""
        if any(t.like_num for t in self.reading.doc[item.last.i + 1 : item.last.i + 4]):
            return True
        head = item.last.head
        acts = item.last.dep_ in _SUBJECTS and head.pos_ in ("VERB", "AUX") and head.lemma_ != "be"
        return acts and not any(t.tag_ == "JJS" for t in self.reading.doc[item.last.i + 1 : item.last.i + 6])

    def _of_number(self, item: Tally) -> bool:
        """Tell whether a number is the whole of another: "ten of the 14 economists", "three of 38"."""
        doc = self.reading.doc
        at = item.begin.i - 1
        if at > 0 and doc[at].lower_ in ("the", "its", "their", "those", "these", "his", "her", "our", "whose"):
            at -= 1
        return at > 0 and doc[at].lower_ == "of" and doc[at - 1].like_num

    def _phrase(self, item: Tally) -> Chars:
        """Return the characters of the counted noun phrase, with nouns coordinated to its head."""
        assert item.first is not None
        assert item.head is not None
        doc = self.reading.doc
        end = item.head.i
        while (step := self._next(end)) is not None:
            end = step
        first = item.first
        if item.partitive:  # "two of Tau's brothers"
            first = next((doc[i + 1] for i in range(item.head.i - 1, first.i, -1) if doc[i].tag_ == "POS"), first)
        return first.idx, doc[end].idx + len(doc[end])

    def _next(self, end: int) -> int | None:
        """Return the next noun for persons coordinated to the one at token ``end``: "cooks, stewards and waiters"."""
        doc = self.reading.doc
        at = end + 1
        if at + 1 >= len(doc) or doc[at].lower_ not in (",", "and", "or", "&") or doc[at + 1].is_sent_start:
            return None
        step = at + 1 if doc[at + 1].lower_ not in ("and", "or") else at + 2
        while step + 1 < len(doc) and step < at + 4 and _inside(doc[step]):
            step += 1
        if step >= len(doc) or doc[step].dep_ not in ("conj", "appos", "dobj", "nsubj", "pobj"):
            return None
        if not (doc[step].pos_ in NOUNS and is_plural(doc[step]) and is_person(doc[step], self.diseased)):
            return None
        following = doc[step + 1].lower_ if step + 1 < len(doc) else ""
        return None if doc[at].text == "," and following not in (",", "and", "or", "&") else step


def _values(counts: Iterable[Count | None]) -> dict[Decimal, Chars | None]:
    """Return the numbers of some counts and who they are."""
    found: dict[Decimal, Chars | None] = {}
    for count in counts:
        if count is not None and count.tally.number.value is not None:
            found.setdefault(count.tally.number.value, count.who)
    return found


def _after(item: Tally) -> Token | None:
    doc = item.last.doc
    return doc[item.last.i + 1] if item.last.i + 1 < len(doc) else None


def _is_part(item: Tally) -> bool:
    """Tell whether persons are told of as part of others: "20 hostages, among them six women"."""
    doc, start = item.begin.doc, max(sentence_of(item.begin).start, item.begin.i - 4)
    before = [token.lower_ for token in doc[start : item.begin.i]]
    return "including" in before or ("among" in before and ("them" in before or "whom" in before))


def _inside(token: Token) -> bool:
    return token.dep_ in ("amod", "compound") and token.head.i > token.i
