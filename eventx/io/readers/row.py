"""A row, of JSON or of a table, to an Article; and the date of an article that brings none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
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
_SECONDS = re.compile(r"([1-3]\d{9})(?:\d{3})?(?:\.\d+)?")  # 2001 to 2096; the thousandths are left out
_MONTH_FIRST = re.compile(r"(?<!\d)[01]?\d[-/.](?:1[3-9]|2\d|3[01])[-/.]\d{4}")


def read_row(row: Any, where: str, how: How = PLAIN, note: str | None = None) -> Read:
    """Make an article of a row, with a note on how it was read, or say what is wrong with it.

    Parameters
    ----------
    row
        A dict, else there is no article.
    where
        Names the row in errors, and is the article's id where it has none.
    """
    try:
        article, of_date = _article(row, where, how)
    except (ArticleError, ValueError) as error:
        own = _string(_find(row, widened(how.fields).id)) if isinstance(row, dict) else None
        return Read(where, error=str(error).split("\n")[0], id=own)
    return Read(where, article=article, note="; ".join(filter(None, (note, of_date))) or None)


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
    when, note = _date(given, how.month_first) if given else (None, None)
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


def _date(value: str, month_first: bool) -> tuple[str | None, str | None]:
    """Read a date, and say what is odd about it.

    It is taken as it is, if ISO, or as seconds or milliseconds since 1970; else it is the one that the value holds
    ("Sat, 19 Jul 2025 08:30:00 GMT").

    >>> _date("1577923200", False)
    ('2020-01-02T00:00:00+00:00', None)
    """
    if told := _SECONDS.fullmatch(value):
        return datetime.fromtimestamp(int(told[1]), UTC).isoformat(), None
    try:
        return Article(text="", published=value).published, None
    except ArticleError:
        when = next((found.iso for found in find_dates(value[:80], month_first)), None)
    if when is None:
        return None, f"published: {value[:40]!r} is no date; left out"
    if not month_first and _MONTH_FIRST.search(value[:80]):
        return when, f"published: {value[:40]!r} has the month first; --month-first reads all dates so"
    return when, None


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
