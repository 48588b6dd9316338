"""Calendar arithmetic: cells (a day, a week, a quarter, a decade) that count up, so that shifting one is adding."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from eventx.lexicons import load_lexicon

DAY, WEEK, MONTH, QUARTER = "day", "week", "month", "quarter"
HALF, YEAR, DECADE, CENTURY = "half", "year", "decade", "century"
MONTHS_IN = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12, DECADE: 120, CENTURY: 1200}
LETTER = {DAY: "D", WEEK: "W", MONTH: "M", QUARTER: "M", HALF: "M", YEAR: "Y", DECADE: "Y", CENTURY: "Y"}
SIZE = {DAY: 1, WEEK: 7, MONTH: 30, QUARTER: 91, HALF: 182, YEAR: 365, DECADE: 3652, CENTURY: 36524}
TIMES = {QUARTER: 3, HALF: 6, DECADE: 10, CENTURY: 100}
FIRST, LAST = date(1, 1, 8), date(9999, 12, 20)
_PARTS = (YEAR, MONTH, DAY)
_MONDAY = date(1, 1, 1).toordinal()  # the first day of our era is a Monday


@dataclass(frozen=True, slots=True)
class Cell:
    """One day, week, month, quarter, half, year, decade or century, numbered in time order.

    >>> Cell.holding("quarter", date(2025, 8, 15)).shift(-1).timex
    '2025-Q2'
    """

    grain: str
    index: int

    @classmethod
    def holding(cls, grain: str, day: date) -> Cell:
        """Return the cell of ``grain`` that holds ``day``."""
        if grain == DAY:
            return cls(DAY, day.toordinal())
        if grain == WEEK:
            return cls(WEEK, (day.toordinal() - _MONDAY) // 7)
        return cls(grain, (day.year * 12 + day.month - 1) // MONTHS_IN[grain])

    def shift(self, count: int) -> Cell:
        """Return the cell ``count`` later."""
        return Cell(self.grain, self.index + count)

    def day(self, number: int) -> Cell:
        """Return a day by its number, the first that it holds being 1; it may lie beyond the last."""
        return Cell.holding(DAY, self.first).shift(number - 1)

    @property
    def first(self) -> date:
        """The first day, kept within the years that dates have."""
        if self.grain == DAY:
            return date.fromordinal(min(max(self.index, 1), LAST.toordinal()))
        if self.grain == WEEK:
            return date.fromordinal(min(max(self.index * 7 + _MONDAY, 1), LAST.toordinal()))
        year, month = divmod(self.index * MONTHS_IN[self.grain], 12)
        if not 1 <= year <= 9999:
            return FIRST if year < 1 else LAST
        return date(year, month + 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return max(self.first, date.fromordinal(max(self.shift(1).first.toordinal() - 1, 1)))

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        day = self.first
        year = f"{day.year:04d}"
        if self.grain == DAY:
            return day.isoformat()
        if self.grain == WEEK:
            iso = day.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}"
        if self.grain == MONTH:
            return f"{year}-{day.month:02d}"
        if self.grain == QUARTER:
            return f"{year}-Q{(day.month + 2) // 3}"
        if self.grain == HALF:
            return f"{year}-H{1 if day.month < 7 else 2}"
        return year if self.grain == YEAR else year[:3] if self.grain == DECADE else year[:2]


def month(year: int, number: int) -> Cell:
    """Return a month of a year; 13 is the next January."""
    return Cell(MONTH, year * 12 + number - 1)


def day_of(year: int, number: int, day: int) -> Cell | None:
    """Return a day of the calendar, or None where there is none such."""
    try:
        return Cell(DAY, date(year, number, day).toordinal())
    except ValueError:
        return None


def move(day: date, grain: str, count: int) -> date:
    """Move a day by ``count`` days, weeks, months ...; the 31st becomes the last day of a shorter month.

    >>> move(date(2025, 5, 31), "month", -3)
    datetime.date(2025, 2, 28)
    """
    if grain in (DAY, WEEK):
        return Cell(DAY, day.toordinal() + count * (7 if grain == WEEK else 1)).first
    cell = Cell(MONTH, day.year * 12 + day.month - 1 + count * MONTHS_IN[grain])
    start = cell.first
    return start.replace(day=min(day.day, monthrange(start.year, start.month)[1]))


def last_day(timex: str) -> date | None:
    """Return the last day of a year or month of the calendar, or the day.

    >>> last_day("2024-02"), last_day("2024-W07")
    (datetime.date(2024, 2, 29), None)
    """
    parts = [int(part) for part in timex.split("-")] if timex.replace("-", "").isdigit() else []
    if not 0 < len(parts) <= len(_PARTS) or len(timex) < len("2024"):
        return None
    return Cell.holding(_PARTS[len(parts) - 1], date(*(*parts, 1, 1)[:3])).last


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (the anonymous computus).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, number, day + 1)


def nth_weekday(first: date, last: date, weekday: int, nth: int) -> date | None:
    """Return the ``nth`` weekday (Monday is 1) from ``first`` to ``last``; -1 is the last one."""
    if nth > 0:
        day = first.toordinal() + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
    else:
        day = last.toordinal() - (last.isoweekday() - weekday) % 7 + 7 * (nth + 1)
    return date.fromordinal(day) if first.toordinal() <= day <= last.toordinal() else None


@cache
def holiday(rule: str, year: int) -> date | None:
    """Resolve a holiday's rule: "12-25", "easter-2", or "11 4 4" (the fourth Thursday of November; -1 is the last)."""
    if not 1583 <= year <= 9990:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    if " " in rule:
        number, weekday, nth = map(int, rule.split())
        cell = month(year, number)
        return nth_weekday(cell.first, cell.last, weekday, nth)
    if "=" in rule:
        table = dict(part.split("=") for part in rule.split(","))
        return date.fromisoformat(f"{year}-{table[str(year)]}") if str(year) in table else None
    number, day = map(int, rule.split("-"))
    cell_of = day_of(year, number, day)
    return cell_of.first if cell_of else None


@cache
def names(table: str) -> dict[str, int]:
    """Map the names of months, weekdays, ordinals or numbers to their number, from the lexicon."""
    return {name: number for number, row in enumerate(load_lexicon("time")[table], 1) for name in row}


def measure(start: str | None, end: str | None) -> tuple[str | None, bool]:
    """Return how long a closed interval of days is, if it is a day or whole months, and whether it is one that grows.

    What grows begins with a year or month, and is neither a day, a month, a quarter nor a half of it, nor the whole.

    >>> measure("2025-01-01", "2025-03-31"), measure("2025-01-01", "2025-10-31"), measure("2025-03-01", "2025-03-20")
    (('P1Q', False), ('P10M', True), (None, True))
    """
    if start is None or end is None:
        return None, False
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return "P1D", False
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day > 1 or months > 12:
        return (f"P{months // 12}Y" if _is_whole(first, last) and not months % 12 else None), False
    if not _is_whole(first, last):
        return None, first.month == 1 or months == 1
    if months == 3 and first.month % 3 == 1:
        return "P1Q", False
    return ("P1Y" if months == 12 else f"P{months}M"), first.month == 1 and months not in (1, 6, 12)


def _is_whole(first: date, last: date) -> bool:
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]
