"""Wares: a land's goods that the clause before one tells, where another land takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import NOUN_SUBJECTS
from eventx.syntax.phrases import follows, governing_verb, subject

if TYPE_CHECKING:
    from eventx.events.clauses.clause import EventClause

_FOR = ("for", "of")
"""What ties a flow to what a partner in it is called."""


def wares_before(verb: Token | None, number: Token) -> list[Token]:
    """Return a land's goods in the clause before one of what another takes: "Peru's *tin* goes to Chile, which took".

    So are those before a phrase set off: "buys Peru's *tin*, with imports of $4 million".
    """
    owned = (c.head for c in _before(verb, number) if _owner(c) is not None)
    measured = lexicon("result").any_of("accounts", "national", "measures", "worth", "shared") | lexicon("trade").vague
    wares = (t for t in owned if t.pos_ == "NOUN" and t.i < number.i and not (is_person(t) or is_body(t)))
    return [t for t in wares if measured.isdisjoint((t.lemma_.lower(), t.lower_))][-1:]


def growers(verb: Token | None, number: Token) -> Iterator[Token]:
    """Yield the lands whose goods the clause before tells: "*Peru's* tin goes to Chile", "*Peru* ships its tin"."""
    owners = (_owner(c) for goods in wares_before(verb, number) for c in goods.lefts)
    return (land for land in owners if land is not None)


def partner_named(clause: EventClause) -> Token | None:
    """Return what a land is called that trades with another: "Chad is the top *market* for its exports, worth $3"."""
    words, noun = lexicon("trade"), clause.noun
    if not words.following.isdisjoint(clause.verb_names):
        return None  # ", followed by Mali with $2"
    over = noun.head.head if noun is not None and noun.head.lower_ in _FOR else None
    told = [*([over] if over is not None else ()), *clause.at("complement"), *clause.at("as")]
    named = (t for t in told if t.lemma_.lower() in words.takers_names | words.givers_names)
    return next((t for t in named if _flow_of(t) is not None), None)


def _flow_of(name: Token) -> Token | None:
    flows = lexicon("clause").flows
    return next((g for g in objects_of(name, *_FOR) if g.lemma_.lower() in flows), None)


def _traders(clause: EventClause) -> Iterator[Token]:
    """Yield the land that is called a market or a source."""
    name = partner_named(clause)
    verb = governing_verb(name) if name is not None else None
    if verb is not None and (land := subject(verb)) is not None:
        yield land


def _homes(clause: EventClause) -> Iterator[Token]:
    """Yield the land whose market or source another is: "*Peru's* top market", "top market for *Peru's* exports"."""
    name = partner_named(clause)
    flow = _flow_of(name) if name is not None else None
    yield from (c for t in (name, flow) if t is not None for c in t.lefts if c.dep_ in ("poss", "amod", "compound"))


def _before(verb: Token | None, number: Token) -> Iterator[Token]:
    """Yield the words of its sentence before a clause beside another, or a phrase set off."""
    tie = next((t for t in number.ancestors if t.lower_ == "with"), None)
    apart = tie is not None and tie.dep_ == "prep" and follows(tie, ",")
    beside = verb is not None and (verb.dep_ == "relcl" or (verb.dep_, verb.tag_) == ("advcl", "VBG"))
    start = tie if apart else verb.left_edge if verb is not None and beside else None
    return iter(start.doc[start.sent.start : start.i]) if start is not None else iter(())


def _owner(token: Token) -> Token | None:
    """Return the land that a possessive names: "*Peru's* tin", "*Peru* sells its tin"."""
    if token.dep_ != "poss":
        return None
    before = token.doc[token.sent.start : token.i] if token.lower_ == "its" else ()
    land = next((t for t in before if t.dep_ in NOUN_SUBJECTS), token)
    return land if land.pos_ == "PROPN" else None


POSITIONS: Mapping[str, Callable[[EventClause], Iterable[Token]]] = {
    "ware": lambda clause: wares_before(clause.verb, clause.token),
    "grown": lambda clause: growers(clause.verb, clause.token),
    "trader": _traders,
    "home": _homes,
}
"""The positions of the clause before, each with what finds the heads of the phrases in it."""
