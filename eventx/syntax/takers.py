"""Takers: those to whom a sum goes, where the parsers take both for one noun phrase: "fined Kappa 5 million euros"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.normalize.currency import after, before
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import is_time
from eventx.syntax.tokens import hang

_NEAR = 5  # tokens beside a number in which its currency stands
_LEADING = frozenset({"ADJ", "DET", "NOUN", "PART", "PRON", "PROPN"})


def free_taker(number: Token) -> None:
    """Hang on the verb a sum and to whom it goes, not on each other: "fined *Kappa 5 million euros*"."""
    start = number.left_edge
    near = number.doc[max(number.sent.start, start.i - _NEAR) : number.i + _NEAR]
    first = near[0].idx
    code = start.nbor(-1) if start.i > near.start and before(near.text, start.idx - first) else None
    named = code is not None or start.tag_ == "$" or after(near.text, number.idx + len(number) - first, scaled=True)
    start = code or start
    verb = start.nbor(-1) if start.i > number.sent.start else number
    if verb.text == "," and number.dep_ == "appos" and any(c.dep_ == "relcl" for c in number.head.rights):
        verb = number.head  # "paid *Lund*, who left, *$4 million*"
    taker = verb
    while verb.pos_ in _LEADING and verb.i > number.sent.start:
        verb = verb.nbor(-1)
    dative = verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon("telling").dative
    if not named or not dative or taker.pos_ not in NOUNS or is_time(taker):
        return
    beside = number.i + 1 < len(number.doc) and number.head == number.nbor(1)
    total = number.head if beside or number.head == code else number
    if total.head == taker and taker.head == verb:
        hang(total, verb, "dobj")
        for child in [c for c in taker.rights if c.i > total.i]:
            hang(child, verb if child.dep_ == "prep" else total)
    for name in [c for c in total.rights if c.dep_ == "conj" and c.pos_ in NOUNS]:
        for other in [c for c in name.rights if c.dep_ == "nummod"]:
            hang(other, total, "conj")  # "and *Lorne $3*"
            hang(name, other, "nmod")
    if total.head == verb and taker.head in (verb, total, number, code):
        total.dep_ = "dobj"
        hang(taker, verb, "dative")
        for token in [t for t in number.doc[verb.i + 1 : taker.i] if t.head in (total, number)]:
            hang(token, taker)
