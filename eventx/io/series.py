"""Series: what events measure of one thing as of several periods, and where articles tell it differently."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from eventx.io.page import held_in
from eventx.io.writers import words
from eventx.records import Actor, Event, Mention, Period, Place, Quantity


class Point(NamedTuple):
    """What an event measures, as of a period: ``key`` says of what."""

    key: str
    start: str
    end: str
    value: Decimal
    said: str
    article: int


def own_values(event: Event) -> list[Any]:
    """Return the values of the fields that are the type's own, then its places."""
    names = [name for name in type(event).model_fields if name not in Event.model_fields]
    return [*(getattr(event, name) for name in names), event.places]


def point_of(event: Event, number: int) -> Point | None:
    """Return what an event measures, if it says of what and of which days, as a fact."""
    period, values = event.period, own_values(event)
    amount = next((value for value in values if isinstance(value, Quantity) and value.value is not None), None)
    said = [words.anything(value) for value in values if value and not isinstance(value, Quantity)]
    named = any(isinstance(one, Actor | Place) for one in held_in(values))
    if amount is None or amount.value is None or period is None or not named or event.modality != "asserted":
        return None
    if not period.start_date or not period.end_date:
        return None
    unit = " per ".join(filter(None, (amount.unit or "number", amount.per)))
    key = f"{event.type}: {plain_words(', '.join(filter(None, said)))} ({unit})"
    return Point(key, period.start_date, period.end_date, amount.value, words.quantity(amount), number)


def plain_words(text: str) -> str:
    """Write words so that they are found again: in small letters, without an article before them."""
    return re.sub(r"^(the|its|their|an?) ", "", words.clean(text).casefold())


def series(points: Iterable[Point]) -> list[dict[str, Any]]:
    """Return what is measured as of three periods or more, by how many articles tell it."""
    made = []
    for key, held in _grouped(points, lambda point: point.key).items():
        last = {point.end: point for point in sorted(held, key=lambda point: point.article)}
        if len(last) >= 3:
            told = [(end, float(point.value), point.said, point.article) for end, point in sorted(last.items())]
            made.append({"key": key, "articles": len({point.article for point in held}), "points": told})
    return sorted(made, key=lambda series: -len(series["points"]))


def conflicts(points: Iterable[Point]) -> list[dict[str, Any]]:
    """Return what articles tell with different values as of the same days."""
    made = []
    for (key, start, end), held in _grouped(points, lambda point: (point.key, point.start, point.end)).items():
        values = _grouped(held, lambda point: point.value)
        articles = [sorted({point.article for point in told}) for told in values.values()]
        if len(values) > 1 and len(set().union(*articles)) > 1:
            days = words.period(Period(mention=Mention(start=0, end=0, text=""), start_date=start, end_date=end))
            said = [(told[0].said, found) for told, found in zip(values.values(), articles, strict=True)]
            made.append({"key": key, "when": days, "values": sorted(said, key=lambda pair: -len(pair[1]))})
    return sorted(made, key=lambda one: -sum(len(found) for _, found in one["values"]))


def _grouped(points: Iterable[Point], key: Any) -> dict[Any, list[Point]]:
    groups: dict[Any, list[Point]] = {}
    for point in points:
        groups.setdefault(key(point), []).append(point)
    return groups
