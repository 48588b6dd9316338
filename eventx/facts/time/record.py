"""Times: every time expression of the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal
from eventx.records import Fact, Period, TimexType
from eventx.records.registry import register


@register
class Time(Fact):
    """A time expression with its TIMEX3 value and days."""

    after: ClassVar[tuple[str, ...]] = ()
    leads: ClassVar[str | None] = None
    listed: ClassVar[bool] = True

    type: Literal["time"] = "time"
    period: Period
    timex_type: TimexType

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose a fact for every time expression of the article."""
        for time in analysis.times:
            period = analysis.period(time)
            yield Proposal(cls(
                span=period.mention, sentence=analysis.sentence(time.start), rule="time.grammar", period=period,
                timex_type=time.timex_type,
            ))  # fmt: skip
