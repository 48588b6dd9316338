"""A web page to an article, by trafilatura (the extra ``html``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from eventx.errors import ArticleError

INSTALL = 'reading HTML needs an extra: pip install "eventx-news[html]"'


class PageError(ArticleError):
    """A page that cannot be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page."""

    text: str
    title: str | None = None
    published: str | None = None


def is_page(text: str) -> bool:
    """Tell whether a text is a web page.

    >>> is_page("<!doctype html><p>Exports rose.</p>"), is_page("<Exports> rose.")
    (True, False)
    """
    return bool(re.match(r"\s*<(?:!doctype html|html|head|body)\b", text[:2000], re.IGNORECASE))


def read_page(source: str) -> Page:
    """Take the article out of a page's source.

    Raises
    ------
    PageError
        If the extra is not installed, or the page holds no article.
    """
    try:
        import trafilatura
    except ImportError:
        raise PageError(INSTALL) from None
    try:
        found: Any = trafilatura.bare_extraction(
            source, with_metadata=True, include_comments=False, include_tables=False
        )
    except Exception as error:  # a page may be broken in any way, and the others go on
        raise PageError(f"no article found in this page ({type(error).__name__})") from error
    text = getattr(found, "text", None)
    if not text:
        raise PageError("no article found in this page")
    title, when = found.title or None, found.date
    if title and len(title.split()) > 2 and not text.startswith(title):
        text = f"{title}\n\n{text}"  # the headline has facts, too
    return Page(text, title, when if when and re.fullmatch(r"\d{4}-\d\d-\d\d", when) else None)
