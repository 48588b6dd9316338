"""CSV: one row a fact, or one row an event; ``COLUMNS`` says what each column holds."""

from __future__ import annotations

import csv
import json
import re
from typing import Any, TextIO

from eventx.records.extraction import Extraction

COLUMNS = {
    "article": "article.id",
    "published": "article.published",
    "type": "type of the fact or event",
    "id": "its id, its own within the article",
    "text": "the words it stands on: span of a fact, trigger of an event",
    "start": "first character of them",
    "end": "character after the last of them",
    "section": "headline, standfirst, body or aside (facts)",
    "modality": "asserted, negated, forecast or hypothetical",
    "attributed_to": "id of the statement that holds it",
    "value": "exact amount; empty for a range",
    "low": "lower end of a range",
    "high": "upper end of a range",
    "bound": "exact, approx, at_least, at_most, more_than, less_than or range",
    "unit": "percent, an ISO 4217 code, person, or the singular name of a unit",
    "per": "per what the amount is",
    "about": "what is counted or measured: what, metric, of, who, goods, purpose, or the content of a statement",
    "direction": "up, down or flat",
    "change": "amount of an event's change, with its unit",
    "initial": "level before the change, with its unit (previous, of an event)",
    "final": "level after the change, with its unit",
    "basis": "what the change counts from",
    "action": "the verb of a headcount, the action or flow of an event",
    "origin": "from where, or the exporter",
    "destination": "to where, or the importer",
    "actor": "name of the speaker, giver, subject, employer",
    "role": "role of the actor",
    "organisation": "organisation of the actor, or the receiver",
    "cue": "the verb of a statement",
    "mode": "direct, indirect or mixed",
    "start_date": "first day of the period",
    "end_date": "last day of the period",
    "timex": "TIMEX3 value of the period",
    "country": "ISO 3166 code of a place",
    "kind": "country, region, city or other",
    "form": "name, adjective or nested (places)",
    "others": "what else the record holds, by field, as JSON: places, cause, the fields of a type of your own",
    "facts": "ids of an event's facts",
    "rule": "name of the rule that found the fact",
}
AMOUNTS = ("amount", "value", "workers", "people", "killed", "injured", "missing", "displaced")
ABOUT = ("what", "metric", "of", "who", "goods", "purpose", "content")
ACTORS = ("speaker", "giver", "subject", "employer")
SINGLE = (*ACTORS, "change", "initial", "previous", "final", "receiver", "period", "date", "place")
"""Fields that the built-in types fill with one record; a type of your own may hold something else there."""
_TOLD = {
    *AMOUNTS, *ABOUT, *SINGLE, "amount", "flow", "exporter", "importer", "span", "trigger", "mentions", "sentence",
    "statement", "rank", "also", "mode",
}  # fmt: skip
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f]*[=+@＝＋＠－-]|[\t\r]")
_HARMLESS = re.compile(r"[+-]?\d[\d.,]*|-(?::\d+)?")  # a number; the id of the standard input, or of a row of it
_LONE_RETURN = re.compile(r"\r(?!\n)")  # ends a row for many readers, and Python's writer does not quote it


class CsvWriter:
    """A header, then one row a fact (``room`` "facts") or an event ("events")."""

    def __init__(self, stream: TextIO, room: str = "facts") -> None:
        self.rows = csv.writer(stream, lineterminator="\n")
        self.room = room
        self.rows.writerow(COLUMNS)

    def write(self, extraction: Extraction) -> None:
        """Write the rows of one Extraction."""
        self.write_json(extraction.model_dump(mode="json"))

    def write_json(self, extraction: dict[str, Any]) -> None:
        """Write the rows of one Extraction's JSON."""
        article = {"article": extraction["article"].get("id"), "published": extraction["article"].get("published")}
        for record in extraction[self.room]:
            cells = article | row(record)
            self.rows.writerow([defuse(cells.get(column)) for column in COLUMNS])

    def close(self) -> None:
        """Nothing is left."""


def defuse(value: Any) -> str:
    """Write a cell so that no spreadsheet takes it for a formula, and no reader for two rows.

    >>> defuse("=2+5"), defuse("＝2+5"), defuse("-3.5"), defuse("-")
    ("'=2+5", "'＝2+5", '-3.5', '-')
    """
    text = "" if value is None else _LONE_RETURN.sub("\n", str(value).replace("\x00", "\ufffd"))
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.fullmatch(text) else text


def row(record: dict[str, Any]) -> dict[str, Any]:
    """Flatten the JSON of one fact or event into the cells of its row."""
    span, period = _first(record, "span", "trigger"), _first(record, "period", "date")
    first, place, actor = _first(record, *AMOUNTS), _first(record, "place"), _first(record, *ACTORS)
    cells = {key: record.get(key) for key in COLUMNS if isinstance(record.get(key), str)}
    cells |= {key: first.get(key) for key in ("value", "low", "high", "bound", "unit", "per")}
    cells |= {key: period.get(key) for key in ("start_date", "end_date", "timex")}
    cells |= {key: place.get(key) for key in ("country", "kind")}
    return cells | {
        "text": span.get("text"), "start": span.get("start"), "end": span.get("end"),
        "about": next((words(record[key]) for key in ABOUT if record.get(key)), place.get("name")),
        "change": amount(_first(record, "change")), "initial": amount(_first(record, "initial", "previous")),
        "final": amount(_first(record, "final")),
        "action": record.get("action") or record.get("flow"),
        "origin": words(record.get("origin") or record.get("exporter")),
        "destination": words(record.get("destination") or record.get("importer")),
        "actor": actor.get("name"), "role": actor.get("role"),
        "organisation": actor.get("organisation") or _first(record, "receiver").get("name"),
        "cue": words(record.get("cue")), "others": _others(record, first), "facts": " ".join(record.get("facts") or ()),
    }  # fmt: skip


def _first(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return the first of some fields that holds one record, or an empty one."""
    return next((value for key in keys if isinstance(value := record.get(key), dict)), {})


def _others(record: dict[str, Any], first: dict[str, Any]) -> str | None:
    """Write the fields of a record that have no column of their own."""
    rest = {
        key: value
        for key, value in record.items()
        if value
        and (
            (key in SINGLE and not isinstance(value, dict))
            or (key in AMOUNTS and value is not first)
            or (key not in COLUMNS and key not in _TOLD)
        )
    }
    told = {k: amount(v) if isinstance(v, dict) else words(v) for k, v in rest.items()}
    return json.dumps(told, ensure_ascii=False) if told else None


def words(value: Any) -> str | None:
    """Write a mention, place, period or list of them as text."""
    if isinstance(value, list):
        return "; ".join(str(told) for told in map(words, value) if told) or None
    if isinstance(value, dict):
        return value.get("name") or value.get("text") or value.get("timex")
    return value or None


def amount(quantity: dict[str, Any]) -> str | None:
    """Write a quantity in one cell, its unit after it."""
    if "value" not in quantity:
        return words(quantity)
    number = quantity["value"] or f"{quantity['low']}-{quantity['high']}"
    return f"{number} {quantity['unit'] or ''}".strip()
