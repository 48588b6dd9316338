"""The number grammar: numerals with sign, scale, currency, per cent and bound, and ranges of them, read exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from eventx.normalize import currency
from eventx.normalize.bound import bound_of
from eventx.normalize.numeral import EXACT, Form, Numeral, find_numerals, words
from eventx.normalize.plain import narrow
from eventx.normalize.rate import per_of
from eventx.normalize.reject import no_quantity, no_range
from eventx.records import Bound


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: characters ``start`` to ``end`` with sign, scale, currency and per cent word.

    ``unit`` is as in ``Quantity.unit``; None where no unit stands in the number itself. ``form`` tells digits from words,
    fractions ("a third", in per cent) and ratios ("three in ten", in per cent). ``named`` is the bare name of a currency
    ("dollar", "franc"; "minor" for cents) where the context of the article decides: ``unit`` is then the default code.
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


@dataclass(slots=True)
class _Draft:
    """A number being read: its own ``value`` without the glued scale, and where its unit was said."""

    start: int
    end: int
    value: Decimal
    form: Form
    scale: int
    unit: str | None = None
    named: str | None = None
    minor: bool = False
    before: bool = False
    numeral: Numeral | None = None


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text, in text order, none overlapping.

    Word numbers, fractions ("a third" is 33.33 percent), ratios ("three in ten" is 30 percent) and ranges ("5-10", "between
    X and Y", "X to Y") are single numbers. "From X to Y" and "rose X to Y" are two numbers: a start and an end. Verbs that
    say a number ("doubled", "halved") are none: they belong to changes.

    Examples
    --------
    >>> [(n.value, n.unit) for n in find_numbers("It rose 3% to $1.2bn.")]
    [(Decimal('3'), 'percent'), (Decimal('1200000000.0'), 'USD')]
    """
    plain = narrow(text)
    drafts = [d for d in (_draft(plain, n) for n in find_numerals(plain)) if d is not None]
    _ratios(plain, drafts)
    out: list[Number] = []
    at = 0
    while at < len(drafts):
        pair = _range(plain, drafts[at], drafts[at + 1]) if at + 1 < len(drafts) else None
        found = pair or _single(plain, drafts[at])
        at += 2 if pair else 1
        if found is not None and (not out or found.start >= out[-1].end):
            out.append(found)
    return out


@cache
def _after() -> re.Pattern[str]:
    glued = "|".join(sorted(words("glued"), key=len, reverse=True))
    scales = "|".join(s for s in words("scales") if len(s) < 4)
    return re.compile(
        rf"(?:(?P<glued>{glued})(?![^\W_])|(?P<joined>(?i:{scales}|million|billion|trillion|thousand|crore|lakh))(?![^\W_]))"
    )


_PERCENT = re.compile(
    r"(?:[ -]?(?P<points>percentage[ -]points?|percent(?:age)? points?|per cent points?|pp|ppts?|%[ -]points?)(?!\w)"
    r"|[ -]?(?P<basis>basis[ -]points?|bps?)(?!\w)"
    r"|[ -]?(?P<percent>%|(?:per ?cent|pct|pc)(?!\w)|percentage(?! point)(?!\w)))",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:(?<![\w.,%)-])[-−+]|(?<!\w)(?:minus|negative) )$", re.IGNORECASE)
_NOT_MILLION = re.compile(
    r" (?:away|tall|long|wide|deep|high|from|above|below|sprint|race|dash|hurdles|freestyle|relay|final|x|by|of|in|to|at)\b|[.,;:)]? *$|[.;:)]",
    re.IGNORECASE,
)


def _draft(text: str, numeral: Numeral) -> _Draft | None:
    """Read sign, glued scale, currency and per cent beside a numeral; None where it stands inside a name or code."""
    draft = _Draft(numeral.start, numeral.end, numeral.value, numeral.form, numeral.scale, numeral=numeral)
    digits = numeral.form == "digits"
    left = (
        currency.before(text, draft.start) if digits or text[draft.start - 1 : draft.start] in ("$", "£", "€") else None
    )
    if left:
        draft.start, draft.before = left[0], True
        draft.unit, draft.named, draft.minor = left[1]
    elif digits and draft.start and (text[draft.start - 1].isalpha() or text[draft.start - 1] == "_"):
        return None
    _glued_scale(text, draft)
    if (
        draft.unit == "ZAR"
        and text[draft.start] == "R"
        and draft.scale == 0
        and "," not in text[draft.start : draft.end]
    ):
        return None
    match = _PERCENT.match(text, draft.end)
    if match and not left:
        draft.unit = "percentage_point" if match["points"] else "basis_point" if match["basis"] else "percent"
        draft.end = match.end()
    elif not left and draft.form != "fraction":
        _currency_after(text, draft)
    elif left and (again := re.compile(r" (?:US|USD|dollars?)\b").match(text, draft.end)) and draft.named == "dollar":
        draft.end, draft.unit, draft.named = again.end(), "USD", None
    sign = _SIGN.search(text[max(0, draft.start - 9) : draft.start])
    if (
        sign
        and not (sign[0] == "+")
        and (sign[0] != "-" or not text[max(0, draft.start - 2) : draft.start - 1].isdigit())
    ):
        draft.value, draft.start = -draft.value, draft.start - len(sign[0])
    following = text[draft.end : draft.end + 1]
    if (
        following.isalpha() and following.isascii() and digits and not _unit_glued(text, draft.end)
    ) or following == "_":
        return None
    return draft


_GLUED_UNIT = re.compile(
    r"(?:km2?|m2?|cm|mm|nm|kg|mg|g|kW|kWh|MW|MWh|GW|GWh|TWh|W|V|Hz|[kMG]Hz|HZ|GB|MB|TB|KB|gb|mb|tb|mph|kph|kmh|hp|bhp|PS|Nm|lb|lbs|ft|sq|in|oz|ml|l|L|t|kt|Mt|mi|yd|"
    r"hrs?|h|min|mins|s|sec|secs|ms|ha|C|F|x|cc|dB|mAh|psi|rpm|mpg|k|kn|bpm|fps|yo|nits|mbps|Mbps|Gbps|degrees|feet|miles|years?|kV|A|mmHg|people)(?![^\W_])"
)


def _unit_glued(text: str, end: int) -> bool:
    return bool(_GLUED_UNIT.match(text, end))


def _glued_scale(text: str, draft: _Draft) -> None:
    """Take the scale letters that touch the digits: "bn" anywhere, "m" and "b" where a currency or a noun stands by."""
    if draft.form != "digits" and draft.numeral and not text[draft.end - 1].isdigit():
        return
    match = _after().match(text, draft.end)
    spaced = None
    if match is None:
        if (
            draft.before
            and draft.scale == 0
            and (spaced := re.compile(r" (m|b|bn|mn|k|M|B|MM)(?![^\W_])").match(text, draft.end))
        ):
            letter, end = spaced[1], spaced.end()
        else:
            return
    else:
        letter, end = match["glued"] or match["joined"].lower(), match.end()
    power = words("glued").get(letter) or words("scales").get(letter.lower())
    if power is None or draft.scale:
        return
    money = draft.before or currency.after(text, end, True) is not None
    if len(letter) == 1 or letter == "mm":
        if letter in "mbBtT" or letter == "mm":
            if letter == "mm" and not draft.before:
                return
            if not money and (letter in "tT" or (letter in "m" and _NOT_MILLION.match(text[end : end + 16] or "$"))):
                return
            if not money and letter in "bB" and not text[end : end + 2].startswith(" "):
                return
        if letter == "K" and not money and draft.value in (2, 4, 8):
            return
    draft.scale, draft.end = int(power), end
    draft.value = EXACT.scaleb(draft.value, int(power))


_MEGA = re.compile(r" ?M([A-Z]{3})(?![A-Za-z])")
_THEN_SCALE = re.compile(r" (million|billion|trillion|bn|mn|mln|bln|m)(?![^\W_])", re.IGNORECASE)
_CENTS = re.compile(
    r" (?:and )?([0-9]{1,2}|one|two|five|ten|twenty|fifty)(?: (?:cents?|pence|paise))?(?![\w,.%]*\d)(?! ?(?:percent|%|million))",
    re.IGNORECASE,
)


def _currency_after(text: str, draft: _Draft) -> None:
    found = currency.after(text, draft.end, draft.scale >= 3)
    if found is None:
        mega = _MEGA.match(text, draft.end) if draft.scale == 0 else None
        if mega and currency.is_currency(mega[1]):
            draft.unit, draft.end, draft.scale, draft.value = mega[1], mega.end(), 6, EXACT.scaleb(draft.value, 6)
        return
    end, said = found
    draft.unit, draft.named, draft.minor = said
    later = _THEN_SCALE.match(text, end) if draft.scale == 0 and currency.CODE.fullmatch(text[end - 3 : end]) else None
    if later:
        power = words("scales").get(later[1].lower(), 6)
        draft.scale, draft.value, end = int(power), EXACT.scaleb(draft.value, int(power)), later.end()
    elif (
        not said.minor
        and draft.scale == 0
        and (small := _CENTS.match(text, end))
        and small[0].split()[-1].lower() in ("cents", "cent", "pence", "paise")
    ):
        count = small[1]
        draft.value += (
            Decimal(count)
            if count.isdigit()
            else Decimal(words("units").get(count.lower(), words("tens").get(count.lower(), 0)))
        ) / 100
        end = small.end()
    draft.end = end


_JOINS = re.compile(
    r"(?P<dash> ?[-–—‒~] ?)|(?P<to> to (?:about |around |as much as |just )?)|(?P<and> (?:and|to) (?:about |around |just )?)|(?P<or> or )",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\bbetween (?:about |around |roughly |some |an estimated )?$", re.IGNORECASE)


def _range(text: str, one: _Draft, two: _Draft) -> Number | None:
    """Join two numbers into a range where the words between and around them say so."""
    gap = text[one.end : two.start]
    if len(gap) > 20 or one.value is None or not gap.strip():
        return None
    match = _JOINS.fullmatch(gap)
    negative = two.value < 0 and not gap.strip(" ")
    if match is None and not negative:
        return None
    opened = bool(_OPENS.search(text[max(0, one.start - 30) : one.start]))
    if match and match["or"]:
        return None
    if match and match["and"] and not opened:
        return None
    if not _like(one, two):
        return None
    low = one.value
    if (
        one.scale == 0
        and two.scale >= 3
        and low < EXACT.scaleb(two.value, -two.scale)
        and one.form == two.form
        and (one.unit is None or one.before)
    ):
        low = EXACT.scaleb(low, two.scale)
    high = two.value
    if low >= high or one.form in ("fraction", "ratio") and two.form != one.form:
        return None
    unit, named = (one.unit, one.named) if one.unit or one.named else (two.unit, two.named)
    minor = one.minor or two.minor
    if not opened and no_range(
        text, one.start, two.end, match, shared=one.unit is None and one.named is None, steep=high > low * 3
    ):
        return None
    if one.numeral and no_quantity(
        text, one.start, two.end, plain=unit is None and named is None, bare=False, year=False
    ):
        return None
    draft = replace(two, start=one.start, unit=unit, named=named, minor=minor)
    whole = _finish(text, draft, low, high)
    return replace(whole, value=None, bound="range") if whole else None


def _like(one: _Draft, two: _Draft) -> bool:
    mine, theirs = one.unit or one.named, two.unit or two.named
    return mine == theirs or mine is None or (theirs is None and (one.before or one.unit == "percent"))


def _single(text: str, draft: _Draft) -> Number | None:
    plain = draft.unit is None and draft.named is None and draft.scale < 3
    said = text[draft.start : draft.end]
    year = plain and draft.form == "digits" and said.isdigit() and len(said) == 4 and 1400 <= draft.value < 2200
    bare = plain and draft.form == "digits" and "," not in said
    if no_quantity(text, draft.start, draft.end, plain=plain, bare=bare, year=year):
        return None
    return _finish(text, draft, None, None)


_SPELL = re.compile(
    r"[ -](year|month|week|day|hour|minute|second|decade)s?(?![\w])([ -](?:old|olds|of age)\b)?", re.IGNORECASE
)
"""Units of time after a number: it is a duration or an age, never the amount of anything else."""


def _finish(text: str, draft: _Draft, low: Decimal | None, high: Decimal | None) -> Number | None:
    """Make the Number: minor units in the major, fractions in per cent, with bound and rate."""
    value, unit = draft.value, draft.unit
    if draft.named:
        choice = currency.candidates(draft.named)
        unit = choice[0] if choice else None
    if draft.minor:
        value, low, high = (None if v is None else EXACT.scaleb(v, -2) for v in (value, low, high))  # type: ignore[assignment]
    if draft.form in ("fraction", "ratio") and unit is None:
        unit = "percent"
        value, low, high = (None if v is None else _percent(v) for v in (value, low, high))  # type: ignore[assignment]
    elif value is not None and len(value.as_tuple().digits) > 350:
        value = value.quantize(Decimal("0.000001"))
    elif unit is None and (spell := _SPELL.match(text, draft.end)):
        unit = f"{spell[1].lower()} of age" if spell[2] else spell[1].lower()
    bound = bound_of(text, draft.start, draft.end)
    return Number(
        draft.start, draft.end, value=value, low=low, high=high, bound=bound or "exact", unit=unit,
        per=per_of(text, draft.end, money=currency.is_currency(unit)), form=draft.form, named=draft.named,
    )  # fmt: skip


def _percent(value: Decimal) -> Decimal:
    return EXACT.quantize(EXACT.multiply(value, Decimal(100)), Decimal("0.01")).normalize(EXACT) + 0


_IN = re.compile(r" (?P<out>out of every|out of|of every|in every) | in ", re.IGNORECASE)


def _ratios(text: str, drafts: list[_Draft]) -> None:
    """Join "three in ten" and "two out of five" into one draft."""
    at = 0
    while at + 1 < len(drafts):
        one, two = drafts[at], drafts[at + 1]
        gap = text[one.end : two.start]
        match = _IN.fullmatch(gap) if len(gap) < 16 and one.unit is None and two.unit is None else None
        if (
            match
            and 0 < one.value < two.value <= 1000000
            and one.scale < 3
            and one.value == int(one.value)
            and _is_ratio(text, one, two, bool(match["out"]))
        ):
            drafts[at : at + 2] = [_Draft(one.start, two.end, EXACT.divide(one.value, two.value), "ratio", 0)]
        at += 1


def _is_ratio(text: str, one: _Draft, two: _Draft, out: bool) -> bool:
    if two.value > 100 and two.value not in (1000, 10000, 100000, 1000000):
        return out and two.value < 1400
    span = re.compile(rf" (?:{'|'.join(words('context')['spells'])})\b").match(text, two.end)
    if out or one.value == 1:
        return not (span and not out)
    return not span and one.form == two.form and two.value in (3, 4, 5, 6, 7, 8, 10, 20, 100, 1000)
