"""Times: every time expression of the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.mentions.reading import Reading
from eventx.records import Fact, Period, TimexType
from eventx.records.registry import register


@register
class Time(Fact):
    """A time expression with its TIMEX3 value and days."""

    priority: ClassVar[int] = 10

    type: Literal["time"] = "time"
    period: Period
    timex_type: TimexType

    @classmethod
    def find(cls, reading: Reading) -> Iterator[Time]:
        """Make a fact of every time expression of the reading."""
        for time in reading.times:
            period = reading.period(time)
            yield cls(
                span=period.mention, sentence=reading.sentence(time.start), rule="time.grammar", period=period,
                timex_type=time.timex_type,
            )  # fmt: skip
