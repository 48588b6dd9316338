"""The facts of an article: one room a type. Each type claims candidates in order of its ``priority``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from eventx.mentions.reading import Reading
from eventx.records import Fact, registry


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
    contents = sorted((piece.start, piece.end, fact.id) for fact in facts for piece in getattr(fact, "content", ()))
    if not contents:
        return facts
    longest = max(end - start for start, end, _ in contents)

    def owner(fact: Fact) -> str | None:
        at = bisect_right(contents, fact.span.start, key=lambda content: content[0]) - 1
        held = []
        while at >= 0 and contents[at][0] >= fact.span.end - longest:
            start, end, name = contents[at]
            if fact.span.end <= end and name != fact.id:
                held.append((end - start, name))
            at -= 1
        return min(held)[1] if held else None

    owners = map(owner, facts)
    return [f.model_copy(update={"attributed_to": o}) if o else f for f, o in zip(facts, owners, strict=True)]
