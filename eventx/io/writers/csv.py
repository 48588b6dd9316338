"""CSV: one row a fact, or one row an event; ``COLUMNS`` says what each column holds."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from typing import Any, TextIO

from pydantic import BaseModel

from eventx.records import Actor, Mention, Quantity, registry
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
    "about": "what is counted, measured or done something to: its first mention, the content of a statement",
    "direction": "up, down or flat",
    "change": "amount of an event's change, with its unit, after its bound (at_least) where it is not exact",
    "initial": "level before the change, with its unit (previous, of an event)",
    "final": "level after the change, with its unit",
    "basis": "what the change counts from",
    "action": "the verb of a headcount, the action or flow of an event",
    "origin": "from where, or the exporter",
    "destination": "to where, or the importer",
    "actor": "name of the first party: speaker, giver, subject, employer, buyer",
    "role": "role of the actor",
    "organisation": "organisation of the actor, or the second party of the type: receiver, target",
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
    "confidence": "how often records like it are right, 0 to 1",
}
_CHIEF = ("amount", "value")  # of several quantities the one that its type is about
_CHANGE = ("change", "initial", "previous", "final")
_ENDS = {"origin": ("origin", "exporter"), "destination": ("destination", "importer")}
_FRAME = {
    "span", "trigger", "mentions", "sentence", "statement", "rank", "also", "mode", "cue", "facts", "period", "date",
    "place", "flow", "source",
}  # fmt: skip
"""Fields that all records or some facts have, of no type's own."""
_ALONE = ("period", "date", "place")  # that hold one record; of a type of your own perhaps several
_MARKS = {"bound": "quantity", "role": "actor", "text": "mention"}
"""What a JSON object is, by a key that only its like have."""
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f]*[=+@＝＋＠－-]|[\t\r]")
_HARMLESS = re.compile(r"[+-]?\d[\d.,]*|-(?::\d+)?")  # a number; the id of the standard input, or of a row of it
_LONE_RETURN = re.compile(r"\r(?!\n)")  # ends a row for many readers, and Python's writer does not quote it
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


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
    """Write a cell so that no spreadsheet takes it for a formula, no reader for two rows, no terminal for a command.

    >>> defuse("=2+5"), defuse("＝2+5"), defuse("-3.5"), defuse("-")
    ("'=2+5", "'＝2+5", '-3.5', '-')
    """
    text = "" if value is None else _LONE_RETURN.sub("\n", _CONTROL.sub("\ufffd", str(value)))
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.fullmatch(text) else text


def row(record: dict[str, Any]) -> dict[str, Any]:
    """Flatten the JSON of one fact or event into the cells of its row.

    Fields take their columns by what they hold, whatever their names: a type of your own, too, has its quantity in
    ``value``, its first party in ``actor`` and its first mention in ``about``.
    """
    own = {key: value for key, value in record.items() if value and key not in _FRAME}
    fields = _place(record, own)
    first, actor = _first(own, fields["value"]), _first(own, fields["actor"])
    span, period, place = _first(record, "span", "trigger"), _first(record, "period", "date"), _first(record, "place")
    cells = {key: record.get(key) for key in COLUMNS if isinstance(record.get(key), str)}
    cells |= {key: first.get(key) for key in ("value", "low", "high", "bound", "unit", "per")}
    cells |= {key: period.get(key) for key in ("start_date", "end_date", "timex")}
    cells |= {key: place.get(key) for key in ("country", "kind")}
    cells |= {key: words(own.get(fields[key])) for key in ("actor", "origin", "destination")} | {
        "text": span.get("text"), "start": span.get("start"), "end": span.get("end"),
        "about": words(own.get(fields["about"])) or place.get("name"),
        "change": amount(_first(record, "change")), "initial": amount(_first(record, "initial", "previous")),
        "final": amount(_first(record, "final")),
        "action": record.get("action") or record.get("flow"), "role": actor.get("role"),
        "organisation": actor.get("organisation") or _first(own, fields["organisation"]).get("name"),
        "cue": words(record.get("cue")), "facts": " ".join(record.get("facts") or ()),
        "confidence": record.get("confidence"),
    }  # fmt: skip
    used = {key for key in own if own[key] == cells.get(key) or (key in _CHANGE and isinstance(own[key], dict))}
    used |= {field for column, field in fields.items() if column != "organisation" or not actor.get("organisation")}
    return cells | {"others": _others(record, used)}


def _place(record: dict[str, Any], own: dict[str, Any]) -> dict[str, str]:
    """Tell which field goes into which column: of a type's parties the first and second into theirs, there or not."""
    kinds = {key: kind for key, kind in _kinds(record).items() if key not in _FRAME}
    parties = [key for key, kind in kinds.items() if kind == "actor"]
    amounts = [key for key, kind in kinds.items() if kind == "quantity" and key in own and key not in _CHANGE]
    ends = {end: next((key for key in keys if key in own), "") for end, keys in _ENDS.items()}
    told = (key for key, kind in kinds.items() if kind == "mention" and key in own and key not in ends.values())
    return ends | {
        "value": next((key for key in _CHIEF if key in amounts), next(iter(amounts), "")),
        "actor": next(iter(parties), ""), "organisation": next(iter(parties[1:]), ""),
        "about": next(told, ""),
    }  # fmt: skip


def _kinds(record: dict[str, Any]) -> dict[str, str]:
    """Tell what the fields of a record hold, one or several: by its class, or, if that is unknown, by what is there."""
    types = registry.types("facts") | registry.types("events")
    if (known := types.get(record.get("type", ""))) is not None:
        return _declared(known)  # type: ignore[arg-type]  # a class is hashable
    held = {key: value[0] if isinstance(value, list) and value else value for key, value in record.items()}
    dicts = {key: value for key, value in held.items() if isinstance(value, dict)}
    return {key: kind for key, value in dicts.items() for mark, kind in _MARKS.items() if mark in value}


@cache
def _declared(known: type[BaseModel]) -> dict[str, str]:
    told = {key: str(field.annotation) for key, field in known.model_fields.items()}
    names = {f"{record.__module__}.{record.__name__}": record.__name__.lower() for record in (Quantity, Actor, Mention)}
    return {key: kind for key, said in told.items() for name, kind in names.items() if name in said}


def _first(record: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return the first of some fields that holds one record, or an empty one."""
    return next((value for key in keys if isinstance(value := record.get(key), dict)), {})


def _others(record: dict[str, Any], used: set[str]) -> str | None:
    """Write the fields of a record that have no column of their own."""
    rest = {key: value for key, value in record.items() if value and key not in used and not _is_frame(key, value)}
    told = {k: amount(v) if isinstance(v, dict) else words(v) for k, v in rest.items()}
    return json.dumps(told, ensure_ascii=False) if told else None


def _is_frame(key: str, value: Any) -> bool:
    alone = key in _ALONE and not isinstance(value, dict)
    return key in _FRAME and key != "source" and not alone


def words(value: Any) -> str | None:
    """Write a mention, place, period or list of them as text."""
    if isinstance(value, list):
        return "; ".join(str(told) for told in map(words, value) if told) or None
    if isinstance(value, dict):
        return value.get("name") or value.get("text") or value.get("timex")
    return value or None


def amount(quantity: dict[str, Any]) -> str | None:
    """Write a quantity in one cell, its unit after it, and before it the bound, if it is not exact.

    >>> amount({"value": "600", "unit": "person", "bound": "less_than"})
    'less_than 600 person'
    """
    if "value" not in quantity:
        return words(quantity)
    number = quantity["value"] or f"{quantity['low']}-{quantity['high']}"
    bound = quantity.get("bound")
    told = (bound if bound not in ("exact", "range") else "", number, quantity["unit"])
    return " ".join(filter(None, told))
