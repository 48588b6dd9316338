"""The remembering lemmatizer says of every token what spaCy's own says."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from eventx.pipeline import find_model
from eventx.pipeline.components import lemmatizer

ARTICLES = sorted((Path(__file__).parent.parent / "corpus").glob("articles/*.txt"))


@pytest.fixture(scope="module")
def quick(slow: Language) -> Language:
    nlp = spacy.load(find_model(), vocab=slow.vocab)
    lemmatizer.quicken(nlp)
    assert isinstance(nlp.get_pipe("lemmatizer"), lemmatizer.RememberingLemmatizer)
    return nlp


def test_lemmas_are_those_of_spacy(slow: Language, quick: Language) -> None:
    for text in ["", "Kolm’s mills were fined, and it's told.", *(path.read_text("utf-8") for path in ARTICLES)]:
        doc = slow(text, disable=["lemmatizer"])
        told, known = slow.get_pipe("lemmatizer")(doc.copy()), quick.get_pipe("lemmatizer")(doc.copy())
        assert known.to_bytes() == told.to_bytes()


def test_a_lemma_that_is_set_stays(quick: Language) -> None:
    doc = Doc(quick.vocab, words=["Mills", "closed"], pos=["NOUN", "VERB"], lemmas=["", "shut"])
    assert [token.lemma_ for token in quick.get_pipe("lemmatizer")(doc)] == ["mill", "shut"]


def test_words_of_a_memory_zone_are_told_again_after_it(quick: Language) -> None:
    words = ["Grumbolts", "grumbled"]
    for _ in range(2):
        with quick.memory_zone():
            doc = quick.get_pipe("lemmatizer")(Doc(quick.vocab, words=words, pos=["NOUN", "VERB"]))
            assert [token.lemma_ for token in doc] == ["grumbolt", "grumble"]


def test_one_that_overwrites_is_left_alone() -> None:
    nlp = spacy.load(find_model())
    nlp.get_pipe("lemmatizer").overwrite = True
    lemmatizer.quicken(nlp)
    assert not isinstance(nlp.get_pipe("lemmatizer"), lemmatizer.RememberingLemmatizer)
