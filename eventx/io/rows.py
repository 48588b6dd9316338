"""Rows: the records of an Extraction in narrow columns, for tables that a person looks at."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from eventx.io.writers.csv import COLUMNS, row
from eventx.records.errors import ConfigError
from eventx.records.extraction import Extraction

NUMBERS = ("value", "low", "high")
_LEFT = ("start", "end", "attributed_to", "facts", "rule", "form", "mode", "cue")
ROW = (*(name for name in COLUMNS if name not in _LEFT), "sentence")
"""The columns: those of the CSV but for offsets and references, and the sentence where the text is at hand."""


def to_rows(extraction: Extraction, room: Literal["facts", "events"] = "events") -> list[dict[str, Any]]:
    """Return a dict a record, with all columns of ``ROW``; amounts are Decimals, what is unknown is None.

    Raises
    ------
    ConfigError
        If the room is neither.
    """
    if room not in ("facts", "events"):
        raise ConfigError(f"{room!r}: there are rows of facts and of events")
    held = extraction.model_dump(mode="json")
    article = {"article": held["article"]["id"], "published": held["article"]["published"]}
    out = []
    for record in held[room]:
        cells = article | row(record) | {"sentence": _sentence(extraction.text, record, held["facts"])}
        numbers = {name: Decimal(cells[name]) for name in NUMBERS if cells.get(name)}
        out.append({name: cells.get(name) or None for name in ROW} | numbers)
    return out


def to_arrow(extraction: Extraction, room: Literal["facts", "events"] = "events") -> Any:
    """Return the rows as a pyarrow.Table: numbers as decimal128(38, 9), null where they have more digits."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise ConfigError('this needs pyarrow; install it with: pip install "eventx-news[parquet]"') from error

    kinds = dict.fromkeys(NUMBERS, pa.decimal128(38, 9)) | {"confidence": pa.float64()}
    fields = [(name, kinds.get(name, pa.string())) for name in ROW]
    rows = [{n: _fit(v) if n in NUMBERS else v for n, v in held.items()} for held in to_rows(extraction, room)]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _fit(value: Decimal | None) -> Decimal | None:
    return value if value is not None and value.adjusted() < 29 and value == round(value, 9) else None


def _sentence(text: str | None, record: dict[str, Any], facts: list[dict[str, Any]]) -> str | None:
    """Return the words that tell a record: its sentence; of an event that of its trigger, by the facts told in it."""
    if (told := record.get("sentence")) is None:
        longest = max(record["mentions"], key=lambda mention: mention["end"] - mention["start"])
        if text is None:
            return str(longest["text"])
        at = record["trigger"]["start"]
        around = (fact["sentence"] for fact in facts)
        told = next((extent for extent in around if extent["start"] <= at < extent["end"]), longest)
    return text[told["start"] : told["end"]] if text is not None else None
