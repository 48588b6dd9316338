"""The facts of an article: one room a type. Types propose records with the numbers they want; one arbiter decides.

The rules: a number has one owner; who is named in another type's ``after`` is asked before it, and the first who takes
a number owns it; a record that only reads a number stands beside its owner's. The ends of a span ("from $750,000 to
$1 million") are one number for all that come after changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal
from eventx.mentions.spans import join_spans
from eventx.records import Fact, registry
from eventx.records.errors import ConfigError
from eventx.records.ids import name_apart
from eventx.text.layout import lies_within


def find_facts(analysis: Analysis, idle: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """Find the facts of an article, in text order, with ids, section and attribution.

    What begins in ``idle`` text, the boilerplate, is left out.
    """
    records = (proposal.record for proposal in arbitrate(analysis))
    found = [record for record in records if not lies_within(record.span.start, idle)]
    found.sort(key=lambda fact: (fact.span.start, fact.span.end, fact.type))
    return _attribute(_identify(analysis, found))


def arbitrate(analysis: Analysis) -> list[Proposal]:
    """Ask the types for proposals, each with the claims of those before it; return them."""
    kinds = registry.types("facts")
    claims = Claims(tuple(analysis.numbers))
    out: list[Proposal] = []
    for name in _order(kinds):
        proposals: list[Proposal] = []
        with analysis.guard(f"facts of type {name}"):
            for proposal in kinds[name].propose(analysis, claims):
                if not isinstance(proposal, Proposal):
                    raise TypeError(f"propose of {name!r} yields {type(proposal).__name__}: it is to yield Proposal")
                proposals.append(proposal)
        claims = claims.grant(proposals)
        if kinds[name].splits:
            claims = join_spans(analysis, claims)
        out += proposals
    return out


def _order(kinds: dict[str, type[Fact]]) -> list[str]:
    """Return the types in an order in which each stands after those it names; "*" means all that do not say it.

    Those whose facts lead no events of their own come after those whose do, so that they take no event away.
    """
    after = {name: set(kind.after) for name, kind in kinds.items()}
    leading = {name for name, kind in kinds.items() if kind.leads not in (None, "measure")}
    open_ends = {name for name, before in after.items() if "*" not in before}
    graph = {
        name: open_ends if "*" in before else before if name in leading else before | leading
        for name, before in after.items()
    }
    known = {
        name: sorted(other for other in before if other in after and other != name) for name, before in graph.items()
    }
    try:
        return list(TopologicalSorter(dict(sorted(known.items()))).static_order())
    except CycleError as error:
        raise ConfigError(
            f"fact types wait for each other: {' after '.join(error.args[1])}; see their `after`"
        ) from error


def _identify(analysis: Analysis, facts: list[Fact]) -> list[Fact]:
    names = name_apart(f"{fact.type}-{fact.span.start}-{fact.span.end}" for fact in facts)
    return [
        fact.model_copy(update={"id": name, "section": analysis.section(fact.span.start)})
        for fact, name in zip(facts, names, strict=True)
    ]


def _attribute(facts: list[Fact]) -> list[Fact]:
    """Set ``attributed_to``: the innermost statement whose content holds the fact."""
    contents = sorted((piece.start, piece.end, fact.id) for fact in facts for piece in vars(fact).get("content", ()))
    if not contents:
        return facts
    starts = [start for start, _, _ in contents]
    longest = max(end - start for start, end, _ in contents)

    def owner(fact: Fact) -> str | None:
        at = bisect_right(starts, fact.span.start) - 1
        held = []
        while at >= 0 and contents[at][0] >= fact.span.end - longest:
            start, end, name = contents[at]
            if fact.span.end <= end and name != fact.id:
                held.append((end - start, name))
            at -= 1
        return min(held)[1] if held else None

    owners = map(owner, facts)
    return [f.model_copy(update={"attributed_to": o}) if o else f for f, o in zip(facts, owners, strict=True)]
