"""Parquet to articles, a few rows at a time, by pyarrow (the extra ``parquet``)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eventx.io.readers import text
from eventx.io.readers.how import PLAIN, Fields, How, Limits
from eventx.io.readers.kinds import is_packed
from eventx.io.readers.read import Mark, Read, ReadError, printable
from eventx.io.readers.row import read_row

INSTALL = 'reading Parquet needs an extra: pip install "eventx-news[parquet]"'
ROWS = 16  # decoded at once
BUFFER = 1 << 20


def marks(name: str, every: int, limits: Limits) -> Iterator[Mark]:
    """Yield, for each row, how many stand before it."""
    with _opened(name, limits) as file:
        rows = file.metadata.num_rows
    for number in range(rows):
        yield number, 0


def read(name: str, how: How = PLAIN, begin: Mark = (0, 0), count: int | None = None) -> Iterator[Read]:
    """Read ``count`` rows from a mark on.

    A row group that cannot be read further is one error, and the next ones are read.

    Raises
    ------
    ReadError
        If the file is no Parquet, or has no column of text.
    """
    with _opened(name, how.limits) as file:
        columns = _columns(file, how.fields)
        first = begin[0]
        end = file.metadata.num_rows if count is None else first + count
        most = how.limits.unpacked(os.path.getsize(name))
        before = 0
        for group in range(file.metadata.num_row_groups):
            size = file.metadata.row_group(group).num_rows
            low, high = max(first, before), min(end, before + size)
            number = low
            try:
                for row in _rows(file, group, columns, low - before, high - before) if low < high else ():
                    most -= sum(len(value) for value in row.values() if isinstance(value, str))
                    if most < 0:
                        raise ReadError("more than is likely when decompressed: not read further")
                    number += 1
                    yield read_row(row, f"{printable(name)}:{number}", how)
            except (OSError, ValueError, NotImplementedError) as error:  # ArrowInvalid is a ValueError
                wrong = str(error).split("\n")[0][:200]
                yield Read(f"{printable(name)}:{number + 1}", error=f"rows {number + 1} to {high} are broken: {wrong}")
            before += size


@contextmanager
def _opened(name: str, limits: Limits) -> Iterator[Any]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise ReadError(INSTALL) from None
    if is_packed(name):
        raise ReadError("Parquet that is compressed as a whole; unpack it first")
    try:
        with (
            open(name, "rb") as stream,
            pyarrow.parquet.ParquetFile(stream, buffer_size=BUFFER, pre_buffer=False) as file,
        ):
            size = stream.seek(0, 2)
            groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
            if file.metadata.num_rows != sum(group.num_rows for group in groups) or file.metadata.num_rows > size:
                raise ReadError(f"broken Parquet: it claims {file.metadata.num_rows} rows")
            if sum(group.total_byte_size for group in groups) > limits.unpacked(size):
                raise ReadError("more than is likely when decompressed: not read")
            yield file
    except FileNotFoundError:
        raise
    except (OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"broken Parquet: {str(error).split(chr(10))[0][:200]}") from None


def _columns(file: Any, fields: Fields) -> list[str]:
    """Choose the columns that are asked for."""
    names = file.schema_arrow.names
    held = [*fields.text.split(","), *fields.html.split(",")]
    if not any(name in names or name.partition(".")[0] in names for name in held):
        shown = ", ".join(names[:20])
        raise ReadError(f'no column "{fields.text}"; there are: {shown}'[:300])
    return [name for name in dict.fromkeys(names) if name in fields.columns()]


def _rows(file: Any, group: int, columns: list[str], low: int, high: int) -> Iterator[dict[str, Any]]:
    """Yield rows ``low`` to ``high`` of a row group."""
    begin = 0
    for batch in file.iter_batches(batch_size=ROWS, row_groups=[group], columns=columns, use_threads=False):
        for number in range(max(0, low - begin), min(batch.num_rows, high - begin)):
            yield {name: _value(batch.column(place)[number]) for place, name in enumerate(batch.schema.names)}
        begin += batch.num_rows
        if begin >= high:
            return


def _value(scalar: Any) -> Any:
    """Take a value out of a table: bytes as text, and of what Python cannot hold nothing."""
    try:
        value = scalar.as_py()
    except UnicodeDecodeError:
        value = bytes(scalar.as_buffer())
    except (ValueError, OverflowError, ImportError):  # a time finer or further than a datetime
        try:
            value = scalar.cast("timestamp[us]", safe=False).as_py()
        except Exception:
            return None
    return text.decode(value)[0] if isinstance(value, bytes) else value
