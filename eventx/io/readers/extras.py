"""Extras: the packages that a file needs to be read, by its name."""

from __future__ import annotations

from importlib.util import find_spec

from eventx.io.readers import html, parquet, streams, warc
from eventx.io.readers.kinds import kind_of

_NEEDS = {
    "page": (("trafilatura",), html.INSTALL),
    "parquet": (("pyarrow",), parquet.INSTALL),
    "warc": (("fastwarc", "trafilatura"), warc.INSTALL),
}


def missing_extra(name: str) -> str | None:
    """Say what must be installed to read a file of this name; None where nothing is missing.

    >>> missing_extra("news/a.txt.gz") is None
    True
    """
    modules, install = _NEEDS.get(kind_of(name), ((), ""))
    if any(find_spec(module) is None for module in modules):
        return install
    return streams.INSTALL if name.lower().endswith(".zst") and find_spec("zstandard") is None else None
