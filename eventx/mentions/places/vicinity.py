"""The map of an article: which of the places that its names may stand for lie beside each other.

Names of towns recur: there are a dozen Clintons, and as many persons called so. That one of them lies beside a place
that another name of the article may stand for is seldom chance, the less so the rarer both names are.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from eventx.mentions.places.toponyms import Toponym
from eventx.normalize.place import Sense, fold

LOCAL = frozenset(("town", "seat", "capital", "admin2"))
"""Levels small enough to be beside anything."""
CELL = 0.6
"""Degrees of a cell of the map; places in one cell and in the eight around it lie beside each other."""
WIDE = 2.4
"""The same of a coarse map."""
DOUBT = 0.7
"""Weight of a name that may be no place."""
MOST = 100
"""Names on the map at most, so that a gazetteer read as an article takes linear time."""
ENOUGH = 0.95
"""Support that makes a place of a doubtful name: that of two rare ones, or of several that are not."""
MANY = 2
"""Places that a name may stand for at most for its region to tell."""
COMPANY = 3
"""Names of the article in a region from which a rare name is taken for another there."""
AREAS = frozenset(("water", "area"))
"""Levels of what may lie in several countries."""
VAST = frozenset(("England",))
Cell = tuple[int, int]


class Map:
    """The places that names may stand for, by the cells that they lie in."""

    def __init__(self) -> None:
        self.cells: dict[Cell, dict[str, float]] = defaultdict(dict)
        self.wide: dict[Cell, dict[str, float]] = {}
        self.held: list[tuple[str, list[Sense], float]] = []

    def add(self, key: str, senses: Iterable[Sense], weight: float = 1.0) -> None:
        """Put the towns that a name may stand for on the map; the more they are, the less each weighs."""
        towns = [s for s in senses if s.level in LOCAL and s.latitude is not None]
        if towns and len(self.held) < MOST:
            self.held.append((key, towns, weight))
            _put(self.cells, CELL, key, towns, weight)

    def support(self, key: str, sense: Sense) -> float:
        """Return the weight of the other names that may stand for a place beside ``sense``."""
        return self._weigh(self.cells, CELL, key, sense)

    def company(self, key: str, sense: Sense) -> float:
        """Return the weight of the other names that may stand for a place within some hours' drive of ``sense``."""
        if not self.wide:
            self.wide = defaultdict(dict)
            for held in self.held:
                _put(self.wide, WIDE, *held)
        return self._weigh(self.wide, WIDE, key, sense)

    @staticmethod
    def _weigh(cells: dict[Cell, dict[str, float]], size: float, key: str, sense: Sense) -> float:
        if sense.latitude is None:
            return 0.0
        x, y = _cell(sense, size)
        beside: dict[str, float] = {}
        for cell in ((i, j) for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1)):
            for name, weight in cells[cell].items() if cell in cells else ():
                if name != key and weight > beside.get(name, 0.0):
                    beside[name] = weight
        return sum(beside.values())


def _put(cells: dict[Cell, dict[str, float]], size: float, key: str, towns: list[Sense], weight: float) -> None:
    held = {_cell(s, size) for s in towns}
    weight /= 1 + math.log2(len(held))
    for cell in held:
        cells[cell][key] = max(weight, cells[cell].get(key, 0.0))


def _cell(sense: Sense, size: float) -> Cell:
    latitude, longitude = sense.latitude or 0.0, sense.longitude or 0.0
    wide = size / max(0.2, math.cos(math.radians(round(latitude / size) * size)))
    return math.floor(latitude / size), math.floor(longitude / wide)


def neighbours(found: Iterable[Toponym], doubted: Iterable[Toponym]) -> list[Toponym]:
    """Return the doubtful names that stand for a town beside others of the article, or that it names elsewhere."""
    waiting = list(doubted)
    near = Map()
    known: set[str] = set()
    regions: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for t in found:
        if t.form == "name":
            known.add(fold(t.name))
            near.add(fold(t.name), (t.sense,) if t.sense else ())
            if t.sense and t.sense.level in LOCAL and t.sense.admin1 and t.sense.admin1 not in VAST:
                regions[t.sense.country, t.sense.admin1].add(fold(t.name))
    for t in waiting:
        near.add(fold(t.name), towns(t), DOUBT)
    back: list[Toponym] = []
    judged: dict[str, bool] = {}
    for t in waiting:
        key = fold(t.name)
        if key not in judged:
            held = towns(t)
            judged[key] = key in known or any(near.support(key, town) >= ENOUGH for town in held)
            if not judged[key] and len(held) <= MANY:
                judged[key] = any(len(regions.get((town.country, town.admin1), ())) >= COMPANY for town in held)
        if judged[key]:
            t.form = "name"
            back.append(t)
    return back


def towns(toponym: Toponym) -> list[Sense]:
    """Return the towns and counties whose own name a toponym is."""
    return [s for s in toponym.senses if s.level in LOCAL and not s.alternate]


def locate(found: list[Toponym]) -> None:
    """Set ``beside`` of the places that no gazetteer knows: the one that they are said to lie in, or the nearest told.

    What a local paper names without more lies where the towns do that it names beside it.
    """
    named = [t for t in found if t.form == "name"]
    known = [t for t in named if t.sense is not None and t.sense.level in LOCAL]
    if all(t.sense for t in named):
        return
    near = Map()
    for t in known:
        near.add(fold(t.name), (t.sense,) if t.sense else ())
    known = [t for t in known if t.sense and near.support(fold(t.name), t.sense)] or known
    known = known or [t for t in named if t.sense is not None and t.sense.level == "admin1"]
    told = [t for t in named if t.sense is not None and t.sense.country]
    for t in named:
        if t.sense is not None:
            continue
        if t.country is None and not t.levels & AREAS and (nearest := _nearest(t, told)):
            t.country = nearest.country
        outer = t.within.sense if t.within is not None else None
        region = (outer.country, outer.admin1) if outer is not None and outer.level != "country" else None
        t.beside = _nearest(t, known, region) or (outer if region else None)


def _nearest(
    toponym: Toponym, told: list[Toponym], region: tuple[str | None, str | None] | None = None
) -> Sense | None:
    """Return the place told nearest to a name, of its country and of a region."""
    at = bisect_left(told, toponym.start, key=lambda t: t.start)
    near = [
        (abs(t.start - toponym.start), t.sense)
        for t in told[max(0, at - 3) : at + 3]
        if t.sense is not None
        and toponym.country in (None, t.sense.country)
        and region in (None, (t.sense.country, t.sense.admin1))
    ]
    return min(near, key=lambda pair: pair[0])[1] if near else None
