"""Disambiguation: what the model of senses adds in a lead, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from spacy.language import Language

import eventx
from eventx.events.predicates import disambiguation
from eventx.events.predicates.disambiguation import IDLE, NOTHING, weigh
from eventx.lexicons.weights import load_weights
from eventx.mentions.analysis import Analysis
from eventx.records import Event, registry


def tell(nlp: Language, text: str) -> list[tuple[str, str]]:
    """Return the types of the events of a text, with what tells them."""
    article = eventx.Article(text=text, published="2025-08-09")
    return [(event.type, event.trigger.text) for event in next(eventx.extract_many([article], nlp=nlp)).events]


def test_the_model_knows_the_types_their_actions_nothing_and_idle_words() -> None:
    tables, types = load_weights("events/predicates/senses"), registry.types("events")
    assert {name.partition(":")[0] for name in tables} == {*types, NOTHING, IDLE}
    assert all(isinstance(weight, int) for table in tables.values() for weight in table.values())


def test_one_of_the_classes_is_right_and_those_that_the_model_has_not_seen_are_left_out() -> None:
    odds = weigh({"v sack", "doer #body", "thing #person"}, (NOTHING, "personnel", "conflict", "eruption"))
    assert sum(odds.values()) == pytest.approx(1)
    assert "eruption" not in odds
    assert odds["personnel"] > odds["conflict"]


ADDED = [
    (
        "Flights were halted at Lima airport on Tuesday after baggage handlers started a two-day stoppage over pay.",
        ("workforce", "stoppage"),
    ),
    (
        "The senate approved the bill despite protests by farmers outside the palace in Lima.",
        ("conflict", "protests"),
    ),
    (
        "The club fired its coach on Sunday, less than a day after a 45-3 home loss to Garner State.",
        ("contest", "loss"),
    ),
    ("Hooded men drove off with a van full of gold on Tuesday after tying up its guards.", ("conflict", "drove")),
]


@pytest.mark.parametrize(("text", "added"), ADDED)
def test_what_no_rule_foresees_is_told_by_the_model(
    nlp: Language, text: str, added: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert added in tell(nlp, text)
    monkeypatch.setattr(disambiguation, "LIKELY", 1.1)
    assert added not in tell(nlp, text)


@pytest.mark.parametrize(("text", "added"), ADDED)
def test_it_is_asked_of_the_lead_alone(nlp: Language, text: str, added: tuple[str, str]) -> None:
    plain = "The day was mild in the north. Few people were about. Trains ran on time."
    assert added not in tell(nlp, f"{plain} {text}")


def test_the_odds_are_told_of_events_of_the_lead_whose_word_the_model_knows(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, float] = {}

    def watch(analysis: Analysis, classes: disambiguation.Classes, events: Iterable[Event]) -> dict[str, float]:
        odds = disambiguation.find_odds(analysis, classes, events)
        told.update({event.trigger.text: odds[event.id] for event in events if event.id in odds})
        return odds

    monkeypatch.setattr("eventx.events.find_odds", watch)
    body = (
        "Few were about. Trains ran on time. Later gunmen attacked a village in Mali. A court jailed Ann Low for fraud."
    )
    tell(nlp, f"Prosecutors charged Ivo Brandt with arson on Monday. {body}")
    assert told.keys() == {"charged"}
    assert told["charged"] > disambiguation.LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "Is Nordsee AG buying Kappa Foods?",
        "The director walked out to applause.",
        "Low racked up losses at the poker table.",
    ],
)
def test_a_question_or_a_figure_of_speech_tells_nothing(nlp: Language, text: str) -> None:
    assert tell(nlp, text) == []


def test_a_lead_without_a_stop_is_asked_of_its_first_words(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    is_possible = disambiguation._is_possible
    monkeypatch.setattr(disambiguation, "_is_possible", lambda *held: asked.append(held) or is_possible(*held))
    tell(nlp, "Hooded men drove off with a van and " * 200)
    assert 0 < len(asked) <= 100


DOUBTFUL = [
    ("Curious buyers? Laptops are on sale at Best Shop.", "are"),
    ("New targets for schools are to be unveiled.", "unveiled"),
    ("Growth came out at 0.6% for the year.", "came"),
]


@pytest.mark.parametrize(("text", "word"), DOUBTFUL)
def test_what_a_rule_takes_for_an_event_in_doubtful_words_is_left_out(
    nlp: Language, text: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert word not in [trigger for _, trigger in tell(nlp, text)]
    monkeypatch.setattr(disambiguation, "DOUBTFUL", 0)
    assert word in [trigger for _, trigger in tell(nlp, text)]
