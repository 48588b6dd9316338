"""Identity: whether two fillers of a role are one party, thing or place, or contradict each other. Pure, no spaCy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from eventx.events.merging.agreement import are_disjoint, is_telling
from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.persons import people
from eventx.records import Actor, Event, Mention, Period, Place, Quantity

_PLURAL = re.compile(r"(?<=ss)es$|(?<!s)s$")
STEM = 5  # letters by which two words are compared
MEASURES = ("metric", "who", "goods")
"""The fields that say what an event measures or counts."""
_BREATH = 120  # characters between the steps of one
_EQUITY = frozenset({"share"})
_OWN = frozenset({"id", "type", "rank", "source", "statement", "mentions", "facts", "modality", "inferred"})
"""The fields in which no two events contradict each other."""


@cache
def beginnings(words: frozenset[str]) -> frozenset[str]:
    """Return the letters by which words are compared."""
    return frozenset(word[:STEM] for word in words)


def stems(mention: Mention) -> frozenset[str]:
    """Return the beginnings of the words of a mention that tell something."""
    return stems_in(mention.text)


def stems_in(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that tell something."""
    words = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(_PLURAL.sub("", w)[:STEM] for w in words) - beginnings(lexicon("clause").empty)


@lru_cache(maxsize=16384)
def alike(word: str) -> frozenset[str]:
    """Return the words for the same measure: of "deficit" the gap."""
    groups = (frozenset(group) for group in load_lexicon("clause")["alike"])
    return next((group - {word} for group in groups if word in group), frozenset())


def measured(a: Event, b: Event, name: str = "metric") -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what two events tell of; a firm's shares are one thing, "stock" or told by its name only."""
    if name == "metric" and are_shares(a) and are_shares(b):
        return _EQUITY, _EQUITY
    one, two = (stems(m) if isinstance(m := getattr(e, name, None), Mention) else frozenset() for e in (a, b))
    return one, two


def measured_by_any(a: Event, b: Event, name: str = "metric") -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what two events tell of, whosever it is."""
    one, two = measured(a, b, name)
    return apart_from_owner(a, one), apart_from_owner(b, two)


def apart_from_owner(event: Event, words: frozenset[str]) -> frozenset[str]:
    """Return the stems that do not only say whose a measure is: of "Kappa's profit" the profit."""
    owner = getattr(event, "subject", None)
    return (words - stems_in(owner.name) if isinstance(owner, Actor) else words) or words


def thing_of(held: Mapping[str, Any]) -> Mention | None:
    """Return what an event measures or counts, of its fields."""
    return next((m for name in MEASURES if isinstance(m := held.get(name), Mention)), None)


def are_shares(event: Event) -> bool:
    """Tell whether an event tells of the shares of a firm: "Kappa fell 3%"."""
    metric, owner = getattr(event, "metric", None), getattr(event, "subject", None)
    if metric is None or owner is None or owner.kind != "organisation":
        return False
    told = stems(metric)
    called = bool(told) and told <= stems_in(owner.name)
    return called or is_equity(metric.text) or metric.text.lower() in lexicon("result").quoting


@cache
def _equities() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{'|'.join(sorted(lexicon('result').equities))})(?: (?:of|in) (?=the\b|[A-Z])|$)")


def is_equity(text: str) -> bool:
    """Tell whether words are those of a firm's shares: "the bank's stock", "shares of Kappa"."""
    return _equities().search(text) is not None


def numerals(mention: Mention) -> frozenset[str]:
    """Return the numbers of a mention, as told: "70 branches", "two mills"; no "one"."""
    tables = load_lexicon("number")
    words = {*tables["units"], *tables["tens"]} - {"one"}
    told = re.findall(r"\b\d[\d.,]*|[^\W\d_]+", mention.text.casefold())
    return frozenset(word for word in told if word[0].isdigit() or word in words)


def is_called(one: Any) -> bool:
    """Tell whether somebody is only called something, as titles do: "oatcake maker", "Peruvian chain", "Brewer"."""
    if not isinstance(one, Actor):
        return False
    body = one.name.istitle() and one.name.lower() in lexicon("entities").bodies
    return body or _is_description(one) or one.name.rpartition(" ")[2].islower()


def _is_description(actor: Actor) -> bool:
    return actor.name[:1].islower() or actor.name[:1].isdigit() or _is_common(actor.name.casefold())


@lru_cache(maxsize=16384)
def _is_common(name: str) -> bool:
    """Tell whether one word is a noun for anybody of a sort, in capitals where it begins a title: "Man", "Airline"."""
    known = people() | lexicon("persons").any_of("jobs", "plurals")
    bodies = lexicon("entities").any_of("bodies", "offices", "collectives")
    return not {name, _PLURAL.sub("", name)}.isdisjoint(known | bodies)


def are_several(one: Actor) -> bool:
    """Tell whether somebody without a name is many: "small technology firms"."""
    head = one.name.partition(" of ")[0]
    return _is_description(one) and head.endswith("s") and not head.endswith("ss")


def have_filler(one: Any, two: Any) -> bool:
    """Tell whether two events name the same party, places or thing in a role."""
    if isinstance(one, Actor):
        return _contains(one.name, two.name)
    if isinstance(one, Mention):
        return bool(stems(one) & stems(two))
    if isinstance(one, list) and isinstance(one[0], Actor):
        return any(have_filler(x, y) for x in one for y in two)
    return isinstance(one, list) and not are_apart(one, two)


def are_alike(one: Any, two: Any) -> bool:
    """Tell whether two fillers are one, told in full or in part, or share a name: "the works in Oslo", "Oslo plant"."""
    if isinstance(one, Actor) and isinstance(two, Actor):
        return _contains(one.name, two.name)
    if not (isinstance(one, Mention) and isinstance(two, Mention)):
        return False
    words = stems(one), stems(two)
    names = [{w for w in re.findall(r"[^\W\d_]{3,}", x.text) if w[0].isupper()} for x in (one, two)]
    return all(words) and (words[0] <= words[1] or words[1] <= words[0] or bool(names[0] & names[1]))


def are_more(some: Any, others: Any) -> bool:
    """Tell whether several parties are all of the others, and more."""
    lists = isinstance(some, list) and isinstance(others, list) and len(some) > len(others) > 0
    if not lists or not all(isinstance(x, Actor) for x in (*some, *others)):
        return False
    return all(any(have_filler(x, y) for x in some) for y in others)


def are_kin(a: Event, b: Event) -> bool:
    """Tell whether two tell of what one party earns, in other words that are kin: "earnings rose 9%", "net profit"."""
    kin, planned = beginnings(lexicon("clause").balances), beginnings(lexicon("modality").forecast.nouns)
    (one, two), owners = measured_by_any(a, b), [getattr(e, "subject", None) for e in (a, b)]
    same = isinstance(owners[0], Actor) and isinstance(owners[1], Actor) and owners[0].name == owners[1].name
    known = one.isdisjoint(two) and not kin.isdisjoint(one) and not kin.isdisjoint(two)
    return same and known and a.modality == b.modality and planned.isdisjoint(one | two)


def are_steps(a: Event, b: Event) -> bool:
    """Tell whether two events are steps of one, told in a breath: "found him liable and told him to pay".

    Who takes them, the first of ``one_of``, is told of both or of none.
    """
    if a.frame.steps and len({getattr(event, a.frame.one_of[0]) is None for event in (a, b)}) > 1:
        return False
    actions = {getattr(event, a.frame.action or "type") for event in (a, b)}
    return actions <= a.frame.steps and 0 <= b.mentions[0].start - a.mentions[-1].end <= _BREATH


def are_apart(one: Any, two: Any) -> bool:
    """Tell whether two parties, or two lists of places, differ; a town and its country are not apart."""
    if isinstance(one, Actor):
        return not {"group", None} & {one.kind, two.kind} and not _contains(one.name, two.name)
    pairs = [(p, q) for p in one for q in two] if isinstance(one, list) and one and isinstance(one[0], Place) else []
    same = (p.name == q.name or (p.country and p.country == q.country and p.kind != q.kind)
            or p.name == q.admin1 or q.name == p.admin1 for p, q in pairs)  # fmt: skip
    return bool(pairs) and not any(same)


def _contains(a: str, b: str) -> bool:
    """Tell whether one name is part of the other, or its initials."""
    one, two = sorted((f" {name.partition(' <')[0].casefold()} " for name in (a, b)), key=len)
    return one in two or one.strip() == "".join(word[0] for word in two.split())


def _is_lasting(cause: Mention) -> bool:
    """Tell whether a cause goes on for months and holds many others: "the civil war"."""
    return cause.text.casefold().rpartition(" ")[2] in lexicon("casualties").lasting


@cache
def compared_fields(cls: type[Event]) -> tuple[str, ...]:
    """Return the fields in which two events of a type may contradict each other."""
    return tuple(name for name in cls.model_fields if name not in _OWN)


def contradict(a: Event, b: Event, name: str, equal: Sequence[Quantity], title: bool) -> bool:
    """Tell whether a field of one contradicts the other's.

    Two with an equal number may be told in other words for what was done; with a telling one, only parties, flow and
    time tell them apart; a title names whom it likes.
    """
    one, two = getattr(a, name), getattr(b, name)
    if one in (None, []) or two in (None, []):
        return False
    if isinstance(one, str):
        told = (equal and name == "action") or (title and name in ("action", "basis"))  # in other words
        return bool(one != two) and not told and not (name == "action" and are_steps(a, b))
    if isinstance(one, Period):
        return not (title and equal) and are_disjoint(one, two)
    telling = [q for q in equal if is_telling(q)]
    if isinstance(one, Mention):
        loose = (title and bool(equal)) or any(q.unit != "percent" for q in telling)
        words = measured(a, b, name)
        planned = beginnings(lexicon("modality").forecast.nouns)  # a forecast of a measure is another
        apart = words[0].isdisjoint(words[1]) or not planned.isdisjoint(words[0] ^ words[1])
        if name == "cause":
            return _is_lasting(one) != _is_lasting(two)  # what one blast did in a war is none of the war's toll
        return name in ("metric", "goods") and not loose and all(words) and apart
    return not title and are_apart(one, two)
