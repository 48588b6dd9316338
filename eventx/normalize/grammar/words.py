"""Words beside an expression, and words of number, order and unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from eventx.lexicons import load_lexicon
from eventx.normalize.calendar import DAY, DECADE, HALF, LETTER, MONTH, QUARTER, TIMES, WEEK, YEAR, Cell, names
from eventx.normalize.timex import Value
from eventx.records import plain

_BEFORE = re.compile(r"(?:^|[\s(\"'“‘—–-])([A-Za-z]+)[\s,]*$")
_AFTER = re.compile(r"[\s]*([A-Za-z]+|\d+|[^\w\s]|$)")


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the word before and the word or sign after an expression."""
    before = _BEFORE.search(text[max(0, start - 24) : start])
    after = _AFTER.match(text, end)
    return before[1] if before else "", after[1] if after else ""


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def follows(text: str, at: int, pattern: str) -> bool:
    """Whether a pattern stands at a character."""
    return _pattern(pattern).match(text, at) is not None


def year_number(text: str) -> int:
    """Read a year of two or four digits."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


@cache
def listed(name: str) -> frozenset[str]:
    """Return a word list of the lexicon as a set."""
    return frozenset(load_lexicon("time")[name])


def number_of(table: str, word: str) -> int:
    """Read the name of a month or weekday, abbreviated or not."""
    return names(table)[re.sub(r"[\s-]+", " ", word.lower()).rstrip(".")]


def ordinal_number(word: str) -> int:
    """Read "third", "3rd" or "twenty-first"."""
    table = names("ordinals")
    word = re.sub(r"\s+", " ", word.lower())
    return table.get(word) or table[word.replace(" ", "-")]


SIZE = {DAY: 1, WEEK: 7, MONTH: 30, QUARTER: 91, HALF: 182, YEAR: 365, DECADE: 3652, "century": 36524}
CLOCK = {"hour": "H", "minute": "M", "second": "S"}


@cache
def grains() -> dict[str, str]:
    """Map the words of units to the unit."""
    return {word: unit for unit, row in load_lexicon("time")["units"].items() for word in row}


@cache
def dayparts() -> dict[str, str]:
    """Map the words of parts of a day to their code: MO, AF, EV, NI."""
    return {word: code for code, row in load_lexicon("time")["dayparts"].items() for word in row}


def season_code(word: str) -> str:
    """Return SP, SU, FA or WI."""
    rows: dict[str, list[str]] = load_lexicon("time")["seasons"]
    return next(code for code, row in rows.items() if word.lower() in row)


@cache
def shifts() -> dict[str, int]:
    """Map "last", "this", "next" and their like to -1, 0 and 1."""
    lexicon = load_lexicon("time")
    rows = {-1: lexicon["earlier"], 0: lexicon["current"], 1: lexicon["later"]}
    return {word: shift for shift, row in rows.items() for word in row}


DIGITS = 12  # of the number of a duration


def count_of(word: str) -> Decimal | None:
    """Read the number of a duration; None where it is vague ("several") or more than any calendar has."""
    word = re.sub(r"[\s-]+", " ", word.lower())
    if word[0].isdigit():
        whole, _, part = word.replace(",", "").partition(" ")
        if len(whole) > DIGITS:
            return None
        return Decimal(whole) + (Decimal(part[0]) / Decimal(part[2]) if part else 0)
    if number := names("numbers").get(word):
        return Decimal(number)
    tens, _, ones = word.partition(" ")
    return Decimal(names("tens")[tens] * 10 + names("numbers").get(ones, 0)) if tens in names("tens") else None


def duration(count: Decimal | None, unit: str) -> Value:
    """Make the value of a duration, such as P3M; a vague count is X."""
    if unit == "fortnight":
        unit, count = WEEK, count and count * 2
    if unit == "weekend":
        return Value("DURATION", f"P{plain(count) if count else 'X'}WE")
    if unit in CLOCK:
        return Value("DURATION", f"PT{plain(count) if count else 'X'}{CLOCK[unit]}")
    if count is None:
        return Value("DURATION", f"PX{ {DECADE: 'DE', 'century': 'CE', QUARTER: 'Q'}.get(unit, LETTER[unit]) }")
    if unit == "century":
        return Value("DURATION", f"P{plain(count)}CE")
    return Value("DURATION", f"P{plain(count * TIMES.get(unit, 1))}{LETTER[unit]}")


def closing(week: Cell) -> Value:
    """Make the value of a week's end, its Saturday and Sunday."""
    days = Cell.holding(DAY, week.first)
    return Value("DATE", f"{week.timex}-WE", days.shift(5).first, days.shift(6).first)
