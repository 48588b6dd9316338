"""Parquet: one folder a table, one file a shard in it, ``money/part-000001.parquet``; every file has all columns."""

from __future__ import annotations

from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from eventx.batch.sinks import digest_files, keep
from eventx.batch.tables import Schema, Values

DIGITS, PLACES = 38, 9  # decimal128: 29 digits before the point, 9 after it
TYPES = {
    "text": pa.string(), "json": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_(),
    "decimal": pa.decimal128(DIGITS, PLACES), "date": pa.date32(),
}  # fmt: skip


class ParquetSink:
    """The folder ``directory`` with its tables. A part is written under another name first, then renamed."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.schema = Schema.of_types()
        self.arrow = {
            name: pa.schema([pa.field(c.name, TYPES[c.kind], nullable=c.name != "article") for c in table.columns])
            for name, table in self.schema.tables.items()
        }

    def add(self, number: int, lines: Path) -> None:
        """Write the parts of one shard from its JSON lines; doing it again gives the same files."""
        writers: dict[str, pq.ParquetWriter] = {}
        try:
            with lines.open("rb") as stream:
                for batch in self.schema.read(stream, number):
                    for name, rows in batch.items():
                        if name not in writers:
                            self._folder(name).mkdir(parents=True, exist_ok=True)
                            writers[name] = self._writer(name, self._temporary(name, number))
                        writers[name].write_table(self._table(name, rows))
        finally:
            for writer in writers.values():
                writer.close()
        for name in self.schema.tables:
            part = self._part(name, number)
            if name in writers:
                keep(self._temporary(name, number), part)
            else:
                part.unlink(missing_ok=True)  # of a run with other settings

    def digest(self, number: int) -> str:
        """Digest a shard's files, one a table."""
        return digest_files(self._part(name, number) for name in self.schema.tables)

    def finish(self) -> None:
        """Give every table a file, so that ``money/*.parquet`` is never nothing."""
        for name in self.schema.tables:
            folder, empty = self._folder(name), self._part(name, 0)
            folder.mkdir(parents=True, exist_ok=True)
            if all(part == empty for part in folder.glob("part-*.parquet")):
                self._writer(name, self._temporary(name, 0)).close()
                keep(self._temporary(name, 0), empty)
            else:
                empty.unlink(missing_ok=True)

    def _table(self, name: str, rows: list[Values]) -> pa.Table:
        fitted = self.schema.tables[name].fit(rows, _decimal)
        schema = self.arrow[name]
        return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(fitted, schema, strict=True)], schema=schema)

    def _writer(self, name: str, path: Path) -> pq.ParquetWriter:
        return pq.ParquetWriter(path, self.arrow[name], compression="zstd")

    def _folder(self, name: str) -> Path:
        return self.directory / name

    def _part(self, name: str, number: int) -> Path:
        return self._folder(name) / f"part-{number:06}.parquet"

    def _temporary(self, name: str, number: int) -> Path:
        return self._folder(name) / f".part-{number:06}.tmp"


def _decimal(value: Decimal) -> tuple[Any, bool]:
    """Keep a number with nine decimal places; one of more than 29 digits before the point is not kept."""
    if value and value.adjusted() >= DIGITS - PLACES:
        return None, False
    with localcontext(prec=DIGITS + 2):
        kept = value.quantize(Decimal(1).scaleb(-PLACES))
    return (kept, kept == value) if not kept or kept.adjusted() < DIGITS - PLACES else (None, False)
