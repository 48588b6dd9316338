"""Folds: "grew tenfold", "a five-fold increase", "cut in half", which are numbers in a change alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Span

from eventx.facts.change.vocabulary import verbs
from eventx.lexicons import lexicon, load_lexicon
from eventx.normalize.bound import bound_of
from eventx.normalize.number import Number
from eventx.syntax.labels import PATIENTS, has_left
from eventx.syntax.phrases import governing_verb, precedes

_ANY = re.compile("fold", re.IGNORECASE)
_FOLD = re.compile(r"\b(?:([0-9]{1,4}(?:\.[0-9])?)|([a-z]+?))-?fold\b", re.IGNORECASE)


def find_folds(text: str, span: Span) -> Iterator[Number]:
    """Find how many times something multiplied in a part of a text, in order."""
    start, end = span.start_char, span.end_char
    if _ANY.search(text, start, end) is None or not any(token.lower_.endswith("fold") for token in span):
        return
    for match in _FOLD.finditer(text, start, end):
        times = match[1] or load_lexicon("change")["folds"].get(match[2].lower())
        if times is not None:
            bound = bound_of(text, match.start(), match.end()) or "exact"
            yield Number(match.start(), match.end(), Decimal(times), bound=bound, unit="fold", form="word")


def find_halves(span: Span) -> Iterator[Number]:
    """Find what is cut by half: "cut its dividend *in half*"; no "cut the apple in half"."""
    if "half" not in span.text.lower():
        return
    for token in span[:-1]:
        verb = governing_verb(token) if token.lower_ == "in" and precedes(token, "half") else None
        word = verbs().get(verb.lower_) if verb is not None else None
        if verb is None or word is None or word.direction != "down" or not word.object:
            continue
        held = next((c for c in verb.children if c.dep_ in PATIENTS and c.i < token.i), None)
        known = held is not None and (has_left(held, "poss") or held.lemma_.lower() in lexicon("change").divided)
        if known:
            end = token.nbor(1).idx + len(token.nbor(1))
            yield Number(token.idx, end, Decimal(50), unit="percent", form="fraction")
