"""The events of an article: one file per event type, a class and its frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventx.reading import Reading
from eventx.records import Event, Fact


def find_events(reading: Reading, facts: Sequence[Fact], names: Iterable[str] | None = None) -> list[Event]:
    """Compose the facts of one article into events of the named types (all by default), in text order."""
    return []
