"""CPU time grows in line with the text, whatever it is made of."""

from __future__ import annotations

import os

import pytest
from growth import KINDS, is_linear
from spacy.language import Language

import eventx

SIZE = int(os.environ.get("EVENTX_GROWTH", "6250"))


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_takes_four_times_the_time(nlp: Language, kind: str) -> None:
    def run(text: str) -> object:
        return eventx.extract(text, nlp=nlp)

    run(KINDS[kind](500))
    assert is_linear(run, KINDS[kind], SIZE)
