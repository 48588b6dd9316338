"""Sections: stretches of an article's text, by their kind; which of some stretches hold a character or are beside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar

from eventx.records import SectionKind


class Started(Protocol):
    """What starts at a character."""

    @property
    def start(self) -> int:
        """The first character."""


class Stretch(Started, Protocol):
    """What stands at characters ``start`` to ``end``."""

    @property
    def end(self) -> int:
        """The character after the last."""


_Found = TypeVar("_Found", bound=Stretch)
_Any = TypeVar("_Any", bound=Started)


def holding(stretches: Sequence[_Found], at: int) -> _Found | None:
    """Return the one of some stretches, in text order and apart, that holds a character, or None."""
    place = bisect_right(stretches, at, key=attrgetter("start")) - 1
    return stretches[place] if place >= 0 and at < stretches[place].end else None


def starting(stretches: Sequence[_Any], start: int, end: int) -> Sequence[_Any]:
    """Return those of some stretches, in text order, that start within characters ``start`` to ``end``."""
    first, last = (bisect_left(stretches, at, key=attrgetter("start")) for at in (start, end))
    return stretches[first:last]


def last_before(stretches: Sequence[_Any], at: int, most: int = 1) -> Sequence[_Any]:
    """Return the last of some stretches, in text order, that start before a character."""
    stop = bisect_left(stretches, at, key=attrgetter("start"))
    return stretches[max(0, stop - most) : stop]


def first_from(stretches: Sequence[_Any], at: int, most: int = 1) -> Sequence[_Any]:
    """Return the first of some stretches, in text order, that start at a character or behind it."""
    first = bisect_left(stretches, at, key=attrgetter("start"))
    return stretches[first : first + most]


@dataclass(frozen=True, slots=True)
class Section:
    """Characters ``start`` to ``end`` are headline, standfirst, body or aside."""

    start: int
    end: int
    kind: SectionKind
