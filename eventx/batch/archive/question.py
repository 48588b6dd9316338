"""Question: what may be asked of an archive, and the tests that it puts to rows."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from eventx.batch.archive.keys import KEYS, OPTIONS, SORTS, TAKES, VIEWS
from eventx.batch.archive.store import steps
from eventx.normalize.place import country, look_up
from eventx.records.errors import ConfigError

DAY = "coalesce(h.period_end, h.first_on)"
Tests = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; every filter that is set must hold, and a view is asked for nothing that it has not.

    Attributes
    ----------
    view
        ``happenings``; ``series``, by metric and period; ``tellings``, each article's of each, in the order of days;
        ``conflicts``, the numbers that differ; ``quotes``; ``entities``.
    type, action, country, who, metric, outlet, happening
        As the records have them; ``country`` an ISO code or a name; ``who`` a party or speaker, or a
        part of the name.
    words
        Words that its telling, title, topics, parties or places, or what was said, hold, all of them.
    least, most, unit
        Bounds of its chief number, and its unit.
    since, until
        ISO days.
    modality
        By default of happenings what is asserted, of quotes all; ``any`` for all.
    by
        Keys to count by, as ``month`` or ``("who", "place")``; numbers of one unit are added up, of one ``type`` only,
        each action by itself.
    sort
        ``value``, the greatest first; ``date``; ``articles``, which is the default: what most outlets tell first.
    top
        The most rows.
    """

    view: str = "happenings"
    type: str | None = None
    action: str | None = None
    country: str | None = None
    who: str | None = None
    metric: str | None = None
    outlet: str | None = None
    happening: str | None = None
    words: str | None = None
    least: float | None = None
    most: float | None = None
    unit: str | None = None
    since: str | None = None
    until: str | None = None
    modality: str | None = None
    by: tuple[str, ...] = ()
    sort: str | None = None
    top: int | None = None


def checked(question: Question) -> Question:
    """Return the question with its country as a code, and of happenings what is asserted where nothing else is asked.

    Raises
    ------
    ConfigError
        If a view, key, order or country is none of those there are, or a filter says nothing to the view.
    """
    for said, there, what in (
        ((question.view,), VIEWS, "view"),
        (question.by, KEYS, "key to count by"),
        ((question.sort,) if question.sort else (), SORTS, "order"),
    ):
        if unknown := [one for one in said if one not in there]:
            raise ConfigError(f"{unknown[0]!r}: no {what}; there are {', '.join(there)}")
    takes = TAKES[question.view]
    for one in fields(question):
        if one.name != "view" and one.name not in takes and getattr(question, one.name) != one.default:
            raise ConfigError(
                f"{option(one.name)} says nothing to the view {question.view}, "
                f"which is asked with {', '.join(map(option, takes))}"
            )
    modality = question.modality or ("any" if question.view in ("quotes", "entities") else "asserted")
    return replace(question, country=_code(question.country), modality=modality)


def option(name: str) -> str:
    """Return what the command calls a filter."""
    return OPTIONS.get(name, f"--{name}")


def _code(said: str | None) -> str | None:
    """Return the ISO code of a country that is told by its code or a name."""
    if said is None or country(said.upper()):
        return said and said.upper()
    code = next((sense.country for sense in look_up(said) if sense.level == "country"), None)
    if code is None:
        raise ConfigError(f"{said!r}: no country of this name; give its ISO code, as GB")
    return code


def tests(question: Question) -> Tests:
    """Return the tests of the rows of its view."""
    held = {"entities": _of_entities, "quotes": _of_quotes}.get(question.view, of_happenings)(question)
    return [*held, ("h.conflicts IS NOT NULL AND ?", True)] if question.view == "conflicts" else held


def of_happenings(asked: Question, modality: str = "h.modality = ?") -> Tests:
    """Return the tests of happenings; ``modality`` is that of how they are told."""
    return [
        ("h.type = ?", asked.type), ("h.action = ?", asked.action), ("h.unit = ?", asked.unit),
        ("list_contains(string_split(h.countries, '; '), ?)", asked.country),
        (steps("ask")["party"], _part(asked.who)),
        ("contains(lower(h.metric), ?)", _part(asked.metric)), ("h.happening = ?", asked.happening),
        ("coalesce(h.value, h.low) >= ?", asked.least), ("coalesce(h.value, h.high) <= ?", asked.most),
        (f"{DAY} >= ?::DATE", asked.since), (f"{DAY} <= ?::DATE", asked.until),
        (modality, None if asked.modality == "any" else asked.modality),
        (steps("ask")["outlet"], _part(asked.outlet)),
        *(
            ("contains(lower(concat_ws(' ', h.title, h.tells, h.about, h.parties, h.places)), ?)", word)
            for word in (asked.words or "").lower().split()
        ),
    ]  # fmt: skip


def _of_quotes(asked: Question) -> Tests:
    return [
        ("contains(lower(concat_ws(' / ', e.name, q.speaker)), ?)", _part(asked.who)),
        ("q.modality = ?", None if asked.modality == "any" else asked.modality),
        ("q.published_on >= ?::DATE", asked.since), ("q.published_on <= ?::DATE", asked.until),
        ("contains(lower(q.outlet), ?)", _part(asked.outlet)),
        *(("contains(lower(q.content), ?)", word) for word in (asked.words or "").lower().split()),
    ]  # fmt: skip


def _of_entities(asked: Question) -> Tests:
    named = ("contains(lower(concat_ws(' / ', name, array_to_string(names ->> '$[*]', ' / '))), ?)", _part(asked.who))
    return [named, ("country = ?", asked.country), ("kind = ?", asked.type)]


def both(tests: Tests) -> tuple[str, list[Any]]:
    """Join the tests whose value is given."""
    given = [(test, value) for test, value in tests if value is not None]
    where = f"WHERE {' AND '.join(test for test, _ in given)}" if given else ""
    return where, [value for _, value in given]


def _part(words: str | None) -> str | None:
    """Return a part of a name as it is looked for, whatever its case and blanks."""
    return None if words is None else " ".join(words.lower().split())
