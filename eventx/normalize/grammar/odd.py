"""Absolute dates in odd spellings ("Dec31, 1994"): a shape guard before dateparser, a cache behind it."""

from __future__ import annotations

import re
import warnings
from datetime import date
from functools import cache, lru_cache
from typing import Any

from eventx.normalize.calendar import DAY, Cell, names
from eventx.normalize.timex import Context, Value, of_cell, rule

_YEAR = r"(?:1[89]|20)\d\d(?!\d|,\d|\.\d)"
_GAP = r"[\s.,/-]{1,3}"


@rule("#", rf"\d{{1,2}}(?:st|nd|rd|th)?(?:[.,/-]\s?)?(?P<month>[A-Za-z]{{3,9}})(?:{_GAP}|'\s?){_YEAR}")
@rule("M", rf"(?P<month>[A-Za-z]{{3,9}})\d{{1,2}}(?:st|nd|rd|th)?{_GAP}{_YEAR}")
@rule("M", rf"(?P<month>[A-Za-z]{{3,9}})[.,/-]{{1,2}}\s?\d{{1,2}}[.,/-]\s?{_YEAR}")
def odd_date(context: Context, m: re.Match[str]) -> Value | None:
    """Dec31, 1994."""
    if m["month"].lower() not in names("months"):
        return None
    day = _read(m.group())
    return of_cell(Cell.holding(DAY, day), absolute=True) if day else None


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser  # slow to import, seldom needed

    return DateDataParser(languages=["en"], settings={"REQUIRE_PARTS": ["day", "month", "year"]})


@lru_cache(maxsize=1024)
def _read(text: str) -> date | None:
    spaced = re.sub(r"(?<=\d)(?=[A-Za-z]{3})|(?<=[A-Za-z])(?=\d)", " ", text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _parser().get_date_data(spaced).date_obj
    return found.date() if found else None
