"""Confidence: every record that the model knows has one, and a threshold keeps what is named."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventx
from eventx.evaluate.confidence import calibration_error, lines
from eventx.pipeline.confidence import load_weights, score

TEXT = """Halden Foods lays off 300 in Leeds

Halden Foods said on Monday it would lay off 300 workers in Leeds. Its revenue fell 8% to $40 million last year."""


def test_records_have_a_confidence(nlp: Language) -> None:
    found = eventx.extract(TEXT, published="2025-08-09", nlp=nlp)
    known = [r for r in (*found.facts, *found.events) if r.type in load_weights()]
    assert known
    assert all(r.confidence is not None and 0 < r.confidence < 1 for r in known)
    assert all(r.confidence is None for r in found.facts if r.type == "time")


def test_a_type_not_seen_has_none() -> None:
    assert score("weather", ["rule weather"]) is None


@pytest.mark.parametrize(
    ("plain", "doubtful"),
    [
        (
            "Gunmen attacked a village in Mali on Thursday.",
            "The carrier went on the attack against its rivals over fares on Thursday.",
        ),
        (
            "Prosecutors charged Ann Low with fraud on Monday.",
            "The mayor dared her critics to bring charges against her on Monday.",
        ),
    ],
)
def test_what_a_lead_tells_in_passing_is_less_sure(nlp: Language, plain: str, doubtful: str) -> None:
    events = [eventx.extract(text, published="2025-08-09", nlp=nlp).events for text in (plain, doubtful)]
    sure, unsure = (max((event.confidence or 0.0 for event in found), default=0.0) for found in events)
    assert sure > unsure + 0.1


@pytest.mark.parametrize("least", [0.5, 0.9, 0.95, 1.0])
def test_a_threshold_keeps_what_is_surer_and_what_that_names(nlp: Language, least: float) -> None:
    every = eventx.extract(TEXT, published="2025-08-09", nlp=nlp)
    found = eventx.extract(TEXT, published="2025-08-09", nlp=nlp, min_confidence=least)
    assert all(e.confidence is None or e.confidence >= least for e in found.events)
    ids = {fact.id for fact in found.facts}
    assert all(ids.issuperset(event.facts) for event in found.events)
    assert all(fact.attributed_to is None or fact.attributed_to in ids for fact in found.facts)
    assert {fact.id for fact in every.facts if fact.confidence is None} <= ids
    assert eventx.Extraction.model_validate_json(found.model_dump_json()).events == found.events


def test_the_error_of_calibration() -> None:
    judged = [("a", 0.9, True), ("b", 0.9, False), ("c", None, True)]
    assert calibration_error(judged) == pytest.approx(0.4)
    assert any(line.startswith("expected calibration error 0.4") for line in lines("facts", judged))
    assert list(lines("facts", [])) == []
