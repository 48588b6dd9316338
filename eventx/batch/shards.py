"""Shards: sources cut into pieces of work of about as many documents each, always at the same places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from eventx.batch.sources import Source
from eventx.readers import jsonl, parquet, warc
from eventx.readers.document import read_document
from eventx.readers.fields import DEFAULT as FIELDS
from eventx.readers.fields import Fields
from eventx.readers.limits import DEFAULT as LIMITS
from eventx.readers.limits import Limits
from eventx.readers.read import Read, ReadError, printable
from eventx.readers.streams import read_whole

Mark = tuple[int, int]  # where a document begins: how many lines, rows or records stand before it, and at which byte


@dataclass(frozen=True, slots=True)
class Shard:
    """Some whole sources, or a piece of one.

    Attributes
    ----------
    number
        From 1 on, in the order of the sources.
    first
        Lines (of JSONL), rows (of Parquet) or responses (of WARC) that stand before it in its one source.
    count
        Its documents; None: all to the end.
    offset
        The byte it begins at, where the file is not compressed as a whole.
    documents
        How many it will give, as far as cutting tells.
    """

    number: int
    sources: tuple[Source, ...]
    first: int = 0
    count: int | None = None
    offset: int = 0
    documents: int = 0


def cut(sources: Iterable[Source], size: int, limits: Limits = LIMITS) -> Iterator[Shard]:
    """Cut sources into shards of ``size`` documents; what is small goes together, what is large goes in pieces.

    A container is read once, for the places where its documents begin; what is wrong with it is told when its last
    shard is read.
    """
    number = weight = 0
    pending: list[Source] = []
    for source in sources:
        marks = _marks(source, size, limits)
        head = list(islice(marks, size + 1))
        if pending and weight + len(head) > size:
            yield Shard(number := number + 1, tuple(pending), documents=weight)
            pending, weight = [], 0
        if len(head) <= size:
            pending.append(source)
            weight += max(len(head), 1)
            continue
        begin = head[0]
        for mark in islice(chain(head, marks), size, None, size):
            yield Shard(number := number + 1, (source,), begin[0], size, begin[1], size)
            begin = mark
        yield Shard(number := number + 1, (source,), begin[0], None, begin[1], size)
    if pending:
        yield Shard(number + 1, tuple(pending), documents=weight)


def read_shard(
    shard: Shard, fields: Fields = FIELDS, limits: Limits = LIMITS, published: str | None = None
) -> Iterator[Read]:
    """Read a shard: an article or an error for each document, and an error for a source that ends too early."""
    for source in shard.sources:
        name = printable(source.name)
        if source.error:
            yield Read(name, error=source.error)
            continue
        try:
            yield from _read(source, shard, fields, limits, published)
        except ReadError as error:
            yield Read(name, error=str(error))
        except OSError as error:
            yield Read(name, error=(error.strerror or str(error)).lower())


def _marks(source: Source, size: int, limits: Limits) -> Iterator[Mark]:
    """Yield where each document of a source begins, until its end or the first error."""
    if source.error or source.kind not in ("rows", "parquet", "warc"):
        yield 0, 0
        return
    try:
        if source.kind == "rows":
            yield from jsonl.marks(source.name, limits)
        elif source.kind == "parquet":
            yield from parquet.marks(source.name, limits)
        else:
            yield from warc.marks(source.name, size, limits)
    except (ReadError, OSError):
        return


def _read(source: Source, shard: Shard, fields: Fields, limits: Limits, published: str | None) -> Iterator[Read]:
    name, first, count = source.name, shard.first, shard.count
    if source.kind == "rows":
        return jsonl.read_file(name, fields, first, count, shard.offset, limits, published)
    if source.kind == "parquet":
        return parquet.read_table(name, fields, first, count, limits, published)
    if source.kind == "warc":
        return warc.read_pages(name, first, count, shard.offset, limits, published)
    data = read_whole(name, limits.document, limits)
    return iter([read_document(data, printable(name), source.kind, fields, published)])
