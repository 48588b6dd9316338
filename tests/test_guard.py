"""What a rule raises costs its record, not the article, and is told in a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language

import eventx
from eventx.facts.headcount.record import Headcount
from eventx.facts.money.record import Money
from eventx.facts.statement.record import Statement
from eventx.mentions import candidates
from eventx.mentions.analysis import Analysis
from eventx.records.guard import STRICT
from eventx.syntax.repairs import parse
from eventx.text import layout

TEXT = """The firm paid $5 million for a mill.
Sales rose 8% to $7 million in May, Ann Bell said.
It hired 300 workers in Leeds."""


@pytest.fixture
def whole(nlp: Language) -> eventx.Extraction:
    return eventx.extract(TEXT, nlp=nlp)


@pytest.fixture(autouse=True)
def _not_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STRICT)


def fail(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, when: Callable[..., bool] = lambda *_: True) -> None:
    """Let a rule raise when its arguments are such."""
    rule = getattr(where, name)

    def fails(*args: Any, **named: Any) -> Any:
        if when(*args):
            raise ValueError("a fault")
        return rule(*args, **named)

    monkeypatch.setattr(where, name, fails)


def test_a_rule_that_raises_costs_its_record(
    nlp: Language, whole: eventx.Extraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, Analysis, "quantity", lambda _, number: number.value == 5_000_000)
    found = eventx.extract(TEXT, nlp=nlp)
    lost = {fact.id for fact in whole.facts} - {fact.id for fact in found.facts}
    assert lost == {"money-14-24"}
    assert found.notes[0].startswith("money, at character 14: left out after ValueError (test_guard.py:")


def test_a_repair_that_raises_leaves_the_others(
    nlp: Language, whole: eventx.Extraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, parse, "tie_subjects")
    found = eventx.extract(TEXT, nlp=nlp)
    assert found.facts == whole.facts
    assert found.notes[0].startswith("repairs: subjects: left out after ValueError (test_guard.py:")


@pytest.mark.parametrize(
    ("where", "name", "when", "lost", "said"),
    [
        (Headcount, "_record", lambda *_: True, {"headcount"}, "headcount, at character 97: "),
        (Statement, "propose", lambda *_: True, {"statement"}, "facts of type statement: "),
        (candidates, "find_numbers", lambda text: "Sales" in text, {"change"}, "numbers, at character 37: "),
        (candidates, "find_times", lambda text, *_: "May" in text, {"time"}, "times, at character 37: "),
        (candidates, "find_places", lambda *_: True, {"location"}, "places: "),
        (layout, "read_layout", lambda *_: True, set(), "layout: "),
    ],
)
def test_all_else_is_found(
    nlp: Language, whole: eventx.Extraction, monkeypatch: pytest.MonkeyPatch,
    where: Any, name: str, when: Callable[..., bool], lost: set[str], said: str,
) -> None:  # fmt: skip
    fail(monkeypatch, where, name, when)
    found = eventx.extract(TEXT, nlp=nlp)
    assert {fact.type for fact in whole.facts} - {fact.type for fact in found.facts} == lost
    assert [note[: len(said)] for note in found.notes] == [said]


def test_in_tests_it_is_raised(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, Money, "propose")
    monkeypatch.setenv(STRICT, "1")
    with pytest.raises(ValueError, match="a fault"):
        eventx.extract(TEXT, nlp=nlp)
