"""Doubtful names told by the map: in local news a word that may be a town is one where its neighbours are named."""

from __future__ import annotations

import math
from collections.abc import Iterable

from eventx.geography.toponyms import Toponym
from eventx.normalize.place import Sense, fold

LOCAL = frozenset(("town", "seat", "capital", "admin2"))
"""Levels small enough to be near anything."""
NEAR = 60.0
"""Kilometres between neighbours."""
MOST = 60
"""Places that are compared at most, so that a gazetteer read as an article takes linear time."""


def kilometres(a: Sense, b: Sense, limit: float) -> float:
    """Return the distance of two places, infinite beyond ``limit``."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return math.inf
    dy = (a.latitude - b.latitude) * 111.2
    if abs(dy) > limit:
        return math.inf
    dx = (a.longitude - b.longitude) * 111.2 * math.cos(math.radians(a.latitude))
    far = math.hypot(dx, dy)
    return far if far <= limit else math.inf


def neighbours(found: Iterable[Toponym], doubted: Iterable[Toponym]) -> list[Toponym]:
    """Return the doubtful names that stand for a town near two others of the article, or that it names elsewhere."""
    known: dict[str, Sense | None] = {}
    for t in found:
        if t.form == "name":
            known.setdefault(fold(t.name), t.sense)
    points = [(key, s) for key, s in known.items() if s is not None and s.level in LOCAL][:MOST]
    back: list[Toponym] = []
    judged: dict[str, bool] = {}
    for t in doubted:
        key = fold(t.name)
        if key not in judged:
            judged[key] = key in known or (len(points) > 1 and _is_near(t, key, points))
        if judged[key]:
            t.form = "name"
            back.append(t)
    return back


def _is_near(toponym: Toponym, key: str, points: list[tuple[str, Sense]]) -> bool:
    towns = [s for s in toponym.senses if s.level in LOCAL and not s.alternate]
    return any(sum(kilometres(town, p, NEAR) <= NEAR for k, p in points if k != key) > 1 for town in towns)
