"""What a file is, by its name; and the files of a folder that are articles or hold them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Literal

Kind = Literal["text", "page", "json", "rows", "sheet", "parquet", "warc", "other", ""]

TEXT = (".txt", ".text")
ROWS = (".jsonl", ".ndjson")
SHEETS = (".csv", ".tsv")
PAGES = (".html", ".htm", ".xhtml")
DOCUMENTS = (".pdf", ".doc", ".docx", ".odt", ".epub")  # which reading tells to be no text, in a folder, too
PACKED = (".gz", ".zst")
OTHER = (".bz2", ".xz", ".zip", ".tar", ".tgz", ".arrow", ".sqlite", ".db", ".7z", ".rar", ".lz4", ".br")
_KINDS: tuple[tuple[tuple[str, ...], Kind], ...] = (
    (TEXT, "text"),
    (DOCUMENTS, "text"),
    (PAGES, "page"),
    ((".json",), "json"),
    (ROWS, "rows"),
    (SHEETS, "sheet"),
    ((".parquet",), "parquet"),
    ((".warc",), "warc"),
    (OTHER, "other"),
)


def kind_of(name: str) -> Kind:
    """Tell what a file is: a document (``text``, ``page``), a container of many, ``other``, or not known.

    >>> kind_of("a/News.JSONL.gz"), kind_of("a.tar.gz"), kind_of("README.md")
    ('rows', 'other', '')
    """
    plain = unpacked(name).lower()
    return next((kind for suffixes, kind in _KINDS if plain.endswith(suffixes)), "")


def unpacked(name: str) -> str:
    """Take the suffix of compression off a name."""
    return name.rpartition(".")[0] if is_packed(name) else name


def is_packed(name: str) -> bool:
    """Tell whether a file is compressed, by its name."""
    return name.lower().endswith(PACKED)


def files_in(name: str, without: str | None = None) -> Iterator[str]:
    """Yield the files under a folder whose names tell that they are articles or hold them, sorted in each folder."""
    return filter(kind_of, all_in(name, without))


def all_in(name: str, without: str | None = None) -> Iterator[str]:
    """Yield the files under a folder but hidden ones, those behind links to folders and those in ``without``."""
    skip = os.path.realpath(without) if without else None
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        if skip:
            folders[:] = (f for f in folders if os.path.realpath(os.path.join(folder, f)) != skip)
        for file in sorted(f for f in files if not f.startswith(".")):
            yield os.path.join(folder, file)
