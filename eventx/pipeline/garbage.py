"""Garbage: nobody looks for it in what a component is making; that would cost a tenth of its time and find nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


def unswept(make: Callable[_Asked, _Made]) -> Callable[_Asked, _Made]:
    """Hold Python's search for cyclic garbage back while a function runs, where it is on.

    The search is the whole process's: of two threads the one that ends first lets it go on, which costs time only.
    """

    @wraps(make)
    def made(*asked: _Asked.args, **named: _Asked.kwargs) -> _Made:
        if not gc.isenabled():
            return make(*asked, **named)
        gc.disable()
        try:
            return make(*asked, **named)
        finally:
            gc.enable()

    return made
