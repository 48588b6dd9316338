"""Ledger: what a batch has done, in ``ledger.sqlite``; it outlives any crash, and one run alone may write it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from eventx.batch.shards import Shard
from eventx.io.readers.read import printable
from eventx.records.errors import BatchError

NAME = "ledger.sqlite"
LOCK = "ledger.lock"
AGAIN = "give another --out, or --redo to begin again"
CHANGED = f"changed since this batch read it: new articles go in new files; {AGAIN}"
GONE = f"not among the sources any more; name all of them, and the new ones with them; {AGAIN}"
_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (  -- names as the system has them; those of each run that brought new ones
    name BLOB PRIMARY KEY, run INTEGER NOT NULL, place INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shards (
    shard INTEGER PRIMARY KEY, digest TEXT NOT NULL, sources TEXT NOT NULL, size INTEGER NOT NULL,
    state TEXT NOT NULL,  -- 'written': its lines are whole, under .parts; 'done': they are in the output
    found INTEGER NOT NULL, empty INTEGER NOT NULL, failed INTEGER NOT NULL, doubled INTEGER NOT NULL,
    output TEXT  -- the digest of what the output holds of it
);
CREATE TABLE IF NOT EXISTS errors (
    shard INTEGER, document INTEGER, id TEXT, source TEXT, stage TEXT, reason TEXT, PRIMARY KEY (shard, document)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (
    shard INTEGER, line INTEGER, digest BLOB NOT NULL, id TEXT, PRIMARY KEY (shard, line)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS texts_by_digest ON texts (digest);
"""
_DOUBLES = """
SELECT line, (SELECT id FROM texts AS first WHERE first.digest = texts.digest ORDER BY shard, line LIMIT 1) FROM texts
WHERE shard = ?1 AND EXISTS (
    SELECT 1 FROM texts AS other WHERE other.digest = texts.digest
    AND (other.shard < ?1 OR (other.shard = ?1 AND other.line < texts.line)))
ORDER BY line
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that came to nothing, and why: one row of ``errors.jsonl``."""

    document: int
    id: str
    source: str
    stage: str
    reason: str

    def row(self) -> dict[str, str]:
        """Return it as it is told."""
        return {"id": self.id, "source": self.source, "stage": self.stage, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Text:
    """The digest of the text of the article on one line of a shard's output."""

    line: int
    digest: bytes
    id: str


@dataclass(slots=True)
class Counts:
    """Documents by what came of them; ``doubled`` are those of the first two that were left out as duplicates."""

    found: int = 0
    empty: int = 0
    failed: int = 0
    doubled: int = 0

    @property
    def documents(self) -> int:
        """All of them."""
        return self.found + self.empty + self.failed


class Ledger:
    """The ledger of the batch in one folder; with ``anew``, an empty one, whatever is left of the one before."""

    def __init__(self, directory: Path, anew: bool = False) -> None:
        self.path = directory / NAME
        self._lock = _connect(directory / LOCK, timeout=0)
        try:
            self._lock.execute("BEGIN EXCLUSIVE")  # ends with this process, however it ends
        except sqlite3.Error as error:
            self._lock.close()
            if "locked" not in str(error):
                raise _error(error, directory / LOCK) from error
            raise BatchError(f"{directory}: another batch writes here; wait for it, or give another --out") from None
        if anew:
            for path in directory.glob(f"{NAME}*"):
                path.unlink()
        self._db = _connect(self.path, timeout=30)
        try:
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.executescript(_TABLES)
        except sqlite3.Error as error:
            self.close()
            raise _error(error, self.path) from error

    def close(self) -> None:
        """Close the files and let others in."""
        self._db.close()
        self._lock.close()

    def clear(self) -> None:
        """Forget everything."""
        with self._transaction() as db:
            for table in ("run", "sources", "shards", "errors", "texts"):
                db.execute(f"DELETE FROM {table}")

    def settings(self) -> dict[str, Any] | None:
        """Return the settings of the batch as it was begun."""
        rows = self._ask("SELECT value FROM run WHERE name = 'settings'")
        return json.loads(rows[0][0]) if rows else None

    def is_new(self) -> bool:
        """Tell whether nothing has been done yet."""
        return not self._ask("SELECT 1 FROM shards LIMIT 1")

    def begin(self, settings: dict[str, Any]) -> None:
        """Keep the settings of a new batch."""
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO run VALUES ('settings', ?)", (json.dumps(settings, sort_keys=True),))

    def add_sources(self, names: Iterable[str]) -> None:
        """Keep the names of files that are new, after those of the runs before.

        Raises
        ------
        BatchError
            If one that was there is not among them.
        """
        with self._transaction() as db:
            db.execute("CREATE TEMP TABLE IF NOT EXISTS named (name BLOB PRIMARY KEY, place INTEGER) WITHOUT ROWID")
            db.execute("DELETE FROM named")
            rows = ((os.fsencode(name), place) for place, name in enumerate(names))
            db.executemany("INSERT OR IGNORE INTO named VALUES (?, ?)", rows)
            if self.is_new():
                db.execute("DELETE FROM sources")
            run = db.execute("SELECT IFNULL(MAX(run), 0) + 1 FROM sources").fetchone()[0]
            db.execute("INSERT OR IGNORE INTO sources SELECT name, ?, place FROM named", (run,))
            gone = db.execute("SELECT name FROM sources EXCEPT SELECT name FROM named LIMIT 1").fetchone()
        if gone:
            raise BatchError(f"{printable(os.fsdecode(gone[0]))}: {GONE}")

    def sources(self) -> Iterator[Iterator[str]]:
        """Yield the names that each run brought, in their order."""
        with told_of(self.path):
            rows = self._db.execute("SELECT run, name FROM sources ORDER BY run, place")
            for _, names in groupby(rows, key=itemgetter(0)):
                yield (os.fsdecode(name) for _, name in names)

    def state(self, shard: Shard) -> tuple[str | None, str | None]:
        """Return the state of a shard, None for one that is new, and the digest of its output, if it is there.

        Raises
        ------
        BatchError
            If the shard of this number was another one.
        """
        for state, digest, output in self._ask(
            "SELECT state, digest, output FROM shards WHERE shard = ?", shard.number
        ):
            if digest != shard_digest(shard):
                raise BatchError(f"{printable(shard.sources[0].name)}: {CHANGED}")
            return state, output
        return None, None

    def check_last(self, number: int) -> None:
        """See that no shard is known after the last one.

        Raises
        ------
        BatchError
            If sources are gone.
        """
        if self._ask("SELECT 1 FROM shards WHERE shard > ? LIMIT 1", number):
            raise BatchError(f"{self.path.parent}: the sources have fewer articles than this batch has read; {AGAIN}")

    def write(self, shard: Shard, counts: Counts, failures: Iterable[Failure], texts: Iterable[Text]) -> None:
        """Keep that the lines of a shard are whole."""
        names = printable(shard.sources[0].name) + (f" and {len(shard.sources) - 1} more" if shard.sources[1:] else "")
        size = sum(source.size for source in shard.sources)
        row = (shard.number, shard_digest(shard), names, size, "written", *astuple(counts))
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", row)
            rows = ((shard.number, *astuple(failure)) for failure in failures)
            db.executemany("INSERT OR REPLACE INTO errors VALUES (?, ?, ?, ?, ?, ?)", rows)
            rows = ((shard.number, *astuple(text)) for text in texts)
            db.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?)", rows)

    def doubles(self, number: int) -> dict[int, str]:
        """Return the lines of a shard whose text stands further up, here or in an earlier shard, with the first's id.

        All earlier shards must be written.
        """
        return dict(self._ask(_DOUBLES, number))

    def repeated(self) -> int:
        """Count the ids that articles of different texts have."""
        many = "SELECT 1 FROM texts GROUP BY id HAVING COUNT(DISTINCT digest) > 1"
        return int(self._ask(f"SELECT COUNT(*) FROM ({many})")[0][0])

    def counts(self, number: int | None = None) -> Counts:
        """Return the counts of one shard, or of all that are done."""
        which = "shard = ?" if number else "state = 'done' OR ?"
        sums = ", ".join(f"IFNULL(SUM({name}), 0)" for name in Counts.__slots__)
        return Counts(*self._ask(f"SELECT {sums} FROM shards WHERE {which}", number or 0)[0])

    def finish(self, number: int, doubled: int, output: str) -> None:
        """Keep that the lines of a shard are in the output, with the digest of what is there."""
        row = (doubled, output, number)
        with self._transaction() as db:
            db.execute("UPDATE shards SET state = 'done', doubled = ?, output = ? WHERE shard = ?", row)

    def failures(self) -> Iterator[Failure]:
        """Yield the errors of all shards that are done, in their order."""
        known = "SELECT document, id, source, stage, reason FROM errors JOIN shards USING (shard)"
        for row in self._ask(f"{known} WHERE state = 'done' ORDER BY shard, document"):
            yield Failure(*row)

    def _ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with told_of(self.path):
            return self._db.execute(query, values).fetchall()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Keep all or nothing; what SQLite says of the disk is an OSError."""
        with told_of(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            yield self._db
            self._db.execute("COMMIT")


def shard_digest(shard: Shard) -> str:
    """Digest what a shard is made of: names and content of its sources, and which piece of them it is."""
    parts = [
        (printable(source.name), source.kind, source.size, source.digest, source.error) for source in shard.sources
    ]
    told = json.dumps([parts, shard.first, shard.count, shard.offset])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    with told_of(path):
        return sqlite3.connect(path, timeout=timeout, isolation_level=None)


@contextlib.contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Raise as an error of ours what SQLite raises over a file."""
    try:
        yield
    except sqlite3.Error as error:
        raise _error(error, path) from error


def _error(error: sqlite3.Error, path: Path) -> Exception:
    """Say what is wrong with a file of SQLite: with the disk, or with the file itself."""
    if not isinstance(error, sqlite3.OperationalError):
        return BatchError(f"{path}: damaged ({error}); give another --out, or --redo to begin again")
    said = str(error)
    return OSError(errno.ENOSPC if "full" in said else errno.EIO, f"SQLite: {said}", str(path))
