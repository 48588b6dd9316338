"""A file of JSON to articles: one object, an array of them, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from eventx.io.readers import jsonl, text
from eventx.io.readers.how import PLAIN, How, Limits
from eventx.io.readers.read import Mark, Read, ReadError, printable
from eventx.io.readers.row import read_row
from eventx.io.readers.streams import open_stream, read_lines

_OPENS = re.compile(rb'\s*(?:\[\s*\{|\{\s*")')
_ARRAY = "more than {} MB in one JSON file; one object a line (jq -c '.[]') may be of any length"


def marks(name: str, every: int, limits: Limits) -> Iterator[Mark]:
    """Yield, for each object, how many stand before it."""
    if _holds_lines(name, limits):
        yield from jsonl.marks(name, every, limits)
    else:
        held, _ = jsonl.parse(_data(name, limits))
        yield from ((number, 0) for number in range(len(held) if isinstance(held, list) else 1))


def read(name: str, how: How = PLAIN, begin: Mark = (0, 0), count: int | None = None) -> Iterator[Read]:
    """Read ``count`` objects from a mark on.

    Raises
    ------
    ReadError
        If the file is no JSON, or too long to be held.
    """
    if _holds_lines(name, how.limits):
        yield from jsonl.read(name, how, begin, count)
    else:
        found = read_data(_data(name, how.limits), printable(name), how)
        yield from islice(found, begin[0], None if count is None else begin[0] + count)


def read_data(data: bytes, name: str, how: How = PLAIN) -> Iterator[Read]:
    """Read one object, whose article has the name for its id, or an array of them.

    Raises
    ------
    ReadError
        If the data is no JSON.
    """
    held, note = jsonl.parse(data)
    if not isinstance(held, list):
        yield read_row(held, name, how, note)
    elif not held:
        raise ReadError("an empty array: no article")
    else:
        yield from (read_row(row, f"{name}:{number}", how, note) for number, row in enumerate(held, 1))


def holds_objects(data: bytes) -> bool:
    """Tell whether data of which nothing is known begins as JSON objects do.

    >>> holds_objects(b'[{"id": "a"}]'), holds_objects(b"[Editor's note] Exports rose.")
    (True, False)
    """
    return _OPENS.match(data.removeprefix(jsonl.BOM)) is not None


def _data(name: str, limits: Limits) -> bytes:
    with open_stream(name, limits) as stream:
        data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        raise ReadError(_ARRAY.format(limits.document // 1_000_000))
    if wrong := text.binary_kind(data):
        raise ReadError(f"{wrong}, not a text")
    return data


def _holds_lines(name: str, limits: Limits) -> bool:
    """Tell whether the first line is an object by itself, and another line comes after it."""
    with open_stream(name, limits) as stream:
        first, more = islice(chain(read_lines(stream, limits.document), (None, None)), 2)
    if first is None or first.data is None or more is None:
        return False
    try:
        return isinstance(jsonl.parse(first.data.removeprefix(jsonl.BOM))[0], dict)
    except ReadError:
        return False
