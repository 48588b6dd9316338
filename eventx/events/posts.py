"""Posts: who has a post and what it is called, whose it is, in whose place somebody is put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import is_human
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import COMPLEMENTS
from eventx.syntax.nominals import offices_of, owned_beside, titles_of

if TYPE_CHECKING:
    from eventx.events.predicate import Predicate

_POSTS = ("as", "complement", "object", "to")


def successions(verb: Token) -> list[Token]:
    """Return the verbs that tell in whose place somebody is put: "named Ann Low (as its head) to succeed"."""
    posts = [t for t in verb.rights if t.dep_ in COMPLEMENTS] + objects_of(verb, "as")
    behind = [c for t in (verb, *posts) for c in t.rights if c.tag_ == "VB" and c.left_edge.lower_ == "to"]
    return [c for c in behind if c.dep_ != "conj" and c.lemma_.lower() in lexicon("telling").succeeding]


def _succeeded(clause: Predicate) -> list[Token]:
    """Return in whose place somebody is put: "named Ann Low to succeed *Ivo Brandt*", "as *his* successor"."""
    heirs = [t for at in _POSTS for t in clause.at(at) if t.lemma_.lower() in lexicon("telling").heirs]
    owners = [c for t in heirs for c in t.lefts if c.dep_ == "poss"]
    behind = [g for t in heirs for g in objects_of(t, "to", "for", "of")]
    return [*(g for c in successions(clause.token) for g in c.rights if g.dep_ == "dobj"), *owners, *behind]


def titles(doers: Sequence[Token], objects: Sequence[Token]) -> list[Token]:
    """Return the titles of a person who suffers, no post of who appoints or dismisses; else those of all."""
    people = [t for t in objects if t.ent_type_ == "PERSON" or is_human(t)]
    return _titles(people or (*doers, *objects))


def offices(doers: Sequence[Token], objects: Sequence[Token]) -> list[Token]:
    """Return those of whom somebody who acts or suffers has an office; a party of a land that elects has none."""
    people = [t for t in (*doers, *objects) if t.lower_ not in lexicon("entities").electing]
    return [office for title in _titles(people) for office in offices_of(title)]


def _titles(people: Sequence[Token]) -> list[Token]:
    """Return what people are called, and the nouns that stand for one of them."""
    called = (c for t in people for c in (*titles_of(t), *((t,) if t.pos_ == "NOUN" else ())))
    return [c for c in called if {c.tag_, c.doc[min(c.i + 1, len(c.doc) - 1)].tag_}.isdisjoint(("NNS", "CD"))]


def _complements(clause: Predicate) -> list[Token]:
    """Return what somebody is made: "named her *chairman*"."""
    if clause.verb is None:
        return []
    return [*(c for c in clause.verb.rights if c.dep_ in COMPLEMENTS), *owned_beside(clause.verb)]


def _employers(clause: Predicate) -> list[Token]:
    """Return whose the post is that a clause tells of, "the Kappa job", or what somebody is put there to lead."""
    told = [t for at in _POSTS for t in clause.at(at) if t.lemma_.lower() not in lexicon("telling").heirs]
    owners = (owner for post in told for owner in offices_of(post) if owner.tag_ != "PRP$")
    led = (g for c in _led(clause.token, told) for g in c.rights if g.dep_ == "dobj")
    return [*owners, *(t for t in led if all(c.tag_ != "PRP$" for c in t.lefts))]


def _led(verb: Token, told: Iterable[Token]) -> Iterator[Token]:
    """Yield what somebody is put somewhere to do: "was chosen *to run* it", "became the first woman *to run* it"."""
    behind = (c for t in (verb, *told) for c in t.rights if c.tag_ == "VB" and c.dep_ != "conj")
    yield from (c for c in behind if c.lemma_.lower() in lexicon("telling").heading)


POSITIONS: Mapping[str, Callable[[Predicate], list[Token]]] = {
    "succeeded": _succeeded,
    "vacated": lambda clause: [c for t in _succeeded(clause) for c in titles_of(t)],
    "title": lambda clause: titles(*clause._arguments),
    "employer": _employers,
    "firm": lambda clause: [c for t in clause._arguments[0] for c in t.lefts if c.dep_ == "compound"],
    "complement": _complements,
    "office": lambda clause: offices(*clause._arguments),
}
"""The positions of those who have posts, each with what finds the heads of the phrases in it."""
