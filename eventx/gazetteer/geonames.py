"""GeoNames' own table of all places, read line by line, added to what the gazetteer of eventx holds."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from eventx.gazetteer.names import ALTERNATES_FROM, english, latin, plain, variants
from eventx.gazetteer.rows import Point, Rows
from eventx.normalize.place import ALTERNATE, LEVELS, SENSE, embedded
from eventx.records.errors import ConfigError

COLUMNS = 19
GONE = frozenset(("PPLH", "PPLQ", "PPLW", "PPLCH"))
"""Feature codes of places that are no more."""
COUNTRIES = frozenset(("PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "PCL", "TERR"))
ADMIN = {"ADM1": "admin1", "ADM2": "admin2"}
SIBLING = "admin1CodesASCII.txt"


class Row(NamedTuple):
    """What is read of a line of the table."""

    number: int
    names: list[str]
    point: Point
    code: str
    country: str
    admin1: str
    people: int


def build(table: Path, out: Path) -> int:
    """Write to ``out`` the gazetteer of eventx with all towns, villages and regions of ``table``; return how many more.

    A place that eventx holds keeps the names, the level and the point that it has there.

    Raises
    ------
    ConfigError
        If ``table`` is not in GeoNames' format.
    """
    if out.exists() and out.samefile(table):
        raise ConfigError(f"--out: {out} is the table that is read")
    with Rows(out) as rows, _lines(table) as lines:
        return _Build(rows).run(_read(table, lines), _siblings(table))


class _Build:
    """One build: the places known, and the regions as they are met."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.known: set[int] = set()
        self.regions: list[tuple[str, str | None]] = []
        self.index: dict[tuple[str, str], int] = {}
        self.named: dict[int, str | None] = {}  # first level regions of eventx, by id
        with closing(embedded()) as held:
            self.regions += held.execute("SELECT country, name FROM region ORDER BY id")
            self.countries: dict[str, str] = dict(held.execute("SELECT code, name FROM country"))
            self._take_over(held)

    def _take_over(self, held: sqlite3.Connection) -> None:
        for key, shown, packed in held.execute("SELECT key, name, senses FROM name"):
            self.rows.keep(key, shown or key.title(), packed)
            for number, _, _, region, _, level in SENSE.iter_unpack(packed):
                self.known.add(number)
                if LEVELS[level & ~ALTERNATE] == "admin1":
                    self.named[number] = self.regions[region][1]
        for number, name in held.execute("SELECT id, name FROM canonical"):
            self.rows.call(number, name)

    def run(self, table: Iterator[Row], siblings: dict[tuple[str, str], str]) -> int:
        count = 0
        for row in table:
            region = self._region(row)
            if row.code == "ADM1":
                name = self.named.get(row.number) or english(row.names[0], latin(row.names[1:]))
                self.regions[region] = row.country, name
            if row.number in self.known:
                continue
            if row.code in COUNTRIES:
                self.countries.setdefault(row.country, plain(row.names[0]))
            self.rows.add(_names(row), row.number, row.point, region, row.people, _level(row.code))
            count += 1
        for place, name in siblings.items():
            if place in self.index and self.regions[self.index[place]][1] is None:
                self.regions[self.index[place]] = place[0], name
        self.rows.write(self.regions, self.countries)
        return count

    def _region(self, row: Row) -> int:
        """Return the number of a row's first level region, or of its country where it lies in none."""
        place = row.country, "" if row.code in COUNTRIES or row.admin1 in ("", "00") else row.admin1
        if place not in self.index:
            self.index[place] = len(self.regions)
            self.regions.append((row.country, None))
        return self.index[place]


def _level(code: str) -> str:
    if code in COUNTRIES:
        return "country"
    return ADMIN.get(code) or ("capital" if code == "PPLC" else "town")


def _names(row: Row) -> list[str]:
    """Return the names a place goes by, its own first."""
    own, others = row.names[0], row.names[1:]
    if row.code in COUNTRIES:
        return [own, *latin(others)]
    if row.code in ADMIN:
        return [own] if row.code == "ADM2" and row.country == "US" else variants([own, *others]) or [own]
    return [own, *sorted(latin(others))] if row.people >= ALTERNATES_FROM else [own]


@contextmanager
def _lines(table: Path) -> Iterator[Iterator[str]]:
    """Open the table: of a zip, its greatest file."""
    if not zipfile.is_zipfile(table):
        with table.open(encoding="utf-8", errors="replace", newline="\n") as file:
            yield file
        return
    with zipfile.ZipFile(table) as archive:
        members = [m for m in archive.infolist() if m.filename.endswith(".txt")]
        if not members:
            raise ConfigError(f"{table}: no .txt in it")
        with archive.open(max(members, key=lambda m: m.file_size)) as file:
            yield io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")


def _read(table: Path, lines: Iterator[str]) -> Iterator[Row]:
    """Yield the rows of countries, regions, towns and villages."""
    first = next(lines, "")
    if (count := first.count("\t") + 1) != COLUMNS:
        raise ConfigError(f"{table}: {count} columns in line 1, not the {COLUMNS} of GeoNames' table of places")
    for line in chain((first,), lines):
        held = line.rstrip("\r\n").split("\t")
        if len(held) != COLUMNS or not held[8] or held[7] in GONE:
            continue
        if held[6] == "P" or (held[6] == "A" and (held[7] in ADMIN or held[7] in COUNTRIES)):
            try:
                point, people = (float(held[4]), float(held[5])), int(held[14] or 0)
                names = [held[1], *filter(None, held[3].split(","))]
                yield Row(int(held[0]), names, point, held[7], held[8], held[10], people)
            except ValueError:  # a damaged line
                continue


def _siblings(table: Path) -> dict[tuple[str, str], str]:
    """Read the names of first level regions from the file that GeoNames gives them in, where it lies beside."""
    path = table.with_name(SIBLING)
    if not path.exists():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {
        (code, admin1): plain(row[1]) for row in rows if len(row) > 1 for code, _, admin1 in [row[0].partition(".")]
    }
