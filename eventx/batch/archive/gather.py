"""Gather: the tables of a batch, out of the extractions that one in JSON Lines, Dask or Spark have written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eventx.batch.sinks import make_sink
from eventx.records.errors import BatchError

COLUMN = "extraction"


def gather(source: str | Path, out: str | Path) -> None:
    """Write the tables of the extractions in a folder, as a batch into ``out`` would have.

    They are in the files of a batch in JSON Lines, or else in Parquet files, as Dask and Spark write them. Each file
    is a shard; the files are taken in the order of their names, and doing it again gives the same tables.

    Raises
    ------
    BatchError
        If there are no Parquet files with a column ``extraction`` in ``source``, nor a batch in JSON Lines.
    ConfigError
        If the extra ``parquet`` is not installed.
    """
    source, out = Path(source), Path(out)
    sink, lines = make_sink("parquet", out), out / ".extractions.tmp"
    import pyarrow as pa
    import pyarrow.parquet as pq

    files = sorted(source.glob("part-*.jsonl")) or sorted(source.rglob("*.parquet"))
    if not files:
        raise BatchError(
            f"{source}: no Parquet files here, and no batch in JSON Lines; give the folder of one, or of Dask or Spark"
        )
    out.mkdir(parents=True, exist_ok=True)
    try:
        for number, file in enumerate(files, 1):
            if file.suffix == ".jsonl":
                sink.add(number, file)
                continue
            try:
                _write_lines(pq.ParquetFile(file), lines)
            except (pa.ArrowException, ValueError, KeyError, OSError) as error:
                raise BatchError(f"{file}: no extractions of eventx.engines: {error}") from error
            sink.add(number, lines)
    finally:
        lines.unlink(missing_ok=True)
    sink.finish()


def _write_lines(file: Any, lines: Path) -> None:
    if COLUMN not in file.schema_arrow.names:
        raise ValueError(f"no column {COLUMN}")
    with lines.open("w", encoding="utf-8") as stream:
        for batch in file.iter_batches(columns=[COLUMN]):
            stream.writelines(f"{line}\n" for line in batch.column(0).to_pylist() if line)
