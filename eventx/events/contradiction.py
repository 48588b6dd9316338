"""Contradiction: whether a field of one event tells that it is not the other. Pure, no spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from eventx.events.agreement import are_disjoint, is_telling
from eventx.events.identity import are_apart, are_steps, beginnings, measured
from eventx.lexicons import lexicon
from eventx.records import Event, Mention, Period, Quantity

_OWN = frozenset({"id", "type", "rank", "source", "statement", "mentions", "facts", "modality", "inferred"})


@cache
def compared_fields(cls: type[Event]) -> tuple[str, ...]:
    """Return the fields in which two events of a type may contradict each other."""
    return tuple(name for name in cls.model_fields if name not in _OWN)


def contradict(a: Event, b: Event, name: str, equal: Sequence[Quantity], title: bool) -> bool:
    """Tell whether a field of one contradicts the other's.

    Two with an equal number may be told in other words for what was done; with a telling one, only parties, flow and
    time tell them apart; a title names whom it likes.
    """
    one, two = getattr(a, name), getattr(b, name)
    if one in (None, []) or two in (None, []):
        return False
    if isinstance(one, str):
        told = (equal and name == "action") or (title and name in ("action", "basis"))  # in other words
        return bool(one != two) and not told and not (name == "action" and are_steps(a, b))
    if isinstance(one, Period):
        return not (title and equal) and are_disjoint(one, two)
    telling = [q for q in equal if is_telling(q)]
    if isinstance(one, Mention):
        loose = (title and bool(equal)) or any(q.unit != "percent" for q in telling)
        words = measured(a, b, name)
        planned = beginnings(lexicon("comparison").planned)  # a forecast of a measure is another
        apart = words[0].isdisjoint(words[1]) or not planned.isdisjoint(words[0] ^ words[1])
        return name in ("metric", "goods") and not loose and all(words) and apart
    return not title and are_apart(one, two)
