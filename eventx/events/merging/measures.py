"""Measures: the numbers that an event tells. Pure, no spaCy."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from eventx.records import Event, Quantity


@cache
def measure_fields(cls: type[Event]) -> tuple[str, ...]:
    """Return the fields of a type's own numbers: value, workers, killed."""
    return tuple(k for k, role in cls.frame.roles.items() if role.filler == "quantity")


def measures(event: Event) -> dict[str, Quantity]:
    """Return the numbers of an event's own, by their fields."""
    return {k: v for k in measure_fields(type(event)) if (v := getattr(event, k)) is not None}


def greatest(event: Event) -> Decimal:
    """Return the greatest number of an event's own."""
    return max((q.value for q in measures(event).values() if q.value is not None), default=Decimal(0))


def numeric(event: Event) -> dict[str, Quantity]:
    """Return the numbers of an event's own and its change, by their fields."""
    return measures(event) | ({"change": event.change} if event.change is not None else {})


def numbers(event: Event) -> list[Quantity]:
    """Return the numbers that an event tells: those of its own, its change, and the same told in other units."""
    return [*numeric(event).values(), *event.also]
