"""Merging: the mentions of one happening become one event, and events are ranked. Pure functions on records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventx.records import Event, Fact


def merge(events: Sequence[Event], facts: Mapping[str, Fact]) -> list[Event]:
    """Join the events that tell one happening."""
    return list(events)
