"""The quick recogniser finds what spaCy's finds, on any text, and gives way where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from eventx.pipeline import find_model
from eventx.pipeline.components import entities

ARTICLES = sorted((Path(__file__).parent.parent / "corpus").glob("*/articles/*.txt"))[::25]
WORDS = [
    "Halden",
    "Marine",
    "Corp",
    "of",
    "New",
    "York",
    "said",
    "on",
    "Monday",
    "5",
    "%",
    "\n",
    " ",
    ".",
    "“",
    "Anna",
    "Reyes",
]


@pytest.fixture(scope="module")
def quick(slow: Language) -> Language:
    nlp = spacy.load(find_model(), vocab=slow.vocab)
    entities.quicken(nlp)
    assert isinstance(nlp.get_pipe("ner"), entities.QuickRecognizer)
    return nlp


def _told(nlp: Language, doc: Doc) -> list[tuple[int, int, str, int]]:
    doc = nlp.get_pipe("ner")(doc.copy())
    return [(ent.start, ent.end, ent.label_, ent.kb_id) for ent in doc.ents] + [
        (i, 0, t.ent_type_, t.ent_iob) for i, t in enumerate(doc)
    ]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles(slow: Language, quick: Language, path: Path) -> None:
    doc = slow(path.read_text("utf-8"), disable=["ner"])
    assert _told(quick, doc) == _told(slow, doc)
    assert _told(quick, doc)[0][2]


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.lists(st.booleans(), min_size=30, max_size=30))
def test_any_words_in_any_sentences(slow: Language, quick: Language, words: list[str], starts: list[bool]) -> None:
    doc = Doc(slow.vocab, words=words, sent_starts=starts[: len(words)])
    assert _told(quick, doc) == _told(slow, doc)


def test_entities_that_are_set_bind_what_follows(slow: Language, quick: Language) -> None:
    doc = slow.make_doc("Halden Marine said on Monday that New York would pay $5 million.")
    doc.set_ents([Span(doc, 6, 7, "PERSON")], blocked=[doc[4:5]], default="unmodified")
    assert _told(quick, doc) == _told(slow, doc)
    assert (6, 7, "PERSON", 0) in _told(quick, doc)


def test_a_recogniser_that_decodes_otherwise_stays() -> None:
    nlp = spacy.load(find_model())
    nlp.get_pipe("ner").cfg["beam_width"] = 4
    entities.quicken(nlp)
    assert type(nlp.get_pipe("ner")) is EntityRecognizer
    blank = spacy.blank("en")
    entities.quicken(blank)
    assert blank.pipe_names == []
