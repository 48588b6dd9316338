"""What a time expression means: a TIMEX3 value and the days it covers, and how two of them join into a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from eventx.normalize.calendar import DAY, MONTH, YEAR, Cell, day_of, month, move
from eventx.records import TimexType


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means, with the cell of the calendar where it is one."""

    type: TimexType = "DATE"
    timex: str | None = None
    first: date | None = None
    last: date | None = None
    cell: Cell | None = None
    loose: bool = False  # the year is not said, but taken from the publication
    absolute: bool = False  # said with its year: later times of the sentence may lean on it
    back: bool = False  # what a time told before is compared with, a year or so back: no later time leans on it
    weekly: bool = False  # a bare weekday: which week is not said
    partial: tuple[int, int] | None = None  # month and day (0 for the month) that wait for a year

    @property
    def grain(self) -> str | None:
        """The unit of the calendar that the value is one of."""
        return self.cell.grain if self.cell else None


def of_cell(cell: Cell, *, loose: bool = False, absolute: bool = False) -> Value:
    """Make the value of a cell of the calendar."""
    return Value("DATE", cell.timex, cell.first, cell.last, cell, loose, absolute)


def said(cell: Cell | None) -> Value | None:
    """Make the value of a cell that is told with its year; None where the calendar has none such."""
    return of_cell(cell, absolute=True) if cell else None


def of_span(first: Cell, last: Cell) -> Value:
    """Make the value of a range of cells, both ends included."""
    if last.last < first.first:
        first, last = last, first  # but from today to the end of this decade
    return Value("DATE", f"{first.timex}/{last.timex}", first.first, last.last)


def join(first: Value, last: Value) -> Value | None:
    """Join two values into the range between them; what lacks its year takes it from the other."""
    one, two = _dated(first, last.cell), last.cell
    if one is None or two is None:
        return _join_open(first, last)
    if first.weekly and two.grain == DAY:
        one = one.shift((two.index - one.index) // 7 * 7)
    elif last.weekly and one.grain == DAY:
        two = two.shift(-((two.index - one.index) // 7 * 7))
    elif first.loose and two.grain in (one.grain, DAY):
        one = next((c for c in reversed(_yearly(one, two)) if c.first <= two.last), one)
    elif last.loose:
        two = next((c for c in _yearly(two, one) if c.last >= one.first), two)
    if two.last < one.first:
        return None
    return replace(of_span(one, two), absolute=first.absolute or last.absolute)


def _join_open(first: Value, last: Value) -> Value | None:
    """Join values of which one is no cell: two months without a year, or two spans."""
    ordered = first.first <= last.last if first.first and last.last else first.partial and last.partial
    return Value("DATE", f"{first.timex}/{last.timex}", first.first, last.last) if ordered else None


def _dated(value: Value, end: Cell | None) -> Cell | None:
    """Return the cell of a value; a month or day without a year takes the one that puts it before ``end``."""
    if value.cell or not value.partial or end is None:
        return value.cell
    number, day = value.partial
    cells = (day_of(y, number, day) if day else month(y, number) for y in (end.last.year, end.last.year - 1))
    return next((cell for cell in cells if cell and cell.first <= end.last), None)


def _yearly(own: Cell, beside: Cell) -> list[Cell]:
    """Return a day or month in the years around another cell, in time order."""
    day, years = own.first.day if own.grain == DAY else 1, range(beside.first.year - 1, beside.last.year + 2)
    days = (day_of(year, own.first.month, day) for year in years)
    return [Cell.holding(own.grain, cell.first) for cell in days if cell]


def moved_years(value: Value, years: int) -> Value:
    """Move a part of a year, or a span of months, by whole years."""
    if value.cell is not None:
        return of_cell(Cell.holding(value.cell.grain, move(value.cell.first, YEAR, years)))
    if value.first is None or value.last is None:
        return Value()
    whole = value.first.day == 1 and Cell.holding(MONTH, value.last).last == value.last
    days = (move(day, YEAR, years) for day in (value.first, value.last))
    return of_span(*(Cell.holding(MONTH if whole else DAY, day) for day in days))


def under_way(span: Value, now: date | None) -> Value:
    """Return a span of months without a year, that of this year where it holds a day: "bookings for July-September"."""
    later = moved_years(span, 1)
    return later if now and later.first and later.last and later.first <= now <= later.last else span
