"""Wares: a land's goods that the clause before one tells, where another land takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.labels import NOUN_SUBJECTS
from eventx.syntax.phrases import follows

if TYPE_CHECKING:
    from eventx.events.clauses.clause import EventClause


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
}
"""The positions of the clause before, each with what finds the heads of the phrases in it."""
