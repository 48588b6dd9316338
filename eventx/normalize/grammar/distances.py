"""Times told by how far they lie: three days ago, a year earlier, two months later, the year before, that day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from eventx.lexicons import lexicon
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.calendar import DAY, DECADE, HALF, MONTH, QUARTER, SIZE, WEEK, YEAR, Cell, move
from eventx.normalize.grammar.words import (
    CLOCK,
    SECONDS,
    before_said,
    count_of,
    duration,
    follows,
    in_cells,
    neighbours,
    number_of,
    stands_after,
    unit_of,
)
from eventx.normalize.timex import NEAR, Context, Parsed, parse, parse_after, rule, table
from eventx.normalize.value import Value, moved_years, of_cell, of_span

MOVABLE = (YEAR, MONTH, QUARTER, WEEK, DAY)
_BACK = frozenset({"ago", "earlier", "before", "previously", "prior", "back"})
_LEANING = frozenset({"earlier", "before", "previously", "prior", "later", "on"})
_DIGIT, _COUNTED = re.compile(r"\d"), re.compile(r"[\d%]\s$")
_LASTING = re.compile(rf"\bfor\s+(?:up\s+to\s+|at\s+least\s+|(?:more|less)\s+than\s+|{ROUGHLY})?$", re.IGNORECASE)
_ADVERB = r"\s*(?:[^\w\s$€£#'\"“‘]|$|\n)|\s+(?:and|or|but|when|in|on|at|to|with|from|as|while|by)\b"
"""What follows "before" where it is an adverb; elsewhere something stands after it."""
_THAT = (
    r"\s+that(?=\s*(?:[^\w\s]|$|\d)"
    r"|\s+(?:it|he|she|they|we|there|the|an?|only|just|none|was|were|and|but|in|to)\b)"
)
"""The time told before, of "the year after *that*", and no "that deal"."""
_DATED = r"\s+(?:the|an?|its|their|his|her)\s+(?:[a-z-]+\s+)?[a-z]+\s+(?:on|of)\s+(?=(?-i:[A-Z])|\d)"
"""The dated thing that a distance is told from: "two days before *the vote on* March 1"."""
_IT = r"(?=\s+(?:it|they|he|she)\s+(?:[^.,;:!?]|,(?=\d))+(?:[.;:!?]|$))"
"""A clause to its end, of ", and the year after it had only 310"; "the year after it opened, it had" begins another."""
_NEW_CLAUSE = re.compile(r"(?:;|,) (?:and |but |then ){0,2}$", re.IGNORECASE)


@rule(
    "# N U",
    r"(?:<N>[\s-]+(?P<plus>and\s+a\s+half\s+)?)?<U>(?P<more>\s+and\s+a\s+half)?\s+"
    r"(?P<way>ago|earlier|before|previously|prior(?!\s+to\s+(?!just|only|about|[$£€\d]))|later|from\s+now|hence|back|from\s+today|on(?=\s*[,.]))(?!\w)",
    near="unit",
)
def moved(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Three days ago; a year earlier; two months later."""
    unit, way = unit_of(m), m["way"].lower()
    count = count_of(m["number"]) if m["number"] else None
    if beside := _with_what_follows(context, m, count, unit):
        return beside
    if way == "before" and not follows(context, m.end(), _ADVERB):
        return None
    if unit in CLOCK:
        return _hours(context, m, count, unit)
    if count is None:
        return Value(timex="PAST_REF" if way in _BACK else "FUTURE_REF")
    if unit == "weekend" or (context.published is None and context.anchor is None):
        return Value()
    if unit == YEAR and (m["plus"] or m["more"]):
        unit, count = MONTH, count * 12 + 6
    unit, times = in_cells(unit)
    return _steps_away(context, m, unit, int(count) * (-times if way in _BACK else times))


def _with_what_follows(context: Context, m: re.Match[str], count: Decimal | None, unit: str) -> Parsed | None:
    """Resolve a distance from what stands behind it: three days before Easter, two days before the vote."""
    way, length = m["way"].lower(), (m.end("unit"), duration(count, unit))
    if way in ("later", "earlier") and follows(context, m.end(), r"\s+than\b"):
        return length  # a year later than planned
    if way not in ("before", "later"):
        return None
    found = parse_after(context, m.end(), r"\s+(?:the\s+)?")
    found = found or (parse_after(context, m.end(), _DATED) if way == "before" else None)
    if moved := _moved_from(found, count, unit, way == "before"):
        return moved
    counted = m["number"] or m["unit"].lower().endswith("s")
    return length if way == "before" and counted and not follows(context, m.end(), _ADVERB) else None


def _steps_away(context: Context, m: re.Match[str], unit: str, steps: int) -> Value:
    """Move from the time told before ("a year earlier", "two days later"), or from the publication ("ago")."""
    way = m["way"].lower()
    leans = way in _LEANING
    if way == "ago" and unit == YEAR and steps == -1 and context.anchor:  # up in the quarter from a year ago
        leans = context.anchor.grain in (MONTH, QUARTER, HALF)
    told = context.last_said(m.start()) if way in ("later", "on") else before_said(context, m.start())
    anchor = context.anchor or (told if way in _LEANING else None)
    span = context.span if unit == YEAR and (way in _LEANING or steps == -1) else None
    if span is not None and context.anchor is None:
        if span.first is None and span.last is not None:  # "in the quarter ended May 4"
            return Value("DATE", last=move(span.last, YEAR, steps), back=way in _BACK)
        return replace(moved_years(span, steps), back=way in _BACK)  # "in the six months to June, from 9% a year ago"
    if anchor is not None and leans:
        if SIZE[anchor.grain] > SIZE[unit] and anchor.grain not in (MONTH, QUARTER):
            return Value()
        return replace(of_cell(_shift_anchor(anchor, unit, steps)), back=way in _BACK)
    if way == "later":
        return Value()
    return weeks_away(context, steps) if unit == WEEK else context.relative(unit, steps)


def weeks_away(context: Context, count: int) -> Value:
    """Return the day that is some weeks away, told as its week."""
    value = context.relative(DAY, 7 * count)
    return replace(value, timex=Cell.holding(WEEK, value.first).timex) if value.first else value


def _shift_anchor(anchor: Cell, unit: str, steps: int) -> Cell:
    if anchor.grain == unit:
        return anchor.shift(steps)
    grain = unit if anchor.grain == DAY or unit in (DAY, WEEK) else anchor.grain
    return Cell.holding(grain, move(anchor.first, unit, steps))


def _hours(context: Context, m: re.Match[str], count: Decimal | None, unit: str) -> Value:
    """Resolve what is told by hours and minutes to its day: that of publication, or the one told before."""
    way, told = m["way"].lower(), context.anchor or context.last_said(m.start())
    day = context.published
    if way in _LEANING:
        day = told.first if told and told.grain == DAY else None
    if not count or day is None:
        return Value("TIME", "PAST_REF" if way in _BACK else "FUTURE_REF")
    days = int(count * SECONDS[unit] / 86400)
    day = Cell.holding(DAY, day).shift(-days if way in _BACK else days).first
    return Value("TIME", day.isoformat() if days else f"{day.isoformat()}TXX:XX", day, day)


def _moved_from(found: Parsed | None, count: Decimal | None, unit: str, back: bool) -> Parsed | None:
    """Move a time that is told beside a distance: three days before Christmas."""
    cell = found[1].cell if found else None
    if found is None or cell is None or count is None or unit not in (*MOVABLE, DECADE):
        return None
    grain = DAY if cell.grain == DAY else unit
    return found[0], of_cell(Cell.holding(grain, move(cell.first, unit, int(-count if back else count))))


def _lasts(context: Context, m: re.Match[str], unit: str) -> bool:
    """Whether what stands before "from" is how long or how often: for five days from Monday, $3 a day from Monday."""
    near = context.text[max(0, m.start() - NEAR // 2) : m.start()]
    one = m["number"].lower() in ("a", "an")
    often = one and (unit != WEEK or _COUNTED.search(near) or stands_after(context, m, "times"))
    return bool(often) or _LASTING.search(near) is not None


@rule("# N U", r"<N>[\s-]+<U>\s+(?P<way>after|following|from|prior\s+to)\s+", near="unit")
def moved_after(context: Context, m: re.Match[str]) -> Parsed | None:
    """Three days after Easter; two weeks from Monday; but no "shut for a week from Monday", "$3 a day from May 4"."""
    found, unit, onward = parse(context, m.end()), unit_of(m), m["way"].lower() == "from"
    found = found or (None if onward else parse_after(context, m.end() - 1, _DATED))
    that = None if found or onward else follows(context, m.end() - 1, _THAT)
    told = (context.anchor or context.last_said(m.start())) if that else None
    if that and told is not None and SIZE[told.grain] in (SIZE[unit], SIZE[DAY]):
        found = that.end(), of_cell(told)  # "two years after that"
    if found is None or found[1].grain not in ((DAY,) if onward else (DAY, unit)):
        return None
    if onward and (_DIGIT.search(context.text, m.end(), found[0]) or _lasts(context, m, unit)):
        return None
    return _moved_from(found, count_of(m["number"]), unit, m["way"].lower().startswith("prior"))


@rule(
    "that the",
    r"(?:(?P<that>that)(?:\s+(?:very|same))?|the\s+(?:very\s+)?same)\s+(?P<unit>year|month|quarter|week|day)\b(?!-)",
)
def told_before(context: Context, m: re.Match[str]) -> Value | None:
    """That year; the same day: what was told before."""
    (before, after), unit = neighbours(context, m), unit_of(m)
    same = "same" in m.group().lower()
    bare = not same and before.lower() not in lexicon("time").before_that and after not in (".", ",", ";")
    if bare and (before or after in lexicon("time").after_that):
        return None  # "that day is far", "said that week"
    if follows(context, m.end(), r"\s+(?:as|last|of|a\s+year|in|that|when)\b"):
        return None
    told = context.anchor or context.last_said(m.start())
    if told and SIZE[told.grain] <= SIZE[unit]:
        return of_cell(Cell.holding(unit, told.first))
    return Value() if same else None


@rule("the", r"the\s+(?:very\s+)?same\s+<P>")
@rule("that", r"that\s+(?:(?:very|same)\s+)?(?:<P>|<M>(?!\s+\d)|<W>(?!,))")
def named_before(context: Context, m: re.Match[str]) -> Value | None:
    """That night, that December, that Friday: of the day or year told before, or the first from it on."""
    (before, after), told = neighbours(context, m), context.anchor or context.last_said(m.start())
    same = m.group().lower().startswith("the")
    clause = (
        not same
        and before
        and before.lower() not in lexicon("time").before_that
        and (after.isalpha() or after.isdigit())
    )
    if clause or told is None or "may" in m.group().split():
        return None  # "he said that morning prayers ...", "that may"
    if not same and m["month"]:
        later = (number_of("months", m["month"]) - told.first.month) % 12
        return of_cell(Cell.holding(MONTH, told.first).shift(later)) if told.grain in (DAY, MONTH, YEAR) else None
    if told.grain != DAY:
        return None
    if not same and m["weekday"]:
        return of_cell(told.shift((number_of("weekdays", m["weekday"]) - told.first.isoweekday()) % 7))
    return Value("TIME", f"{told.timex}T{table('dayparts')[m['part'].lower()]}", told.first, told.first)


@rule(
    "the",
    rf"the\s+<U>\s+(?P<way>before|after|earlier|previously|prior(?!\s+to\b))\b(?P<told>{_THAT}|{_IT})?",
    near="unit",
)
def unit_before(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The year before; the year after; the year after that."""
    unit, anchor, later = unit_of(m), context.anchor, m["way"].lower() == "after"
    # the day before the vote
    told = m["told"] or (m["told"] is not None and _NEW_CLAUSE.search(context.text, max(0, m.start() - 12), m.start()))
    governs = m["way"].lower() in ("before", "after") and not told and not follows(context, m.end(), _ADVERB)
    if m["unit"].lower().endswith("s"):
        return (m.end("unit"), duration(None, unit)) if governs and not later else None
    if governs or unit not in MOVABLE:
        return None
    anchor = anchor or (before_said(context, m.start()) if not later and context.span is None else None)
    if anchor is not None and SIZE[anchor.grain] <= SIZE[unit]:
        return of_cell(Cell.holding(unit, anchor.first).shift(1 if later else -1))
    return None if later else span_before(context, unit) or context.relative(unit, -1)


def span_before(context: Context, unit: str) -> Value | None:
    """Return the unit before the one that a span is or lies in: "the week to July 25, up from *the week before*"."""
    if context.span is None or context.span.last is None:
        return None
    last, first = context.span.last, context.span.first
    begin, held = move(last + timedelta(days=1), unit, -1), Cell.holding(unit, last)
    if first is not None and first > begin and held.first <= first:
        return of_cell(held.shift(-1))
    if first not in (None, begin):
        return None
    days = of_span(*(Cell.holding(DAY, day) for day in (move(begin, unit, -1), begin - timedelta(days=1))))
    return replace(days, back=True)
