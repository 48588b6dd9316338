"""The rules of the period grammar, by kind; importing the package registers them all."""

from eventx.normalize.grammar import clock, dates, feasts, lengths, odd, parts, shifts, weekdays, years

__all__ = ["clock", "dates", "feasts", "lengths", "odd", "parts", "shifts", "weekdays", "years"]
