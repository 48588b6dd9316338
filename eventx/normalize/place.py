"""Names of places looked up: every place that a name may stand for, out of the gazetteer and the lexicon."""

from __future__ import annotations

import os
import re
import sqlite3
import struct
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from eventx.lexicons import load_lexicon
from eventx.records import PlaceKind
from eventx.records.errors import ConfigError

ENVIRONMENT = "EVENTX_GAZETTEER"
"""Names the gazetteer to use in place of the embedded one: a file that ``eventx gazetteer build`` made."""

SENSE = struct.Struct("<IiiHBB")
"""A sense as it is packed: GeoNames id, latitude, longitude (1/100,000 degree), region, people, level."""

# A seat is the greatest town of the region that bears its name: Osaka, Zurich.
LEVELS = ("country", "admin1", "admin2", "town", "seat", "capital", "area", "water", "site")
ALTERNATE = 16
"""Bit of the level byte: the name is another one than the place's own."""

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "-": " ", "–": " "}
)
_DROPPED = re.compile(r"[.'’‘ʼʻ`´(),]")
_SPACE = re.compile(r"\s+")
_GREAT, _TOWN = 75, 50
"""People (ten times log10) that the places of the lexicon count for."""
_SHORT = re.compile(r"\b(st|ste|ft|mt)(?= \w)")
_LONG = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


@dataclass(frozen=True, slots=True)
class Sense:
    """One place that a name may stand for; ``people``, ten times log10 of its population, tells how known it is."""

    name: str
    country: str | None
    level: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    people: int
    alternate: bool = False

    @property
    def kind(self) -> PlaceKind:
        """The kind of place, as the records have it; a territory with a code of its own is a region, or Hong Kong."""
        if self.level == "country" and self.country == "HK":
            return "city"
        return "region" if self.level == "country" and self.country in territories() else _KINDS[self.level]


_KINDS: dict[str, PlaceKind] = {
    "country": "country", "admin1": "region", "admin2": "region", "area": "region",
    "town": "city", "seat": "city", "capital": "city", "water": "other", "site": "other",
}  # fmt: skip


@cache
def territories() -> frozenset[str]:
    """Return the codes of territories: their places are no country's capitals."""
    return frozenset(load_lexicon("places")["territories"].split())


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Write a name as the gazetteer's keys are: no accents, case, dots or hyphens.

    >>> fold("Saint-Étienne"), fold("St. Louis"), fold("Côte d'Ivoire")
    ('saint etienne', 'saint louis', 'cote divoire')
    """
    text = name.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _DROPPED.sub("", text.translate(_PLAIN))
    return _SHORT.sub(lambda m: _LONG[m[1]], _SPACE.sub(" ", text).strip())


@lru_cache(maxsize=16384)
def look_up(name: str) -> tuple[Sense, ...]:
    """Return every place that ``name`` may stand for, those of the lexicon first; none where it is unknown.

    >>> [(s.country, s.level) for s in look_up("Kathmandu")][0]
    ('NP', 'capital')
    """
    key = fold(load_lexicon("places")["aliases"].get(name, name))
    if key.startswith("co ") and key[3:] in _irish():
        key = f"county {key[3:]}"  # "Co Galway", "Co. Mayo"
    own = _own().get(key, ())
    if own and own[0].level == "country":
        return own
    return own + tuple(
        s for s in _stored(key) if all(s.geonames_id != o.geonames_id or o.geonames_id is None for o in own)
    )


@lru_cache(maxsize=4096)
def country(code: str) -> Sense | None:
    """Return the country of an ISO 3166-1 alpha-2 code."""
    row = _data().execute("SELECT name FROM country WHERE code = ?", (code,)).fetchone()
    return next((s for s in look_up(row[0]) if s.level == "country" and s.country == code), None) if row else None


def _stored(key: str) -> tuple[Sense, ...]:
    row = _data().execute("SELECT name, senses FROM name WHERE key = ?", (key,)).fetchone()
    if row is None:
        return ()
    shown = row[0] or key.title()
    regions = _regions()
    out = []
    for number, latitude, longitude, region, people, level in SENSE.iter_unpack(row[1]):
        code, admin1 = regions[region]
        other = bool(level & ALTERNATE)
        own = _data().execute("SELECT name FROM canonical WHERE id = ?", (number,)).fetchone() if other else None
        kind, name = LEVELS[level & 15], own[0] if own else shown
        name = admin1 or name if kind == "admin1" else name
        other = other and not (people >= _TOWN and key in _exonyms())
        out.append(Sense(name, code, kind, admin1, latitude / 1e5, longitude / 1e5, number or None, people, other))
    return tuple(out)


@cache
def _exonyms() -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("places")["exonyms"]))


@cache
def _irish() -> frozenset[str]:
    """The counties of the Republic of Ireland; those of the North are in the lexicon."""
    counties = _data().execute("SELECT name FROM region WHERE country = 'IE'")
    return frozenset(fold(name) for (name,) in counties if name)


@cache
def _data() -> sqlite3.Connection:
    named = os.environ.get(ENVIRONMENT)
    if not named:
        return embedded()
    try:
        data = _open(Path(named))
        data.execute("SELECT senses FROM name, region, country, canonical LIMIT 1")
    except sqlite3.Error as error:
        raise ConfigError(
            f"{ENVIRONMENT}: {named} is no gazetteer ({error}); make one: python -m eventx gazetteer build"
        ) from error
    return data


def embedded() -> sqlite3.Connection:
    """Open the gazetteer that comes with eventx."""
    with as_file(files("eventx").joinpath("gazetteer", "gazetteer.sqlite")) as path:
        return _open(path)


class _Held(sqlite3.Connection):
    """A connection that is closed when nobody holds it any more; Python 3.13 warns of one that is not."""

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # it was never opened
            self.close()


def _open(path: Path) -> sqlite3.Connection:
    # immutable: no locks and no journal; safe to share, for nothing is ever written
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(where, uri=True, check_same_thread=False, factory=_Held)


@cache
def _regions() -> dict[int, tuple[str, str | None]]:
    return {i: (code, name) for i, code, name in _data().execute("SELECT id, country, name FROM region")}


@cache
def _own() -> dict[str, tuple[Sense, ...]]:
    """The places of the lexicon: former states, areas, waters, sites, and towns, which are small."""
    out: dict[str, tuple[Sense, ...]] = {}
    for level in ("country", "area", "water", "site", "town"):
        people = _TOWN if level == "town" else _GREAT
        for names, (code, latitude, longitude, *number) in load_lexicon("places")[level].items():
            first, *others = names.split("|")
            sense = Sense(first, code or None, level, None, latitude, longitude, number[0] if number else None, people)
            for key in dict.fromkeys(fold(name) for name in (first, *others)):
                out[key] = (*out.get(key, ()), sense)
    return out
