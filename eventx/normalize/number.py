"""The number grammar: numerals with sign, scale, currency, per cent and bound, and ranges of them, read exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal, localcontext

from eventx.normalize import currency
from eventx.normalize.bound import TAIL, bound_of
from eventx.normalize.characters import narrow
from eventx.normalize.draft import Draft, draft_of, unit_glued
from eventx.normalize.joined import join_neighbours
from eventx.normalize.lexeme import Form
from eventx.normalize.numeral import find_numerals
from eventx.normalize.ranges import range_of, share_lists, share_percents, share_points, share_scale
from eventx.normalize.rate import per_of
from eventx.normalize.reject import no_quantity
from eventx.records import Bound
from eventx.text.leftovers import clean

EXACT = Context(prec=400)
"""What all that reads numbers reckons in: no number that is read has as many digits."""


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
    cleaned = clean(text)
    with localcontext(EXACT):
        found = _read(narrow(cleaned.text))
    return [replace(n, start=cleaned.start(n.start), end=cleaned.end(n.end)) for n in found] if cleaned.gaps else found


def _read(text: str) -> list[Number]:
    drafts = [draft for numeral in find_numerals(text) if (draft := draft_of(text, numeral))]
    join_neighbours(text, drafts)
    share_scale(text, drafts)
    share_lists(text, drafts)
    share_percents(text, drafts)
    share_points(text, drafts)
    out: list[Number] = []
    at = 0
    while at < len(drafts):
        pair = range_of(text, drafts, at) if at + 1 < len(drafts) else None
        if pair and no_quantity(text, pair[0].start, pair[0].end, plain=pair[0].plain, bare=False):
            pair = None
        found = _finish(text, *pair) if pair else _single(text, drafts[at])
        at += 2 if pair else 1
        if found and (not out or found.start >= out[-1].end):
            out.append(found)
    return out


def _single(text: str, draft: Draft) -> Number | None:
    said = text[draft.start : draft.end]
    plain = draft.plain and draft.scale < 3 and not (said[-1].isdigit() and unit_glued(text, draft.end))
    bare = plain and draft.form == "digits" and "," not in said
    if draft.unit == "percentage_point":
        return _finish(text, draft)  # "on 31%, down *one*."
    return None if no_quantity(text, draft.start, draft.end, plain=plain, bare=bare) else _finish(text, draft)


_SPELL = re.compile(
    r"[ -](?:previous |consecutive |straight |full |more |other |whole )?"
    r"(year|month|week|day|hour|minute|second(?=s)|(?:(?<=-)|(?<=[Oo]ne ))second|decade|night(?=s)|fortnight)s?(?![\w])"
    r"([ -](?:old|olds|of age)\b)?",
    re.IGNORECASE,
)
"""Units of time after a number: it is a duration or an age, never the amount of anything else."""
_AGED = re.compile(r"\bages? of (?:\w+ )?$")


def _finish(text: str, draft: Draft, low: Decimal | None = None) -> Number:
    """Make the Number: minor units in the major, fractions in per cent, with bound and rate; with ``low``, a range."""
    unit, ends = draft.unit, [draft.value] if low is None else [low, draft.value]
    if draft.named:
        unit = next(iter(currency.candidates(draft.named)), None)
    if draft.minor:
        ends = [end.scaleb(-2) for end in ends]
    if unit is None and draft.form in ("fraction", "ratio"):
        unit, ends = "percent", [(end * 100).quantize(Decimal("0.01")).normalize() + 0 for end in ends]
    elif unit is None and (spell := _SPELL.match(text, draft.end)):
        old = spell[2] or _AGED.search(text, max(0, draft.start - 16), draft.start)
        unit = f"{spell[1].lower()} of age" if old else spell[1].lower()
    value, low, high = (ends[0], None, None) if low is None else (None, *ends)
    bound: Bound = "range" if value is None else bound_of(text, draft.start, draft.end) or "exact"
    per = per_of(text, draft.rated or draft.end) if currency.is_currency(unit) else None
    tail = TAIL.match(text, draft.end)
    end = tail.end() if tail else draft.end
    return Number(draft.start, end, value, low, high, bound, unit, per, draft.form, draft.named)
