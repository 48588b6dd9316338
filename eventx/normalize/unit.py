"""Units: physical units beside a number, by our own table; what the table lacks is asked of quantulum3."""

from __future__ import annotations

import logging
import re
import warnings
from functools import cache, lru_cache
from typing import NamedTuple

from eventx.lexicons import alternation, load_lexicon
from eventx.normalize.rate import per_after


class Unit(NamedTuple):
    """A unit by its singular name, what it is told per, and where it ends in the text."""

    name: str
    per: str | None
    end: int


@cache
def _words() -> dict[str, str]:
    """Map the names of units, one or many, to the singular that we have for each."""
    said = [(word, name) for name, others in load_lexicon("units")["words"].items() for word in (name, *others)]
    return {form: name for word, name in said for form in (word, plural(word))}


def plural(word: str) -> str:
    """Return the regular plural of a word or phrase."""
    return word if word.endswith(("s", "hertz", "power", "feet")) else word + ("es" if word.endswith("ch") else "s")


@cache
def _sign() -> re.Pattern[str]:
    signs = alternation(load_lexicon("units")["signs"])
    return re.compile(rf"[ -]?[\[<]?(?P<sign>{signs})(?![^\W_]|[/²³]\w)(?P<of> of torque)?")


_MODEL = re.compile(r"-[0-9]")
_WORD = re.compile(r"[ -]([^\W\d_]+)")
_COMPOUND = re.compile(r" ?([^\W\d_]{1,4}[²³23]?(?:[/·.][^\W\d_]{1,4}[²³23]?)+|[^\W\d_]{1,3}[²³])(?![^\W_])")


def unit_after(text: str, end: int) -> Unit | None:
    """Read the physical unit that follows ``end``, with its rate ("barrels a day", "km/h"); None where there is none.

    >>> unit_after("5 barrels a day", 1)
    Unit(name='barrel', per='day', end=15)
    """
    match = _sign().match(text, end)
    if match and match.start("sign") > end and _MODEL.match(text, match.end()):
        match = None  # "two F-16s"
    if match and (len(match["sign"]) > 1 or match["sign"] in "°WVCFgmlLt" or match.start("sign") == end):
        name = load_lexicon("units")["signs"][match["sign"]]
    else:
        match = _COMPOUND.match(text, end)
        name = ask(match[1]) if match and ("/" in match[1] or match[1][-1] in "²³") else None
    if match is None or name is None:
        return _worded(text, end)
    return _rated(text, name, match.end())


_STUFF = re.compile(r" of(?: (?!(?:in|for|to|from|at|with|by|on|as|and|per) )[a-z-]+){1,4}?(?= (?:an?|per) )")


def _rated(text: str, name: str, end: int) -> Unit:
    """Add the rate that a unit has in its name, or that follows: "barrels a day", "tonnes of fuel an hour"."""
    unit, _, per = name.partition(" per ")
    if per:
        return Unit(unit, per, end)
    if rate := per_after(text, end):
        return Unit(name, *rate)
    stuff = _STUFF.match(text, end)
    later = per_after(text, stuff.end()) if stuff else None
    return Unit(name, later[0] if later else None, end)


def _worded(text: str, end: int) -> Unit | None:
    """Read the longest name of a unit, of three words at most."""
    at, best = end, None
    for _ in range(3):
        match = _WORD.match(text, at)
        if match is None:
            break
        at = match.end()
        said = text[end + 1 : at].lower()
        if name := _words().get(said) or _words().get(said.replace("-", " ")):
            best = name, at
    return _rated(text, *best) if best is not None else None


@lru_cache(maxsize=1024)
def ask(sign: str) -> str | None:
    """Return quantulum3's name of a compound sign ("kV/cm"), None where it has none; loads it on first use."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from quantulum3 import classifier, parser
        except ImportError:
            return None
        logging.getLogger("quantulum3").setLevel(logging.ERROR)
        trained, classifier.USE_CLF = classifier.USE_CLF, False  # its pickle does not load beside a newer scikit-learn
        try:
            found = parser.parse(f"5 {sign}")
        except Exception:  # whatever it trips on, an odd sign is no unit
            return None
        finally:
            classifier.USE_CLF = trained
    if len(found) != 1 or found[0].unit.name in ("dimensionless", "") or found[0].value != 5:
        return None
    return str(found[0].unit.name)
