"""Coreference: an event told again without its trigger, "the 413", or by that of another type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from spacy.tokens import Token

from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.lede import find_opening
from eventx.events.merging.agreement import agree, are_disjoint, is_telling
from eventx.events.merging.identity import STEM, alike, are_shares, beginnings, stems, stems_in
from eventx.events.merging.measures import numbers
from eventx.events.merging.merge import (
    MENTIONS,
    NEAR,
    TITLES,
    Facts,
    in_order,
    is_in_title,
    is_told_in,
    may_be_one,
    stems_told,
)
from eventx.facts.change.vocabulary import nouns
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.normalize.currency import is_currency
from eventx.records import Actor, Event, Mention, Quantity

_FEW = 9
_OF = re.compile(r" (?:of|in|at|for|from|on|by|to|with) ")
_TITLED = 40  # events that titles tell, of an article
_REPORT = ("source", "statement", "period")
"""What the telling of another type may know beside."""


@dataclass(frozen=True)
class BareNumber:
    """A group of facts that no trigger tells; ``named`` are the words of what is counted or measured."""

    facts: tuple[str, ...]
    mention: Mention
    numbers: tuple[Quantity, ...]
    title: bool
    known: bool
    named: frozenset[str]


def find_bare_number(clause: EventClause) -> BareNumber | None:
    """Return the number of a clause that tells no event of its own, if it may be known from elsewhere."""
    group, measured = clause.group, clause.group.measured
    first = clause.span_of(group.lead.span).start
    known = clause.elides or (first > 0 and _is_known(clause.token.doc[first - 1])) or _is_exclaimed(clause)
    held = tuple(_bare(q, clause) for q in (group.value, group.change) if q is not None)
    title = group.lead.section in TITLES
    if not (title or known or any(map(is_telling, held))):
        return None
    mention = clause.analysis.mention(group.start, max(f.span.end for f in group.facts))
    named = stems(measured) if measured is not None else frozenset[str]()
    return BareNumber(tuple(f.id for f in group.facts), mention, held, title, known, named)


def _is_known(before: Token) -> bool:
    """Tell whether the word before a number says that it was told before: "the 140 jobs", "its 300 workers"."""
    return before.lower_ in lexicon("clause").known or before.tag_ in ("POS", "PRP$")


def _is_exclaimed(clause: EventClause) -> bool:
    """Tell whether a number is all that somebody exclaims or asks: "Eleven!", "Forty-five quid?"."""
    span = clause.span_of(clause.group.lead.span)
    before, after = span.doc[max(0, span.start - 1) : span.start], span.doc[span.end : span.end + 1]
    return any(t.is_quote for t in before) and any(t.text in ("!", "?") for t in after)


def _bare(quantity: Quantity, clause: EventClause) -> Quantity:
    """Return a number without its unit where that is no noun beside it: "the 140 go"."""
    unit = clause.group.lead.type == "measure" and clause.token.like_num and clause.token.dep_ != "nummod"
    return quantity.model_copy(update={"unit": None}) if unit else quantity


def join_bare_numbers(events: Sequence[Event], bare: Iterable[BareNumber], sure: frozenset[str]) -> list[Event]:
    """Give each number to the event that a trigger, or of a title's the body, tells with it; drop what it made alone.

    Parameters
    ----------
    events
        Events, merged.
    bare
        Groups of facts that no trigger tells.
    sure
        Ids of the facts of the others.
    """
    out = dict(enumerate(events))
    owner = {fact: at for at, event in reversed(out.items()) for fact in event.facts}
    told = [at for at, event in out.items() if not sure.isdisjoint(event.facts)]
    rest = [at for at, event in out.items() if event.facts and sure.isdisjoint(event.facts)]
    values = {at: {q.value for q in numbers(out[at])} for at in (*told, *rest)}
    for number in bare:
        at = next((owner[fact] for fact in number.facts if fact in owner), -1)
        own = out.get(at)
        if own is not None and not sure.isdisjoint(own.facts):
            continue  # merged with one that a trigger tells
        among = (*told, *rest) if number.title and own is None else told
        mine = {q.value for q in number.numbers}  # a title may round them
        near = (k for k in among if number.title or not mine.isdisjoint(values[k]))
        free = (k for k in near if k in out and len(out[k].mentions) < MENTIONS)
        where = next((k for k in free if _is_told_by(number, own, out[k])), None)
        if where is None:
            continue
        target = out[where]
        told_again, facts = (own.mentions, own.facts) if own is not None else ([number.mention], number.facts)
        held = list(dict.fromkeys((*target.facts, *facts)))
        update = {"mentions": in_order((*target.mentions, *told_again)), "facts": held}
        out[where] = target.model_copy(update=update)
        out.pop(at, None)
        owner |= dict.fromkeys(held, where)
    return list(out.values())


def join_types(events: Sequence[Event], facts: Facts, titles: Sequence[tuple[int, int]]) -> list[Event]:
    """Make one event of a number that a title and the body tell as of two types: of the first type that fits.

    "Bank to pay $415 million" is the fine that it has agreed to, "€340 million for pensions" what is set aside.
    """
    out = list(events)
    for event in islice((e for e in events if e.facts and is_in_title(e, facts, titles)), _TITLED):
        if not any(e is event for e in out):
            continue
        bodies = (e for e in out if e.type != event.type and not is_in_title(e, facts, titles))
        told = next((e for e in bodies if _is_told_in_full(event, e)), None)
        if told is None:
            continue
        first, second = sorted((event, told), key=lambda e: e.frame.priority)
        held: dict[str, object] = {k: getattr(second, k) for k in _REPORT if getattr(first, k) is None}
        held["mentions"] = in_order((*first.mentions, *second.mentions))
        held["facts"] = [*dict.fromkeys((*first.facts, *second.facts))]
        out = [first.model_copy(update=held) if e is first else e for e in out if e is not second]
    return out


def _is_told_in_full(title: Event, event: Event) -> bool:
    """Tell whether an event tells a number of a title's: money, one of many digits, or of the same things."""
    if len(event.mentions) >= MENTIONS or not event.facts or not may_be_one(title, event, named=False):
        return False
    same = not stems_told(title).isdisjoint(stems_told(event))
    agreed = (x for x in numbers(title) for y in numbers(event) if agree(x, y))
    return any(same or is_telling(x) or is_currency(x.unit) for x in agreed)


def _is_told_by(number: BareNumber, own: Event | None, event: Event) -> bool:
    """Tell whether a number is one of an event's, and tells enough for that to be no chance."""
    if own is not None and not may_be_one(own, event, named=not number.title):
        return False
    for one, two in ((_with_unit(one, two), two) for one in number.numbers for two in numbers(event)):
        rare = one.value is None or one.value > _FEW or not number.named
        if number.title and agree(one, two, title=True) and (rare or not number.named.isdisjoint(stems_told(event))):
            return True
        same = one.value is not None and (one.value, one.unit) == (two.value, two.unit)
        if same and (is_telling(one) or number.known):
            return True
    return False


def _with_unit(one: Quantity, two: Quantity) -> Quantity:
    """Give a number that counts nothing the unit of another that counts persons or nothing."""
    plain = one.unit in (None, "person") and two.unit in (None, "person")
    return one.model_copy(update={"unit": two.unit}) if plain else one


def join_opened(told: Sequence[Event], opened: Sequence[Event], analysis: Analysis) -> tuple[list[Event], list[Event]]:
    """Give what titles and the first sentence open to the events that tell it with a number, and return the rest."""
    out, rest, opening = list(told), [], find_opening(analysis)
    for event in opened:
        same = next((e for e in out if _is_opened(event, e, opening)), None)
        if same is None:
            rest.append(event)
            continue
        known: dict[str, Any] = {"mentions": in_order((*event.mentions, *same.mentions))}
        if getattr(same, "subject", None) is None and "subject" not in event.inferred:
            known |= {"subject": getattr(event, "subject", None)}
        out[out.index(same)] = same.model_copy(update=known)
    return out, rest


def is_again(before: Event, event: Event) -> bool:
    """Tell whether two of a type go the same way or, where neither does, are told by the same last word.

    Two of one action are one: "went on strike", of which the verb and the noun tell it.
    """
    if (action := event.frame.action) and event.type == before.type:
        return bool(getattr(event, action) == getattr(before, action))
    last = [e.trigger.text.lower().split()[-1][:STEM] for e in (before, event)]
    metrics = [stems(m) if (m := getattr(e, "metric", None)) is not None else frozenset() for e in (before, event)]
    named = not metrics[0].isdisjoint(stems(event.trigger))  # "sell-off worsens", "continued a sell-off"
    named |= bool(metrics[0]) and metrics[0] == metrics[1]  # "prices hit a record", "prices have reached a high"
    return (event.direction is not None or last[0] == last[1] or named) and (before.type, before.direction) == (
        event.type,
        event.direction,
    )


def is_scene_of(opened: Event, event: Event) -> bool:
    """Tell whether an opening may tell what an event counts: of its time, and as much a fact."""
    return opened.modality == event.modality and may_be_one(opened, event, named=False)


def with_scene(event: Event, opened: Event) -> Event:
    """Return an event with the time and places that an opening tells of it: "Cooks quit on Monday. 40 have left"."""
    given = {k: v for k in ("period", "places") if not getattr(event, k) and (v := getattr(opened, k))}
    return event.model_copy(update={**given, "inferred": [k for k in event.inferred if k not in given]})


def _is_opened(event: Event, counted: Event, opening: tuple[int, int]) -> bool:
    """Tell whether an event is what another tells with a number: a title's move, its profit, "extended its *slide*"."""
    metric, known = getattr(event, "metric", None), getattr(counted, "metric", None)
    if event.type != counted.type or metric is None or known is None or event.modality != counted.modality:
        return False
    one_way = event.direction is not None and event.direction == counted.direction
    here = is_told_in(counted, *opening)
    if one_way and here and (event.mentions[-1].end <= opening[0] or metric.text.lower().split()[-1] in nouns()):
        return True
    ways = {event.direction, counted.direction} - {None}
    near = 0 <= counted.mentions[-1].start - event.mentions[-1].end <= NEAR
    kin = _is_profit_of(metric, known, event, counted) or _is_kin_to(metric, known, event, counted)
    return len(ways) < 2 and near and kin


def _is_kin_to(metric: Mention, known: Mention, event: Event, counted: Event) -> bool:
    """Tell whether both tell of one measure of one party, in whatever words: "*sales* beat", "*revenue* was"."""
    if event.period is not None and counted.period is not None and are_disjoint(event.period, counted.period):
        return False
    owners = [owner for e in (event, counted) if isinstance(owner := getattr(e, "subject", None), Actor)]
    if len(owners) < 2 or owners[0].name != owners[1].name or are_shares(event) != are_shares(counted):
        return False
    if are_shares(event):
        named = stems_in(" ".join(word for word in known.text.split()[:-1] if word.istitle()))
        return named <= stems_in(owners[0].name)  # not: "*Corvo* stock slid 4%"
    one, two = _head_of(metric), _head_of(known)
    return one[:STEM] == two[:STEM] or one in alike(two)


def _head_of(measure: Mention) -> str:
    """Return the word that a measure is told by: of "Kappa's quarterly *revenue* in Peru"."""
    return _OF.split(measure.text.lower())[0].split()[-1]


def _is_profit_of(metric: Mention, known: Mention, event: Event, counted: Event) -> bool:
    """Tell whether both tell of one firm's profit: "turned in a *profit* that fell short", "*earnings* were $1"."""
    owners = [getattr(e, "subject", None) for e in (event, counted)]
    if not isinstance(owners[0], Actor) or (isinstance(owners[1], Actor) and owners[1].name != owners[0].name):
        return False
    kin, plain = (beginnings(lexicon("clause").any_of(name)) for name in ("balances", "plain"))
    one, two = (stems(m) - stems_in(owners[0].name) for m in (metric, known))
    return not kin.isdisjoint(one) and not kin.isdisjoint(two) and two <= one | kin | plain
