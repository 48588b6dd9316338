"""Currencies: ISO 4217 codes by symbol, code and name, and what a bare name stands for in its article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from eventx.lexicons import load_lexicon

CODE = re.compile(r"[A-Z]{3}")


class Named(NamedTuple):
    """What a spelling says: an ISO code, or the bare name that the context decides; a minor unit is a hundredth."""

    code: str | None
    name: str | None = None
    minor: bool = False


@cache
def _table() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    text = files("eventx").joinpath("lexicons", "currencies.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((code, one.lower(), many.lower(), tuple(countries.split())) for code, one, many, countries in rows)


@cache
def codes() -> frozenset[str]:
    """Return the ISO 4217 codes of the table."""
    return frozenset(row[0] for row in _table())


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit is a currency code."""
    return unit is not None and unit in codes()


def is_sign(word: str) -> bool:
    """Tell whether a word is a currency's code or symbol: "AED", "Tk".

    >>> is_sign("AED"), is_sign("Tk"), is_sign("Leeds")
    (True, True, False)
    """
    return word in codes() or word in _lexicon("symbols")


@cache
def countries_of(code: str) -> frozenset[str]:
    """Return the countries where a currency is legal tender."""
    return frozenset(country for row in _table() if row[0] == code for country in row[3])


def _lexicon(key: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = load_lexicon("currency")[key]
    return table


@cache
def candidates(name: str) -> tuple[str, ...]:
    """Return the currencies that a bare name may stand for, the default first.

    >>> candidates("yen sign")
    ('JPY', 'CNY')
    """
    first = tuple(_lexicon("bare").get(name, ()))
    current = tuple(code for code, one, _, countries in _table() if countries and one.rpartition(" ")[2] == name)
    return tuple(dict.fromkeys(first + current))


def _named(value: str, minor: bool = False) -> Named:
    return Named(value, None, minor) if CODE.fullmatch(value) else Named(None, value, minor)


@cache
def _names() -> Mapping[str, Named]:
    """Return currencies by lower-case name, whole or bare, one or many."""
    found: dict[str, Named] = {}
    heads: dict[str, set[str]] = {}
    spelt: dict[str, str] = {}
    for code, one, many, countries in _table():
        for name in (one, many):
            found.setdefault(name, Named(code))
            found.setdefault(name.replace("’", "'").replace("ʻ", "'"), Named(code))
        if countries or one.rpartition(" ")[2] not in heads:
            for name in (one, many):
                head = name.rpartition(" ")[2]
                spelt[head] = one.rpartition(" ")[2]
                heads.setdefault(one.rpartition(" ")[2], set()).add(code)
    for head, one in spelt.items():
        many_codes = len(heads[one]) > 1 or one in _lexicon("bare")
        found[head] = Named(None, one) if many_codes else Named(next(iter(heads[one])))
    for name, value in _lexicon("names").items():
        found[name] = _named(value)
        if name.endswith("s"):
            found.setdefault(name[:-1], found[name])
    for name, value in _lexicon("minor").items():
        found[name] = _named(value, True)
    return found


@cache
def _common() -> frozenset[str]:
    return frozenset(_lexicon("common")["names"])


@cache
def _prefix() -> re.Pattern[str]:
    dollars = [s for s in _lexicon("symbols") if s.endswith("$") and s[0].isalpha()]
    two = "|".join(re.escape(s[:-1]) + " ?" for s in dollars if len(s) > 2)
    spelt = "|".join(
        sorted((re.escape(s) for s in _lexicon("symbols") if s != "$" and s[:1] != "$"), key=len, reverse=True)
    )
    return re.compile(
        rf"(?:(?<![^\W_])(?:(?:{two}|[CS] (?=\$)|[A-Z]{{3}} ?)\$|{spelt}|[A-Z]{{3}})|[^\w\s.,]|\$[A-Z]{{1,3}}) ?$"
    )


@cache
def _suffix() -> re.Pattern[str]:
    signs = "|".join(
        sorted((re.escape(s) for s in _lexicon("symbols") if s[0] not in "RS$(" and len(s) < 4), key=len, reverse=True)
    )
    return re.compile(rf" ?(?:(?P<code>[A-Z]{{3}})(?![A-Za-z])|(?P<sign>{signs}|\$)(?![A-Za-z0-9]))")


_DOTTED = ("Rs.", "kr.", "Rp.", "Fr.")
_LETTERS = frozenset("RNKP")  # money only where they touch the digits
_WON = re.compile(r" won (?:the|an|their|his|her|gold|silver|bronze|medals?|seats?|prizes?)\b", re.IGNORECASE)
_WON_BARE = re.compile(r" won (?:its|more|by|again|over)\b", re.IGNORECASE)
_DECIMALS = re.compile(r"[0-9]\.[0-9]+$")  # nobody won 5.3 of anything
_WORDS = re.compile(r"[ -]?([^\W\d_][^\W\d_.'’&]*(?:\.[A-Za-z]\.?)?)")


def before(text: str, start: int) -> tuple[int, Named] | None:
    """Read the currency that stands right before ``start``; return where it begins and what it says."""
    last = text[start - 1 : start]
    if (not last or last.isdigit() or last in ",.;)\n") and text[max(0, start - 3) : start] not in _DOTTED:
        return None
    low = max(0, start - 9)
    match = _prefix().search(text[low:start])
    if not match:
        return None
    sign = match[0].replace(" ", "")
    at = low + match.start()
    value = _lexicon("symbols").get(sign)
    if value is None and sign.endswith("$") and sign[:-1] in codes():
        value = sign[:-1]
    if value is None and sign in codes() and (match[0] == sign or sign not in _lexicon("words_too")["codes"]):
        value = sign
    if value is None or (sign in _LETTERS and (match[0] != sign or text[max(0, at - 1) : at] == "&")):
        return None
    if value == "rupee" and (
        indian := re.search(r"\b(Indian|Pakistani|Nepali|Nepalese|Sri Lankan) $", text[max(0, at - 11) : at])
    ):
        code = {"Indian": "INR", "Pakistani": "PKR", "Sri Lankan": "LKR"}.get(indian[1], "NPR")
        return at - len(indian[0]), Named(code)
    return at, _named(value)


def after(text: str, end: int, scaled: bool) -> tuple[int, Named] | None:
    """Read the currency that stands right after ``end``; ``scaled``: the number is large, so that "won" is money."""
    if text[end : end + 1] == "¢":
        return end + 1, Named(None, "minor", True)
    match = _suffix().match(text, end)
    if match:
        code, sign = match["code"], match["sign"]
        if code in codes() and (code not in _lexicon("words_too")["codes"] or text[end : end + 1] != " " or scaled):
            return match.end(), Named(code)
        if (
            sign
            and sign in _lexicon("symbols")
            and (not sign[0].isalpha() or sign in ("kr", "kn", "zł", "Kč", "Ft", "元", "ரூ"))
        ):
            return match.end(), _named(_lexicon("symbols")[sign])
        if code == "RMB":
            return match.end(), Named("CNY")
    return _name_after(text, end, scaled)


def _name_after(text: str, end: int, scaled: bool) -> tuple[int, Named] | None:
    best, phrase, at = None, "", end
    names = _names()
    for count in range(4):
        match = _WORDS.match(text, at)
        if not match or (count and text[at] not in " -"):
            break
        word = match[1].lower()
        phrase, at = f"{phrase} {word}" if phrase else word, match.end()
        found = names.get(phrase)
        if found is None or text[at : at + 2] in ("'t", "’t"):
            continue  # "12,000 won't do"
        glued = text[end : end + 1] not in (" ", "-")
        short = len(phrase) == 1
        one = phrase[:-1] if phrase.endswith("s") else phrase
        if (short and match[1].isupper()) or match[1] == "Pence":
            continue  # "-14C" is a temperature, "one Pence" a name
        common = one in _common() and not scaled and (one != "pound" or count > 0)
        common = common and not (one == "won" and _DECIMALS.search(text, max(0, end - 8), end))
        if (short and not glued) or (glued and not short and found.minor) or common:
            continue
        if _WON.match(text, end) or (not scaled and _WON_BARE.match(text, end)):
            continue  # but "2.9 trillion won over the year"
        best = at, found
    return best


class Bare:
    """A bare name of a currency in one article: what it stands for, wherever it is said.

    Parameters
    ----------
    name
        The bare name: "dollar", "franc", "yen sign".
    explicit
        The article's amounts of money whose currency is plain, as (start, code), in text order.
    places
        The article's places, as (start, country), in text order.
    """

    def __init__(self, name: str, explicit: Sequence[tuple[int, str]], places: Sequence[tuple[int, str]]) -> None:
        choice = candidates(name)
        self.default = choice[0] if choice else name.upper()[:3]
        self.said = [(where, code) for where, code in explicit if code in choice]
        self.chief: str | None = None
        if len(choice) <= 1:
            self.said = []
            return
        wanted = {country: code for code in reversed(choice) for country in countries_of(code)}
        if name in _lexicon("home"):
            home, rarely = set(_lexicon("home")[name]), frozenset(_lexicon("home")["rarely"])
            wanted = {country: code for country, code in wanted.items() if country in home | rarely}
            self.chief = _at_home(choice[0], wanted, rarely, [code for _, code in explicit], places)
        elif name != "minor" or not self.said:
            self.chief = _chief(places, wanted, {code for _, code in self.said})

    def at(self, start: int) -> str:
        """Return the code that the name stands for at ``start``: the chief country's, else that said nearest."""
        if self.chief is not None or not self.said:
            return self.chief or self.default
        near = bisect_left(self.said, (start, ""))
        return min((abs(start - where), code) for where, code in self.said[max(0, near - 1) : near + 1])[1]


def _chief(places: Sequence[tuple[int, str]], wanted: Mapping[str, str], marked: set[str]) -> str | None:
    """Return the currency of the country most named that has one of those wanted; early places count more.

    Where two come near, one that the article marks ("Indian Rs") is less likely what it leaves unmarked.
    """
    weights: dict[str, float] = {}
    last = max((start for start, _ in places), default=0) + 1
    for start, country in places:
        if country in wanted:
            weights[wanted[country]] = weights.get(wanted[country], 0.0) + 2.0 - start / last
    if not weights:
        return None
    best = max(weights, key=lambda code: weights[code])
    rivals = [code for code in weights if code not in marked and weights[code] * 2 >= weights[best]]
    return max(rivals, key=lambda code: weights[code]) if best in marked and rivals else best


def _at_home(
    default: str,
    wanted: Mapping[str, str],
    rarely: frozenset[str],
    marked: Sequence[str],
    places: Sequence[tuple[int, str]],
) -> str:
    """Return the currency of a bare "$": that of the article's chief country where it writes its own money so.

    A chief country without dollars gives way to a neighbour in the news that pays in them, unless the US is named. An
    article that marks its own ("A$5") leaves the other bare; one that marks the American ("US$5") leaves its own so.
    The countries of ``rarely`` must have the article nearly to themselves, for agencies give their sums in US dollars,
    and so must one that marks its own but once, for clearness' sake.
    """
    counts: dict[str, int] = {}
    for _, country in places:
        counts[country] = counts.get(country, 0) + 1
    american = any(wanted.get(country) == default for country in counts)
    if default in marked and any(wanted.get(country, default) != default for country in counts):
        counts = {country: count for country, count in counts.items() if wanted.get(country) != default}
        american = False
    if not counts:
        return default
    chief = max(counts, key=lambda country: counts[country])
    if chief not in wanted and not american:
        rivals = [country for country in counts if country in wanted and counts[country] * 2 >= counts[chief]]
        chief = max(rivals, key=lambda country: counts[country], default=chief)
    code = wanted.get(chief, default)
    alone = counts[chief] > 1 and counts[chief] * 4 >= sum(counts.values()) * 3 and not american
    if default in marked or code == default:
        return code
    if marked.count(code) > 1 or (not alone and (chief in rarely or code in marked)):
        return default
    return code
