"""Ordinals: fractions by their words that say which one is meant: "two men were freed, *a third* was jailed"."""

from __future__ import annotations

from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims
from eventx.normalize.number import Number

_NEXT = {"a third": 2, "a fourth": 3, "a fifth": 4, "a sixth": 5}
"""How many have been told before each."""
_NEAR = 200  # characters before it in which they are counted
_PART = (" of ", " or ", " more ", " less ", " fewer ")
"""What stands behind a fraction."""


def is_ordinal(analysis: Analysis, claims: Claims, number: Number) -> bool:
    """Tell whether a fraction is the next of as many persons as were counted just before it, and no part of them."""
    told = _NEXT.get(analysis.text[number.start : number.end].lower())
    if told is None or analysis.text.startswith(_PART, number.end):
        return False
    before = claims.numbers_in(max(0, number.start - _NEAR), number.start)
    return any(n.value == told and claims.owner(n) == "headcount" for n in before)
