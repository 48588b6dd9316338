"""Shares, by the table of examples."""

from __future__ import annotations

import pytest
from spacy.language import Language
from tables import read_blocks, write_number

import eventx
from eventx.facts.share import Share

BLOCKS = read_blocks("share")


def shares(nlp: Language, text: str) -> list[Share]:
    found = eventx.extract(text, published="2025-08-15", nlp=nlp)
    return [fact for fact in found.facts if isinstance(fact, Share)]


def line(fact: Share) -> str:
    value = write_number(fact.amount)
    return f'{value} of="{fact.of.text}"' if fact.of else value


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0][:40])
def test_examples(nlp: Language, block: list[str]) -> None:
    text, *wanted = block
    assert [line(fact) for fact in shares(nlp, text)] == [row.removeprefix("= ") for row in wanted if row]


def test_a_share_that_says_which_thing_is_meant_is_there(nlp: Language) -> None:
    assert shares(nlp, "Kappa Foods will redeem its 9% bonds in May.")[0].modality == "asserted"
    assert shares(nlp, "Kappa Foods will issue 9% bonds in May.")[0].modality == "forecast"


def test_a_change_is_no_share(nlp: Language) -> None:
    assert not shares(nlp, "Sales rose 12% in May.")


@pytest.mark.parametrize("text", ["", "5%", "5% of", "half", "of which 5%", "(5%)", "one in five", "%"])
def test_fragments_do_not_raise(nlp: Language, text: str) -> None:
    for fact in shares(nlp, text):
        assert fact.amount.unit == "percent"
