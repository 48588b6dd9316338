"""Leading facts: the facts of one sentence that tell one number of one happening, grouped about the one that leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Literal

from eventx.events.clauses.standards import awaits, comes_after, is_set_beside, is_turned, is_year_before
from eventx.lexicons import lexicon, matcher
from eventx.mentions.analysis import Analysis
from eventx.mentions.units import RATIOS, TIMES
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.currency import is_currency
from eventx.records import Fact, Mention, Quantity
from eventx.syntax.arguments import is_of_other

_MEASURED = ("metric", "what", "who", "of")  # the fields that say what a fact measures or counts
_PART = re.compile(rf", (?:(?:over|under|more than|less than|up to|close to|equivalent to) |{ROUGHLY})")
_AMONG = re.compile(r"[^.;]{0,30},? including (?:at least |as many as |up to |another |a further )?", re.I)
_PLACED = re.compile(r" (?:in|at|from) [A-Z]")  # "900 jobs, including 300 in Leeds"
_SAME = re.compile(
    r"^\s*(?:a (?:share|unit|head))?[,;]?\s*(?:\(\s*(?:about|approximately|around|or|some|US|roughly|nearly)?\s*"
    r"|,?\s*or\s+(?:(?:about|approximately|around|some|roughly|nearly|almost|by)\s+)?)$",
    re.I,
)
_THIRD = re.compile(r"^\s*[;,/]\s*(?:or\s+)?$")
# What says of a number before it that it was not reached before, but expected: "$224 million analysts expected".
_AWAITED = re.compile(r"(?i)\s*(?:[a-z]+ ){0,3}(?:expected|forecast|estimate[ds]?|consensus|predicted|projected)\b")
_APART = re.compile(r"[;]|\b(?:while|but)\b")
_A_SHARE, _EARNED = r"(?:{results.a_share})\b", r"(?:{results.earned})\b"  # rows of accounts
_MARGIN = ".margin"
"""How the rule of an amount ends by which another may be wrong: "plus or minus $2 million"."""
_MOST = 30
_FAR = 140  # characters between a level and the change set beside it


class TriggerLead(Fact):
    """What leads an event that has no number: the word that triggers it. It is no fact of the article."""

    type: Literal["trigger"] = "trigger"
    rule: str = "trigger"
    trigger: Mention


@dataclass
class FactGroup:
    """Facts of one sentence that tell one number of one happening."""

    facts: list[Fact]
    value: Quantity | None = None
    change: Quantity | None = None
    previous: Quantity | None = None
    also: list[Quantity] = field(default_factory=list)
    leading: Fact | None = None
    beside: list[Fact] = field(default_factory=list)
    """Those of its facts that a row of accounts of their own tells."""
    glosses: list[Fact] = field(default_factory=list)
    """What else is told of a thing of its clause, and is no event's: "*worth $9*, the firm was sold for $4"."""

    @cached_property
    def lead(self) -> Fact:
        """The fact that leads: people counted before a change, what is earned, else the first change or other fact."""
        order = {"change": 0, "headcount": 1}
        return self.leading or min(self.facts, key=lambda f: (order.get(f.type, 2), f.span.start))

    @cached_property
    def measured(self) -> Mention | None:
        """What the leading fact measures or counts."""
        return self.mentioned(*_MEASURED)

    def mentioned(self, *fields: str) -> Mention | None:
        """Return the words that one of some fields of the leading fact, or else of another one, holds."""
        held = (vars(f).get(name) for f in (self.lead, *self.facts) for name in fields)
        return next((m for m in held if isinstance(m, Mention)), None)

    @property
    def is_row(self) -> bool:
        """Whether a line of accounts tells it: "Oper net 4,234,000 vs 803,000"."""
        return self.lead.rule == "money.row"

    @property
    def trigger(self) -> Mention | None:
        """The words by which the leading fact tells a change or a happening."""
        told = vars(self.lead).get("trigger")
        return told if isinstance(told, Mention) else None

    @property
    def start(self) -> int:
        """Where its facts start."""
        return min([f.span.start for f in self.facts])


def group_facts(analysis: Analysis, facts: Sequence[Fact]) -> list[FactGroup]:
    """Join the number facts of each sentence into groups, in text order."""
    told = (f for f in facts if f.leads is not None and not (f.rule or "").endswith(_MARGIN))
    numbers = [f for f in told if f.type == "change" or _amount(f) is not None]
    out: list[FactGroup] = []
    for _, held in groupby(numbers, key=lambda f: f.sentence.start):
        rest = list(held)
        for at in range(0, len(rest), _MOST):  # more in one sentence is a table, or a text without sentences
            out += _group_sentence(analysis, rest[at : at + _MOST])
    return _join_rows(analysis.text, out)


def _join_rows(text: str, groups: list[FactGroup]) -> list[FactGroup]:
    """Join what a firm earned a share to what it earned, the next line of its accounts: "Shr 41 cts⏎Net 6.1 mln"."""
    out: list[FactGroup] = []
    for group in groups:
        top = group
        while out and _tells(group, _EARNED) and _tells(out[-1], _A_SHARE) and _is_next_line(text, out[-1], top):
            top = out.pop()  # "basic" above "diluted"
            group.leading = group.lead
            group.also += [q for q in (top.value, *top.also) if q is not None]
            group.beside = [*top.facts, *group.beside]
            group.facts += top.facts
        out.append(group)
    return out


def _tells(group: FactGroup, row: str) -> bool:
    """Tell whether a group is a row of accounts of some kind."""
    return group.is_row and group.measured is not None and bool(matcher("currency", row).match(group.measured.text))


def _is_next_line(text: str, one: FactGroup, two: FactGroup) -> bool:
    """Tell whether the row of one group stands right below that of another."""
    return text.count("\n", max(f.span.end for f in one.facts), two.start) == 1


def _group_sentence(analysis: Analysis, facts: list[Fact]) -> list[FactGroup]:
    changes: list[FactGroup] = []
    for fact in facts:
        if fact.type == "change":
            _add_change(changes, fact)
    rest = []
    for fact in facts:
        near = sorted(changes, key=lambda group: abs(group.facts[0].span.start - fact.span.start))
        if fact.type != "change" and not any(_take_own(group, fact) for group in near):
            rest.append(fact)
    groups = list(changes)
    for fact in rest:
        if not _take_level(analysis.text, changes, fact, facts) and not _take_second(analysis, groups, fact):
            groups.append(FactGroup([fact], value=_amount(fact)))
    return sorted(groups, key=lambda g: g.start)


def _amount(fact: Fact) -> Quantity | None:
    amount = vars(fact).get("amount")
    return amount if isinstance(amount, Quantity) else None


def _add_change(groups: list[FactGroup], fact: Fact) -> None:
    """Start a group, or join the change to the one before if it tells the same in another unit."""
    amount, initial, final = (vars(fact).get(n) for n in ("amount", "initial", "final"))
    before = groups[-1] if groups else None
    if before is None or not _is_same_change(before, fact, amount, final):
        groups.append(FactGroup([fact], value=final, change=amount, previous=initial))
        return
    before.facts.append(fact)
    if amount is not None and before.change is not None:
        before.also.append(amount)
    before.change = before.change or amount
    before.value = before.value or final
    before.previous = before.previous or initial


def _is_same_change(group: FactGroup, fact: Fact, amount: Quantity | None, final: Quantity | None) -> bool:
    other = group.facts[-1]
    if vars(other).get("direction") != vars(fact).get("direction"):
        return False
    basis = {vars(other).get("basis"), vars(fact).get("basis")} - {None}
    if len(basis) > 1 or (amount and group.change and amount.unit == group.change.unit):
        return False
    one, two = (set(re.findall(r"\w{3,}", m.text.lower())) if (m := vars(f).get("metric")) else set()
                for f in (other, fact))  # fmt: skip
    same = bool(one) == bool(two) and one <= two
    stood = group.value
    level = final is not None and stood is not None and final.mention == stood.mention
    if final is not None and stood is not None and final.unit == stood.unit:
        return level  # "fell to 11% and *6%*, respectively", "raising its target to $9 and Lorne lifting its to *$8*"
    return level or (same and other.modality == fact.modality)


def _is_at(fact: Fact, quantity: Quantity | None) -> bool:
    return quantity is not None and fact.span.start < quantity.mention.end and quantity.mention.start < fact.span.end


def _take_own(group: FactGroup, fact: Fact) -> bool:
    """Take a fact that is a change's own amount, initial or final number."""
    if not any(_is_at(fact, q) for q in (group.value, group.change, group.previous, *group.also)):
        return False
    amount = _amount(fact)
    if _is_at(fact, group.value):
        if fact.type == "headcount" and fact.span.end <= group.facts[0].span.start:
            group.leading = fact
        group.value = amount or group.value
    elif _is_at(fact, group.previous):
        group.previous = amount or group.previous
    group.facts.append(fact)
    return True


def _take_level(text: str, changes: list[FactGroup], fact: Fact, facts: list[Fact]) -> bool:
    """Take a number that stands before a change set beside it: "$19 an hour, $6.50 less", "140 people, up from 85"."""
    amount = _amount(fact)
    after = next((g for g in changes if g.start >= fact.span.end), None)
    if amount is None or amount.unit in TIMES or after is None or after.value is not None:
        return False
    if any(fact.span.end <= f.span.start < after.start for f in facts):
        return False
    if amount.unit == "percent" and after.change is not None and after.change.unit == "percent":
        return False
    between = text[fact.span.end : after.start]
    tail = between.rpartition(",")[2].split()
    if (
        "," not in between or _APART.search(between) or len(tail) > 5 or tail == ["by"]
    ):  # "cut its fund, which aids 40 labs, by 5%"
        return False
    moves = ("up", "down", "a")
    told = after.change is None or after.change.mention.start > after.start  # "a drop of 5", no "a third"
    first = after.facts[0].span.text.split()[0].lower() if told else ""
    if len(tail) > 1 and tail[0] not in moves and first not in moves:
        return False
    after.facts.append(fact)
    after.value = amount
    after.leading = fact if fact.type == "headcount" else None
    return True


def _take_second(analysis: Analysis, groups: list[FactGroup], fact: Fact) -> bool:
    """Take a number told a second time, or the level before that is set beside one."""
    amount, text = _amount(fact), analysis.text
    for group in reversed(groups):
        last = max((f.span.end for f in group.facts if f.span.end <= fact.span.start), default=None)
        if last is None or amount is None or fact.span.start - last > _FAR:
            continue
        between = text[last : fact.span.start]
        level = group.value or group.change
        among = group.lead.type == fact.type == "headcount" and _AMONG.fullmatch(between)
        if among and not _PLACED.match(text, fact.span.end):  # "killed eight, *including* two children"
            group.facts.append(fact)
            return True
        told = _SAME.match(between) or (group.also and _THIRD.match(between))  # "($375m; £198m)"
        part = _PART.fullmatch(between) and _is_of_staff(group.lead, fact)
        if told and is_year_before(text, between, group.value, amount):
            group.previous = amount
        elif level is not None and (told or part):
            was = group.previous is not None and group.previous.mention.end == last  # "from $50 million, or 33 cents"
            group.also += [] if was else [amount]
        elif (
            group.value is not None
            and group.value.unit == amount.unit
            and (is_set_beside(between, amount) or comes_after(analysis, between, fact.span))
        ):
            came = between.rstrip().endswith("from")
            other = not came and is_of_other(analysis.span(fact.span.start, fact.span.end)[-1])
            number = analysis.span(group.lead.span.start, group.lead.span.end).root
            if other or is_turned(between, group.measured, number):
                return False  # "compared with 6% in Peru"
            group.previous = None if _AWAITED.match(text, fact.span.end) else amount
        elif level is None or not awaits(between):  # what was expected is no event
            continue
        group.facts.append(fact)
        return True
    return False


def _is_of_staff(lead: Fact, fact: Fact) -> bool:
    """Tell whether a share is of the staff of which some are counted: "900 jobs, about 9% of its *workforce*"."""
    whole = vars(fact).get("of") if lead.type == "headcount" else None
    return isinstance(whole, Mention) and whole.text.split()[-1].lower() in lexicon("persons").staffs


def second_amounts(text: str, told: Quantity, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the sums that tell one sum again, in brackets or after "or", each right behind the one before."""
    at, tie = told.mention.end, _SAME
    for fact in sorted(facts, key=lambda f: f.span.start):
        amount = _amount(fact)
        money = fact.type == "money" and amount is not None and (amount.unit, amount.per) != (told.unit, told.per)
        if money and at <= fact.span.start <= at + _FAR and tie.match(text[at : fact.span.start]):
            at, tie = fact.span.end, _THIRD
            yield fact


def unit_kinds(quantity: Quantity) -> set[str]:
    """Return of what kind a number's unit is: money, percent, time, magnitude, number (without a unit) or other.

    One without a unit may be a ``fraction``, too: "a quake of 6.8".
    """
    unit = quantity.unit
    if unit is None:
        value = quantity.value
        return {"number", "fraction"} if value is not None and value != value.to_integral_value() else {"number"}
    if is_currency(unit):
        return {"money"}
    return {"percent" if unit in RATIOS else "time" if unit in TIMES else unit if unit == "magnitude" else "other"}
