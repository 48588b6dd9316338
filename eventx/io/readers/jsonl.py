"""JSON Lines to articles: ``{"id", "text", "title"?, "published"?, "url"?, "source"?, "language"?}`` a line."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice
from typing import Any, cast

from eventx.io.readers import text
from eventx.io.readers.how import PLAIN, How, Limits
from eventx.io.readers.kinds import is_packed
from eventx.io.readers.read import Mark, Read, ReadError, printable
from eventx.io.readers.row import read_row
from eventx.io.readers.streams import Line, kept_open, open_stream, read_lines, take_up

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def read_rows(lines: Iterable[Line], name: str, how: How) -> Iterator[Read]:
    """Yield the article of each line, or what is wrong with it."""
    for number, _, size, line in lines:
        where = f"{name}:{number + 1}"
        if line is None:
            yield Read(where, error=f"{size // 1_000_000} MB are too long for one article")
        else:
            yield _read_line(line if number else line.removeprefix(BOM), where, how)


def marks(name: str, every: int, limits: Limits) -> Iterator[Mark]:
    """Yield, for each line that is not blank, how many lines and how many bytes stand before it."""
    with contextlib.closing(_Lines(name, limits)) as lines:
        for line in lines:
            yield line.number, line.offset


def read(name: str, how: How = PLAIN, begin: Mark = (0, 0), count: int | None = None) -> Iterator[Read]:
    """Read ``count`` rows from a mark on; a compressed file, which has none but its start, may be open there."""
    first = begin[0]
    packed = is_packed(name)
    lines = take_up(_Lines, name, first) if packed else None
    lines = lines or _Lines(name, how.limits, *((0, 0) if packed else begin))
    with kept_open(lines, packed and count is not None):
        rows = read_rows(dropwhile(lambda line: line.number < first, lines), printable(name), how)
        yield from islice(rows, count)


class _Lines(Iterator[Line]):
    """The lines of a file; ``before``: how many are past."""

    def __init__(self, name: str, limits: Limits, first: int = 0, offset: int = 0) -> None:
        self.name, self.before = name, first
        self.stream = open_stream(name, limits)
        if offset:
            self.stream.seek(offset)
        elif wrong := _no_rows(cast(io.BufferedReader, self.stream).peek()):
            self.stream.close()
            raise ReadError(wrong)
        self.lines = read_lines(self.stream, limits.document, first, offset)

    def __next__(self) -> Line:
        line = next(self.lines)
        self.before = line.number + 1
        return line

    def close(self) -> None:
        self.stream.close()


def _no_rows(head: bytes) -> str | None:
    """Say what a file is that is no JSON Lines, so that it is one error rather than one a line."""
    if head.removeprefix(BOM).lstrip().startswith(b"{"):
        return None
    if kind := text.binary_kind(head):
        return f"{kind}, no JSON Lines"
    return "UTF-16 or UTF-32; JSON Lines are UTF-8" if head.startswith(UTF_16) else None


def _read_line(data: bytes, where: str, how: How) -> Read:
    try:
        held, note = parse(data)
    except ReadError as error:
        return Read(where, error=str(error))
    return read_row(held, where, how, note)


def parse(data: bytes) -> tuple[Any, str | None]:
    """Parse JSON of whatever bytes, with a note where they are not UTF-8, as it is to be.

    Raises
    ------
    ReadError
        If they are none.
    """
    try:
        try:
            return json.loads(data), None
        except UnicodeDecodeError:
            held, note = text.decode(data)
            return json.loads(held), note
    except RecursionError:
        raise ReadError("no article: JSON nested too deep") from None
    except json.JSONDecodeError as error:
        raise ReadError(f"no JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1}") from None
    except ValueError as error:  # a number of thousands of digits
        raise ReadError(f"no article: {error}") from None
