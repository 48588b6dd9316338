"""Extraction: all that eventx found in one article, and its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar, Union

from pydantic import ConfigDict, Field, create_model, field_validator

from eventx.records import ArticleInfo, Record, registry

R = TypeVar("R", bound=Record)


class Extraction(Record):
    """All that eventx found in one article, in text order.

    ``facts`` and ``events`` hold instances of the registered types; read JSON back with
    ``Extraction.model_validate_json``.
    """

    schema_version: Literal["eventx/1"] = Field("eventx/1", alias="schema")
    article: ArticleInfo
    facts: list[Any] = Field(default_factory=list)
    events: list[Any] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @field_validator("facts", "events", mode="before")
    @classmethod
    def _typed(cls, records: Any, info: Any) -> Any:
        return [registry.parse(info.field_name, r) if isinstance(r, dict) else r for r in records]

    def of(self, kind: type[R]) -> list[R]:
        """Return the facts or events of one type, in text order."""
        return [record for record in (*self.facts, *self.events) if isinstance(record, kind)]

    def __repr__(self) -> str:
        counts: dict[str, int] = {}
        for record in (*self.events, *self.facts):
            counts[record.type] = counts.get(record.type, 0) + 1
        held = ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing found"
        return f"<Extraction {self.article.id or self.article.text_sha256[:8]}: {held}>"

    __str__ = __repr__


def schema() -> dict[str, Any]:
    """Return the JSON Schema of an Extraction with every registered fact and event type.

    Examples
    --------
    >>> schema()["title"]
    'Extraction'
    """

    def union(room: str) -> Any:
        members = tuple(registry.types(room).values())
        if not members:
            return list[Any]
        one_of = Annotated[Union[members], Field(discriminator="type")]  # type: ignore[valid-type]  # noqa: UP007
        return list[one_of]

    full = create_model("Extraction", __base__=Extraction, facts=(union("facts"), []), events=(union("events"), []))
    return full.model_json_schema(by_alias=True, mode="serialization")
