"""Money: amounts of money where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal, chars_of
from eventx.mentions.measured import Measured
from eventx.normalize.currency import is_currency
from eventx.records import Fact, Mention, Quantity
from eventx.records.registry import register


@register
class Money(Fact):
    """An amount of money; ``what`` it is the amount of."""

    after: ClassVar[tuple[str, ...]] = ("change",)
    leads: ClassVar[str | None] = "money"
    scored: ClassVar[tuple[str, ...]] = ("currency", "modifier", "per", "what")
    reads: ClassVar[str] = "{amount}, {what}"

    type: Literal["money"] = "money"
    amount: Quantity
    what: Mention | None = None

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose the amounts of money that no change owns."""
        measured = Measured(analysis, claims)
        for number in claims.free():
            if not is_currency(number.unit):
                continue
            with analysis.guard("money", number.start):
                rule, what = measured.of(number)
                record = cls(rule=f"money.{rule}", what=analysis.mention_at(what), **analysis.telling(number))
                yield Proposal(record, takes=(chars_of(number),))
