"""Records in the form of the gold: what a scorer compares."""

from __future__ import annotations

import re
from typing import Any

from eventx.records import Actor, Fact, Mention, Period, Place, Quantity, own_fields, plain, registry

Json = dict[str, Any]
POINTS = {"percent", "percentage_point", "basis_point"}
NAMES = {"mode": "kind"}
"""Fields that the gold calls otherwise."""


def to_gold(record: Json) -> Json | None:
    """Write a dumped fact in the gold's form; None for what is not scored."""
    fact: Fact = registry.parse("facts", record)
    if not fact.scored or not fact.shown:
        return None
    out: Json = {"id": fact.id, "rule": fact.rule, "type": fact.type, "anchor": fact.span.text,
                 "start": fact.span.start, "end": fact.span.end, "modality": fact.modality,
                 "confidence": fact.confidence}  # fmt: skip
    for name in own_fields(type(fact)):
        out |= _cells(NAMES.get(name, name), getattr(fact, name), fact)
    return out


def unit_name(quantity: Quantity | None) -> str | None:
    """Return a point, per cent or currency unit as it is, any other as "count"."""
    if quantity is None:
        return None
    unit = quantity.unit or ""
    return unit if unit in POINTS or re.fullmatch("[A-Z]{3}", unit) else "count"


def _cells(name: str, value: Any, fact: Fact) -> Json:
    """Return what the gold tells of a field."""
    if name == "amount" and (isinstance(value, Quantity) or value is None):
        return _amount(value)
    if isinstance(value, Quantity):
        return {name: {"amount": None if value.value is None else plain(value.value), "unit": unit_name(value)}}
    if isinstance(value, Period) or (value is None and name == "period"):
        start, end = (value.start_date, value.end_date) if value else (None, None)
        return {f"{name}_start": start, f"{name}_end": end, **({name: start} if name != "period" else {})}
    if isinstance(value, Place):
        return {name: value.name, "surface": fact.span.text, "country": value.country, "kind": value.kind}
    if isinstance(value, Actor):
        told = {"role": value.role, "organisation": value.organisation}
        return {name: value.mention.text, f"{name}_resolved": value.name, **told}
    if isinstance(value, list | tuple):
        return {name: [part.text if isinstance(part, Mention) else part for part in value]}
    return {name: value.text if isinstance(value, Mention) else value}


def _amount(amount: Quantity | None) -> Json:
    out: Json = {"amount": None, "modifier": None, "unit": unit_name(amount)}
    if amount is None:
        return out
    out |= {"currency": amount.unit, "per": amount.per}
    if amount.low is not None and amount.high is not None:
        return out | {"amount_min": plain(amount.low), "amount_max": plain(amount.high), "modifier": "range"}
    value = None if amount.value is None else plain(amount.value)
    return out | {"amount": value, "modifier": None if amount.bound == "exact" else amount.bound}
