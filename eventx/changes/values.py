"""Values: the numbers of a sentence as the change rules see them, with the words that bound or govern each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from eventx.changes.words import word_set
from eventx.normalize.number import Number

POINTS = frozenset({"percent", "percentage_point", "basis_point", "point"})


@dataclass(slots=True)
class Value:
    """A number on tokens ``first`` to ``last``; ``lead`` is the first of its bound words, ``prep`` the word before."""

    number: Number
    first: int
    last: int
    lead: int
    prep: str
    taken: bool = False
    points: bool = False
    reach: int = 0
    """The token after the number and the noun of its unit ("2 metres")."""

    @property
    def relative(self) -> bool:
        """Tell whether the number is a per cent or a number of points."""
        return self.points or self.number.unit in POINTS

    @property
    def money(self) -> bool:
        """Tell whether the number is an amount of money."""
        unit = self.number.unit
        return unit is not None and len(unit) == 3 and unit.isupper()


class Values:
    """The values of a Doc, by sentence."""

    def __init__(self, doc: Doc, text: str, numbers: Sequence[Number]) -> None:
        self.doc = doc
        self.text = text
        self.numbers = sorted(numbers, key=lambda number: number.start)
        self.starts = [number.start for number in self.numbers]

    def of(self, sentence: Span) -> list[Value]:
        """Return the values of a sentence, in order."""
        at = bisect_left(self.starts, sentence.start_char)
        out: list[Value] = []
        while at < len(self.numbers) and self.starts[at] < sentence.end_char:
            number = self.numbers[at]
            span = self.doc.char_span(number.start, number.end, alignment_mode="expand")
            if span is not None:
                out.append(self._value(number, span, sentence))
            at += 1
        return out

    def _value(self, number: Number, span: Span, sentence: Span) -> Value:
        lead, low = span.start, max(sentence.start, span.start - 7)
        words = word_set("words", "lead")
        while lead > low:
            word = self.doc[lead - 1].lower_
            if word == "to" and lead - 2 >= low and self.doc[lead - 2].lower_ in ("close", "up"):
                if self.doc[lead - 2].lower_ == "up" and not self._up_to(number, lead - 3, low):
                    break
                lead -= 2
                continue
            if word not in words or (word in ("of", "up", "at") and not self._bounds(lead - 1, word)):
                break
            lead -= 1
        points = (
            number.unit is None
            and span.end < len(self.doc)
            and self.doc[span.end].lower_ in ("points", "point", "bps", "bp", "pts", "pips")
        )
        noun = number.unit is None and span.end < sentence.end and self.doc[span.end].tag_ in ("NNS", "NN")
        return Value(number, span.start, span.end, lead, self._prep(lead, sentence), False, points, span.end + noun)

    def _prep(self, lead: int, sentence: Span) -> str:
        """Return the word that governs the number; "to a record high of 5" is "to", "due to 5" is "due"."""
        if lead <= sentence.start:
            return ""
        word = self.doc[lead - 1].lower_
        if word == "to" and lead - 2 >= sentence.start and self.doc[lead - 2].lower_ in word_set("words", "owing"):
            return self.doc[lead - 2].lower_
        if (
            word != "of"
            or lead - 2 < sentence.start
            or self.doc[lead - 2].lemma_.lower() not in word_set("words", "level_nouns")
        ):
            return word
        for i in range(lead - 3, max(sentence.start, lead - 9) - 1, -1):
            if self.doc[i].lower_ in ("to", "from", "at", "by"):
                return self.doc[i].lower_
            if self.doc[i].pos_ in ("VERB", "AUX", "PUNCT"):
                break
        return word

    def _up_to(self, number: Number, at: int, low: int) -> bool:
        """Tell whether "up to" bounds the number, and is not the way of a verb ("went up to 5%")."""
        if at < low:
            return False
        before = self.doc[at]
        return before.pos_ == "ADP" or (
            number.bound == "at_most" and before.lemma_.lower() not in word_set("movers", "verbs")
        )

    def _bounds(self, at: int, word: str) -> bool:
        """Tell whether "of", "at" or "up" is part of a bound: upwards of, at least, up to."""
        before = self.doc[at - 1].lower_ if at else ""
        after = self.doc[at + 1].lower_ if at + 1 < len(self.doc) else ""
        if word == "of":
            return before in ("upwards", "north", "total", "record")
        return word == "at" and after in ("least", "most")
