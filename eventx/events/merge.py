"""Merging: the mentions of one happening become one event, and events are ranked. Pure, no spaCy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from eventx.lexicons import load_lexicon
from eventx.records import Actor, Event, Fact, Mention, Period, Place, Quantity

TITLES = frozenset({"headline", "standfirst", "aside"})
"""The sections that tell again, in few words, what the body tells."""
LOOSE = Decimal("0.05")
BOUNDED = Decimal("0.25")
NEAR = 400  # characters within which a level and its change, or the tolls of one cause, are told
DIGITS = 3
LARGE = 1000  # from which a title may tell no more than the first digit
STEM = 5  # letters by which two words are compared
_AGREED = [{m} for m in ("asserted", "negated", "forecast", "hypothetical")] + [{"asserted", "forecast"}]
_OWN = frozenset({"id", "type", "rank", "source", "statement", "mentions", "facts", "modality"})


def agree(a: Quantity, b: Quantity, title: bool = False) -> bool:
    """Tell whether two numbers are the same, one perhaps in a rounder form, or, in a ``title``, in the roundest.

    >>> from eventx.records import Mention
    >>> def q(v, bound="exact"):
    ...     return Quantity(value=Decimal(v), bound=bound, unit="percent", mention=Mention(start=0, end=1, text="1"))
    >>> agree(q("30", "approx"), q("29.8")), agree(q("20", "more_than"), q("22")), agree(q("20"), q("22"))
    (True, True, False)
    >>> agree(q("2000"), q("1920")), agree(q("2000"), q("1920"), title=True)
    (False, True)
    """
    if (a.unit or "") != (b.unit or ""):
        return False
    one, two = _numbers(a), _numbers(b)
    if len(one) != len(two) or not one:
        return False
    return all(_same(x, y, a.bound, b.bound, title) for x, y in zip(one, two, strict=True))


def _numbers(q: Quantity) -> list[Decimal]:
    return [n for n in (q.value, q.low, q.high) if n is not None]


def _same(x: Decimal, y: Decimal, of_x: str, of_y: str, title: bool) -> bool:
    if x == y:
        return True
    top = max(abs(x), abs(y))
    gap = abs(x - y) / top if top else Decimal(0)
    if gap <= Decimal("0.005"):
        return True
    for low, high, bound in ((x, y, of_x), (y, x, of_y)):
        if bound == "approx" and gap <= LOOSE:
            return True
        if bound in ("more_than", "at_least") and low < high and gap <= BOUNDED:
            return True
        if bound in ("less_than", "at_most") and low > high and gap <= LOOSE:
            return True
    return _rounded(x, y, title) or _rounded(y, x, title)


def _rounded(rough: Decimal, fine: Decimal, title: bool) -> bool:
    """Tell whether ``rough`` is ``fine`` with fewer digits: a whole number, two digits, or one of a large number's."""
    if rough == rough.to_integral_value() and fine != fine.to_integral_value():
        return fine.quantize(Decimal(1)) == rough
    digits = len(rough.normalize().as_tuple().digits)
    return (digits >= 2 or (title and rough >= LARGE)) and _round(fine, digits) == rough


def _round(value: Decimal, digits: int) -> Decimal:
    return value if not value else value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1))


LOOK_BACK = 60  # events of the type: an article has fewer, and in a long file time must grow in line with length
MENTIONS = 100  # of one event, for the same reason: a page of the same line again and again tells no one happening


def merge(events: Sequence[Event], facts: Mapping[str, Fact]) -> list[Event]:
    """Join the events that tell one happening; return them in text order."""
    out: list[Event] = []
    places: dict[str, list[int]] = {}
    for event in events:
        known = places.setdefault(event.type, [])
        near = (i for i in reversed(known[-LOOK_BACK:]) if len(out[i].mentions) < MENTIONS)
        where = _greatest([i for i in near if _one(out[i], event, facts)], out)
        if where is None:
            known.append(len(out))
            out.append(event)
        else:
            out[where] = _join(out[where], event, facts)
    return sorted(out, key=lambda e: e.mentions[0].start)


def _greatest(places: Sequence[int], events: Sequence[Event]) -> int | None:
    """Return the last of some events; of tolls the one that is greatest, for the others may be part of it."""

    def toll(at: int) -> Decimal:
        return max((n for q in _measures(events[at]).values() for n in _numbers(q)), default=Decimal(0))

    if len(places) > 1 and len(_tolls(type(events[places[0]]))) > 1:
        return max(places, key=toll)
    return next(iter(places), None)


def _measures(event: Event) -> dict[str, Quantity]:
    """The type's own numbers: value, workers, killed ..."""
    return {k: v for k in _tolls(type(event)) if (v := getattr(event, k)) is not None}


def _headline(event: Event, facts: Mapping[str, Fact]) -> bool:
    sections = {facts[i].section for i in event.facts if i in facts}
    return bool(sections) and sections <= TITLES


def _one(a: Event, b: Event, facts: Mapping[str, Fact]) -> bool:
    """Tell whether two events are mentions of one happening."""
    if a.type != b.type or _denied(a, b):
        return False
    mine, yours = _numeric(a), _numeric(b)
    shared = [(mine[k], yours[k]) for k in mine if k in yours]
    title = _headline(a, facts) or _headline(b, facts)
    if shared and not all(agree(x, y, title) or _also(a, b, x, y) for x, y in shared):
        return False
    equal = [x for x, y in shared if x.value is not None and x.value == y.value]
    if _conflict(a, b, equal, title, facts):
        return False
    if shared:
        return True
    if b.mentions[0].start - a.mentions[-1].end > NEAR:
        return False
    if len(_tolls(type(a))) > 1:  # the several tolls of one cause
        return not (_tolls_set(a) & _tolls_set(b)) and not _apart_in_time(a, b)
    return _level_and_change(a, b)


def _denied(a: Event, b: Event) -> bool:
    return (a.modality == "negated") != (b.modality == "negated")


def telling(quantity: Quantity) -> bool:
    """Tell whether a number has so many digits that another happening hardly has the same."""
    return quantity.value is not None and len(quantity.value.normalize().as_tuple().digits) >= DIGITS


def numbers(event: Event) -> list[Quantity]:
    """Return the numbers that an event tells: those of its own, its change, and the same told in other units."""
    return [*_numeric(event).values(), *event.also]


def related(a: Event, b: Event, named: bool = True) -> bool:
    """Tell whether two events may be one as far as time, direction and, if ``named``, what is measured go."""
    if a.direction and b.direction and a.direction != b.direction:
        return False
    if a.period is not None and b.period is not None and _disjoint(a.period, b.period):
        return False
    return not named or bool(_measures(a)) or any(words(m) & words(n) for m in mentions(a) for n in mentions(b))


def _numeric(event: Event) -> dict[str, Quantity]:
    found = _measures(event)
    if event.change is not None:
        found["change"] = event.change
    return found


def _also(a: Event, b: Event, x: Quantity, y: Quantity) -> bool:
    return any(agree(x, q) for q in b.also) or any(agree(y, q) for q in a.also)


@cache
def _tolls(cls: type[Event]) -> tuple[str, ...]:
    """The fields of a type's own numbers."""
    return tuple(k for k, role in cls.frame.roles.items() if role.filler == "quantity")


@cache
def _compared(cls: type[Event]) -> tuple[str, ...]:
    """The fields in which two events of a type may contradict each other."""
    return tuple(name for name in cls.model_fields if name not in _OWN)


def mentions(event: Event) -> list[Mention]:
    """Return what an event measures, counts or names besides its parties."""
    return [m for name in _compared(type(event)) if isinstance(m := getattr(event, name), Mention)]


def _apart_in_time(a: Event, b: Event) -> bool:
    """Tell whether one of two has a time that the other has not, and another cause."""
    causes = [c for e in (a, b) if isinstance(c := getattr(e, "cause", None), Mention)]
    return (a.period is None) != (b.period is None) and len(causes) == 2 and not _common(*causes)


def _tolls_set(event: Event) -> set[str]:
    return {k for k in _tolls(type(event)) if getattr(event, k) is not None}


def _level_and_change(a: Event, b: Event) -> bool:
    """Tell whether one gives the level and the other the change of just the same measure, told one after the other."""
    levels, changes = (bool(_measures(a)), bool(_measures(b))), (a.change is not None, b.change is not None)
    if levels[0] == levels[1] or changes[0] == changes[1]:
        return False
    named = [words(m) for e in (a, b) if (m := getattr(e, "metric", None) or getattr(e, "who", None)) is not None]
    return len(named) == 2 and bool(named[0]) and named[0] == named[1]


def _conflict(a: Event, b: Event, equal: Sequence[Quantity], headline: bool, facts: Mapping[str, Fact]) -> bool:
    """Tell whether a field of one contradicts the other's.

    Two with an equal number may be told in other moods and words for what was done; with a telling one, only flow and
    time tell them apart.
    """
    told = any(map(telling, equal))
    if not headline and not equal and {a.modality, b.modality} not in _AGREED:
        return True
    for name in _compared(type(a)):
        one, two = getattr(a, name), getattr(b, name)
        if one in (None, []) or two in (None, []):
            continue
        if isinstance(one, str) and one != two and not (equal and name == "action") and not _assumed(a, b, name):
            if headline and name in ("action", "basis"):
                continue
            return True
        if isinstance(one, Period) and _disjoint(one, two):
            return True
        if told:
            continue
        if isinstance(one, Mention) and name in ("metric", "goods") and not _common(one, two):
            if headline and equal:
                continue
            return True
        if headline:
            continue  # it names whom it likes
        if isinstance(one, list) and isinstance(one[0], Place) and _apart(one, two):
            return True
        if isinstance(one, Actor) and "group" not in (one.kind, two.kind) and not _contains(one.name, two.name):
            if equal and not (_is_told(one, a, facts) and _is_told(two, b, facts)):
                continue
            return True
    return False


def _is_told(actor: Actor, event: Event, facts: Mapping[str, Fact]) -> bool:
    """Tell whether a party stands in a sentence that tells the event, rather than elsewhere in the article."""
    sentences = (facts[i].sentence for i in event.facts if i in facts)
    return any(s.start <= actor.mention.start < s.end for s in sentences)


def _assumed(a: Event, b: Event, name: str) -> bool:
    """Tell whether the action of one is only that of a counted word that no trigger governs."""
    return name == a.frame.action and a.frame.default in (getattr(a, name), getattr(b, name))


def _disjoint(one: Period, two: Period) -> bool:
    """Tell whether two periods differ; a day within a month may be the same time told roughly."""
    ends = (one.start_date, one.end_date), (two.start_date, two.end_date)
    if ends[0] == ends[1]:
        return False
    (a, b), (c, d) = ends
    if not (a and b and c and d):
        return True
    return not ((a <= c and d <= b) or (c <= a and b <= d))


def _apart(one: Sequence[Place], two: Sequence[Place]) -> bool:
    """Tell whether two lists of places name different places; a town and its country are not apart."""
    pairs = [(p, q) for p in one for q in two]
    same = any(p.name == q.name or (p.country and p.country == q.country and p.kind != q.kind) for p, q in pairs)
    return not same and not any(
        p.country and p.country == q.country and "country" in (p.kind, q.kind) for p, q in pairs
    )


def _contains(a: str, b: str) -> bool:
    """Tell whether one name is part of the other, or its initials."""
    one, two = sorted((f" {a.casefold()} ", f" {b.casefold()} "), key=len)
    return one in two or one.strip() == "".join(word[0] for word in two.split())


@cache
def _empty() -> frozenset[str]:
    return frozenset(word[:STEM] for word in load_lexicon("merge")["empty"])


def words(mention: Mention) -> frozenset[str]:
    """Return the beginnings of the words of a mention that tell something."""
    return frozenset(w[:STEM] for w in re.findall(r"[^\W\d_]{3,}", mention.text.casefold())) - _empty()


def _common(a: Mention, b: Mention) -> bool:
    one, two = words(a), words(b)
    return not one or not two or bool(one & two)


def _join(a: Event, b: Event, facts: Mapping[str, Fact]) -> Event:
    """Make one event of two: mentions and facts of both, fields of the fuller telling first."""
    first, second = (b, a) if _headline(a, facts) and not _headline(b, facts) else (a, b)
    fields: dict[str, Any] = {k: v for k, v in second if v not in (None, [])} | {
        k: v for k, v in first if v not in (None, [])
    }
    told = sorted({(m.start, m.end): m for m in (*a.mentions, *b.mentions)}.values(), key=lambda m: (m.start, m.end))
    fields |= {"id": a.id, "mentions": told, "facts": list(dict.fromkeys((*a.facts, *b.facts)))}
    fields["also"] = list({(q.mention.start, q.mention.end): q for q in (*first.also, *second.also)}.values())
    return type(a)(**fields)


def rank(events: Sequence[Event], headlines: Sequence[tuple[int, int]] = ()) -> list[Event]:
    """Rank events: first what a headline (its characters) tells, then what is told most, then what is told first."""

    def key(event: Event) -> tuple[bool, int, int]:
        told = any(start <= m.start < end for m in event.mentions for start, end in headlines)
        return (not told, -len(event.mentions), event.mentions[0].start)

    order = {id(e): n for n, e in enumerate(sorted(events, key=key), 1)}
    return [e.model_copy(update={"rank": order[id(e)]}) for e in events]
