"""Surroundings: what the network makes of the words around a word of a lead, and what it reads of them."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from spacy.language import Language
from threadpoolctl import threadpool_info

from eventx import Article, extract_many
from eventx.events.predicates import surroundings
from eventx.events.predicates.disambiguation import NOTHING
from eventx.events.predicates.surroundings import ENDINGS, SHAPES, load_network, score_words, show_words
from eventx.lexicons.threads import one_thread
from eventx.lexicons.vectors import load_vectors
from eventx.records import registry


def most_likely(nlp: Language, text: str, word: str, other: str) -> str:
    """Return which of nothing and a type the words around a word speak for."""
    tokens = [*nlp(text)]
    scores = score_words(show_words(tokens), load_network())
    told = next(told for token, told in zip(tokens, scores, strict=True) if token.text == word)
    return max((NOTHING, other), key=lambda name: told[name])


def test_words_used_alike_lie_near_each_other() -> None:
    judge, court, cheese = load_vectors().of([("judge",), ("court",), ("cheese",)])
    assert judge @ court > 2 * (judge @ cheese)


def test_a_word_is_known_by_the_first_of_its_forms_that_is_or_is_nowhere() -> None:
    rows = load_vectors().of([("zxqqy", "court"), ("court",), ("zxqqy", "qqyzx")])
    assert (rows[0] == rows[1]).all()
    assert not rows[2].any()


def test_the_network_knows_nothing_and_the_types() -> None:
    assert {NOTHING, *registry.types("events")} == {*load_network()["classes"].tolist()}


def test_what_is_read_of_words_lies_within_what_the_network_learned(nlp: Language) -> None:
    vectors, shapes, endings = show_words([*nlp("NATO\u2019s 3rd envoy left Łódź \u2013 at 6 ...")])
    assert len(vectors) == len(shapes) == len(endings)
    assert 0 <= shapes.min() <= shapes.max() < SHAPES
    assert 0 <= endings.min() <= endings.max() < ENDINGS


@pytest.mark.parametrize(
    ("text", "word", "type_", "told"),
    [
        ("Gunmen attacked a police post in the north on Monday, killing two.", "attacked", "conflict", True),
        ("The winger attacked with pace and the crowd loved it.", "attacked", "conflict", False),
        ("A tribunal fined the bank 3 million euros for fixing rates.", "fined", "legal", True),
        ("Floods swept through three towns overnight, officials said.", "Floods", "disaster", True),
        ("Letters and calls poured in like floods after the show.", "floods", "disaster", False),
    ],
)
def test_the_words_around_a_word_tell_whether_it_tells_an_event(
    nlp: Language, text: str, word: str, type_: str, told: bool
) -> None:
    assert (most_likely(nlp, text, word, type_) == type_) == told


def test_each_word_has_a_finite_score_for_each_class(nlp: Language) -> None:
    shown = show_words([*nlp("A court jailed the mayor for fraud.")])
    scores = score_words(shown, load_network())
    assert len(scores) == len(shown[0])
    assert all(numpy.isfinite(list(told.values())).all() for told in scores)


def test_a_lead_is_read_in_one_thread(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []

    def watch(*asked: Any) -> list[dict[str, float]]:
        threads.extend(held["num_threads"] for held in threadpool_info() if held["user_api"] == "blas")
        return score_words(*asked)

    monkeypatch.setattr(surroundings, "score_words", watch)
    next(extract_many([Article(text="A court jailed the mayor for fraud.")], nlp=nlp))
    assert {*threads} == {1}


def test_the_process_has_its_threads_back_when_the_last_is_done() -> None:
    def count() -> set[int]:
        return {held["num_threads"] for held in threadpool_info() if held["user_api"] == "blas"}

    before, first, second = count(), one_thread(), one_thread()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert count() == {1}
    second.__exit__(None, None, None)
    assert count() == before
