"""Titles: read in the case of sentences, and their clauses put right."""

from __future__ import annotations

import pytest
from spacy.language import Language

import eventx
from eventx.pipeline.vocabulary import known_words
from eventx.text.casing import is_capitalised, lower_titles

BODY = "\n\nThe mill is in Leeds. A spokesman of Kappa said so.\n"

CASES = [
    ("Court Blocks Kappa Merger", "Court blocks Kappa merger"),
    ("PERU TO CUT KAPPA'S TARIFF", "Peru to cut Kappa's tariff"),
    ("U.S. Police Arrest Mayor Over Mill", "U.S. police arrest mayor over mill"),
    ("Police arrest mayor over mill", "Police arrest mayor over mill"),
]

TITLES = [
    ("Man jailed over mill fire", "legal", "sentence"),
    ("Police arrest mayor in bribery probe", "legal", "arrest"),
    ("EU fines truckmakers", "legal", "fine"),
    ("Peru, Chile to resume border talks", "diplomacy", "talk"),
    ("Landslide buries village in Peru", "disaster", "strike"),
    ("Bus plunges into ravine in Peru", "disaster", "crash"),
    ("Arsonists torch mosque", "conflict", "attack"),
    ("Thousands march in Paris against pension plan", "conflict", "protest"),
    ("Top court upholds ban on veil", "legal", "rule"),
    ("Doctor in court over patient deaths", "legal", "try"),
    ("Extradition hearing for hacker", "legal", "try"),
    ("Train drivers walk out over pay", "workforce", "strike"),
    ("Migrants come ashore in Lampedusa", "movement", "arrive"),
    ("DOCKERS END STRIKE", "workforce", "strike"),
    ("Massive Blackout Hits Argentina", "disaster", "fail"),
    ("Judge killed in car bomb attack", "conflict", "attack"),
    ("Russia and Japan resume island talks", "diplomacy", "talk"),
    ("Bishop denies charges", "legal", "try"),
    ("GUNMEN ATTACK OIL PIPELINE IN NIGERIA", "conflict", "attack"),
    ("Vietnam's coffee exports jump in May", "trade", None),
    ("Barley exports to China surge after tariffs go", "trade", None),
    ("Food costs surge in Ghana", "result", None),
    ("Retail sales jump in May", "result", None),
    ("Diallo fires Rangers into cup final", "contest", "advance"),
    ("EU stumps up €200m for Sahel famine", "pledge", "give"),
    ("Maria Low out as Kappa chief", "personnel", "dismiss"),
    ("Finance chief out at Kappa", "personnel", "dismiss"),
    ("Maria Low back as central bank chief", "personnel", "appoint"),
    ("Singer Maria Low dead at 79", "personnel", "die"),
    ("Mayor gets four years for bribery", "legal", "sentence"),
]

UNTOLD = ["Wolves in at safari park", "Kappa back at top of chart", "Striker Low out at Leeds with knee injury"]
"""Titles without a verb that tell of no office and no death."""


PARTIES = [
    ("Exclusive: Norway to ban imports of sugar - sources", "policy", "body", "Norway"),
    ("Breaking: Gunmen kidnap priest in Kaduna - police", "conflict", "attacker", "Gunmen"),
    ("Exclusive: the retailer to take over Quorvane", "acquisition", "buyer", "retailer"),
    ("Gunmen kidnap priest in Kaduna - police", "conflict", "target", "priest in Kaduna"),
    ("Norway to ban imports of sugar - sources", "policy", "measure", "imports of sugar"),
    ("Turkey denies deporting 150 migrants to Syria", "movement", "modality", "negated"),
    ("The airline denies shedding 700 jobs", "workforce", "modality", "negated"),
]
"""Titles with a label or a source, or a gerund behind a verb: type, field and what fills it."""


@pytest.mark.parametrize(("title", "lowered"), CASES)
def test_a_title_in_capitals_is_read_as_a_sentence(nlp: Language, title: str, lowered: str) -> None:
    text = title + BODY
    found = lower_titles(text, known_words(nlp))
    assert found == lowered + BODY
    assert len(found) == len(text)


def test_a_sentence_is_no_title() -> None:
    assert not is_capitalised("Ann Low Met Jonas Brandt.")
    assert not is_capitalised("Kappa buys a mill in Leeds")


@pytest.mark.parametrize(("title", "kind", "action"), TITLES)
def test_what_a_title_tells(nlp: Language, title: str, kind: str, action: str) -> None:
    events = eventx.extract(title + BODY, nlp=nlp).events
    assert (kind, action) in [(event.type, getattr(event, "action", None)) for event in events]


@pytest.mark.parametrize("title", UNTOLD)
def test_what_somebody_is_told_to_be_may_be_no_office(nlp: Language, title: str) -> None:
    assert not eventx.extract(title + BODY, nlp=nlp).of("personnel")


def test_records_quote_the_title_as_it_stands(nlp: Language) -> None:
    (event,) = eventx.extract("Court Blocks Kappa Merger" + BODY, nlp=nlp).events
    assert event.trigger is not None
    assert event.trigger.text == "Blocks"


@pytest.mark.parametrize(("title", "kind", "field", "filler"), PARTIES)
def test_labels_and_sources_are_no_party_of_a_title(
    nlp: Language, title: str, kind: str, field: str, filler: str
) -> None:
    events = [e for e in eventx.extract(title + BODY, nlp=nlp).events if e.type == kind]
    found = [getattr(e, field) for e in events]
    assert filler in [getattr(f, "name", getattr(f, "text", f)) for f in found]


def test_a_number_that_opens_a_name_counts_nothing_in_a_title_either(nlp: Language) -> None:
    text = "TWO BELLS BUYING BREWERY\n\nTwo Bells Hotels Inc agreed to buy a brewery in Leeds."
    found = eventx.extract(text, nlp=nlp)
    assert [vars(event)["buyer"].name for event in found.events] == ["Two Bells Hotels Inc"]
    assert not found.of("measure")


@pytest.mark.parametrize(
    ("title", "lede"),
    [
        ("Accountant jailed over £3m fraud", "An accountant who stole £3 million was jailed for six years on Friday."),
        ("Ex-mayor jailed for $2 million bribes", "Ann Low, a former mayor, was sentenced to six years on Friday."),
    ],
)
def test_the_sum_of_a_crime_is_no_penalty(nlp: Language, title: str, lede: str) -> None:
    article = eventx.Article(text=f"{title}\n\n{lede}", published="2025-08-09")
    told = next(eventx.extract_many([article], nlp=nlp)).of(eventx.Legal)
    assert [str(event.penalty.value) for event in told if event.penalty] == ["6"]
    assert [event.authority for event in told] == [None]


@pytest.mark.parametrize(
    ("title", "lede"),
    [
        ("Peloton Beat Eclipsed by Costs", "Peloton Inc. posted a loss of $40 million."),
        ("Halden Beat Fails to Impress Investors", "Halden NV said profit was $40 million."),
        ("Orbis Profit Beat Sends Shares Higher", "Orbis Foods said profit was $40 million."),
    ],
)
def test_figures_that_beat_what_was_expected_beat_nobody(nlp: Language, title: str, lede: str) -> None:
    article = eventx.Article(text=f"{title}\n\n{lede}", published="2025-08-09")
    told = next(eventx.extract_many([article], nlp=nlp)).events
    assert not any(event.type == "contest" or len(event.mentions) > 1 for event in told)


def test_a_team_beats_its_hosts(nlp: Language) -> None:
    text = "Norway beat hosts Peru 2-0\n\nNorway beat Peru 2-0 on Sunday."
    told = next(eventx.extract_many([text], nlp=nlp)).of(eventx.Contest)
    assert {event.winner.name for event in told if event.winner} == {"Norway"}
