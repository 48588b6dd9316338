"""Parts of larger times: the first nine months of 2024, the third quarter, mid-June, the end of the year."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

from eventx.lexicons import lexicon, load_lexicon
from eventx.normalize.calendar import DAY, HALF, MONTH, QUARTER, SIZE, WEEK, YEAR, Cell, move
from eventx.normalize.grammar.words import CLOCK, count_of, follows, neighbours, ordinal_number, stands_after, unit_of
from eventx.normalize.grammar.years import PARTS, nth_part
from eventx.normalize.timex import Context, Parsed, alternatives, cell_after, parse, parse_after, rule
from eventx.normalize.value import Value, of_cell, of_span, said

_ENDED = r"\s*,?\s+(?:which\s+|that\s+)?(?:ended|ends|ending)\s+(?:on\s+|in\s+)?"
_OF_THE_YEAR = (
    r"\s+(?:of|in|into)\s+(?:the|its|their|the\s+current)\s+(?:(?:financial|fiscal|calendar|current)\s+)?"
    r"(?P<unit>year|quarter|month|week|decade|century)\b(?!\s+(?:ended|to\s+(?:\d{1,2}\s+(?-i:[A-Z])|[a-z])))"
)
_OF = r"\s+(?:of|in|for)\s+|\s+(?=last|this|next|(?:19|20)\d\d\b)|,\s+(?=(?:19|20)\d\d\b)|['’]s\s+"
_COUNTED = re.compile(
    r"(?:%|cent|pct|points?|illion|\d|\b(?:year|quarter|month|week) (?:and|or|from)) (?:(?:in|from) )?$", re.IGNORECASE
)
_YEAR = r"\s+(?P<year>(?:19|20)\d\d)(?![\d,.%-]\d|\d|-)"


def _whole(context: Context, at: int, unit: str) -> Parsed | None:
    """Parse the larger time that a part belongs to; "of the year" is the current one."""
    if unit in PARTS and (year := follows(context, at, _YEAR)):  # third-quarter 1989 sales
        return year.end(), of_cell(Cell(YEAR, int(year["year"])), absolute=True)
    if found := follows(context, at, _OF_THE_YEAR):
        return found.end(), context.relative(unit_of(found), 0)
    whole = parse_after(context, at, _OF)
    return None if whole and whole[1].cell is None and context.published is not None else whole


@rule(
    "O the last final fiscal financial # N S",
    r"(?P<the>the\s+)?(?P<fiscal>(?:fiscal|financial)[\s-]+)?(?:<O>|(?P<last>last|final|closing|opening))[\s-]+(?:<N>[\s-]+)?"
    r"(?:<FISCAL>\s+)?<U>",
    near="unit",
)
def nth_of(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The first nine months of 2024; the last quarter; the second half of last year."""
    unit, count, word = unit_of(m), count_of(m["number"]), (m["last"] or "").lower()
    nth = ordinal_number(m["ordinal"]) if not word else 1 if word == "opening" else -1
    if unit in CLOCK or unit == "fortnight" or count is None or count % 1:
        return None
    if unit == DAY and neighbours(context, m)[0].lower() in {"its"} | lexicon("time").possessive:
        return None  # on its first day in 2023
    if unit in PARTS and count == 1 and (closed := _closed(context, m.end(), unit)):
        return closed
    whole = _whole(context, m.end(), unit)
    if whole is None:
        alone = _nth_alone(context, m, unit, nth, int(count))
        return replace(alone, first=None, last=None) if alone and m["fiscal"] else alone
    if whole[1].cell is None:
        return whole[0], Value()
    part = _nth_within(whole, whole[1].cell, unit, nth, int(count))
    if part and whole[1].first is None:  # of a fiscal year, whose days are the article's to tell
        return part[0], replace(part[1], first=None, last=None)
    return part


@rule("O the", r"(?P<the>the\s+)?<O>(?=\s+(?:and|or)\s+(?:the\s+)?(?P<second><O>[\s-]+(?:quarters?|half|halves)\b))")
def listed_part(context: Context, m: re.Match[str]) -> Value | None:
    """The second of "the second and third quarters", in the year of the last."""
    found = parse(context, m.start("second"))
    cell, nth = found[1].cell if found else None, ordinal_number(m["ordinal"])
    if cell is None or cell.grain not in PARTS or nth > PARTS[cell.grain]:
        return None
    return of_cell(cell.shift(nth - ordinal_number(m["ordinal2"])))


@rule("the", r"the\s+<O>(?=\s*(?:[.,;:)]|$)|\s+(?:and|but)\s+(?!(?:the\s+)?<O>))")
def elliptic_part(context: Context, m: re.Match[str]) -> Value | None:
    """The second of "3% in the first quarter and 4% in the second"; no part of a match without a number."""
    told, nth = context.anchor, ordinal_number(m["ordinal"])
    counted = _COUNTED.search(context.text, max(0, m.start() - 16), m.start())
    if told is None or nth > PARTS.get(told.grain, 0) or not counted:
        return None
    steps = nth - 1 - told.index % PARTS[told.grain]
    return of_cell(told.shift(steps)) if abs(steps) < 2 else None  # "against 4% in the fourth", of the year before


@rule("S", r"next(?=\s*(?:[.,;:)]|$|and\s+\d))")
def elliptic_next(context: Context, m: re.Match[str]) -> Value | None:
    """Next of "3% this year and 4% next"."""
    told = context.anchor
    counted = _COUNTED.search(context.text, max(0, m.start() - 16), m.start())
    this = told if told is not None and told.grain != DAY and told == context.now(told.grain) else None
    return of_cell(this.shift(1)) if counted and this is not None else None


def _closed(context: Context, at: int, unit: str) -> Parsed | None:
    """Resolve "first quarter ended Sept. 30", whose end alone is told."""
    found = cell_after(context, at, _ENDED, DAY, MONTH)
    if found is None:
        return None
    end, value, cell = found
    first = move(cell.last + timedelta(days=1), unit, -1)
    timex = f"{first.isoformat()}/{cell.last.isoformat()}"
    return end, Value("DATE", timex, None, cell.last, absolute=value.absolute)


def _nth_within(whole: Parsed, cell: Cell, unit: str, nth: int, count: int) -> Parsed | None:
    if unit == "weekend" or not 0 < count < 400:
        return None
    if unit == HALF and cell.grain != YEAR:
        middle = cell.first + timedelta(days=((cell.last - cell.first).days + 1) // 2)
        days = (cell.first, middle - timedelta(days=1)) if nth == 1 else (middle, cell.last)
        return whole[0], Value("DATE", cell.timex, *days)
    if SIZE[unit] >= SIZE[cell.grain]:
        return None
    inset = timedelta(days=3 if unit == WEEK else 0)  # the first week is the one that holds the first Thursday
    start, end = Cell.holding(unit, cell.first + inset), Cell.holding(unit, cell.last - inset)
    first = start.shift(nth - 1) if nth > 0 else end.shift(1 - count)
    last = first.shift(count - 1)
    if last.first > cell.last or first.last < cell.first:
        return None
    return whole[0], replace(of_cell(first) if count == 1 else of_span(first, last), absolute=whole[1].absolute)


def _nth_alone(context: Context, m: re.Match[str], unit: str, nth: int, count: int) -> Value | None:
    """Resolve a part of a year that is not told: the second quarter, the first nine months."""
    if nth == 1 and count > 1 and unit in (MONTH, QUARTER):
        months = count * (3 if unit == QUARTER else 1)
        return _months_alone(context, m, months) if months < 12 else None  # no part of a year, but of what has begun
    if unit not in PARTS or count != 1 or not 0 < nth <= PARTS[unit] or m["last"]:
        return None
    if follows(context, m.end(), r"\s+(?:of|into)\s+(?!a\b|an\b|sales|revenue|profit)"):
        return None
    # the words around tell of a game, whose halves and quarters are no calendar's; his second half
    sport = _sport().search(context.text, max(0, m.start() - 100), m.start() + 100)
    one_s = neighbours(context, m)[0].lower() in ("his", "her", "my") or "-" not in m.group()
    own = not m["the"] and stands_after(context, m, "possessive") and one_s
    return None if sport or own else nth_part(context, m, unit, nth)


def _months_alone(context: Context, m: re.Match[str], count: int) -> Value | None:
    now = context.now(MONTH)
    if now is None or not stands_after(context, m, "before_length") or follows(context, m.end(), r"\s+(?:of|in)\b"):
        return None
    start = Cell.holding(MONTH, Cell.holding(YEAR, now.first).first)
    if now.index < start.index + count and context.ask(m.start()) != "future":
        start = start.shift(-12)
    span = of_span(start, start.shift(count - 1))
    return Value("DURATION", f"P{count}M", span.first, span.last)


@cache
def _sport() -> re.Pattern[str]:
    counted = r"(?![-%.\d]|\s(?:per|million|billion|year|month|day|week))"
    score = rf"(?<![\d.$])\d{{1,2}}(?:-|\s?–\s?)\d{{1,2}}\b{counted}"
    words, told = alternatives(load_lexicon("time")["sport"]), "|".join(load_lexicon("time")["played"])
    return re.compile(rf"\b(?:{words})\b|\b(?:{told}) the (?:[a-z]+ )?half\b|{score}", re.IGNORECASE)


_EDGE = r"(?P<edge>early|mid|late|later|earlier|beginning|start|end|middle|close|turn|rest|remainder)"
_BARE = r"(?P<bare>the\s+(?P<unit>day|year|month|week|quarter|decade|century)\b(?!\s+(?:to|ended|of)))"


@rule(
    "the early mid late later earlier beginning start end middle close turn rest remainder",
    rf"<the>(?:very\s+)?{_EDGE}(?:\s+(?P<of>of|in)\s+|[\s-]+(?:on\s+)?){_BARE}?",
)
def edge(context: Context, m: re.Match[str]) -> Parsed | None:
    """Early 2024, mid-June, the end of next year, later this month."""
    word = m["edge"].lower()
    if m["bare"]:
        return _edge_of_the_unit(context, m, word)
    found = parse(context, m.end())
    if found is None or found[1].type in ("SET", "DURATION") or _is_verb(context, m, word):
        return None
    value = found[1]
    if value.cell is None or value.first is None:
        return found
    if value.cell.grain == WEEK and m["of"]:
        days = Cell.holding(DAY, value.first).shift(4 if word == "end" else 0)
        return found[0], of_span(days, days.shift(2))
    return found[0], _from_today(context, replace(value, last=value.cell.last), word)


def _from_today(context: Context, value: Value, edge: str) -> Value:
    """Leave out what is over of "later this year", and what is to come of "earlier this month"."""
    first, last, now = value.first, value.last, context.published
    if first is None or last is None or now is None:
        return value
    first = max(first, now) if edge in ("later", "rest", "remainder") else first
    last = min(last, now) if edge == "earlier" else last
    return replace(value, first=first, last=last) if first <= last else value


def _edge_of_the_unit(context: Context, m: re.Match[str], word: str) -> Parsed | None:
    if m["unit"].lower() != DAY:
        return m.end(), _from_today(context, context.relative(unit_of(m), 0), word)
    if word not in ("early", "late", "earlier", "later"):
        return None  # at the end of the day
    told = context.last_said(m.start())
    return m.end(), of_cell(told) if told and told.grain == DAY else context.relative(DAY, 0)


def _is_verb(context: Context, m: re.Match[str], word: str) -> bool:
    """Whether the word before a time is no part of it: to start in the next decade, to end this year, the rest 2024."""
    time, spaced = lexicon("time"), m.group()[-1].isspace()
    if m["of"]:
        return m["of"].lower() == "in" and word in time.verbal_edges
    if word in time.edges_of or (word in ("start", "beginning") and spaced):
        return True
    before = neighbours(context, m)[0].lower()
    return word == "end" and spaced and bool(before) and before not in time.licence


@rule(
    "the year month quarter week end",
    r"<the>(?:(?P<unit>year|month|quarter)(?:[\s-]|['’]s[\s-])end\b|end-(?:of-)?(?:the-)?year\b|end\s+of\s+year\b)(?:\s+<Y>)?"
    r"(?!\s+(?:to\s+(?:<M>|end)|profit|close))",
)
def unit_end(context: Context, m: re.Match[str]) -> Value | None:
    """By year-end; that of the year before where it is told as past: had assets at year-end."""
    unit, before = (m["unit"] or YEAR).lower(), neighbours(context, m)[0].lower()
    if m["year"] and unit == YEAR:
        return said(Cell(YEAR, int(m["year"])))
    return context.relative(unit, -(before == "at" and context.in_last_year(m.start())))
