"""One run of a batch: its shards given out, written down and put in the output in the order of the sources."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eventx.batch.ledger import Ledger
from eventx.batch.options import Options
from eventx.batch.parts import Parts, count_lines, make_directory, remove_output
from eventx.batch.protocol import Done, Order
from eventx.batch.shards import Shard, cut
from eventx.batch.sinks import Sink, make_sink
from eventx.batch.sources import check_sources, find_names, make_source
from eventx.batch.supervisor import Job, Supervisor
from eventx.records.errors import BatchError

Told = Callable[[str, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch has done, this run and those before it on the same folder; ``repeated``: ids of several articles."""

    documents: int
    found: int
    empty: int
    failed: int
    doubled: int
    repeated: int
    stopped: bool
    seconds: float


def run_batch(options: Options, told: Told | None = None, stopped: Callable[[], bool] = lambda: False) -> Summary:
    """Extract from all that is at ``options.sources`` into the folder ``options.out``; go on where another run ended.

    Call it under ``if __name__ == "__main__":``, as all that starts processes.

    Parameters
    ----------
    told
        Called with the name of what has happened and its values: ``left_out`` (files of folders whose names no reader
        knows), ``begin``, ``damaged`` (a shard whose output was removed or changed, and is made again), ``batch``
        (``harmed``: documents that lost a record to an error of a rule), ``error``, ``shard``, ``end``.
    stopped
        Asked ten times a second whether to stop; what is done by then is kept.

    Raises
    ------
    BatchError
        If another run writes there, or the sources or settings are not those it was begun with.
    ConfigError
        If a source is missing, or the package that it or the format needs; nothing is written then.
    OSError
        If something cannot be written.
    """
    batch = _Batch(options, told or (lambda what, values: None), stopped)
    try:
        return batch.run()
    finally:
        batch.close()


class _Batch:
    """One run."""

    def __init__(self, options: Options, told: Told, stopped: Callable[[], bool]) -> None:
        self.options, self.told, self.stop = options, told, stopped
        self.began = time.monotonic()
        self.failed = False
        self.order: deque[int] = deque()  # shards that are not in the output yet, as they come in the sources
        self.written: set[int] = set()  # those of them whose lines are whole
        self.places: dict[int, int] = {}  # bytes of the sources before them
        others = check_sources(options.sources, options.out)  # what may be wrong is told before anything is written
        settings = options.settings()
        self.sink: Sink = make_sink(options.format, Path(options.out))
        if others:
            self.told("left_out", {"files": others.total(), "endings": dict(others.most_common(5))})
        self.directory = make_directory(options.out)
        self.ledger = Ledger(self.directory, anew=options.redo)
        try:
            self._settle(settings)
            self.parts = Parts(self.directory)
        except BaseException:
            self.ledger.close()
            raise

    def _settle(self, settings: dict[str, Any]) -> None:
        """See that the batch is the one that was begun here, or begin it."""
        before = self.ledger.settings()
        changed = sorted(name for name in settings if before and before.get(name) != settings[name])
        if before is None or (changed and self.ledger.is_new()):
            self.ledger.clear()
            remove_output(self.directory)
            self.ledger.begin(settings)
        elif changed:
            raise BatchError(
                f"{self.directory}: begun with other settings ({', '.join(changed)}); "
                "give another --out, or --redo to begin again"
            )

    def run(self) -> Summary:
        """Do all that is left."""
        before = self.ledger.counts().documents
        self.told("begin", {"format": self.options.format, "workers": self.options.workers, "done": before})
        supervisor = Supervisor(self.options, self.parts, self._heard, self._stopped)
        try:
            for job in supervisor.run(self._orders()):
                self._write(job)
        finally:
            supervisor.close()
        stopped = self._stopped()
        if not stopped:
            self.sink.finish()
        self.parts.errors(self.ledger.failures())
        self.parts.close(ended=not stopped)
        counts = self.ledger.counts()
        seconds = round(time.monotonic() - self.began, 3)
        repeated = self.ledger.repeated()
        return Summary(counts.documents, **asdict(counts), repeated=repeated, stopped=stopped, seconds=seconds)

    def close(self) -> None:
        """Let go of the folder."""
        self.parts.close(ended=False)
        self.ledger.close()

    def _stopped(self) -> bool:
        return self.stop() or (self.failed and self.options.strict)

    def _heard(self, done: Done) -> None:
        """Tell of a batch of documents."""
        for failure in done.failures:
            self.failed = True
            self.told("error", failure.row())
        failed = len(done.failures)
        if documents := done.found + done.empty + failed:
            self.told("batch", {"documents": documents, "failed": failed, "harmed": done.harmed})

    def _shards(self) -> Iterator[Shard]:
        """Cut the sources: those that were there at first, at the same places, then what each later run added."""
        options, last = self.options, 0
        self.ledger.add_sources(find_names(options.sources, options.out))
        for names in self.ledger.sources():
            for shard in cut(map(make_source, names), options.shard_size, options.limits, last):
                last = shard.number
                yield shard

    def _orders(self) -> Iterator[Order]:
        """Yield an order for each shard that is not done, and put in the output what only waits for its turn."""
        options = self.options
        left, number, place, last = options.limit, 0, 0, None
        which, machines = options.share
        for shard in self._shards():
            if left is not None and left <= 0:
                break
            number = shard.number
            if last and shard.sources[0] != last[0]:
                place += sum(source.size for source in last)
            last = shard.sources
            if (number - which) % machines:
                continue
            most, left = left, None if left is None else left - shard.documents
            state, output = self.ledger.state(shard)
            if state == "done":
                if output == self.sink.digest(number):
                    continue
                self.told("damaged", {"shard": number})
            self.order.append(number)
            self.places[number] = place + shard.offset
            if state == "written":
                self.written.add(number)
                self._commit()
                continue
            yield Order(shard, self.parts.begun(number), most=most)
        self.ledger.check_last(number)

    def _write(self, job: Job) -> None:
        """Keep a shard that is whole, then put in the output what is next."""
        number = job.order.shard.number
        if job.counts.documents != job.documents:
            raise BatchError(f"shard {number}: {job.documents} documents in, {job.counts.documents} accounted for")
        self.ledger.write(job.order.shard, job.counts, job.failures, job.texts)
        self.written.add(number)
        self._commit()

    def _commit(self) -> None:
        """Put shards in the output, in their order: of two equal texts the first in the sources is the original."""
        while self.order and self.order[0] in self.written:
            number = self.order.popleft()
            doubles = self.ledger.doubles(number)
            doubled = 0 if self.options.duplicates else len(doubles)
            path = self.parts.mark(number, doubles, leave_out=bool(doubled))
            counts = self.ledger.counts(number)
            if path.exists() and count_lines(path) != counts.found + counts.empty - doubled:
                raise BatchError(f"shard {number}: its lines are not as many as its documents; give --redo")
            self.sink.add(number, path)
            self.ledger.finish(number, doubled, self.sink.digest(number))
            self.parts.drop(number)
            self.written.remove(number)
            place = self.places.pop(number)
            values = {"shard": number, "documents": counts.documents, "failed": counts.failed, "position": place}
            self.told("shard", values)
