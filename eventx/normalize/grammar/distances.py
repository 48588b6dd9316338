"""Times told by how far they lie: three days ago, a year earlier, two months later, the year before, that day."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from eventx.normalize.calendar import DAY, DECADE, HALF, MONTH, QUARTER, WEEK, YEAR, Cell, move
from eventx.normalize.grammar.words import CLOCK, SIZE, count_of, duration, follows, grains, listed, neighbours
from eventx.normalize.timex import Context, Parsed, Value, of_cell, parse, parse_after, rule

TOLD = (YEAR, MONTH, QUARTER, WEEK, DAY)


@rule(
    "# N U half",
    r"(?:(?:<N>|(?P<half>half\s+an?))[\s-]+(?:<N2>)?)?<U>(?P<more>\s+and\s+a\s+half)?\s+(?P<way>ago|earlier|before|previously|later|from\s+now|hence|back|from\s+today|on)\b".replace(
        "<N2>", r"(?P<plus>and\s+a\s+half\s+)?"
    ),
    near="unit",
)
def moved(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Three days ago; a year earlier; two months later."""
    unit, way = grains()[m["unit"].lower()], m["way"].lower()
    count = count_of(m["number"]) if m["number"] else None
    if m["half"]:
        return None
    back = way in ("ago", "earlier", "before", "previously", "back")
    if way == "on" and not follows(context.text, m.end(), r"[\s]*[,.]"):
        return None
    if way == "back" and not m["number"]:
        return None
    if way in ("before", "later") and (found := _beside(context, m, count, unit)):
        return found
    if way == "before" and _is_told(context.text, m.end()):
        if not m["number"] and not m["unit"].lower().endswith("s"):
            return None
        return m.end("unit"), duration(count, unit)  # two days before the vote
    if unit in CLOCK:
        return _hours(context, m, count, unit, back)
    if count is None:
        return Value(timex="PAST_REF" if back else "FUTURE_REF")
    if unit == "fortnight":
        unit, count = WEEK, count * 2
    if unit == "weekend" or context.published is None:
        return Value()
    if unit == HALF:
        return None
    if m["plus"] or m["more"]:
        if unit != YEAR:
            return Value()
        unit, count = MONTH, count * 12 + 6
    steps = int(count) * (-1 if back else 1)
    if unit == DECADE:
        unit, steps = YEAR, steps * 10
    anchor = context.anchor or (context.last_said(m.start()) if way in ("later", "on") else None)
    if anchor is not None and way in ("earlier", "before", "previously", "later", "on"):
        wide = SIZE[anchor.grain] > SIZE[unit] and anchor.grain not in (MONTH, QUARTER)
        return Value() if wide else replace(of_cell(_shift_anchor(anchor, unit, steps)), back=back)
    if way == "later" and anchor is None:
        return Value()
    return weeks_away(context, steps) if unit == WEEK else context.relative(unit, steps)


def _is_told(text: str, at: int) -> bool:
    """Whether "before" has something to stand before, and is no adverb."""
    return not follows(
        text, at, r"\s*(?:[^\w\s$€£#'\"“‘]|$|\n)|\s+(?:and|or|but|when|in|on|at|to|with|from|as|while|by)\b"
    )


def weeks_away(context: Context, count: int) -> Value:
    """Return the day that is some weeks away, told as its week."""
    value = context.relative(DAY, 7 * count)
    return replace(value, timex=Cell.holding(WEEK, value.first).timex) if value.first else value


def _shift_anchor(anchor: Cell, unit: str, steps: int) -> Cell:
    if anchor.grain == unit or (unit == YEAR and anchor.grain == DAY):
        return anchor.shift(steps) if anchor.grain == unit else Cell.holding(YEAR, move(anchor.first, YEAR, steps))
    grain = unit if anchor.grain == DAY or unit in (DAY, WEEK) else anchor.grain
    return Cell.holding(grain, move(anchor.first, unit, steps))


def _hours(context: Context, m: re.Match[str], count: Decimal | None, unit: str, back: bool) -> Value:
    """Resolve what is told by hours and minutes to its day: that of publication, or the one told before."""
    hours = count and count / {"hour": 1, "minute": 60, "second": 3600}[unit]
    told = context.anchor or context.last_said(m.start())
    if m["way"].lower() in ("later", "earlier", "before", "previously", "on"):
        day = told.first if told and told.grain == DAY else None
    else:
        day = context.published
    if hours is None or day is None:
        return Value("TIME", "PAST_REF" if back else "FUTURE_REF")
    if hours >= 24:
        day = Cell.holding(DAY, day).shift(int(hours / 24) * (-1 if back else 1)).first
        return Value("TIME", day.isoformat(), day, day)
    return Value("TIME", f"{day.isoformat()}TXX:XX", day, day)


def _movable(found: Parsed | None, unit: str) -> Cell | None:
    """Return the cell of a time that can be moved by whole units."""
    if found is None or unit in CLOCK or unit in ("weekend", "fortnight", HALF):
        return None
    return found[1].cell


def _beside(context: Context, m: re.Match[str], count: Decimal | None, unit: str) -> Parsed | None:
    """Three days before Christmas."""
    found = parse_after(context, m.end(), r"\s+(?:the\s+)?")
    cell = _movable(found, unit)
    if found is None or cell is None or count is None:
        return None
    steps = int(count) * (-1 if m["way"].lower() == "before" else 1)
    return found[0], of_cell(Cell.holding(DAY if cell.grain == DAY else unit, move(cell.first, unit, steps)))


@rule("# N U", r"(?:<N>[\s-]+)<U>\s+(?P<way>after|following|from|since|prior\s+to)\s+", near="unit")
def moved_after(context: Context, m: re.Match[str]) -> Parsed | None:
    """Three days after Easter; two weeks from Monday."""
    found = parse(context, m.end())
    count, unit = count_of(m["number"]), grains()[m["unit"].lower()]
    cell = _movable(found, unit)
    if found is None or cell is None or count is None:
        return None
    if cell.grain not in (DAY, unit) or m["way"].lower() == "since":
        return None
    steps = -1 if m["way"].lower().startswith("prior") else 1
    return found[0], of_cell(
        Cell.holding(DAY if cell.grain == DAY else unit, move(cell.first, unit, int(count) * steps))
    )


@rule("that the", r"(?:that|the)\s+(?:very\s+)?(?P<same>same\s+)?(?P<unit>year|month|quarter|week|day|weekend)\b(?!-)")
def told_before(context: Context, m: re.Match[str]) -> Value | None:
    """That year; the same day: what was told before."""
    that = m.group()[:4].lower() == "that"
    before, after = neighbours(context.text, m.start(), m.end())
    if not (that or m["same"]) or m["unit"].lower() == "weekend":
        return None
    bare = that and not m["same"] and before.lower() not in listed("before_that") and after not in (".", ",", ";")
    if bare and (before or after in ("is", "was", "has", "will", "when", "that")):
        return None  # "that day is far", "said that week"
    if follows(context.text, m.end(), r"\s+(?:as|last|of|a\s+year|in|that|when)\b"):
        return None
    unit = m["unit"].lower()
    told = context.anchor or context.last_said(m.start())
    if told is None or SIZE[told.grain] > SIZE[unit]:
        return Value() if m["same"] else None
    return of_cell(Cell.holding(unit, told.first))


@rule("the", r"the\s+<U>\s+(?:before|earlier|previously)\b", near="unit")
def unit_before(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The year before."""
    unit = grains()[m["unit"].lower()]
    told = m.group().lower().endswith("before") and _is_told(context.text, m.end())
    if m["unit"].lower().endswith("s"):
        return (m.end("unit"), duration(None, unit)) if told else None
    if unit not in TOLD or told:
        return None  # the day before the vote
    if context.anchor is not None and SIZE[context.anchor.grain] <= SIZE[unit]:
        return of_cell(Cell.holding(unit, context.anchor.first).shift(-1))
    return context.relative(unit, -1)
