"""Which place a name stands for: containment, the article's countries and regions, one sense an article, priors."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from eventx.mentions.places.surroundings import HOLDERS, TOWNS, Surroundings
from eventx.mentions.places.toponyms import Toponym, generic, holder, rows
from eventx.mentions.places.vicinity import DOUBT, LOCAL, Map, towns
from eventx.normalize.place import Sense, fold, territories

LEVEL = {
    "country": 6.8,
    "area": 3.5,
    "water": 3.5,
    "site": 2.5,
    "capital": 2.6,
    "seat": 0.5,
    "admin1": 0.8,
    "town": 0.3,
    "admin2": -0.7,
}
VILLAGE = 50
"""People (ten times log10) below which a place in a country that the article names nowhere is not believed."""
MAIN = 0.5
"""Share of the article's places that its one country has."""
ROUNDS = 2
"""How often the context is weighed anew by the senses that it chose."""
INSIDE = re.compile(
    r"(?: (?:province|county|district))?(?:, | \(|,? in )(?:the )?"
    r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)? |central |upstate |rural |nearby )?"
)
"""What stands between a place and the one that it lies in."""
KNOWN, GREAT = 45, 55
"""People (ten times log10) from which a town is told without its region, where it has its name alone and where not."""
MILLION = 60
RECURRING = 4
"""Towns of one name in a country by which it is told of none without more."""
HOME = 3.0
"""Weight of the names of one region by which an article is a local one."""
FEDERAL = frozenset(("US", "CA", "AU"))
"""Countries whose states stand after towns."""
REGION = frozenset(("admin1",))
NATION = frozenset(("country",))
REALMS = frozenset(("England",))
"""Regions too great for a town in one to speak for another town in it."""
ABROAD = 4.0
"""What speaks against a feature of a country of which the article names nothing else."""
SHARE = 2.8
WITHIN, REGIONAL = 1.0, 3.0
"""What the places of its region speak for one: by the logarithm of their number, and at most."""
BESIDE = 3.0
"""What the places beside one speak for it at most."""
COMPANIONS = 1.5
"""What the places beside a town speak for it where a country has its name and the article names nothing else of it."""


@dataclass
class Context:
    """What the article's places say: the names in each country and region with their weight, points on the map."""

    countries: dict[str, dict[str, float]] = field(default_factory=dict)
    regions: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)
    map: Map = field(default_factory=Map)
    sums: dict[str, float] = field(default_factory=dict)
    total: float = 0.0

    def share(self, code: str | None, key: str = "") -> float:
        """Return the share of a country among the places of other names than ``key``."""
        held = self.countries.get(code or "", {})
        own = held.get(key, 0.0)
        rest = self.total - self.weights.get(key, 0.0)
        return (self.sums.get(code or "", 0.0) - own) / rest if rest > 0 and held else 0.0

    weights: dict[str, float] = field(default_factory=dict)


def resolve(around: Surroundings, found: list[Toponym], doubted: Iterable[Toponym] = ()) -> None:
    """Set ``sense`` of every toponym that has any; the doubtful ones only tell what may lie beside what."""
    _contain(around.full, found)
    groups: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in found:
        if toponym.senses:
            groups[fold(toponym.name)].append(toponym)
    lists = [row for row in rows(around.full, (t for t in found if t.form == "name")) if len(row) > 1]
    for row in lists:
        _share_levels(around.doc, row)
    chosen = {key: _first(held) for key, held in groups.items()}
    for row in lists:
        kinds = Counter(sense.kind for t in row if (sense := chosen.get(fold(t.name), (None, False))[0]))
        if len(row) > 2 and kinds and (top := kinds.most_common(1)[0])[1] * 2 > len(row):
            for toponym in row:
                toponym.kindred = top[0]
        if len([t for t in row if not _is_nation(chosen.get(fold(t.name)))]) < 2:
            for toponym in row:  # France and Luxembourg
                if any(s.level == "country" for s in toponym.senses):
                    toponym.levels = toponym.levels or NATION
    context = Context()
    doubtful = [(fold(t.name), towns(t)) for t in doubted]
    for turn in range(ROUNDS):
        context = _context(groups, chosen)
        for key, held in groups.items():
            sense = chosen[key][0]
            context.map.add(key, towns(held[0]) if not turn else (sense,) if sense else ())
        for key, senses in doubtful:
            context.map.add(key, senses, DOUBT)
        chosen = {key: (_best(held, key, context), True) for key, held in groups.items()}
    listed = {a for row in lists for a, b in pairwise(row) if b is not a.within}  # "Ghent, Wales and Spain"
    for key, held in groups.items():
        for toponym in held:
            own = toponym.within is not None or bool(toponym.levels)
            sense = _best([toponym], key, context) if own else chosen[key][0]
            toponym.sense = None
            if sense is None or _is_stranger(sense, key, context) or _is_far(toponym, sense, key, context):
                continue
            if toponym.within is None or toponym.within in listed or not _lies_elsewhere(toponym.within, sense):
                toponym.sense = sense
    main = max(context.sums, key=lambda code: context.sums[code], default=None)
    for toponym in found:
        if toponym.sense is None and toponym.form == "name":
            toponym.country = _country(toponym, main if main and context.share(main) >= MAIN else None)


def _is_nation(likeliest: tuple[Sense | None, bool] | None) -> bool:
    return likeliest is not None and likeliest[1] and likeliest[0] is not None and likeliest[0].level == "country"


def _is_stranger(sense: Sense, key: str, context: Context) -> bool:
    """Tell whether a place is small, and in a country of which the article names nothing else."""
    if (
        sense.level not in LOCAL
        or sense.people >= VILLAGE
        or context.share(sense.country, key)
        or context.map.support(key, sense) >= 1
    ):
        return False
    return len(context.weights) > 2 or key not in context.weights


def _is_far(toponym: Toponym, sense: Sense, key: str, context: Context) -> bool:
    """Tell whether a town is in a region that a local article names nothing else of.

    Such an article tells a state where a town lies in another; a small place that no gazetteer has is likelier.
    """
    if sense.level != "town" or toponym.within is not None or not sense.admin1 or sense.admin1 in REALMS:
        return False
    same = sum(s.level in TOWNS - REGION and s.country == sense.country and not s.alternate for s in toponym.senses)
    least = GREAT if same >= RECURRING else KNOWN
    if sense.people >= least or context.map.support(key, sense) or (same == 1 and context.map.company(key, sense) >= 2):
        return False
    own = (sense.country or "", sense.admin1)
    others = {
        region: sum(held.values()) - held.get(key, 0.0)
        for region, held in context.regions.items()
        if region[0] == sense.country
    }
    return not others.get(own) and max(others.values(), default=0.0) >= HOME


def _lies_elsewhere(outer: Toponym, sense: Sense) -> bool:
    """Tell whether a town is none of those in the region that it is said to lie in: "Stroud, Ontario"."""
    if sense.level not in LOCAL or _holds(outer, sense):
        return False
    regions = [s for s in outer.senses if s.level in HOLDERS]
    federal = any(s.level == "admin1" and s.country in FEDERAL for s in regions)
    return bool(regions) and sense.people < (MILLION if federal else KNOWN)


def _context(groups: dict[str, list[Toponym]], chosen: dict[str, tuple[Sense | None, bool]]) -> Context:
    """Weigh countries, regions and points by the senses chosen so far, the sure ones more."""
    out = Context()
    for key, held in groups.items():
        sense, sure = chosen[key]
        if sense is None:
            continue
        weight = (1.0 if sure else 0.3) * min(3, 1 + math.log2(len(held)))
        if sense.country:
            out.countries.setdefault(sense.country, {})[key] = out.weights[key] = weight
            if sense.admin1 and sure:
                region = (sense.country, sense.admin1)
                out.regions.setdefault(region, {})[key] = weight
    out.sums = {code: sum(held.values()) for code, held in out.countries.items()}
    out.total = sum(out.sums.values())
    return out


def _share_levels(doc: Doc, row: list[Toponym]) -> None:
    """Let a list share its generic word: "the provinces of A, B and C", "A and B states", "A and B are towns"."""
    last = row[-1].last
    after = doc[last].text if last < len(doc) else ""
    if after in ("are", "were"):
        ahead = doc[last : last + 8]
        after = next((t.lower_ for t in ahead if t.tag_ == "NNS" or not (t.is_alpha or t.text == "-")), "")
    before = doc[row[0].first - 2].lower_ if row[0].first > 1 and doc[row[0].first - 1].text in ("of", ":") else ""
    levels = next((generic()[w] for w in (after, before) if w.endswith("s") and w in generic()), None)
    if levels is not None:
        for toponym in row:
            toponym.levels = levels


def _country(toponym: Toponym, main: str | None) -> str | None:
    """Return the country of a place that no gazetteer knows: of the place it is said to lie in, else the article's."""
    outer = toponym.within
    if outer is not None and outer.sense is not None:
        return outer.sense.country
    return main


def _contain(text: str, found: list[Toponym]) -> None:
    """Set ``within``: the place after a comma, in brackets or after "in"."""
    for a, b in pairwise(found):
        between = text[a.end : b.start]
        if b.form == "name" and len(between) < 40 and INSIDE.fullmatch(between):
            a.within = b
            if any(_holds(b, s) > 0 for s in a.senses):
                b.levels = b.levels or HOLDERS
    for pair in pairwise(found):
        if _listed_regions(text, *pair):  # beside New Jersey, New York is the state
            for toponym in pair:
                toponym.levels = toponym.levels or REGION


def _listed_regions(text: str, a: Toponym, b: Toponym) -> bool:
    """Tell whether two names stand side by side and both may be regions of one country, none holding the other."""
    between = text[a.end : b.start]
    if between not in (", ", " and ", ", and ", " or "):
        return False
    if between == ", " and any(_holds(b, s) > 0 for s in a.senses if s.level in LOCAL):
        return False
    regions = [{(s.country, s.admin1) for s in t.senses if s.level == "admin1"} for t in (a, b)]
    single = [_great(t) <= {"admin1", "admin2"} for t in (a, b)]
    return any(single) and any(x[0] == y[0] and x != y for x in regions[0] for y in regions[1])


def _great(toponym: Toponym) -> set[str]:
    """Return the levels of the greatest places of a name."""
    own = [s for s in toponym.senses if not s.alternate]
    top = max((s.people for s in own), default=0)
    return {s.level for s in own if s.people > top - 10}


def _holds(outer: Toponym | None, sense: Sense) -> float:
    """Tell how well ``sense`` lies in one of the places that ``outer`` may be."""
    if outer is None:
        return 0.0
    code = holder(outer.name)
    if code is None:
        return 0.0
    if any(s.level == "country" and s.country == sense.country for s in outer.senses) and sense.level != "country":
        return 6.0
    if sense.admin1 is not None and any(
        s.level in ("admin1", "area") and s.country == sense.country and (s.admin1 == sense.admin1 or s.admin1 is None)
        for s in outer.senses
    ):
        return 6.0 if sense.level != "admin1" else 0.0
    return 6.0 if (sense.country, sense.admin1) == code and sense.level != "admin1" else 0.0


def _prior(sense: Sense, senses: tuple[Sense, ...]) -> float:
    """Return how likely a sense is before anything is read: people and level."""
    level = "seat" if sense.level == "capital" and sense.country in territories() else sense.level
    score = sense.people / 10 + LEVEL[level] - (1.5 if sense.alternate else 0.0)
    if sense.level == "country" and sense.alternate:
        return score - 2.8
    if sense.level == "country" and any(
        s.level == "admin1" and s.people > 64 and s.country != sense.country for s in senses
    ):
        return score - 5.3  # Georgia
    if sense.level == "admin1" and any(_is_seat(s, sense) for s in senses):
        return score - 3.0
    if sense.level == "admin2" and any(
        s.level == "town" and s.people >= sense.people - 5 and _beside(s, sense) for s in senses
    ):
        return score - 1.0
    return score + (1.0 if sense.alternate and sense.people >= 65 else 0.0)


def _beside(a: Sense, b: Sense) -> bool:
    return (a.country, a.admin1) == (b.country, b.admin1)


def _is_seat(town: Sense, region: Sense) -> bool:
    """Tell whether a town is so great a part of the region of its name that the name is the town's: New York, Osaka."""
    return _beside(town, region) and (
        town.level in ("seat", "capital") or (town.level == "town" and 60 <= town.people >= region.people - 7)
    )


def _first(held: list[Toponym]) -> tuple[Sense | None, bool]:
    """Return the likeliest sense without context, and whether it is sure enough to be context for others."""
    ranked = sorted(
        ((_prior(s, held[0].senses) + _said(held, s), i, s) for i, s in enumerate(held[0].senses)), key=lambda r: -r[0]
    )
    if not ranked:
        return None, False
    sure = (
        len(ranked) == 1
        or ranked[0][0] - ranked[1][0] > 2
        or (ranked[0][2].country == ranked[1][2].country and ranked[0][2].level in ("admin1", "country", "capital"))
    )
    return ranked[0][2], sure


def _said(held: list[Toponym], sense: Sense) -> float:
    """Return what containment and generic words say for a sense."""
    score = max(_holds(t.within, sense) for t in held)
    if any(sense.level in t.levels for t in held):
        score += 4.0
    if sense.level == "country" and sum(t.levels is TOWNS for t in held) * 2 > len(held):
        score -= 4.0
    return score


def _best(held: list[Toponym], key: str, context: Context) -> Sense | None:
    """Return the likeliest sense in the article's context."""
    senses = held[0].senses
    beside = [context.map.support(key, s) if s.level in LOCAL else 0.0 for s in senses]
    local = {s.country for s, weight in zip(senses, beside, strict=True) if s.level == "town" and weight >= COMPANIONS}
    ranked = []
    for i, sense in enumerate(senses):
        score = _prior(sense, senses) + _said(held, sense)
        share = context.share(sense.country, key)
        score += SHARE * share
        if sense.level in ("area", "water", "site") and sense.country and not share and context.total:
            score -= ABROAD  # the Midlands, of Zimbabwe
        if sense.level == "country" and not share and local - {sense.country}:
            score -= ABROAD  # Lebanon, of Oregon
        if sense.admin1 and sense.country and sense.admin1 not in REALMS:
            others = context.regions.get((sense.country, sense.admin1), {})
            score += min(REGIONAL, WITHIN * math.log2(1 + sum(others.values()) - others.get(key, 0.0)))
        score += min(BESIDE, beside[i])
        ranked.append((-score, i, sense))
    return min(ranked)[2] if ranked else None
