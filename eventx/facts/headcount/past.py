"""Past: what an article has counted before a number."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from decimal import Decimal

from eventx.facts.headcount.count import Chars, Count
from eventx.mentions.tally import Tally


@dataclass
class Past:
    """What was counted before in the article."""

    last: Count | None = None
    """The last count of persons."""
    other: Tally | None = None
    """The last number of something else."""
    shares: list[int] = field(default_factory=list)
    """Where per cents stand in the text, in order."""
    values: dict[Decimal, Chars | None] = field(default_factory=dict)
    """The numbers of persons that have a noun, anywhere in the article, and who they are."""

    def open(self, item: Tally) -> bool:
        """Tell whether nothing else was counted since the last persons: "1,000 turkeys ... a further 1,600"."""
        if self.other is None or self.other.last.sent != item.last.sent:
            return True
        return self.last is not None and self.last.tally.last.i > self.other.last.i

    def shared(self, item: Tally) -> bool:
        """Tell whether a per cent stands nearer than the last persons."""
        at = bisect_left(self.shares, item.number.start)
        small = item.number.value is not None and item.number.value <= 100
        return small and self.last is not None and at > 0 and self.shares[at - 1] > self.last.tally.number.start

    def latest(self) -> bool:
        """Tell whether persons were the last thing counted."""
        return self.last is not None and (self.other is None or self.last.tally.last.i > self.other.last.i)
