"""Values: the numbers of a sentence as the change rules see them, with the words that bound or govern each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.units import TIMES
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import governed, is_time

POINTS = frozenset({"percent", "percentage_point", "basis_point", "point"})
_RELATIVE = POINTS | {"fold"}
LEAD = 7  # tokens that bound a number, at most
_RATE = 2  # tokens that tell for each of what an amount is
_INSERTED = 25  # tokens between commas
_AGAIN = 3  # tokens between an amount and the same in another unit


@dataclass(frozen=True, slots=True)
class Value:
    """A number on tokens ``first`` to ``last``.

    ``lead`` is the first of its bound words, ``prep`` the word before that; ``reach`` the token after the number and
    the noun of its unit ("2 metres"); ``points`` tells that this noun is one of points.
    """

    number: Number
    first: int
    last: int
    lead: int
    prep: str
    points: bool
    reach: int

    @property
    def relative(self) -> bool:
        """Tell whether the number is a per cent or a number of points."""
        return self.points or self.number.unit in _RELATIVE

    @property
    def money(self) -> bool:
        """Tell whether the number is an amount of money."""
        return is_currency(self.number.unit)

    @property
    def joined(self) -> bool:
        """Tell whether it is tied to another before it: "in 2025 and 1.4% in 2026"."""
        return self.prep in ("and", ",", "but")

    def governor(self, doc: Doc) -> int:
        """Return the token at which its phrase begins, with the preposition: "*to a high of* 5"."""
        before = doc[max(0, self.lead - LEAD) : self.lead]
        over = before[-1:].text.lower() == "of" != self.prep
        tied = self.lead - any(t.pos_ == "ADP" for t in before[-1:])
        return next((t.i for t in reversed(before) if over and t.lower_ == self.prep), tied)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or a piece of a long one, with its values in order."""

    span: Span
    values: tuple[Value, ...]

    def ahead(self, index: int) -> Value | None:
        """Return the value whose bound words begin at a token."""
        return next((value for value in self.values if value.lead == index), None)

    def behind(self, index: int) -> Value | None:
        """Return the value that, with its unit, ends before a token."""
        return next((value for value in self.values if value.reach == index), None)

    def right_before(self, index: int) -> tuple[Value, ...]:
        """Return the value that ends before a token, or one that is told twice: "$5 million, or 13%, *lower*"."""
        comma = index > self.span.start and self.span.doc[index - 1].text == ","
        last = self.behind(index - comma) or self._timed(index) or self._rated(index) or self._sized(index)
        if last is None or (comma and last.prep != "or"):
            return ()
        first = next((v for v in reversed(self.values) if v.last < last.first and last.prep == "or"), None)
        near = first is not None and first.number.unit != last.number.unit and last.lead - first.reach <= _AGAIN
        if first is not None and near and (self.span.doc[first.reach].text == ",") == comma:
            return (first, last)  # but a level in "9,000 guests, or 12% *more*"
        return () if comma else (last,)

    def _rated(self, index: int) -> Value | None:
        """Return the value whose rate ends before a word that compares: "$3 *a head* more", no "$3 a head up to $9"."""
        doc, tie = self.span.doc, index - _RATE
        rated = tie > self.span.start and doc[tie].lower_ in lexicon("change").per
        word = doc[index] if rated and index < self.span.end else None
        grades = word is not None and word.head.pos_ in ("ADJ", "ADV") and word.i < word.head.i  # "more happily"
        return self.behind(tie) if word and not grades and word.lower_ not in lexicon("change").particles else None

    def _timed(self, index: int) -> Value | None:
        """Return the value whose unit of time ends before what it is: "is 30 *minutes* longer"."""
        doc, value = self.span.doc, self.behind(index - 1)
        told = value is not None and value.number.unit in TIMES and is_time(doc[index - 1]) and index < self.span.end
        return value if told and doc[index].head.lemma_ == "be" else None

    def _sized(self, index: int) -> Value | None:
        """Return the value whose unit ends before "off": "took *two years* off his sentence"."""
        value = self.behind(index - 1) if self.span.doc[index : index + 1].text.lower() == "off" else None
        return value if value is not None and self.unit_of(value) is not None else None

    def unit_of(self, value: Value) -> Token | None:
        """Return the noun of the unit right behind a number of a length, a weight or a time: "two *years*"."""
        noun = self.counted(value)
        bare = value.number.unit is None or value.relative or value.money
        return noun if noun is not None and noun.pos_ in NOUNS and not bare else None

    def after(self, token: Token) -> Token | None:
        """Return the token after another, or None at the end."""
        return token.nbor(1) if token.i + 1 < self.span.end else None

    def before(self, token: Token, *over: str) -> Token | None:
        """Return the token before another, past those of some parts of speech, or None at the start."""
        before = reversed(self.span.doc[self.span.start : token.i])
        return next((other for other in before if other.pos_ not in over), None)

    def opening(self, comma: Token) -> int:
        """Return the comma that opens an insertion (", which carries much,", ", by contrast,"), or the comma itself."""
        doc = self.span.doc
        near = range(comma.i - 1, max(self.span.start, comma.i - _INSERTED), -1)
        first = next((i for i in near if doc[i].text == ","), comma.i)
        return first if doc[first + 1].pos_ != "CCONJ" else comma.i

    def counted(self, value: Value) -> Token | None:
        """Return the token right behind a number, or None at the end."""
        return self.span.doc[value.last] if value.last < self.span.end else None

    def whole(self, value: Value, ties: Sequence[str]) -> Token | None:
        """Return the noun that a preposition ties a number to: "a third of *deposits*", "$5 off *the price*"."""
        end = value.reach + 1 + (_RATE if value.number.per is not None else 0)  # "adds $5 *a tonne* to the price"
        end += self.unit_of(value) is not None
        near = self.span.doc[value.reach - 1 : min(end, self.span.end)]
        tie = next((token for token in near if token.lower_ in ties), None)
        held = governed(tie) if tie is not None else None
        return held if held is not None and held.pos_ in NOUNS else None
