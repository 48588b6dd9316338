"""The supervisor: shards to workers, and what to do when one dies, hangs or has had enough."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from eventx.batch.ledger import Counts, Failure, Text
from eventx.batch.options import Options
from eventx.batch.parts import Parts
from eventx.batch.protocol import DOCUMENTS, GIVE_WAY, READ, READY, Done, Order, Slate
from eventx.batch.worker import start
from eventx.io.readers.read import printable
from eventx.records.errors import BatchError

TICK = 0.1  # seconds between looks at the slates
LOADING = 300  # seconds that a worker may take to load its model
ENDING = 5  # seconds that one may take to end after its last word
STARTS = 3  # workers that may die, one after the other, before their model is loaded
START = 'try fewer --workers, or a higher --memory; a script calls run_batch under if __name__ == "__main__":'

Report = Done | str | Exception


@dataclass(slots=True)
class Job:
    """A shard in work: what is done of it, and the order for what is left."""

    order: Order
    counts: Counts = field(default_factory=Counts)
    failures: list[Failure] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    blank: int = 0  # workers lost between two batches since it last got on

    @property
    def documents(self) -> int:
        """Documents read: those a worker has done, and one that reading did not get past."""
        return self.order.first + (self.order.most in self.order.condemned)

    def add(self, done: Done) -> None:
        """Take what a worker has done."""
        self.blank = 0
        self.counts.found += done.found
        self.counts.empty += done.empty
        self.counts.failed += len(done.failures)
        self.failures += done.failures
        self.texts += done.texts
        lines = self.counts.found + self.counts.empty
        self.order = replace(self.order, first=done.upto, lines=lines, size=done.size)

    def lost(self, slate: Slate, reason: str, sure: bool) -> None:
        """Change the order after a worker was lost.

        A document that took too long, or ended its worker, is condemned; of one whose worker was killed another makes
        sure. Where it may have been any of several, they are done one at a time. A worker that is lost between two
        batches is nobody's doing, unless one after the other is: then what was done next could not be told.
        """
        stage, number, count = slate.stage.decode(), slate.document, slate.count
        if not stage:
            self.blank += 1
            if self.blank < STARTS:
                return
            number = self.order.first
            stage, count = "records", 1 if number < self.order.careful else DOCUMENTS
        if count == 1 and (sure or number < self.order.careful):
            if number in self.order.condemned:  # reading cannot get past it
                self._end(number, reason)
            else:
                condemned = {**self.order.condemned, number: (stage, reason)}
                self.order = replace(self.order, condemned=condemned)
        else:
            self.order = replace(self.order, careful=max(self.order.careful, number + count))

    def _end(self, number: int, reason: str) -> None:
        source = printable(self.order.shard.sources[-1].name)
        self.failures.append(Failure(number, source, source, READ, f"cannot be read further: {reason}"))
        self.counts.failed += 1
        self.order = replace(self.order, most=number)


class Worker:
    """A worker process as the supervisor sees it."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.process: BaseProcess
        self.process, self.orders, self.reports, self.slate = start(multiprocessing.get_context("spawn"), options)
        self.job: Job | None = None
        self.ready = False
        self.tick, self.since = -1, time.monotonic()

    def give(self, job: Job) -> None:
        """Send an order."""
        self.job = job
        with contextlib.suppress(OSError):  # it has just died, and its reports will say so
            self.orders.send(job.order)

    def hear(self) -> tuple[list[Report], bool]:
        """Take what it has reported, and whether more may come."""
        reports: list[Report] = []
        try:
            while self.reports.poll():
                reports.append(self.reports.recv())
        except (EOFError, OSError):
            return reports, False
        return reports, True

    def overdue(self) -> str | None:
        """Say so, if the worker has been at one thing for too long."""
        if self.tick != self.slate.tick:
            self.tick, self.since = self.slate.tick, time.monotonic()
        elapsed = time.monotonic() - self.since
        if not self.ready:
            return f"{LOADING} s did not do to load the model" if elapsed > LOADING else None
        if self.job and self.slate.stage and elapsed > self.options.seconds:
            return f"takes more than {self.options.seconds:g} s"
        return None

    def end(self) -> None:
        """Kill the process, if it lives."""
        self.process.kill()
        self.process.join()
        self.orders.close()
        self.reports.close()


class Supervisor:
    """Runs the workers.

    Parameters
    ----------
    options
        Of the batch.
    parts
        Where the lines of the shards go.
    told
        Called with each Done.
    stopped
        Asked again and again whether to stop.
    """

    def __init__(
        self, options: Options, parts: Parts, told: Callable[[Done], None], stopped: Callable[[], bool]
    ) -> None:
        self.options, self.parts, self.told, self.stopped = options, parts, told, stopped
        self.workers: list[Worker] = []
        self.failed_starts = 0

    def run(self, shards: Iterator[Order]) -> Iterator[Job]:
        """Give out the orders, and yield each job that is done, its lines whole on the disk."""
        following = next(shards, None)
        while not self.stopped():
            while following and (worker := self._idle()):
                worker.give(Job(following))
                following = next(shards, None)
            if not following and not any(worker.job for worker in self.workers):
                return
            yield from self._look()

    def close(self) -> None:
        """Kill all workers."""
        for worker in self.workers:
            worker.end()
        self.workers.clear()

    def _idle(self) -> Worker | None:
        """Return a worker that has nothing to do; make one, if there may be more."""
        idle = next((worker for worker in self.workers if not worker.job), None)
        if idle is None and len(self.workers) < self.options.workers:
            idle = Worker(self.options)
            self.workers.append(idle)
        return idle

    def _look(self) -> Iterator[Job]:
        """Hear what the workers report, and see which are lost."""
        heard = wait([worker.reports for worker in self.workers], TICK)
        for worker in list(self.workers):
            if worker.reports in heard:
                yield from self._hear(worker)
            elif reason := worker.overdue():
                yield from self._replace(worker, reason)

    def _hear(self, worker: Worker) -> Iterator[Job]:
        reports, alive = worker.hear()
        for report in reports:
            yield from self._take(worker, report)
        if not alive:
            worker.process.join(ENDING)
            yield from self._replace(worker)

    def _take(self, worker: Worker, report: Report) -> Iterator[Job]:
        if isinstance(report, Exception):
            raise report
        if not isinstance(report, Done):
            worker.ready, self.failed_starts = report == READY, 0
            return
        job = worker.job
        assert job is not None
        job.add(report)
        self.told(report)
        if report.last:
            self.parts.keep(job.order.shard.number)
            worker.job = None
            yield job

    def _replace(self, worker: Worker, overdue: str | None = None) -> Iterator[Job]:
        """Put a new worker in the place of one that is dead, or takes too long."""
        worker.process.kill()
        worker.process.join()
        for report in worker.hear()[0]:
            yield from self._take(worker, report)
        code = worker.process.exitcode
        reason = overdue or _death(code)
        self.workers.remove(worker)
        worker.end()
        if not worker.ready:
            self.failed_starts += 1
            if overdue or self.failed_starts >= STARTS:
                raise BatchError(f"a worker does not start: {reason}; {START}")
        if worker.job:
            sure = overdue is not None or (code is not None and code >= 0 and code != GIVE_WAY)
            worker.job.lost(worker.slate, reason, sure)
            if heir := self._idle():
                heir.give(worker.job)


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"its worker was killed by {name}" + (", perhaps for want of memory" if name == "SIGKILL" else "")
    return f"its worker ended with exit status {code}"
