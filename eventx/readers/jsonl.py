"""JSON to articles: ``{"id", "text", "title"?, "published"?, "url"?, "source"?, "language"?}`` a line, or a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from eventx.readers.fields import DEFAULT, Fields, read_row
from eventx.readers.kinds import is_packed
from eventx.readers.limits import DEFAULT as LIMITS
from eventx.readers.limits import Limits
from eventx.readers.read import Read, ReadError, printable
from eventx.readers.streams import Line, open_stream, read_lines

BOM = b"\xef\xbb\xbf"


def read_rows(
    lines: Iterable[Line],
    name: str,
    fields: Fields = DEFAULT,
    published: str | None = None,
    *,
    first: int = 0,
) -> Iterator[Read]:
    """Yield, for each line that is not blank, its article, or what is wrong with it.

    Parameters
    ----------
    lines
        From :func:`eventx.readers.streams.read_lines`: the size of each and its bytes, None where it is too long.
    first
        How many lines stand before these in the file.
    """
    for number, (size, line) in enumerate(lines, first + 1):
        where = f"{name}:{number}"
        if line is None:
            yield Read(where, error=f"{size // 1_000_000} MB are too long for one article")
        elif line.strip():
            yield read_object(line.removeprefix(BOM) if number == 1 else line, where, fields, published)


def marks(name: str, limits: Limits = LIMITS) -> Iterator[tuple[int, int]]:
    """Yield, for each line that is not blank, how many lines and how many bytes stand before it."""
    offset = 0
    with open_stream(name, limits) as stream:
        for number, (size, line) in enumerate(read_lines(stream, limits.document)):
            if line is None or line.strip():
                yield number, offset
            offset += size


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
    lines = _KEPT.pop() if _KEPT else None
    if lines is None or lines.name != name or lines.number > first or not is_packed(name):
        if lines is not None:
            lines.stream.close()
        lines = _Lines(name, limits)
        if not is_packed(name):
            lines.stream.seek(offset)
            lines.number = first
    ahead = first - lines.number
    next(islice(lines, ahead, ahead), None)
    yield from islice(read_rows(lines, printable(name), fields, published, first=first), count)
    if count is not None:
        _KEPT.append(lines)
    else:
        lines.stream.close()


class _Lines(Iterator[Line]):
    """The lines of a file, and how many are taken."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.number = name, 0
        self.stream = open_stream(name, limits)
        self.lines = read_lines(self.stream, limits.document)

    def __next__(self) -> Line:
        line = next(self.lines)
        self.number += 1
        return line


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
