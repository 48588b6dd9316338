"""Read: what a reader found at one place."""

from __future__ import annotations

from dataclasses import dataclass

from eventx.records.article import Article
from eventx.records.errors import ArticleError

Mark = tuple[int, int]
"""Where a document begins: how many lines, rows or records stand before it, and at which byte, if it is known."""


class ReadError(ArticleError):
    """A file that cannot be read, or not further: cut, corrupt, a bomb, of the wrong shape."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader found at ``name``: an article, perhaps with a ``note``, or the ``error`` in its place.

    ``id`` is what a row that makes no article calls it.
    """

    name: str
    article: Article | None = None
    error: str | None = None
    note: str | None = None
    id: str | None = None


def trouble(error: OSError) -> str:
    """Say what the system says of a file."""
    return (error.strerror or str(error)).lower()


def printable(name: str) -> str:
    """Write a file name so that UTF-8 can hold it.

    >>> printable("caf\\udce9.txt")
    'caf\\\\udce9.txt'
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
