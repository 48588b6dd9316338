"""Measures: every number that no other type owns: physical and counted, durations, ages, index levels, bare numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.facts.measure.bearers import Bearers
from eventx.mentions.claims import Claims, Proposal, chars_of
from eventx.mentions.reading import Reading
from eventx.records import Fact, Mention, Quantity
from eventx.records.registry import register


@register
class Measure(Fact):
    """A number with its unit; ``what`` it measures."""

    after: ClassVar[tuple[str, ...]] = ("*",)

    type: Literal["measure"] = "measure"
    amount: Quantity
    what: Mention | None = None

    @classmethod
    def propose(cls, reading: Reading, claims: Claims) -> Iterator[Proposal]:
        """Propose the numbers that no other type owns, and that no change reads."""
        bearers = Bearers(reading, claims)
        for number in claims.free():
            if claims.reads(number):
                continue
            with reading.guard("measure", number.start):
                counting = reading.units[number.end]
                bearer = bearers.of(number, counting)
                amount = reading.quantity(number)
                record = cls(
                    span=amount.mention,
                    sentence=reading.sentence(number.start),
                    rule=f"measure.{counting.kind}",
                    modality=reading.modality(number.start),
                    amount=amount,
                    what=reading.mention(*bearer) if bearer else None,
                )
                yield Proposal(record, takes=(chars_of(number),))
