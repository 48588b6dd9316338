"""Memory: what is found for a token, a name or a position is kept with what found it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

_Self = TypeVar("_Self")
_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


def remembered(find: Callable[Concatenate[_Self, _Asked], _Found]) -> Callable[Concatenate[_Self, _Asked], _Found]:
    """Make a method, or a function of an object, keep what it finds in the object, as ``cached_property`` does.

    What it is asked by name is not kept.
    """
    place = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(self: _Self, /, *asked: _Asked.args, **named: _Asked.kwargs) -> _Found:
        if named:
            return find(self, *asked, **named)
        known: dict[tuple[Any, ...], _Found] | None = vars(self).get(place)
        if known is None:
            known = vars(self)[place] = {}
        elif asked in known:
            return known[asked]
        known[asked] = answer = find(self, *asked, **named)
        return answer

    return found
