"""Times by years and months: how far one lies from another, or from the publication."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.normalize.timex import NEW
from eventx.syntax.labels import PRESENT
from eventx.syntax.phrases import governing_verb

QUARTER, YEAR = 3, 12
"""How many months they have."""
_MONTH = re.compile(r"\d{4}-\d\d")
_FISCAL = re.compile(r"\d{4}/(\d{4})")
_IS_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!/)")


def months_apart(time: Time, period: Time | None) -> int:
    """Return the months from a time to a period, or 0 where that is a day or none."""
    if period is None or not period.start_date or not time.start_date or _IS_DAY.match(period.timex or ""):
        return 0
    return _months(period.start_date) - _months(time.start_date)


def is_quarter(time: Time) -> bool:
    """Tell whether a time is three months long."""
    first, last = time.start_date, time.end_date
    return first is not None and last is not None and _months(last) - _months(first) == QUARTER - 1


def is_year_before(time: Time, period: Time | None) -> bool:
    """Tell whether a time is the whole year before that of a period."""
    year, first = time.timex or "", period.start_date if period is not None else None
    return bool(first) and len(year) == len("2025") and year.isdigit() and int((first or "")[:4]) == int(year) + 1


def is_last_year(time: Time, said: str, published: date | None) -> bool:
    """Tell whether a time is the year before the publication, or a part of it that is said to be of that year."""
    if published is None or (time.start_date or "")[:4] != str(published.year - 1):
        return False
    ahead = _MONTH.fullmatch(time.timex or "") is not None and int((time.timex or "")[5:]) > published.month
    return not ahead and ("year" in said or str(published.year - 1) in said)  # this year has had that month, too


def is_month_before_last(time: Time, published: date) -> bool:
    """Tell whether a time is the month before the last that is over, with which news compares that."""
    named = _MONTH.fullmatch(time.timex or "") is not None and time.start_date is not None
    return named and published.year * 12 + published.month - _months(time.start_date or "") == 2


def is_year_before_last(analysis: Analysis, time: Time, published: date) -> bool:
    """Tell whether figures of last year, told while a new one is young, are compared with those of a year before."""
    if published.month >= NEW or time.timex != str(published.year - 2):
        return False
    verb = governing_verb(analysis.span(time.start, time.end)[0])
    if verb is None or verb.tag_ in PRESENT:
        return verb is None
    return not any(c.lemma_ == "have" or c.tag_ in ("MD", "TO") for c in verb.lefts)  # "has risen from 3% in 2023"


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])


def follows_fiscal(analysis: Analysis, time: Time) -> bool:
    """Tell whether the time told beside a fiscal year is the one after it: "to $4 in 2024-25 from $3 in 2023-24"."""
    if (years := _FISCAL.fullmatch(time.timex or "")) is None:
        return False
    at = bisect_left(analysis.times, time.start, key=lambda other: other.start)
    beside = (*analysis.times[max(0, at - 1) : at], *analysis.times[at + 1 : at + 2])
    return any(_FISCAL.fullmatch(other.timex or "") and (other.timex or "")[:4] == years[1] for other in beside)


def tells_next_year(analysis: Analysis, time: Time) -> bool:
    """Tell whether an article of no date speaks of the year after a time, too."""
    after = str(int((time.timex or "0")[:4]) + 1)
    return any((other.start_date or "").startswith(after) for other in analysis.times)
