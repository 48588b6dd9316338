"""Deadline: the seconds that one article may take."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import TypeVar

from eventx.records.errors import ArticleError

T = TypeVar("T")
_SOON = 0.001  # seconds until an alarm rings that would have rung by now


@contextlib.contextmanager
def deadline(name: str, seconds: float | None) -> Iterator[Callable[[Iterable[T]], Iterator[T]]]:
    """Raise ArticleError where what is done within takes longer.

    In the main thread, where the system has an alarm clock, it is raised at once; elsewhere at the end, and between
    the items of what is given to the function that is yielded.
    """
    if seconds is None:
        yield iter
        return
    late = ArticleError(f"{name}: takes more than {seconds:g} s")
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        end = time.monotonic() + seconds

        def in_time(items: Iterable[T]) -> Iterator[T]:
            for item in items:
                if time.monotonic() > end:
                    raise late
                yield item

        yield in_time
        if time.monotonic() > end:
            raise late
        return

    def ring(signum: int, frame: FrameType | None) -> None:
        raise late

    before, began = signal.signal(signal.SIGALRM, ring), time.monotonic()
    left, again = signal.setitimer(signal.ITIMER_REAL, seconds)  # an alarm that another has set
    try:
        yield iter
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(_SOON, left - (time.monotonic() - began)), again)
