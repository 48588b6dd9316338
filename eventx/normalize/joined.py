"""Joined numbers: "two (2)" is one number, "three in ten" one ratio, "5 feet 2 inches" one length."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from eventx.normalize.currency import without_name
from eventx.normalize.draft import Draft
from eventx.normalize.lexeme import pattern

_SPELLS = r" (?:{spells})\b"
_IN = re.compile(r" (?P<out>(?:times? )?out of(?: every)?|of every|in every) | in ", re.IGNORECASE)


def join_neighbours(text: str, drafts: list[Draft]) -> None:
    """Join each two drafts that tell one number, "two (2)", ratio, "three in ten", or length, "5 feet 2 inches"."""
    for join in (_again, _ratio, _length):
        at = 0
        while at + 1 < len(drafts):
            if joined := join(text, drafts[at], drafts[at + 1]):
                drafts[at : at + 2] = [joined]
            at += 1


def _again(text: str, one: Draft, two: Draft) -> Draft | None:
    """Join a number with its figures in a bracket: "two (2) men"."""
    spelt = one.plain and two.plain and (one.form, two.form) == ("word", "digits") and one.value == two.value
    bracketed = text[one.end : two.start] == " (" and text.startswith(")", two.end)
    return replace(one, end=two.end + 1) if spelt and bracketed else None


def _ratio(text: str, one: Draft, two: Draft) -> Draft | None:
    """Join "three in ten" and "two out of five"."""
    match = _IN.fullmatch(text, one.end, two.start) if one.plain and two.plain else None
    ratio = match and _is_ratio(text, one, two, bool(match["out"]))
    return Draft(one.start, two.end, one.value / two.value, "ratio") if ratio else None


def _is_ratio(text: str, one: Draft, two: Draft, out: bool) -> bool:
    if not 0 < one.value < two.value or one.scale >= 3 or one.value % 1:
        return False
    round_number = two.value <= 100 or two.value in (1000, 10000, 100000, 1000000)
    if out or not round_number:
        return out and (round_number or two.value < 1400)
    alike = one.form == two.form or two.value == 10 or (one.form == "word" and two.value > 10)  # "one in 13"
    usual = one.value == 1 or two.value in (3, 4, 5, 6, 7, 8, 10, 20, 100, 1000)
    return alike and usual and not pattern(_SPELLS, 0).match(text, two.end)


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


def _length(text: str, one: Draft, two: Draft) -> Draft | None:
    """Join "5 feet 2 inches" and "8 pounds, 3 ounces", in the greater unit."""
    match = _GREATER.match(text, _end(text, one)) if one.form != "fraction" else None
    if match is None or match.end() != two.start or match.lastgroup is None:
        return None
    sign, many = _LESSER[match.lastgroup]
    end = _end(text, two)
    lesser = sign.match(text, end)
    unsaid = two.plain and _HYPHENS.fullmatch(text, one.end, two.start) is not None  # "6-foot-4"
    if not (lesser or unsaid) or not 0 <= two.value < many:
        return None
    value = (one.value + two.value / many).quantize(Decimal("0.000001")).normalize() + 0
    return Draft(one.start, lesser.end() if lesser else end, value, one.form, unit=match.lastgroup)


def _end(text: str, draft: Draft) -> int:
    """Return where a number ends without the pounds that were taken for money."""
    return without_name(text, draft.start, draft.end) if draft.named == "pound" else draft.end
