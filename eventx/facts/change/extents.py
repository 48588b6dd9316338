"""Extents that are numbers in a change alone: "grew tenfold", "a five-fold rise", "up a penny", "Alba +4%, Bela +5"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from spacy.tokens import Span, Token

from eventx.lexicons import load_lexicon
from eventx.normalize.bound import bound_of
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUNS

_ANY = re.compile("fold", re.IGNORECASE)
_FOLD = re.compile(r"\b(?:([0-9]{1,4}(?:\.[0-9])?)|([a-z]+?))-?fold\b", re.IGNORECASE)
_SIGNED = re.compile(r"(?<![\w.,)])[-+−–]\d[\d.]* ?(?:%|pct|per ?cent)")
_GOES_ON = re.compile(r"(?<=[ (])(?P<sign>[-+−–])(?P<size>\d{1,2}(?:\.\d+)?)(?=[,;.)\s]|$)(?! ?(?:%|pct|per)|[.]\d)")
"""A number with a sign and no unit."""
_BEFORE = frozenset({"VERB", "AUX", "ADV", "ADP", "PUNCT"})


def find_extents(text: str, span: Span, numbers: Sequence[Number]) -> list[Number]:
    """Find the extents in a part of a text, in order; ``numbers`` are those of the text, in order."""
    found = (*_folds(text, span), *_units(text, span, numbers), *_series(text, span))
    return sorted(found, key=lambda number: number.start)


def _folds(text: str, span: Span) -> Iterator[Number]:
    """Find how many times something multiplied."""
    start, end = span.start_char, span.end_char
    if _ANY.search(text, start, end) is None or not any(token.lower_.endswith("fold") for token in span):
        return
    for match in _FOLD.finditer(text, start, end):
        times = match[1] or load_lexicon("change")["folds"].get(match[2].lower())
        if times is not None:
            bound = bound_of(text, match.start(), match.end()) or "exact"
            yield Number(match.start(), match.end(), Decimal(times), bound=bound, unit="fold", form="word")


def _units(text: str, span: Span, numbers: Sequence[Number]) -> Iterator[Number]:
    """Find single units of money or points: "up *a penny*"; no "$6.10 *a pound*", "*a dollar* shortage"."""
    worth = load_lexicon("change")["units"]
    for token in span[2:]:
        of, before = token.nbor(-1), token.nbor(-2)
        if token.lower_ not in worth or of.lower_ not in ("a", "an") or before.pos_ not in _BEFORE or _is_part(token):
            continue
        value, unit = worth[token.lower_]
        unit = _spent(text, of.idx, unit, numbers) if is_currency(unit) else unit
        bound = bound_of(text, of.idx, token.idx + len(token)) or "exact"
        yield Number(of.idx, token.idx + len(token), Decimal(value), bound=bound, unit=unit, form="word")


def _series(text: str, span: Span) -> Iterator[Number]:
    """Find signed numbers that go on with a signed per cent: "Alba -8%, Bela *+5*", "(+15%), to Mali (*-3*)"."""
    first = _SIGNED.search(text, span.start_char, span.end_char)
    for match in _GOES_ON.finditer(text, first.end(), span.end_char) if first is not None else ():
        value = Decimal(match["size"]) * (1 if match["sign"] == "+" else -1)
        yield Number(match.start(), match.end(), value, unit="percent")


def _is_part(token: Token) -> bool:
    """Tell whether a word belongs to the next: "a *dollar*-based fund", "a *point* man"."""
    after = token.doc[token.i + 1 : token.i + 2]
    return any(t.pos_ in NOUNS or t.text == "-" or t.lower_ == "of" for t in after)


def _spent(text: str, at: int, unit: str, numbers: Sequence[Number]) -> str:
    """Return the currency of the money told nearest before, or next, where its name fits; else the usual one."""
    index = bisect_left(numbers, at, key=lambda number: number.start)
    near = (*reversed(numbers[max(0, index - 3) : index]), *numbers[index : index + 2])
    codes = (number.unit for number in near if number.unit is not None and is_currency(number.unit))
    return next((code for code in codes if code.endswith("D") or code == unit), unit)
