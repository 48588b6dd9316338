from __future__ import annotations

import pytest
from spacy.language import Language

import eventx
from eventx.facts.statement import Statement
from eventx.mentions.claims import Claims
from eventx.pipeline import make_doc
from eventx.pipeline.components import analysis_of
from eventx.records import Actor


def speakers(nlp: Language, text: str) -> list[Actor]:
    analysis = analysis_of(nlp(make_doc(nlp, eventx.Article(text=text))))
    return [p.record.speaker for p in Statement.propose(analysis, Claims()) if p.record.speaker]


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation"),
    [
        (
            "Alan Pryce, chief executive of the Merrow Group, said orders had doubled.",
            "Alan Pryce",
            "chief executive",
            "Merrow Group",
        ),
        (
            "The group's finance director, Sue Chan, said cash flow would improve.",
            "Sue Chan",
            "finance director",
            "group",
        ),
        ("Central bank governor Pedro Luna said inflation had peaked.", "Pedro Luna", "governor", "Central bank"),
        (
            "Mohamed Saleh, the governor of Marib province, said 30 families had fled.",
            "Mohamed Saleh",
            "governor",
            None,
        ),
        (
            "A spokeswoman for the finance ministry said the decision was final.",
            "spokeswoman for the finance ministry",
            None,
            "finance ministry",
        ),
        ("Analysts at Nordbank said prices would rise.", "Analysts at Nordbank", None, "Nordbank"),
        ("Trade ministry data showed that exports fell.", "Trade ministry data", None, "Trade ministry"),
        ("Beijing said it opposed the sale.", "Beijing", None, None),
    ],
)
def test_offices(nlp: Language, text: str, name: str, role: str | None, organisation: str | None) -> None:
    (actor,) = speakers(nlp, text)
    assert (actor.name, actor.role, actor.organisation) == (name, role, organisation)


def test_pronoun_surname_and_description_mean_the_fullest_name(nlp: Language) -> None:
    text = (
        "Trade Minister Clara Neumann said talks had begun. She said they would be long.\n\n"
        "Neumann said a deal was near. The minister said she was hopeful."
    )
    assert [actor.name for actor in speakers(nlp, text)] == ["Clara Neumann"] * 4


def test_abbreviation_means_the_full_name(nlp: Language) -> None:
    text = "The National Cocoa Board (NCB) met in Accra. The NCB said prices had fallen."
    assert [actor.name for actor in speakers(nlp, text)] == ["National Cocoa Board"]


def test_no_country_comes_out_of_a_name(nlp: Language) -> None:
    text = "Nigel Farage said he would stand. French President Emmanuel Macron said he would not."
    assert [speaker.country for speaker in speakers(nlp, text)] == [None, "FR"]
