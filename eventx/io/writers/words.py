"""Records in a few words, for people: "$1.05bn", "Jan-Jun 2025", "China -> North Korea, export, +33%"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from eventx.normalize.currency import is_currency
from eventx.records import Actor, Event, Fact, Mention, Period, Place, Quantity, own_fields, plain

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_UNITS = {
    "percent": "%", "percentage_point": " points", "basis_point": "bp", "person": "",
    "magnitude": " magnitude", "degree celsius": " °C", "degree fahrenheit": " °F",
}  # fmt: skip
_PLURALS = {"foot": "feet", "man": "men", "woman": "women", "child": "children", "life": "lives", "half": "halves"}
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you"})
_BOUNDS = {
    "approx": "about ", "at_least": "at least ", "at_most": "up to ", "more_than": "over ", "less_than": "under ",
}  # fmt: skip
_SIGNS = {"up": "+", "down": "-", "flat": ""}
_SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_FIELD = re.compile(r"([^{}]*)\{([^{}]+)\}")
# Characters that would move a terminal's cursor, change its colours or turn its text round.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def clean(text: str) -> str:
    """Make one harmless line of a text.

    >>> clean("a\\x1b[2Jb\\nc")
    'a [2Jb c'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def number(value: Decimal) -> str:
    """Write a number short: large ones with two places and a scale.

    >>> number(Decimal("1050000000")), number(Decimal("74500")), number(Decimal("4.4"))
    ('1.05bn', '74,500', '4.4')
    """
    for scale, name in _SCALES:
        if scale <= abs(value) < scale * 10**6:
            return plain(round(value / scale, 2)) + name
    if value.adjusted() > 18 or (value and value.adjusted() < -6):
        return f"{value:.3e}"
    return f"{Decimal(plain(value)):,}"


def quantity(held: Quantity | None, sign: str = "") -> str:
    """Write a quantity with its unit and bound."""
    if held is None:
        return ""
    ends = [end for end in (held.low, held.high) if end is not None] if held.value is None else [held.value]
    unit = held.unit or ""
    before = _SYMBOLS.get(unit, f"{unit} " if is_currency(unit) else "")
    after = _UNITS.get(unit, "" if before else f" {_counted(unit.replace('_', ' '), ends)}")
    told = "-".join(number(end) for end in ends)
    if before or not told.startswith("-"):
        told = sign + before + told
    per = f" per {held.per}" if held.per else ""
    return f"{_BOUNDS.get(held.bound, '')}{told}{after.rstrip()}{per}"


def _counted(unit: str, ends: list[Decimal]) -> str:
    """Write a unit after its number: one crossing, two crossings.

    >>> _counted("square foot", [Decimal(2)]), _counted("country", [Decimal(2)]), _counted("box", [Decimal(1)])
    ('square feet', 'countries', 'box')
    >>> _counted("year of age", [Decimal(2)])
    'years of age'
    """
    counted, of, whole = unit.partition(" of ")
    if of:
        return _counted(counted, ends) + of + whole
    last = unit.rpartition(" ")[2]
    if ends == [1] or len(last) < 3 or not last.islower() or last.endswith("s"):
        return unit
    if last in _PLURALS:
        return unit.removesuffix(last) + _PLURALS[last]
    if last.endswith("y") and last[-2] not in "aeiou":
        return f"{unit[:-1]}ies"
    return unit + ("es" if last.endswith(("x", "ch", "sh", "z")) else "s")


def period(held: Period | None) -> str:
    """Write a period short: a day, month, run of months, year or run of days."""
    if held is None or not (held.start_date or held.end_date):
        return ""
    try:
        start, end = (date.fromisoformat(day) if day else None for day in (held.start_date, held.end_date))
    except ValueError:
        return held.timex or ""
    if start is None or end is None:
        return f"since {_day(start)}" if start else f"to {_day(end)}" if end else ""
    if start == end:
        return _day(start)
    if start.day > 1 or end.day < monthrange(end.year, end.month)[1]:
        return f"{_day(start)} - {_day(end)}"
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
    first = f"{start:%b}" if start.year == end.year else f"{start:%b} {start.year}"
    last = f"{end:%b} {end.year}"
    return last if (start.year, start.month) == (end.year, end.month) else f"{first}-{last}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def event(held: Event, *, marks: bool = True) -> str:
    """Write an event in one line, as its type says that it reads, then where and when, and by ``marks`` who says so."""
    parts = _parts(held) or list(map(anything, _own(held).values()))
    change = quantity(held.change, _SIGNS.get(held.direction or "", "")) or held.direction
    before = f"from {quantity(held.previous)}" if held.previous else ""
    mood = f"[{held.modality}]" if held.modality != "asserted" else ""
    said = clean(", ".join(part for part in (*parts, change, before) if part))
    where = " and ".join(dict.fromkeys(place.name for place in held.places if place.name not in said))
    source = held.source.name if held.source and not is_pronoun(held.source.name) else ""
    tail = (where and f"in {where}", period(held.period), *((mood, source and f"says {source}") if marks else ()))
    return clean(", ".join(part for part in (said, *tail) if part))


def is_pronoun(name: str) -> bool:
    """Tell whether what should be a name is only "he" or "they"."""
    return name.lower() in _PRONOUNS


def once(facts: Iterable[Fact]) -> list[str]:
    """Write facts in lines, each once: what another of the same amount tells with more words is left out."""
    told: dict[str, tuple[str, set[str]]] = {}
    for line in map(fact, facts):
        parts = line.casefold().split(", ")
        told[line] = parts[0].partition(" [")[0], set(parts)
    alike: dict[str, list[set[str]]] = {}
    for amount, said in told.values():
        alike.setdefault(amount, []).append(said)
    return [line for line, (amount, said) in told.items() if not any(said < other for other in alike[amount])]


def _own(held: Fact | Event) -> dict[str, Any]:
    """Return the fields that are a type's own."""
    return {name: getattr(held, name) for name in own_fields(type(held))}


def _parts(held: Fact | Event) -> list[str]:
    return [_read(part, held) for part in held.reads.split(", ")] if held.reads else []


def fact(held: Fact) -> str:
    """Write a fact in one line, as its type says that it reads."""
    parts = _parts(held)
    if not parts:
        own = _own(held)
        first = own.pop("amount") if isinstance(own.get("amount"), Quantity) else held.span
        parts = [anything(value) for value in (first, *own.values()) if value != held.type]
    marks = [held.modality if held.modality != "asserted" else "", "aside" if held.section == "aside" else ""]
    tail = "".join(f" [{mark}]" for mark in marks if mark)
    return clean(", ".join(part for part in parts if part) + tail)


def _read(part: str, held: Fact | Event) -> str:
    """Write one part of what a type says of its reading; the words before a field that is empty are left out."""
    told = ""
    for words, names in _FIELD.findall(part):
        field, _, other = names.partition("|")
        value = _field(field, held) or (_field(other, held) if other in type(held).model_fields else other)
        told += words + value if value else ""
    return told.strip()


def _field(name: str, held: Fact | Event) -> str:
    value = getattr(held, name)
    if isinstance(value, Quantity) and name == "amount" and isinstance(held, Fact):
        return quantity(value, _SIGNS.get(getattr(held, "direction", None) or "", ""))
    if value == "since":  # since when, no field holds
        return ""
    return anything(value)


def short(held: Fact) -> str:
    """Write a fact of a type that is listed: its words, with the country and kind of a place or the days of a time."""
    tail = ""
    for value in _own(held).values():
        if isinstance(value, Place):
            tail = ", ".join(filter(None, [value.country, value.kind if value.kind != "country" else None]))
        elif isinstance(value, Period):
            tail = period(value)
    name = clean(held.span.text)
    return f"{name} ({tail})" if tail and tail != name else name


def anything(value: Any) -> str:
    """Write any value of a record's field."""
    if isinstance(value, Mention):
        return value.text
    if isinstance(value, Place | Actor):
        return value.name
    if isinstance(value, Quantity):
        return quantity(value)
    if isinstance(value, Period):
        return period(value)
    if isinstance(value, list | tuple):
        joint = " ... " if value and isinstance(value[0], Mention) else " and "
        return joint.join(map(anything, value))
    return "" if value is None else str(value).replace("_", " ")
