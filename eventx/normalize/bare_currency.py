"""What an article's context tells of its amounts: the currency of a bare name, "dollars" or "francs"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from eventx.lexicons import lexicon, load_lexicon, matcher
from eventx.normalize.bare_name import BareName, Located, bare_name
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.currency import candidates, countries_of, is_currency, without_name
from eventx.normalize.left_out import CONVERTED, STOP, label_of
from eventx.normalize.number import Number

_GRADE = 10_000
"""What is marked at school is less: "topped the list with 592 *marks*"."""
_GOES_ON = re.compile(rf"(?: (?:an?|per) [a-z]+)?,? (?:from|to|against|versus|vs\.?|compared with|and) {ROUGHLY}")
_ON_DOLLAR = re.compile(r" on the dollar\b")
WITHDRAWN = 2002
"""The year in which the euro's cash took the place of francs, marks and lire."""
_HEAD = 600
"""Characters at the start of an article in which its dateline stands."""
_AGENCY = r"\((?:{home.agencies})\) ?[-–—]"
"""The dateline of an agency that gives its sums in US dollars: "(Bloomberg) --"."""
_YUAN = re.compile(r"\b(?:yuan|renminbi|rmb|CNY)\b", re.IGNORECASE)
_YEN = re.compile(r"\b(?:yen|JPY)\b", re.IGNORECASE)
_PAYS = re.compile(r"[ -](?:bank ?)?(?:notes?|coins?|fines?|fees?|tickets?|vouchers?)\b")
_OTHER_DOLLAR = r"\b(?:{home.dollars}) dollar\b[^;$\n]* \$?$"
_SOLD = r"\b(?:{home.sold})\b"
_RATE = 10  # what a dollar of others costs in US dollars is less
_NEAR = 80  # characters before a rate in which the currency is named
_PAID = (
    r"\b(?:(?:{pounds.priced})(?: for(?: [a-z]+){1,3}?)?(?: (?:{pounds.between})){1,6}"
    r"|(?:{pounds.paying})(?: (?:{pounds.payers}))?(?: (?:{pounds.between})){0,4}) $"
)
"""What stands before pounds that are paid: "the *fee has risen to* 90 pounds", "was *fined* 90 pounds"."""
_PURPOSE = r" (?:{pounds.purpose})\b"
_WEIGHING = r"\b(?:{pounds.weighing})(?: (?:{pounds.between})){0,4} $"
_BEFORE = 70
"""Characters before pounds in which it stands that they are paid, or weigh."""
_STUFF = re.compile(r" of\b| \([\d.,]+ (?:kg|kilo)")
"""What follows pounds that weigh, whatever is before them: "was fined for 90 pounds *of* butter"."""
_WEIGHS = re.compile(r"-f(?:oo|ee)t|-force| (?:baby|bombs?|per square|of (?:meat|rice|beef|fish|food|butter|sugar))\b")


def resolve_currencies(
    text: str, numbers: Sequence[Number], places: Located, published: date | None = None
) -> list[Number]:
    """Give bare currency names their codes, and the lines of a table of results theirs.

    Parameters
    ----------
    text
        The article's text.
    numbers
        Its numbers, in text order.
    places
        The countries of its places, as (start, ISO 3166-1 code), in text order.
    published
        Its day: before 2002 francs may be those of France where the article tells of Switzerland, too.

    Examples
    --------
    >>> from eventx.normalize.number import find_numbers
    >>> text = "It owes 3 million francs."
    >>> resolve_currencies(text, find_numbers(text), [(0, "CM")])[0].unit
    'XAF'
    """
    explicit = [(n.start, n.unit) for n in numbers if n.unit and is_currency(n.unit) and n.named in (None, "penny")]
    old = published is not None and published.year < WITHDRAWN
    names = _names(text, numbers, explicit, places, old)
    paid, former = {*candidates("pound")}, load_lexicon("currency")["former"]["mark"]
    graded = not old and not _names_any({"DEM", *former.values()}, {*former}, explicit, places)
    bare = [n for n in numbers if n.named == "pound"]
    pounds = _names_any(paid, {c for code in paid for c in countries_of(code)}, explicit, places)
    pounds = pounds or any(_is_paid(text, n) or not _is_mass(text, n, False) for n in bare)
    out: list[Number] = []
    last: Number | None = None
    for number in numbers:
        marked = graded and number.named == "mark" and (number.value or number.high or 0) < _GRADE
        if marked or (number.named == "pound" and _is_mass(text, number, pounds)):
            end = without_name(text, number.start, number.end)
            number = replace(number, end=end, unit=None, named=None, per=None)
        number = _resolved(text, last, number, names)
        if is_currency(number.unit) and text[max(0, number.start - 1) : number.start] != "(":
            last = number
        out.append(number)
    return out


def _names(
    text: str, numbers: Sequence[Number], explicit: Located, places: Located, old: bool
) -> Mapping[str, BareName]:
    """Tell what the bare names of an article stand for; "own" is the one kind of dollars that it names."""
    names = {
        name: bare_name(name, explicit, places, old) for name in {"dollar", *(n.named for n in numbers if n.named)}
    }
    marked = [(at, code) for at, code in explicit if code in candidates("dollar")]
    converts = _converts(text, numbers)
    names["own"] = BareName("", marked if len({code for _, code in marked}) == 1 and not converts else ())
    if converts or matcher("currency", _AGENCY, 0).search(text, 0, _HEAD):
        names["dollar"] = BareName("USD", ())
    if "yen sign" in names:
        chinese = _YUAN.search(text) and not _YEN.search(text)
        names["yen sign"] = BareName("CNY" if chinese else "JPY", ())
    return names


def _converts(text: str, numbers: Sequence[Number]) -> bool:
    """Tell whether an article puts dollars of others into bare ones, American: "HK$8 billion ($1 billion)"."""
    marked = {*candidates("dollar")} - {"USD"}
    pairs = ((one, other) for one, other in pairwise(numbers) if one.named is None and other.named == "dollar")
    return any(one.unit in marked and CONVERTED.match(text, one.end) for one, _ in pairs)


def _resolved(text: str, last: Number | None, number: Number, names: Mapping[str, BareName]) -> Number:
    """Return a number with the currency that its bare name, or the amount said last, gives it."""
    if number.named:
        return replace(number, unit=_unit_of(text, last, number, names))
    if number.unit is None and number.form == "digits" and label_of(text, number, money=True):
        return replace(number, unit=last.unit if last else names["dollar"].at(number.start))
    return number


def _unit_of(text: str, before: Number | None, number: Number, names: Mapping[str, BareName]) -> str | None:
    """Return the code of a bare name: that of the amount it goes on with, else what the article tells."""
    if _ON_DOLLAR.match(text, number.end):
        return names["dollar"].at(number.start)
    if same := _same(text, before, number):
        return same
    own = names["own"].said
    if number.named == "dollar" and _is_of_world(text, number):
        return "USD"
    if number.named == "dollar" and own and own[0][0] < number.start and "$" not in text[number.start : number.end]:
        return own[0][1]
    unit = names[number.named or ""].at(number.start, text)
    return names["dollar"].at(number.start) if number.named == "minor" and unit in candidates("dollar") else unit


def _is_of_world(text: str, number: Number) -> bool:
    """Tell whether US dollars are meant wherever it is told: "$71 a barrel", "the Australian dollar rose to $0.65"."""
    rate = number.value is not None and number.value < _RATE
    begin = max(0, number.start - _NEAR)
    if rate and matcher("currency", _OTHER_DOLLAR, flags=0).search(text, begin, number.start) is not None:
        return True
    if number.per not in load_lexicon("currency")["home"]["world"]:
        return False
    return matcher("currency", _SOLD).search(text, begin, number.start) is not None


def _same(text: str, before: Number | None, number: Number) -> str | None:
    """Return the currency said right before that a bare name goes on with: "US$780 from $905", "$2.24, 9 cents up"."""
    if before is None or before.unit is None or number.start - before.end > 40:
        return None
    if number.named == "dollar":
        goes_on = _GOES_ON.fullmatch(text, before.end, number.start) is not None
        return before.unit if goes_on and before.unit in candidates("dollar") else None
    goes_on = number.named == "minor" and not STOP.search(text, before.end, number.start)
    return before.unit if goes_on and before.unit in lexicon("currency").cents.codes else None


def _names_any(codes: set[str], lands: set[str], explicit: Located, places: Located) -> bool:
    """Tell whether the article names money of some codes, or one of the countries that pay in it."""
    return any(code in codes for _, code in explicit) or any(country in lands for _, country in places)


def _is_mass(text: str, number: Number, pounds: bool) -> bool:
    """Tell whether "25 pounds" weigh something: stuff follows, or no such money is near."""
    if _WEIGHS.match(text, number.end) or _is_told(text, number, _WEIGHING):
        return True
    rate = number.per is not None and number.per not in ("day", "week", "month", "year", "person")
    if rate or _PAYS.match(text, number.end) or CONVERTED.match(text, number.end):
        return False  # "4,560 pounds a tonne", "a ten-pound note", "900 pounds ($1,200)"
    return not pounds and (number.value or number.high or 0) < 1_000_000


def _is_paid(text: str, number: Number) -> bool:
    """Tell whether the words beside pounds say that they are paid: "the fee rose to 90 pounds", "90 pounds in cash"."""
    behind = matcher("currency", _PURPOSE).match(text, number.end) is not None
    return _STUFF.match(text, number.end) is None and (behind or _is_told(text, number, _PAID))


def _is_told(text: str, number: Number, words: str) -> bool:
    """Tell whether words of the lexicon stand right before an amount."""
    return matcher("currency", words).search(text, max(0, number.start - _BEFORE), number.start) is not None
