"""Shards: sources cut into pieces of work of about as many documents each, always at the same places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from eventx.batch.sources import Source
from eventx.io.readers.file import marks, read_file
from eventx.io.readers.how import PLAIN, How, Limits
from eventx.io.readers.read import Read, printable


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


def cut(sources: Iterable[Source], size: int, limits: Limits = PLAIN.limits, after: int = 0) -> Iterator[Shard]:
    """Cut sources into shards of ``size`` documents; what is small goes together, what is large goes in pieces.

    A container is read once, for the places where its documents begin; what is wrong with it is told when its last
    shard is read. The first has the number that comes ``after`` one.
    """
    number, weight = after, 0
    pending: list[Source] = []
    for source in sources:
        found = iter([(0, 0)]) if source.error else marks(source.name, source.kind, size, limits)
        head = list(islice(found, size + 1))
        if pending and weight + len(head) > size:
            yield Shard(number := number + 1, tuple(pending), documents=weight)
            pending, weight = [], 0
        if len(head) <= size:
            pending.append(source)
            weight += max(len(head), 1)
            continue
        begin, documents = head[0], 0
        for mark in chain(head, found):
            if documents == size:
                yield Shard(number := number + 1, (source,), begin[0], size, begin[1], size)
                begin, documents = mark, 0
            documents += 1
        yield Shard(number := number + 1, (source,), begin[0], None, begin[1], documents)
    if pending:
        yield Shard(number + 1, tuple(pending), documents=weight)


def read_shard(shard: Shard, how: How = PLAIN) -> Iterator[Read]:
    """Read a shard: an article or an error for each document, and an error for a source that ends too early."""
    for source in shard.sources:
        if source.error:
            yield Read(printable(source.name), error=source.error)
            continue
        begin = shard.first, shard.offset
        yield from read_file(source.name, source.kind, how, begin, shard.count)
