"""Kinds: one person without a name is a person, several are a group: "the *pilot* was arrested", "two pilots were"."""

from __future__ import annotations

from typing import Any

from eventx.events.entities import EntityIndex
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_human, is_plural
from eventx.records import Actor, Event


def tell_kinds(entities: EntityIndex, event: Event) -> Event:
    """Return an event with the kind of each of its parties that has no name."""
    told = {name: _told(entities, held) for name, held in event}
    return event.model_copy(update={name: held for name, held in told.items() if held != getattr(event, name)})


def _told(entities: EntityIndex, held: Any) -> Any:
    if isinstance(held, list):
        return [_told(entities, one) for one in held]
    if isinstance(held, Actor) and held.kind == "group" and _is_one(entities, held):
        return held.model_copy(update={"kind": "person"})
    return held


def _is_one(entities: EntityIndex, actor: Actor) -> bool:
    """Tell whether a noun is that of one person: no "crew", no "police"."""
    noun = entities.root(actor.mention.start, actor.mention.end)
    several = any(c.dep_ == "conj" and c.idx < actor.mention.end for c in noun.rights)
    many = several or is_plural(noun) or noun.lower_ in lexicon("names").collective
    return noun.tag_ == "NN" and is_human(noun) and not many
