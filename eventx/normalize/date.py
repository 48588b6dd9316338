"""The period grammar: time expressions found and resolved to TIMEX3 values and closed intervals of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from eventx.records import TimexType


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression where it stands, with its TIMEX3 value and the closed interval of days it covers (ISO dates)."""

    start: int
    end: int
    timex_type: TimexType
    timex: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    relation: str | None = None  # the preposition that makes it a bound: since, by, before, until, after, from, than


def find_times(text: str, published: date | None = None) -> list[Time]:
    """Find the time expressions of a text, in text order, none overlapping."""
    return [
        Time(m.start(), m.end(), "DATE", m.group(), f"{m.group()}-01-01", f"{m.group()}-12-31")
        for m in re.finditer(r"\b(?:19|20)\d\d\b", text)
    ]
