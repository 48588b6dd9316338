"""Readers: bytes to articles. What cannot be read is told in its place, and the others go on."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eventx.article import Article
from eventx.readers import html, jsonl, text

TEXT = (".txt", ".text")
ROWS = (".jsonl", ".ndjson")
PAGES = (".html", ".htm", ".xhtml")
CONTAINERS = (".gz", ".zst", ".bz2", ".xz", ".zip", ".tar", ".parquet", ".warc", ".arrow", ".sqlite", ".db", ".7z")
LARGEST = 64_000_000  # bytes of one text file; a longer one is no article


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader found at ``name``: an article, perhaps with a ``note``, or the ``error`` in its place."""

    name: str
    article: Article | None = None
    error: str | None = None
    note: str | None = None


def read_all(names: Iterable[str], published: str | None = None) -> Iterator[Read]:
    """Read files, folders (every article under them, in order of name) and ``-``, the standard input.

    Parameters
    ----------
    names
        Paths; a text file's ``article.id`` is its path as given.
    published
        ISO date for the articles that do not bring their own.
    """
    for name in names:
        try:
            yield from _read(name, published)
        except OSError as error:
            yield Read(name, error=(error.strerror or str(error)).lower())


def _read(name: str, published: str | None) -> Iterator[Read]:
    if name == "-":
        yield from _read_bytes(sys.stdin.buffer.read(LARGEST), "-", published)
        return
    path = Path(name)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        yield from _read_folder(name, published)
    elif not stat.S_ISREG(mode) and not name.startswith(("/dev/fd/", "/proc/")):
        yield Read(name, error="not a file; to read from a pipe, give - and redirect it")
    elif name.lower().endswith(CONTAINERS):
        yield Read(name, error="a container, not an article; read it with: python -m eventx batch")
    elif name.lower().endswith(ROWS):
        with path.open("rb") as lines:
            yield from _read_rows(lines, name, published)
    elif path.stat().st_size > LARGEST:
        yield Read(name, error=f"{path.stat().st_size // 1_000_000} MB are too long for one article")
    else:
        yield from _read_bytes(path.read_bytes(), name, published)


def _read_folder(name: str, published: str | None) -> Iterator[Read]:
    found = False
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(f for f in files if not f.startswith(".")):
            if file.lower().endswith((*TEXT, *ROWS, *PAGES)):
                found = True
                yield from read_all([os.path.join(folder, file)], published)
    if not found:
        yield Read(name, error=f"no articles in this folder ({', '.join((*TEXT, *ROWS, *PAGES))})")


def _read_rows(lines: Iterable[bytes], name: str, published: str | None) -> Iterator[Read]:
    for where, row in jsonl.read_rows(lines, name, published):
        if isinstance(row, str):
            yield Read(where, error=row)
        else:
            yield Read(where, article=row[0], note=row[1])


def _read_bytes(data: bytes, name: str, published: str | None) -> Iterator[Read]:
    if kind := text.binary_kind(data):
        yield Read(name, error=f"{kind}, not a text")
        return
    if name == "-" and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"'):
        yield from _read_rows(data.split(b"\n"), name, published)
        return
    held, note = text.decode(data)
    title = None
    keep = name.lower().endswith(PAGES) or (name == "-" and html.is_page(held))
    if keep:
        try:
            page = html.read_page(held)
        except html.PageError as error:
            yield Read(name, error=str(error))
            return
        held, title, published = page.text, page.title, published or page.published
    if not held.strip():
        note = "the text is empty" if not note else f"{note}; the text is empty"
    article = Article(text=held, id=printable(name), title=title, published=published, keep_text=keep)
    yield Read(name, article=article, note=note)


def printable(name: str) -> str:
    """Write a file name so that UTF-8 can hold it.

    >>> printable("caf\\udce9.txt")
    'caf\\\\udce9.txt'
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
