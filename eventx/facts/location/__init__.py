"""Locations: the places that an article names."""

from eventx.facts.location.record import Location

__all__ = ["Location"]
