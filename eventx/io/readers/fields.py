"""Fields: which keys of a row hold what; and a row, of JSON or of a table, to an Article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from eventx.io.readers import html
from eventx.io.readers.published import published_of
from eventx.io.readers.read import Read
from eventx.records.article import Article
from eventx.records.errors import ArticleError
from eventx.text.dateline import find_dates


@dataclass(frozen=True, slots=True)
class Fields:
    """The key that holds each part of an article: ``a.b`` is ``b`` within ``a``; of ``a,b`` the first that is there.

    ``text`` may be joined of several, ``title+text``: the headline is then read for facts, and the Extraction gives
    the text that was made. ``html`` is read, as a page, where there is no text.
    """

    id: str = "id"
    text: str = "text"
    title: str = "title"
    published: str = "published"
    url: str = "url"
    source: str = "source"
    language: str = "language"
    html: str = "html"

    def columns(self) -> set[str]:
        """Return the outermost keys that may be asked for."""
        names = [name for part in self.__slots__ for name in re.split("[,+]", getattr(self, part)) if name]
        return {*names, *(name.partition(".")[0] for name in names)}


PRESETS: Mapping[str, Fields] = {
    "eventx": Fields(),
    "news-please": Fields(
        id="id,filename", text="maintext,text", published="date_publish", source="source_domain", html="html"
    ),
    "trafilatura": Fields(
        id="id,fingerprint", text="text,raw_text", published="date", url="source,url", source="hostname,source-hostname"
    ),
}
DEFAULT = PRESETS["eventx"]


def read_row(row: Any, where: str, fields: Fields = DEFAULT, published: str | None = None) -> Read:
    """Make an article of a row, or say what is wrong with it.

    Parameters
    ----------
    row
        A dict, else there is no article.
    where
        Names the row in errors, and is the article's id where it has none.
    published
        ISO date for a row that brings none and whose text prints none.
    """
    try:
        article, note = _article(row, where, fields, published)
    except (ArticleError, ValueError) as error:
        return Read(where, error=str(error).split("\n")[0])
    return Read(where, article=article, note=note)


def _article(row: Any, where: str, fields: Fields, published: str | None) -> tuple[Article, str | None]:
    if not isinstance(row, dict):
        raise ArticleError(f'no article: a row is an object with "{fields.id}" and "{fields.text}"')
    text = _joined(row, fields.text)
    source = None if text is not None else _find(row, fields.html)
    page = html.read_page(source) if isinstance(source, str) else None
    if page:
        text = page.text
    if not isinstance(text, str):
        raise ArticleError(f'no article: "{fields.text}" is {"missing" if text is None else "no string"}{_hint(row)}')
    note = None
    given = _string(_find(row, fields.published))
    when = _iso(given)
    if given and when is None:
        note = f"published: {given[:40]!r} is no date; left out"
    if not text.strip():
        note = "the text is empty"
    title = _string(_find(row, fields.title)) or (page.title if page else None)
    article = Article(
        text=text,
        id=_string(_find(row, fields.id)) or where,
        published=when or (page.published if page else None) or published_of(text, title, published),
        language=_string(_find(row, fields.language)) or "en",
        title=title,
        url=_string(_find(row, fields.url)),
        source=_string(_find(row, fields.source)),
        keep_text=page is not None or "+" in fields.text,
    )
    return article, note


def _hint(row: dict[str, Any]) -> str:
    """Say which key may hold the text, for a batch to be told of: the one with the longest string."""
    texts = {name: value for name, value in row.items() if isinstance(value, str) and len(value) > 20}
    name = max(texts, key=lambda n: len(texts[n]), default=None)
    return f"; if it is {name[:40]!r}: python -m eventx batch ... --text-field {name[:40]}" if name else ""


def _joined(row: dict[str, Any], names: str) -> Any:
    """Take the text: of ``title+text`` both, with a blank line between, but no title that the text begins with."""
    first, *others = names.split("+")
    text = _joined(row, "+".join(others)) if others else _find(row, first)
    head = _find(row, first) if others else None
    if not (isinstance(text, str) and isinstance(head, str) and head.strip()) or text.lstrip().startswith(head.strip()):
        return text
    return f"{head.strip()}\n\n{text}"


def _find(row: dict[str, Any], names: str) -> Any:
    """Take the value of the first key that holds one; a key with a dot may be written out or lead inwards."""
    for name in names.split(","):
        value = row.get(name)
        if value is None and "." in name:
            value = row
            for part in name.split("."):
                value = value.get(part) if isinstance(value, dict) else None
        if value is not None:
            return value
    return None


def _string(value: Any) -> str | None:
    """Take a string, or a number or day as one; anything else as nothing."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value) or None


def _iso(value: str | None) -> str | None:
    """Take a date as it is, if ISO, else find the one it holds ("Sat, 19 Jul 2025 08:30:00 GMT")."""
    if not value:
        return None
    try:
        return Article(text="", published=value).published
    except ArticleError:
        return next((found.iso for found in find_dates(value[:80])), None)
