"""Noun phrases, governing verbs, subjects and antecedents."""

from __future__ import annotations

import pytest
from spacy.language import Language
from tables import read_lines

from eventx.syntax.arguments import logical_arguments
from eventx.syntax.government import government_of, particle_of
from eventx.syntax.phrases import antecedent, follows, governing_verb, noun_phrase, subject
from eventx.syntax.tokens import keys, tokens_with, values

PHRASES = [
    ("The average price of the red metal rose.", "price", "average price of the red metal"),
    ("Its sales in Japan fell in March.", "sales", "sales in Japan"),
    ("Trade between Mali and Niger grew.", "Trade", "Trade between Mali and Niger"),
    ("The yield on the 10-year Japanese bond rose.", "yield", "yield on the 10-year Japanese bond"),
    ("Steel prices, which had climbed, fell.", "prices", "Steel prices"),
    ("The mayor's house burned.", "house", "mayor's house"),
]


ARGUMENTS = [
    ("The council hired two cooks.", "hired", "council", "cooks"),
    ("Two cooks were hired by the council.", "hired", "council", "cooks"),
    ("The mill was ordered to pay a fine.", "pay", "mill", "fine"),
    ("A firm employing forty cooks closed.", "employing", "firm", "cooks"),
    ("The mill that employed forty cooks closed.", "employed", "mill", "cooks"),
]


@pytest.mark.parametrize(("text", "verb", "doer", "done_to"), ARGUMENTS, ids=[text for text, *_ in ARGUMENTS])
def test_logical_arguments(nlp: Language, text: str, verb: str, doer: str, done_to: str) -> None:
    doers, objects = logical_arguments(next(token for token in nlp(text) if token.text == verb))
    assert ([t.text for t in doers], [t.text for t in objects]) == ([doer], [done_to])


@pytest.mark.parametrize("line", read_lines("government"))
def test_government(nlp: Language, line: str) -> None:
    marked, _, wanted = line.rpartition(" | ")
    start, end = marked.index("["), marked.index("]") - 1
    phrase = nlp(marked.replace("[", "").replace("]", "")).char_span(start, end)
    assert phrase is not None
    found = government_of(phrase.root, phrase[0])
    words = [] if found.verb is None else [found.verb, particle_of(found.verb), found.preposition]
    assert " ".join(word.lemma_ for word in words if word is not None) == wanted.replace("-", "")


@pytest.mark.parametrize(("text", "word", "phrase"), PHRASES, ids=[phrase for _, _, phrase in PHRASES])
def test_noun_phrase(nlp: Language, text: str, word: str, phrase: str) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    start, end = noun_phrase(token)
    assert text[start:end] == phrase


def test_verbs_and_subjects(nlp: Language) -> None:
    doc = nlp("The dam, which was built in 1960, is expected to hold 40 million litres.")
    hold = next(token for token in doc if token.text == "hold")
    assert governing_verb(doc[-3]) == hold
    found = subject(hold)
    assert found is not None
    assert found.text == "dam"
    which = next(token for token in doc if token.text == "which")
    noun = antecedent(which)
    assert noun is not None
    assert noun.text == "dam"


def test_a_token_follows_words_but_the_first_follows_none(nlp: Language) -> None:
    doc = nlp("The rest, which is idle, of whom we know.")
    assert [token.text for token in doc if follows(token, ",", "the")] == ["rest", "which", "of"]


def test_tokens_are_found_by_attribute(nlp: Language) -> None:
    doc = nlp("Two cooks and two bakers left the mill.")
    assert [token.text for token in tokens_with(doc, "LOWER", keys({"two", "mill"}))] == ["Two", "two", "mill"]
    assert values(doc, "IDX") == [token.idx for token in doc]
    assert values(nlp.make_doc(""), "TAG") == []
