"""A row, of JSON or of a table, to an Article; and the date of an article that brings none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from eventx.io.readers import html
from eventx.io.readers.how import PLAIN, How, widened
from eventx.io.readers.read import Read
from eventx.records.article import Article
from eventx.records.errors import ArticleError
from eventx.records.guard import guard
from eventx.text.dateline import find_dates
from eventx.text.layout import read_layout

HEAD = 50_000  # characters in which a text's own date is looked for


def read_row(row: Any, where: str, how: How = PLAIN) -> Read:
    """Make an article of a row, or say what is wrong with it.

    Parameters
    ----------
    row
        A dict, else there is no article.
    where
        Names the row in errors, and is the article's id where it has none.
    """
    try:
        article, note = _article(row, where, how)
    except (ArticleError, ValueError) as error:
        return Read(where, error=str(error).split("\n")[0])
    return Read(where, article=article, note=note)


def _article(row: Any, where: str, how: How) -> tuple[Article, str | None]:
    fields, wide = how.fields, widened(how.fields)
    if not isinstance(row, dict):
        raise ArticleError(f'no article: a row is an object with "{fields.id}" and "{fields.text}"')
    text = _joined(row, fields.text)
    source = None if text is not None else _find(row, fields.html)
    if text is None and source is None:
        text = _find(row, wide.text)
    page = html.read_page(source) if isinstance(source, str) else None
    told = page or html.Page("")
    text = page.text if page else text
    if not isinstance(text, str):
        raise ArticleError(f'no article: "{fields.text}" is {"missing" if text is None else "no string"}{_hint(row)}')
    given = _string(_find(row, wide.published)) or ""
    when = _iso(given)
    note = f"published: {given[:40]!r} is no date; left out" if given and when is None else None
    title = _string(_find(row, wide.title)) or told.title
    article = Article(
        text=text,
        id=_string(_find(row, wide.id)) or where,
        published=when or told.published or published_of(text, title, how.published),
        language=_string(_find(row, wide.language)) or "en",
        title=title,
        url=_string(_find(row, wide.url)),
        source=_string(_find(row, wide.source)),
        keep_text=page is not None or "+" in fields.text,
    )
    return article, note if text.strip() else "the text is empty"


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


def _iso(value: str) -> str | None:
    """Take a date as it is, if ISO, else find the one it holds ("Sat, 19 Jul 2025 08:30:00 GMT")."""
    try:
        return Article(text="", published=value).published
    except ArticleError:
        return next((found.iso for found in find_dates(value[:80])), None)


def published_of(text: str, title: str | None, given: str | None) -> str | None:
    """Return the date that a text prints at its head or end, else the one given; None where none is given.

    Without one given nothing need be looked for here: the pipeline reads the text's own date.

    >>> published_of("Exports rise\\n\\n2 May 2025\\n\\nExports rose 5% in April.", None, "2026-01-01")
    '2025-05-02'
    >>> published_of("Exports rose 5% in April.", None, "2026-01-01")
    '2026-01-01'
    """
    if given is None:
        return None
    own = None
    with guard([], "layout"):  # which the pipeline reads again, and tells
        own = read_layout(text[:HEAD], title).published
    return own or given
