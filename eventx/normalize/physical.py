"""Physical units: the dimension, by quantulum3's tables of units and entities, and the exact conversion to the SI unit.

quantulum3 says what a unit measures and what it is made of (a hectare is a square hectometre); the factors of the units
that are made of nothing else stand in our lexicon. What a unit leaves open (which gallon, which ton) has no factor.
"""

from __future__ import annotations

import json
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from eventx.lexicons import load_lexicon

Table = dict[str, dict[str, Any]]
_ROUND = Context(prec=12)


class Physical(NamedTuple):
    """A dimension, its SI unit (None where nothing converts to it), and what makes a value one in that unit."""

    dimension: str
    unit: str | None
    per: str | None
    factor: Fraction
    offset: Fraction

    def convert(self, value: Decimal) -> Decimal:
        """Convert a value: exactly where it has an end, else to 12 digits."""
        made = (Fraction(value) + self.offset) * self.factor
        with localcontext(Context(prec=len(value.as_tuple().digits) + 60)) as context:
            out = Decimal(made.numerator) / Decimal(made.denominator)
            inexact = context.flags[Inexact]
        return _ROUND.plus(out) if inexact else out


@lru_cache(maxsize=1024)
def physical(unit: str, per: str | None = None) -> Physical | None:
    """Return what a unit measures, by itself or per another; None for what is no physical unit.

    Parameters
    ----------
    unit, per
        Singular names, as a quantity has them.

    Examples
    --------
    >>> told = physical("kilometre", "hour")
    >>> told.dimension, told.unit, told.per, told.convert(Decimal(36))
    ('speed', 'metre', 'second', Decimal('10'))
    """
    known = load_lexicon("units")
    dimension = _dimension(unit, per)
    if dimension is None or dimension not in known["dimensions"]:
        return None
    factor = _factor(f"{unit} per {per}" if per else unit)
    if factor is None and per:
        above, below = _factor(unit), _factor(per)
        factor = above / below if above and below else None
    name, _, rate = known["dimensions"][dimension].partition(" per ")
    if not factor or not name:
        return Physical(dimension, None, None, Fraction(0), Fraction(0))
    return Physical(dimension, name, rate or None, factor, Fraction(known["offsets"].get(unit, 0)))


def _dimension(unit: str, per: str | None) -> str | None:
    """Return quantulum3's entity of a unit, or the one that is defined as the first by the second."""
    if per is None:
        entry = _entry(unit)
        return entry["entity"] if entry else None
    whole, above, below = (_entry(name) for name in (f"{unit} per {per}", unit, per))
    if whole:
        return str(whole["entity"])
    if not above or not below:
        return None
    wanted = [(above["entity"], 1), (below["entity"], -1)]
    entities = _tables()[1].items()
    return next((n for n, e in entities if [(d["base"], d["power"]) for d in e.get("dimensions", ())] == wanted), None)


def _factor(name: str) -> Fraction | None:
    """Return how many SI units one of a unit is: by the lexicon, its prefix, or what it is made of."""
    known = load_lexicon("units")
    if name in known["factors"]:
        return Fraction(known["factors"][name])
    for prefix, power in known["prefixes"].items():
        if name.startswith(prefix) and (rest := _factor(name.removeprefix(prefix))):
            return Fraction(rest * Fraction(10) ** int(power))
    parts = (_entry(name) or {}).get("dimensions", ())
    made = Fraction(1)
    for part in parts:
        factor = _factor(part["base"]) if part["base"] != name else None
        if factor is None:
            return None
        made *= Fraction(factor ** int(part["power"]))
    return made if parts else None


def _entry(name: str) -> dict[str, Any] | None:
    """Return quantulum3's entry of a unit by our name of it, or of what stands after its prefix."""
    known, units = load_lexicon("units"), _tables()[0]
    name = known["quantulum3"].get(name, name)
    rests = (name.removeprefix(prefix) for prefix in known["prefixes"] if name.startswith(prefix))
    called = (name, *(known["quantulum3"].get(rest, rest) for rest in rests))
    return next((units[one] for one in called if one in units), None)


@cache
def _tables() -> tuple[Table, Table]:
    """Read quantulum3's units and entities, without its code, which takes as long as an article to import."""
    spec = find_spec("quantulum3")
    home = Path(spec.origin).parent if spec and spec.origin else Path()
    try:
        units, entities = (json.loads((home / f"{name}.json").read_text("utf-8")) for name in ("units", "entities"))
    except (OSError, ValueError):
        return {}, {}
    return {name: entry for name, entry in units.items() if "entity" in entry}, entities
