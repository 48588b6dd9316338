"""Train the model of parties: ``python -m models.parties.train`` writes ``eventx/events/roles/parties.json``.

A ranker (``models.ranking``) of those who may be meant, and nobody, over the features of
``eventx.events.roles.parties``, on the events of our own articles whose clause leaves a party out: as their gold
names it, or as readers told it of the numbers of the sixth corpus. Roles share weights besides their own. With
``--validate N`` it prints how it does on articles it was not trained on, in N folds, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex
from eventx.events.entities.tables import is_line
from eventx.events.roles.parties import LIKELY, fill_parties, find_candidates, open_roles
from eventx.records.article import Article
from models.annotations import read_corpora, read_slots
from models.ranking import Example, is_meant, train_ranker
from models.trainer import read_watched

Ask = Callable[[Draft, str], Sequence[str] | None]
"""Who is meant in a role of a draft, by the names that may be told: nobody, or None where nobody knows."""


def read_gold() -> Iterator[Example]:
    """Yield the roles that the clauses of the gold events leave empty."""
    for _, gold in read_corpora():
        if gold.events is not None:
            told = [event for event in gold.events["events"] if not event.get("doubtful")]
            yield from ask_of(gold.name, gold.article, partial(ask_gold, told))


def ask_gold(gold: Sequence[dict[str, Any]], draft: Draft, role: str) -> list[str] | None:
    """Return whom the gold event of a draft names in a role."""
    event = find_gold(draft, gold)
    wanted = event["fields"].get(role) if event is not None else None
    return None if event is None else [w["name"] for w in (wanted if isinstance(wanted, list) else [wanted]) if w]


def read_told() -> Iterator[Example]:
    """Yield the roles of the sixth corpus whose parties readers told."""
    for article, slots in read_slots():
        names = {(slot.field, slot.start): slot.answers for slot in slots}
        yield from ask_of(str(article.id), article, partial(ask_told, names))


def ask_told(names: Mapping[tuple[str, int], Sequence[str]], draft: Draft, role: str) -> Sequence[str] | None:
    """Return whom readers named in a role of a draft."""
    return names.get((f"{draft.type}.{role}", draft.lead.span.start))


def ask_of(key: str, article: Article, ask: Ask) -> list[Example]:
    """Return the empty roles of an article of which somebody knows who is meant."""
    out: list[Example] = []

    def watch(entities: EntityIndex, draft: Draft, told: Sequence[Draft]) -> None:
        if is_line(draft) and entities.titled is not None:
            return fill_parties(entities, draft, told)
        known = [(name, names) for name in open_roles(draft) if (names := ask(draft, name)) is not None]
        candidates = find_candidates(entities, draft, told) if known else []
        for name, names in known:
            right = [is_meant(names, c.actor.name if c.actor else None) for c in candidates]
            out.append(Example(key, f"{draft.type}.{name}", [set(c.features) for c in candidates], right, bool(names)))
            if any(right):
                draft.fields[name] = candidates[right.index(True)].actor  # those that follow see what is true

    read_watched(article, "eventx.events.discourse.omissions.fill_parties", watch)
    return out


def find_gold(draft: Draft, gold: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the gold event of a draft's type that has most of its facts."""

    def shared(event: dict[str, Any]) -> int:
        spans = [fact[1:] for fact in event["facts"]]
        facts = draft.clause.group.facts
        return sum(any(f.span.start < end and start < f.span.end for start, end in spans) for f in facts)

    best = max((e for e in gold if e["type"] == draft.type), key=shared, default=None)
    return best if best is not None and shared(best) else None


if __name__ == "__main__":
    train_ranker(__doc__, "events/roles/parties.json", {"gold": read_gold, "told": read_told}, LIKELY)
