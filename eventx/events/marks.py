"""Marks: of what sort a thing is whose word need not be known, and the words that stand with it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.mentions.persons import is_person
from eventx.syntax import phrases as syntax

_NAMED = {"ORG": "#body", "GPE": "#land"}


def marks_of(token: Token) -> Iterator[str]:
    """Yield of what sort a thing is where its word need not be known: "detained Ann Low", "recalled 9,000 kettles".

    What is another's has a mark, too: "sold Kappa shares".
    """
    if token.ent_type_ == "PERSON" or token.lower_ in ("him", "her") or is_person(token):
        yield "#person"
    if token.ent_type_ in _NAMED:
        yield _NAMED[token.ent_type_]
    if any(c.ent_type_ == "ORG" and c.dep_ in ("compound", "nmod", "poss") for c in token.lefts):
        yield "#owned"
    if any(c.dep_ == "nummod" for c in token.lefts) and not syntax.is_time(token):
        yield "#many"


def words_before(token: Token, *more: str) -> list[Token]:
    """Return the words before a noun that say more of it."""
    before = (c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod", *more))
    return with_conjuncts([c for c in before if c.tag_ not in ("VBN", "VBD")])  # "updated" is no update


def with_conjuncts(tokens: list[Token]) -> list[Token]:
    """Return words with those that are coordinated with them: "Kappa and Lorne"."""
    return list(dict.fromkeys(x for t in tokens for x in (t, *(c for c in t.conjuncts if c.i > t.i))))


def sources_on(noun: Token) -> Iterator[Token]:
    """Yield "from" behind what something is put on: "duties on juice from Peru", "a ban on imports of beef from it"."""
    goods = [g for c in noun.rights if c.lower_ == "on" for g in c.rights if g.dep_ == "pobj"]
    goods += [g for good in goods for c in good.rights if c.lower_ == "of" for g in c.rights if g.dep_ == "pobj"]
    yield from (c for good in goods for c in good.rights if c.lower_ == "from")
