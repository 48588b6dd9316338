"""Absolute dates in spellings that no other rule owns ("Dec31, 1994"): a tight shape, which dateparser normalises."""

from __future__ import annotations

import re
import warnings
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from eventx.normalize.calendar import DAY, Cell, names
from eventx.normalize.timex import Context, rule
from eventx.normalize.value import Value, of_cell

_YEAR = r"(?:1[89]|20)\d\d(?!\d|,\d|\.\d)"
_GAP = r"[\s.,/-]{1,3}"
_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_STAMP = rf"<M>\s+<D>\s+{_TIME}:[0-5]\d\s+(?:[A-Z]{{3,4}}\s+)?{_YEAR}"
_IDLE = re.compile(r"\b(?:of|in|on|the|year)\b", re.IGNORECASE)


@rule("#", rf"\d{{1,2}}(?:st|nd|rd|th)?(?:[.,/-]\s?)?(?P<month>[A-Za-z]{{3,9}})(?:(?:{_GAP})?|'\s?){_YEAR}")
@rule("M", rf"(?P<month>[A-Za-z]{{3,9}})\d{{1,2}}(?:st|nd|rd|th)?{_GAP}{_YEAR}")
@rule("M", rf"(?P<month>[A-Za-z]{{3,9}})[.,/-]{{1,2}}\d{{1,2}}[.,/-]\s?{_YEAR}")
@rule("M", rf"<M>,?\s+<D>(?:,?\s+'\d\d(?![\d'])|\.,?\s+{_YEAR})")
@rule("M", rf"<M>,\s+<D>,?\s+{_YEAR}")
@rule("M", rf"<M>\s+(?:the\s+)?<D>,?\s+(?:in|of)\s+the\s+year\s+{_YEAR}")
@rule("# the", rf"<the><D>\.\s+(?:of\s+)?<M>,?\s+{_YEAR}", near="month")
@rule("# the", rf"<the><D>\s+(?:of\s+)?<M>,?\s+(?:in|of)\s+the\s+year\s+{_YEAR}", near="month")
@rule("M", _STAMP)
@rule("W", rf"<W>,?\s+{_STAMP}")
@rule("#", rf"{_TIME},?\s+(?:on\s+)?<D>\s+<M>,?\s+{_YEAR}", near="month")
def spelt_date(context: Context, m: re.Match[str]) -> Value | None:
    """Dec31, 1994; Sept 3, '25; 14:05, 14 August 2025."""
    if m["month"].lower() not in names("months"):
        return None
    if found := _read(m.group()):
        cell = Cell.holding(DAY, found.date())
        told = Value("TIME", f"{cell.timex}T{found:%H:%M}", cell.first, cell.last)
        return told if ":" in m.group() else of_cell(cell, absolute=True)
    return None


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser  # slow to import, seldom needed

    return DateDataParser(
        languages=["en"], settings={"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    )


@lru_cache(maxsize=1024)
def _read(text: str) -> datetime | None:
    spaced = re.sub(r"(?<=\d)(?=[A-Za-z]{3})|(?<=[A-Za-z])(?=\d)", " ", _IDLE.sub(" ", text))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: datetime | None = _parser().get_date_data(spaced).date_obj
    return found
