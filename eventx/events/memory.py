"""Memory: what is found for a token, a name or a position is kept with what found it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

_Self = TypeVar("_Self")
_Asked = TypeVarTuple("_Asked")
_Found = TypeVar("_Found")


def remembered(find: Callable[[_Self, *_Asked], _Found]) -> Callable[[_Self, *_Asked], _Found]:
    """Make a method keep what it finds in its object, as ``cached_property`` does."""

    @wraps(find)
    def found(self: _Self, *asked: *_Asked) -> _Found:
        known: dict[tuple[*_Asked], _Found] = vars(self).setdefault(find.__qualname__, {})
        if asked not in known:
            known[asked] = find(self, *asked)
        return known[asked]

    return found
