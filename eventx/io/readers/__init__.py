"""Readers: bytes to articles. What cannot be read is told in its place, and the others go on."""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from eventx.io.readers import html, jsonl, objects, text
from eventx.io.readers.file import read_document, read_file
from eventx.io.readers.how import PLAIN, How
from eventx.io.readers.kinds import Kind, files_in, kind_of
from eventx.io.readers.read import Read, ReadError, printable, trouble
from eventx.io.readers.streams import read_lines, read_most

__all__ = ["How", "Read", "ReadError", "printable", "read_all"]


def read_all(names: Iterable[str], how: How = PLAIN) -> Iterator[Read]:
    """Read files, folders (every article under them, in order of name) and ``-``, the standard input.

    Parameters
    ----------
    names
        Paths; a text file's ``article.id`` is its path as given.
    how
        Which keys of a row hold what, how much is taken, the date of what tells none.
    """
    for name in names:
        try:
            yield from _read(name, how)
        except ReadError as error:
            yield Read(name, error=str(error))
        except OSError as error:
            yield Read(name, error=trouble(error))


def _read(name: str, how: How) -> Iterator[Read]:
    if name == "-":
        yield from _read_input(how)
        return
    path = Path(name)
    mode = path.stat().st_mode
    kind = kind_of(name)
    if stat.S_ISDIR(mode):
        yield from _read_folder(name, how)
    elif not stat.S_ISREG(mode) and not name.startswith(("/dev/fd/", "/proc/")):
        yield Read(name, error="not a file; to read from a pipe, give - and redirect it")
    elif kind == "other":
        yield Read(name, error="a container, not an article; unpack it first")
    else:
        yield from read_file(name, kind, how)


def _read_folder(name: str, how: How) -> Iterator[Read]:
    found = False
    for file in files_in(name):
        found = True
        yield from read_all([file], how)
    if not found:
        yield Read(name, error="no articles in this folder, by the names of its files")


def _read_input(how: How) -> Iterator[Read]:
    """Read the standard input: lines of JSON as they come, else JSON as a whole, or one text or page."""
    stream = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer), 1 << 16)  # one that can peek, whatever it is
    most = how.limits.document
    try:
        if stream.peek(1).removeprefix(jsonl.BOM).lstrip().startswith(b'{"'):
            yield from jsonl.read_rows(read_lines(stream, most), "-", how)
            return
        data = read_most(stream, most)
    finally:
        stream.detach()
    if objects.holds_objects(data):
        yield from objects.read_data(data, "-", how)
        return
    kind: Kind = "page" if text.binary_kind(data) is None and html.is_page(text.decode(data)[0]) else "text"
    yield read_document(data, "-", kind, how)
