"""Section: a stretch of an article's text, and of which kind it is; which of some stretches holds a character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar

from eventx.records import SectionKind


class Stretch(Protocol):
    """What stands at characters ``start`` to ``end``."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character after the last."""


_Found = TypeVar("_Found", bound=Stretch)


def holding(stretches: Sequence[_Found], at: int) -> _Found | None:
    """Return the one of some stretches, in text order and apart, that holds a character, or None."""
    place = bisect_right(stretches, at, key=attrgetter("start")) - 1
    return stretches[place] if place >= 0 and at < stretches[place].end else None


@dataclass(frozen=True, slots=True)
class Section:
    """Characters ``start`` to ``end`` are headline, standfirst, body or aside."""

    start: int
    end: int
    kind: SectionKind
