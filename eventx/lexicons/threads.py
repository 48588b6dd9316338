"""Threads: one for matrices as small as ours, of which more cost more than they bring."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from threadpoolctl import ThreadpoolController


class _Blas:
    """The process's threads for matrices, which all of its threads share: the first asks for one, the last gives back.

    Each for itself would take what another had asked for as what stood before, and leave that for good.
    """

    def __init__(self) -> None:
        self.controller = ThreadpoolController().select(user_api="blas")
        self.lock, self.within, self.limit = Lock(), 0, None

    limit: Any

    def enter(self) -> None:
        with self.lock:
            self.within += 1
            if self.within == 1:
                self.limit = self.controller.limit(limits=1)

    def leave(self) -> None:
        with self.lock:
            self.within -= 1
            if self.within == 0:
                self.limit.restore_original_limits()


@contextmanager
def one_thread() -> Iterator[None]:
    """Let numpy multiply matrices in one thread within."""
    blas = _blas()
    blas.enter()
    try:
        yield
    finally:
        blas.leave()


@cache
def _blas() -> _Blas:
    return _Blas()
