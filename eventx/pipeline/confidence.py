"""Confidence: how likely a record is right, told by a logistic model over what the record shows.

``models/confidence`` trains it and says what it is made of. A type that it has not seen has no confidence.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from eventx.records import Event, Fact

Json = Mapping[str, Any]
Shown = tuple[dict[str, Any], list[str]]
"""A dumped record, and the features that it shows."""
BASE = frozenset({*Fact.model_fields, *Event.model_fields}) - {"period", "places", "change", "previous", "basis"}
"""What every record has; which of the others a record has is a feature."""
FEW = "few"
"""The table of the event types of which few have been judged; each has a weight of its own there."""
_LONG = 60  # characters of a sentence in a step
_MOST = 5
_FIRST = 4
_SURE = 0.99
_ODDS = (0.01, 0.03, 0.1, 0.3, 0.6, 0.9)
"""Steps of how likely the model of senses holds that the word of an event tells it."""


@cache
def load_weights() -> Mapping[str, Mapping[str, float]]:
    """Load the weights of the features by type of record."""
    text = (files("eventx") / "pipeline" / "confidence.json").read_text(encoding="utf-8")
    weights: Mapping[str, Mapping[str, float]] = json.loads(text)
    return weights


def score(kind: str, features: Sequence[str]) -> float | None:
    """Return how likely a record of a type is right that shows these features; None for a type not seen."""
    weights = load_weights().get(kind)
    own = 0.0
    if weights is None:
        weights = load_weights().get(FEW, {})
        if f"type {kind}" not in weights:
            return None
        own = weights[f"type {kind}"]
    odds = weights["bias"] + own + sum(weights.get(feature, 0.0) for feature in features)
    return round(min(_SURE, 1 / (1 + exp(-odds))), 2)


def set_confidence(shown: Iterable[Shown]) -> None:
    """Give dumped records, each with what it shows, their confidence."""
    for record, features in shown:
        record["confidence"] = score(record["type"], features)


def show_facts(facts: Sequence[dict[str, Any]]) -> Iterator[Shown]:
    """Yield each of an article's dumped facts with the features that it shows."""
    counts = Counter(fact["sentence"]["start"] for fact in facts)
    for fact in facts:
        yield fact, [*_of_fact(fact, counts[fact["sentence"]["start"]])]


def show_events(facts: Sequence[Json], events: Sequence[dict[str, Any]], odds: Mapping[str, float]) -> Iterator[Shown]:
    """Yield each of an article's dumped events, composed of its facts, with the features that it shows.

    ``odds`` tell of those of the lead, by id, how likely the word that tells it does so there.
    """
    by_id = {fact["id"]: fact for fact in facts}
    starts, types = sorted(e["trigger"]["start"] for e in events), Counter(e["type"] for e in events)
    for event in events:
        told = [by_id[name] for name in event["facts"] if name in by_id]
        quarter, alike = 4 * bisect_left(starts, event["trigger"]["start"]) // len(starts), types[event["type"]] - 1
        place = [f"quarter {quarter}", f"rank {min(_FIRST, event['rank'])}", f"alike {min(_MOST, alike)}"]
        likely = odds.get(event["id"])
        words = [] if likely is None else ["odds", *(f"odds below {step}" for step in _ODDS if likely < step)]
        yield event, [*place, *words, *_of_event(event, told)]


def _of_fact(fact: Json, beside: int) -> Iterator[str]:
    """Yield what a fact shows: its rule, place and fields, the length of its sentence, how many facts stand in it."""
    yield f"rule {fact['rule']}"
    yield f"section {fact['section']}"
    yield f"modality {fact['modality']}"
    yield f"long {min(_MOST, (fact['sentence']['end'] - fact['sentence']['start']) // _LONG)}"
    yield f"beside {min(_MOST, beside // 2)}"
    yield f"words {min(_MOST, fact['span']['text'].count(' '))}"
    if fact["attributed_to"]:
        yield "attributed"
    yield from _fields(fact)


def _of_event(event: Json, facts: Sequence[Json]) -> Iterator[str]:
    """Yield what an event shows by itself: its trigger, fields and mentions, the facts it is composed of."""
    yield f"trigger {event['trigger']['text'].lower()}"
    yield f"modality {event['modality']}"
    yield f"mentions {min(3, len(event['mentions']))}"
    yield f"facts {min(3, len(facts))}"
    for name in event["inferred"]:
        yield f"inferred {name}"
    if event["statement"]:
        yield "attributed"
    for fact in facts[:1]:
        yield f"lead {fact['type']}"
        yield f"rule {fact['rule']}"
        yield f"section {fact['section']}"
        yield f"long {min(_MOST, (fact['sentence']['end'] - fact['sentence']['start']) // _LONG)}"
        yield f"far {min(_MOST, abs(fact['span']['start'] - event['trigger']['start']) // 20)}"
    yield from _fields(event)


def _fields(record: Json) -> Iterator[str]:
    """Yield which fields a record has, what those hold that hold one of a few words, and which unit and kind."""
    for name, value in record.items():
        if name in BASE or value in (None, [], ""):
            continue
        yield f"has {name}"
        if isinstance(value, str):
            yield f"{name} {value}"
        elif isinstance(value, dict):
            for part in ("unit", "kind", "bound"):
                if isinstance(told := value.get(part), str):
                    yield f"{name} {part} {'money' if len(told) == 3 and told.isupper() else told}"
            if isinstance(called := value.get("name"), str):
                yield f"{name} words {min(_FIRST, len(called.split()))}"
