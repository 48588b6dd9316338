"""Measures: every number that no other type owns: physical and counted, durations, ages, index levels, bare numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.facts.measure.bearers import Bearers
from eventx.mentions.reading import Reading
from eventx.records import Fact, Mention, Quantity
from eventx.records.registry import register


@register
class Measure(Fact):
    """A number with its unit; ``what`` it measures."""

    priority: ClassVar[int] = 90

    type: Literal["measure"] = "measure"
    amount: Quantity
    what: Mention | None = None

    @classmethod
    def find(cls, reading: Reading) -> Iterator[Measure]:
        """Find the numbers that no other type owns, and that no change has taken."""
        bearers = Bearers(reading)
        for number in list(reading.free()):
            if (number.start, number.end) in reading.used:
                continue
            reading.claim(number, "measure")
            with reading.guard("measure", number.start):
                counting = reading.units[number.start, number.end]
                bearer = bearers.of(number, counting)
                amount = reading.quantity(number)
                yield cls(
                    span=amount.mention,
                    sentence=reading.sentence(number.start),
                    rule=f"measure.{counting.kind}",
                    modality=reading.modality(number.start),
                    amount=amount,
                    what=reading.mention(*bearer) if bearer else None,
                )
