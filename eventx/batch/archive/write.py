"""Write: what linking made, beside the tables of the batch and in their format."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eventx.batch.archive.store import ROWS, text
from eventx.batch.ledger import told_of
from eventx.batch.sqlite import NAME as SQLITE
from eventx.batch.sqlite import quote

_KINDS = {"BIGINT": "INTEGER", "DOUBLE": "REAL", "DATE": "TEXT", "BOOLEAN": "INTEGER"}


def write_tables(db: Any, out: Path, names: Iterable[str]) -> None:
    """Write tables as Parquet, or into the SQLite file of the batch; each is there wholly or not at all."""
    if (out / SQLITE).is_file():
        _write_sqlite(db, out / SQLITE, names)
        return
    for name in names:
        folder = out / name
        folder.mkdir(exist_ok=True)
        temporary, part = folder / ".part.tmp", folder / "part-000000.parquet"
        db.execute(f"COPY {quote(name)} TO {text(temporary)} (FORMAT parquet, COMPRESSION zstd)")
        os.replace(temporary, part)


def _write_sqlite(db: Any, path: Path, names: Iterable[str]) -> None:
    with told_of(path), contextlib.closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        for name in names:
            columns = db.execute(f"DESCRIBE {quote(name)}").fetchall()
            made = ", ".join(f"{quote(c[0])} {_KINDS.get(c[1], 'TEXT')}" for c in columns)
            held.execute(f"DROP TABLE IF EXISTS {quote(name)}")
            held.execute(f"CREATE TABLE {quote(name)} ({made})")
            rows = db.execute(f"SELECT {', '.join(_plain(*c[:2]) for c in columns)} FROM {quote(name)}")
            while batch := rows.fetchmany(ROWS):
                held.executemany(f"INSERT INTO {quote(name)} VALUES ({', '.join('?' * len(columns))})", batch)
        held.execute("COMMIT")


def _plain(name: str, kind: str) -> str:
    return quote(name) if kind in ("BIGINT", "DOUBLE", "BOOLEAN", "INTEGER") else f"{quote(name)}::TEXT"
