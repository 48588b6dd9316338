"""The readable table: events first, in words; then the facts, grouped by type."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TextIO

from eventx.io.writers import words
from eventx.records import Fact
from eventx.records.extraction import Extraction

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
        kinds: dict[str, list[Fact]] = {}
        for fact in extraction.facts:
            kinds.setdefault(fact.type, []).append(fact)
        for kind, held in sorted(kinds.items(), key=_place):
            if held[0].listed:
                yield from self._rows(
                    [(kind, "; ".join(dict.fromkeys(words.short(f) for f in held if f.shown)))], sys.maxsize
                )
            else:
                yield from self._rows((kind if i == 0 else "", line) for i, line in enumerate(words.once(held)))
        for note in extraction.notes:
            yield from textwrap.wrap(f"note: {words.clean(note)}", self.width)

    def _rows(self, rows: Iterable[tuple[str, str]], most: int = 4) -> Iterator[str]:
        for name, text in rows:
            indent = " " * GUTTER
            first = f"{name:<{GUTTER - 1}} "
            told = textwrap.wrap(text or "-", self.width - GUTTER, break_on_hyphens=False)
            if len(told) > most:
                told = [*told[: most - 1], f"{told[most - 1][: self.width - GUTTER - 4]} ..."]
            yield first + told[0]
            yield from (indent + line for line in told[1:])


def _place(row: tuple[str, list[Fact]]) -> tuple[bool, bool, str]:
    """Place a type in the table: those that lead events, the others, what is listed."""
    kind, held = row
    return held[0].listed, held[0].leads in (None, "measure"), kind
