"""Rank: which of an article's events it chiefly tells. Pure, no spaCy."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.events.merging.merge import is_told_in
from eventx.records import Event


def rank(events: Sequence[Event], *places: Sequence[tuple[int, int]]) -> list[Event]:
    """Rank events: first what is told in the first places (their characters), of these what is told most.

    What is told elsewhere follows in the order of the text: what is told most there is not what the news is about.
    """

    def key(event: Event) -> tuple[int, int, int]:
        told = (at for at, place in enumerate(places) if any(is_told_in(event, *extent) for extent in place))
        at = next(told, len(places))
        return (at, -len(event.mentions) if at < len(places) else 0, event.mentions[0].start)

    order = {id(e): n for n, e in enumerate(sorted(events, key=key), 1)}
    return [e.model_copy(update={"rank": order[id(e)]}) for e in events]
