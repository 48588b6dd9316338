"""What a bare number counts: numbers that leave out their unit are given the one that the article tells before.

Money and per cents only; whoever else counts may trust that no number without a unit is one of those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Doc

from eventx.lexicons import lexicon
from eventx.mentions.gapped import is_gapped
from eventx.mentions.nouns import counted_out, top_of
from eventx.mentions.persons import is_of_people, is_plural
from eventx.mentions.sizes import is_delta, is_plain, scale_of, shown_scale, size_of
from eventx.mentions.unitless import (
    ASKED,
    ENDS,
    GOING_ON,
    GREAT,
    RESUMED,
    QuantityHistory,
    UnitlessNumber,
    first_of,
    governors_of,
)
from eventx.mentions.units import count_units
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUNS, SUBJECTS
from eventx.syntax.phrases import words_behind

_WHOLE = 1000  # sums from which on no scale is left out
_QUARTERS = (".25", ".50", ".75")  # of a cent, in which grain is priced
_FAR = 5  # times that a price in cents is more than what it moved by, at least
_NEAR, _ASIDE = 30, 120  # characters between two quantities: beside, compared
_ABOUT = rf"(?:an? (?:estimated|expected|previous|earlier|revised) |{ROUGHLY})"
_BESIDE = re.compile(
    r"(?: (?:an?|per) [a-z]+)?,? (?:up |down )?(?:from|to|against|versus|vs\.?|compared with) "
    rf"{_ABOUT}(?:(?:profit|loss) )?"
)
_AGAINST = re.compile(
    r"[^.;:!?\n()]{0,60}[ ,](?:against|versus|vs\.?|compared (?:with|to)|rather than|up from|down from|as against) "
    + _ABOUT
)
_AGAIN = re.compile(r" \([^()\n]{1,40}\)")
_OF_THINGS = re.compile(r" (?:of (?:the|them|those|these|its|their)|out of)\b")


def fill_units(doc: Doc, text: str, numbers: Sequence[Number]) -> list[Number]:
    """Give numbers that leave out their currency or per cent the one that they go on with.

    ``numbers``: those of the parsed Doc and its text, in text order.
    """
    first = next((number for number in numbers if is_currency(number.unit)), None)
    told = QuantityHistory(text, count_units(doc, text, numbers), first)
    out: list[Number] = []
    for number in numbers:
        found = _filled(doc, told, number)
        told = told.after(found)
        out.append(found)
    return out


def _filled(doc: Doc, told: QuantityHistory, number: Number) -> Number:
    """Return a number with the unit that it leaves out, if any."""
    great, counting = size_of(number) >= GREAT, told.counts[number.end]
    readable = number.form == "digits" or (great and number.form == "word")
    if number.unit is not None or not readable or counting.kind not in ("bare", "ellipsis", "counted"):
        return number
    free = counting.kind != "counted"
    beside = (_gapped(doc, told, number) or _beside(told, number)) if free else None
    if beside is not None and (beside.unit is not None or not great):
        return beside
    if told.first is None or not (free or great):
        return number
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    if span is None or _OF_THINGS.match(told.text, number.end):
        return number
    told_by = governors_of(span[0], span[-1]) if free else filter(None, [counted_out(span[-1])])
    top, before, behind = top_of(span[0], span[-1]), doc[max(0, span.start - 2) : span.start], words_behind(span[-1], 2)
    shares = any(token.lower_ in lexicon("elided").shares for token in before[-1:])
    labelled = before.text.endswith(":") and is_plural(before[0]) and is_of_people(before[0])  # "Users: 30 million"
    leads = [token.tag_ for token in behind][:1] == ["VBG"] and behind[-1].pos_ in NOUNS  # "paying subscribers"
    does = top.head if top.dep_ in SUBJECTS else None
    bare = UnitlessNumber(number, told, tuple(told_by), shares or labelled or leads, does)
    goes_on = free and beside is None  # not "rose 3 percent to 7 billion", unless money is asked for
    if (unit := first_of(GOING_ON if goes_on else ASKED, bare)) is not None:
        return replace(number, unit=unit.unit, named=unit.named)
    unit = first_of(RESUMED, bare) if goes_on else None
    return _scaled(number, unit, scale_of(told.text, unit, number) or Decimal(1)) if unit is not None else number


def _scaled(number: Number, like_one: Number, scale: Decimal) -> Number:
    """Return a number in the unit of another, and in its cents or millions, which are told once."""
    values = {key: value * scale for key in ("value", "low", "high") if (value := getattr(number, key)) is not None}
    return replace(number, unit=like_one.unit, named=like_one.named, **values)


def _gapped(doc: Doc, told: QuantityHistory, number: Number) -> Number | None:
    """Go on with the money of the clause before: "was fined 30,000 euros and its manager *8,000*"."""
    last = told.last
    if (
        last is None
        or not is_currency(last.unit)
        or not is_gapped(doc, told.text, (last.start, last.end), number.start, number.end)
    ):
        return None
    scale = shown_scale(told.text, last) if is_plain(told.text, number) and size_of(number) < _WHOLE else Decimal(1)
    return _scaled(number, last, scale)  # "paid $5 million and its rival *four*"


def _beside(told: QuantityHistory, number: Number) -> Number | None:
    """Be compared with the quantity before: "to $5.20 from 4.80", "$41 billion, against an estimated 36"."""
    last, text, before = told.last, told.text, told.before
    if before is not None and before.unit is None and _BESIDE.fullmatch(text, before.end, number.start):
        return number  # "Avg shrs 3.5 mln vs 3.1 mln"
    if last is None or number.start - last.end > _ASIDE or ENDS.match(text, number.end) is None:
        return None
    again = _AGAIN.match(text, last.end)
    start = again.end() if again else last.end
    bracketed = text[last.end : number.start] == " (" and text[number.end : number.end + 1] == ")"  # a year before
    near = bracketed or (number.start - start < _NEAR and _BESIDE.fullmatch(text, start, number.start) is not None)
    if not near and not _AGAINST.fullmatch(text, start, number.start):
        return None
    if last.unit == "percent":
        shared = not near and 0 < size_of(number) < 100 > size_of(last)
        return replace(number, unit="percent") if shared else number
    if not is_currency(last.unit):
        return number
    whole = text[last.end : number.start].removeprefix(",") == " to " and _is_whole(text, last, number)
    scale = Decimal(1) if whole else scale_of(text, last, number)
    if scale is None and text[last.end : number.start] == " to " and is_delta(text, last):
        scale = shown_scale(text, last) if is_plain(text, number) else None  # "rose 13p to 341"
    return _scaled(number, last, scale) if scale is not None else None


def _is_whole(text: str, delta: Number, level: Number) -> bool:
    """Tell whether a level after cents is one of dollars: "fell 12 paise to *86.52*"; no "rose 2p to *341.25*"."""
    if not is_delta(text, delta) or delta.named in lexicon("elided").hundredths:
        return False
    shown, said = shown_scale(text, delta), text[level.start : level.end]
    cents = size_of(delta) / shown if shown < 1 else Decimal()
    if not cents or cents % 1 or re.fullmatch(r"[0-9,]+\.[0-9]{2}", said) is None:
        return False
    return not said.endswith(_QUARTERS) or cents * _FAR > size_of(level)  # "corn rose 5 cents to 452.75"
