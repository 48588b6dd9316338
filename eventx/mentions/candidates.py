"""Candidates: the numbers, times, places and names of an article, found before any fact type looks at them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from spacy.tokens import Doc

from eventx.lexicons import load_lexicon
from eventx.mentions.analysis import Analysis, Located, Named, Scope
from eventx.mentions.elided import fill_units
from eventx.mentions.names.numbered import find_openers
from eventx.mentions.places.places import find_places
from eventx.mentions.units import with_whole_rate
from eventx.normalize.bare_currency import resolve_currencies
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.currency import is_currency
from eventx.normalize.date import Time, find_times
from eventx.normalize.number import Number, find_numbers
from eventx.normalize.unit import unit_after
from eventx.records import Place, plain
from eventx.records.article import Article
from eventx.syntax.clauses import clauses_of
from eventx.text.section import Section

T = TypeVar("T")


def find_candidates(doc: Doc, article: Article, notes: list[str]) -> Analysis:
    """Find the numbers, times and places of a Doc; what goes wrong is added to ``notes``."""
    empty, text = Analysis(doc, article, notes=notes), article.text
    clauses = clauses_of(doc)
    times = _find(empty, "times", lambda text: find_times(text, article.published_on, clauses))
    places: list[Located] = []
    with empty.guard("places"):
        places = find_places(doc)
    numbers = _find(empty, "numbers", find_numbers)
    with empty.guard("numbers beside times"):
        times = _no_counts(text, _no_rates(text, times, numbers), numbers)
        countries = [(p.start, p.place.country) for p in places if p.place.country]
        numbers = resolve_currencies(text, _outside(numbers, times), countries, article.published_on)
        numbers = _no_names(doc, numbers)
        numbers = [with_whole_rate(doc, text, number) for number in fill_units(doc, text, numbers)]
    return replace(empty, numbers=numbers, times=times, places=places)


def _find(analysis: Analysis, what: str, find: Callable[[str], list[T]]) -> list[T]:
    """Find something in a text; where that fails, in what is left of it without the lines on which it does."""
    try:
        return find(analysis.text)
    except Exception:
        left, at = "", 0
        for line in analysis.text.splitlines(keepends=True):
            with analysis.guard(what, at):
                find(line)
                left += line
            at += len(line)
            left = left.ljust(at)
    with analysis.guard(what):
        return find(left)
    return []


_RATE = re.compile(
    r"(?:an?|per|each|every)[ -](?:year|month|week|day|hour|minute|second|night|quarter|decade|century)"
    r"|(?:year|month|week|day|hour|century)",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"(?:every|each)[ -](?:year|month|week|day|hour|minute|second|night)|annually|yearly|monthly|weekly|daily|hourly",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"(?:[a-z]{1,4})?(?:[ -](?!(?:ago|in|within|over|for|during|after|times|once|twice)\b)[A-Za-z]+){0,3}"
    r"(?:,| \([^()]{3,24}\))?(?: per)?[ -]?"
)
_WORDS = re.compile(r"(?: (?!ago)[A-Za-z]+){0,6} ")


def _no_rates(text: str, times: list[Time], numbers: list[Number]) -> list[Time]:
    """Leave out the times that are the rate of a quantity: "$5 a month", "80 km per hour", "286 tonnes annually"."""
    ends = [number.end for number in numbers]

    def rates(time: Time) -> bool:
        at = bisect_right(ends, time.start) - 1
        if at < 0 or time.start - ends[at] > 48 or time.end - time.start > 13:
            return False
        if _RATE.fullmatch(text, time.start, time.end):
            return _RATED.fullmatch(text, ends[at], time.start) is not None
        often = not is_currency(numbers[at].unit) and _OFTEN.fullmatch(text, time.start, time.end)
        return bool(often) and _WORDS.fullmatch(text, ends[at], time.start) is not None

    return [time for time in times if not rates(time)]


_YEAR = re.compile(r"[0-9]{4}(?: ?[-–] ?[0-9]{2,4})?")
_TAKEN = re.compile(rf"\b(?:average|total|maximum|minimum|mean|median|sum) of {ROUGHLY}$")


def _no_counts(text: str, times: list[Time], numbers: list[Number]) -> list[Time]:
    """Leave out the years that count something, or name an index: "2000-2500 calories", "the Russell 2000"."""
    starts = [number.start for number in numbers]
    named = tuple(f"{index} " for index in load_lexicon("number")["context"]["like_years"])

    def counts(time: Time) -> bool:
        if not _YEAR.fullmatch(text, time.start, time.end):
            return False
        if text.endswith(named, 0, time.start):
            return True
        at = bisect_right(starts, time.start) - 1
        if at < 0 or numbers[at].end < time.end:
            return False
        number = numbers[at]
        taken = _TAKEN.search(text, max(0, number.start - 30), number.start)
        return taken is not None or (number.low is not None and unit_after(text, number.end) is not None)

    return [time for time in times if not counts(time)]


def _no_names(doc: Doc, numbers: list[Number]) -> list[Number]:
    """Leave out the numbers that open a name: "*Three* Rivers Energy"."""
    named = {doc[i].idx for i in find_openers(doc)}
    return [number for number in numbers if number.start not in named]


def _outside(numbers: list[Number], times: list[Time]) -> list[Number]:
    """Leave out the numbers that are part of a time (years, days, clocks), but those that count it ("six months")."""
    out, at = [], 0
    for number in numbers:
        while at < len(times) and times[at].end <= number.start:
            at += 1
        inside = at < len(times) and times[at].start < number.end
        if not inside or number.unit is not None:
            out.append(number)
    return out


def to_json(analysis: Analysis) -> dict[str, Any]:
    """Write an Analysis's candidates as JSON, as they are kept on the Doc."""

    def number(n: Number) -> list[Any]:
        values = (None if v is None else plain(v) for v in (n.value, n.low, n.high))
        return [n.start, n.end, *values, n.bound, n.unit, n.per, n.form, n.named]

    return {
        "numbers": [number(n) for n in analysis.numbers],
        "times": [{name: getattr(t, name) for name in Time.__slots__} for t in analysis.times],
        "places": [[p.start, p.end, p.form, p.place.model_dump(mode="json")] for p in analysis.places],
        "names": [[n.start, n.end, n.name, n.kind] for n in analysis.names],
    }


def from_json(doc: Doc, article: Article, data: dict[str, Any]) -> Analysis:
    """Read an Analysis back from what the components before have left on the Doc."""

    def number(n: list[Any]) -> Number:
        values = (None if v is None else Decimal(v) for v in n[2:5])
        return Number(*n[:2], *values, *n[5:])

    return Analysis(
        doc,
        article,
        [number(n) for n in data.get("numbers", ())],
        [Time(**t) for t in data.get("times", ())],
        [Located(start, end, form, Place.model_validate(place)) for start, end, form, place in data.get("places", ())],
        [Section(*s) for s in data.get("sections", ())],
        [Scope(*s) for s in data.get("scopes", ())],
        [Named(*n) for n in data.get("names", ())],
        notes=data["notes"],
    )
