"""Store: the tables of a batch as DuckDB sees them, and where what is made of them is kept."""

from __future__ import annotations

import contextlib
import hashlib
import re
import sqlite3
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from eventx.batch.archive.shape import EVENT
from eventx.batch.sqlite import NAME as SQLITE
from eventx.batch.sqlite import quote
from eventx.records.errors import BatchError, ConfigError

FILE = "archive.duckdb"
MADE = ("happenings", "happening_events", "entities", "entity_mentions")  # by linking, beside the tables of the batch
NEEDS = ("article", "id", "title", "published_on", "url", "source", "focus", "names")  # of the table of articles
SPEAKS = (
    "article", "id", "content_text", "cue_text", "modality", "speaker_name", "speaker_kind", "speaker_role",
    "speaker_organisation",
)  # fmt: skip
MEGABYTES = 2500  # of memory for DuckDB, before it uses the disk
ROWS = 50_000  # taken out of SQLite at a time
_TYPES = {"NUMERIC": "DOUBLE", "INTEGER": "BIGINT", "REAL": "DOUBLE"}


def connect(path: Path, read_only: bool = False, megabytes: int = MEGABYTES) -> Any:
    """Open a DuckDB database that asks the network for nothing and takes no more memory than ``megabytes``.

    Raises
    ------
    ConfigError
        If the extra is not installed.
    BatchError
        If the file is none of DuckDB's, or another process writes it.
    """
    try:
        import duckdb
    except ImportError as error:
        raise ConfigError('this needs DuckDB; install it with: pip install "eventx-news[archive]"') from error
    try:
        db = duckdb.connect(str(path), read_only=read_only, config={"autoinstall_known_extensions": False})
    except duckdb.Error as error:
        raise BatchError(f"{path}: {str(error).splitlines()[0]}; remove it, and run: eventx link") from error
    db.execute(f"SET memory_limit = '{int(megabytes)}MB'")
    return db


def text(value: str | Path) -> str:
    """Write a string for SQL, where it cannot be bound."""
    return "'" + str(value).replace("'", "''") + "'"


def has_tables(out: Path) -> bool:
    """Tell whether a batch wrote tables there."""
    return (out / SQLITE).is_file() or any(_files(out))


def open_tables(db: Any, out: Path) -> dict[str, list[str]]:
    """Make a view, or of SQLite a table, ``raw_NAME`` of each table of a batch; return their columns by name.

    Raises
    ------
    BatchError
        If what linking needs is not in them.
    """
    if (out / SQLITE).is_file():
        tables = dict(copy_sqlite(db, out / SQLITE))
    else:
        tables = {name: _view(db, name, out) for name in sorted({part.parent.name for part in _files(out)})}
    known: dict[str, tuple[str, ...]] = {"articles": NEEDS, "statement": SPEAKS}
    known |= {name: EVENT for name, columns in tables.items() if "mentions_text" in columns}
    for name, needed in known.items():
        if lacks := [column for column in needed if column not in tables.get(name, ())]:
            raise BatchError(f"{out}: {name} has no {', '.join(lacks)}: tables of another version; run the batch anew")
    return tables


def digest(out: Path, *more: str) -> str:
    """Digest the tables of a batch, and what else decides: equal while nothing is added to them."""
    if (out / SQLITE).is_file():
        with contextlib.closing(sqlite3.connect(f"file:{out / SQLITE}?mode=ro", uri=True)) as held:
            told: list[Any] = held.execute("SELECT * FROM shards ORDER BY shard").fetchall()
    else:
        told = [(str(p.relative_to(out)), p.stat().st_size, p.stat().st_mtime_ns) for p in sorted(_files(out))]
    return hashlib.sha256(repr((told, more)).encode()).hexdigest()[:32]


def _files(out: Path) -> Iterator[Path]:
    return (part for part in out.glob("*/part-*.parquet") if part.parent.name not in MADE)


def _view(db: Any, name: str, out: Path) -> list[str]:
    view, parts = quote(f"raw_{name}"), text(out / name / "part-*.parquet")
    with broken(out / name):
        db.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS FROM read_parquet({parts}, union_by_name = true)")
        return [row[0] for row in db.execute(f"DESCRIBE {view}").fetchall()]


def copy_sqlite(db: Any, path: Path) -> Iterator[tuple[str, list[str]]]:
    """Copy the tables of SQLite; DuckDB's own reader of them would have to be fetched from the network."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as held:
            names = held.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                if name not in ("shards", *MADE):
                    yield name, _copy_table(db, held, name)
    except sqlite3.Error as error:
        raise BatchError(f"{path}: {error}") from error


def _copy_table(db: Any, held: sqlite3.Connection, name: str) -> list[str]:
    import pyarrow as pa

    told = held.execute(f"PRAGMA table_info({quote(name)})").fetchall()
    kinds = {column: _TYPES.get(kind, "VARCHAR") for _, column, kind, *_ in told}
    table, cursor = quote(f"raw_{name}"), held.execute(f"SELECT * FROM {quote(name)}")
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} ({', '.join(f'{quote(c)} {_kind(c, k)}' for c, k in kinds.items())})"
    )
    while rows := cursor.fetchmany(ROWS):
        cells = dict(zip(kinds, zip(*rows, strict=True), strict=True))
        db.register("batch", pa.table({column: _arrow(kinds[column], values) for column, values in cells.items()}))
        db.execute(f"INSERT INTO {table} FROM batch")
        db.unregister("batch")
    return list(kinds)


def _kind(column: str, kind: str) -> str:
    return "DATE" if column == "published_on" or column.endswith("_date") else kind


def _arrow(kind: str, cells: tuple[Any, ...]) -> Any:
    import pyarrow as pa

    if kind == "DOUBLE":
        return pa.array([None if cell is None else float(cell) for cell in cells], pa.float64())
    return pa.array(cells, pa.int64() if kind == "BIGINT" else pa.string())


@contextlib.contextmanager
def broken(where: Path) -> Iterator[None]:
    """Tell in one line what DuckDB says of files that it cannot read."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise BatchError(f"{where}: {str(error).splitlines()[0]}") from error


@cache
def steps(name: str) -> dict[str, str]:
    """Read a file of SQL: its statements by the names that lines ``-- step: NAME`` give them, in order."""
    held = files("eventx.batch.archive").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in held.split("-- step: ")[1:])
    return {first.strip(): rest for first, _, rest in parts}


def fill(sql: str, words: Mapping[str, str]) -> str:
    """Put SQL in the places that ``$name`` marks; values are bound, and never come here."""
    return re.sub(r"\$([a-z]+)", lambda found: words[found[1]], sql)
