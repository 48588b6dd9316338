"""Locations: places as the article names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal
from eventx.records import Fact, Place
from eventx.records.registry import register


@register
class Location(Fact):
    """A place; ``form`` tells a name from an adjective and from a name nested in another."""

    after: ClassVar[tuple[str, ...]] = ()
    leads: ClassVar[str | None] = None
    scored: ClassVar[tuple[str, ...]] = ("country", "kind")
    listed: ClassVar[bool] = True

    type: Literal["location"] = "location"
    place: Place
    form: Literal["name", "adjective", "nested"] = "name"

    @property
    def shown(self) -> bool:
        """Whether it is a name: adjectives and what is nested in other names are there for who wants them."""
        return self.form == "name"

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose a fact for every place of the article."""
        for found in analysis.places:
            span = analysis.mention(found.start, found.end)
            yield Proposal(cls(
                span=span, sentence=analysis.sentence(found.start), rule=f"location.{found.form}",
                place=found.place.model_copy(update={"mention": span}),
                form=found.form,  # type: ignore[arg-type]  # Located keeps it as plain text
            ))  # fmt: skip
