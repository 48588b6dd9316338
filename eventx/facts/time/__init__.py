"""Times: the dates and spans that an article names."""

from eventx.facts.time.record import Time

__all__ = ["Time"]
