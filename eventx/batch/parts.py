"""Parts: the lines of a shard on their way to the output.

``.parts/000001.jsonl.4711``  in work, by the run with this process id; worthless after it
``.parts/000001.jsonl``       whole: on the disk, and known to the ledger or soon made again
``part-000001.jsonl``         done, in its place
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from eventx.batch.ledger import LOCK, NAME, Failure
from eventx.batch.sinks import keep
from eventx.records.errors import ConfigError

ERRORS = "errors.jsonl"
OUTPUT = (
    ERRORS, "part-*.jsonl", "part-*.csv", "events-*.csv", "eventx.sqlite*", "*/part-*.parquet", ".*.tmp", "*/.*.tmp",
)  # fmt: skip


def make_directory(name: str) -> Path:
    """Make the folder of the output.

    Raises
    ------
    ConfigError
        If it is a file, or holds what is not ours.
    """
    directory = Path(name)
    if directory.exists() and not directory.is_dir():
        raise ConfigError(f"--out: {directory} is a file; name a folder")
    directory.mkdir(parents=True, exist_ok=True)
    held = {path.name for path in directory.iterdir()}
    if held and not held & {LOCK, NAME}:
        raise ConfigError(f"--out: {directory} holds other files; give a new folder")
    return directory


def remove_output(directory: Path) -> None:
    """Remove what an earlier run has written."""
    shutil.rmtree(directory / ".parts", ignore_errors=True)
    for pattern in OUTPUT:
        for path in directory.glob(pattern):
            path.unlink()


class Parts:
    """The folder ``.parts`` within the output."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.folder = directory / ".parts"
        self.folder.mkdir(exist_ok=True)
        self._sweep()

    def begun(self, number: int) -> Path:
        """Name the file that a worker writes."""
        return self.folder / f"{number:06}.jsonl.{os.getpid()}"

    def whole(self, number: int) -> Path:
        """Name the file of a shard that is whole."""
        return self.folder / f"{number:06}.jsonl"

    def keep(self, number: int) -> None:
        """Take a file that a worker has ended as whole."""
        keep(self.begun(number), self.whole(number))

    def mark(self, number: int, doubles: dict[int, str], leave_out: bool) -> Path:
        """Mark the lines of duplicates, or leave them out; return the file that has it so."""
        if not doubles:
            return self.whole(number)
        marked = self.begun(number)
        with self.whole(number).open("rb") as lines, marked.open("wb") as out:
            for at, line in enumerate(lines):
                if at not in doubles:
                    out.write(line)
                elif not leave_out:
                    row = json.loads(line)
                    row["notes"].append(f"duplicate of {doubles[at]}")
                    out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        return marked

    def drop(self, number: int) -> None:
        """Remove what is left of a shard that is done."""
        self.begun(number).unlink(missing_ok=True)
        self.whole(number).unlink(missing_ok=True)

    def errors(self, failures: Iterable[Failure]) -> None:
        """Write ``errors.jsonl`` anew."""
        begun = self.folder / f"{ERRORS}.{os.getpid()}"
        with begun.open("w", encoding="utf-8", newline="") as out:
            for failure in failures:
                out.write(json.dumps(failure.row(), ensure_ascii=False) + "\n")
        keep(begun, self.directory / ERRORS)

    def close(self, ended: bool) -> None:
        """Remove what a stopped run leaves that no other needs; with ``ended``, the folder."""
        if ended:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            self._sweep()

    def _sweep(self) -> None:
        """Remove what was in work, here or in a run that was killed."""
        for left in self.folder.glob("*.jsonl.*"):
            left.unlink()


def count_lines(path: Path) -> int:
    """Count the lines of a file."""
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
