"""Folds: "grew tenfold", "a five-fold increase", which are numbers in a change alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Span

from eventx.lexicons import load_lexicon
from eventx.normalize.bound import bound_of
from eventx.normalize.number import Number

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
