"""JSON Lines to articles: ``{"id", "text", "title"?, "published"?, "url"?, "source"?, "language"?}`` a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from eventx.article import Article
from eventx.errors import ArticleError
from eventx.text.dateline import find_dates

_SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST = 64_000_000  # bytes of one line


def read_rows(
    lines: Iterable[bytes], name: str, published: str | None = None
) -> Iterator[tuple[str, tuple[Article, str | None] | str]]:
    """Yield, for each line that is not blank, where it stands and its article with a note, or else what is wrong.

    Lines end with ``\\n`` alone: U+2028 and its like may stand in a string.
    """
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        where = f"{name}:{number}"
        if len(line) > LONGEST:
            yield where, f"{len(line) // 1_000_000} MB are too long for one article"
            continue
        try:
            yield where, _article(json.loads(line), where, published)
        except UnicodeDecodeError:
            yield where, "not UTF-8"
        except RecursionError:
            yield where, "no article: JSON nested too deep"
        except json.JSONDecodeError as error:
            yield where, f"no JSON: {error.msg} at character {error.pos + 1}"
        except (ArticleError, ValueError) as error:
            yield where, str(error).split("\n")[0]


def _article(row: Any, where: str, published: str | None) -> tuple[Article, str | None]:
    if not isinstance(row, dict):
        raise ArticleError('no article: a line is an object with "id" and "text"')
    text = row.get("text")
    if not isinstance(text, str):
        raise ArticleError(f'no article: "text" is {"missing" if text is None else "no string"}')
    note = None
    given = _string(row.get("published"))
    when = _iso(given)
    if given and when is None:
        note = f"published: {given[:40]!r} is no date; left out"
    if not text.strip():
        note = "the text is empty"
    article = Article(
        text=_SURROGATE.sub("\ufffd", text),
        id=_string(row.get("id")) or where,
        published=when or published,
        language=_string(row.get("language")) or "en",
        title=_string(row.get("title")),
        url=_string(row.get("url")),
        source=_string(row.get("source")),
    )
    return article, note


def _string(value: Any) -> str | None:
    """Take a string, or a number as one; anything else as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return _SURROGATE.sub("\ufffd", str(value)) or None


def _iso(value: str | None) -> str | None:
    """Take a date as it is, if ISO, else find the one it holds ("Sat, 19 Jul 2025 08:30:00 GMT")."""
    if not value:
        return None
    try:
        return Article(text="", published=value).published
    except ArticleError:
        return next((found.iso for found in find_dates(value[:80])), None)
