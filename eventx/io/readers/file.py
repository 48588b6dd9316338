"""Any file that holds articles: where they begin, and the articles from one of them on."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from eventx.io.readers import html, jsonl, objects, parquet, sheet, streams, text, warc
from eventx.io.readers.how import PLAIN, How, Limits
from eventx.io.readers.kinds import Kind, kind_of
from eventx.io.readers.read import Mark, Read, ReadError, printable, trouble
from eventx.io.readers.row import published_of
from eventx.io.readers.streams import read_whole
from eventx.records.article import Article

_CONTAINERS = {"rows": jsonl, "json": objects, "sheet": sheet, "parquet": parquet, "warc": warc}
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


def marks(name: str, kind: Kind, every: int, limits: Limits = PLAIN.limits) -> Iterator[Mark]:
    """Yield where each document of a file begins, until its end or its first error.

    The byte is true for every ``every``-th.
    """
    try:
        if container := _CONTAINERS.get(kind):
            yield from container.marks(name, every, limits)
        else:
            yield 0, 0
    except (ReadError, OSError):
        return


def read_file(
    name: str, kind: Kind, how: How = PLAIN, begin: Mark = (0, 0), count: int | None = None
) -> Iterator[Read]:
    """Read ``count`` documents of a file from a mark on: an article or an error for each.

    A file that ends too early is an error after all that is good.
    """
    try:
        if container := _CONTAINERS.get(kind):
            yield from container.read(name, how, begin, count)
        else:
            yield read_document(read_whole(name, how.limits), name, kind, how)
    except ReadError as error:
        yield Read(printable(name), error=str(error))
    except OSError as error:
        yield Read(printable(name), error=trouble(error))


def read_document(data: bytes, name: str, kind: Kind = "text", how: How = PLAIN) -> Read:
    """Make an article of the bytes of a text or a web page; its id is the file's name."""
    name = printable(name)
    if wrong := text.binary_kind(data):
        return Read(name, error=f"{wrong}, not a text")
    held, note = text.decode(data)
    title = dated = None
    if kind == "page":
        try:
            page = html.read_page(html.decode(data))
        except html.PageError as error:
            return Read(name, error=str(error))
        held, title, dated = page.text, page.title, page.published
    if not held.strip():
        note = "the text is empty" if not note else f"{note}; the text is empty"
    dated = dated or published_of(held, title, how.published)
    article = Article(text=held, id=name, title=title, published=dated, keep_text=kind == "page")
    return Read(name, article=article, note=note)
