"""The readable table: events first, in words; then the facts, grouped by type."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from eventx.io.writers import words
from eventx.records import Fact
from eventx.records.extraction import Extraction

ORDER = ("money", "change", "share", "headcount", "statement", "measure", "location", "time")
LISTED = ("location", "time")  # short and many: listed on the line, each once
GUTTER = 13


class TableWriter:
    """One block an article."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self.stream = stream
        self.width = min(max(width or shutil.get_terminal_size().columns, 40), 120)
        self.count = 0

    def write(self, extraction: Extraction) -> None:
        """Write one article's block."""
        if self.count:
            self.stream.write("\n")
        self.count += 1
        self.stream.writelines(f"{line}\n" for line in self._lines(extraction))

    def close(self) -> None:
        """Nothing is left."""

    def _lines(self, extraction: Extraction) -> Iterator[str]:
        article = extraction.article
        about = ", ".join(filter(None, [article.id, article.published and article.published[:10]]))
        for text in (article.title, about):
            if text:
                yield from textwrap.wrap(words.clean(text), self.width)
        yield "-" * min(self.width, 80)
        if not extraction.events and not extraction.facts:
            yield "nothing found"
        ranked = sorted(extraction.events, key=lambda event: event.rank)
        yield from self._rows((event.type, words.event(event)) for event in ranked)
        if extraction.events and extraction.facts:
            yield ""
        kinds = {fact.type: None for fact in extraction.facts}
        for kind in sorted(kinds, key=lambda k: ORDER.index(k) if k in ORDER else len(ORDER)):
            held = [fact for fact in extraction.facts if fact.type == kind]
            if kind in LISTED:
                yield from self._rows([(kind, "; ".join(dict.fromkeys(filter(None, map(_short, held)))))])
            else:
                yield from self._rows((kind if i == 0 else "", words.fact(fact)) for i, fact in enumerate(held))
        for note in extraction.notes:
            yield from textwrap.wrap(f"note: {words.clean(note)}", self.width)

    def _rows(self, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
        for name, text in rows:
            indent = " " * GUTTER
            first = f"{name:<{GUTTER - 1}} "
            told = textwrap.wrap(text or "-", self.width - GUTTER, break_on_hyphens=False)
            told = (
                told if len(told) <= 4 or name in LISTED else [*told[:3], f"{told[3][: self.width - GUTTER - 4]} ..."]
            )
            yield first + told[0]
            yield from (indent + line for line in told[1:])


def _short(fact: Fact) -> str:
    """Write a place with its country, a time with its days."""
    held: Any = fact
    if fact.type == "location":
        if held.form != "name":
            return ""
        said = [held.place.country, held.place.kind if held.place.kind != "country" else None]
        tail = ", ".join(filter(None, said))
    else:
        tail = words.period(held.period)
    name = words.clean(fact.span.text)
    return f"{name} ({tail})" if tail and tail != name else name
