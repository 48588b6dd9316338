"""The quantities of a change: positive amounts, units shared between amount and levels, the per cent of "doubled"."""

from __future__ import annotations

import re

from spacy.tokens import Span

from eventx.facts.change.cues import Cue
from eventx.facts.change.levels import is_polled
from eventx.facts.change.roles import Frame
from eventx.facts.change.values import POINTS, Value
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.persons import is_of_people
from eventx.normalize.bound import bound_of
from eventx.normalize.currency import after as currency_after
from eventx.records import Quantity
from eventx.syntax.labels import NOUNS

_MOST = 100
_POINTS = frozenset({"basis_point", "percentage_point"})
_BEHIND = re.compile(r"\s*([a-z]+|[.,;:)]|$)")
_QUOTED = re.compile(r" (?:per|to the|against the|to a|a)(?: U\.?S\.?)?(?= )")


def quantities_of(
    analysis: Analysis, frame: Frame, before: Quantity | None = None
) -> tuple[list[Quantity | None], Quantity | None, Quantity | None]:
    """Make the records of a frame's amounts, its initial and its final level; no amount told is one that is None.

    A bare number takes the unit of the others, or of the change before.
    """
    down = frame.cue.word.direction == "down"
    amounts = [_positive(_quantity(analysis, value), down) for value in frame.amounts]
    amount = amounts[0] if amounts else None
    told = (frame.initial, frame.final)
    levels = [_level(analysis, value, frame) if value is not None else None for value in told]
    levels = [level and _of_spread(level, amount) for level in levels]
    if levels[0] is not None and levels[1] is not None and levels[1].unit == "percent" and _is_bare(frame.initial):
        levels[0] = levels[0].model_copy(update={"unit": None})  # "12,000 jobs, and the rate was 7%, up from *6.8*"
    known = next((level for level in levels if level is not None and level.unit is not None), None)
    unit = known.unit if known is not None else None
    counted = next((amount.unit for amount in amounts if amount.unit not in POINTS), None)
    rate = known.per if known is not None else None
    initial, final = (level and with_unit(level, unit or counted, rate) for level in levels)
    if before is not None and before.unit in _POINTS:
        amounts = [_of_points(analysis, amount, before) for amount in amounts]
    if before is not None and before.unit == "percent" and not any(told):
        amounts = [_of_series(analysis, amount, before) for amount in amounts]
    parted = all(value.number.form == "word" and (value.number.value or 1) < 1 for value in frame.amounts)
    pointed = parted and (_tells_rate(analysis, frame) or (bool(frame.amounts) and frame.cue.kind == "noun"))
    unit = "percent" if unit is None and pointed else unit  # "cut rates a quarter point"
    if unit in (None, "point") and amount is not None and amount.unit == "point" and _is_in_percent(analysis, frame):
        unit, (initial, final) = "percent", (level and _in_percent(level) for level in (initial, final))
    return [_of_level(amount, unit) for amount in amounts] or [_ratio(analysis, frame.cue)], initial, final


def _is_bare(value: Value | None) -> bool:
    """Tell whether a number has no unit of its own."""
    return value is not None and value.number.unit is None


def _of_series(analysis: Analysis, amount: Quantity, before: Quantity) -> Quantity:
    """Give a bare number per cents where the change right before has them: "mining grew 3.1%, farming fell by 0.4"."""
    at, small = analysis.sentence_at, amount.value is not None and amount.value < _MOST
    near = at(amount.mention.start) - at(before.mention.start) <= 1 and amount.mention.text[-1:].isdigit()
    behind = _BEHIND.match(analysis.text, amount.mention.end)
    ends = behind is not None and (not behind[1].isalpha() or behind[1] in lexicon("change").ending)
    return with_unit(amount, "percent") if small and near and ends else amount


def _of_points(analysis: Analysis, amount: Quantity, before: Quantity) -> Quantity:
    """Give a bare number the points of the change before: "up nine basis points, those on bonds by *five* to 4%"."""
    same = analysis.sentence_at(amount.mention.start) == analysis.sentence_at(before.mention.start)
    return with_unit(amount, before.unit) if same else amount


def counts_people(value: Value, analysis: Analysis) -> bool:
    """Tell whether a number counts persons, which are headcounts besides."""
    noun = any(after.pos_ in (*NOUNS, "ADJ") and is_of_people(after) for after in _behind(value, analysis))
    return value.number.unit == "person" or (value.number.unit is None and noun)


def _behind(value: Value, analysis: Analysis) -> Span:
    """Return the token right behind a number; none at the end."""
    return analysis.doc[value.last : value.last + 1]


def _of_level(amount: Quantity, level: str | None) -> Quantity:
    """Give an amount the unit of the levels; what per cents change by are points."""
    if level == "percent":
        return amount.model_copy(update={"unit": "percentage_point"}) if amount.unit == "point" else amount
    return with_unit(amount, level)


def _of_spread(level: Quantity, amount: Quantity | None) -> Quantity:
    """Give a bare whole level the basis points by which it moves: "spreads widened 60 basis points to *420*"."""
    moved = amount.value if amount is not None and amount.unit == "basis_point" else None
    whole = level.value is not None and moved is not None and level.value == int(level.value) > moved
    return with_unit(level, "basis_point") if whole else level


def with_unit(quantity: Quantity, unit: str | None, per: str | None = None) -> Quantity:
    """Give a bare number the unit of the others ("to zero from 5 percent", "to 4.6 billion pesos from 2.1 billion")."""
    if quantity.unit is not None or unit is None:
        return quantity
    return quantity.model_copy(update={"unit": unit, "per": per})


def _quantity(analysis: Analysis, value: Value) -> Quantity:
    """Make the record of a number; a bare one has the unit or the noun that follows it."""
    quantity = analysis.quantity(value.number)
    if quantity.unit is not None:
        return quantity
    noun = next((after.lemma_.lower() for after in _behind(value, analysis) if after.pos_ == "NOUN"), None)
    return quantity.model_copy(update={"unit": "person" if counts_people(value, analysis) else noun})


def _level(analysis: Analysis, value: Value, frame: Frame) -> Quantity:
    """Make the record of a level; that of staff counts persons, whatever was counted before it."""
    level = _quantity(analysis, value)
    if value.number.unit is None and level.unit is not None and value.reach == value.last:
        words = analysis.text[slice(*frame.metric)].lower().split() if frame.metric is not None else ()
        if not lexicon("change").staff.isdisjoint(words[-1:]):  # "shut 40 shops and cut its *staff* to 1,900"
            return level.model_copy(update={"unit": "person"})
    return _of_rate(level, analysis, frame)


def _tells_rate(analysis: Analysis, frame: Frame) -> bool:
    """Tell whether what changes is told in per cent: "interest rates", "growth"."""
    words = analysis.text[slice(*frame.metric)].lower().split() if frame.metric is not None else ()
    return not lexicon("direction").rates.isdisjoint(words)


def _is_in_percent(analysis: Analysis, frame: Frame) -> bool:
    """Tell whether points are of per cent: "*turnout* fell 3 points", "Labour is up 3 points, the *poll* found"."""
    words = analysis.text[slice(*frame.metric)].lower().split() if frame.metric is not None else []
    of_poll = any(is_polled(value, frame.cue.token.sent) for value in frame.amounts)
    rated = of_poll or not lexicon("change").rated.isdisjoint(words)
    return rated and lexicon("change").indices.isdisjoint(words)


def _in_percent(level: Quantity) -> Quantity:
    """Give a bare level the per cent of which points tell: "turnout rose nine points, to *67*"."""
    return level.model_copy(update={"unit": "percent"}) if level.unit in (None, "point") else level


def _of_rate(level: Quantity, analysis: Analysis, frame: Frame) -> Quantity:
    """Give a rate of exchange the currency that moves: "the *yen* rose to 109.7 per dollar"."""
    if level.value == 0 and level.unit is None:  # "yields could fall to zero"
        return with_unit(level, "percent") if _tells_rate(analysis, frame) else level
    quoted = _QUOTED.match(analysis.text, level.mention.end) if level.unit is None and level.mention else None
    if quoted is None or frame.metric is None or currency_after(analysis.text, quoted.end(), scaled=True) is None:
        return level
    words = analysis.text[slice(*frame.metric)].split()
    named = (currency_after(f" {word}", 0, scaled=True) for word in words)
    code = next((found[1].code for found in named if found is not None and found[1].code), None)
    return with_unit(level, code)


def _positive(quantity: Quantity, down: bool) -> Quantity:
    if quantity.unit == "fold" and quantity.value:  # "increased 18-fold", "a fivefold reduction"
        part = 100 - round(100 / quantity.value, 2) if down else (quantity.value - 1) * 100
        return quantity.model_copy(update={"value": part, "unit": "percent"})
    return unsigned(quantity)


def unsigned(quantity: Quantity) -> Quantity:
    """Return how much something changes, whatever its way."""
    held = {name: getattr(quantity, name) for name in ("value", "low", "high")}
    return quantity.model_copy(update={name: abs(number) for name, number in held.items() if number is not None})


def _ratio(analysis: Analysis, cue: Cue) -> Quantity | None:
    """Make the amount of "doubled"; the bound stands before the word."""
    if cue.word.ratio is None:
        return None
    start, end = cue.token.idx, cue.token.idx + len(cue.token)
    bound = bound_of(analysis.text, start, end) or "exact"
    return Quantity(value=cue.word.ratio, bound=bound, unit="percent", mention=analysis.mention(start, end))
