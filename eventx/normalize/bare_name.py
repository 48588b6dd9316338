"""What the bare name of a currency, "dollars" or "francs", stands for in an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventx.lexicons import load_lexicon, matcher
from eventx.normalize.currency import candidates, countries_of
from eventx.normalize.left_out import STOP

Located = Sequence[tuple[int, str]]
"""Codes of currencies or countries with the characters where they are told, in text order."""

_GIVES = r"(?:[A-Z][\w.]+ ){1,3}(?:(?:has|have|had|will|would|is|to|also|on|[A-Z][a-z]+day) )*(?:{payer.giving})\b"
"""A land and what it does with its money: "Britain has *pledged*"."""
_OPENS = re.compile(
    r"(?:[;,] |\b(?:and|while|whereas|but|against) )(?:(?:in|its|an?|the|that|those|one|from|of|for) ){0,3}$"
)
"""What stands before the land that a clause opens with: "*while in* Chile it is", "*its* Chilean rival"."""
_DIGIT = re.compile(r"\d")
_OPENING = 30
"""Characters before a land in which such words stand."""
_SENTENCE = 200
"""Characters before a sum in which the land that pays it is named."""


@dataclass(frozen=True, slots=True)
class BareName:
    """What a bare name of a currency stands for in one article: one currency, else that said nearest.

    ``payers`` are the places of those lands that have such: who gives a sum in its sentence gives his own.
    """

    chief: str
    said: Located
    payers: Located = ()

    def at(self, start: int, text: str = "") -> str:
        """Return the code that the name stands for at ``start``."""
        around = self.payers[slice(*(bisect_left(self.payers, (at, "")) for at in (start - _SENTENCE, start)))]
        gives = matcher("currency", _GIVES)
        lands = [(at, code) for at, code in around if not STOP.search(text, at, start)]
        if lands and _opens_anew(text, lands):
            return lands[-1][1]
        if payer := next((code for at, code in lands if gives.match(text, at, start)), None):
            return payer
        if not self.said:
            return self.chief
        near = bisect_left(self.said, (start, ""))
        return min((abs(start - where), code) for where, code in self.said[max(0, near - 1) : near + 1])[1]


def _opens_anew(text: str, lands: Located) -> bool:
    """Tell whether the last land of a sentence opens a clause behind the sum of another: "..., and *Chile* owes"."""
    at, code = lands[-1]
    other = next((start for start, said in reversed(lands) if said != code), None)
    told = other is not None and _DIGIT.search(text, other, at) is not None
    return told and _OPENS.search(text, max(0, at - _OPENING), at) is not None


def bare_name(name: str, explicit: Located, places: Located, old: bool = False) -> BareName:
    """Tell what a bare name ("dollar", "franc") stands for in an article.

    Parameters
    ----------
    name
        The bare name.
    explicit
        The article's amounts of money whose currency is plain, as (start, code), in text order.
    places
        The article's places, as (start, country), in text order.
    old
        Whether withdrawn currencies were still paid when the article came out.

    Examples
    --------
    >>> bare_name("franc", [(0, "XOF"), (90, "CHF")], []).at(20)
    'XOF'
    """
    former = load_lexicon("currency")["former"].get(name, {})
    choice = (*candidates(name), *former.values())
    default = choice[0] if choice else name.upper()[:3]
    if len(choice) < 2:
        return BareName(default, ())
    said = [(at, code) for at, code in explicit if code in choice]
    wanted = {country: code for code in reversed(choice) for country in countries_of(code)}
    if old or not any(country in wanted for _, country in places):
        wanted |= former
    home = load_lexicon("currency")["home"]
    if name in home:
        held = {*home[name], *home["rarely"]}
        wanted = {country: code for country, code in wanted.items() if country in held}
        own = _at_home(default, wanted, [code for _, code in explicit], places)
        return BareName(own, (), _payers(places, wanted) if own != default else ())
    if name == "minor" and said:
        return BareName(default, said)
    chief = _chief(places, wanted, {code for _, code in said})
    return BareName(chief, (), _payers(places, wanted)) if chief else BareName(default, said)


def _payers(places: Located, wanted: Mapping[str, str]) -> Located:
    """Return where the article names lands that have one of those wanted, with its code."""
    return [(at, wanted[country]) for at, country in places if country in wanted]


def _chief(places: Located, wanted: Mapping[str, str], marked: set[str]) -> str | None:
    """Return the currency of the country most named that has one of those wanted; early places count more.

    Where two come near, one that the article marks ("Indian Rs") is less likely what it leaves unmarked.
    """
    weights: Counter[str] = Counter()
    last = max((start for start, _ in places), default=0) + 1
    for start, country in places:
        if country in wanted:
            weights[wanted[country]] += 2.0 - start / last  # type: ignore[assignment]
    if not weights:
        return None
    best = max(weights, key=lambda code: weights[code])
    rivals = [code for code in weights if code not in marked and weights[code] * 2 >= weights[best]]
    return max(rivals, key=lambda code: weights[code]) if best in marked and rivals else best


def _at_home(default: str, wanted: Mapping[str, str], marked: Sequence[str], places: Located) -> str:
    """Return the currency of a bare "$": that of the article's chief country where it writes its own money so.

    A chief country without dollars gives way to a neighbour in the news that pays in them, unless the US is named. An
    article that marks its own ("A$5") leaves the other bare; one that marks the American ("US$5") leaves its own so.
    Some countries must have the article nearly to themselves, for agencies give their sums in US dollars, and so must
    one that marks its own but once, for clearness' sake.
    """
    counts = Counter(country for _, country in places)
    foreign = default in marked and any(wanted.get(country, default) != default for country in counts)
    if foreign:
        counts = Counter({country: n for country, n in counts.items() if wanted.get(country) != default})
    if not counts:
        return default
    american = any(wanted.get(country) == default for country in counts)
    chief = max(counts, key=lambda country: counts[country])
    if chief not in wanted and not american:
        chief = _neighbour(counts, wanted, chief)
    code = wanted.get(chief, default)
    if default in marked or code == default:
        return code
    if american and (counts[chief] == 1 or counts[chief] * 2 < counts.total()):
        return default
    alone = counts[chief] > 1 and counts[chief] * 4 >= counts.total() * 3 and not american
    shy = chief in load_lexicon("currency")["home"]["rarely"] or code in marked
    return default if marked.count(code) > 1 or (shy and not alone) else code


def _neighbour(counts: Counter[str], wanted: Mapping[str, str], chief: str) -> str:
    rivals = [country for country in counts if country in wanted and counts[country] * 2 >= counts[chief]]
    return max(rivals, key=lambda country: counts[country], default=chief)
