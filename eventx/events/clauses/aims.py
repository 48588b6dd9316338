"""Aims: what something is done for, whom money is to help, and who asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import objects_of
from eventx.syntax.nominals import outermost
from eventx.syntax.phrases import is_infinitive, is_time_phrase


def aims(verb: Token, noun: Token | None, amount: Token) -> list[Token]:
    """Return what a verb is done to do, or an amount is there to do: "gave $5 to build", "to build it, gave $5".

    But "has yet to arrive" and "plans to invest and to hire" name no aim.
    """
    behind = (c for head in (verb, noun, amount) if head is not None for c in head.rights if c.i > amount.i)
    before = (c for c in verb.lefts if c.dep_ == "advcl")
    told = {c for c in (*behind, *before) if c.dep_ != "conj" and is_infinitive(c)}
    return sorted(() if verb.lemma_ == "have" else told, key=lambda t: (t.i < amount.i, t.i))


def helped(verb: Token, noun: Token | None, amount: Token) -> list[Token]:
    """Return whom an amount is to help: "promised $5 to help *Peru* rebuild", "a loan to help *farmers*"."""
    helping = lexicon("telling").helping
    aids = [c for c in aims(verb, noun, amount) if c.lemma_.lower() in helping]
    whole = (t for verb in aids for c in verb.rights for t in ((c,) if c.dep_ == "dobj" else c.lefts))
    return [t for t in whole if t.dep_ in ("dobj", "nsubj")]


def askers(amount: Token) -> list[Token]:
    """Return who asks for an amount by a noun: "rejected *Peru's* request for $5", "*its* plea for a $5 loan"."""
    tie = outermost(amount).head
    asks = tie.lower_ == "for" and tie.head.lemma_.lower() in lexicon("telling").pleas
    return [c for c in tie.head.lefts if c.dep_ == "poss"] if asks else []


def purposes(verb: Token) -> list[str]:
    """Return what a verb is done for, as the lexicons have it: "gathered *to denounce* it"; its protest, too."""
    told = [f"to_{t.lemma_.lower()}" for t in aims(verb, None, verb)]
    return told + ["to_protest"] * any(t.lower_ == "protest" for t in objects_of(verb, "in"))


def chosen_for(verb: Token) -> Iterator[str]:
    """Yield what somebody is chosen to do where the parser takes it for a purpose: "was picked *to chair* it".

    With a preposition before it: "turned *to* Ann Low *to run* it".
    """
    for aim in verb.rights:
        if aim.dep_ not in ("advcl", "xcomp") or aim.tag_ != "VB" or aim.left_edge.lower_ != "to":
            continue
        times = (c.right_edge.i for c in verb.rights if is_time_phrase(c))
        if aim.left_edge.i - 1 in (verb.i, *times):  # "paid (in May) to settle it"
            yield aim.lemma_.lower()
        yield from (f"{c.lower_}_{aim.lemma_.lower()}" for c in verb.rights if c.dep_ == "prep" and c.i == verb.i + 1)


POSITIONS: Mapping[str, Callable[[Any], list[Token]]] = {
    "infinitive": lambda clause: aims(clause.verb, clause.noun, clause.token) if clause.verb is not None else [],
    "helped": lambda clause: helped(clause.verb, clause.noun, clause.token) if clause.verb is not None else [],
    "asker": lambda clause: askers(clause.token),
}
"""Where what money is for, whom it helps and who asks for it stand."""
