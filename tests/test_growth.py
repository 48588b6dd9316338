"""CPU time grows in line with the text, whatever it is made of."""

from __future__ import annotations

import os

import pytest
from growth import KINDS, growth
from spacy.language import Language

import eventx

SIZE = int(os.environ.get("EVENTX_GROWTH", "12500"))
MOST = 2.3


@pytest.mark.parametrize("kind", KINDS)
def test_twice_the_text_takes_twice_the_time(nlp: Language, kind: str) -> None:
    def run(text: str) -> object:
        return eventx.extract(text, nlp=nlp)

    run(KINDS[kind](500))
    assert any(growth(run, KINDS[kind], SIZE) <= MOST for _ in range(3))  # others on the machine disturb it
