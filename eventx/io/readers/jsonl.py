"""JSON to articles: ``{"id", "text", "title"?, "published"?, "url"?, "source"?, "language"?}`` a line, or a file."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice
from typing import Any, cast

from eventx.io.readers import text
from eventx.io.readers.fields import DEFAULT, Fields, read_row
from eventx.io.readers.kinds import is_packed
from eventx.io.readers.limits import DEFAULT as LIMITS
from eventx.io.readers.limits import Limits
from eventx.io.readers.read import Read, ReadError, printable
from eventx.io.readers.streams import Line, open_stream, read_lines

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def read_rows(
    lines: Iterable[Line], name: str, fields: Fields = DEFAULT, published: str | None = None
) -> Iterator[Read]:
    """Yield the article of each line, or what is wrong with it."""
    for number, _, size, line in lines:
        where = f"{name}:{number + 1}"
        if line is None:
            yield Read(where, error=f"{size // 1_000_000} MB are too long for one article")
        else:
            yield read_object(line if number else line.removeprefix(BOM), where, fields, published)


def marks(name: str, limits: Limits = LIMITS) -> Iterator[tuple[int, int]]:
    """Yield, for each line that is not blank, how many lines and how many bytes stand before it."""
    lines = _Lines(name, limits)
    with lines.stream:
        for line in lines:
            yield line.number, line.offset


def read_file(
    name: str,
    fields: Fields = DEFAULT,
    first: int = 0,
    count: int | None = None,
    offset: int = 0,
    limits: Limits = LIMITS,
    published: str | None = None,
) -> Iterator[Read]:
    """Read ``count`` rows of a file from the line that has ``first`` before it, which begins at ``offset``.

    A compressed file can be read from its start alone. So that the pieces of a large one do not each decompress all
    that stands before them, it stays open where a piece ended, and the next goes on from there.
    """
    kept = _KEPT.pop() if _KEPT else None
    if kept is None or kept.name != name or kept.before > first:
        if kept is not None:
            kept.stream.close()
        kept = _Lines(name, limits) if is_packed(name) else _Lines(name, limits, first, offset)
    lines = dropwhile(lambda line: line.number < first, kept)
    yield from islice(read_rows(lines, printable(name), fields, published), count)
    if count is not None and is_packed(name):
        _KEPT.append(kept)
    else:
        kept.stream.close()


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


def _no_rows(head: bytes) -> str | None:
    """Say what a file is that is no JSON Lines, so that it is one error rather than one a line."""
    if head.removeprefix(BOM).lstrip().startswith(b"{"):
        return None
    if kind := text.binary_kind(head):
        return f"{kind}, no JSON Lines"
    return "UTF-16 or UTF-32; JSON Lines are UTF-8" if head.startswith(UTF_16) else None


_KEPT: list[_Lines] = []  # one at most


def read_object(data: bytes, where: str, fields: Fields = DEFAULT, published: str | None = None) -> Read:
    """Read one JSON object as an article."""
    try:
        return read_row(parse(data), where, fields, published)
    except ReadError as error:
        return Read(where, error=str(error))


def parse(data: bytes) -> Any:
    """Parse JSON of whatever bytes.

    Raises
    ------
    ReadError
        If they are none.
    """
    try:
        return json.loads(data)
    except UnicodeDecodeError:
        raise ReadError("not UTF-8") from None
    except RecursionError:
        raise ReadError("no article: JSON nested too deep") from None
    except json.JSONDecodeError as error:
        raise ReadError(f"no JSON: {error.msg} at character {error.pos + 1}") from None
    except ValueError as error:  # a number of thousands of digits
        raise ReadError(f"no article: {error}") from None
