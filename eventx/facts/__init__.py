"""The facts of an article: one room a type. Each type claims candidates in order of its ``priority``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from eventx.mentions.reading import Reading
from eventx.records import Fact, registry
from eventx.records.ids import name_apart
from eventx.text.layout import lies_within


def find_facts(
    reading: Reading, names: Iterable[str] | None = None, idle: Sequence[tuple[int, int]] = ()
) -> list[Fact]:
    """Find the facts of the named types (all by default), in text order, with ids, section and attribution.

    All types look, so that a number has the same owner whichever types are asked for. What begins in ``idle`` text,
    the boilerplate, is left out.
    """
    wanted = registry.types("facts", names)
    found: list[Fact] = []
    for kind in sorted(registry.types("facts").values(), key=lambda kind: kind.priority):
        with reading.guard(f"facts of type {kind.model_fields['type'].default}"):
            for fact in kind.find(reading):
                if not lies_within(fact.span.start, idle):
                    found.append(fact)
    found.sort(key=lambda fact: (fact.span.start, fact.span.end, fact.type))
    return [fact for fact in _attribute(_identify(reading, found)) if fact.type in wanted]


def _identify(reading: Reading, facts: list[Fact]) -> list[Fact]:
    names = name_apart(f"{fact.type}-{fact.span.start}-{fact.span.end}" for fact in facts)
    return [
        fact.model_copy(update={"id": name, "section": reading.section(fact.span.start)})
        for fact, name in zip(facts, names, strict=True)
    ]


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
