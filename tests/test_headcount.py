"""Headcounts, by the table of examples and by the parts of their rules."""

from __future__ import annotations

import pytest
from spacy.language import Language
from tables import read_blocks, write_number

import eventx
from eventx.facts.headcount import Headcount
from eventx.mentions.persons import is_of_people

BLOCKS = read_blocks("headcount")


def headcounts(nlp: Language, text: str) -> list[Headcount]:
    found = eventx.extract(text, published="2025-08-15", nlp=nlp)
    return [fact for fact in found.facts if isinstance(fact, Headcount)]


def line(fact: Headcount) -> str:
    fields = {"who": fact.who, "origin": fact.origin, "destination": fact.destination}
    parts = [write_number(fact.amount), *(f'{name}="{held.text}"' for name, held in fields.items() if held is not None)]
    if fact.action is not None:
        parts.insert(2 if fact.who else 1, f"action={fact.action}")
    return " ".join(parts)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0][:40])
def test_examples(nlp: Language, block: list[str]) -> None:
    text, *wanted = block
    assert [line(fact) for fact in headcounts(nlp, text)] == [row.removeprefix("= ") for row in wanted if row]


@pytest.mark.parametrize("word", ["workers", "Nepalis", "police", "jobs", "deaths", "dockers", "pianists", "lives"])
def test_persons(nlp: Language, word: str) -> None:
    assert is_of_people(nlp(f"About 40 {word} were counted.")[2])


@pytest.mark.parametrize("word", ["computers", "containers", "dollars", "trees", "households", "seats", "factories"])
def test_things(nlp: Language, word: str) -> None:
    assert not is_of_people(nlp(f"About 40 {word} were counted.")[2])


def test_cases_are_persons_only_where_a_disease_is_told(nlp: Language) -> None:
    assert headcounts(nlp, "The ministry reported 40 cases of cholera.")
    assert not headcounts(nlp, "The shop sold 40 cases of wine.")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Last year the charity was responsible for feeding 4,000 pupils.", ("2024-01-01", "2024-12-31")),
        ("In May the firm began the task of hiring 40 nurses.", ("2025-05-01", "2025-05-31")),
        ("About 25 clerks are out in Ghent, with more expected this year.", None),
        ("Two men spoke, with another 12 clerks hired in May.", ("2025-05-01", "2025-05-31")),
        ("The ministry sacked 11 wardens over last month's riot.", None),
        ("A court jailed six men for forging papers in 2019.", None),
        ("Three cooks died in last week's blaze.", ("2025-08-04", "2025-08-10")),
        ("The barge sank at 7 a.m. and 12 deckhands were hurt.", None),
        ("Six divers drowned after a launch sank on Monday.", ("2025-08-11", "2025-08-11")),
        ("The rebels released 31 nuns on Sunday.", ("2025-08-10", "2025-08-10")),
        ("The flood forced 300 people to flee on Sunday.", ("2025-08-10", "2025-08-10")),
        ("One person is dead after a shooting in Dayton on Sunday.", ("2025-08-10", "2025-08-10")),
        ("Four people are in custody after a raid in May.", None),
        ("The roll has shrunk by 60 pupils since 2019.", ("2019-01-01", "2025-08-15")),
    ],
)
def test_periods(nlp: Language, text: str, days: tuple[str, str] | None) -> None:
    period = headcounts(nlp, text)[-1].period
    assert (period and (period.start_date, period.end_date)) == days


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The coast guard is searching for six sailors believed to be trapped.", "asserted"),
        ("Volunteers were looking for nearly 70 pupils missing since Friday.", "asserted"),
        ("The navy is looking for 12 cooks.", "hypothetical"),
        ("The tally does not include 12 cooks laid off at Kappa.", "asserted"),
        ("Kappa did not lay off 12 cooks.", "negated"),
    ],
)
def test_those_who_are_missing_are_there(nlp: Language, text: str, modality: str) -> None:
    assert headcounts(nlp, text)[-1].modality == modality


@pytest.mark.parametrize("text", ["", "12", "of 12", "12 of", "107 killed", "5 more", "from 3 of them", "\n\n7 \n"])
def test_fragments_do_not_raise(nlp: Language, text: str) -> None:
    for fact in headcounts(nlp, text):
        assert fact.amount.unit == "person"
