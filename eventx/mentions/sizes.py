"""Sizes: how near two numbers are, also where one leaves out the scale of the other ("$41 billion, against 36")."""

from __future__ import annotations

import re
from decimal import Decimal

from eventx.lexicons import lexicon
from eventx.normalize.number import Number

_FAR = Decimal(10**12)
_FEW = 10_000  # a number that may leave out the scale
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def size_of(number: Number) -> Decimal:
    """Return the value of a number, or the upper end of its range."""
    return number.value or number.high or Decimal()


def scale_of(text: str, one: Number, other: Number) -> Decimal | None:
    """Return by what a number is to be multiplied to stand beside another: cents and scales are told once."""
    scales = sorted((shown_scale(text, one), Decimal(1))) if is_plain(text, other) else [Decimal(1)]
    return next((scale for scale in scales if like(size_of(one), size_of(other) * scale)), None)


def is_plain(text: str, number: Number) -> bool:
    """Tell whether a number may leave out its scale: few digits without a word."""
    return text[number.end - 1].isdigit() and size_of(number) < _FEW


def shown_scale(text: str, number: Number) -> Decimal:
    """Return by what the digits of a number are multiplied: a hundredth in cents, a million in millions."""
    said = _face(text, number)
    return size_of(number) / said if said else Decimal(1)


def is_delta(text: str, number: Number) -> bool:
    """Tell whether a number says by how much something moved: "rose 13p"."""
    before = text[max(0, number.start - 12) : number.start].split()
    return bool(before) and before[-1].lower() in lexicon("elided").deltas


def distance(text: str, one: Number, other: Number) -> Decimal:
    """Return how many times one number is another, whichever is greater; that may leave out the scale of the one."""
    meant = size_of(other)
    sizes = [size for size in (size_of(one), _face(text, one) if meant < _FEW else 0) if size > 0]
    return min((max(size / meant, meant / size) for size in sizes), default=_FAR) if meant > 0 else _FAR


def _face(text: str, number: Number) -> Decimal:
    """Return the digits of a number without its scale."""
    face = _DIGITS.search(text, number.start, number.end)
    return Decimal(face[0].replace(",", "")) if face else Decimal()


def like(one: Decimal, other: Decimal) -> bool:
    """Tell whether two sizes are of one order, as those of one thing are at two times."""
    return one < other * 20 and other < one * 20
