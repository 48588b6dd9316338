"""The worker: a process of its own that loads one model and makes the lines of shards, as ``protocol`` tells."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import mmap
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

from eventx.batch.options import Options
from eventx.batch.protocol import GIVE_WAY, READY, Order, Slate
from eventx.io.start import quiet
from eventx.records.errors import BatchError, EventxError

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")

SPARE = 1024  # MB that libraries map and do not fill


def main(options: Options, orders: Connection, reports: Connection, slate: Slate) -> None:
    """Work until the parent says that it is enough, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _end_with_parent()
    _quiet()
    waiting: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, waiting), daemon=True).start()
    try:
        _limit("RLIMIT_DATA", options.megabytes << 20)
        from eventx.batch.work import Work

        work = Work(options, slate, reports.send)
        if held := memory(0):  # what is mapped beside the model, too: memory that is shared is no data, but fills it
            _limit("RLIMIT_AS", held + (options.megabytes + SPARE << 20))
        gc.collect()
        gc.freeze()  # the model is never garbage, and need not be looked through
        reports.send(READY)
        while order := waiting.get():
            work.do(order)
    except (EventxError, OSError) as error:
        reports.send(error)
    except Exception as error:
        if os.environ.get("EVENTX_DEBUG"):
            traceback.print_exc()
        reports.send(BatchError(f"a worker cannot go on: {type(error).__name__}: {error}; a higher --memory may help"))
    os._exit(0)


def _listen(orders: Connection, waiting: queue.SimpleQueue[Order | None]) -> None:
    """Take orders; end the process when the parent is gone, whatever it is at."""
    try:
        while True:
            waiting.put(orders.recv())
    finally:
        os._exit(GIVE_WAY)


def _end_with_parent() -> None:
    """Ask Linux to kill this process with its parent: code that never lets go of the interpreter keeps no thread."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _limit(what: str, size: int) -> None:
    """Limit the bytes of one kind of memory, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        kind = getattr(resource, what)
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (size if hard < 0 else min(size, hard), hard))


def memory(column: int) -> int:
    """Return the bytes of memory that this process has mapped (column 0) or in use (1); 0 where that is not known."""
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[column]) * mmap.PAGESIZE
    except OSError:
        return 0


def _quiet() -> None:
    """Keep what libraries print off the terminal of the parent: it is for what concerns the documents."""
    quiet()
    if not os.environ.get("EVENTX_DEBUG"):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Let the workers that start meanwhile compute on one thread each: there are as many of them as cores."""
    names = [name for name in THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name in names:
            del os.environ[name]


def start(context: Any, options: Options) -> tuple[Any, Connection, Connection, Slate]:
    """Start a worker; return the process, the parent's ends of its pipes, and its slate."""
    from multiprocessing.sharedctypes import RawValue

    slate = RawValue(Slate)
    orders, our_orders = context.Pipe(duplex=False)
    our_reports, reports = context.Pipe(duplex=False)
    process = context.Process(target=main, args=(options, orders, reports, slate), daemon=True)
    with _one_thread():
        process.start()
    orders.close()
    reports.close()
    return process, our_orders, our_reports, slate
