"""Analysis: what fact and event types see of an article: its Doc, its sections and the candidates found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, Literal

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.memory import remembered
from eventx.mentions.units import RATIOS, Counting, bounds_again, count_units
from eventx.normalize.calendar import measure
from eventx.normalize.currency import is_currency
from eventx.normalize.date import Time
from eventx.normalize.number import Number
from eventx.records import Bound, Extent, Mention, Modality, Period, Place, Quantity, SectionKind
from eventx.records.article import Article
from eventx.records.guard import guard
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import modified
from eventx.syntax.tokens import values
from eventx.text.lines import BULLET, STOP
from eventx.text.section import Section, holding

_TITLES, _TITLE = 3, 120  # lines that make a list of other stories, and the characters of the longest
NameKind = Literal["person", "organisation", "place", "other"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Characters ``start`` to ``end`` stand under a cue that makes what they tell ``modality``."""

    start: int
    end: int
    modality: Modality


@dataclass(frozen=True, slots=True)
class Located:
    """A place where it stands; ``form`` is name, adjective or nested."""

    start: int
    end: int
    form: str
    place: Place


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands: its fullest form in the article, and whose it is."""

    start: int
    end: int
    name: str
    kind: NameKind


@dataclass(frozen=True)
class Analysis:
    """One article as the fact and event types see it; nobody changes it, but for the notes of what went wrong."""

    doc: Doc
    article: Article
    numbers: Sequence[Number] = ()
    times: Sequence[Time] = ()
    places: Sequence[Located] = ()
    sections: Sequence[Section] = ()
    scopes: Sequence[Scope] = ()
    names: Sequence[Named] = ()
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's text, to which all offsets refer; spaCy would join it anew at every ``doc.text``."""
        return self.article.text

    @cached_property
    def units(self) -> dict[int, Counting]:
        """What each number counts, by the character where it ends."""
        return count_units(self.doc, self.text, self.numbers)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences."""
        return list(self.doc.sents)

    @cached_property
    def token_starts(self) -> list[int]:
        """The character where each token starts."""
        return values(self.doc, "IDX")

    @cached_property
    def _extents(self) -> list[Extent]:
        return [Extent(start=sentence.start_char, end=sentence.end_char) for sentence in self.sentences]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start_char for sentence in self.sentences]

    def guard(self, rule: str, start: int | None = None) -> AbstractContextManager[None]:
        """Let what is raised within cost no more than its record; see :func:`eventx.records.guard.guard`."""
        return guard(self.notes, rule, start)

    @remembered
    def mention(self, start: int, end: int) -> Mention:
        """Quote characters ``start`` to ``end``, without blanks and line ends behind."""
        text = self.text[start:end].rstrip() or self.text[start:end]
        return Mention(start=start, end=start + len(text), text=text)

    def mention_at(self, chars: tuple[int, int] | None) -> Mention | None:
        """Quote characters, where there are some."""
        return self.mention(*chars) if chars else None

    def quote(self, first: Token, last: Token | None = None) -> Mention:
        """Quote a word, or the words from one to another."""
        last = first if last is None else last
        return self.mention(first.idx, last.idx + len(last))

    @remembered
    def span(self, start: int, end: int) -> Span:
        """Return the tokens that characters ``start`` to ``end`` touch."""
        first, last = bisect_right(self.token_starts, start) - 1, bisect_left(self.token_starts, end)
        if first < 0 or last <= first:
            raise ValueError(f"no tokens at {start}:{end}")
        return Span(self.doc, first, last)

    def sentence(self, start: int) -> Extent:
        """Return the extent of the sentence that holds character ``start``."""
        return self._extents[self._place(start)]

    def sentence_span(self, start: int) -> Span:
        """Return the sentence that holds character ``start``."""
        return self.sentences[self._place(start)]

    def _place(self, start: int) -> int:
        place = self.sentence_at(start)
        if place < 0:
            raise ValueError(f"no sentence at {start}")
        return place

    def sentence_at(self, start: int) -> int:
        """Return the number of the sentence that holds character ``start``, counted from 0."""
        return bisect_right(self._sentence_starts, start) - 1

    @cached_property
    def links_from(self) -> int:
        """Where the titles of other stories begin, three or more last lines without a stop; else the text's end."""
        text = self.text
        start = end = len(text.rstrip())
        lines = 0
        while end > 0:
            begin = text.rfind("\n", 0, end) + 1
            line = text[begin:end].strip()
            if line and (STOP.search(line) or BULLET.match(line) or len(line) > _TITLE):
                return start if lines >= _TITLES else len(text)
            lines, start, end = lines + bool(line), begin, begin - 1
        return len(text)

    def section(self, start: int) -> SectionKind:
        """Return the kind of section that holds character ``start``."""
        section = holding(self.sections, start)
        return section.kind if section is not None else "body"

    def modality(self, at: int | Token) -> Modality:
        """Return the modality of the innermost scope that holds a character or token."""
        place = at if isinstance(at, int) else at.idx
        starts, scopes, reach = self._nested
        held: list[Scope] = []
        index = bisect_right(starts, place) - 1
        while index >= 0 and reach[index] > place:
            if place < scopes[index].end:
                held.append(scopes[index])
            index -= 1
        return min(reversed(held), key=lambda s: s.end - s.start).modality if held else "asserted"

    @cached_property
    def _nested(self) -> tuple[list[int], list[Scope], list[int]]:
        """The scopes in order of their starts, these, and how far it reaches up to each."""
        ordered = sorted(self.scopes, key=lambda s: s.start)
        return [s.start for s in ordered], ordered, list(accumulate((s.end for s in ordered), max))

    @cached_property
    def _bounds(self) -> dict[int, Bound]:
        return bounds_again(self.text, self.numbers, self.units)

    def quantity(self, number: Number) -> Quantity:
        """Make the record of a number."""
        counting = self.units.get(number.end)
        unit, per = (counting.unit, counting.per) if counting else (number.unit, None)
        bound = self._bounds.get(number.end, number.bound)
        return Quantity(
            value=number.value, low=number.low, high=number.high, bound=bound, unit=unit, per=number.per or per,
            mention=self.mention(number.start, number.end),
        )  # fmt: skip

    def is_sum(self, token: Token) -> bool:
        """Tell whether a word is one of an amount of money: "million" of "$3 million"."""
        number = holding(self.numbers, token.idx)
        return number is not None and is_currency(number.unit)

    def is_level(self, token: Token) -> bool:
        """Tell whether a word is one of an amount of money, or of per cent or points that something moves by."""
        number = holding(self.numbers, token.idx)
        return number is not None and (is_currency(number.unit) or number.unit in RATIOS)

    def telling(self, number: Number) -> dict[str, Any]:
        """Return the fields of the record of a number that it has from where it stands."""
        amount, start = self.quantity(number), number.start
        modality = "asserted" if is_given(self.span(start, number.end)) else self.modality(start)
        place = {"sentence": self.sentence(start), "modality": modality}
        return {"span": amount.mention, "amount": amount, **place}

    def period(self, time: Time) -> Period:
        """Make the record of a time expression; "since" a day after that of publication has no end."""
        start, end = time.start_date, time.end_date
        end = None if start and end and start > end else end
        length, cumulative = measure(start, end)
        return Period(
            mention=self.mention(time.start, time.end), start_date=start, end_date=end, timex=time.timex, length=length,
            cumulative=cumulative,
        )  # fmt: skip


def is_given(number: Span) -> bool:
    """Tell whether a number says which known thing is meant, whatever is planned: "will redeem its 9% debentures"."""
    noun, words = modified(number.root), lexicon("modality").given
    named = noun.i >= number.end and noun.pos_ in NOUNS and noun.lemma_.lower() not in words.marks
    return named and any(c.i < number.start and (c.dep_ == "poss" or c.lower_ in words.known) for c in noun.lefts)
