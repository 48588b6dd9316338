"""The promises of docs/records.md, as far as they hold of any text whatever."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import eventx
from eventx.io.writers import make_writer
from eventx.records import registry

OWNERS = ("money", "share", "headcount", "measure")


def records_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within a record's JSON, itself first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for held in value:
            yield from records_in(held)


def mentions_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every mention within a record's JSON."""
    return (held for held in records_in(value) if {"start", "end", "text"} <= held.keys())


def broken_promises(text: str, found: eventx.Extraction) -> list[str]:
    """What an Extraction of a text does not keep."""
    text = eventx.Article(text=text).text  # to which offsets refer
    held = json.loads(found.model_dump_json(), parse_constant=lambda name: f"not JSON: {name}")
    facts, events = held["facts"], held["events"]
    said = [*_of_values(text, facts + events), *_of_facts(text, facts), *_of_events(facts, events)]
    if eventx.Extraction.model_validate(held) != found:
        said.append("the JSON is another Extraction")
    if held["article"]["text_sha256"] != hashlib.sha256(text.encode()).hexdigest():
        said.append("text_sha256")
    return [*said, *_of_tables(found)]


def _of_values(text: str, records: list[Any]) -> Iterator[str]:
    for value in mentions_in(records):
        if text[value["start"] : value["end"]] != value["text"]:
            yield f"a mention that does not quote the text: {value}"
    for value in records_in(records):
        if {"start", "end"} <= value.keys() and not 0 <= value["start"] < value["end"] <= len(text):
            yield f"an extent outside the text: {value}"
        if "bound" in value:
            yield from _of_quantity(value)
        if "timex" in value:
            yield from _of_period(value)
        if "geonames_id" in value:
            yield from _of_place(value)


def _of_quantity(value: dict[str, Any]) -> Iterator[str]:
    number, low, high = (None if value[key] is None else Decimal(value[key]) for key in ("value", "low", "high"))
    if (number is None) == (low is None and high is None):
        yield f"neither a value nor a range, or both: {value}"
    if (value["bound"] == "range") != (number is None):
        yield f"the bound of a range: {value}"
    if low is not None and high is not None and not low <= high:
        yield f"low above high: {value}"
    if any(n is not None and not n.is_finite() for n in (number, low, high)):
        yield f"no finite number: {value}"


def _of_period(value: dict[str, Any]) -> Iterator[str]:
    start, end = (value[key] and date.fromisoformat(value[key]) for key in ("start_date", "end_date"))
    if start and end and start > end:
        yield f"a period that starts after it ends: {value}"


def _of_place(value: dict[str, Any]) -> Iterator[str]:
    if value["country"] is not None and not re.fullmatch("[A-Z]{2}", value["country"]):
        yield f"no country: {value}"
    if value["latitude"] is not None and not (abs(value["latitude"]) <= 90 and abs(value["longitude"]) <= 180):
        yield f"no place on earth: {value}"


def _of_facts(text: str, facts: list[Any]) -> Iterator[str]:
    by_id = {fact["id"]: fact for fact in facts}
    spans = [fact["span"]["start"] for fact in facts]
    if spans != sorted(spans) or len(by_id) < len(facts):
        yield "facts out of order, or of one id"
    owned = [(f["amount"]["mention"]["start"], f["amount"]["mention"]["end"]) for f in facts if f["type"] in OWNERS]
    if len(set(owned)) < len(owned):
        yield "a number with two owners"
    for fact in facts:
        if (
            not fact["sentence"]["start"] <= fact["span"]["start"] < fact["sentence"]["end"]
            and fact["type"] != "statement"
        ):
            yield f"a fact outside its sentence: {fact}"
        if (name := fact["attributed_to"]) and not any(
            piece["start"] <= fact["span"]["start"] and fact["span"]["end"] <= piece["end"]
            for piece in by_id.get(name, {}).get("content", ())
        ):
            yield f"a fact outside the statement it is attributed to: {fact}"
        if fact["type"] == "change" and any(
            Decimal(told) < 0 for key in ("value", "low") if fact["amount"] and (told := fact["amount"][key])
        ):
            yield f"a negative amount of a change: {fact}"
        if fact["type"] == "statement" and not fact["content"]:
            yield f"a statement of nothing: {fact}"


def _of_events(facts: list[Any], events: list[Any]) -> Iterator[str]:
    by_id = {fact["id"]: fact for fact in facts}
    if len({event["id"] for event in events} - by_id.keys()) < len(events):
        yield "events of one id"
    if sorted(event["rank"] for event in events) != list(range(1, len(events) + 1)):
        yield "ranks are not 1 to n"
    for event in events:
        if not by_id.keys() >= {*event["facts"]}:
            yield f"an event of facts that are not there: {event}"
        roles = registry.types("events")[event["type"]].frame.roles
        if not event["facts"] and not any(map(event.get, roles)):
            yield f"an event of no facts and nobody: {event}"
        if event["statement"] and by_id.get(event["statement"], {}).get("type") != "statement":
            yield f"an event in no statement: {event}"
        if not event["mentions"]:
            yield f"an event without a mention: {event}"


def _of_tables(found: eventx.Extraction) -> Iterator[str]:
    for events in (False, True):
        stream = io.StringIO(newline="")
        make_writer("csv", stream, events).write(found)
        rows = list(csv.reader(io.StringIO(stream.getvalue().replace("\r\n", "\n"), newline=None)))
        if len({len(row) for row in rows}) > 1 or len(rows) != 1 + len(found.events if events else found.facts):
            yield "rows of CSV that are not as many as the records"
    stream = io.StringIO()
    make_writer("table", stream).write(found)
    if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", stream.getvalue()):
        yield "a table that moves a terminal"
