"""Sinks: what becomes of a shard's JSON lines. Adding a shard again gives what adding it once gave."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from pydantic_core import from_json

from eventx.io.writers.csv import CsvWriter
from eventx.records.errors import ConfigError


class Sink(Protocol):
    """What a format does with the shards of a run."""

    def add(self, number: int, lines: Path) -> None:
        """Take the JSON lines of shard ``number``, whole; what it writes is there wholly or not at all."""

    def digest(self, number: int) -> str:
        """Digest what is there of a shard, to know later that nothing of it was removed or changed."""

    def finish(self) -> None:
        """Do what needs all shards."""


def make_sink(name: str, directory: Path) -> Sink:
    """Make the sink of a format: jsonl, parquet, sqlite or csv.

    Raises
    ------
    ConfigError
        If the extra that the format needs is not installed.
    """
    if name == "parquet":
        try:
            from eventx.batch.parquet import ParquetSink
        except ImportError as error:
            raise ConfigError('Parquet needs pyarrow; install it with: pip install "eventx-news[parquet]"') from error
        return ParquetSink(directory)
    if name == "sqlite":
        from eventx.batch.sqlite import SqliteSink

        return SqliteSink(directory)
    return CsvSink(directory) if name == "csv" else JsonlSink(directory)


class JsonlSink:
    """``part-000001.jsonl``: the lines as they are; the file given is moved."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def add(self, number: int, lines: Path) -> None:
        """Move a shard's lines to their place; nothing is to do where that was done before."""
        part = self._part(number)
        if lines.exists() or not part.exists():
            keep(lines, part)

    def _part(self, number: int) -> Path:
        return self.directory / f"part-{number:06}.jsonl"

    def digest(self, number: int) -> str:
        """Digest a shard's file."""
        return digest_files([self._part(number)])

    def finish(self) -> None:
        """Nothing is left."""


class CsvSink:
    """``part-000001.csv`` with a row a fact, and ``events-000001.csv`` with a row an event."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def add(self, number: int, lines: Path) -> None:
        """Write a shard's two files."""
        for room, part in self._parts(number).items():
            temporary = self.directory / f".{part.stem}.tmp"
            with lines.open("rb") as stream, temporary.open("w", encoding="utf-8", newline="") as out:
                writer = CsvWriter(out, room)
                for line in stream:
                    writer.write_json(from_json(line))
            keep(temporary, part)

    def _parts(self, number: int) -> dict[str, Path]:
        names = {"facts": "part", "events": "events"}
        return {room: self.directory / f"{name}-{number:06}.csv" for room, name in names.items()}

    def digest(self, number: int) -> str:
        """Digest a shard's two files."""
        return digest_files(self._parts(number).values())

    def finish(self) -> None:
        """Nothing is left."""


def digest_files(paths: Iterable[Path]) -> str:
    """Digest files, those that are there: their names and what they hold."""
    made = hashlib.sha256()
    for path in paths:
        if path.exists():
            with path.open("rb") as stream:
                made.update(path.name.encode() + hashlib.file_digest(stream, "sha256").digest())
    return made.hexdigest()[:32]


def keep(temporary: Path, part: Path) -> None:
    """Put a whole file in its place, for good: after this it is there whatever happens to the machine."""
    with temporary.open("rb") as stream:
        os.fsync(stream.fileno())
    os.replace(temporary, part)
    folder = os.open(part.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
