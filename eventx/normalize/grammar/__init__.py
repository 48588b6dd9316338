"""The rules of the period grammar, by kind; importing the package registers them all."""

from eventx.normalize.grammar import (
    clock,
    dates,
    distances,
    holidays,
    lengths,
    parts,
    shifts,
    spans,
    spellings,
    weekdays,
    years,
)

__all__ = [
    "clock", "dates", "distances", "holidays", "lengths", "parts", "shifts", "spans", "spellings", "weekdays", "years",
]  # fmt: skip
