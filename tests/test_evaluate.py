from __future__ import annotations

import copy
import json
from pathlib import Path

from eventx.evaluate import below
from eventx.evaluate.events import EventScore, read_events
from eventx.evaluate.facts import FactScore

CORPUS = Path(__file__).parent.parent / "corpus"
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("gold/*.json"))}
EVENTS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("events/*.json"))}


def test_gold_against_itself_is_perfect() -> None:
    facts, events = FactScore(), EventScore()
    for name, doc in GOLD.items():
        facts.add(name, doc["facts"], copy.deepcopy(doc["facts"]))
    for name, doc in EVENTS.items():
        events.add(name, read_events(doc), read_events(doc))
    assert set(facts.figures().values()) == {100.0}
    assert set(events.figures().values()) == {100.0}
    assert facts.errors == events.errors == []


def test_a_spoilt_copy_loses_what_was_spoilt() -> None:
    score = FactScore()
    dropped = 0
    for name, doc in GOLD.items():
        money = [f for f in doc["facts"] if f["type"] == "money"]
        spoilt = [f | {"currency": "XXX"} for f in money[1:]]
        dropped += bool(money)
        score.add(name, doc["facts"], spoilt)
    assert score.gold["money"] - score.matched["money"] == dropped
    assert score.whole["money"] == 0
    assert score.matched["change"] == 0


def test_a_figure_below_its_floor_is_told() -> None:
    assert below({"money.f1": 90.0}, {"money.f1": 91.0, "share.f1": 1.0}) == [
        "money.f1: 90.00 is below its floor 91.00",
        "share.f1: 0.00 is below its floor 1.00",
    ]
    assert below({"money.f1": 91.0}, {"money.f1": 91.0}) == []
