"""Spans, and what is compared with them: the year to March, between A and B, the same period last year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from eventx.normalize.calendar import DAY, HALF, MONTH, QUARTER, WEEK, YEAR, Cell, move
from eventx.normalize.grammar.words import CLOCK, count_of, follows, grains, ordinal_number, shifts
from eventx.normalize.timex import Context, Parsed, Value, join, of_cell, of_span, parse, parse_after, rule


@rule(
    "the this # N S year month months week weeks quarter a financial fiscal",
    r"<the>(?:(?P<own>this|last)\s+)?(?:(?P<trail>trailing|last|past|full|financial|fiscal)\s+)?(?:<N>[\s-]+)?(?:(?:financial|fiscal|calendar|full|trading)\s+)?<U>(?:\s+period)?\s+(?P<how>to|ended|ending|through|until|up\s+to|that\s+ended)\s+(?:on\s+|in\s+|the\s+end\s+of\s+|end-)?",
    near="unit",
)
def until(context: Context, m: re.Match[str]) -> Parsed | None:
    """The three months to October; the year ended 31 March 2026; a quarter "ended" tells its end only."""
    if context.text[m.end() : m.end() + 5].lower() == "date " or follows(context.text, m.end(), r"date\b"):
        return None
    unit = grains()[m["unit"].lower()]
    if (m["number"] or "").lower() in ("a", "an") and not m["how"].lower().endswith(("ended", "ending")):
        return None  # two flights a month until June
    found = parse(context, m.end())
    if found is None or unit in (DAY, "weekend", *CLOCK, "fortnight", "century"):
        return None
    value = found[1]
    if value.last is None or value.cell is None or value.cell.grain not in (DAY, MONTH, QUARTER, YEAR):
        return found[0], Value()
    count = count_of(m["number"]) if m["number"] else Decimal(1)
    if count is None or count % 1:
        return None
    last = value.cell.last
    if unit == WEEK:
        first = last - timedelta(days=7 * int(count) - 1)
    else:
        first = move(last + timedelta(days=1), unit, -int(count))
    ended = m["how"].lower().endswith(("ended", "ending")) and not m["number"] and unit in (QUARTER, HALF)
    timex = f"{first.isoformat()}/{last.isoformat()}"
    return found[0], Value("DATE", timex, None if ended else first, last, None, absolute=value.absolute)


@rule(
    "the season period quarter half", r"<the>(?:season|period|fiscal\s+year)\s+(?:ended|ending|to)\s+(?:on\s+|in\s+)?"
)
def ended(context: Context, m: re.Match[str]) -> Parsed | None:
    """The season ended 31 July 2025: its end only."""
    found = parse(context, m.end())
    if found is None or found[1].last is None or found[1].cell is None:
        return None
    return found[0], Value(
        "DATE", f"../{found[1].cell.last.isoformat()}", None, found[1].cell.last, None, absolute=found[1].absolute
    )


@rule("year", r"year-(?:earlier|ago)\b(?!-)")
def year_earlier(context: Context, m: re.Match[str]) -> Value:
    """Year-earlier profit: of the period told before, a year back."""
    anchor, told = context.anchor, context.told
    if anchor is not None and anchor.grain != DAY:
        value = moved_years(of_cell(anchor), -1)
    else:
        value = moved_years(told, -1) if told and told.first else context.relative(YEAR, -1)
    return replace(value, back=True)


@rule("year ytd", r"(?:year[\s-]to[\s-]date|ytd)\b")
def to_date(context: Context, m: re.Match[str]) -> Value:
    """Year to date."""
    value = context.relative(YEAR, 0)
    return replace(value, last=context.published)


_SAME_UNIT = re.compile(r"the\s+same\s+(?:year|quarter|month|week|day)", re.IGNORECASE)


@rule(
    "the",
    r"the\s+(?:same|corresponding|comparable|equivalent|year-earlier|year-ago|prior-year|previous-year|earlier)\s+(?:(?:three-month|six-month|nine-month)\s+)?(?:period|time|quarter|month|week|day|half|months|\w+\s+months)(?:\s+(?:a\s+)?(?P<gap>year|month)\s+(?:earlier|ago|before|previously))?",
)
def same(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The same period last year: the period told before, a year back."""
    back = -1 if m["gap"] or re.search(r"year-|prior-|previous-", m.group(), re.IGNORECASE) else 0
    found = (
        None
        if m["gap"]
        else parse_after(context, m.end(), r"\s+(?:of|in)\s+|\s+(?=last|this|the\s+(?:previous|prior|preceding))")
    )
    told = context.told
    if found is not None and found[1].cell is not None and found[1].cell.grain == YEAR:
        if told is None or told.first is None:
            return found
        return found[0], replace(moved_years(told, found[1].cell.index - told.first.year), back=True)
    if told is None or told.first is None or not back:
        if back and context.published and m.group().lower().endswith("quarter"):
            return of_cell(Cell.holding(QUARTER, context.published).shift(-5))  # the last that is whole, a year back
        return context.relative(YEAR, -1) if back else None if _SAME_UNIT.fullmatch(m.group()) else Value()
    return replace(moved_years(told, back), back=True)


def moved_years(value: Value, years: int) -> Value:
    """Move a part of a year, or a span of months, by whole years."""
    cell = value.cell
    if cell is not None:
        return of_cell(Cell.holding(cell.grain, move(cell.first, YEAR, years)))
    if value.first is None or value.last is None:
        return Value()
    first, last = (Cell.holding(MONTH, move(day, YEAR, years)) for day in (value.first, value.last))
    whole = value.first.day == 1 and Cell.holding(MONTH, value.last).last == value.last
    if whole:
        return of_span(first, last)
    return of_span(*(Cell.holding(DAY, move(day, YEAR, years)) for day in (value.first, value.last)))


@rule(
    "S the # fiscal",
    r"<the>(?:fiscal\s+)?(?:<S>\s+year['’]s|(?P<year>(?:19|20)\d\d)(?:['’]s)?)\s+(?:fiscal\s+)?<O>[\s-]+(?P<part>quarter|half)\b",
    near="unit",
)
def year_part(context: Context, m: re.Match[str]) -> Value | None:
    """Next year's first quarter; the 1989 third quarter."""
    if context.published is None and not m["year"]:
        return Value()
    year = int(m["year"]) if m["year"] else context.published.year + shifts()[m["shift"].lower()]  # type: ignore[union-attr]
    grain, count = (QUARTER, 4) if m["part"].lower() == QUARTER else (HALF, 2)
    nth = ordinal_number(m["ordinal"])
    return of_cell(Cell(grain, year * count + nth - 1), absolute=True) if nth <= count else None


@rule("# the", r"<the>(?P<year>(?:19|20)\d\d)\s+(?P<part>quarter|period|half)\b")
def told_part(context: Context, m: re.Match[str]) -> Value:
    """The 1988 quarter: the one told before, in another year."""
    told, year = context.told, int(m["year"])
    if told is None or told.first is None:
        return of_cell(Cell(YEAR, year), absolute=True)
    return moved_years(told, year - told.first.year)


def _or_now(context: Context, at: int) -> Parsed | None:
    """Parse an end of a range, which may be "now"."""
    found = re.compile(r"(?:(?:right\s+)?now|date|the\s+present)\b(?!\s+of\b)", re.IGNORECASE).match(context.text, at)
    return (found.end(), context.relative(DAY, 0)) if found else parse(context, at)


@rule("between from", r"(?P<how>between|from)\s+")
def between(context: Context, m: re.Match[str]) -> Parsed | None:
    """Between January and June 2025; from 2019 to 2022."""
    first = _or_now(context, m.end())
    if first is None or first[1].type != "DATE":
        return None
    joint = r"\s+and\s+" if m["how"].lower() == "between" else r"\s+(?:to|through|until|till|up\s+to)\s+|\s*[–—-]\s*"
    found = re.compile(joint, re.IGNORECASE).match(context.text, first[0])
    last = _or_now(context, found.end()) if found else None
    if last is None or last[1].type != "DATE":
        return None
    value = join(first[1], last[1])
    return (last[0], value) if value else None
