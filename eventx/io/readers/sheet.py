"""CSV and TSV to articles: a row each, its columns chosen by the header."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from dataclasses import fields as names_of
from dataclasses import replace
from itertools import islice

from eventx.io.readers import text
from eventx.io.readers.how import OTHER, PLAIN, Fields, How, Limits, is_usual
from eventx.io.readers.kinds import unpacked
from eventx.io.readers.read import Mark, Read, ReadError, printable
from eventx.io.readers.row import read_row
from eventx.io.readers.streams import kept_open, open_stream, take_up

SAMPLE = 65_536


def marks(name: str, every: int, limits: Limits) -> Iterator[Mark]:
    """Yield, for each row, how many stand before it: it has no place that can be sought, a cell may hold line ends."""
    with contextlib.closing(_Rows(name, limits)) as rows:
        for number, _ in enumerate(rows):
            yield number, 0


def read(name: str, how: How = PLAIN, begin: Mark = (0, 0), count: int | None = None) -> Iterator[Read]:
    """Read ``count`` rows from a mark on.

    Raises
    ------
    ReadError
        If the file is no text, cannot be read further, or has no column of text.
    """
    first = begin[0]
    rows = take_up(_Rows, name, first) or _Rows(name, how.limits)
    with kept_open(rows, count is not None):
        chosen = replace(how, fields=_choose(rows.header, how.fields))
        for row in islice(rows, first - rows.before, None if count is None else first - rows.before + count):
            cells = {key: value for key, value in zip(rows.header, row, strict=False) if value}
            yield read_row(cells, f"{printable(name)}:{rows.before}", chosen, rows.note)


class _Rows(Iterator[list[str]]):
    """The rows of a file after its header; ``before``: how many are past; ``note``: how the file is written.

    A cell may be as long as a document: for all the process, which has one such limit.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.before = name, 0
        stream = open_stream(name, limits)
        head = stream.peek(SAMPLE)[:SAMPLE] if isinstance(stream, io.BufferedReader) else b""
        if wrong := text.binary_kind(head):
            stream.close()
            raise ReadError(f"{wrong}, no table")
        encoding, self.note = text.find_encoding(head)
        self.stream = io.TextIOWrapper(stream, encoding, "replace", newline="")
        csv.field_size_limit(max(csv.field_size_limit(), limits.document))
        self.rows = csv.reader(self.stream, delimiter=_delimiter(name, head.decode(encoding, "replace")))
        self.header = [cell.strip("\ufeff ") for cell in self._row() or []]

    def __next__(self) -> list[str]:
        row = self._row()
        if row is None:
            raise StopIteration
        self.before += 1
        return row

    def close(self) -> None:
        self.stream.close()

    def _row(self) -> list[str] | None:
        """Take the next row that is not empty."""
        try:
            return next((row for row in self.rows if row), None)
        except csv.Error as error:
            raise ReadError(f"row {self.before + 1}: {error}") from None


def _delimiter(name: str, head: str) -> str:
    if unpacked(name).lower().endswith(".tsv"):
        return "\t"
    line = head.partition("\n")[0]
    return max(",;\t|", key=line.count)


def _choose(header: list[str], fields: Fields) -> Fields:
    """Choose the columns: those that are asked for, whatever their case, else what others call them.

    Raises
    ------
    ReadError
        If none holds the text, or a column is named that is not there.
    """
    written = {name.casefold(): name for name in reversed(header)}
    there = f"there are: {', '.join(header[:20])}"
    asked = {}
    for part in names_of(fields):
        own = getattr(fields, part.name)
        column = _written(own, written)
        if column is None and not is_usual(part.name, own):
            raise ReadError(f'no column "{own}"; {there}'[:300])
        asked[part.name] = column or _written(getattr(OTHER, part.name), written)
    if not (asked["text"] or asked["html"]):
        raise ReadError(
            f'no column "{fields.text}"; {there}'[:240] + "; in a batch --text-column NAME says which it is"
        )
    return replace(fields, **{name: column or getattr(fields, name) for name, column in asked.items()})


def _written(names: str, written: dict[str, str]) -> str | None:
    """Return the first of ``a,b`` that the header has, as it is written there; of ``a+b`` all must be there."""
    for name in names.split(","):
        columns = [written.get(part.casefold()) for part in name.split("+")]
        if None not in columns:
            return "+".join(filter(None, columns))
    return None
