"""Pieces: an over-long article in parts that end where paragraphs or sentences do; of what they hold one Extraction.

Leftovers are left out of them: a blank that is a token of its own, or a tag, parts names and clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eventx.mentions.analysis import Located
from eventx.mentions.places.places import find_focus
from eventx.records.article import Article
from eventx.records.errors import ArticleError
from eventx.records.extraction import Extraction
from eventx.text.layout import read_layout
from eventx.text.leftovers import Cleaned, clean
from eventx.text.lines import soften

PIECE = 50_000  # characters; where they are short words, the model takes 15 kB of memory for each
LONGEST = 10_000_000  # characters of one article
REFERENCES = ("id", "attributed_to", "statement", "facts")  # fields of records that name records
_ENDS = tuple(
    map(re.compile, (r"\n[^\S\n]*\n\s*", r"[\n\r\u2028\u2029]\s*", r"[.!?…][\"'”’)\]]*\s+", r"\s+", r"(?s)."))
)  # of paragraphs, else of lines, sentences, words, characters


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an article without its leftovers, as an article of its own; ``offset``: the characters before it."""

    article: Article
    offset: int
    whole: Cleaned

    def start(self, at: int) -> int:
        """Return where a character of the piece stands in the article."""
        return self.whole.start(self.offset + at)

    def end(self, at: int) -> int:
        """Return where in the article what ends before a character of the piece ends."""
        return self.whole.end(self.offset + at)

    def id_of(self, kind: str, name: str) -> str:
        """Return the id of a record of a type in the article."""
        made = re.fullmatch(rf"{re.escape(kind)}-(\d+)-(\d+)((?:-\d+)?)", name)
        if made is None:
            return f"{name}-{self.offset}" if self.offset else name
        return f"{kind}-{self.start(int(made[1]))}-{self.end(int(made[2]))}{made[3]}"


def split_article(article: Article, most: int = PIECE, longest: int = LONGEST) -> list[Piece]:
    """Split a text at ends of paragraphs into pieces of at most ``most`` characters; a short one is one piece.

    A paragraph longer than that is split where sentences end, else words. Every piece knows the title and the day of
    publication, wherever they are told.

    Raises
    ------
    ArticleError
        If the text is longer than ``longest``.
    """
    size, name = len(article.text), article.id or "article"
    if size > longest:
        raise ArticleError(f"{name}: {size:,} characters, more than the {longest:,} of one article")
    whole = clean(article.text)
    text, size = whole.text, len(whole.text)
    if size <= most:
        return [Piece(article.model_copy(update={"text": text}) if whole.gaps else article, 0, whole)]
    starts = list(_starts(soften(text), most))
    layout = read_layout(text[: starts[1]], article.title)
    known = {"title": article.title or layout.title, "published": article.published or layout.published}
    return [
        Piece(article.model_copy(update={**known, "text": text[start:end]}), start, whole)
        for start, end in zip(starts, [*starts[1:], size], strict=True)
    ]


def join_pieces(article: Article, pieces: Sequence[Piece], found: Sequence[Extraction]) -> Extraction:
    """Make one Extraction of those of an article's pieces: offsets and ids are those of the whole text."""
    if len(pieces) == 1 and not pieces[0].whole.gaps:
        return found[0]
    facts: list[Any] = []
    events: list[Any] = []
    note = f"the text is long: it was read in {len(pieces)} pieces, and no record reaches over two"
    notes = [note] if len(pieces) > 1 else []
    for piece, extraction in zip(pieces, found, strict=True):
        held = extraction.model_dump(mode="json", include={"facts", "events"})
        names = {r["id"]: piece.id_of(r["type"], r["id"]) for r in (*held["facts"], *held["events"])}
        facts += (_moved(fact, piece, names, article.text) for fact in held["facts"])
        before = len(events)
        moved = (_moved(event, piece, names, article.text) for event in held["events"])
        events += (event | {"rank": event["rank"] + before} for event in moved)
        notes += (note for note in extraction.notes if note not in notes)
    info = _shifted(found[0].article.model_dump(), pieces[0], article.text) | {
        "text_sha256": article.text_sha256,
        "text": article.text if article.keep_text else None,
    }
    if len(pieces) > 1:
        info["names"] = _join_names(pieces, found, article.text)
    whole = Extraction.model_validate({"article": info, "facts": facts, "events": events, "notes": notes})
    if len(pieces) > 1:
        told = [Located(f.span.start, f.span.end, f.form, f.place) for f in whole.of("location")]
        whole = whole.model_copy(update={"article": whole.article.model_copy(update={"focus": find_focus(told)})})
    return whole.with_text(article.text)


def _join_names(pieces: Sequence[Piece], found: Sequence[Extraction], text: str) -> list[dict[str, Any]]:
    """Return whom the pieces name: of each the forms, where they first stand."""
    first: dict[tuple[str, str], dict[str, Any]] = {}
    for piece, extraction in zip(pieces, found, strict=True):
        for name in extraction.article.names:
            moved = _shifted(name.model_dump(), piece, text)
            first.setdefault((name.name, moved["mention"]["text"]), moved)
    return list(first.values())


def _starts(text: str, most: int) -> Iterator[int]:
    """Yield where the pieces of a text begin."""
    start = 0
    while True:
        yield start
        if len(text) - start <= most:
            return
        start = next(filter(None, (_last(ends, text, start + 1, start + most) for ends in _ENDS)))


def _last(ends: re.Pattern[str], text: str, low: int, high: int) -> int:
    return max((end.end() for end in ends.finditer(text, low, high)), default=0)


def _moved(record: dict[str, Any], piece: Piece, names: dict[str, str], text: str) -> dict[str, Any]:
    """Return a record in its place in the whole text; it and the records that it names have their new ids."""
    moved: dict[str, Any] = _shifted(record, piece, text)
    for key in REFERENCES:
        held = moved.get(key)
        if held:
            moved[key] = names[held] if isinstance(held, str) else [names[name] for name in held]
    return moved


def _shifted(value: Any, piece: Piece, text: str) -> Any:
    """Move every extent in a record, and quote the whole text there."""
    if isinstance(value, dict):
        moved = {key: _shifted(held, piece, text) for key, held in value.items()}
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            start, end = piece.start(value["start"]), piece.end(value["end"])
            moved |= {"start": start, "end": end} | ({"text": text[start:end]} if "text" in value else {})
        return moved
    return [_shifted(held, piece, text) for held in value] if isinstance(value, list) else value
