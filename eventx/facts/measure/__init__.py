"""Measures: quantities in a physical or other unit, and what they are of."""

from eventx.facts.measure.record import Measure

__all__ = ["Measure"]
