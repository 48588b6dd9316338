"""Numbers of what is told without one: which amounts of its sentence belong to a trigger, and so may fill its roles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Token

from eventx.events.adjuncts import is_price
from eventx.events.draft import Draft
from eventx.events.predicate import APART, Predicate
from eventx.lexicons import lexicon
from eventx.records import Fact

_STEPS = 10  # up the parse from a number to what it is told of


def take_numbers(draft: Draft, facts: Sequence[Fact]) -> None:
    """Put the facts of a sentence that are told of its trigger into a draft's group: roles may be filled with them.

    Those that only say what something is worth come in where no other of their type does: of "worth $9, the firm was
    sold for $4" the second.
    """
    clause = draft.clause
    if not isinstance(clause, Predicate):
        return
    own = {fact.id: _way_up(clause, clause.span_of(fact.span).root) for fact in facts}
    told = {fact.type for fact in facts if (way := own[fact.id]) is not None and not _is_gloss(way)}
    for fact in facts:
        way = own[fact.id]
        if way is not None and (fact.type not in told or not _is_gloss(way)):
            clause.group.facts.append(fact)


def _way_up(clause: Predicate, token: Token) -> list[Token] | None:
    """Return the words from a number up to what it is told of, if no other verb stands between."""
    words, way = lexicon("telling"), list[Token]()
    for at in islice((token, *token.ancestors), _STEPS):
        given = at == token and clause.token.dep_ == "relcl" and at == clause.token.head  # "the $5 that it offered"
        if given or at in (clause.token, clause.verb) or is_price(clause.token, at, token):
            return way
        way.append(at)
        named = at != token and at.dep_ == "nsubj" and at.head == clause.token and clause.analysis.is_sum(token)
        if named or at.lemma_.lower() in words.valuations or _is_before(at):  # "the $3 billion fund raised"
            return None
        unit = at == token and (at.dep_ not in APART or at.doc[at.i - 1].like_num)  # "fined 30 won"
        other = at.pos_ == "VERB" or (at.pos_ == "AUX" and at.dep_ == "relcl")  # "which is 28% owned by"
        if other and not unit and not _is_gloss(way) and at.dep_ != "xcomp":
            return None
    return None


def _is_before(tie: Token) -> bool:
    """Tell whether a phrase in front says what went before: "*After* a four-year investigation, it fined the bank"."""
    return tie.dep_ == "prep" and tie.lower_ in lexicon("telling").preceded and tie.i < tie.head.i


def _is_gloss(way: Sequence[Token]) -> bool:
    """Tell whether a number only says what something is worth: "a mill *valued* at $3", "once *worth* $9"."""
    words = lexicon("telling").valued
    return any(at.lemma_.lower() in words and at.pos_ in ("VERB", "ADJ") for at in way)
