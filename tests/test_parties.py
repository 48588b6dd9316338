"""Parties, pairs and antecedents: whom an article means where a clause names nobody, or only describes somebody."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

import eventx
from eventx.lexicons.weights import load_weights
from eventx.records import registry

ROOT = Path(__file__).parents[1]


def tell(nlp: Language, text: str, field: str) -> list[str | None]:
    """Return who fills a field of each event of a text that has it."""
    found = [getattr(event, field) for event in nlp(text)._.eventx.events if hasattr(event, field)]
    return [value.name if value is not None else None for value in found]


def test_every_table_of_weights_is_that_of_a_role_that_the_article_may_fill() -> None:
    types = registry.types("events")
    for key, table in load_weights("events/roles/parties").items():
        name, _, field = key.partition(".")
        role = types[name].frame.roles[field]
        assert role.filler == "actor"
        assert role.carry
        assert all(isinstance(weight, int) for weight in table.values())


def test_every_built_in_role_that_the_article_may_fill_has_weights() -> None:
    for name in ("workforce", "pledge", "result"):
        frame = registry.types("events")[name].frame
        wanted = [f"{name}.{field}" for field, role in frame.roles.items() if role.filler == "actor" and role.carry]
        assert set(wanted) <= set(load_weights("events/roles/parties"))


def test_figures_without_an_owner_are_those_of_the_firm_told_before(nlp: Language) -> None:
    text = "Profits at Larch Foods fell 8% to $40 million in 2024. Sales were flat at $310 million."
    assert tell(nlp, text, "subject") == ["Larch Foods", "Larch Foods"]


def test_a_title_that_stands_apart_tells_whose_figures_are_meant(nlp: Language) -> None:
    text = "Danford Group and Larch Foods make jam. Sales rose 4% to $310 million in the quarter."
    article = eventx.Article(text=text, title="Larch Foods profit beats forecasts")
    (sales,) = next(eventx.extract_many([article], nlp=nlp)).of("result")
    assert sales.subject is not None
    assert sales.subject.name == "Larch Foods"


def test_a_title_that_stands_apart_names_the_firm_of_a_table_that_does_not(nlp: Language) -> None:
    text = "Oper net 6,318,000 vs 4,655,000\n    Revs 189.1 mln vs 174.7 mln"
    article = eventx.Article(text=text, title="<KVERN-HALLE FOODS INC> 4TH QTR NET")
    found = next(iter(eventx.extract_many([article], nlp=nlp))).of("result")
    assert {e.subject and e.subject.name for e in found} == {"Kvern-Halle Foods Inc"}
    assert all(e.subject is not None and "subject" in e.inferred for e in found)
    assert all(e.subject.mention.text in text for e in found if e.subject)


def test_jobs_without_an_employer_are_those_of_the_employer_told_before(nlp: Language) -> None:
    text = "Norte Cement said it would hire 90 drivers. Another 60 jobs will be added in Cebu."
    assert tell(nlp, text, "employer") == ["Norte Cement", "Norte Cement"]


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("The Danish brewer Skovby lost money in May. The brewer will cut 120 jobs.", "Skovby"),
        ("Leeds City Council met on Monday. The council plans to hire 40 teachers.", "Leeds City Council"),
        ("Barwick Foods and the Ministry of Labour met. The company will lay off 300 workers.", "Barwick Foods"),
        ("The government will hire 700 engineers.", "government"),
    ],
)
def test_a_description_stands_for_the_body_that_is_called_so(nlp: Language, text: str, employer: str) -> None:
    assert tell(nlp, text, "employer") == [employer]


def test_the_giver_is_not_the_receiver(nlp: Language) -> None:
    text = "Norway pledged 30 million euros to Malawi on Monday. Only 4 million euros has been paid out."
    events = nlp(text)._.eventx.events
    parties = [[actor.name for actor in (event.giver, event.receiver) if actor is not None] for event in events]
    assert all(len(set(names)) == len(names) > 0 for names in parties)
