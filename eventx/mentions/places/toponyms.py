"""Toponyms: a name of a place where it stands, and the word lists by which such names are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from eventx.lexicons import load_lexicon
from eventx.normalize.place import Sense, country, look_up

BETWEEN = frozenset((",", "and", ", and", "or", ", or", "&", ";", "; and"))
"""What stands between the names of a list."""


@dataclass(eq=False, slots=True)
class Toponym:
    """A name of a place where it stands, with the places that it may be.

    Parameters
    ----------
    start, end, first, last
        Characters and tokens; ``end`` and ``last`` are the first after.
    form
        name, adjective or nested; empty where it is doubtful, none where it is a name of something else.
    levels
        The levels that a generic word beside the name allows: "province", "River".
    within
        The place that this one is said to lie in: "Ohio" of "Dayton, Ohio".
    kindred
        The kind of most names in its list.
    sense, country
        The place that it is; where no gazetteer knows it, the country that it lies in.
    beside
        The town or region whose point stands for that of a place that no gazetteer knows.
    """

    start: int
    end: int
    first: int
    last: int
    name: str
    form: str
    senses: tuple[Sense, ...] = ()
    levels: frozenset[str] = frozenset()
    within: Toponym | None = None
    dateline: bool = False
    kindred: str | None = None
    sense: Sense | None = None
    country: str | None = None
    beside: Sense | None = None


def rows(text: str, ordered: Iterable[Toponym]) -> Iterator[list[Toponym]]:
    """Yield the names that stand side by side, but for commas and "and": "Migori, Homa Bay and Siaya"."""
    row: list[Toponym] = []
    for toponym in ordered:
        if row and (toponym.form == "nested" or text[row[-1].end : toponym.start].strip() not in BETWEEN):
            yield row
            row = []
        row.append(toponym)
    if row:
        yield row


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of the lexicon as a set."""
    return frozenset(load_lexicon("toponyms")[name])


@cache
def generic() -> Mapping[str, frozenset[str]]:
    """Return the generic words, each with the levels that it allows."""
    out = {word: frozenset(levels.split()) for word, levels in load_lexicon("toponyms")["generic"].items()}
    return {
        f"{word[:-1]}ies" if word[-2:] in ("ty", "ry") else f"{word}s": levels for word, levels in out.items()
    } | out


@cache
def demonyms() -> Mapping[str, Sense]:
    """Return adjectives and names of people, each with its place."""
    out: dict[str, Sense] = {}
    lexicon = load_lexicon("demonyms")
    for code, held in lexicon["country"].items():
        if sense := country(code):
            out |= dict.fromkeys(_plurals(held), sense)
    for place, held in lexicon["place"].items():
        if senses := look_up(place):
            out |= dict.fromkeys(
                _plurals(held), max(senses, key=lambda s: (s.level in ("country", "area", "capital", "seat"), s.people))
            )
    return {word: sense for word, sense in out.items() if not any(s.level == "country" for s in look_up(word))}


def _plurals(held: str) -> Iterator[str]:
    for word in held.split("|"):
        yield word
        if not word.endswith(("s", "sh", "ch", "se", "man", "men")) or word.endswith(("German", "Roman", "Oman")):
            yield word + "s"


@lru_cache(maxsize=4096)
def holder(text: str) -> tuple[str | None, str | None] | None:
    """Return country and region of what may stand after a town and a comma: a country, a region, "Ill.".

    >>> holder("Ill."), holder("Hungary")
    (('US', 'Illinois'), ('HU', None))
    """
    if text in (short := states()):
        return next((s.country for s in look_up(short[text]) if s.level == "admin1"), None), short[text]
    for sense in look_up(text):
        if sense.level == "country":
            return sense.country, None
        if sense.level == "admin1":
            return sense.country, sense.admin1
    return None


@cache
def states() -> Mapping[str, str]:
    """Return the abbreviations of states and provinces, with and without their dots, each with its name."""
    out: dict[str, str] = {}
    for code, held in load_lexicon("places")["states"].items():
        name, *others = held.split("|")
        dotted = [o.upper() for o in others if len(o) > 3]
        out |= dict.fromkeys((code, name, *others, *dotted, *(o.rstrip(".") for o in (*others, *dotted))), name)
    return out


@lru_cache(maxsize=4096)
def state(text: str) -> tuple[Sense, ...]:
    """Return the state or province of an abbreviation that stands after a town and a comma."""
    name = states().get(text)
    return tuple(s for s in look_up(name) if s.level == "admin1" and s.country in ("US", "CA", "AU")) if name else ()
