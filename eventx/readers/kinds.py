"""What a file is, by its name."""

from __future__ import annotations

from typing import Literal

Kind = Literal["text", "page", "json", "rows", "parquet", "warc", "other", ""]

TEXT = (".txt", ".text")
ROWS = (".jsonl", ".ndjson")
PAGES = (".html", ".htm", ".xhtml")
PACKED = (".gz", ".zst")
OTHER = (".bz2", ".xz", ".zip", ".tar", ".tgz", ".arrow", ".sqlite", ".db", ".7z", ".rar", ".lz4", ".br")
_KINDS: tuple[tuple[tuple[str, ...], Kind], ...] = (
    (TEXT, "text"),
    (PAGES, "page"),
    ((".json",), "json"),
    (ROWS, "rows"),
    ((".parquet",), "parquet"),
    ((".warc",), "warc"),
    (OTHER, "other"),
)


def kind_of(name: str) -> Kind:
    """Tell what a file is: a document (``text``, ``page``, ``json``), a container of many, ``other``, or not known.

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
