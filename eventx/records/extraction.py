"""Extraction: all that eventx found in one article, and its JSON Schema."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cached_property
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar, Union, overload

from pydantic import ConfigDict, Field, create_model, field_validator, model_validator

from eventx.records import ArticleInfo, Event, Record, registry
from eventx.records.errors import ConfigError

if TYPE_CHECKING:  # so that ``fact.type == "money"`` tells a type checker what the fact has
    from eventx import AnyEvent, AnyFact
else:
    AnyEvent = AnyFact = Any

R = TypeVar("R", bound=Record)


class Extraction(Record):
    """All that eventx found in one article, in text order.

    ``facts`` and ``events`` hold instances of the registered types; read JSON back with
    ``Extraction.model_validate_json``.
    """

    schema_version: Literal["eventx/1"] = Field("eventx/1", alias="schema")
    article: ArticleInfo
    facts: list[AnyFact] = Field(default_factory=list)
    events: list[AnyEvent] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @field_validator("facts", "events", mode="before")
    @classmethod
    def _typed(cls, records: Any, info: Any) -> Any:
        return [registry.parse(info.field_name, r) for r in records] if isinstance(records, list | tuple) else records

    @model_validator(mode="after")
    def _named(self) -> Self:
        """See that no two records have one id, and that what a record names is there, unless its type was left out."""
        facts, events = {fact.id for fact in self.facts}, {event.id for event in self.events}
        if len(facts) + len(events) < len(self.facts) + len(self.events):
            raise ValueError("two records have the same id")
        named = {fact.attributed_to for fact in self.facts}.union(*(_facts_of(event) for event in self.events))
        types = {fact.type for fact in self.facts}
        for name in named - facts:
            if name is not None and name.rstrip("-0123456789") in types:
                raise ValueError(f"no fact has the id {name}, which a record names")
        return self

    @cached_property
    def text(self) -> str | None:
        """The article's text where it is at hand, as fresh from extraction; JSON has ``article.text`` only."""
        return self.article.text

    def with_text(self, text: str) -> Self:
        """Return the same, with its text at hand."""
        fresh = self.model_copy()
        fresh.__dict__["text"] = text
        return fresh

    def at_least(self, confidence: float) -> Self:
        """Return the same without the records that are less likely right, but for the facts that those kept name.

        Records without a confidence stay.
        """
        kept = [event for event in self.events if _is_sure(event, confidence)]
        named = {name for event in kept for name in (*_facts_of(event), event.statement)}
        named |= {fact.attributed_to for fact in self.facts if _is_sure(fact, confidence) or fact.id in named}
        facts = [fact for fact in self.facts if fact.id in named or _is_sure(fact, confidence)]
        return self.model_copy(update={"facts": facts, "events": kept})

    def _repr_html_(self) -> str:
        """Show the page of the article in a notebook."""
        page = importlib.import_module("eventx.io.page")  # by name: the records know no writer
        return str(page.render(self, frame=True))

    def to_rows(self, room: Literal["facts", "events"] = "events") -> list[dict[str, Any]]:
        """Return a dict a record in narrow columns: value, unit, parties, places, period, sentence and the like."""
        rows: list[dict[str, Any]] = importlib.import_module("eventx.io.rows").to_rows(self, room)
        return rows

    def to_arrow(self, room: Literal["facts", "events"] = "events") -> Any:
        """Return the rows of :meth:`to_rows` as a pyarrow.Table (extra ``parquet``)."""
        return importlib.import_module("eventx.io.rows").to_arrow(self, room)

    def to_pandas(self, room: Literal["facts", "events"] = "events") -> Any:
        """Return the rows of :meth:`to_rows` as a pandas.DataFrame.

        Raises
        ------
        ConfigError
            If pandas is not installed.
        """
        columns = list(importlib.import_module("eventx.io.rows").ROW)
        try:
            pandas = importlib.import_module("pandas")
        except ImportError:
            raise ConfigError("to_pandas needs pandas: pip install pandas") from None
        return pandas.DataFrame(self.to_rows(room), columns=columns)

    @overload
    def of(self, kind: type[R]) -> list[R]: ...

    @overload
    def of(self, kind: str) -> list[Any]: ...

    def of(self, kind: type[R] | str) -> list[R] | list[Any]:
        """Return the facts or events of one type, by its class or name (``"money"``), in text order.

        Raises
        ------
        ConfigError
            If no type has the name, or ``kind`` is neither a class nor a name.
        """
        records: tuple[Any, ...] = (*self.facts, *self.events)
        if isinstance(kind, type | UnionType):
            return [record for record in records if isinstance(record, kind)]
        known = sorted({**registry.types("facts"), **registry.types("events")})
        if kind not in known:
            raise ConfigError(f"of: no type {kind!r}; give a class as eventx.Money, or a name: {', '.join(known)}")
        return [record for record in records if record.type == kind]

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for record in (*self.events, *self.facts):
            counts[record.type] = counts.get(record.type, 0) + 1
        held = ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing found"
        return f"<Extraction {self.article.id or self.article.text_sha256[:8]}: {held}>"

    __str__ = __repr__


def _is_sure(record: Any, confidence: float) -> bool:
    return record.confidence is None or record.confidence >= confidence


def _facts_of(event: Event) -> Iterator[str | None]:
    yield from event.facts
    yield event.statement


def union(room: str) -> Any:
    """Return the types of a room ("facts" or "events") as one that pydantic tells apart by ``type``."""
    members = tuple(registry.types(room).values())
    return Annotated[Union[members], Field(discriminator="type")] if members else Any  # noqa: UP007


def schema() -> dict[str, Any]:
    """Return the JSON Schema of an Extraction with every registered fact and event type.

    Examples
    --------
    >>> schema()["title"]
    'Extraction'
    """

    rooms: dict[str, Any] = {room: (list[union(room)], []) for room in ("facts", "events")}  # type: ignore[misc]
    full = create_model("Extraction", __base__=Extraction, **rooms)
    return full.model_json_schema(by_alias=True, mode="serialization")
