"""Shape: which columns of a table of events hold parties, places, numbers and words; read from the columns' names.

So a type of a user's own takes part, with no code of it at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

QUANTITY, ACTOR = ("low", "high", "bound", "unit", "per"), ("name", "kind", "role", "organisation", "country")
LABELS = ("action", "flow")
REPORTED = ("source",)  # who tells of the event has no part in it
_FRAME = ("trigger", "mentions", "period")  # quoted in every event, for other ends
EVENT = (
    "trigger_text", "mentions_text", "rank", "modality", "period_start_date", "period_end_date", "period_length",
    "period_cumulative",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of a table, by what they hold."""

    actors: tuple[str, ...]
    groups: tuple[str, ...]
    """Lists of actors or places."""
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    label: str | None
    """The column that says what kind of happening it is."""

    @classmethod
    def of(cls, columns: Sequence[str]) -> Shape:
        """Read the columns of a table.

        Examples
        --------
        >>> Shape.of(["value", "value_bound", "value_unit", "goods_start", "goods_end", "goods_text", "flow"]).words
        ('goods',)
        """
        known = set(columns)

        def ending(end: str) -> tuple[str, ...]:
            return tuple(name.removesuffix(end) for name in columns if name.endswith(end))

        numbers, actors = ending("_bound"), ending("_role")
        groups = tuple(f for f in ending("_name") if f in known and f"{f}_start" not in known)
        taken = {*actors, *numbers, *groups, *_FRAME}
        words = tuple(f for f in ending("_text") if f"{f}_start" in known and f not in taken)
        return cls(actors, groups, numbers, words, next((name for name in LABELS if name in known), None))


def is_event(columns: Sequence[str]) -> bool:
    """Tell whether a table holds events."""
    return set(EVENT) <= set(columns)


def is_fact(columns: Sequence[str]) -> bool:
    """Tell whether a table holds facts."""
    return {"span_text", "rule"} <= set(columns)
