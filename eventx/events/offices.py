"""Offices: who speaks for a state, a party or an international body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from eventx.events.words import Words
from eventx.mentions.names import roster
from eventx.mentions.persons import is_plural
from eventx.records import Actor

_PHRASAL = frozenset({"compound", "amod", "nmod", "poss", "prep", "appos", "nummod", "det"})


def is_public(actor: Actor, root: Token, words: Words, among: str) -> bool:
    """Tell whether somebody is a country or an office, by name or by a word of the phrase."""
    people = root.ent_type_ == "NORP" and is_plural(root)  # "sixty Haitians"
    by_name = f"{among}_of" not in words.lists and roster.is_public(actor.name)
    if (actor.kind == "country" and not people) or root.ent_type_ == "GPE" or by_name:
        return True
    phrase = [*_phrase(root), *(_phrase(root.head) if root.dep_ == "appos" else ())]
    told = [*(t.lemma_.lower() for t in phrase), *(actor.role or "").lower().split()]
    landed = actor.country is not None or words.has("lands", told) or _is_placed(phrase)
    return words.has(among, told) or (landed and words.has(f"{among}_of", told))


def _phrase(root: Token) -> Iterator[Token]:
    """Yield the words of a noun phrase, without the clauses that hang on it."""
    yield root
    yield from (t for c in root.children if c.dep_ in _PHRASAL for t in c.subtree)


def _is_placed(phrase: Iterable[Token]) -> bool:
    """Tell whether a land is told beside somebody, or no body beside a name: "the Turkish leader", "President Rei"."""
    labels = {t.ent_type_ for t in phrase}
    return not labels.isdisjoint(("GPE", "NORP")) or ("PERSON" in labels and "ORG" not in labels)
