"""Grouping: the facts of one clause that tell one number of one happening, joined into a candidate mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from eventx.mentions.reading import Reading
from eventx.mentions.units import TIMES
from eventx.records import Fact, Mention, Quantity

NUMBERS = ("change", "money", "headcount", "share", "measure")
_SAME = re.compile(
    r"^\s*(?:a (?:share|unit|head))?[,;]?\s*(?:\(\s*(?:about|approximately|around|or|some|US|roughly|nearly)?\s*"
    r"|,?\s*or\s+(?:about\s+|some\s+|by\s+)?)$",
    re.I,
)
_BEFORE = re.compile(
    r"^[^.;]{0,40}(?:\bvs\.?|\bversus|\bagainst|compared (?:with|to)|up from|down from)\s+"
    r"(?:only |just |about |as much as |some )?$",
    re.I,
)
_DATED = re.compile(r"^\s*\((?:[^()\d:]{0,20}\d{0,4}):\s*$")
_APART = re.compile(r"[;]|\b(?:while|but)\b")

_MOST = 30
_FAR = 140  # characters between a level and the change set beside it


@dataclass
class Group:
    """Facts of one clause that tell one number of one happening."""

    facts: list[Fact]
    value: Quantity | None = None
    change: Quantity | None = None
    previous: Quantity | None = None
    also: list[Quantity] = field(default_factory=list)
    counted: Fact | None = None

    @cached_property
    def lead(self) -> Fact:
        """The fact that leads: people counted before a change, else the first change, headcount or other fact."""
        if self.counted is not None:
            return self.counted
        order = {"change": 0, "headcount": 1}
        return min(self.facts, key=lambda f: (order.get(f.type, 2), f.span.start))

    @cached_property
    def measured(self) -> Mention | None:
        """What the leading fact measures or counts."""
        facts = [self.lead, *self.facts]
        names = ("metric", "what", "who", "of")
        return next((m for f in facts for n in names if isinstance(m := getattr(f, n, None), Mention)), None)


def group_facts(reading: Reading, facts: Sequence[Fact]) -> list[Group]:
    """Join the number facts of each sentence into groups, in text order."""
    numbers = [f for f in facts if f.type in NUMBERS and not _is_rate(reading.text, f)]
    out: list[Group] = []
    for _, held in groupby(numbers, key=lambda f: f.sentence.start):
        rest = list(held)
        for at in range(0, len(rest), _MOST):  # more in one sentence is a table, or a text without sentences
            out += _sentence(reading, rest[at : at + _MOST])
    return out


def _is_rate(text: str, fact: Fact) -> bool:
    """Tell whether an amount is one side of a rate of exchange: "($1 = 143.5 shillings)"."""
    return text[fact.span.end : fact.span.end + 3].strip()[:1] == "=" or text[: fact.span.start].rstrip()[-1:] == "="


def _sentence(reading: Reading, facts: list[Fact]) -> list[Group]:
    groups: list[Group] = []
    for fact in facts:
        if fact.type == "change":
            _add_change(groups, fact)
    changed = list(groups)
    rest = []
    for fact in facts:
        near = sorted(changed, key=lambda group: abs(group.facts[0].span.start - fact.span.start))
        if fact.type != "change" and not any(_take(group, fact) for group in near):
            rest.append(fact)
    for fact in rest:
        if not _level(reading, changed, fact, facts) and not _beside(reading, groups, fact):
            groups.append(Group([fact], value=_amount(fact)))
    return sorted(groups, key=lambda g: min(f.span.start for f in g.facts))


def _amount(fact: Fact) -> Quantity | None:
    amount = getattr(fact, "amount", None)
    return amount if isinstance(amount, Quantity) else None


def _words(mention: Mention | None) -> set[str]:
    return set(re.findall(r"\w{3,}", mention.text.lower())) if mention else set()


def _add_change(groups: list[Group], fact: Fact) -> None:
    """Start a group, or join the change to the one before if it tells the same in another unit."""
    amount, initial, final = (getattr(fact, n, None) for n in ("amount", "initial", "final"))
    before = groups[-1] if groups else None
    if before is not None and _one_change(before, fact, amount, final):
        before.facts.append(fact)
        if amount is not None:
            if before.change is None:
                before.change = amount
            else:
                before.also.append(amount)
        before.value = before.value or final
        before.previous = before.previous or initial
        return
    groups.append(Group([fact], value=final, change=amount, previous=initial))


def _one_change(group: Group, fact: Fact, amount: Quantity | None, final: Quantity | None) -> bool:
    other = group.facts[-1]
    if getattr(other, "direction", None) != getattr(fact, "direction", None):
        return False
    basis = {getattr(other, "basis", None), getattr(fact, "basis", None)} - {None}
    if len(basis) > 1 or (amount and group.change and amount.unit == group.change.unit):
        return False
    one, two = _words(getattr(other, "metric", None)), _words(getattr(fact, "metric", None))
    same = one == two or (bool(one and two) and (one <= two or two <= one))
    level = final is not None and group.value is not None and final.mention == group.value.mention
    return level or (same and other.modality == fact.modality and other.sentence == fact.sentence)


def _overlaps(a: Mention, b: Mention) -> bool:
    return a.start < b.end and b.start < a.end


def _take(group: Group, fact: Fact) -> bool:
    """Take a fact that is a change's own amount, initial or final number."""
    own = [q for q in (group.value, group.change, group.previous, *group.also) if q is not None]
    if not any(_overlaps(fact.span, q.mention) for q in own):
        return False
    if fact.type == "headcount" and group.value is not None and _overlaps(fact.span, group.value.mention):
        group.counted = fact if fact.span.end <= group.facts[0].span.start else group.counted
    group.facts.append(fact)
    amount = _amount(fact)
    if amount is not None and group.value is not None and _overlaps(fact.span, group.value.mention):
        if amount.value == group.value.value:
            group.value = amount
    elif (
        amount is not None
        and group.previous is not None
        and _overlaps(fact.span, group.previous.mention)
        and amount.value == group.previous.value
    ):
        group.previous = amount
    return True


def _level(reading: Reading, changed: list[Group], fact: Fact, facts: list[Fact]) -> bool:
    """Take a number that stands before a change set beside it: "$19 an hour, $6.50 less", "140 people, up from 85"."""
    amount = _amount(fact)
    if amount is None or amount.unit in TIMES or amount.unit == "year of age":
        return False
    after = next((g for g in changed if min(f.span.start for f in g.facts) >= fact.span.end), None)
    if after is None or after.value is not None:
        return False
    start = min(f.span.start for f in after.facts)
    if start - fact.span.end > _FAR:
        return False
    if any(f is not fact and fact.span.end <= f.span.start < start for f in facts):
        return False
    between = reading.text[fact.span.end : start]
    if (
        "," not in between
        or _APART.search(between)
        or (amount.unit == "percent" and after.change is not None and after.change.unit == "percent")
    ):
        return False
    tail = between[between.rindex(",") + 1 :].split()
    if len(tail) > 5 or not (
        after.facts[0].span.text.split()[0].lower() in ("up", "down")
        or not tail
        or tail[0] in ("up", "down", "an", "a")
        or len(tail) <= 1
    ):
        return False
    after.facts.append(fact)
    after.value = amount
    after.counted = fact if fact.type == "headcount" else None
    return True


def _beside(reading: Reading, groups: list[Group], fact: Fact) -> bool:
    """Take a number told a second time in another unit, or the level before that is set beside one."""
    amount = _amount(fact)
    for group in reversed(groups):
        last = max((f.span.end for f in group.facts if f.span.end <= fact.span.start), default=None)
        if last is None or amount is None or fact.span.start - last > _FAR:
            continue
        between = reading.text[last : fact.span.start]
        level = group.value or group.change
        if _SAME.match(between) and level is not None and level.unit != amount.unit:
            group.facts.append(fact)
            group.also.append(amount)
            return True
        if (
            group.previous is None
            and group.value is not None
            and group.value.unit == amount.unit
            and (_BEFORE.match(between) or _DATED.match(between))
        ):
            group.facts.append(fact)
            group.previous = amount
            return True
    return False
