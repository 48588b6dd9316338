"""Proximity: which of the places that names may stand for lie beside each other.

Names of towns recur: there are a dozen Clintons, and as many persons called so. That one of them lies beside a place
that another name of the article may stand for is seldom chance, the less so the rarer both names are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from eventx.mentions.places.toponyms import LOCAL, Toponym
from eventx.normalize.place import Sense, fold

SIZE = 0.6
"""Degrees of a cell of the map; places in one cell and in the eight around it lie beside each other."""
MOST = 100
"""Names on the map at most, so that a gazetteer read as an article takes linear time."""
DOUBT = 0.7
"""Weight of a name that may be no place."""
GREAT = 70
"""People (ten times log10) of a country that is known everywhere: ten million."""
ENOUGH = 0.95
"""Support that makes a place of a doubtful name: that of two rare ones, or of several that are not."""
Cell = tuple[int, int]
Grid = dict[Cell, dict[str, float]]
"""The weight of each name in each cell that a place of its lies in."""


def read_grid(names: Iterable[tuple[str, Iterable[Sense], float]]) -> Grid:
    """Put names with the places they may stand for on a map; the more cells a name has, the less it weighs in each."""
    grid: Grid = defaultdict(dict)
    for _, (key, senses, weight) in zip(range(MOST), names, strict=False):
        cells = {_cell(sense) for sense in senses if sense.level in LOCAL}
        for cell in cells:
            grid[cell][key] = max(weight / (1 + math.log2(len(cells))), grid[cell].get(key, 0.0))
    return grid


def support(grid: Grid, key: str, sense: Sense) -> float:
    """Return the weight of the names other than ``key`` that may stand for a place beside ``sense``."""
    if sense.level not in LOCAL:
        return 0.0
    x, y = _cell(sense)
    beside: dict[str, float] = {}
    for cell in ((i, j) for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1)):
        for name, weight in grid.get(cell, {}).items():
            beside[name] = max(weight, beside.get(name, 0.0))
    return sum(weight for name, weight in beside.items() if name != key)


def _cell(sense: Sense) -> Cell:
    latitude, longitude = sense.latitude or 0.0, sense.longitude or 0.0
    width = SIZE / max(0.2, math.cos(math.radians(round(latitude / SIZE) * SIZE)))
    return math.floor(latitude / SIZE), math.floor(longitude / width)


def own_towns(toponym: Toponym) -> list[Sense]:
    """Return the towns and counties whose own name a toponym is; that of a great country is hardly one elsewhere."""
    own = [s for s in toponym.senses if not s.alternate]
    lands = {s.country for s in own if s.level == "country" and s.people >= GREAT}
    return [s for s in own if s.level in LOCAL and (not lands or s.country in lands)]


def recall(resolved: Iterable[tuple[Toponym, Sense | None]], doubtful: Iterable[Toponym]) -> list[Toponym]:
    """Return the doubtful names that stand for a town beside others of the article."""
    waiting = list(doubtful)
    told = [(fold(t.name), (sense,) if sense else (), 1.0) for t, sense in resolved if t.form == "name"]
    grid = read_grid([*told, *((fold(t.name), own_towns(t), DOUBT) for t in waiting)])
    return [t for t in waiting if any(support(grid, fold(t.name), town) >= ENOUGH for town in own_towns(t))]
