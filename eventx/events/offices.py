"""Offices: who speaks for a state, a party or an international body."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.events.words import Words
from eventx.mentions.names import roster
from eventx.mentions.persons import is_plural
from eventx.records import Actor


def is_public(actor: Actor, root: Token, words: Words, among: str) -> bool:
    """Tell whether somebody is a country or an office, by name or by a word of the phrase."""
    people = root.ent_type_ == "NORP" and is_plural(root)  # "sixty Haitians"
    by_name = f"{among}_of" not in words.lists and roster.is_public(actor.name)
    if (actor.kind == "country" and not people) or root.ent_type_ == "GPE" or by_name:
        return True
    told = [t.lemma_.lower() for t in (*root.subtree, *(root.head.subtree if root.dep_ == "appos" else ()))]
    told += (actor.role or "").lower().split()
    landed = actor.country is not None or words.has("lands", told) or _is_placed(root)
    return words.has(among, told) or (landed and words.has(f"{among}_of", told))


def _is_placed(root: Token) -> bool:
    """Tell whether a land is told beside somebody, or no body beside a name: "the Turkish leader", "President Rei"."""
    labels = {t.ent_type_ for t in root.subtree}
    return not labels.isdisjoint(("GPE", "NORP")) or ("PERSON" in labels and "ORG" not in labels)
