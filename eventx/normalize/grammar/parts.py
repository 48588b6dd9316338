"""Parts of larger times, and spans: the first nine months of 2024, mid-June, the year to March, between A and B."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache

from eventx.lexicon import load_lexicon
from eventx.normalize.calendar import DAY, HALF, MONTH, QUARTER, WEEK, YEAR, Cell, move
from eventx.normalize.grammar.words import (
    CLOCK,
    SIZE,
    count_of,
    follows,
    grains,
    listed,
    neighbours,
    ordinal_number,
    shifts,
)  # fmt: skip
from eventx.normalize.grammar.years import nth_part
from eventx.normalize.timex import Context, Parsed, Value, join, of_cell, of_span, parse, parse_after, rule

_ENDED = re.compile(r"\s*,?\s+(?:which\s+|that\s+)?(?:ended|ends|ending)\s+(?:on\s+|in\s+)?", re.IGNORECASE)


def _whole(
    context: Context,
    at: int,
    joint: str = r"\s+(?:of|in|for)\s+|\s+(?=last|this|next|(?:19|20)\d\d\b)|,\s+(?=(?:19|20)\d\d\b)|['’]s\s+",
) -> Parsed | None:
    """Parse the larger time that a part belongs to; "of the year" is the current one."""
    found = re.compile(
        r"\s+(?:of|in|into)\s+(?:the|its|their|the\s+current)\s+(?:(?:financial|fiscal|calendar|current)\s+)?(?P<unit>year|quarter|month|week|decade|century)\b(?!\s+(?:to|ended))",
        re.I,
    ).match(context.text, at)
    if found:
        return found.end(), context.relative(found["unit"].lower(), 0)
    return parse_after(context, at, joint)


@rule(
    "O the last final fiscal financial # N S",
    r"<the>(?:(?P<fiscal>fiscal|financial)[\s-]+)?(?:<O>|(?P<last>last|final|closing|opening))[\s-]+(?:(?:<N>)[\s-]+)?(?:(?:full|calendar|trading|fiscal|financial)\s+)?<U>",
    near="unit",
)
def nth_of(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The first nine months of 2024; the last quarter; the second half of last year."""
    unit = grains()[m["unit"].lower()]
    if unit in CLOCK or unit == "fortnight":
        return None
    word = (m["last"] or "").lower()
    last = word in ("last", "final", "closing")
    nth = -1 if last else 1 if word == "opening" else ordinal_number(m["ordinal"])
    number = count_of(m["number"]) if m["number"] else Decimal(1)
    if number is None or number % 1:
        return None
    count = int(number)
    before, _ = neighbours(context.text, m.start(), m.end())
    if unit == DAY and before.lower() in ("its", "his", "her", "their", "our", "my"):
        return None  # on its first day in 2023
    if unit in (QUARTER, HALF) and count == 1 and (closed := _closed(context, m.end(), unit)):
        return closed
    whole = _own_year(context, m.end()) if unit in (QUARTER, HALF) else None
    whole = whole or _whole(context, m.end())
    if whole is not None and whole[1].cell is None and context.published is not None:
        whole = None
    if whole is None:
        return _nth_alone(context, m, unit, nth, count, last, word)
    cell = whole[1].cell
    if cell is None:
        return whole[0], Value()
    return _nth_within(whole, cell, unit, nth, count)


def _own_year(context: Context, at: int) -> Parsed | None:
    """Read the year right after a quarter, whatever it stands before: "third-quarter 1989 sales"."""
    found = re.compile(r"\s+(?P<year>(?:19|20)\d\d)(?![\d,.%-]\d|\d|-)").match(context.text, at)
    return (found.end(), of_cell(Cell(YEAR, int(found["year"])), absolute=True)) if found else None


def _closed(context: Context, at: int, unit: str) -> Parsed | None:
    """Resolve "first quarter ended Sept. 30", whose end alone is told."""
    joint = _ENDED.match(context.text, at)
    found = parse(context, joint.end()) if joint else None
    cell = found[1].cell if found else None
    if found is None or cell is None or cell.grain not in (DAY, MONTH):
        return None
    first = move(cell.last + timedelta(days=1), unit, -1)
    timex = f"{first.isoformat()}/{cell.last.isoformat()}"
    return found[0], Value("DATE", timex, None, cell.last, absolute=found[1].absolute)


def _nth_within(whole: Parsed, cell: Cell, unit: str, nth: int, count: int) -> Parsed | None:
    if unit == HALF and cell.grain != YEAR:
        days = (cell.last - cell.first).days + 1
        split = cell.first + timedelta(days=days // 2)
        if nth not in (1, 2, -1):
            return None
        first, last = (cell.first, split - timedelta(days=1)) if nth == 1 else (split, cell.last)
        return whole[0], Value("DATE", cell.timex, first, last)
    if unit == "weekend" or not 0 < count < 400 or SIZE[unit] > SIZE[cell.grain]:
        return None
    if unit == WEEK:  # the first week is the one that holds the first Thursday
        start = Cell.holding(WEEK, cell.first + timedelta(days=3))
        end = Cell.holding(WEEK, cell.last - timedelta(days=3))
    else:
        start, end = Cell.holding(unit, cell.first), Cell.holding(unit, cell.last)
    first_cell = start.shift(nth - 1) if nth > 0 else end.shift(1 - count)
    last_cell = first_cell.shift(count - 1)
    if last_cell.first > cell.last or first_cell.last < cell.first or (unit != WEEK and unit == cell.grain):
        return None
    value = of_cell(first_cell) if count == 1 else of_span(first_cell, last_cell)
    return whole[0], replace(value, absolute=whole[1].absolute)


def _nth_alone(
    context: Context, m: re.Match[str], unit: str, nth: int, count: int, last: bool, word: str
) -> Value | None:
    if last or unit not in (QUARTER, HALF) or count != 1 or not 0 < nth < 5 or (unit == HALF and nth > 2):
        if (
            not last
            and unit in (MONTH, QUARTER)
            and nth == 1
            and count > 1
            and context.published
            and not follows(context.text, m.end(), r"\s+(?:of|in)\b")
        ):
            year = Cell.holding(YEAR, context.published).first
            before, _ = neighbours(context.text, m.start(), m.end())
            if before.lower() in ("in", "for", "over", "during", "from"):
                start = Cell.holding(MONTH, year)
                count *= 3 if unit == QUARTER else 1
                if context.published.month <= count and context.ask(m.start()) != "future":
                    start = start.shift(-12)
                span = of_span(start, start.shift(count - 1))
                return Value("DURATION", f"P{count}M", span.first, span.last)
        return None
    if follows(context.text, m.end(), r"\s+(?:of|into)\s+(?!a\b|an\b|sales|revenue|profit)"):
        return None
    if is_sport(context.text, m.start()):
        return None
    before, _ = neighbours(context.text, m.start(), m.end())
    if (
        m["ordinal"]
        and not m.group().lower().startswith("the")
        and before.lower() in ("a", "their", "his", "her", "our", "my", "one")
    ):
        return None
    return nth_part(context, unit, nth, m.start())


@cache
def _sport() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("time")["sport"]))
    return re.compile(
        rf"\b(?:{words})\b|(?<![\d.$])\d{{1,2}}(?:-|\s?–\s?)\d{{1,2}}\b(?![-%.\d]|\s(?:per|million|billion|year|month|day|week))",
        re.IGNORECASE,
    )


def is_sport(text: str, at: int) -> bool:
    """Whether the words around tell of a game, whose halves and quarters are no calendar's."""
    return _sport().search(text, max(0, at - 100), at + 100) is not None


_EDGE = r"(?P<edge>early|mid|late|later|earlier|beginning|start|end|middle|close|turn|rest|remainder)"
_BARE = r"(?P<bare>the\s+(?P<unit2>day|year|month|week|quarter|decade|century)\b(?!\s+(?:to|ended|of)))"


@rule(
    "the early mid late later earlier beginning start end middle close turn rest remainder",
    rf"<the>(?:very\s+)?{_EDGE}(?:\s+(?:of|in)\s+|[\s-]+(?:on\s+|in\s+)?){_BARE}?",
)
def edge(context: Context, m: re.Match[str]) -> Parsed | None:
    """Early 2024, mid-June, the end of next year, later this month."""
    if m["bare"]:
        unit = m["unit2"].lower()
        if unit == DAY and m["edge"].lower() not in ("early", "late", "earlier", "later"):
            return None  # at the end of the day
        told = context.last_said(m.start()) if unit == DAY else None
        return m.end(), of_cell(told) if told and told.grain == DAY else context.relative(unit, 0)
    found = parse(context, m.end())
    if found is None or found[1].type == "SET":
        return None
    value = found[1]
    if value.type == "DURATION":
        return None
    spaced = not re.search(r"\b(?:of|in)\s+$", context.text[m.start() : m.end()], re.IGNORECASE)
    if spaced and m["edge"].lower() in ("close", "turn", "rest", "remainder", "middle"):
        return None
    edge_word = m["edge"].lower()
    if edge_word in ("start", "end", "close", "turn") and re.search(r"\bin\s+$", m.group(), re.IGNORECASE):
        return None  # to start in the next decade
    if edge_word in ("start", "beginning") and m.group()[-1:].isspace() and spaced:
        return None
    if edge_word == "end" and m.group()[-1:].isspace() and spaced:  # to end this year
        before, _ = neighbours(context.text, m.start(), m.end())
        if before and before.lower() not in listed("licence"):
            return None
    if (
        value.cell is not None
        and value.cell.grain == WEEK
        and not spaced
        and edge_word in ("beginning", "start", "end")
    ):
        days = Cell.holding(DAY, value.cell.first)
        return found[0], of_span(days.shift(4), days.shift(6)) if edge_word == "end" else of_span(days, days.shift(2))
    if (
        edge_word in ("rest", "remainder")
        and value.cell
        and context.published
        and value.first
        and value.first <= context.published
    ):
        return found[0], replace(value, first=context.published, last=value.cell.last)
    if value.cell is not None:
        value = replace(value, last=value.cell.last)
        if edge_word in ("later", "earlier") and context.published and value.first and value.last:
            bounded = max(value.first, context.published) if edge_word == "later" else value.first
            limit = min(value.last, context.published) if edge_word == "earlier" else value.last
            value = replace(value, first=bounded, last=limit) if bounded <= limit else value
    return found[0], value


@rule(
    "year month quarter week end",
    r"(?:(?P<unit>year|month|quarter|week)(?:[\s-]|['’]s[\s-])end\b|end-(?P<rest>(?:of-)?(?:the-)?year)\b|end\s+of\s+year\b)(?:\s+<Y>)?(?!\s+(?:to|profit|close))",
)
def unit_end(context: Context, m: re.Match[str]) -> Value | None:
    """By year-end."""
    unit = (m["unit"] or "year").lower()
    if unit == WEEK:
        return None
    if m["year"] and unit == YEAR:
        return of_cell(Cell(YEAR, int(m["year"])), absolute=True)
    return context.relative(unit, 0)


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
        return found[0], moved_years(told, found[1].cell.index - told.first.year)
    if told is None or told.first is None or not back:
        if back and context.published and m.group().lower().endswith("quarter"):
            return of_cell(Cell.holding(QUARTER, context.published).shift(-5))  # the last that is whole, a year back
        return context.relative(YEAR, -1) if back else None if _SAME_UNIT.fullmatch(m.group()) else Value()
    return moved_years(told, back)


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
