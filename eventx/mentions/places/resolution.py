"""Which place a name stands for: what the words say, how great each place is, and the article's countries and regions.

One name has one sense in an article, but where it is said to lie in another place: "Paris, Texas".
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from eventx.lexicons import lexicon, load_lexicon, matcher
from eventx.mentions.places.columns import Columns
from eventx.mentions.places.described import WAYS, is_compass
from eventx.mentions.places.proximity import Grid, own_towns, read_grid, support
from eventx.mentions.places.toponyms import HOLDERS, LOCAL, Levels, Toponym, generic, may_lie, rows, shared_word
from eventx.mentions.places.unknown import place_unknown
from eventx.normalize.place import Sense, fold

LEVEL = {
    "country": 6.8, "area": 3.5, "water": 3.5, "site": 2.5, "capital": 2.6,
    "seat": 0.5, "admin1": 0.8, "town": 0.3, "admin2": -0.7,
}  # fmt: skip
"""What its level adds to a tenth of the people of a place."""
ALTERNATE = {"country": 4.3, "capital": 2.7}
"""What a name that is not its own takes from a place: Philadelphia, once that of Amman."""
VILLAGE = 50
"""People (ten times log10) below which a place in a country that the article names nowhere is not believed."""
ALIKE = 3
"""Letters in a row that the names of a region and of its town have in common."""
INSIDE = re.compile(
    r"(?: (?:province|county|counties|districts?))?(?:, | \(|,? in )(?:the )?"
    rf"(?:{WAYS}(?:ern)? |central |upstate |rural |nearby )?"
)
"""What stands between a place and the one that it lies in."""
OWNED = re.compile(rf"['’]s (?:{WAYS}(?:ern)? |central |rural )?")
"""What stands between a place and one that lies in it."""
SETTLED = r" (?:[\w-]+ ){0,2}(?:{settled}) of "
"""What stands between the adjective of a country and a place in it: "the Polish *port of* Gdynia"."""
HELD, SAID, SHARE = 6.0, 4.0, 2.8
"""What speaks for a place: the one it is said to lie in, a generic word, its country's share."""
REGIONAL, BESIDE = 3.0, 3.0
"""What the other places of its region, and those beside it, speak for it at most."""
STATED = 2.0
"""What the name of its state speaks for a county: a dozen states have a Marion County."""
CLEAR = 2.0
"""Lead by which a name's likeliest place is sure without the others of the article."""
ENOUGH = 2.0
"""Weight of other names from which their countries count in full: one name of doubt tells little."""
GREAT = 57
"""People (ten times log10) from which a town is known so well that no country of its neighbours moves it."""
UNSURE = 0.3
"""Weight of a place that is not."""
RANKS = ("country", "admin1")
REGIONS, BARE = frozenset(("admin1", "admin2", "area")), frozenset(("town",))
"""Levels of what is said to be a region; that of a name alone: "Kharkiv", beside "Kharkiv oblast"."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A toponym with the place that it is; where no gazetteer knows it, the country and the place it lies beside."""

    toponym: Toponym
    sense: Sense | None
    levels: Levels
    country: str | None = None
    beside: Sense | None = None


@dataclass(frozen=True)
class Evidence:
    """What the text says of names: the place that each lies in, and the levels of each."""

    within: Mapping[Toponym, Toponym]
    levels: Mapping[Toponym, Levels]
    holding: Mapping[Toponym, Toponym] = field(default_factory=dict)
    """The other way round, where a place of the one name does lie in a place of the other."""

    def weigh(self, toponyms: Iterable[Toponym], sense: Sense) -> float:
        """Return what is said of any of the toponyms for a sense."""
        held = any(may_lie((sense,), whole.senses) for t in toponyms if (whole := self.within.get(t)))
        if sense.level in HOLDERS:
            held = held or any(may_lie(part.senses, (sense,)) for t in toponyms if (part := self.holding.get(t)))
        return HELD * held + SAID * any(sense.level in self.levels.get(t, ()) for t in toponyms)


@dataclass(frozen=True)
class Context:
    """The weights of an article's names, by country and by region."""

    countries: Mapping[str, Mapping[str, float]]
    regions: Mapping[tuple[str, str | None], Mapping[str, float]]
    weights: Mapping[str, float]
    grid: Grid
    stated: frozenset[str] = frozenset()
    """The names of regions and countries."""

    @cached_property
    def sums(self) -> dict[str, float]:
        """The weight of each country."""
        return {code: sum(held.values()) for code, held in self.countries.items()}

    def share(self, code: str | None, key: str = "") -> float:
        """Return the share of a country among the places of other names than ``key``."""
        rest = sum(self.sums.values()) - self.weights.get(key, 0.0)
        own = self.countries.get(code or "", {}).get(key, 0.0)
        return (self.sums.get(code or "", 0.0) - own) / max(rest, ENOUGH) if rest > 0 else 0.0

    def weigh(self, sense: Sense, key: str) -> float:
        """Return what the places of other names speak for a sense: those of its country and those of its region."""
        beside = self.regions.get((sense.country or "", sense.admin1), {})
        near = sum(weight for name, weight in beside.items() if name != key)
        beside_it = min(BESIDE, support(self.grid, key, sense))
        stated = key.rpartition(" ")[2] in generic() and fold(sense.admin1 or "") in self.stated
        return SHARE * self.share(sense.country, key) + min(REGIONAL, math.log2(1 + near)) + beside_it + STATED * stated


def resolve(columns: Columns, found: Sequence[Toponym]) -> list[Resolved]:
    """Choose the place of every toponym, in text order."""
    text = columns.whole
    names: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in found:
        if toponym.senses:
            names[fold(toponym.name)].append(toponym)
    evidence = _read_evidence(columns, found)
    likeliest = {key: _rank(held, evidence) for key, held in names.items()}
    grid = read_grid((key, own_towns(held[0]), 1.0) for key, held in names.items())
    first = {key: (ranked[0][1], _is_sure(ranked)) for key, ranked in likeliest.items()}
    context = _weigh_context(text, names, first, grid)
    bare = {k: [t for t in held if not evidence.levels.get(t, BARE) <= REGIONS] or held for k, held in names.items()}
    chosen = {key: _rank(held, evidence, context, key)[0][1] for key, held in bare.items()}
    out = []
    for toponym in found:
        key, sense = fold(toponym.name), None
        if toponym.senses:
            said = any(toponym in told for told in (evidence.within, evidence.levels, evidence.holding))
            sure = len(toponym.senses) == 1 and " " in key and key.rpartition(" ")[2] not in generic()
            if is_compass(key) and toponym not in evidence.within:  # but "West, Texas" is a town
                ranked = _rank([toponym], evidence, context, key)
                sense = next((s for _, s in ranked if _is_part(s, context)), None)
            else:
                both = len(bare[key]) < len(names[key]) and _may_be_region(columns, toponym)
                held = [toponym] if said else names[key] if both else []
                sense = _rank(held, evidence, context, key)[0][1] if held else chosen[key]
                sense = None if not sure and _is_stranger(sense, key, context) else sense
        out.append(Resolved(toponym, sense, evidence.levels.get(toponym, frozenset())))
    return place_unknown(out, evidence, context)


def _may_be_region(columns: Columns, toponym: Toponym) -> bool:
    """Tell whether a name that a region has, too, may be the region's before a noun: "*New York* borrowers"."""
    return toponym.form == "nested" or "NOUN" in columns.pos[toponym.last : toponym.last + 1]


def _read_evidence(columns: Columns, found: Sequence[Toponym]) -> Evidence:
    """Read which place lies in which, and the generic words, those that a list shares as well."""
    text, levels = columns.whole, {t: t.levels for t in found if t.levels}
    pairs = list(_nested(columns, found))
    told = [(i, o) for i, o in pairs if may_lie(i.senses, o.senses) and not _is_part_of_town(columns, i, o)]
    holding = {outer: inner for inner, outer in told}
    within = {inner: outer for inner, outer in pairs if not inner.senses or may_lie(inner.senses, outer.senses)}
    for row in rows(text, (t for t in found if t.form == "name")):
        if len(row) > 1 and (shared := shared_word(text, row)):
            levels |= dict.fromkeys(row, shared)
            within |= dict.fromkeys(row, within[row[-1]]) if row[-1] in within else {}
        elif len(row) > 1 and within.keys().isdisjoint(row):
            levels |= _match_the_rest(row, Evidence({}, levels))
    return Evidence(within, levels, holding)


def _nested(columns: Columns, found: Sequence[Toponym]) -> Iterator[tuple[Toponym, Toponym]]:
    """Yield the neighbours of which the one is said to lie in the other: "Paris, Texas", "Kenya's Lamu"."""
    text = columns.whole
    for first, last in pairwise(found):
        if _describes(columns, last):
            continue
        owned = OWNED.fullmatch(text, first.end, last.start)
        inner, outer = (last, first) if owned else (first, last)
        if first.form == "adjective" and matcher("toponyms", SETTLED).fullmatch(text, first.end, last.start):
            yield last, first  # "the Polish port of Gdynia"
        elif outer.form == "name" and (owned or INSIDE.fullmatch(text, first.end, min(last.start, first.end + 40))):
            yield inner, outer


def _is_part_of_town(columns: Columns, inner: Toponym, outer: Toponym) -> bool:
    """Tell whether what lies in a place is a part of a town, which the place is: "Hamburg's Altona *district*"."""
    urban = not lexicon("toponyms").urban.isdisjoint(columns.lower[inner.last - 1 : inner.last + 1])
    return urban and any(_is_seat(a, b) for b in outer.senses if b.level == "admin1" for a in outer.senses)


def _describes(columns: Columns, country: Toponym) -> bool:
    """Tell whether a country only describes the noun behind it: "met in Moscow, *U.S.* officials said"."""
    behind = country.last < len(columns) and columns.pos[country.last] == "NOUN"
    return behind and any(sense.level == "country" for sense in country.senses)


def _match_the_rest(row: Sequence[Toponym], evidence: Evidence) -> dict[Toponym, Levels]:
    """Return the level, country or region, of all the names of a list but one for that one, if it may be one, too.

    Beside New Jersey, New York is the state; in "Georgia and Armenia", Georgia is the country.
    """
    ranked = {t: _rank([t], evidence) for t in row if t.senses}
    sure = {t: senses[0][1] for t, senses in ranked.items() if _is_sure(senses)}
    for level in RANKS:
        alike = {t: sense for t, sense in sure.items() if sense.level == level}
        odd = [t for t in ranked if t not in alike]
        if alike and len(odd) == 1:
            fits = {s.country for s in odd[0].senses if s.level == level}
            if fits and (level == "country" or fits & {sense.country for sense in alike.values()}):
                return {odd[0]: frozenset((level,))}
    return {}


def _rank(
    toponyms: Sequence[Toponym], evidence: Evidence, context: Context | None = None, key: str = ""
) -> list[tuple[float, Sense]]:
    """Return the senses of a name with their scores, the likeliest first."""
    senses = toponyms[0].senses
    scored = [
        (_prior(s, senses) + evidence.weigh(toponyms, s) + (context.weigh(s, key) if context else 0.0), s)
        for s in senses
    ]
    return sorted(scored, key=lambda pair: -pair[0])


def _is_sure(ranked: Sequence[tuple[float, Sense]]) -> bool:
    """Tell whether the likeliest sense leads clearly, or only before smaller ones of its country."""
    if len(ranked) == 1 or ranked[0][0] - ranked[1][0] > CLEAR:
        return True
    first, second = ranked[0][1], ranked[1][1]
    return first.country == second.country and first.level in ("admin1", "country", "capital")


def _prior(sense: Sense, senses: Iterable[Sense]) -> float:
    """Return how likely a sense is before anything is read, by its people and level."""
    level = sense.level
    score = sense.people / 10 + LEVEL[level]
    if level == "town" and not sense.alternate:
        score += max(0, sense.people - GREAT) / 10  # Toronto, beside five towns of the United States
    if sense.alternate:
        score -= ALTERNATE.get(level, 1.5)
    elif level == "country" and any(
        s.level == "admin1" and s.people > 64 and s.country != sense.country for s in senses
    ):
        score -= 5.3  # Georgia
    if level == "admin1" and any(_is_seat(s, sense) for s in senses):
        score -= 3.0  # New York, Osaka
    elif level == "admin2" and any(
        s.level == "town" and s.people >= sense.people - 5 and _shares_region(s, sense) for s in senses
    ):
        score -= 1.0
    return score


def _shares_region(a: Sense, b: Sense) -> bool:
    return (a.country, a.admin1) == (b.country, b.admin1)


def _is_seat(town: Sense, region: Sense) -> bool:
    """Tell whether a town is so great a part of the region of its name that the name is the town's."""
    own, name = fold(town.name), fold(region.name)
    great = town.level == "town" and VILLAGE <= town.people >= region.people - 7 and own.count(" ") == name.count(" ")
    alike = any(own[i : i + ALIKE] in name for i in range(len(own) - ALIKE + 1))  # not Belém, once called Pará
    return _shares_region(town, region) and alike and (great or town.level in ("seat", "capital"))


def _weigh_context(
    text: str, names: Mapping[str, Sequence[Toponym]], chosen: Mapping[str, tuple[Sense, bool]], grid: Grid
) -> Context:
    """Weigh countries and regions by the senses chosen so far, the sure ones more, and by money and parties."""
    countries: dict[str, dict[str, float]] = defaultdict(dict)
    regions: dict[tuple[str, str | None], dict[str, float]] = defaultdict(dict)
    weights: dict[str, float] = {}
    for code, signs in load_lexicon("toponyms")["signs"].items():
        if any(sign in text for sign in signs):
            countries[code][code] = weights[code] = 1.0
    for key, held in names.items():
        sense, sure = chosen[key]
        if sense.country and not is_compass(key):
            weight = (1.0 if sure else UNSURE) * min(3, 1 + math.log2(len(held)))
            countries[sense.country][key] = weights[key] = weight
            if sense.admin1 and sure:
                regions[sense.country, sense.admin1][key] = weight
    stated = frozenset(key for key, (sense, _) in chosen.items() if sense.level in RANKS)
    return Context(countries, regions, weights, grid, stated)


def _is_stranger(sense: Sense, key: str, context: Context) -> bool:
    """Tell whether a place is small, and in a country of which the article names nothing else."""
    small = sense.level in LOCAL and sense.people < VILLAGE
    return small and not context.share(sense.country, key) and len(context.weights) > 2


def _is_part(sense: Sense, context: Context) -> bool:
    """Tell whether "the South" may be the region that is called so: in a country of which the article names more."""
    return not sense.alternate and sense.level not in LOCAL and bool(context.share(sense.country))
