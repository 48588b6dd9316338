"""The places of an article: recognised in the Doc, resolved against the gazetteer and against each other."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from eventx.mentions.places.recognition import find_toponyms, joined
from eventx.mentions.places.resolution import resolve
from eventx.mentions.places.surroundings import Surroundings
from eventx.mentions.places.toponyms import Toponym, generic
from eventx.mentions.places.vicinity import locate, neighbours
from eventx.mentions.reading import Located
from eventx.normalize.place import Sense, country
from eventx.records import Place, PlaceKind
from eventx.records.article import Article

REGIONAL = frozenset(("admin1", "admin2"))
FOCUS = 3
"""Places that an article's focus has at most."""


def find_places(doc: Doc, article: Article) -> list[Located]:
    """Find and resolve the places of a Doc, in text order: names, adjectives, and names nested in other names."""
    around = Surroundings(doc)
    found, doubted = find_toponyms(around)
    resolve(around, found, doubted)
    if doubted and (more := neighbours(found, doubted)):
        found = joined(found, more)
        resolve(around, found)
    locate(found)
    return [Located(t.start, t.end, t.form, _place(t)) for t in found]


def find_focus(places: list[Located]) -> list[Place]:
    """Return the countries and places that an article is chiefly about, the first first.

    A place counts for itself and for its country; earlier mentions count more, adjectives and nested names less.
    """
    weights: Counter[tuple[str | None, str]] = Counter()
    first: dict[tuple[str | None, str], Place] = {}
    last = max((p.end for p in places), default=1)
    for found in places:
        weight = (2.0 - found.start / last) * (1.0 if found.form == "name" else 0.5)
        place = found.place
        held = [place]
        if place.country and place.kind != "country" and (sense := country(place.country)):
            held.append(_record(sense))
        for one in held:
            key = (one.country, one.name)
            first.setdefault(key, one)
            weights[key] += weight if one is place else weight / 2  # type: ignore[assignment]
    top = weights.most_common(FOCUS)
    return [first[key].model_copy(update={"mention": None}) for key, weight in top if weight * 3 >= top[0][1]]


def _place(toponym: Toponym) -> Place:
    sense = toponym.sense
    if sense is not None and sense.kind == "city" and toponym.levels and toponym.levels <= REGIONAL:
        return _record(sense).model_copy(update={"kind": "region", "geonames_id": None})  # the district of that name
    if sense is not None:
        return _record(sense)
    kind: PlaceKind = "region" if toponym.kindred == "region" else "city"
    levels = toponym.levels or generic().get(toponym.name.rsplit(None, 1)[-1].lower(), frozenset())
    if levels:
        kind = "other" if levels & {"water", "site"} else "city" if "town" in levels else "region"
    near = toponym.beside
    return Place(
        name=toponym.name, kind=kind, country=toponym.country,
        latitude=near.latitude if near else None, longitude=near.longitude if near else None,
    )  # fmt: skip


def _record(sense: Sense) -> Place:
    return Place(
        name=sense.name, country=sense.country, kind=sense.kind, admin1=sense.admin1,
        latitude=sense.latitude, longitude=sense.longitude, geonames_id=sense.geonames_id,
    )  # fmt: skip
