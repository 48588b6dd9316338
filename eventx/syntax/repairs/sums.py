"""Sums and to whom they go, where the parsers take both for one noun phrase: "fined Kappa 5 million euros"."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.normalize.currency import after, before
from eventx.syntax.labels import NOUNS, VERBAL
from eventx.syntax.phrases import is_time
from eventx.syntax.tokens import hang

_NEAR = 5  # tokens beside a number in which its currency stands
_LEADING = frozenset({"ADJ", "DET", "NOUN", "PART", "PRON", "PROPN"})


class _Sum(NamedTuple):
    """A sum of money: its first word, its number and the word that its phrase hangs by."""

    first: Token
    number: Token
    head: Token


def free_taker(number: Token) -> None:
    """Hang on the verb a sum and to whom it goes, not on each other: "fined *Kappa 5 million euros*"."""
    total = _sum_of(number)
    if total is None or total.first.i == number.sent.start:
        return
    taker = verb = total.first.nbor(-1)
    if verb.text == "," and number.dep_ == "appos" and any(c.dep_ == "relcl" for c in number.head.rights):
        taker = verb = number.head  # "paid *Lund*, who left, *$4 million*"
    while verb.pos_ in _LEADING and verb.i > number.sent.start:
        verb = verb.nbor(-1)
    dative = verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon("telling").dative
    if dative and taker.pos_ in NOUNS and not is_time(taker):
        _lift(total, taker, verb)
        _part(total)
        _give(total, taker, verb)


def _sum_of(number: Token) -> _Sum | None:
    """Return the sum that a number tells, where a currency stands before or behind it."""
    first = number.left_edge
    near = number.doc[max(number.sent.start, first.i - _NEAR) : number.i + _NEAR]
    offset = near[0].idx
    code = first.nbor(-1) if first.i > near.start and before(near.text, first.idx - offset) else None
    named = code is not None or first.tag_ == "$"
    if not named and not after(near.text, number.idx + len(number) - offset, scaled=True):
        return None
    beside = number.i + 1 < len(number.doc) and number.head == number.nbor(1)
    return _Sum(code or first, number, number.head if beside or number.head == code else number)


def _lift(total: _Sum, taker: Token, verb: Token) -> None:
    """Make an object of a sum that hangs on its taker, and hang on either what follows the taker."""
    if total.head.head == taker and taker.head == verb:
        hang(total.head, verb, "dobj")
        for child in [c for c in taker.rights if c.i > total.head.i]:
            hang(child, verb if child.dep_ == "prep" else total.head)


def _part(total: _Sum) -> None:
    """Hang a second sum on the first, and its taker on it: "fined Kappa $5 and *Lorne $3*"."""
    for name in [c for c in total.head.rights if c.dep_ == "conj" and c.pos_ in NOUNS]:
        for other in [c for c in name.rights if c.dep_ == "nummod"]:
            hang(other, total.head, "conj")
            hang(name, other, "nmod")


def _give(total: _Sum, taker: Token, verb: Token) -> None:
    """Make an object of a sum and a dative of its taker, with what stands before that."""
    if total.head.head == verb and taker.head in (verb, total.head, total.number, total.first):
        total.head.dep_ = "dobj"
        hang(taker, verb, "dative")
        for token in [t for t in taker.doc[verb.i + 1 : taker.i] if t.head in (total.head, total.number)]:
            hang(token, taker)


def free_doer(name: Token) -> None:
    """Hang on its sum who gives it, not on who had the one before: "pledged $9 to Peru and *Norway $4*"."""
    tie, number = name.head.head, name.nbor(1) if name.i + 1 < len(name.doc) else name
    verb = tie.head if tie.head.pos_ in VERBAL else tie.head.head
    while number.head.i > number.i:
        number = number.head
    if name.pos_ != "PROPN" or name.head.dep_ != "pobj" or verb.pos_ != "VERB" or number.left_edge.i != name.i + 1:
        return
    first = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < tie.i), number)
    if number.head in (verb, first) and first != number and is_sum(first) and is_sum(number):
        hang(number, first, "conj")
        hang(name, number, "nmod")


def is_sum(token: Token) -> bool:
    """Tell whether a word is a number or has one before it, of no time: "$4 million", "4 tonnes"."""
    return not is_time(token) and any(t.like_num or t.tag_ == "$" for t in (token, *token.lefts))
