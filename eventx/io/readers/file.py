"""Any file that holds articles: where they begin, and the articles from one of them on."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.io.readers import jsonl, parquet, sheet, warc
from eventx.io.readers.document import read_document
from eventx.io.readers.fields import DEFAULT as FIELDS
from eventx.io.readers.fields import Fields
from eventx.io.readers.kinds import Kind
from eventx.io.readers.limits import DEFAULT as LIMITS
from eventx.io.readers.limits import Limits
from eventx.io.readers.read import Read, ReadError, printable
from eventx.io.readers.streams import read_whole

Mark = tuple[int, int]
"""Where a document begins: how many lines, rows or records stand before it, and at which byte, if it is known."""


def marks(name: str, kind: Kind, every: int, limits: Limits = LIMITS) -> Iterator[Mark]:
    """Yield where each document of a file begins, until its end or its first error.

    The byte is true for every ``every``-th.
    """
    try:
        if kind == "rows":
            yield from jsonl.marks(name, limits)
        elif kind == "sheet":
            yield from sheet.marks(name, limits)
        elif kind == "parquet":
            yield from parquet.marks(name, limits)
        elif kind == "warc":
            yield from warc.marks(name, every, limits)
        else:
            yield 0, 0
    except (ReadError, OSError):
        return


def read_file(
    name: str,
    kind: Kind,
    fields: Fields = FIELDS,
    limits: Limits = LIMITS,
    published: str | None = None,
    *,
    begin: Mark = (0, 0),
    count: int | None = None,
) -> Iterator[Read]:
    """Read ``count`` documents of a file from a mark on: an article or an error for each.

    A file that ends too early is an error after all that is good.
    """
    first, offset = begin
    try:
        if kind == "rows":
            yield from jsonl.read_file(name, fields, first, count, offset, limits, published)
        elif kind == "sheet":
            yield from sheet.read_sheet(name, fields, first, count, limits, published)
        elif kind == "parquet":
            yield from parquet.read_table(name, fields, first, count, limits, published)
        elif kind == "warc":
            yield from warc.read_pages(name, first, count, offset, limits, published)
        else:
            yield read_document(read_whole(name, limits.document, limits), name, kind, fields, published)
    except ReadError as error:
        yield Read(printable(name), error=str(error))
    except OSError as error:
        yield Read(printable(name), error=(error.strerror or str(error)).lower())
