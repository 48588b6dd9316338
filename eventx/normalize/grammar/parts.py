"""Parts of larger times: the first nine months of 2024, the third quarter, mid-June, the end of the year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache

from eventx.lexicons import load_lexicon
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
)  # fmt: skip
from eventx.normalize.grammar.years import nth_part
from eventx.normalize.timex import Context, Parsed, Value, of_cell, of_span, parse, parse_after, rule

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
