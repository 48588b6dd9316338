"""Endings: the verbs by which a plan or a deal comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import PATIENTS, VERBAL
from eventx.syntax.tokens import hyphened

_BEHIND = frozenset({"prt", "advmod", "acomp"})
_TIED = frozenset({"prep", "advmod", "prt", "acomp"})


def end_of(noun: Token) -> Token | None:
    """Return the verb by which a plan or deal comes to nothing: "*dropped* it", "it *fell* apart"."""
    words, verb = lexicon("modality").negated, noun.head
    if noun.dep_ in PATIENTS:
        return None if words.giving_up.isdisjoint(_names(verb)) else verb
    lapsed = noun.dep_ == "nsubj" and _is_undone(noun) and not words.lapsing.isdisjoint(_names(verb))
    return verb if lapsed and not _is_denied(verb) else left_by(noun)


def left_by(noun: Token) -> Token | None:
    """Return the verb by which somebody leaves a deal: "*pulled* out of the sale", "*walked* away from a deal"."""
    verb, tie = noun.head, noun.head.lower_
    if noun.dep_ != "pobj" or not _is_undone(noun):
        return None
    while verb.dep_ in _TIED and verb.head.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
        tie = f"{verb.lower_} {tie}"
    over = verb.head
    told = over.pos_ in VERBAL and not lexicon("modality").negated.leaving.isdisjoint(_names(over, f" {tie}"))
    return over if told and not _is_denied(over) else None


def deals_left(verb: Token) -> list[Token]:
    """Return the deals that somebody leaves by a verb: "pulled out of the *sale*"."""
    leaving = lexicon("modality").negated.leaving
    if all(not name.startswith(f"{verb.lemma_.lower()} ") for name in leaving):
        return []
    return [t for t in verb.subtree if t.dep_ == "pobj" and left_by(t) == verb]


def _names(verb: Token, tie: str = "") -> Iterator[str]:
    """Yield a verb, also with its particle, and what ties something to it: "fall apart", "pull out of"."""
    lemma, parts = verb.lemma_.lower(), (c for c in verb.rights if c.dep_ in _BEHIND or not list(c.children))
    yield from (f"{lemma}{tie}", *(f"{lemma} {part.lower_}{tie}" for part in parts))
    yield from (f"{lemma} {c.lower_}" for c in verb.rights if c.lower_ == "through" and not tie)


def _is_undone(noun: Token) -> bool:
    """Tell whether a noun means what may come to nothing: a deal, a merger, but no strike."""
    return not lexicon("modality").negated.undone.isdisjoint((noun.lemma_.lower(), hyphened(noun)))


def _is_denied(verb: Token) -> bool:
    """Tell whether it did not come so, or only may."""
    return any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.lefts)
