"""Gaps: what belongs to a clause that leaves its verb out, or to one of those before it, hung where it belongs."""

from __future__ import annotations

from itertools import chain

from spacy.tokens import Token

from eventx.syntax.labels import VERBAL
from eventx.syntax.phrases import is_time
from eventx.syntax.tokens import hang


def free_doer(name: Token) -> None:
    """Hang on its sum who gives it, not on who had the one before: "pledged $9 to Peru and *Norway $4*"."""
    tie, number = name.head.head, name.nbor(1) if name.i + 1 < len(name.doc) else name
    verb = tie.head if tie.head.pos_ in VERBAL else tie.head.head
    while number.head.i > number.i:
        number = number.head
    if name.pos_ != "PROPN" or name.head.dep_ != "pobj" or verb.pos_ != "VERB" or number.left_edge.i != name.i + 1:
        return
    first = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < tie.i), number)
    if number.head in (verb, first) and first != number and _is_sum(first) and _is_sum(number):
        hang(number, first, "conj")
        hang(name, number, "nmod")


def _is_sum(token: Token) -> bool:
    """Tell whether a word is a number or has one before it, of no time: "$4 million", "4 tonnes"."""
    return not is_time(token) and any(t.like_num or t.tag_ == "$" for t in (token, *token.lefts))


def tie_move(way: Token) -> None:
    """Hang how far a figure moved on the relative clause that tells it: "lost to Kappa, which sold 4 cars, *up 9%*"."""
    comma = way.nbor(-1) if way.i > way.sent.start + 1 else way
    if comma.text != "," or way.dep_ != "advmod" or all(c.dep_ != "npadvmod" for c in way.children):
        return
    figure = comma.nbor(-1)
    clause = next((t for t in chain((figure,), figure.ancestors) if t.dep_ == "relcl"), None)
    if clause is not None and way.head.is_ancestor(clause) and way.head.i < clause.i and _is_sum(figure):
        hang(way, clause)
