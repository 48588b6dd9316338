"""Joined numbers: "three in ten" is one ratio, "5 feet 2 inches" one length."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from eventx.normalize.draft import Draft
from eventx.normalize.lexeme import EXACT, phrases

_IN = re.compile(r" (?P<out>out of every|out of|of every|in every) | in ", re.IGNORECASE)


def join_ratios(text: str, drafts: list[Draft]) -> None:
    """Join "three in ten" and "two out of five" into one draft."""
    at = 0
    while at + 1 < len(drafts):
        one, two = drafts[at], drafts[at + 1]
        gap = text[one.end : two.start]
        match = _IN.fullmatch(gap) if len(gap) < 16 and one.plain and two.plain else None
        if match and _is_ratio(text, one, two, bool(match["out"])):
            drafts[at : at + 2] = [Draft(one.start, two.end, EXACT.divide(one.value, two.value), "ratio")]
        at += 1


@cache
def _spells() -> re.Pattern[str]:
    return re.compile(rf" (?:{phrases('spells')})\b")


def _is_ratio(text: str, one: Draft, two: Draft, out: bool) -> bool:
    if not 0 < one.value < two.value or one.scale >= 3 or one.value != int(one.value):
        return False
    if two.value > 100 and two.value not in (1000, 10000, 100000, 1000000):
        return out and two.value < 1400
    if out:
        return True
    spelt = _spells().match(text, two.end)
    alike = one.form == two.form or two.value == 10  # "seven in 10"
    return not spelt and alike and (one.value == 1 or two.value in (3, 4, 5, 6, 7, 8, 10, 20, 100, 1000))


_GREATER = re.compile(
    r"[ -]?(?:(?P<foot>feet|foot|ft\.?|')|(?P<pound>pounds?|lbs?\.?)|(?P<stone>stones?|st))(?:,? and|,)?[ -]?",
    re.IGNORECASE,
)
_LESSER = {
    "foot": (re.compile(r"[ -]?(?:inch(?:es)?|ins?\b|\"|'')", re.IGNORECASE), 12),
    "pound": (re.compile(r"[ -]?(?:ounces?|oz)\b", re.IGNORECASE), 16),
    "stone": (re.compile(r"[ -]?(?:pounds?|lbs?)\b", re.IGNORECASE), 14),
}
_HYPHENS = re.compile(r"-(?:foot|ft)-", re.IGNORECASE)
_POUNDS = re.compile(r"[ -]pounds?$", re.IGNORECASE)


def join_units(text: str, drafts: list[Draft]) -> None:
    """Join "5 feet 2 inches" and "8 pounds, 3 ounces" into one draft in the greater unit."""
    at = 0
    while at + 1 < len(drafts):
        joined = _joined(text, drafts[at], drafts[at + 1])
        if joined is not None:
            drafts[at : at + 2] = [joined]
        at += 1


def _joined(text: str, one: Draft, two: Draft) -> Draft | None:
    if one.form == "fraction" or two.start - one.end > 14:
        return None
    match = _GREATER.match(text, _end(text, one))
    if match is None or match.end() != two.start or match.lastgroup is None:
        return None
    sign, many = _LESSER[match.lastgroup]
    end = _end(text, two)
    lesser = sign.match(text, end)
    unsaid = lesser is None and _HYPHENS.fullmatch(text, one.end, two.start) is not None and two.plain  # "6-foot-4"
    if not (lesser or unsaid) or not 0 <= two.value < many:
        return None
    end = lesser.end() if lesser else end
    value = EXACT.add(one.value, EXACT.divide(two.value, Decimal(many)))
    value = EXACT.quantize(value, Decimal("0.000001")).normalize(EXACT) + 0
    return Draft(one.start, end, value, one.form, unit=match.lastgroup)


def _end(text: str, draft: Draft) -> int:
    """Return where a number ends without the pounds that were taken for money."""
    if draft.named != "pound" or draft.before:
        return draft.end
    said = _POUNDS.search(text, draft.start, draft.end)
    return said.start() if said else draft.end
