"""Money: amounts of money where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.reading import Reading
from eventx.records import Fact, Mention, Quantity
from eventx.registry import register


@register
class Money(Fact):
    """An amount of money; ``what`` it is the amount of."""

    priority: ClassVar[int] = 40

    type: Literal["money"] = "money"
    amount: Quantity
    what: Mention | None = None

    @classmethod
    def find(cls, reading: Reading) -> Iterator[Money]:
        """Find the amounts of money that no other type owns."""
        for number in list(reading.free()):
            if number.unit and len(number.unit) == 3 and number.unit.isupper():
                reading.claim(number, "money")
                amount = reading.quantity(number)
                yield cls(
                    span=amount.mention, sentence=reading.sentence(number.start), rule="money.amount", amount=amount
                )
