"""Rank: which of an article's events it chiefly tells. Pure, no spaCy."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.events.merging.merge import is_told_in
from eventx.records import Event

_UNSURE = frozenset({"hypothetical", "negated"})


def rank(events: Sequence[Event], *places: Sequence[tuple[int, int]]) -> list[Event]:
    """Rank events: first what is told in the first places (their characters), of these what is told most.

    What is told elsewhere follows in the order of the text, and there what may be, or is denied, last.
    """

    def key(event: Event) -> tuple[int, bool, int, int]:
        told = (at for at, place in enumerate(places) if any(is_told_in(event, *extent) for extent in place))
        at, start = next(told, None), event.mentions[0].start
        if at is None:
            return (len(places), event.modality in _UNSURE, 0, start)
        return (at, False, -len(event.mentions), start)

    order = {id(e): n for n, e in enumerate(sorted(events, key=key), 1)}
    return [e.model_copy(update={"rank": order[id(e)]}) for e in events]
