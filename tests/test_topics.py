"""Topics and ellipsis: what the models fill, replace and leave alone, beside the tables of the rooms."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventx
from eventx.lexicons.weights import load_weights
from eventx.mentions import topics

FIELDS = {"money.what": "what", "change.metric": "metric", "share.of": "of"}


def tell(nlp: Language, text: str, field: str) -> list[str | None]:
    """Return what the facts that have a field tell of."""
    found = [getattr(fact, FIELDS[field]) for fact in nlp(text)._.eventx.facts if fact.type == field.split(".")[0]]
    return [mention.text if mention is not None else None for mention in found]


def test_the_model_has_a_table_for_each_field_that_is_asked() -> None:
    assert set(load_weights("mentions/topics")) == set(FIELDS)
    assert all(
        isinstance(weight, int) for table in load_weights("mentions/topics").values() for weight in table.values()
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The subsidy would cost taxpayers 3.2 billion pesos a year.", ["subsidy"]),
        ("The subsidy works out at $4,300 for each job.", ["subsidy"]),
        ("Insurance for the race cost $75,000.", ["Insurance"]),
    ],
)
def test_money_that_no_rule_reads_is_of_a_noun_near_by(nlp: Language, text: str, told: list[str]) -> None:
    assert tell(nlp, text, "money.what") == told


def test_what_the_rules_find_is_not_asked_of_the_model(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Takings at the fair reached $5 million, a third of them from rides. Prices rose 4%."
    before = {field: tell(nlp, text, field) for field in FIELDS}
    monkeypatch.setattr(topics, "load_weights", lambda name: pytest.fail(name))
    assert {field: tell(nlp, text, field) for field in FIELDS} == before
    assert all(told and None not in told for told in before.values())


def test_a_percentage_that_goes_on_with_a_series_is_a_change_and_no_share(nlp: Language) -> None:
    facts = nlp("Retail sales grew 2.1% in August, after 1.4% in July.")._.eventx.facts
    assert [(f.rule, f.metric.text) for f in facts if isinstance(f, eventx.Change) and f.metric] == [
        ("change.verb", "Retail sales"),
        ("change.ellipsis", "Retail sales"),
    ]
    assert not [f for f in facts if f.type == "share"]


def test_a_level_behind_a_change_stays_a_share(nlp: Language) -> None:
    text = "House prices fell 3%, while mortgage rates averaged 6.5%. Tickets rose 5%; the booking fee is 12%."
    assert tell(nlp, text, "share.of") == ["mortgage rates", "booking fee"]
