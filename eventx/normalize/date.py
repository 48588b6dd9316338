"""The period grammar: time expressions found and resolved to TIMEX3 values and closed intervals of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from eventx.lexicons import load_lexicon
from eventx.normalize.calendar import DAY, HALF, MONTH, QUARTER, YEAR, Cell, day_of, names
from eventx.normalize.grammar.clock import extend
from eventx.normalize.grammar.words import grains
from eventx.normalize.grammar.years import spelt_year
from eventx.normalize.timex import Context, Parsed, Tense, Value, join, of_cell, parse, parse_after, starters
from eventx.records import TimexType

_WORD = re.compile(r"(?<![\w$€£¥])(?<!\d[,.])(?:[A-Za-z]+|\d+)|(?<!\w)'\d0s")
_LIKE_ASCII = {0x130: "I", 0x131: "i", 0x17F: "s", 0x212A: "K"}  # letters that match an ASCII one where case is ignored
_STOP = re.compile(
    r"[!?;]\s|\n|(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Gov|Sen|Gen|Rep))\.\s(?![a-z\d])"  # no abbreviation's
)
_LEAD = re.compile(
    r"\b(since|by|before|until|till|after|from|than|prior to|ahead of|following|starting|beginning)"
    r"(?:\s+(?:around|about|roughly|early|late|on|in|at|(?<=since\s)(?:[A-Za-z'’-]+\s+){1,6}(?:on|in|at)))?\s+$",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"(?<!at )\b(?:\w+est|most|least|worst|first|record|best|rarely|time|level)\b(?:\s+[\w'’$%-]+){0,5}\s*$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:by|before|until)\s+$", re.IGNORECASE)
_TO = r"\s+(?:to|through|thru|until|till)\s+|\s*[–—-]\s*"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression where it stands, with its TIMEX3 value and the closed interval of days (ISO dates)."""

    start: int
    end: int
    timex_type: TimexType
    timex: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    relation: str | None = None  # the preposition that makes it a bound: since, by, before, until, after, from, than


def find_times(
    text: str, published: date | None = None, tense: Callable[[int], Tense | None] | None = None
) -> list[Time]:
    """Find the time expressions of a text, in text order, none overlapping.

    Parameters
    ----------
    text
        The article's text.
    published
        The day it was published; without it, relative times stay open.
    tense
        Tells the tense that holds at a character; by default the words before it do.
    """
    text = text.translate(_LIKE_ASCII)
    if published is not None and not 1500 < published.year < 2500:
        published = None  # a slip, which would put every time wrong
    ask = tense or (lambda at: guess_tense(text, at))

    def bounded(at: int) -> Tense | None:  # what must be done "by May" is ahead, unless it is told as past
        return ask(at) or ("future" if _BOUND.search(text, max(0, at - 10), at) else None)

    known, units, months = starters(), {*grains(), "night", "nights"}, names("months")
    words = [(word.start(), word.group().lower()) for word in _WORD.finditer(text)]
    places = {
        "unit": [at for at, word in words if word in units],
        "month": [at for at, word in words if word in months],
    }
    context = Context(text, published, bounded, words=places)
    found: list[Time] = []
    end = stop = 0
    for at, first in words:
        if at < end or (first not in known and first[0].isalpha()):
            continue
        if at >= stop:
            context.anchor, mark = None, _STOP.search(text, at)
            stop = mark.end() if mark else len(text)
        context.depth = 0
        context.memo.clear()
        parsed = parse(context, at)
        if parsed is None:
            continue
        until, value = extend(context, extend(context, _extend(context, at, parsed)))
        until = _trim(text, at, until)
        if until <= at:
            continue
        end = until
        if value.type == "TIME" and value.first and value.first == value.last:
            context.anchor = Cell.holding(DAY, value.first)
            context.said = end, context.anchor
        if value.back and (context.told or context.anchor):
            found.append(_time(text, at, end, value))
            continue
        if value.cell is not None and value.type == "DATE":
            context.anchor = value.cell
            if value.absolute or value.cell.grain in (DAY, MONTH):
                context.said = end, value.cell
        if (
            value.type == "DATE"
            and (value.cell.grain in (MONTH, QUARTER, HALF) if value.cell else value.first and value.last)
        ) or (value.type == "DURATION" and value.first):
            context.told = value
        found.append(_time(text, at, end, value))
    return found


def _extend(context: Context, at: int, parsed: Parsed) -> Parsed:
    """Extend a date into a range: "January-June", "2 to 5 May", "the April-June quarter"."""
    end, value = parsed
    if value.loose and value.cell is not None and (spelt := spelt_year(context.text, end)):
        end, year = spelt
        own = value.cell
        cell = (
            Cell(MONTH, year * 12 + own.first.month - 1)
            if own.grain == MONTH
            else day_of(year, own.first.month, own.first.day)
        )
        value = of_cell(cell, absolute=True) if cell is not None else value
    if value.type == "DATE" and value.cell is not None and (tail := parse_after(context, end, _TO)):
        joined = (
            join(value, tail[1])
            if tail[1].type == "DATE"
            and tail[1].cell
            and (
                tail[1].cell.grain == value.cell.grain
                or (value.absolute and tail[1].absolute and value.cell.grain == YEAR)
            )
            else None
        )
        if joined is not None:
            end, value = tail[0], joined
    if (
        value.cell is None
        and value.first
        and (suffix := re.compile(r"\s+(?:quarter|period|half)\b", re.I).match(context.text, end))
    ):
        end = suffix.end()
        quarter = Cell.holding(QUARTER, value.first)
        if (quarter.first, quarter.last) == (value.first, value.last):
            value = of_cell(quarter)
    elif (
        value.cell is not None
        and value.cell.grain == MONTH
        and (suffix := re.compile(r"\s+quarter\b").match(context.text, end))
    ):
        last = value.cell
        end, value = (
            suffix.end(),
            Value("DATE", f"{last.shift(-2).timex}/{last.timex}", last.shift(-2).first, last.last),
        )
    return end, value


def _trim(text: str, start: int, end: int) -> int:
    """Leave off white space and the full stop that is no abbreviation's."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start:end].endswith(".") and not re.search(
        r"\b(?:[ap]\.\s?m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", text[start:end], re.IGNORECASE
    ):
        end -= 1
    return end


def _time(text: str, start: int, end: int, value: Value) -> Time:
    lead = _LEAD.search(text, max(0, start - 40), start) if value.type != "SET" else None
    relation = lead[1].lower() if lead else None
    relation = {
        "till": "until",
        "prior to": "before",
        "ahead of": "before",
        "following": "after",
        "starting": "from",
        "beginning": "from",
    }.get(relation or "", relation)
    first, last, timex = value.first, value.last, value.timex
    whole = value.cell is not None and value.type == "DATE"
    if relation == "since" and first and lead:
        if _SUPERLATIVE.search(text, max(0, lead.start() - 70), lead.start()):
            relation = "since-record"
        else:
            last = None
            part = re.match(r"(?:the\s+)?(?:beginning|start)\b", text[start:end], re.IGNORECASE)
            if timex and (part or (value.loose and value.cell and value.cell.grain == MONTH)):
                timex = f"{timex}/.."
    elif relation in ("by", "until") and whole:
        first, last = None, _middle(value, text[start:end])
        if relation == "by" and timex and re.match(r"(?:the\s+)?end\b", text[start:end], re.IGNORECASE):
            timex = f"../{timex}"
    elif relation in ("before", "after") and text[end : end + 2] in ("'s", "’s"):
        pass  # after last year's storm
    elif relation == "before" and first and whole:
        end_of = re.match(r"(?:the\s+)?end\b", text[start:end], re.IGNORECASE)
        last = last if end_of else max(first, date(1, 1, 2)) - timedelta(days=1)
        first = None
    elif relation == "after" and last and whole:
        first, last = min(last, date(9999, 12, 30)) + timedelta(days=1), None
    if first and last and first > last:  # at the edges of the calendar
        first = last = None
    return Time(
        start,
        end,
        value.type,
        timex,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        relation,
    )


def _middle(value: Value, said: str) -> date | None:
    """Return the day by which something is told to be: in the middle for "mid-2026", else at the end."""
    if value.cell is not None and value.first and said[:3].lower() == "mid" and value.cell.grain in (YEAR, MONTH):
        return value.first.replace(month=6, day=30) if value.cell.grain == YEAR else value.first.replace(day=15)
    return value.last


_CUE = re.compile(
    r"\b(?:(?P<future>will|shall|would|won't|could|may|might|should|must|going\s+to|to\s+be|{future}|'ll)|(?P<past>was|were|had|did|has|have|\w+ed|rose|fell|"
    r"said|grew|sold|cut|made|began|came|went|got|took|saw|met|told|lost|won|held))\b"
)


def guess_tense(text: str, at: int) -> Tense | None:
    """Guess the tense at a character from the last cue before it in its sentence, or the first after it."""
    cue = _cue()
    start = max(0, at - 120)
    before = text[start:at]
    for mark in _STOP.finditer(before):
        before = before[mark.end() :] if mark.end() < len(before) else ""
        break
    last = max(cue.finditer(before), key=lambda mark: mark.start(), default=None)
    found = last or cue.search(text, at, min(len(text), at + 80))
    if found is None:
        return None
    if found["future"]:
        return "future"
    if last and re.search(rf"\b{_futures()}\b", before[: last.start()][-20:]):
        return "future"
    return "past"


_compiled: dict[str, re.Pattern[str]] = {}


def _futures() -> str:
    return "(?:" + "|".join(load_lexicon("time")["future"]) + ")"


def _cue() -> re.Pattern[str]:
    if "cue" not in _compiled:
        _compiled["cue"] = re.compile(_CUE.pattern.replace("{future}", _futures()), re.IGNORECASE)
    return _compiled["cue"]
