"""Writers: Extractions to a stream, one class a format, all with ``write`` and ``close``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TextIO

from eventx.io.writers.csv import CsvWriter
from eventx.io.writers.json import JsonLinesWriter, JsonWriter
from eventx.io.writers.table import TableWriter
from eventx.records.extraction import Extraction


class Writer(Protocol):
    """What a format does."""

    def write(self, extraction: Extraction) -> None:
        """Write one Extraction."""

    def close(self) -> None:
        """Write what is left; the stream stays open."""


def make_writer(name: str, stream: TextIO, events: bool = False) -> Writer:
    """Make the writer of a format: table, json, jsonl, csv or html; ``events`` makes CSV rows of events, not facts."""
    if name == "html":
        from eventx.io.page import HtmlWriter

        return HtmlWriter(stream)
    if name == "csv":
        return CsvWriter(stream, "events" if events else "facts")
    kinds: dict[str, Callable[[TextIO], Writer]] = {"table": TableWriter, "json": JsonWriter, "jsonl": JsonLinesWriter}
    return kinds[name](stream)


def select(
    extraction: Extraction, types: set[str] | None = None, only: str | None = None, min_confidence: float | None = None
) -> Extraction:
    """Keep the facts and events of the named types that are likely right enough; of ``only``, "facts" or "events"."""
    extraction = extraction.at_least(min_confidence) if min_confidence else extraction
    kept = {
        room: [r for r in getattr(extraction, room) if (types is None or r.type in types) and only in (None, room)]
        for room in ("facts", "events")
    }
    return extraction.model_copy(update=kept)
