"""Values: the numbers of a sentence as the change rules see them, with the words that bound or govern each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from eventx.facts.change.words import word_set
from eventx.mentions.units import TIMES
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.syntax.phrases import is_time

_QUALIFIERS = frozenset({"JJ", "JJR", "RB", "VBN", "VBD", "VBG", "HYPH"})
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
        return is_currency(self.number.unit)


class Values:
    """The values of a Doc, by sentence."""

    def __init__(self, doc: Doc, numbers: Sequence[Number]) -> None:
        self.doc = doc
        self.numbers = sorted(numbers, key=lambda number: number.start)
        self.starts = [number.start for number in self.numbers]

    def of(self, sentence: Span) -> list[Value]:
        """Return the values of a sentence, in order."""
        at = bisect_left(self.starts, sentence.start_char)
        out: list[Value] = []
        while at < len(self.numbers) and self.starts[at] < sentence.end_char:
            number = self.numbers[at]
            span = self.doc.char_span(number.start, number.end, alignment_mode="expand")
            if span is not None and not self._dates_level(number, span, sentence):
                out.append(self._value(number, span, sentence))
            at += 1
        return out

    def _value(self, number: Number, span: Span, sentence: Span) -> Value:
        lead = self._lead(number, span, sentence)
        after = self.doc[span.end] if number.unit is None and span.end < sentence.end else None
        points = after is not None and after.lower_ in word_set("words", "points")
        noun = after is not None and after.tag_ in ("NNS", "NN")
        prep, words = self._prep(lead, sentence), [token.lower_ for token in self.doc[lead : span.start]]
        if number.unit == "percent" and number.value is not None and self._of_a_point(span.end):
            number = replace(number, value=number.value / 100, unit="point")
        if words[-3:] in (["as", "high", "as"], ["as", "low", "as"]):
            prep, number = "to", replace(number, bound="exact")  # "rose as high as 540p"
        elif prep == "to" and number.bound == "at_most" and self.doc[max(0, lead - 2)].lower_ == "up":
            number = replace(number, bound="exact")  # "went up to 5%"
        return Value(number, span.start, span.end, lead, prep, False, points, span.end + noun)

    def _of_a_point(self, end: int) -> bool:
        """Tell whether a fraction is one of a point: "three-quarters of a point"."""
        after = [token.lower_ for token in self.doc[end : end + 3]]
        return after[:2] == ["of", "a"] and after[-1] == "point"

    def _dates_level(self, number: Number, span: Span, sentence: Span) -> bool:
        """Tell whether a number says how long ago a level was reached before: "a two-month low of 5"."""
        after = [token.lemma_.lower() for token in self.doc[span.end : min(span.end + 3, sentence.end)]]
        dated = number.unit in TIMES or (number.unit is None and not TIMES.isdisjoint(after[:2]))
        return dated and not word_set("words", "extremes").isdisjoint(after)

    def _lead(self, number: Number, span: Span, sentence: Span) -> int:
        """Return the first of the words that bound the number: "close to 5", "up to about 5", "at least 5"."""
        doc, words, lead = self.doc, word_set("words", "lead"), span.start
        low = max(sentence.start, span.start - 7)
        while lead > low:
            word, before = doc[lead - 1].lower_, doc[lead - 2].lower_ if lead - 2 >= low else ""
            if word == "to" and (before == "close" or (before == "up" and self._up_to(number, lead - 3, low))):
                lead -= 2
            elif (word == "at" and doc[lead].lower_ in ("least", "most")) or (
                word in words and (word != "of" or before in ("upwards", "north", "total"))
            ):
                lead -= 1
            else:
                break
        return self._qualified(lead, low)

    def _qualified(self, lead: int, low: int) -> int:
        """Return where the article of a qualified number stands ("a seasonally adjusted 0.3%"), else ``lead``."""
        at = lead
        while at > low and self.doc[at - 1].tag_ in _QUALIFIERS:
            at -= 1
        return at - 1 if low < at < lead and self.doc[at - 1].lower_ in ("a", "an") else lead

    def _up_to(self, number: Number, at: int, low: int) -> bool:
        """Tell whether "up to" bounds the number, and is not the way of a verb ("went up to 5%")."""
        moves = at < low or self.doc[at].lemma_.lower() in word_set("movers", "verbs")
        return number.bound == "at_most" and not moves

    def _prep(self, lead: int, sentence: Span) -> str:
        """Return the word that governs the number; "to a record high of 5" is "to", "due to 5" is "due"."""
        before = self.doc[max(sentence.start, lead - 9) : lead]
        if not len(before):
            return ""
        word, beside = before[-1].lower_, before[-2] if len(before) > 1 else None
        if word in ("'s", "’s"):
            return self._before_owner(before)
        if beside is not None and word == "to" and beside.lower_ in word_set("words", "owing"):
            return beside.lower_
        if beside is not None and word == "of" and beside.lemma_.lower() in word_set("words", "level_nouns"):
            for token in reversed(before[:-2]):
                if token.lower_ in ("to", "from", "at", "by"):
                    return token.lower_
                if token.pos_ in ("VERB", "AUX", "PUNCT") and token.text != "-" and token.dep_ != "amod":
                    break
        return word

    def _before_owner(self, before: Span) -> str:
        """Return the word that governs a number of a time's own: "from June's 4.8%", "to last year's 5"."""
        at = len(before) - 2
        while at > 0 and (before[at].ent_type_ in ("DATE", "TIME") or is_time(before[at])):
            at -= 1
        return before[at].lower_ if at < len(before) - 2 else before[-1].lower_
