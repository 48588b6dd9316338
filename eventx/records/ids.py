"""Ids: the name of a record within its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count


def name_apart(names: Iterable[str]) -> Iterator[str]:
    """Make names unique: of equal ones, all after the first get a number.

    >>> list(name_apart(["money-5-9", "money-5-9", "share-5-9"]))
    ['money-5-9', 'money-5-9-2', 'share-5-9']
    """
    taken: set[str] = set()
    for name in names:
        free = next(made for n in count(1) if (made := name if n == 1 else f"{name}-{n}") not in taken)
        taken.add(free)
        yield free
