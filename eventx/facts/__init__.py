"""The facts of an article: one file per fact type. Each type claims candidates in order of its ``priority``."""

from __future__ import annotations

from collections.abc import Iterable

from eventx import registry
from eventx.reading import Reading
from eventx.records import Fact


def find_facts(reading: Reading, names: Iterable[str] | None = None) -> list[Fact]:
    """Find the facts of the named types (all by default), in text order, with ids, section and attribution.

    All types look, so that a number has the same owner whichever types are asked for.
    """
    wanted = registry.types("facts", names)
    found: list[Fact] = []
    for kind in sorted(registry.types("facts").values(), key=lambda kind: kind.priority):
        found += kind.find(reading)
    found.sort(key=lambda fact: (fact.span.start, fact.span.end, fact.type))
    return [fact for fact in _attribute(_identify(reading, found)) if fact.type in wanted]


def _identify(reading: Reading, facts: list[Fact]) -> list[Fact]:
    seen: dict[str, int] = {}
    out = []
    for fact in facts:
        key = f"{fact.type}-{fact.span.start}-{fact.span.end}"
        seen[key] = seen.get(key, 0) + 1
        name = key if seen[key] == 1 else f"{key}-{seen[key]}"
        out.append(fact.model_copy(update={"id": name, "section": reading.section(fact.span.start)}))
    return out


def _attribute(facts: list[Fact]) -> list[Fact]:
    """Set ``attributed_to``: the innermost statement whose content holds the fact."""
    contents = [
        (piece.end - piece.start, piece.start, piece.end, fact.id)
        for fact in facts
        for piece in getattr(fact, "content", ())
    ]

    def owner(fact: Fact) -> str | None:
        at = fact.span.start
        return next((i for _, s, e, i in sorted(contents) if s <= at < e and fact.span.end <= e and i != fact.id), None)

    return [fact.model_copy(update={"attributed_to": owner(fact)}) for fact in facts] if contents else facts
