"""SQLite: one file, ``eventx.sqlite``, one table a type, and a view of each beside its article."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from eventx.batch.ledger import told_of
from eventx.batch.tables import MOST, Schema, Table

NAME = "eventx.sqlite"
TYPES = {
    "text": "TEXT", "json": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "INTEGER",
    "decimal": "NUMERIC", "date": "TEXT",
}  # fmt: skip
_OF_SHARD = "article >= ? AND article < ?"
_OF_ARTICLE = ("id", "title", "published", "url", "source")


class SqliteSink:
    """The file in ``directory``, filled shard by shard, each in one transaction."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / NAME
        self.schema = Schema.of_types()

    def add(self, number: int, lines: Path) -> None:
        """Write the rows of one shard from its JSON lines, in the place of those it had."""
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM shards WHERE shard = ?", (number,)).fetchone():
                for name in reversed(self.schema.tables):
                    db.execute(f"DELETE FROM {quote(name)} WHERE {_OF_SHARD}", _keys(number))
                db.execute("DELETE FROM shards WHERE shard = ?", (number,))
            articles = 0
            with lines.open("rb") as stream:
                for batch in self.schema.read(stream, number):
                    articles += len(batch["articles"])
                    for name, rows in batch.items():
                        table = self.schema.tables[name]
                        marks = ", ".join("?" * len(table.columns))
                        columns = table.fit(rows, _decimal)
                        days = ([c.isoformat() if isinstance(c, date) else c for c in column] for column in columns)
                        cells = zip(*days, strict=True)
                        db.executemany(f"INSERT INTO {quote(name)} VALUES ({marks})", cells)
            db.execute("INSERT INTO shards VALUES (?, ?)", (number, articles))

    def digest(self, number: int) -> str:
        """Digest the rows of a shard, table by table, in the order of their keys."""
        made = hashlib.sha256()
        with self._transaction() as db:
            for name in self.schema.tables:
                for row in db.execute(f"SELECT * FROM {quote(name)} WHERE {_OF_SHARD} ORDER BY 1, 2, 3", _keys(number)):
                    made.update(repr(row).encode())
        return made.hexdigest()[:32]

    def finish(self) -> None:
        """Make the views."""
        with self._transaction() as db:
            for name, table in self.schema.tables.items():
                if name not in ("articles", "event_facts"):
                    db.execute(f"DROP VIEW IF EXISTS {quote(f'{name}_view')}")
                    db.execute(_view(table))
            db.execute("ANALYZE")

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Open the file and begin; all or nothing is kept. What SQLite says of the disk is raised as OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with told_of(self.path), contextlib.closing(sqlite3.connect(self.path, timeout=60, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute("CREATE TABLE IF NOT EXISTS shards (shard INTEGER PRIMARY KEY, articles INTEGER NOT NULL)")
            for table in self.schema.tables.values():
                db.execute(_create(table))
            yield db
            db.execute("COMMIT")


def _keys(number: int) -> tuple[int, int]:
    return number * MOST, (number + 1) * MOST


def _create(table: Table) -> str:
    """Write the statement that makes a table. Names come from classes, quoted; values are bound, never written."""
    columns = [f"{quote(c.name)} {TYPES[c.kind]}" for c in table.columns]
    columns[0] += " NOT NULL"
    if table.name == "articles":
        columns[0] = f"{quote('article')} INTEGER PRIMARY KEY"
        return f"CREATE TABLE IF NOT EXISTS {quote('articles')} ({', '.join(columns)})"
    keys = ("article", "event", "fact") if table.name == "event_facts" else ("article", "id")
    columns.append(f"PRIMARY KEY ({', '.join(map(quote, keys))})")
    columns.append("FOREIGN KEY (article) REFERENCES articles (article)")
    return f"CREATE TABLE IF NOT EXISTS {quote(table.name)} ({', '.join(columns)}) WITHOUT ROWID"


def _view(table: Table) -> str:
    shown = ", ".join(f"articles.{quote(name)} AS {quote(f'article_{name}')}" for name in _OF_ARTICLE)
    name = quote(table.name)
    view = quote(f"{table.name}_view")
    return f"CREATE VIEW {view} AS SELECT {shown}, {name}.* FROM {name} JOIN articles USING (article)"


def quote(name: str) -> str:
    """Quote a name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _decimal(value: Decimal) -> tuple[Any, bool]:
    """Keep a number as an integer where it is one of 64 bits, else as the nearest double, exact to 15 digits."""
    if value == value.to_integral_value() and abs(value) < 2**63:
        return int(value), True
    kept = float(value)
    return kept, Decimal(f"{kept:.15g}") == value
