"""Tables: the records of Extractions as flat rows, one table a type, the same columns in every format.

``articles`` has one row an article, each fact and event type a table of its own, and ``event_facts`` says which facts
an event is made of. The column ``article`` joins them all. The columns come from the pydantic classes, so that a
user's own type has its table, too.
"""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from eventx.records import ArticleInfo, Event, Fact, own_fields, registry
from eventx.records.errors import ConfigError
from eventx.records.extraction import Extraction

Kind = Literal["text", "integer", "real", "decimal", "date", "boolean", "json"]
Values = tuple[Any, ...]
MOST = 10_000_000  # articles in a shard: the key of an article is its shard's number times this, and its place
DEPTH = 3  # records within records that get columns; deeper ones are JSON
JOINED = ("name", "country", "text")  # what a list of records shows beside its JSON
_SCALARS: dict[Any, Kind] = {
    str: "text", int: "integer", float: "real", bool: "boolean", Decimal: "decimal",
    datetime.date: "date", datetime.datetime: "text",
}  # fmt: skip
_DATES = ("start_date", "end_date")  # kept as ISO text in the records


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and what it holds."""

    name: str
    kind: Kind


@dataclass(frozen=True)
class Table:
    """A table: its name, its columns, and how a record's JSON becomes the cells after the first, ``article``.

    The last column, ``exact``, is not among the cells: :meth:`fit` fills it.
    """

    name: str
    columns: tuple[Column, ...]
    cells: Callable[[dict[str, Any]], Values]

    def fit(self, rows: list[Values], decimal: Callable[[Decimal], tuple[Any, bool]]) -> list[list[Any]]:
        """Turn rows into columns of typed cells; ``exact`` has, as JSON by column, the values that do not fit theirs.

        Parameters
        ----------
        decimal
            Makes what the format keeps of a number, and tells whether that is exactly the number.
        """
        missed: dict[int, dict[str, Any]] = {}
        columns: list[list[Any]] = []
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=False):
            fitted = []
            for row, value in enumerate(cells):
                cell, fits = (None, True) if value is None else _cell(column.kind, value, decimal)
                fitted.append(cell)
                if not fits:
                    missed.setdefault(row, {})[column.name] = value
            columns.append(fitted)
        return [*columns, [_json(missed.get(row, {})) for row in range(len(rows))]]


@dataclass(frozen=True)
class Schema:
    """All tables of the registered types."""

    tables: dict[str, Table]
    names: dict[tuple[str, str], str]
    """Room and type to the name of the table."""

    @classmethod
    def of_types(cls) -> Schema:
        """Make the tables of all types that are registered now."""
        tables = {"articles": _articles(), "event_facts": _event_facts()}
        names: dict[tuple[str, str], str] = {}
        for room, base in (("facts", Fact), ("events", Event)):
            for kind, record in sorted(registry.types(room).items()):
                name = re.sub(r"\W+", "_", kind).lower() or "_"
                if name in tables:
                    name = f"{room[:-1]}_{name}"
                names[room, kind] = name
                shared = [n for n in base.model_fields if n not in ("type", "id")]
                tables[name] = _table(name, record, ["id", *own_fields(record), *shared])
        return cls(tables, names)

    def rows(self, extraction: dict[str, Any], article: int) -> Iterator[tuple[str, Values]]:
        """Yield (table, cells) of one Extraction's JSON; ``article`` is the key that joins them."""
        yield "articles", (article, *self.tables["articles"].cells(extraction))
        for room in ("facts", "events"):
            for record in extraction[room]:
                name = self.names.get((room, record["type"]))
                if name is None:
                    raise ConfigError(f"{room}: no table for the type {record['type']!r}: it is not registered here")
                yield name, (article, *self.tables[name].cells(record))
        for event in extraction["events"]:
            for fact in dict.fromkeys(event["facts"]):
                yield "event_facts", (article, event["id"], fact)

    def read(self, lines: Iterable[bytes], shard: int, batch: int = 1000) -> Iterator[dict[str, list[Values]]]:
        """Read a shard's JSON lines; yield the rows of ``batch`` articles at a time, by table."""
        held: dict[str, list[Values]] = {}
        for place, line in enumerate(lines):
            if place >= MOST:
                raise ConfigError(f"shard {shard}: more than {MOST} articles; give a smaller --shard-size")
            for name, row in self.rows(from_json(line), shard * MOST + place):
                held.setdefault(name, []).append(row)
            if (place + 1) % batch == 0:
                yield held
                held = {}
        if held:
            yield held


def _articles() -> Table:
    """One row an article: what is known of it, notes, and how much was found."""
    info = _table("", ArticleInfo, list(ArticleInfo.model_fields))
    others = [name for name in Extraction.model_fields if name not in ("schema_version", "article", "facts", "events")]
    rest = _table("", Extraction, others)
    last = (Column("published_on", "date"), Column("facts", "integer"), Column("events", "integer"))

    def cells(extraction: dict[str, Any]) -> Values:
        article = extraction["article"]
        day = (article.get("published") or "")[:10] or None
        counts = (day, len(extraction["facts"]), len(extraction["events"]))
        return (*info.cells(article), *rest.cells(extraction), *counts)

    return Table("articles", _distinct([*info.columns[:-1], *rest.columns[1:-1], *last]), cells)


def _event_facts() -> Table:
    columns = (Column("article", "integer"), Column("event", "text"), Column("fact", "text"))
    return Table("event_facts", _distinct(columns), lambda row: (row["event"], row["fact"]))


def _table(name: str, record: type[BaseModel], fields: Iterable[str]) -> Table:
    """Make the table of a class: the columns of each of its fields."""
    columns, cells = _fields(record, fields, 0)
    return Table(name, _distinct([Column("article", "integer"), *columns]), cells)


def _fields(record: type[BaseModel], fields: Iterable[str], depth: int) -> tuple[list[Column], Callable[..., Values]]:
    columns: list[Column] = []
    parts: list[tuple[str, Callable[[Any], Values], Values]] = []
    for field in fields:
        made, cells = _flatten(record.model_fields[field].annotation, depth)
        if field in _DATES and [column.kind for column in made] == ["text"]:
            made = [Column("", "date")]
        if field == "mention":  # "amount_text", not "amount_mention_text"
            columns += made
        else:  # "amount_unit"; "value" of "value" stays "value"
            columns += [Column(field if c.name in ("", field) else f"{field}_{c.name}", c.kind) for c in made]
        parts.append((field, cells, (None,) * len(made)))

    def flat(held: dict[str, Any]) -> Values:
        out: list[Any] = []
        for field, cells, none in parts:
            value = held.get(field)
            out += none if value is None else cells(value)
        return tuple(out)

    return columns, flat


def _flatten(annotation: Any, depth: int) -> tuple[list[Column], Callable[[Any], Values]]:
    """Return the columns of a field's type, and how a value that is not null becomes their cells."""
    members = list(_members(annotation))
    if all(get_origin(m) is Literal and all(isinstance(v, str) for v in get_args(m)) for m in members):
        return [Column("", "text")], _one
    if len(members) == 1:
        member = members[0]
        if isinstance(member, type) and issubclass(member, BaseModel) and depth < DEPTH:
            return _fields(member, member.model_fields, depth + 1)
        if get_origin(member) is list and depth < DEPTH:
            return _listed(get_args(member)[0])
        if member in _SCALARS:
            return [Column("", _SCALARS[member])], _one
    return [Column("", "json")], lambda value: (_json(value),)


def _listed(annotation: Any) -> tuple[list[Column], Callable[[Any], Values]]:
    """A list is JSON; of places, actors and mentions, their names, countries or words stand beside it, joined."""
    members = list(_members(annotation))
    fields = members[0].model_fields if isinstance(members[0], type) and issubclass(members[0], BaseModel) else {}
    shown = [name for name in JOINED if name in fields] if len(members) == 1 else []

    def cells(held: list[Any]) -> Values:
        if not held:
            return (None,) * (1 + len(shown))
        return (_json(held), *("; ".join(str(v) for v in (item.get(n) for item in held) if v) or None for n in shown))

    return [Column("", "json"), *(Column(name, "text") for name in shown)], cells


def _members(annotation: Any) -> Iterator[Any]:
    """Yield the types that a field's annotation is made of, but None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for inner in get_args(annotation):
            yield from _members(inner)
    elif annotation is not type(None):
        yield annotation


def _distinct(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Name the columns so that no two are alike, whatever their case; the last, ``exact``, takes what does not fit."""
    seen: set[str] = set()
    out = []
    for column in (*columns, Column("exact", "json")):
        name = column.name
        while name.lower() in seen:
            name += "_"
        seen.add(name.lower())
        out.append(Column(name, column.kind))
    return tuple(out)


def _cell(kind: Kind, value: Any, decimal: Callable[[Decimal], tuple[Any, bool]]) -> tuple[Any, bool]:
    """Return what a column of this kind keeps of a JSON value, and whether that is all of it."""
    try:
        if kind in ("text", "json"):
            return (value if isinstance(value, str) else _json(value)), True
        if kind == "decimal" and (number := Decimal(value)).is_finite():
            return decimal(number)
        if kind == "date":
            return datetime.date.fromisoformat(value), True
        if kind == "integer" and isinstance(value, int) and -(2**63) <= value < 2**63:
            return int(value), True
        if kind == "real" and isinstance(value, int | float):
            return float(value), True
        if kind == "boolean" and isinstance(value, bool):
            return value, True
    except (ArithmeticError, TypeError, ValueError):
        pass
    return None, False


def _one(value: Any) -> Values:
    return (value,)


def _json(value: Any) -> str | None:
    return to_json(value).decode() if value not in ([], {}) else None
