"""Claims on numbers: what fact types propose, and what the types before them have been given.

A number has one owner. Types propose records with the numbers that they want for themselves (``takes``) and those that
they only read (``reads``): a change reads its levels, which are money or persons all the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from eventx.normalize.number import Number
from eventx.records import Fact

Chars = tuple[int, int]


def chars_of(number: Number) -> Chars:
    """Return the characters of a number, by which claims know it."""
    return number.start, number.end


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that a type proposes, and the numbers that it wants.

    Attributes
    ----------
    record : Fact
        The record.
    takes : tuple of (start, end)
        Characters of the numbers that it wants to own.
    reads : tuple of (start, end)
        Characters of the numbers that are part of it whoever owns them.
    measured : (start, end) or None
        What the numbers that it reads measure.
    """

    record: Fact
    takes: tuple[Chars, ...] = ()
    reads: tuple[Chars, ...] = ()
    measured: Chars | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """What has been given so far; it never changes, ``grant`` returns another."""

    numbers: tuple[Number, ...] = ()
    owners: Mapping[Chars, str] = field(default_factory=lambda: MappingProxyType({}))
    read: frozenset[Chars] = frozenset()
    measured: Mapping[Chars, Chars] = field(default_factory=lambda: MappingProxyType({}))

    def free(self) -> Iterator[Number]:
        """Yield the numbers that nobody owns."""
        return (number for number in self.numbers if chars_of(number) not in self.owners)

    def numbers_in(self, start: int, end: int) -> Iterator[Number]:
        """Yield the numbers that end between two characters, in text order."""
        at = bisect_right(self.numbers, start, key=lambda number: number.end)
        while at < len(self.numbers) and self.numbers[at].start < end:
            yield self.numbers[at]
            at += 1

    def owner(self, number: Number) -> str | None:
        """Return the type that owns a number."""
        return self.owners.get(chars_of(number))

    def reads(self, number: Number) -> bool:
        """Tell whether a record reads a number."""
        return chars_of(number) in self.read

    def topic(self, number: Number) -> Chars | None:
        """Return what a number measures, where a record that reads it says so."""
        return self.measured.get(chars_of(number))

    def grant(self, proposals: list[Proposal]) -> Claims:
        """Return the claims after these proposals: the first who takes a number owns it."""
        owners, measured = dict(self.owners), dict(self.measured)
        for proposal in proposals:
            for chars in proposal.takes:
                owners.setdefault(chars, proposal.record.type)
            if proposal.measured is not None:
                measured |= dict.fromkeys(proposal.reads, proposal.measured)
        read = self.read.union(*(proposal.reads for proposal in proposals))
        return replace(self, owners=MappingProxyType(owners), read=read, measured=MappingProxyType(measured))
