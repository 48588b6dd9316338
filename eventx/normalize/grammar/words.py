"""Words beside an expression, and words of number, order and unit."""

from __future__ import annotations

import re
from decimal import Decimal

from eventx.lexicons import lexicon
from eventx.normalize.calendar import CENTURY, DECADE, LETTER, QUARTER, TIMES, WEEK, YEAR, Cell, names
from eventx.normalize.timex import NEAR, Context, caseless, shifts, table
from eventx.normalize.value import Value
from eventx.records import plain

_BEFORE = re.compile(r"(?:^|[\s(\"'“‘—–-])([A-Za-z]+)[\s,]*$")
_AFTER = re.compile(r"[\s]*([A-Za-z]+|\d+|[^\w\s]|$)")
_STOPS = re.compile(r"[.!?;]\s|\n")
_HAD = re.compile(r"\b(?:had|having)\b|[a-z]['’]d\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:(?:And|But|In|For|Only|Just)\s+){0,2}(?:the\s+)?", re.IGNORECASE)
CLOCK = {"hour": "H", "minute": "M", "second": "S"}
_LETTERS = {**LETTER, "weekend": "WE", CENTURY: "CE"}
SECONDS = {"hour": 3600, "minute": 60, "second": 1}
_DIGITS = 12
"""Digits of the number of a duration, at most."""


def neighbours(context: Context, m: re.Match[str]) -> tuple[str, str]:
    """Return the word before and the word or sign after an expression."""
    before = _BEFORE.search(context.text[max(0, m.start() - 24) : m.start()])
    after = _AFTER.match(context.text, m.end())
    return before[1] if before else "", after[1] if after else ""


def stands_after(context: Context, m: re.Match[str], key: str) -> bool:
    """Whether the word before an expression is one of a list of the lexicon."""
    return neighbours(context, m)[0].lower() in getattr(lexicon("time"), key)


def follows(context: Context, at: int, pattern: str) -> re.Match[str] | None:
    """Match a pattern at a character."""
    return caseless(pattern).match(context.text, at)


def year_number(text: str) -> int:
    """Read a year of two or four digits."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


def number_of(kind: str, word: str) -> int:
    """Read the name of a month or weekday, abbreviated or not, or a number word."""
    return names(kind)[word.lower().rstrip(".")]


def ordinal_number(word: str) -> int:
    """Read "third", "3rd" or "twenty-first"."""
    return names("ordinals")[re.sub(r"[\s-]+", " ", word.lower())]


def unit_of(m: re.Match[str], group: str = "unit") -> str:
    """Return the unit that a group of a match names."""
    return table("units")[m[group].lower()]


def shift_of(m: re.Match[str], group: str = "shift") -> int:
    """Return -1, 0 or 1 for the "last", "this" or "next" of a match."""
    return shifts()[m[group].lower()]


def count_of(word: str | None) -> Decimal | None:
    """Read the number of a duration, 1 for none; None where it is vague ("several") or more than any calendar has."""
    if word is None:
        return Decimal(1)
    word = re.sub(r"[\s-]+", " ", word.lower())
    if word[0].isdigit():
        whole, _, part = word.replace(",", "").partition(" ")
        if len(whole) > _DIGITS:
            return None
        return Decimal(whole) + (Decimal(part[0]) / Decimal(part[2]) if part else 0)
    if number := names("numbers").get(word):
        return Decimal(number)
    tens, _, ones = word.partition(" ")
    return Decimal(names("tens")[tens] * 10 + names("numbers").get(ones, 0)) if tens in names("tens") else None


def in_cells(unit: str) -> tuple[str, int]:
    """Return the unit that a longer one is counted in, and how many of them it has: a fortnight two weeks."""
    return {DECADE: (YEAR, 10), CENTURY: (YEAR, 100), "fortnight": (WEEK, 2)}.get(unit, (unit, 1))


def duration(count: Decimal | None, unit: str) -> Value:
    """Make the value of a duration, such as P3M; a vague count is X."""
    if unit == "fortnight":
        unit, count = WEEK, count and count * 2
    if count is None and unit in (DECADE, QUARTER):
        return Value("DURATION", "PXDE" if unit == DECADE else "PXQ")
    if count is not None and unit != CENTURY:
        count *= TIMES.get(unit, 1)
    number = "X" if count is None else plain(count)
    return Value("DURATION", f"PT{number}{CLOCK[unit]}" if unit in CLOCK else f"P{number}{_LETTERS[unit]}")


def every_one(unit: str) -> Value:
    """Make the value of a set: every week, every year."""
    return Value("SET", duration(Decimal(1), unit).timex)


def closing(week: Cell) -> Value:
    """Make the value of a week's end, its Saturday and Sunday."""
    return Value("DATE", f"{week.timex}-WE", week.day(6).first, week.day(7).first)


def day_in_month(cell: Cell, day: int) -> Cell | None:
    """Return a day of a month's cell; None where it has none such."""
    found = cell.day(day)
    return found if found.first <= cell.last else None


def before_said(context: Context, at: int) -> Cell | None:
    """Return the time told before, where something was done before: "fell in May. It *had* risen a month earlier".

    So is it of the sentence before, where one opens with a distance: "fell in May. *A month earlier*, it rose".
    """
    ends = [*_STOPS.finditer(context.text, max(0, at - NEAR), at)]
    start, stop = ends[-1].end() if ends else max(0, at - NEAR), _STOPS.search(context.text, at, at + NEAR)
    opens = bool(ends) and _OPENING.fullmatch(context.text, start, at) is not None
    if opens and context.said and len(_STOPS.findall(context.text, context.said[0], at)) == 1:
        return context.last_said(at)
    had = _HAD.search(context.text, start, stop.start() if stop else at + NEAR)
    return context.last_said(at) if had else None
