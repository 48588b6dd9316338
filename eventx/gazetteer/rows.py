"""The writer of a gazetteer: names gathered on disk, however many, and written in the order of their keys."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType

from eventx.gazetteer.names import people, plain
from eventx.normalize.place import ALTERNATE, LEVELS, SENSE, fold

Point = tuple[float, float]
Staged = tuple[str, int, bool, int, str, bytes]
MANY = 50_000
"""Names held before they go to the disk."""
TABLES = ("name", "canonical", "region", "country")


class Rows:
    """The names of a gazetteer, each with the senses it may have; a context manager that leaves no half a file.

    Parameters
    ----------
    path
        The database to write; it is there, whole, after :meth:`write`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._part = path.with_name(path.name + ".part")
        self._part.unlink(missing_ok=True)
        self._waiting: list[Staged] = []
        self._data = sqlite3.connect(self._part)
        self._data.executescript(
            "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ATTACH '' AS stage;"
            "CREATE TABLE stage.sense (key TEXT, id INTEGER, own INTEGER, size INTEGER, shown TEXT, sense BLOB);"
            "CREATE TABLE name (key TEXT PRIMARY KEY, name TEXT, senses BLOB NOT NULL) WITHOUT ROWID;"
            "CREATE TABLE canonical (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE TABLE region (id INTEGER PRIMARY KEY, country TEXT NOT NULL, name TEXT);"
            "CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;"
        )

    def __enter__(self) -> Rows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._data.close()
        self._part.unlink(missing_ok=True)

    def add(self, names: Iterable[str], number: int, point: Point, region: int, size: int, level: str) -> None:
        """Add a place under its names, the first its own."""
        keys: set[str] = set()
        own = ""
        for i, name in enumerate(names):
            own = own or name
            key = fold(name)
            if not key or key in keys:
                continue
            keys.add(key)
            code = LEVELS.index(level) | (ALTERNATE if i else 0)
            sense = SENSE.pack(number, round(point[0] * 1e5), round(point[1] * 1e5), region, people(size), code)
            self._stage((key, number, not i, size, plain(name), sense))
            if i and level not in ("admin1", "admin2"):  # regions go by the name that English has for them
                self.call(number, plain(own))

    def call(self, number: int, name: str) -> None:
        """Tell the own name of a place that goes by others too."""
        self._data.execute("INSERT OR REPLACE INTO canonical VALUES (?, ?)", (number, name))

    def keep(self, key: str, shown: str, packed: bytes) -> None:
        """Add a name as another gazetteer holds it, with its senses."""
        for sense in SENSE.iter_unpack(packed):
            own, size = not sense[5] & ALTERNATE, round(10 ** (sense[4] / 10))
            self._stage((key, sense[0], own, size, shown, SENSE.pack(*sense)))

    def write(self, regions: Sequence[tuple[str, str | None]], countries: Mapping[str, str]) -> str:
        """Write the database; return the digest of its rows."""
        self._flush()
        staged = self._data.execute("SELECT * FROM stage.sense ORDER BY key, id, rowid")
        self._data.executemany("INSERT INTO name VALUES (?, ?, ?)", _names(staged))
        numbered = [(i, code, name) for i, (code, name) in enumerate(regions)]
        self._data.executemany("INSERT INTO region VALUES (?, ?, ?)", numbered)
        self._data.executemany("INSERT INTO country VALUES (?, ?)", sorted(countries.items()))
        digest = hashlib.sha256()
        for table in TABLES:
            for row in self._data.execute(f"SELECT * FROM {table} ORDER BY 1"):
                digest.update(repr((table, *row)).encode())
        self._data.commit()
        self._data.execute("VACUUM")
        self._data.close()
        os.replace(self._part, self.path)
        return digest.hexdigest()

    def _stage(self, row: Staged) -> None:
        self._waiting.append(row)
        if len(self._waiting) >= MANY:
            self._flush()

    def _flush(self) -> None:
        self._data.executemany("INSERT INTO stage.sense VALUES (?, ?, ?, ?, ?, ?)", self._waiting)
        self._waiting.clear()


def _names(staged: Iterable[Staged]) -> Iterator[tuple[str, str | None, bytes]]:
    """Join what is staged of a name: all its senses, and how its greatest place writes it."""
    for key, held in groupby(staged, key=itemgetter(0)):
        senses: dict[int, bytes] = {}
        best = (-1, "")
        for _, number, own, size, shown, sense in held:
            if own or number not in senses:
                senses[number] = sense
                best = max(best, (size if own else 0, shown))
        yield key, best[1] if best[1] != key.title() else None, b"".join(senses.values())
