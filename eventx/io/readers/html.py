"""A web page to an article, by trafilatura (the extra ``html``)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from eventx.io.readers import text
from eventx.records.errors import ArticleError

INSTALL = 'reading HTML needs an extra: pip install "eventx-news[html]"'
_CHARSET = re.compile(rb"""<meta[^<>]{1,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
# a tag of thousands of attributes, which take parsers time by their square; or an image within the page
_LONG_TAG = re.compile(r"<[^<>]{5000,}>?")


_REFUSED: ContextVar[str] = ContextVar("refused", default="")


class PageError(ArticleError):
    """A page that cannot be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page."""

    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None


def is_page(source: str) -> bool:
    """Tell whether a text is a web page.

    >>> is_page("<!doctype html><p>Exports rose.</p>"), is_page("<Exports> rose.")
    (True, False)
    """
    return bool(re.match(r"\s*<(?:!doctype html|html|head|body)\b", source[:2000], re.IGNORECASE))


def decode(data: bytes, charset: str | None = None) -> str:
    """Decode a page: as UTF-8 if it is that, else by the charset that its server or itself names, else as a text.

    >>> decode("<meta charset=koi8-r>Омск".encode("koi8-r"))
    '<meta charset=koi8-r>Омск'
    """
    held, note = text.decode(data)
    if note is None or "Windows-1252" not in note:
        return held
    named = _CHARSET.search(data[:4096])
    for name in filter(None, (charset, named and named[1].decode("ascii"))):
        try:
            return data.decode(name, "replace")
        except (LookupError, UnicodeError, ValueError):
            continue
    return held


@contextlib.contextmanager
def refuse_pages(reason: str) -> Iterator[None]:
    """Let every page be an error meanwhile, without being looked at."""
    token = _REFUSED.set(reason)
    try:
        yield
    finally:
        _REFUSED.reset(token)


def read_page(source: str, latest: date | None = None, url: str | None = None) -> Page:
    """Take the article out of a page's source.

    Parameters
    ----------
    latest
        The day the page was taken; it was published no later.
    url
        Where it was taken from.

    Raises
    ------
    PageError
        If the extra is not installed, the page holds no article, or pages are refused.
    """
    if reason := _REFUSED.get():
        raise PageError(reason)
    try:
        import trafilatura
    except ImportError:
        raise PageError(INSTALL) from None
    # a search through all of the text would take any year that it tells for the day of publication
    how = {"original_date": True, "extensive_search": False} | ({"max_date": latest.isoformat()} if latest else {})
    try:
        found: Any = trafilatura.bare_extraction(
            _LONG_TAG.sub("", source),
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=how,
        )
    except Exception as error:  # a page may be broken in any way, and the others go on
        raise PageError(f"no article found in this page ({type(error).__name__})") from error
    held = getattr(found, "text", None)
    if not held:
        raise PageError("no article found in this page")
    title, when = found.title or None, found.date
    if title and len(title.split()) > 2 and not held.startswith(title):
        held = f"{title}\n\n{held}"  # the headline has facts, too
    published = when if when and re.fullmatch(r"\d{4}-\d\d-\d\d", when) else None
    return Page(held, title, published, getattr(found, "sitename", None) or getattr(found, "hostname", None))
