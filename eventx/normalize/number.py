"""The number grammar: numerals with sign, scale, currency, per cent and bound, and ranges of them, read exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from eventx.normalize import currency
from eventx.normalize.bound import TAIL, bound_of
from eventx.normalize.draft import Draft, draft_of, unit_glued
from eventx.normalize.joined import join_ratios, join_units
from eventx.normalize.lexeme import EXACT, Form
from eventx.normalize.numeral import find_numerals
from eventx.normalize.plain import narrow, unbroken
from eventx.normalize.rate import per_of
from eventx.normalize.reject import no_quantity, no_range
from eventx.records import Bound


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: characters ``start`` to ``end`` with sign, scale, currency and per cent word.

    ``unit`` is as in ``Quantity.unit``; None where no unit stands in the number itself, but units of time are told,
    so that nobody takes "six months" for an amount. ``form`` tells digits from words, fractions ("a third") and ratios
    ("three in ten"), both given in per cent. ``named`` is the bare name of a currency ("dollar", "franc"; "minor" for
    cents) where the context of the article decides: ``unit`` is then the default code.
    """

    start: int
    end: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    unit: str | None = None
    per: str | None = None
    form: Form = "digits"
    named: str | None = None


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text, in text order, none overlapping.

    Word numbers, fractions ("a third" is 33.33 percent), ratios ("three in ten" is 30 percent) and ranges ("5-10",
    "between X and Y", "X to Y") are single numbers. "From X to Y" and "rose X to Y" are two numbers: a start and an
    end. Verbs that say a number ("doubled", "halved") are none: they belong to changes.

    Examples
    --------
    >>> [(n.value, n.unit) for n in find_numbers("It rose 3% to $1.2bn.")]
    [(Decimal('3'), 'percent'), (Decimal('1.2E+9'), 'USD')]
    """
    plain, place = unbroken(narrow(text))
    drafts = [d for d in (draft_of(plain, n) for n in find_numerals(plain)) if d is not None]
    join_ratios(plain, drafts)
    join_units(plain, drafts)
    _scale_dashes(plain, drafts)
    out: list[Number] = []
    at = 0
    while at < len(drafts):
        pair = _range(plain, drafts, at) if at + 1 < len(drafts) else None
        found = pair or _single(plain, drafts[at])
        at += 2 if pair else 1
        if found is not None and (not out or found.start >= out[-1].end):
            out.append(found)
    return [replace(n, start=place(n.start), end=place(n.end - 1) + 1) for n in out] if len(plain) < len(text) else out


_DASH = re.compile(r" ?[-–—] ?")


def _scale_dashes(text: str, drafts: Sequence[Draft]) -> None:
    """Give "33" in "from 24 to 33-35 billion" the scale said once, so that the number before can share it."""
    for first, one, two in zip(drafts, drafts[1:], drafts[2:], strict=False):
        if text[first.end : one.start] != " to " or not _DASH.fullmatch(text, one.end, two.start):
            continue
        if first.plain and one.plain and first.scale == one.scale == 0 and two.scale >= 3 and one.value < 1000:
            one.value, one.scale = EXACT.scaleb(one.value, two.scale), two.scale
            one.unit, one.named, one.minor = two.unit, two.named, two.minor


_JOINS = re.compile(
    r"(?P<dash> ?[-–—‒~] ?)|(?P<to>(?: to |-to-)(?:about |around |as much as |just )?)"
    r"|(?P<and> and (?:about |around |just )?)|(?P<or> or )",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\bbetween (?:about |around |roughly |some |an estimated )?$", re.IGNORECASE)
_UNIT_BETWEEN = re.compile(r"( ?[^\W\d_]{1,4}[²³]?|[ -][^\W\d_]{3,12}(?: [^\W\d_]{3,12})?)(?= (?:to|and) |[-–])")
_SPANS = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ying|ied)|anywhere|priced?|run|runs) from (?:about |around )?$", re.IGNORECASE
)


def _range(text: str, drafts: Sequence[Draft], at: int) -> Number | None:
    """Join two numbers into a range where the words between and around them say so."""
    one, two = drafts[at : at + 2]
    gap = text[one.end : two.start]
    if not 0 < len(gap) <= 34 or "\n" in gap:
        return None
    twice = one.plain and (spelt := _UNIT_BETWEEN.match(gap)) and text[two.end :].startswith(spelt[1])
    if twice and spelt:
        gap = gap[spelt.end() :]
    match = _JOINS.fullmatch(gap)
    if match is None:
        return None
    if one.before and one.scale and two.plain and not two.scale:
        _same_letter(text, one, two)
    lead = text[max(0, one.start - 40) : one.start]
    opened = bool(_OPENS.search(lead))
    if not _like(one, two) or (match["and"] and not opened):
        return None
    low, scale = _low(one, two)
    opened = opened or bool(_SPANS.search(lead))
    if (
        match["or"]
        and one.plain
        and "word" == one.form == two.form
        and two.value - low == EXACT.scaleb(Decimal(1), scale)
    ):
        return replace(_finish(text, replace(two, start=one.start), low, two.value), value=None, bound="range")
    opened = opened or bool(match["to"] and _between_ranges(text, drafts, at))
    pair = match["or"] or (match["to"] and not opened and re.search(r"\bfrom (?:(?!the )\w+ )?$", lead))
    if _is_year(text, one, two) or (match["to"] and one.unit == "percent" and two.unit is None):
        return None  # "rose in 2018 to 3.9 million", "slid 1.2% to 151"
    if pair:
        _share_unit(one, two, low, scale)
        return None
    if low >= two.value or (one.form in ("fraction", "ratio") and two.form != one.form):
        return None
    steep = two.value > low * 3
    shared = (one.plain and not twice) or one.unit == "percent" == two.unit
    if not opened and no_range(text, one.start, two.end, match, shared=shared, steep=steep):
        return None
    if no_quantity(text, one.start, two.end, plain=one.plain and two.plain, bare=False, year=False):
        return None
    said = one if not one.plain else two
    whole = replace(two, start=one.start, unit=said.unit, named=said.named, minor=one.minor or two.minor)
    return replace(_finish(text, whole, low, two.value), value=None, bound="range")


def _between_ranges(text: str, drafts: Sequence[Draft], at: int) -> bool:
    """Tell whether a pair is one of two ranges, an old and a new: "from 5 to 7 per cent to 3 to 5 per cent"."""
    four = drafts[at : at + 4]
    if len(four) < 4 or any(two.start - one.end > 20 for one, two in pairwise(four)):
        return False
    joints = [text[one.end : two.start] for one, two in pairwise(four)]
    return joints[0] == joints[2] == joints[1] == " to " and _one_unit(four[1], four[3])


def _one_unit(one: Draft, two: Draft) -> bool:
    """Tell whether two numbers say the same unit."""
    return one.unit == two.unit and one.named == two.named


_IN_YEAR = re.compile(r"\b(?:in|since|during|of|by|for|until|from|through|early|late|mid)[ -]$", re.IGNORECASE)


def _is_year(text: str, one: Draft, two: Draft) -> bool:
    """Tell whether the first number is a year beside an amount: "rose in 2018 to 3.9 million"."""
    said = text[one.start : one.end]
    if not (one.plain and len(said) == 4 and said.isdigit() and 1900 <= one.value < 2100):
        return False
    dated = _IN_YEAR.search(text, max(0, one.start - 10), one.start) is not None
    return two.value > one.value * 100 or (dated and (two.scale > 0 or not two.plain or two.value > 2100))


def _same_letter(text: str, one: Draft, two: Draft) -> None:
    """Give "7m" after "$5m to" the scale of the first letter, which alone could be metres."""
    letter = text[one.end - 1 : one.end]
    if letter in ("m", "b", "k") and re.match(rf"{letter}(?![^\W_])", text[two.end : two.end + 2]):
        two.scale, two.end, two.value = one.scale, two.end + 1, EXACT.scaleb(two.value, one.scale)


def _low(one: Draft, two: Draft) -> tuple[Decimal, int]:
    """Return the lower end of a pair with the scale that it shares ("5 to 7 million")."""
    alike = one.form == two.form and (one.plain or one.before)
    if alike and one.scale == 0 and two.scale >= 3 and one.value < 1000:
        return EXACT.scaleb(one.value, two.scale), two.scale
    if alike and two.dozens and not one.dozens and one.value * 12 < two.value:
        return one.value * 12, one.scale
    return one.value, one.scale


def _share_unit(one: Draft, two: Draft, low: Decimal, scale: int) -> None:
    """Give the first of two numbers ("from 5 to 7 per cent", "8 or 9 million") the unit and scale said once."""
    one.value, one.scale = low, scale
    if one.plain and (not two.before or two.value - low == EXACT.scaleb(Decimal(1), scale)):
        one.unit, one.named, one.minor = two.unit, two.named, two.minor


def _like(one: Draft, two: Draft) -> bool:
    mine, theirs = one.unit or one.named, two.unit or two.named
    if mine == theirs or mine is None or (theirs is None and (one.before or one.unit == "percent")):
        return True
    return two.named is not None and one.unit in currency.candidates(two.named)  # "US$89 to $93 billion"


_NAMED_YEARS = range(1950, 2036)


def _single(text: str, draft: Draft) -> Number | None:
    said = text[draft.start : draft.end]
    plain = draft.plain and draft.scale < 3 and not (said[-1].isdigit() and unit_glued(text, draft.end))
    bare = plain and draft.form == "digits" and "," not in said
    year = bare and said.isdigit() and len(said) == 4 and 1400 <= draft.value < 2200
    surely = year and int(said) in _NAMED_YEARS and said[2:] not in ("00", "50")
    if no_quantity(text, draft.start, draft.end, plain=plain, bare=bare, year=year, surely=surely):
        return None
    return _finish(text, draft, None, None)


_SPELL = re.compile(
    r"[ -](?:previous |consecutive |straight |full |more |other |whole )?"
    r"(year|month|week|day|hour|minute|second|decade|night(?=s)|fortnight)s?(?![\w])"
    r"([ -](?:old|olds|of age)\b)?",
    re.IGNORECASE,
)
"""Units of time after a number: it is a duration or an age, never the amount of anything else."""


def _finish(text: str, draft: Draft, low: Decimal | None, high: Decimal | None) -> Number:
    """Make the Number: minor units in the major, fractions in per cent, with bound and rate."""
    value: Decimal | None = draft.value
    unit = draft.unit
    if draft.named:
        unit = (currency.candidates(draft.named) or (None,))[0]
    if draft.minor:
        value, low, high = (None if v is None else EXACT.scaleb(v, -2) for v in (value, low, high))
    if draft.form in ("fraction", "ratio") and unit is None:
        unit = "percent"
        value, low, high = (None if v is None else _percent(v) for v in (value, low, high))
    elif unit is None and (spell := _SPELL.match(text, draft.end)):
        old = spell[2] or re.search(r"\bages? of (?:\w+ )?$", text[max(0, draft.start - 16) : draft.start])
        unit = f"{spell[1].lower()} of age" if old else spell[1].lower()
    tail = TAIL.match(text, draft.end)
    return Number(
        draft.start, tail.end() if tail else draft.end, value=value, low=low, high=high,
        bound=bound_of(text, draft.start, draft.end) or "exact", unit=unit,
        per=per_of(text, draft.end, money=currency.is_currency(unit)), form=draft.form, named=draft.named,
    )  # fmt: skip


def _percent(value: Decimal) -> Decimal:
    return EXACT.quantize(EXACT.multiply(value, Decimal(100)), Decimal("0.01")).normalize(EXACT) + 0
