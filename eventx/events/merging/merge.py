"""Merging: the mentions of one happening become one event. Pure, no spaCy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from eventx.events.merging.agreement import AGREED, agree, are_disjoint, are_equal, are_unlike, is_telling, makes
from eventx.events.merging.identity import (
    MEASURES,
    apart_from_owner,
    are_apart,
    are_kin,
    are_more,
    are_several,
    are_shares,
    are_steps,
    beginnings,
    compared_fields,
    contradict,
    have_filler,
    is_called,
    measured,
    measured_by_any,
    numerals,
    stems,
)
from eventx.events.merging.measures import greatest, measure_fields, measures, numeric
from eventx.lexicons import lexicon
from eventx.records import Actor, Event, Fact, Mention, Quantity

TITLES = frozenset({"headline", "standfirst", "aside"})
"""The sections that tell again, in few words, what the body tells."""
NEAR = 400  # characters within which a level and its change, or the tolls of one cause, are told
LOOK_BACK = 60  # events of the type: an article has fewer, and in a long file time must grow in line with length
MENTIONS = 100  # of one event, for the same reason: a page of the same line again and again tells no one happening
Facts = Mapping[str, Fact]


def merge(
    events: Sequence[Event],
    facts: Facts,
    titles: Sequence[tuple[int, int]] = (),
    differ: Callable[[Event, Event], bool] | None = None,
) -> list[Event]:
    """Join the events that tell one happening; return them in text order.

    Parameters
    ----------
    events, facts
        The events, and the facts that theirs are among, by id.
    titles
        The characters of headlines and the like: what has no fact is told there in few words, too.
    differ
        Tells of two whether they are apart for what only the text shows: one is news, the other long over.
    """
    out: list[Event] = []
    places: dict[str, list[int]] = {}
    for event in events:
        known = places.setdefault(event.type, [])
        near = (i for i in reversed(known[-LOOK_BACK:]) if len(out[i].mentions) < MENTIONS)
        same = [i for i in near if _is_same(out[i], event, facts, titles) and not (differ and differ(out[i], event))]
        sizes = {i: (_goes_on(out[i], event, facts), greatest(out[i])) for i in same}  # other tolls may be parts
        where = max(sizes, key=sizes.__getitem__, default=None)
        if where is None:
            known.append(len(out))
            out.append(event)
        else:
            out[where] = _join(out[where], event, facts, titles)
    return sorted(out, key=lambda e: e.mentions[0].start)


def mentions(event: Event) -> list[Mention]:
    """Return what an event measures, counts or names besides its parties."""
    return [m for name in compared_fields(type(event)) if isinstance(m := getattr(event, name), Mention)]


def stems_told(event: Event) -> frozenset[str]:
    """Return the stems of what an event measures, counts or names besides its parties."""
    return frozenset[str]().union(*map(stems, mentions(event)))


def is_told_in(event: Event, start: int, end: int) -> bool:
    """Tell whether a mention of an event begins between two characters."""
    return any(start <= m.start < end for m in event.mentions)


def may_be_one(a: Event, b: Event, named: bool = True) -> bool:
    """Tell whether two events may be one as far as time, direction and, if ``named``, what is measured go."""
    if a.direction and b.direction and a.direction != b.direction:
        return False
    if a.period is not None and b.period is not None and are_disjoint(a.period, b.period):
        return False
    return not named or bool(measures(a)) or _is_measure_of(a, b)


def is_in_title(event: Event, facts: Facts, titles: Sequence[tuple[int, int]]) -> bool:
    """Tell whether titles alone tell an event."""
    sections = {facts[i].section for i in event.facts if i in facts}
    if not sections:
        return all(any(start <= m.start < end for start, end in titles) for m in event.mentions)
    return sections <= TITLES


def _is_same(a: Event, b: Event, facts: Facts, titles: Sequence[tuple[int, int]]) -> bool:
    """Tell whether two events of a type are mentions of one happening."""
    title = is_in_title(a, facts, titles) or is_in_title(b, facts, titles)
    shared = _shared_numbers(a, b, title)
    equal = [x for x, y in shared if x.value is not None and (are_equal(x, y) or (title and agree(x, y)))]
    if not _agree_in_numbers(a, b, shared, title) or _differ_in_mood(a, b, shared, title):
        return False
    if shared and not equal and _in_one_sentence(a, b, facts):
        return False  # "up 8%, the best since the 8.4% of 1999"
    if shared and not title and not any(map(is_telling, equal)) and _are_other_measures(a, b):
        return False
    kin = not shared and are_kin(a, b)  # whose numbers must make each other's
    free = {*["metric"] * kin, *["direction"] * (title and (_is_speed_of(a, b) or _is_speed_of(b, a)))}
    if any(contradict(a, b, name, equal, title) for name in compared_fields(type(a)) if name not in free):
        return False
    if kin:
        return _is_counted_out(a, b) or _is_counted_out(b, a)
    return bool(shared) or (_belong(a, b) if a.frame.needs_number else _is_retold(a, b, title))


def _is_speed_of(a: Event, b: Event) -> bool:
    """Tell whether one tells how fast moves what moves in the other: "inflation *eases to 2%*", "prices *rose 2%*"."""
    level, speeds = next(iter(measures(a).values()), None), beginnings(lexicon("clause").speeds)
    told = level is not None and b.change is not None and a.change is None and not stems_told(a).isdisjoint(speeds)
    return told and b.change is not None and level is not None and level.unit == "percent" and agree(level, b.change)


def _goes_on(event: Event, other: Event, facts: Facts) -> bool:
    """Tell whether another tells in its sentence what else befell some: "one man died and *three were hurt*"."""
    return event.frame.counts_persons and _in_one_sentence(event, other, facts)


def _agree_in_numbers(a: Event, b: Event, shared: Sequence[tuple[Quantity, Quantity]], title: bool) -> bool:
    """Tell whether the numbers of a field are one, and those before: no "to $45 from $42", "to $45 from $44"."""
    same = all(agree(x, y, title) or _is_among(x, b.also) or _is_among(y, a.also) for x, y in shared)
    return same and (a.previous is None or b.previous is None or agree(a.previous, b.previous, title))


def _differ_in_mood(a: Event, b: Event, shared: Sequence[tuple[Quantity, Quantity]], title: bool) -> bool:
    """Tell whether one is told as fact and the other not: "will grow 15%", "is growing over 12%"."""
    moods = {a.modality, b.modality}
    telling = any(is_telling(x) for x, y in shared if x.value is not None and x.value == y.value)
    passed = any(x.unit == "percent" and {x.bound, y.bound} == {"exact", "more_than"} for x, y in shared)
    if passed and len(moods) > 1 and not title:
        return True
    return moods not in AGREED and ("negated" in moods or not (title or telling or _is_done_to(a, b)))


def _shared_numbers(a: Event, b: Event, title: bool) -> list[tuple[Quantity, Quantity]]:
    """Return the numbers that two events have in one field; for a title, the same percentage in any."""
    mine, yours = numeric(a), numeric(b)
    shared = [(mine[k], yours[k]) for k in mine if k in yours and not are_unlike(mine[k], yours[k])]
    if not shared and a.frame.counts_persons and _acts_alike(a, b):  # "300 layoffs", "will cut its staff by 300"
        pairs = ((x, y) for x in mine.values() for y in yours.values())
        shared = [(x, y) for x, y in pairs if x.unit == y.unit == "person" and agree(x, y)]
    if shared or not title:
        return shared
    return [  # "inflation hits 2%" of prices that rose by it
        (x, y) for x in mine.values() for y in yours.values() if x.unit == "percent" and agree(x, y)
    ]


def _belong(a: Event, b: Event) -> bool:
    """Tell whether two without a common number complete each other, or the numbers of one make the other's."""
    return (_are_near(a, b) and _complete(a, b)) or _is_counted_out(a, b) or _is_counted_out(b, a)


def _are_near(a: Event, b: Event) -> bool:
    return b.mentions[0].start - a.mentions[-1].end <= NEAR


def _is_counted_out(a: Event, b: Event) -> bool:
    """Tell whether a level and the one before make the change of the other."""
    level = next(iter(measures(a).values()), None)
    before = _before(a, level) if level is not None else None
    made = level is not None and b.change is not None and makes(level, before, b.change)
    one, two = (apart_from_owner(event, stems_told(event)) for event in (a, b))
    return made and (bool(one & two) or (are_shares(a) and are_shares(b)) or _acts_alike(a, b) or are_kin(a, b))


def _before(event: Event, level: Quantity) -> Decimal | None:
    """Return what a measure was before, as told or as its change makes it: "fell $2 to $8"."""
    change, way = event.change, event.direction
    if change is None:
        return event.previous.value if event.previous is not None else None
    if change.unit != level.unit or change.value is None or level.value is None or way not in ("up", "down"):
        return None
    return level.value - change.value if way == "up" else level.value + change.value


def _are_other_measures(a: Event, b: Event) -> bool:
    """Tell whether each names what it measures by a word that the other lacks: "retail sales", "sales of drugs"."""
    return any(m - n and n - m for m, n in (measured(a, b, name) for name in ("metric", "goods")))


def _acts_alike(a: Event, b: Event) -> bool:
    """Tell whether one thing is done in two events."""
    return a.frame.action is not None and getattr(a, a.frame.action) == getattr(b, a.frame.action)


def _is_done_to(a: Event, b: Event) -> bool:
    """Tell whether one thing, that needs no number, is done by or to one party in two events."""
    held = ((getattr(a, name), getattr(b, name)) for name in a.frame.roles)
    parties = any(isinstance(x, Actor) and isinstance(y, Actor) and have_filler(x, y) for x, y in held)
    return parties and not a.frame.needs_number and _acts_alike(a, b) and _are_near(a, b)


def _is_measure_of(a: Event, b: Event) -> bool:
    """Tell whether two events share a word of what they measure."""
    one, two = measured(a, b)
    return bool(one & two) or not stems_told(a).isdisjoint(stems_told(b))


def _is_retold(a: Event, b: Event, title: bool) -> bool:
    """Tell whether two without numbers share who or what is in a role, or else nothing speaks against it near by."""
    held = [
        (x, y) for name in a.frame.roles if (x := getattr(a, name)) and (y := getattr(b, name)) and name != "places"
    ]
    acted = a.frame.action is None or _acts_alike(a, b) or are_steps(a, b)
    one = [] if a.frame.befalls else held
    unlike = ((x, y) for x, y in one if isinstance(x, Actor) and are_several(x) != are_several(y))
    if any(not (title and have_filler(x, y)) for x, y in unlike):  # but "Peru holds nurses" of whom more is told
        return False
    if not title and any(isinstance(x, Mention) and _are_other_things(x, y) for x, y in one):
        return False
    if any(have_filler(x, y) and (acted or isinstance(x, Actor)) for x, y in held):
        return True
    if a.frame.action is None or not acted:
        return False
    if title:
        return not any(are_apart(x, y) for x, y in held if is_called(x) == is_called(y))
    return _are_near(a, b) and not held


def _are_other_things(one: Mention, two: Mention) -> bool:
    """Tell whether two things have no word in common, or no number: "70 branches", "400 branches"."""
    pairs = ((stems(one), stems(two)), (numerals(one), numerals(two)))
    return any(m and n and m.isdisjoint(n) for m, n in pairs)


def _in_one_sentence(a: Event, b: Event, facts: Facts) -> bool:
    """Tell whether the last fact of one and the first of the other stand in the same sentence."""
    last, first = ([facts[i].sentence for i in some if i in facts] for some in (a.facts[-1:], b.facts[:1]))
    return bool(last) and last == first


def _is_among(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    return any(agree(quantity, other) for other in others)


def _complete(a: Event, b: Event) -> bool:
    """Tell whether two without a common number are the tolls of one cause, or the level and the change of a measure."""
    one, two = measures(a), measures(b)
    if len(measure_fields(type(a))) > 1:
        measured = {e.change is not None and e.change.unit == "percent" for e in (a, b)}  # "killed 4,600, 19% more"
        return one.keys().isdisjoint(two) and len(measured) == 1
    if one and two:
        lasting = {a.modality, b.modality} != {"asserted", "forecast"}  # "cut 7% of its staff, or 300 people"
        return a.frame.counts_persons and lasting and _acts_alike(a, b)
    if bool(one) == bool(two) or (a.change is None) == (b.change is None):
        return False
    level, moved, mover = next(iter((one or two).values())), a.change or b.change, b if one else a
    times = {e.period and (e.period.start_date, e.period.end_date) for e in (a, b)}
    if are_shares(mover) and (mover.basis or len(times) > 1):
        return False  # "lost 40% this year", "closed at $45"
    if moved is not None and level.unit == moved.unit == "percent":
        return False  # a rate moves by points
    if a.frame.pair and a.modality != b.modality:
        return False  # what is expected of a flow this year is no change of what it came to
    named = list(zip(*(measured_by_any(a, b, name) for name in MEASURES), strict=True))
    ends = [[[place.name for place in getattr(e, name)] for name in a.frame.pair or ()] for e in (a, b)]
    return named[0] == named[1] and any((*named[0], *ends[0])) and ends[0] == ends[1]


def _join(a: Event, b: Event, facts: Facts, titles: Sequence[tuple[int, int]]) -> Event:
    """Make one event of two: mentions and facts of both, fields of the fuller telling first."""
    first, second = (b, a) if is_in_title(a, facts, titles) and not is_in_title(b, facts, titles) else (a, b)
    fields: dict[str, Any] = {k: v for event in (second, first) for k, v in event if v not in (None, [])}
    fields |= {k: getattr(second, k) for k in first.inferred if k not in second.inferred and getattr(second, k)}
    fields |= {k: v for k, v in second if are_more(v, getattr(first, k))}  # "Peru and Chile sign", "Peru signed it"
    known = {k for event in (first, second) for k, v in event if v not in (None, []) and k not in event.inferred}
    fields["inferred"] = [k for k in dict.fromkeys((*first.inferred, *second.inferred)) if k not in known]
    fields |= {"id": a.id, "mentions": in_order((*a.mentions, *b.mentions))}
    fields["facts"] = list(dict.fromkeys((*a.facts, *b.facts)))
    if not is_in_title(first, facts, titles):
        fields |= {"source": first.source, "statement": first.statement}  # who says it there, not from afar
    each = [q for k, q in numeric(second).items() if (p := fields[k]) != q and (are_unlike(p, q) or p.unit != q.unit)]
    also = {(q.mention.start, q.mention.end): q for q in (*first.also, *second.also, *each)}
    return type(a)(**fields | {"also": list(also.values())})


def in_order(told: Sequence[Mention]) -> list[Mention]:
    """Return mentions in text order, each once."""
    return sorted({(m.start, m.end): m for m in told}.values(), key=lambda m: (m.start, m.end))
