"""The rules of the period grammar, by kind; importing the package registers them all."""

from eventx.normalize.grammar import (
    clock,
    dates,
    distances,
    feasts,
    lengths,
    odd,
    parts,
    shifts,
    spans,
    weekdays,
    years,
)

__all__ = ["clock", "dates", "distances", "feasts", "lengths", "odd", "parts", "shifts", "spans", "weekdays", "years"]
