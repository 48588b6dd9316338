"""Ordinals: fractions by their words that say which one is meant: "two men were freed, *a third* was jailed"."""

from __future__ import annotations

import re

from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims
from eventx.normalize.number import Number

_ORDINAL = re.compile(r"an? \w+(?:rd|th)", re.IGNORECASE)  # no "a quarter"
_NEAR = 200  # characters before it in which they are counted
_PART = (" of ", " or ", " more ", " less ", " fewer ")
"""What stands behind a fraction."""


def is_ordinal(analysis: Analysis, claims: Claims, number: Number) -> bool:
    """Tell whether a fraction is the next of as many persons as were counted just before it, and no part of them."""
    named = _ORDINAL.fullmatch(analysis.text, number.start, number.end) is not None and number.form == "fraction"
    if not named or not number.value or analysis.text.startswith(_PART, number.end):
        return False
    told = round(100 / number.value) - 1  # persons are two before "a third"
    before = claims.numbers_in(max(0, number.start - _NEAR), number.start)
    return any(n.value == told and claims.owner(n) == "headcount" for n in before)
