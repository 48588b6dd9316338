"""Echoes: a number told again without the words that tell its event: "the 413", "speaking of 650", a terse headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from eventx.events.clause import Clause
from eventx.events.merge import MENTIONS, TITLES, agree, mentions, numbers, related, telling, words
from eventx.lexicons import load_lexicon
from eventx.records import Event, Mention, Quantity

_FEW = 9


@dataclass(frozen=True)
class Echo:
    """A group of facts that no trigger tells."""

    facts: tuple[str, ...]
    mention: Mention
    numbers: tuple[Quantity, ...]
    title: bool
    known: bool
    named: frozenset[str]
    """The words of what is counted or measured."""


@cache
def _known() -> frozenset[str]:
    return frozenset(load_lexicon("clause")["known"])


def hear(clause: Clause) -> Echo | None:
    """Make an echo of a clause that tells no event of its own, if its number may be known from elsewhere."""
    group, doc = clause.group, clause.reading.doc
    spans = [f.span for f in group.facts]
    start = clause.reading.span(group.lead.span.start, group.lead.span.end).start
    before = doc[max(clause.reading.sentence_span(group.lead.span.start).start, start - 1) : start]
    measured = group.measured
    elided = group.lead.type == "headcount" and (measured is None or measured.end <= group.lead.sentence.start)
    known = elided or any(t.lower_ in _known() or t.tag_ in ("POS", "PRP$") for t in before)
    mention = clause.reading.mention(min(s.start for s in spans), max(s.end for s in spans))
    held = tuple(q for q in (group.value, group.change) if q is not None)
    title = group.lead.section in TITLES
    if not (title or known or any(map(telling, held))):
        return None
    return Echo(
        tuple(f.id for f in group.facts),
        mention,
        held,
        title,
        known,
        words(measured) if measured is not None else frozenset(),
    )


def join_echoes(events: Sequence[Event], echoes: Iterable[Echo], sure: frozenset[str]) -> list[Event]:
    """Give each echo to the event that a trigger tells with its number, and drop the event that was made of it alone.

    Parameters
    ----------
    events
        Events, merged.
    echoes
        Groups of facts that no trigger tells.
    sure
        Ids of the facts of the others.
    """
    out: list[Event | None] = list(events)
    owner = {fact: at for at, event in reversed([*enumerate(events)]) for fact in event.facts}
    told = [at for at, event in enumerate(events) if not sure.isdisjoint(event.facts)]
    for echo in echoes:
        at = next((owner[fact] for fact in echo.facts if fact in owner), -1)
        own = out[at] if at >= 0 else None
        if own is not None and not set(echo.facts) <= set(own.facts):
            own = None
        if own is not None and not sure.isdisjoint(own.facts):
            continue  # merged with one that a trigger tells
        heard = ((k, event) for k in told if (event := out[k]) is not None and len(event.mentions) < MENTIONS)
        where, target = next(((k, event) for k, event in heard if _echoes(echo, own, event)), (-1, None))
        if target is None:
            continue
        stretches = [*target.mentions, *(own.mentions if own is not None else (echo.mention,))]
        held = [*target.facts, *(own.facts if own is not None else echo.facts)]
        out[where] = target.model_copy(
            update={"mentions": sorted(stretches, key=lambda m: (m.start, m.end)), "facts": list(dict.fromkeys(held))}
        )
        if own is not None:
            out[at] = None
        owner |= dict.fromkeys(held, where)
    return [event for event in out if event is not None]


def _echoes(echo: Echo, own: Event | None, event: Event) -> bool:
    """Tell whether an echo's number is one of an event's, and tells enough for that to be no chance."""
    if own is not None and not related(own, event, named=not echo.title):
        return False
    for one in echo.numbers:
        for two in numbers(event):
            if echo.title and agree(_bare(one, two), two, title=True):
                told = frozenset[str]().union(*map(words, mentions(event)))
                if _rare(one) or not echo.named or echo.named & told:
                    return True
            same = one.value is not None and one.value == two.value and _bare(one, two).unit == two.unit
            if same and (telling(one) or echo.known):
                return True
    return False


def _rare(quantity: Quantity) -> bool:
    """Tell whether a number is not one of the few that all things come in."""
    return quantity.value is None or quantity.value > _FEW


def _bare(one: Quantity, two: Quantity) -> Quantity:
    """Give a number that counts nothing the unit of another."""
    return (
        one.model_copy(update={"unit": two.unit})
        if one.unit in (None, "person") and two.unit in (None, "person")
        else one
    )
