"""The period grammar: time expressions found and resolved to TIMEX3 values and closed intervals of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from eventx.lexicons import lexicon, load_lexicon, matcher
from eventx.normalize.calendar import DAY, HALF, MONTH, QUARTER, YEAR, Cell, names
from eventx.normalize.grammar.clock import extend
from eventx.normalize.grammar.words import follows, ordinal_number
from eventx.normalize.grammar.years import PARTS
from eventx.normalize.timex import Clauses, Context, Parsed, Tense, cell_after, parse, parse_after, starters, table
from eventx.normalize.value import Value, join, moved_years, of_cell, under_way
from eventx.records import TimexType

_WORD = re.compile(r"(?<![\w$€£¥])(?<!\d[,.])(?:[A-Za-z]+|\d+)|(?<!\w)'\d0s")
_BLANK = re.compile(r"(\s{40})\s+")  # no time goes on behind more
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")  # nor in the next paragraph: the entries of a live blog
_LIKE_ASCII = {0x130: "I", 0x131: "i", 0x17F: "s", 0x212A: "K"}  # letters that match an ASCII one where case is ignored
_STOP = re.compile(
    r"[!?;]\s|\n|(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Gov|Sen|Gen|Rep))\.\s(?![a-z\d])"  # no abbreviation's
)
_LEAD = re.compile(
    r"(?<!way )\b(since|by|before|until|till|through|after|from|than|prior to|ahead of|following|starting"
    r"|beginning|effective)"
    r"(?:\s+(?:around|about|roughly|at\s+least|early|late|on|in|at|(?<=since\s)(?!then\b)(?:(?!and\b)[A-Za-z'’-]+\s+){1,6}(?:on|in|at)))?\s+$",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"(?<!at )\b(?:\w+est|most|least|worst|first|record|best|rarely|time|level)\b(?:\s+[\w'’$%-]+){0,5}\s*$",
    re.IGNORECASE,
)
_TO = r"\s+(?:to|through|thru|until|till)\s+|-(?:to|through)-|\s*[–—-]\s*"
_OWN = re.compile(
    r"(?:(?:['’]s)?\s+(?P<nth>first|second|third|fourth)|['’]s\s+(?:final|last))[\s-](?P<unit>quarter|half)\b(?!-)",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"\s+(quarter|period|half)\b", re.IGNORECASE)
_ATTRIBUTIVE = re.compile(r"-(?:quarter|half|year|month|week|day)$", re.IGNORECASE)
_NOUN = re.compile(r" ([a-z]+)\b")
_DOTTED = re.compile(r"\b(?:[ap]\.\s?m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", re.IGNORECASE)


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


def find_times(text: str, published: date | None = None, clauses: Clauses | None = None) -> list[Time]:
    """Find the time expressions of a text, in text order, none overlapping.

    Parameters
    ----------
    text
        The article's text.
    published
        The day it was published; without it, relative times stay open.
    clauses
        Tell the tense that holds at a character and what goes together; by default the words before it do.

    Examples
    --------
    >>> [(t.timex, t.relation) for t in find_times("It has grown since May 2024.")]
    [('2024-05', 'since')]
    """
    text = _BLANK.sub(lambda m: m[1].ljust(len(m[0]), "\0"), text.translate(_LIKE_ASCII))
    text = _PARAGRAPH.sub(lambda m: "\n".rjust(len(m[0]), "\0"), text)
    words = [(word.start(), word.group().lower()) for word in _WORD.finditer(text)]
    context = _context(text, published, clauses or Clauses(lambda at: guess_tense(text, at)), words)
    found, end, stop = list[Time](), 0, 0
    for at, first in words:
        if at < end or (first not in starters() and first[0].isalpha()):
            continue
        if at >= stop:
            context.anchor, context.year, context.span, mark = None, None, None, _STOP.search(text, at)
            stop = mark.end() if mark else len(text)
        context.memo.clear()
        parsed = parse(context, at)
        if parsed is None:
            continue
        until, value = extend(context, extend(context, _extend(context, parsed)))
        until = _trim(text, at, until)
        if until > at:
            end = until
            found.append(_time(text, at, end, value))
            since = found[-1].relation == "since" and value.grain == DAY  # "down since May 29, it rose by 1430 GMT"
            if not since and (value.absolute or found[-1].relation not in ("from", "than")):  # "from a year earlier"
                _remember(context, end, value)
    return found


def _context(text: str, published: date | None, clauses: Clauses, words: Sequence[tuple[int, str]]) -> Context:
    """Return what a text is parsed by; ``words``: those of it in small letters, and where they begin."""
    if published is not None and not 1500 < published.year < 2500:
        published = None  # a slip, which would put every time wrong
    kinds = {"unit": {*table("units"), "night", "nights"}, "month": names("months").keys()}
    places = {kind: [at for at, word in words if word in held] for kind, held in kinds.items()}
    return Context(text, published, clauses, words=places)


def _remember(context: Context, end: int, value: Value) -> None:
    """Keep what later times may lean on: "a year earlier", "that day", "the same period"."""
    if value.back and (context.told or context.anchor):
        return
    of_day = value.type == "TIME" and value.first is not None
    cell = Cell.holding(DAY, value.first) if of_day and value.first else value.cell
    if cell is not None and (of_day or value.type == "DATE"):
        context.anchor = cell
        if cell.grain == YEAR or value.absolute or value.loose:
            context.year = (end, cell.index) if cell.grain == YEAR else None
        if value.absolute or cell.grain in (DAY, MONTH):
            context.said = end, cell
    span = value.cell is None and value.first is not None and value.type in ("DATE", "DURATION")
    if value.cell is None and value.last is not None and value.type == "DATE":
        context.span = value
    if span or (value.type == "DATE" and value.grain in (MONTH, QUARTER, HALF)):
        context.told = value


def _extend(context: Context, parsed: Parsed) -> Parsed:
    """Extend a date into a range or a part: "January-June", "the April-June quarter", "2024's first half"."""
    end, value = parsed
    if value.type != "DATE" or value.first is None:
        return parsed
    own = _OWN.match(context.text, end) if value.grain == YEAR else None
    if own and value.cell:
        unit = own["unit"].lower()
        behind = ordinal_number(own["nth"]) if own["nth"] else PARTS[unit]
        if behind <= PARTS[unit]:
            part = Cell(unit, value.cell.index * PARTS[unit] + behind - 1)
            return own.end(), of_cell(part, absolute=value.absolute)
    tail = parse_after(context, end, _TO) if value.cell else None
    if tail and value.weekly and not tail[1].weekly and follows(context, end, r"\s+to\s"):
        tail = None  # "was put back on Thursday to October 20"
    if tail and tail[1].type == "DATE" and tail[1].cell:
        years = value.grain == YEAR and value.absolute and tail[1].absolute
        joined = join(value, tail[1]) if value.grain == tail[1].grain or years else None
        both = value.loose and tail[1].loose and joined is not None
        end, value = (tail[0], under_way(joined, context.published) if both else joined) if joined else parsed
    suffix = _QUARTER.match(context.text, end)
    if suffix is None or not _names_quarter(value, suffix[1]):
        return end, value
    return _of_year(context, suffix.end(), _in_quarter(value) or value)


def _of_year(context: Context, end: int, value: Value) -> Parsed:
    """Move a part of a year into the one told behind it: "the January-March quarter *of 2024*"."""
    year = cell_after(context, end, r"\s+of\s+|\s+(?=last\s|this\s)", YEAR)
    if year is None or value.first is None:
        return end, value
    return year[0], replace(moved_years(value, year[2].index - value.first.year), absolute=True)


def _names_quarter(value: Value, word: str) -> bool:
    """Whether "quarter", "period" or "half" belongs to the time before it: the April-June period, the June quarter."""
    return value.cell is None or (value.grain == MONTH and word == QUARTER)


def _in_quarter(value: Value) -> Value | None:
    """Return the quarter that a span of months is, or that its last month is told for."""
    if value.first is None:
        return None
    quarter = Cell.holding(QUARTER, value.first)
    if value.cell is None:
        return of_cell(quarter) if (quarter.first, quarter.last) == (value.first, value.last) else None
    if quarter.last == value.last:
        return replace(of_cell(quarter), loose=value.loose, absolute=value.absolute)
    start = value.cell.shift(-2)
    return Value("DATE", f"{start.timex}/{value.timex}", start.first, value.last)


def _trim(text: str, start: int, end: int) -> int:
    """Leave off white space and the full stop that is no abbreviation's."""
    end = start + len(text[start:end].rstrip())
    return end - (text[start:end].endswith(".") and not _DOTTED.search(text[start:end]))


def _time(text: str, start: int, end: int, value: Value) -> Time:
    """Make the Time, with the days that the preposition before it leaves open."""
    lead = _LEAD.search(text, max(0, start - 40), start) if value.type != "SET" else None
    relation = lead[1].lower() if lead else None
    relation = load_lexicon("time")["relations"].get(relation, relation)
    first, last, timex = value.first, value.last, value.timex
    if lead and relation == "since" and first:
        if _SUPERLATIVE.search(text, max(0, lead.start() - 70), lead.start()):
            relation = "since-record"
        else:
            first, last = _opening(value, text[start:end]), None
            part = _says(text[start:end], "beginning", "start") or (value.loose and value.grain == MONTH)
            timex = f"{timex}/.." if timex and part else timex
    elif value.type == "DATE" and value.cell is not None and not _modifies(text, start, end):
        first, last, timex = _bounded(text[start:end], relation, value)
    elif value.type == "DATE" and value.absolute and relation == "by":
        first = None  # by 2027-29
    if first and last and first > last:  # at the edges of the calendar
        first = last = None
    days = [day.isoformat() if day else None for day in (first, last)]
    return Time(start, end, value.type, timex, days[0], days[1], relation)


def _modifies(text: str, start: int, end: int) -> bool:
    """Tell whether a time stands before its noun, so that it is no bound: after second-quarter results."""
    if text[end : end + 2] in ("'s", "’s") or _ATTRIBUTIVE.search(text, start, end):
        return True
    noun = _NOUN.match(text, end)
    return noun is not None and noun[1] in lexicon("time").measured_by


def _says(said: str, *words: str) -> bool:
    return said.lower().removeprefix("the ").startswith(words)


def _bounded(said: str, relation: str | None, value: Value) -> tuple[date | None, date | None, str | None]:
    """Return the days and value of a cell that a preposition makes a bound: by 2030, before May, after June 3."""
    first, last, timex, day = value.first, value.last, value.timex, timedelta(days=1)
    if relation in ("by", "until"):
        until_end = relation == "by" and _says(said, "end") and timex
        return None, _middle(value, said), f"../{timex}" if until_end else timex
    if relation == "before" and first:
        return None, _middle(value, said) if _says(said, "end", "mid") else max(first, date(1, 1, 2)) - day, timex
    if relation == "after" and last:
        return min(last, date(9999, 12, 30)) + day, None, timex
    return first, last, timex


def _opening(value: Value, said: str) -> date | None:
    """Return the first day of what has been since the end or middle of a time; "since late 2023" tells none."""
    if value.grain not in (YEAR, MONTH):
        return value.first
    if _says(said, "late"):
        return None
    return value.last if _says(said, "end") else _middle(value, said) if _says(said, "mid") else value.first


def _middle(value: Value, said: str) -> date | None:
    """Return the day by which something is told to be: in the middle for "mid-2026", else at the end."""
    if value.first and _says(said, "mid") and value.grain in (YEAR, MONTH):
        return value.first.replace(month=6, day=30) if value.grain == YEAR else value.first.replace(day=15)
    return value.last


_TENSED = r"\b(?:(?P<due>{future})|(?P<future>{future_cues}|to\s+be|going\s+to|'ll)|(?P<past>{past_cues}|\w+ed))\b"


def guess_tense(text: str, at: int) -> Tense | None:
    """Guess the tense at a character from the last cue before it in its sentence, or the first after it."""
    start = max((mark.end() for mark in _STOP.finditer(text, max(0, at - 120), at)), default=max(0, at - 120))
    tensed = matcher("time", _TENSED)
    before = list(tensed.finditer(text, start, at))
    found = before[-1] if before else tensed.search(text, at, min(len(text), at + 80))
    if found is None:
        return None
    ahead = any(cue["due"] and found.start() - cue.end() < 20 for cue in before)  # "is due to be opened"
    return "past" if found["past"] and not ahead else "future"
