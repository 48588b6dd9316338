"""JSON to articles: ``{"id", "text", "title"?, "published"?, "url"?, "source"?, "language"?}`` a line, or a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from eventx.readers.fields import DEFAULT, Fields, read_row
from eventx.readers.read import Read, ReadError

BOM = b"\xef\xbb\xbf"


def read_rows(
    lines: Iterable[tuple[int, bytes | None]],
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
