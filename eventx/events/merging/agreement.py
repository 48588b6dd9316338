"""Agreement: when two numbers, times or modalities are one, told in other forms. Pure, no spaCy."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from eventx.records import Period, Quantity

LOOSE = Decimal("0.05")
BOUNDED = Decimal("0.25")
DIGITS = 3
TENS = 10
ROUGH = Decimal("0.08")  # of a change told in a word, "triples", by which what two levels make may differ
LARGE = 100  # from which a title may tell no more than the first digit

AGREED = [{m} for m in ("asserted", "negated", "forecast", "hypothetical")] + [
    {"asserted", "forecast"},
    {"forecast", "hypothetical"},
]
"""The modalities that two tellings of one happening may have."""


def agree(a: Quantity, b: Quantity, title: bool = False) -> bool:
    """Tell whether two numbers are the same, one perhaps in a rounder form, or, in a ``title``, in the roundest.

    >>> from eventx.records import Mention
    >>> def q(v, bound="exact"):
    ...     return Quantity(value=Decimal(v), bound=bound, unit="percent", mention=Mention(start=0, end=1, text="1"))
    >>> agree(q("30", "approx"), q("29.8")), agree(q("20", "more_than"), q("22")), agree(q("20"), q("22"))
    (True, True, False)
    >>> agree(q("2000"), q("1920")), agree(q("2000"), q("1920"), title=True)
    (False, True)
    """
    if {a.unit, b.unit} == {"percentage_point", "basis_point"}:
        a, b = _in_points(a), _in_points(b)
    one, two = ([n for n in (q.value, q.low, q.high) if n is not None] for q in (a, b))
    if a.unit != b.unit or len(one) != len(two) or not one:
        return False
    rough = title and a.unit == "percent" and (_is_word(a) or _is_word(b))
    return all(
        (rough and abs(x - y) <= max(abs(x), abs(y)) * ROUGH)
        or _is_close(x, y, a.bound)
        or _is_close(y, x, b.bound)
        or _is_rounded(x, y, title)
        or _is_rounded(y, x, title)
        for x, y in zip(one, two, strict=True)
    )


def _is_word(quantity: Quantity) -> bool:
    """Tell whether a change is told in a rough word and not in so many per cent: "by a third", "halves"."""
    words = quantity.mention.text.lower()
    return not any(c.isdigit() for c in words) and "cent" not in words


def are_equal(one: Quantity, two: Quantity) -> bool:
    """Tell whether two numbers have one value, in points of whatever size."""
    return _in_points(one).value == _in_points(two).value


def _in_points(quantity: Quantity) -> Quantity:
    """Return a number of basis points in percentage points, of which each is a hundred, and any other as it is."""
    if quantity.unit != "basis_point":
        return quantity
    told = {name: n / 100 for name in ("value", "low", "high") if (n := getattr(quantity, name)) is not None}
    return quantity.model_copy(update={**told, "unit": "percentage_point"})


def _is_close(told: Decimal, other: Decimal, bound: str) -> bool:
    """Tell whether a number, told with a bound, may be another."""
    gap = abs(told - other) / (max(abs(told), abs(other)) or 1)
    if gap <= Decimal("0.005"):
        return True
    if bound in ("more_than", "at_least"):
        return told < other and gap <= BOUNDED
    return gap <= LOOSE and bound in ("less_than", "at_most") and told > other


def _is_rounded(rough: Decimal, fine: Decimal, title: bool) -> bool:
    """Tell whether ``rough`` is ``fine`` with fewer digits: a whole number, two digits, or one of a large number's.

    Titles leave the others off: "sales cross 44,000" of 44,900.
    """
    whole = rough == rough.to_integral_value() and fine != fine.to_integral_value()
    if whole and (title or rough >= TENS):  # but 2% is another forecast than 1.8%
        return fine.quantize(Decimal(1)) == rough
    digits = len(rough.normalize().as_tuple().digits)
    if digits < 2 and not (title and rough >= LARGE):
        return False
    step = Decimal(1).scaleb(fine.adjusted() - digits + 1)
    return fine.quantize(step) == rough or (title and digits > 1 and fine.quantize(step, ROUND_DOWN) == rough)


def is_telling(quantity: Quantity) -> bool:
    """Tell whether a number has so many digits that another happening hardly has the same."""
    return quantity.value is not None and len(quantity.value.normalize().as_tuple().digits) >= DIGITS


def are_unlike(one: Quantity, two: Quantity) -> bool:
    """Tell whether two numbers cannot be compared: of each and in all ("$4 a share"), by percent and by points."""
    if one.unit != two.unit:
        return "percent" in (one.unit, two.unit)
    return one.per != two.per and None in (one.per, two.per) and not agree(one, two, title=True)


def makes(level: Quantity, before: Decimal | None, change: Quantity) -> bool:
    """Tell whether a level and the one before make a change: "to 86 from 114", "by 25%", "halves"."""
    if level.value is None or not before or change.unit != "percent":
        return False
    percent = abs(level.value - before) * 100 / before
    word = change.value is not None and change.mention.text.isalpha()
    rough = word and abs(percent - (change.value or 0)) <= percent * ROUGH
    return rough or agree(change, change.model_copy(update={"value": percent, "bound": "exact"}), title=True)


def are_disjoint(one: Period, two: Period) -> bool:
    """Tell whether two periods differ; a day within a month may be the same time told roughly."""
    (a, b), (c, d) = (one.start_date, one.end_date), (two.start_date, two.end_date)
    if (a, b) == (c, d):
        return False
    return not (a and b and c and d and ((a <= c and d <= b) or (c <= a and b <= d)))
