"""Toponyms: a name of a place where it stands, and the lists by which such names are known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from eventx.lexicons import load_lexicon
from eventx.normalize.place import Sense, country, fold, look_up
from eventx.text.casing import initials

Form = Literal["name", "adjective", "nested", "doubtful"]
Levels = frozenset[str]
BETWEEN = frozenset((",", "and", ", and", "or", ", or", "&", ";", "; and"))
"""What stands between the names of a list."""
LOCAL = frozenset(("town", "seat", "capital", "admin2"))
"""Levels small enough to lie beside something."""
HOLDERS = frozenset(("admin1", "country", "area"))
WIDTH = {"country": 3, "area": 2, "admin1": 2, "admin2": 1}
"""Levels of what may hold a place, the wider ones holding the narrower."""
FEDERAL = frozenset(("US", "CA", "AU"))
"""Countries whose states stand, shortened, after towns."""
SITE, BUILT = frozenset(("site", "water")), frozenset(("site",))
"""Levels of parts of the land, and of what is built."""
LISTED = 3
"""Names of a list from which its doubtful ones are believed."""


@dataclass(frozen=True, slots=True, eq=False)
class Toponym:
    """A name of a place where it stands, with the places that it may be.

    Parameters
    ----------
    start, end, first, last
        Characters and tokens; ``end`` and ``last`` are the first after.
    form
        name, adjective, nested in another name, or doubtful: perhaps no place.
    levels
        The levels that a generic word beside the name allows: "province", "River".
    """

    start: int
    end: int
    first: int
    last: int
    name: str
    form: Form
    senses: tuple[Sense, ...] = ()
    levels: Levels = frozenset()


def tokens_of(toponyms: Iterable[Toponym]) -> set[int]:
    """Return the tokens of some names."""
    return {i for t in toponyms for i in range(t.first, t.last)}


def merge(found: Iterable[Toponym], more: Iterable[Toponym]) -> list[Toponym]:
    """Join names in text order; a new one that overlaps is left out, but a nested one gives way to a new name."""
    new = list(more)
    claimed = tokens_of(new)
    kept = [t for t in found if t.form != "nested" or t.first not in claimed]
    taken = tokens_of(kept)
    return sorted([*kept, *(t for t in new if taken.isdisjoint(range(t.first, t.last)))], key=lambda t: t.start)


def rows(text: str, ordered: Iterable[Toponym]) -> Iterator[list[Toponym]]:
    """Yield the names that stand side by side, but for commas and "and": "Migori, Homa Bay and Siaya"."""
    row: list[Toponym] = []
    for toponym in ordered:
        if row and text[row[-1].end : toponym.start].strip() not in BETWEEN:
            yield row
            row = []
        row.append(toponym)
    if row:
        yield row


def shared_word(text: str, row: Sequence[Toponym]) -> Levels:
    """Return the levels of a list's generic word: "provinces of A and B", "A and B states", "A and B are towns"."""
    after = _patterns()[0].match(text, row[-1].end)
    before = _patterns()[1].search(text, max(0, row[0].start - 32), row[0].start)
    said = after or before
    return generic()[said[1]] if said else frozenset()


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    kinds = "|".join(word for word in generic() if word.endswith("s"))
    return (
        re.compile(rf"(?:,? and [A-Z][\w’'-]+)? (?:(?:are|were) (?:[a-z-]+ ){{0,6}}?)?({kinds})\b"),
        re.compile(rf"\b({kinds})(?: of|:|,? such as|,? like|,? including) (?:the )?$"),
    )


def recall(text: str, found: list[Toponym], doubtful: list[Toponym]) -> tuple[list[Toponym], list[Toponym]]:
    """Take back the doubtful names that the article elsewhere names as places, or that stand in a list of places."""
    known = {fold(t.name) for t in found if t.form == "name"}
    short = {(initials(t.name.split(), small=True), s) for t in found for s in t.senses}  # European Community
    lists = rows(text, (t for t in merge(found, doubtful) if t.form != "nested"))
    listed = {t for row in lists if len(row) >= LISTED or (len(row) > 1 and shared_word(text, row)) for t in row}
    back = {t for t in doubtful if fold(t.name) in known or t in listed or any((t.name, s) in short for s in t.senses)}
    recalled = (replace(t, form="name") for t in doubtful if t in back)
    return merge(found, recalled), [t for t in doubtful if t not in back]


@cache
def generic() -> Mapping[str, Levels]:
    """Return the generic words and their plurals, each with the levels that it allows.

    >>> sorted(generic()["counties"])
    ['admin1', 'admin2']
    """
    out = {word: frozenset(levels.split()) for word, levels in load_lexicon("toponyms")["generic"].items()}
    plural = {word: f"{word[:-1]}ies" if word.endswith(("ty", "ry")) else f"{word}s" for word in out}
    return {plural[word]: levels for word, levels in out.items()} | out


@cache
def demonyms() -> Mapping[str, Sense]:
    """Return adjectives and names of people, each with its place."""
    lists = load_lexicon("demonyms")
    out: dict[str, Sense] = {}
    for code, held in lists["country"].items():
        if sense := country(code):
            out |= dict.fromkeys(_with_plurals(held), sense)
    for place, held in lists["place"].items():
        if senses := look_up(place):
            chief = max(senses, key=lambda s: (s.level in ("country", "area", "capital", "seat"), s.people))
            out |= dict.fromkeys(_with_plurals(held), chief)
    return {word: sense for word, sense in out.items() if not any(s.level == "country" for s in look_up(word))}


def _with_plurals(held: str) -> Iterator[str]:
    for word in held.split("|"):
        yield word
        if not word.endswith((*load_lexicon("demonyms")["peoples"], "man", "men")) or word.endswith(
            ("German", "Roman", "Oman")
        ):
            yield word + "s"


@cache
def _states() -> Mapping[str, str]:
    """Return the abbreviations of states and provinces, with and without their dots, each with its name."""
    out: dict[str, str] = {}
    for code, held in load_lexicon("places")["states"].items():
        name, *others = held.split("|")
        dotted = [o.upper() for o in others if len(o) > 3]
        out |= dict.fromkeys((code, name, *others, *dotted, *(o.rstrip(".") for o in (*others, *dotted))), name)
    return out


@lru_cache(maxsize=4096)
def state(text: str) -> tuple[Sense, ...]:
    """Return the state or province of a name or abbreviation that stands after a town and a comma.

    >>> [sense.name for sense in state("Ill.")]
    ['Illinois']
    """
    name = _states().get(text)
    return tuple(s for s in look_up(name) if s.level == "admin1" and s.country in FEDERAL) if name else ()


def lies_in(sense: Sense, outer: Sense) -> bool:
    """Tell whether a place lies in a country, an area, a region or, as far as its region tells, a county."""
    if not sense.country or sense.country != outer.country or WIDTH.get(sense.level, 0) >= WIDTH.get(outer.level, 0):
        return False
    return outer.level == "country" or outer.admin1 in (None, sense.admin1)


def may_lie(inner: Iterable[Sense], outer: Collection[Sense]) -> bool:
    """Tell whether one of the places of a name lies in one of those of another."""
    return any(lies_in(a, b) for a in inner for b in outer)
