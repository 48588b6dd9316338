"""Readers: bytes to articles. What cannot be read is told in its place, and the others go on."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from eventx.readers import html, jsonl, text
from eventx.readers.document import read_document
from eventx.readers.fields import DEFAULT as FIELDS
from eventx.readers.kinds import PAGES, ROWS, TEXT, Kind, is_packed, kind_of
from eventx.readers.limits import DEFAULT as LIMITS
from eventx.readers.read import Read, ReadError, printable
from eventx.readers.streams import open_stream, read_lines, read_whole

__all__ = ["Read", "ReadError", "printable", "read_all"]
IN_FOLDERS = (*TEXT, *ROWS, *PAGES)


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
        except ReadError as error:
            yield Read(name, error=str(error))
        except OSError as error:
            yield Read(name, error=(error.strerror or str(error)).lower())


def _read(name: str, published: str | None) -> Iterator[Read]:
    if name == "-":
        yield from _read_input(published)
        return
    path = Path(name)
    mode = path.stat().st_mode
    kind = kind_of(name)
    if stat.S_ISDIR(mode):
        yield from _read_folder(name, published)
    elif not stat.S_ISREG(mode) and not name.startswith(("/dev/fd/", "/proc/")):
        yield Read(name, error="not a file; to read from a pipe, give - and redirect it")
    elif is_packed(name) or kind in ("parquet", "warc", "other"):
        yield Read(name, error="a container, not an article; read it with: python -m eventx batch")
    elif kind == "rows":
        with open_stream(name) as stream:
            yield from jsonl.read_rows(read_lines(stream, LIMITS.document), name, FIELDS, published)
    else:
        yield read_document(read_whole(name, LIMITS.document), name, kind, FIELDS, published)


def _read_folder(name: str, published: str | None) -> Iterator[Read]:
    found = False
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(f for f in files if not f.startswith(".")):
            if file.lower().endswith(IN_FOLDERS):
                found = True
                yield from read_all([os.path.join(folder, file)], published)
    if not found:
        yield Read(name, error=f"no articles in this folder ({', '.join(IN_FOLDERS)})")


def _read_input(published: str | None) -> Iterator[Read]:
    """Read the standard input: lines of JSON as they come, else one text or page."""
    stream = io.BufferedReader(
        cast(io.RawIOBase, sys.stdin.buffer), 1 << 16
    )  # one that can peek, whatever stands there
    try:
        if stream.peek(1).removeprefix(jsonl.BOM).lstrip().startswith(b'{"'):
            yield from jsonl.read_rows(read_lines(stream, LIMITS.document), "-", FIELDS, published)
            return
        data = stream.read(LIMITS.document + 1)
    finally:
        stream.detach()
    if len(data) > LIMITS.document:
        raise ReadError(f"more than {LIMITS.document // 1_000_000} MB are too long for one article")
    kind: Kind = "page" if text.binary_kind(data) is None and html.is_page(text.decode(data)[0]) else "text"
    yield read_document(data, "-", kind, FIELDS, published)
