"""Spans, and what is compared with them: the year to March, between A and B, the same period last year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from eventx.normalize.calendar import CENTURY, DAY, MONTH, QUARTER, YEAR, Cell, move
from eventx.normalize.grammar.words import CLOCK, count_of, follows, unit_of
from eventx.normalize.timex import Context, Parsed, cell_after, parse, rule
from eventx.normalize.value import Value, join, moved_years, of_cell, under_way


@rule(
    "the this # N S year month months week weeks days quarter half a financial fiscal",
    r"<the>(?:this\s+|last\s+)?(?:(?:trailing|last|past|full|financial|fiscal)\s+)?(?:<N>[\s-]+)?(?:<FISCAL>\s+)?"
    r"(?P<half>half[\s-]+(?=year))?<U>(?:\s+period)?\s+(?P<how>to|ended|ending|through|until|up\s+to(?:\s+and\s+including)?|that\s+ended)\s+"
    r"(?:on\s+|in\s+|the\s+end\s+of\s+|end-)?(?!date\b)",
    near="unit",
)
def until(context: Context, m: re.Match[str]) -> Parsed | None:
    """The three months to October; the year ended 31 March 2026; a quarter "ended" tells its end only."""
    unit, closed = unit_of(m), m["how"].lower().endswith(("ended", "ending"))
    if not closed and (m["number"] or "").lower() in ("a", "an"):
        return None  # two flights a month until June
    found, count = parse(context, m.end()), count_of(m["number"])
    day = unit == DAY and (not closed or count == 1)  # a day to March; "the five days ended March 2"
    if found is None or count is None or day or unit in ("weekend", *CLOCK, "fortnight", CENTURY):
        return None
    end, value = found
    if value.cell is None or value.last is None:
        return end, Value()
    last = value.cell.last
    after = last + timedelta(days=1)
    first = move(after, MONTH, -6 * int(count)) if m["half"] else move(after, unit, -int(count))
    if m["how"].lower() == "through" and m[0].lower().startswith("this "):
        first = Cell.holding(unit, last).first
    open_start = closed and not m["number"]
    timex = f"{first.isoformat()}/{last.isoformat()}"
    return end, Value("DATE", timex, None if open_start else first, last, absolute=value.absolute)


@rule("year", r"year-(?:earlier|ago)\b(?!-)")
def year_earlier(context: Context, m: re.Match[str]) -> Value:
    """Year-earlier profit: of the period told before, a year back."""
    told = of_cell(context.anchor) if context.anchor and context.anchor.grain != DAY else context.told
    return replace(moved_years(told, -1) if told and told.first else context.relative(YEAR, -1), back=True)


@rule("year ytd", r"(?:year[\s-]to[\s-]date|ytd)\b")
def to_date(context: Context, m: re.Match[str]) -> Value:
    """Year to date."""
    return replace(context.relative(YEAR, 0), last=context.published)


@rule("so", r"so\s+far\s+in\s+")
def so_far(context: Context, m: re.Match[str]) -> Parsed | None:
    """So far in March: up to the publication, where that is in it."""
    found, now = parse(context, m.end()), context.published
    if found is None or now is None or found[1].first is None or found[1].last is None:
        return found
    return found[0], replace(found[1], last=now) if found[1].first <= now <= found[1].last else found[1]


@rule(
    "the",
    r"the\s+(?:(?P<same>same|corresponding|comparable|equivalent)\s+(?!prior)|(?:\w+\s+)?(?:year|prior|previous)-(?:earlier|ago|year)\s+)"
    r"(?:(?:three|six|nine)-month\s+)?(?P<part>period|time|quarter|month|week|day|half|months|weeks|\w+\s+(?:months|weeks))"
    r"(?P<gap>\s+(?:a\s+)?(?:year|month)\s+(?:earlier|ago|before|previously))?",
)
def same(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The same period last year: the period told before, a year back."""
    told = context.told if context.told and context.told.first else None
    joint = r"\s+(?:of|in)\s+|\s+(?=last|this|the\s+(?:previous|prior|preceding))"
    if not m["gap"] and (found := cell_after(context, m.end(), joint, YEAR)):
        end, value, year = found
        if told and told.first:
            value = replace(moved_years(told, year.index - told.first.year), back=True)
        return end, value
    if m["same"] and not m["gap"]:
        return None if m["part"].lower() in ("quarter", "month", "week", "day") else Value()
    if told:
        return replace(moved_years(told, -1), back=True)
    # the last quarter that is whole, a year back
    return context.relative(QUARTER, -5) if m["part"].lower() == QUARTER else context.relative(YEAR, -1)


@rule("between from", r"(?P<how>between|from)\s+")
def between(context: Context, m: re.Match[str]) -> Parsed | None:
    """Between January and June 2025; from 2019 to 2022."""
    first = _end(context, m.end())
    joint = r"\s+and\s+" if m["how"].lower() == "between" else r"\s+(?:to|through|until|till|up\s+to)\s+|\s*[–—-]\s*"
    found = follows(context, first[0], joint) if first else None
    last = _end(context, found.end()) if found else None
    if first is None or last is None:
        return None
    if first[1].type == "TIME" or last[1].type == "TIME":
        value = _over_days(first[1], last[1])
    else:
        value = join(first[1], last[1])
        value = under_way(value, context.published) if value and first[1].loose and last[1].loose else value
    return (last[0], value) if value else None


def _over_days(first: Value, last: Value) -> Value | None:
    """Return the days from one time of day to another: from Friday evening to noon on Sunday."""
    days = (first.first, last.last)
    apart = days[0] is not None and days[1] is not None and days[0] < days[1]
    return Value("DATE", f"{first.timex}/{last.timex}", *days) if apart else None


def _end(context: Context, at: int) -> Parsed | None:
    """Parse an end of a range, which may be "now"."""
    if now := follows(context, at, r"(?:(?:right\s+)?now|date|the\s+present)\b(?!\s+of\b)"):
        return now.end(), context.relative(DAY, 0)
    found = parse(context, at)
    return found if found and (found[1].type == "DATE" or found[1].first) else None
