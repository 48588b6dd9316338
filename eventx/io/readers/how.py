"""How files are read: which keys of a row hold what, how much of anything is taken, the date of what tells none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache


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
OTHER = Fields(
    id="article_id,uid,guid", text="body,content,article,maintext,full_text", title="headline",
    published="date,published_at,publish_date,pub_date,pubdate,publication_date,timestamp", url="link,source_url",
    source="outlet,publisher,publication,source_name", language="lang",
)  # fmt: skip
"""What parts are called elsewhere; asked for where there is none of our own names, and no name is given."""


def is_usual(part: str, name: str) -> bool:
    """Tell whether a part's key is that of a preset: nobody has given another."""
    return name in {getattr(preset, part) for preset in PRESETS.values()}


@cache
def widened(own: Fields) -> Fields:
    """Return the keys with those of elsewhere after them, but for the parts whose key is given.

    >>> widened(Fields(title="head")).language, widened(Fields(title="head")).title
    ('language,lang', 'head')
    """
    parts = {part.name: getattr(own, part.name) for part in fields(own)}
    wide = {part: f"{name},{getattr(OTHER, part)}" for part, name in parts.items() if is_usual(part, name)}
    return replace(own, **wide)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is taken of a file, a line and a document.

    Attributes
    ----------
    bytes
        Decompressed bytes of one file.
    ratio
        Decompressed bytes to a compressed one, above the first ``slack``: no text shrinks to less, a bomb does.
    document
        Bytes of one document before it is text: a file, a page, a line of JSON.
    characters
        Characters of text that go through the pipeline at once; a longer text is split at paragraphs.
    text
        Characters of one article; a longer one is refused.
    """

    bytes: int = 1 << 40
    ratio: int = 200
    slack: int = 8_000_000
    document: int = 64_000_000
    characters: int = 50_000
    text: int = 10_000_000

    def unpacked(self, packed: int) -> int:
        """Return the most bytes that a file of ``packed`` may become."""
        return min(self.bytes, self.slack + self.ratio * packed)


@dataclass(frozen=True, slots=True)
class How:
    """How files are read.

    Attributes
    ----------
    published
        The ISO date of articles that bring none and print none.
    month_first
        Whether the month stands first in dates of rows such as 01/02/2020; where there is no such day, the other does.
    """

    fields: Fields = PRESETS["eventx"]
    limits: Limits = Limits()
    published: str | None = None
    month_first: bool = False


PLAIN = How()
