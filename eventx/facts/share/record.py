"""Share: percentages and fractions that are a level or a part, not a change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.facts.share.wholes import Wholes
from eventx.mentions.reading import Reading
from eventx.records import Fact, Mention, Quantity
from eventx.records.registry import register


@register
class Share(Fact):
    """A percentage of a whole, or the level of a rate; ``of`` is the whole or the thing measured."""

    priority: ClassVar[int] = 50

    type: Literal["share"] = "share"
    amount: Quantity
    of: Mention | None = None

    @classmethod
    def find(cls, reading: Reading) -> Iterator[Share]:
        """Find the percentages that no change has used."""
        wholes = Wholes(reading)
        for number in list(reading.free()):
            if number.unit != "percent" or (number.start, number.end) in reading.used:
                continue
            with reading.guard("share", number.start):
                found = wholes.of(number)
                if found is None:
                    continue
                rule, whole = found
                reading.claim(number, "share")
                amount = reading.quantity(number)
                yield cls(
                    span=amount.mention,
                    sentence=reading.sentence(number.start),
                    rule=rule,
                    modality=reading.modality(number.start),
                    amount=amount,
                    of=reading.mention(*whole) if whole else None,
                )
