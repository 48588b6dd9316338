"""Shares: parts of a whole, as per cent or fraction."""

from eventx.facts.share.record import Share

__all__ = ["Share"]
