"""Progress: what is told of a batch on the standard error, to people or to machines."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from eventx.io.output import tell
from eventx.io.readers.kinds import kind_of
from eventx.io.writers.words import clean
from eventx.records.guard import HARMED

if TYPE_CHECKING:
    from eventx.batch.run import Summary

EVERY = 60  # seconds between two lines, off a terminal
MOST = 10  # errors told one by one; all are in errors.jsonl


class Progress:
    """Counts what is told, and works out how fast it goes and how long it may still take."""

    def __init__(self, names: Iterable[str]) -> None:
        self.began = time.monotonic()
        self.done = self.failed = self.harmed = 0
        self.total = 0  # bytes of the sources, as soon as they are counted
        self.first: int | None = None  # where in these this run began
        self.at = 0
        self.measuring = threading.Thread(target=self._measure, args=(tuple(names),), daemon=True)
        self.measuring.start()

    def tell(self, what: str, values: dict[str, Any]) -> None:
        """Take one thing that happened."""
        if what == "batch":
            self.done += values["documents"]
            self.failed += values["failed"]
            self.harmed += values["harmed"]
        elif what == "shard":
            self.at = values["position"]
            self.first = self.at if self.first is None else self.first

    def end(self, summary: Summary) -> None:
        """Take the end."""

    def say(self, text: str) -> None:
        """Tell something in words."""

    def close(self) -> None:
        """Leave the terminal as it was."""

    @property
    def rate(self) -> float:
        """Documents a second, in this run."""
        return self.done / max(time.monotonic() - self.began, 0.001)

    @property
    def left(self) -> float | None:
        """Seconds that it may still take."""
        if not self.total or self.first is None or self.at <= self.first:
            return None
        return (time.monotonic() - self.began) * max(self.total - self.at, 0) / (self.at - self.first)

    def _measure(self, names: Iterable[str]) -> None:
        total = 0
        with contextlib.suppress(OSError):
            for name in names:
                total += os.stat(name).st_size if not os.path.isdir(name) else 0
                for folder, _, files in os.walk(name):
                    total += sum(os.stat(os.path.join(folder, f)).st_size for f in files if kind_of(f))
            self.total = total


class Lines(Progress):
    """A line of JSON for each thing that happens."""

    def tell(self, what: str, values: dict[str, Any]) -> None:
        """Write it."""
        super().tell(what, values)
        rate = {"rate": round(self.rate, 1), "left": self.left and round(self.left)} if what == "shard" else {}
        self._write(what, values | rate)

    def end(self, summary: Summary) -> None:
        """Write the summary."""
        self._write("end", asdict(summary))

    def _write(self, what: str, values: dict[str, Any]) -> None:
        tell(json.dumps({"event": what, "time": round(time.time(), 3), **values}) + "\n")


class Screen(Progress):
    """A few words to people; on a terminal a bar that moves, elsewhere a line a minute."""

    def __init__(self, names: Iterable[str], out: str) -> None:
        super().__init__(names)
        self.out = out
        self.told = 0
        self.last = time.monotonic()
        self.bar: Any = _bar() if sys.stderr.isatty() else None
        self.task = self.bar.add_task("batch", total=None, left="") if self.bar else None

    def tell(self, what: str, values: dict[str, Any]) -> None:
        """Tell the first errors, and move the bar."""
        super().tell(what, values)
        if what == "begin" and values["done"]:
            self.say(f"going on after {values['done']:,} document{'s' * (values['done'] != 1)}")
        elif what == "left_out":
            endings = ", ".join(f"{many:,} {ending}" for ending, many in values["endings"].items())
            self.say(f"{values['files']:,} files are left out, by the endings of their names: {endings}")
        elif what == "damaged":
            self.say(f"the output of shard {values['shard']} was removed or changed, and is made again")
        elif what == "error":
            self.told += 1
            if self.told <= MOST:
                self.say(f"{values['source']}: {values['reason']}")
            elif self.told == MOST + 1:
                self.say(f"more errors: {self.out}/errors.jsonl")
        if self.bar:
            self.bar.update(self.task, total=self.total or None, completed=self.at, left=self._said())
        elif time.monotonic() - self.last > EVERY:
            self.last = time.monotonic()
            self.say(self._said())

    def _said(self) -> str:
        left = f", {_time(self.left)} left" if self.left else ""
        return f"{self.done:,} done, {self.rate:.1f} a second, {self.failed:,} in error{left}"

    def end(self, summary: Summary) -> None:
        """Tell the summary."""
        self.close()
        parts = [f"{summary.found:,} with records", f"{summary.empty:,} without", f"{summary.failed:,} in error"]
        if summary.doubled:
            parts.append(f"{summary.doubled:,} duplicate{'s' * (summary.doubled != 1)} left out of these")
        many = f"{summary.documents:,} document{'s' * (summary.documents != 1)}"
        idle = "nothing was left to do" if summary.documents else "no shard of the sources falls to this share"
        speed = f"{self.rate:.1f} a second" if self.rate else idle
        self.say(f"{many}: {', '.join(parts)}; {speed}")
        if self.harmed:
            self.say(f"{self.harmed:,} lost a record to an error of eventx, as their notes tell: {HARMED}")
        if summary.repeated:
            many = "1 id names" if summary.repeated == 1 else f"{summary.repeated:,} ids name"
            self.say(f"{many} several articles that differ")
        if summary.failed:
            self.say(f"what went wrong with {summary.failed:,} is in {self.out}/errors.jsonl")

    def close(self) -> None:
        """Take the bar away."""
        if self.bar:
            self.bar.stop()
            self.bar = None

    def say(self, text: str) -> None:
        """Tell it in a line that no terminal obeys."""
        line = clean(f"eventx: {text}")[:500] + "\n"
        if self.bar:
            self.bar.console.print(line, end="", markup=False, highlight=False)
        else:
            tell(line)


def _bar() -> Any:
    try:
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn
        from rich.progress import Progress as Bar
    except ImportError:  # the extra "batch" is not installed
        return None
    columns = (BarColumn(20), TaskProgressColumn(), TextColumn("{task.fields[left]}"))
    bar = Bar(*columns, console=Console(stderr=True), refresh_per_second=2)
    bar.start()
    return bar


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 90 else f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} h"
