"""What an article's context settles about its numbers: bare currencies, and units left out in lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from eventx.normalize.currency import Bare, candidates, countries_of, is_currency
from eventx.normalize.number import Number

_STOP = re.compile(r"[.!?]\s+[A-Z\"“•-]|\n")
_ENDS = re.compile(
    r"\s*(?:[.,;:)\]!?—–]|$|\n)|\s(?:in|from|by|for|to|at|this|last|a year|earlier|and|or|of that|while|but|as|on"
    r"|during|since|against|compared|now|next|the|each)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?: (?:an?|per) [a-z]+)?,? (?:up |down )?(?:from|against|versus|compared with) (?:about |around )?"
)
_LEVEL = re.compile(r" to (?:about |around |a record )?")
_PAID = re.compile(
    r"\b(?:pa(?:ys?|id|ying)|receiv\w+|got|offer\w*|g[ai]ve[ns]?|rais\w+|spen[dt]\w*|len[dt]s?|pledg\w+|promis\w+"
    r"|invest\w*|contribut\w+|donat\w+|turned down|earn\w*|lost|cost\w*|fetch\w*|demand\w*|owe\w*|borrow\w*"
    r"|provid\w+|allocat\w+|set aside|asked for|asking for) "
    r"(?:(?:out|back|about|around|some|nearly|almost|only|just|another|a further|less than|more than|up to"
    r"|a little under|just under|at least) ){0,2}$",
    re.IGNORECASE,
)
"""What stands before an amount, so that it is none of things or people."""
REACH = 220
"""Characters that a unit reaches forward to a number that leaves it out."""


def settle_numbers(text: str, numbers: Sequence[Number], places: Sequence[tuple[int, str]]) -> list[Number]:
    """Give bare currency names their codes, and amounts that leave out the currency the one said before.

    Parameters
    ----------
    text
        The article's text.
    numbers
        Its numbers, in text order.
    places
        The countries of its places, as (start, ISO 3166-1 code), in text order.
    """
    explicit = [(n.start, n.unit) for n in numbers if n.unit and is_currency(n.unit) and n.named in (None, "penny")]
    bare = {name: Bare(name, explicit, places) for name in {n.named for n in numbers if n.named}}
    if "yen sign" in bare:
        bare["yen sign"] = Bare("yen sign", [(0, "CNY")] if _YUAN.search(text) and not _YEN.search(text) else [], [])
    dollars = bare.get("dollar")
    paid = _pays_pounds(explicit, places)
    out: list[Number] = []
    last: Number | None = None
    for number, following in zip_longest(numbers, numbers[1:]):
        if number.named == "pound" and _is_mass(text, number, paid):
            number = _unpaid(text, number)
        if number.named:
            level = _level_of(text, number, following)
            same = _same(text, last, number) or (level.unit if level is not None and not level.named else None)
            unit = same or bare[level.named if level is not None and level.named else number.named].at(number.start)
            if number.named == "minor" and dollars and unit in _DOLLARS and not same:
                unit = dollars.at(number.start)
            if number.named in ("dollar", "minor") and unit in _DOLLARS and _is_world_price(text, number, following):
                unit = "USD"
            number = replace(number, unit=unit)
        elif last is not None and _leaves_out(text, last, number):
            number = replace(number, unit=last.unit, named=last.named)
        if is_currency(number.unit) and text[max(0, number.start - 1) : number.start] != "(":
            last = number
        out.append(number)
    return out


_CONVERTED = re.compile(r" \((?:about |around |some |roughly )?(?:[A-Z]{1,3} ?)?[$€£¥][0-9]")
_GOES_ON = re.compile(r"(?: (?:an?|per) [a-z]+)?,? (?:from|to|against|versus|compared with|and) (?:about |around )?")
_CENTS = frozenset({"USD", "EUR", "AUD", "CAD", "NZD", "ZAR", "KES", "HKD", "SGD"})


def _same(text: str, before: Number | None, number: Number) -> str | None:
    """Return the currency said right before that a bare name goes on with: "US$780 from $905", "$2.24, 9 cents up"."""
    if before is None or before.unit is None or number.start - before.end > 40:
        return None
    if number.named == "dollar":
        goes_on = _GOES_ON.fullmatch(text, before.end, number.start) is not None
        return before.unit if goes_on and before.unit in candidates("dollar") else None
    if number.named == "minor" and before.unit in _CENTS and not _STOP.search(text, before.end, number.start):
        return before.unit
    return None


def _level_of(text: str, number: Number, following: Number | None) -> Number | None:
    """Return the level that cents lead to, in whose currency they are: "lost 35 cents to $9.80"."""
    if number.named != "minor" or following is None or following.unit not in _CENTS:
        return None
    return following if _GOES_ON.fullmatch(text, number.end, following.start) else None


_SPANS = frozenset({"day", "week", "month", "year", "person"})
_DOLLARS = frozenset(candidates("dollar"))
_YUAN = re.compile(r"\b(?:yuan|renminbi|rmb|CNY)\b", re.IGNORECASE)
_YEN = re.compile(r"\b(?:yen|JPY)\b", re.IGNORECASE)
_WORLD = re.compile(r"\b(?:Brent|WTI|West Texas Intermediate|[Bb]itcoin|[Ee]ther|[Ee]thereum|(?i:comex|nymex))\b")


_TRADED = re.compile(r"\b(?:oil|crude|petroleum|gold|silver|bullion|platinum|palladium)\b", re.IGNORECASE)


def _is_world_price(text: str, number: Number, following: Number | None) -> bool:
    """Tell whether an amount is the price of oil, gold or a coin, which the world gives in US dollars."""
    lead = text[max(0, number.start - 120) : number.start]
    lead = lead[max((stop.end() - 1 for stop in _STOP.finditer(lead)), default=0) :]
    level = following is not None and _GOES_ON.fullmatch(text, number.end, following.start)
    per = number.per or (following.per if following is not None and level else None)
    return _WORLD.search(lead) is not None or (per in ("barrel", "ounce") and _TRADED.search(lead) is not None)


_POUNDS = re.compile(r"[ -]pounds?$", re.IGNORECASE)
_PAYS = re.compile(r"[ -](?:bank ?)?(?:notes?|coins?|fines?|fees?|tickets?|vouchers?)\b")
_WEIGHS = re.compile(r"-f(?:oo|ee)t|-force| (?:baby|bombs?|per square|of (?:meat|rice|beef|fish|food|butter|sugar))\b")


def _pays_pounds(explicit: Sequence[tuple[int, str]], places: Sequence[tuple[int, str]]) -> bool:
    """Tell whether the article names money called pounds, or a country that has such."""
    wanted = frozenset(candidates("pound"))
    countries = frozenset(country for code in wanted for country in countries_of(code))
    return any(code in wanted for _, code in explicit) or any(country in countries for _, country in places)


def _is_mass(text: str, number: Number, paid: bool) -> bool:
    """Tell whether "25 pounds" weigh something: stuff follows, or no such money is near."""
    if _WEIGHS.match(text, number.end):
        return True
    if number.per is not None and number.per not in _SPANS:
        return False  # "4,560 pounds a tonne"
    if _PAYS.match(text, number.end):
        return False  # "a ten-pound note"
    big = (number.value or number.high or 0) >= 1_000_000
    return not paid and (not big or text.startswith(" of ", number.end))


def _unpaid(text: str, number: Number) -> Number:
    """Return the number without its pounds."""
    said = _POUNDS.sub("", text[number.start : number.end])
    return replace(number, end=number.start + len(said), unit=None, named=None, per=None)


def _leaves_out(text: str, before: Number, number: Number) -> bool:
    """Tell whether an amount of a large scale leaves out the currency of the one before it in its sentence."""
    if number.unit is not None or number.form != "digits" or number.start - before.end > REACH:
        return False
    if number.start - before.end < 24 and _BESIDE.fullmatch(text, before.end, number.start):
        one, other = before.value or before.high or 0, number.value or number.high or 0
        if one < other * 20 and other < one * 20 and _ENDS.match(text, number.end):
            return True  # "to $5.20 from 4.80"
    if _LEVEL.fullmatch(text, before.end, number.start) and _ENDS.match(text, number.end) and before.per is None:
        said = text[number.start : number.end]
        if not (len(said) == 4 and said.isdigit()) and before.bound != "range":
            return True  # "rose 5.3 won to 1,390"
    if _CONVERTED.match(text, number.end) and not _STOP.search(text, before.end, number.start):
        return True  # "2,435,000 yen ($22,480) for one and 2,380,000 ($21,972) for the other"
    if not text[number.end - 1].isalpha() or (number.value or number.high or 0) < 100_000:
        return False
    if not _ENDS.match(text, number.end):
        return False
    stops = len(_STOP.findall(text, before.end, number.start))
    if (
        stops == 1 and "\n" not in text[before.end : number.start]
    ):  # "wants 1.2 billion shillings. It has received 340 million."
        return _PAID.search(text, max(0, number.start - 40), number.start) is not None
    return not stops
