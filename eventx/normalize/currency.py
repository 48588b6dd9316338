"""Currencies: ISO 4217 codes by symbol, code and name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from eventx.lexicons import alternation, load_lexicon

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
    heads: dict[str, set[str]] = {}  # the codes of a bare name
    spelt: dict[str, str] = {}  # each of its forms to it
    for code, one, many, countries in _table():
        bare = one.rpartition(" ")[2]
        for name in (one, many):
            for spelling in (name, name.replace("’", "'").replace("ʻ", "'"), name.replace("dollar", "dlr")):
                found.setdefault(spelling, Named(code))
            head = name.rpartition(" ")[2]
            if head not in _lexicon("common")["whole"] and (countries or heads.get(bare, {code}) == {code}):
                spelt[head] = bare
                heads.setdefault(bare, set()).add(code)
    for head, bare in spelt.items():
        found[head] = (
            Named(None, bare) if len(heads[bare]) > 1 or bare in _lexicon("bare") else Named(next(iter(heads[bare])))
        )
    for name, value in _lexicon("names").items():
        found[name] = found[name.replace("dollar", "dlr")] = _named(value)
        if name.endswith("s"):
            found.setdefault(name[:-1], found[name])
    for name, value in _lexicon("minor").items():
        found[name] = _named(value, True)
    return found


@cache
def _prefix() -> re.Pattern[str]:
    dollars = [s for s in _lexicon("symbols") if s.endswith("$") and s[0].isalpha()]
    two = "|".join(re.escape(s[:-1]) + " ?" for s in dollars if len(s) > 2)
    spelt = alternation(s for s in _lexicon("symbols") if s[0] != "$")
    return re.compile(
        rf"(?:(?<![^\W_])(?:(?:{two}|[CS] (?=\$)|[A-Z]{{3}} ?)\$|{spelt}|[A-Z]{{3}})|[^\w\s.,]|\$[A-Z]{{1,3}}) ?$"
    )


@cache
def _suffix() -> re.Pattern[str]:
    signs = alternation(s for s in _lexicon("symbols") if s[0] not in "RS$(" and len(s) < 4)
    return re.compile(rf" ?(?:(?P<code>[A-Z]{{3}})(?![A-Za-z])|(?P<sign>{signs}|\$)(?![A-Za-z0-9]))")


_NAMED = re.compile(r"[ -](?:pound|mark)s?$", re.IGNORECASE)
_LETTERS = frozenset("RNKP")  # money only where they touch the digits
_WON = re.compile(r" won (?:the|an|their|his|her|gold|silver|bronze|medals?|seats?|prizes?)\b", re.IGNORECASE)
_WON_BARE = re.compile(r" won (?:its|more|by|again|over)\b", re.IGNORECASE)
_DECIMALS = re.compile(r"[0-9]\.[0-9]+(?:/[0-9]{2})?$")  # nobody won 5.3 of anything
_LARGE = 30  # characters in which a large number stands
_NEAR = 80  # characters before an amount in which the word is told of another
_REACHED = re.compile(r"\bthe [\d.,]+[ -]?[a-z]*$", re.IGNORECASE)
_PER = re.compile(r" (?:an?|per) (?:share|tonne|ton|litre|kilo|barrel|ounce|unit)\b")
_RUPEES = re.compile(r"\b(Indian|Pakistani|Nepali|Nepalese|Sri Lankan) $")
_WORDS = re.compile(r"[ -]?([^\W\d_][^\W\d_.'’&]*(?:\.[A-Za-z](?![a-z])\.?)?)")


def before(text: str, start: int) -> tuple[int, Named] | None:
    """Read the currency that stands right before ``start``; return where it begins and what it says."""
    last = text[start - 1 : start]
    dotted = text[max(0, start - 3) : start] in load_lexicon("currency")["dotted"]
    match = _prefix().search(text[max(0, start - 9) : start]) if dotted or last not in ",.;)\n" else None
    if not match:
        return None
    at, sign = start - len(match[0]), match[0].replace(" ", "")
    value = _code_of(sign, apart=match[0] != sign)
    if value is None and sign[-1:] == "$" != sign:
        at, value = text.rindex("$", at, start), "dollar"  # "fined ABC $5,000"
    if value == "rupee" and (whose := _RUPEES.search(text, max(0, at - 11), at)):
        return whose.start(), Named(load_lexicon("currency")["rupees"][whose[1]])
    index = sign == "P" and text[at - 1 : at] == "&"  # S&P500
    return None if value is None or index else (at, _named(value))


def without_name(text: str, start: int, end: int) -> int:
    """Return where an amount ends without the pounds or marks behind it that were taken for money."""
    said = _NAMED.search(text, start, end)
    return said.start() if said else end


def _code_of(sign: str, *, apart: bool) -> str | None:
    """Return the code or bare name of a sign: "US$", "USD", "USD$"; ``apart``: it does not touch the digits."""
    if apart and (sign in _LETTERS or sign in _lexicon("words_too")["codes"]):
        return None
    if sign in _lexicon("symbols"):
        return str(_lexicon("symbols")[sign])
    return code if (code := sign.removesuffix("$")) in codes() else None


def after(text: str, end: int, scaled: bool) -> tuple[int, Named] | None:
    """Read the currency that stands right after ``end``; ``scaled``: the number is large, so that "won" is money."""
    if text[end : end + 1] == "¢":
        return end + 1, Named(None, "minor", True)
    if match := _suffix().match(text, end):
        code, sign = match["code"], match["sign"]
        if code in codes() and (scaled or code not in _lexicon("words_too")["codes"]):
            return match.end(), Named(code)
        if sign in _lexicon("symbols") and (not sign[0].isalpha() or sign in load_lexicon("currency")["after_too"]):
            return match.end(), _named(_lexicon("symbols")[sign])
        if code == "RMB":
            return match.end(), Named("CNY")
    return _name_after(text, end, scaled)


def _name_after(text: str, end: int, scaled: bool) -> tuple[int, Named] | None:
    """Read the longest name of a currency after a number: "Hong Kong dollars"."""
    best, phrase, at = None, "", end
    for count in range(4):
        match = _WORDS.match(text, at)
        if not match or (count and text[at] not in " -"):
            break
        phrase, at = f"{phrase} {match[1].lower()}".lstrip(), match.end()
        found = _names().get(phrase)
        if found and match[1] not in ("Pence", "Cent") and not _is_other(text, end, at, phrase, scaled, found.minor):
            best = at, found
    return best


def _is_other(text: str, end: int, at: int, phrase: str, scaled: bool, minor: bool) -> bool:
    """Tell whether a word that may name a currency is another here: "12,000 won't do", "15 won medals", "14C"."""
    glued = text[end : end + 1] not in (" ", "-")
    if text[at : at + 2] in ("'t", "’t") or _WON.match(text, end) or (glued and minor and len(phrase) > 1):
        return True
    if len(phrase) == 1:
        return not glued or text[end].isupper()
    if phrase == "mark" and _REACHED.search(text, max(0, end - _LARGE), end):
        return True  # "hit the 5 million mark"
    if scaled:
        return False
    exact = _DECIMALS.search(text, max(0, end - 8), end) or _PER.match(text, at) or _is_again(text, end, phrase)
    return bool(_WON_BARE.match(text, end)) or (not exact and phrase.removesuffix("s") in _lexicon("common")["names"])


def _is_again(text: str, end: int, phrase: str) -> bool:
    """Tell whether a word was that of money before: "6.50 crowns a share, against 4 *crowns*"."""
    told = text[max(0, end - _NEAR) : end]
    money = rf"(?:\.\d+ (?:[A-Z]\w+ )?|\d [A-Z]\w+ ){phrase}\b|\d {phrase} (?:an?|per) "
    return phrase in told and re.search(money, told) is not None
