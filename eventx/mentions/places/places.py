"""The places of an article: recognised in the Doc, resolved against the gazetteer and against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Located
from eventx.mentions.places.columns import read_columns
from eventx.mentions.places.described import is_compass
from eventx.mentions.places.proximity import recall
from eventx.mentions.places.recognition import KNOWN, recognise
from eventx.mentions.places.resolution import Resolved, resolve
from eventx.mentions.places.toponyms import SITE, Levels, generic, merge
from eventx.normalize.place import Sense, country
from eventx.records import Place, PlaceKind

REGIONAL = frozenset(("admin1", "admin2"))
FOCUS = 3
"""Places that an article's focus has at most."""


def find_places(doc: Doc) -> list[Located]:
    """Find and resolve the places of a Doc, in text order: names, adjectives, and names nested in other names."""
    columns = read_columns(doc)
    found, doubtful = recognise(columns)
    resolved = resolve(columns, found)
    if recalled := recall(((r.toponym, r.sense) for r in resolved), doubtful):
        resolved = resolve(columns, merge(found, (replace(t, form="name") for t in recalled)))
    return [Located(r.toponym.start, r.toponym.end, r.toponym.form, _place(r)) for r in resolved]


def find_focus(places: Sequence[Located]) -> list[Place]:
    """Return the countries and places that an article is chiefly about, the first first.

    A place counts for itself and for its country; earlier mentions count more, adjectives and nested names less.
    """
    weights: Counter[tuple[str | None, str]] = Counter()
    first: dict[tuple[str | None, str], Place] = {}
    last = max((p.end for p in places), default=1)
    for found in places:
        weight = (2.0 - found.start / last) * (1.0 if found.form == "name" else 0.5)
        place = found.place
        holder = country(place.country) if place.country and place.kind != "country" else None
        for one, share in ((place, weight), *([(_record(holder), weight / 2)] if holder else ())):
            first.setdefault((one.country, one.name), one)
            weights[one.country, one.name] += share
    top = weights.most_common(FOCUS)
    return [first[key].model_copy(update={"mention": None}) for key, weight in top if weight * 3 >= top[0][1]]


def _place(resolved: Resolved) -> Place:
    sense, levels = resolved.sense, resolved.levels
    if sense is not None:
        place = _record(sense)
        kind: PlaceKind = "region" if levels <= REGIONAL else "other"
        site = levels <= SITE and sense.people < KNOWN  # a small town's name is the site's, a great one has a port
        part = place.kind == "city" and levels and (levels <= REGIONAL or site)
        return place.model_copy(update={"kind": kind, "geonames_id": None}) if part else place
    name, near = resolved.toponym.name, resolved.beside
    levels = levels or _levels_in(name)
    kind = "other" if levels & SITE else "city" if "town" in levels else "region"
    return Place(
        name=name, kind=kind, country=resolved.country,
        latitude=near.latitude if near else None, longitude=near.longitude if near else None,
    )  # fmt: skip


def _levels_in(name: str) -> Levels:
    """Return the levels that a word of an unknown name allows: "Perdido Bay", "Loch Earn"; else those of a town."""
    lead = name.partition(" ")[0]
    if is_compass(name):
        return REGIONAL
    word = lead if lead in lexicon("toponyms").leading else name.rpartition(" ")[2]
    return generic().get(word.lower(), frozenset(("town",)))


def _record(sense: Sense) -> Place:
    return Place(
        name=sense.name, country=sense.country, kind=sense.kind, admin1=sense.admin1,
        latitude=sense.latitude, longitude=sense.longitude, geonames_id=sense.geonames_id,
    )  # fmt: skip
