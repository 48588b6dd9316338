"""Gather: one archive's tables, out of what batches, Dask or Spark have written in one folder or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eventx.batch.archive.store import FILE, MADE, broken, connect, copy_sqlite, has_tables, text
from eventx.batch.sinks import Sink, make_sink
from eventx.batch.sqlite import NAME as SQLITE
from eventx.batch.sqlite import quote
from eventx.batch.tables import MOST
from eventx.records.errors import BatchError

COLUMN = "extraction"
PARTS = "part-*.jsonl"
TEMPORARY = f".{FILE}.gather"


def gather(sources: str | Path | Sequence[str | Path], out: str | Path) -> None:
    """Write the tables of what is in some folders, as one batch into ``out`` would have.

    A folder is the ``--out`` of a batch (JSON Lines, Parquet or SQLite), holds several of them, or holds the
    Parquet files of Dask or Spark. Each file, and each shard of tables, is a shard; they are taken in the order of the
    folders and of their names, and doing it again gives the same tables.

    Raises
    ------
    BatchError
        If there is nothing of that kind in a folder, one is given twice, or ``out`` holds tables that a batch wrote.
    ConfigError
        If the extra ``parquet`` is not installed.
    """
    given = [Path(source) for source in ([sources] if isinstance(sources, str | Path) else sources)]
    out, folders = Path(out), [folder for source in given for folder in _batches(source)]
    if twice := [folder for place, folder in enumerate(folders) if folder.resolve() in _resolved(folders[:place])]:
        raise BatchError(f"{twice[0]}: given twice")
    if has_tables(out) and (out.resolve() in _resolved(folders) or _is_batch(out)) and not any(out.glob(PARTS)):
        raise BatchError(f"{out}: a batch wrote tables here; give another folder for those that are made of it")
    sink, number = make_sink("parquet", out), 0
    out.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        for _ in _add(sink, folder, out, number):
            number += 1
    for part in out.glob("*/part-*.parquet"):
        if part.parent.name not in MADE and _number(part) > number:
            part.unlink()  # of sources that are not given any more
    sink.finish()


def _resolved(folders: Sequence[Path]) -> set[Path]:
    return {folder.resolve() for folder in folders}


def _is_batch(folder: Path) -> bool:
    return (folder / "ledger.sqlite").is_file()


def _number(part: Path) -> int:
    return int(part.stem.rpartition("-")[2])


def _lines(folder: Path) -> list[Path]:
    """Return the files of a batch in JSON Lines, whatever they were renamed to."""
    return sorted(folder.glob(PARTS)) or sorted(set(folder.glob("*.jsonl")) - {folder / "errors.jsonl"})


def _has_tables(folder: Path) -> bool:
    return (folder / SQLITE).is_file() or (has_tables(folder) and (folder / "articles").is_dir())


def _batches(source: Path) -> list[Path]:
    """Return the folder, or those in it that are batches."""
    if _lines(source) or _has_tables(source) or not source.is_dir():
        return [source]
    return [held for held in sorted(source.iterdir()) if held.is_dir() and (_lines(held) or _has_tables(held))] or [
        source
    ]


def _add(sink: Sink, folder: Path, out: Path, last: int) -> Iterator[None]:
    """Add the shards of a folder behind the last; yield at each."""
    if files := _lines(folder):
        for number, file in enumerate(files, last + 1):
            try:
                sink.add(number, file)
            except (ValueError, KeyError, TypeError) as error:
                raise BatchError(f"{file}: no extractions of a batch: {error!r}") from error
            yield
    elif _has_tables(folder):
        yield from _copy(folder, out, last)
    else:
        yield from _of_engine(sink, folder, out, last)


def _copy(folder: Path, out: Path, last: int) -> Iterator[None]:
    """Write the tables of a batch in Parquet or SQLite again, shard by shard, under new keys of their articles."""
    db = connect(out / TEMPORARY)
    try:
        with broken(folder):
            tables = _open(db, folder)
            shards = db.execute(f"SELECT DISTINCT article // {MOST} FROM raw_articles ORDER BY 1").fetchall()
        for number, (shard,) in enumerate(shards, last + 1):
            for name in tables:
                (out / name).mkdir(exist_ok=True)
                part, moved = out / name / f"part-{number:06}.parquet", (number - shard) * MOST
                with broken(folder / name):
                    db.execute(
                        f"COPY (SELECT * REPLACE (article + {moved} AS article) FROM {quote(f'raw_{name}')} "
                        f"WHERE article // {MOST} = {shard}) TO {text(part)} (FORMAT parquet, COMPRESSION zstd)"
                    )
            yield
    finally:
        db.close()
        (out / TEMPORARY).unlink(missing_ok=True)


def _open(db: Any, folder: Path) -> list[str]:
    """Make ``raw_NAME`` of each table of a batch; return their names."""
    if (folder / SQLITE).is_file():
        return [name for name, columns in copy_sqlite(db, folder / SQLITE) if "article" in columns]
    tables = sorted({part.parent.name for part in folder.glob("*/part-*.parquet")} - set(MADE))
    for name in tables:
        parts = text(folder / name / "part-*.parquet")
        view = quote(f"raw_{name}")
        db.execute(f"CREATE TEMP VIEW {view} AS FROM read_parquet({parts}, union_by_name = true)")
    return tables


def _of_engine(sink: Sink, folder: Path, out: Path, last: int) -> Iterator[None]:
    """Add the Parquet files of Dask or Spark."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    files, lines = sorted(folder.rglob("*.parquet")), out / ".extractions.tmp"
    if not files:
        raise BatchError(f"{folder}: no batch here, and no Parquet files; give the folder of one, or of Dask or Spark")
    try:
        for number, file in enumerate(files, last + 1):
            try:
                _write_lines(pq.ParquetFile(file), lines)
            except (pa.ArrowException, ValueError, KeyError, OSError) as error:
                raise BatchError(f"{file}: no extractions of eventx.engines: {error}") from error
            sink.add(number, lines)
            yield
    finally:
        lines.unlink(missing_ok=True)


def _write_lines(file: Any, lines: Path) -> None:
    if COLUMN not in file.schema_arrow.names:
        raise ValueError(f"no column {COLUMN}")
    with lines.open("w", encoding="utf-8") as stream:
        for batch in file.iter_batches(columns=[COLUMN]):
            stream.writelines(f"{line}\n" for line in batch.column(0).to_pylist() if line)
