"""Money: amounts of money where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.counts.spans import join_spans
from eventx.counts.topics import Topics
from eventx.normalize.currency import is_currency
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
        join_spans(reading)
        topics = Topics(reading)
        for number in list(reading.free()):
            if not is_currency(number.unit):
                continue
            reading.claim(number, "money")
            rule, topic = topics.of(number)
            amount = reading.quantity(number)
            yield cls(
                span=amount.mention,
                sentence=reading.sentence(number.start),
                rule=f"money.{rule}",
                modality=reading.modality(number.start),
                amount=amount,
                what=reading.mention(*topic) if topic else None,
            )
