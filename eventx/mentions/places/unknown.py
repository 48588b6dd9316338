"""Names that no gazetteer knows: the country they lie in, and the place told nearest to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.mentions.places.described import is_compass
from eventx.mentions.places.toponyms import LOCAL
from eventx.normalize.place import Sense, fold

if TYPE_CHECKING:
    from eventx.mentions.places.resolution import Context, Evidence, Resolved

MAIN = 0.5
"""Share of the article's places from which a country holds those that no gazetteer knows."""
WINDOW = 5
"""Places before and after one that no gazetteer knows among which it may lie."""
NEAR = LOCAL | {"admin1"}


def place_unknown(resolved: Sequence[Resolved], evidence: Evidence, context: Context) -> list[Resolved]:
    """Give the names that no gazetteer knows the country they lie in and the nearest place that is told of it.

    Parts of a land that nothing tells are left out: "voters in the North".
    """
    senses = {r.toponym: r.sense for r in resolved}
    told = [
        (r.toponym.start, r.sense) for r in resolved if r.sense and r.sense.level in NEAR and r.toponym.form == "name"
    ]
    main = max(context.sums, key=lambda code: context.sums[code], default=None)
    main = main if context.share(main) >= MAIN else None
    out = []
    for r in resolved:
        if r.sense is None and r.toponym.form == "name":
            within = evidence.within.get(r.toponym)
            outer = senses[within] if within else None
            country = outer.country if outer else main
            beside = outer if outer and outer.level != "country" else _nearest(r.toponym.start, country, told)
            r = replace(r, country=country or (beside.country if beside else None), beside=beside)
        if r.sense or r.country or not is_compass(fold(r.toponym.name)):
            out.append(r)
    return out


def _nearest(start: int, country: str | None, told: Sequence[tuple[int, Sense]]) -> Sense | None:
    """Return the place told nearest to a character, of a country if one is given."""
    at = bisect_left(told, start, key=lambda pair: pair[0])
    around = told[max(0, at - WINDOW) : at + WINDOW]
    near = [(abs(place - start), n, s) for n, (place, s) in enumerate(around) if country in (None, s.country)]
    return min(near)[2] if near else None
