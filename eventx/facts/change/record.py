"""Changes: what rose or fell, by how much, from what and to what, against what and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from spacy.tokens import Span

from eventx.analysis.periods import basis_of, period_of
from eventx.facts.change.cue import Cue
from eventx.facts.change.cues import find_cues
from eventx.facts.change.group import Group
from eventx.facts.change.metric import apposed, find_metric
from eventx.facts.change.phrases import Extent
from eventx.facts.change.quantities import counts_people, quantities_of
from eventx.facts.change.roles import find_roles
from eventx.facts.change.values import Value, Values
from eventx.facts.change.verbal import ASKED
from eventx.facts.change.words import word_forms
from eventx.mentions.claims import Claims, Proposal, chars_of
from eventx.mentions.reading import Reading
from eventx.mentions.units import TIMES
from eventx.records import Basis, Direction, Fact, Mention, Period, Quantity
from eventx.records.registry import register
from eventx.syntax.phrases import is_time

_LONGEST = 400  # tokens of a sentence that are read together
_NEAR = 25  # tokens from a level to the word of change behind it
_ASIDE = frozenset({"with", "than", "against", "from", "versus"})  # levels behind them are those compared with
_CHAIN = re.compile(r"(?<![\w-])(?!(?:year|month|quarter|week|day)-)[A-Za-z][a-z]{1,11}-[a-z]{1,5}-[a-z]{2,12} $")
"""A chain of hyphens before a noun: "like-for-like sales"."""


@dataclass(slots=True)
class _Telling:
    cue: Cue
    group: Group
    metric: Extent | None


@register
class Change(Fact):
    """A change of a level; ``trigger`` is the word that says it; amounts are positive, ``direction`` tells the sign."""

    after: ClassVar[tuple[str, ...]] = ()
    leads: ClassVar[str | None] = "change"
    scored: ClassVar[tuple[str, ...]] = (
        "metric",
        "direction",
        "unit",
        "modifier",
        "initial",
        "final",
        "basis",
        "period",
        "modality",
    )
    reads: ClassVar[str] = "{amount|direction} from {initial} to {final}, {metric}, {basis}, {period}"

    type: Literal["change"] = "change"
    trigger: Mention | None = None
    metric: Mention | None = None
    direction: Direction
    amount: Quantity | None = None
    initial: Quantity | None = None
    final: Quantity | None = None
    basis: Basis | None = None
    period: Period | None = None

    @classmethod
    def propose(cls, reading: Reading, claims: Claims) -> Iterator[Proposal]:
        """Propose the changes of an article."""
        values_of = Values(reading.doc, list(claims.numbers))
        last: Extent | None = None
        acts: dict[str, Extent] = {}
        for sentence in _pieces(reading.sentences):
            with reading.guard("change", sentence.start_char):
                values = values_of.of(sentence)
                cues = find_cues(sentence, values)
                if not cues:
                    continue
                tellings = _tell(sentence, values, cues, last, acts)
                for telling in tellings:
                    last = telling.metric or last
                    if telling.metric is not None:
                        acts[telling.cue.word.base] = telling.metric
                for telling in tellings:
                    yield from cls._records(reading, telling)

    @classmethod
    def _records(cls, reading: Reading, telling: _Telling) -> Iterator[Proposal]:
        cue, group = telling.cue, telling.group
        extent = _trimmed(reading.text, telling.metric)
        reads = [chars_of(value.number) for value in group.values]
        takes = tuple(chars_of(v.number) for v in group.amounts if not v.money and not counts_people(v, reading))
        if cue.told is not None:
            reads.append((cue.told.idx, cue.told.idx + len(cue.told)))
        found = quantities_of(reading, cue, group)
        asked = cue.word.base == ASKED and cue.token.lower_ in word_forms("bargaining", "linked")  # "hold out for 5%"
        for number, amount in enumerate(found.amounts):
            span = amount.mention if amount is not None else _anchor(reading, cue, group)
            token = reading.span(span.start, span.end)[0]
            time = period_of(reading, token)
            record = cls(
                span=span,
                sentence=reading.sentence(span.start),
                rule=f"change.{cue.kind}" + (".or" if number else ""),
                modality="hypothetical" if asked else reading.modality(token if cue.word.base == ASKED else cue.token),
                trigger=reading.mention(cue.token.idx, cue.token.idx + len(cue.token)),
                metric=reading.mention(*extent) if extent is not None else None,
                direction=_direction(cue, group),
                amount=amount,
                initial=found.initial,
                final=found.final,
                basis=basis_of(reading, token),
                period=reading.period(time) if time is not None else None,
            )
            yield Proposal(record, takes, tuple(reads), extent)


def _direction(cue: Cue, group: Group) -> Direction:
    """Return the way of a change: "growth of minus 3%" and "negative growth" are falls."""
    if cue.kind == "flat":
        return "flat"
    signs = [value.number.value for value in group.amounts if value.number.value is not None]
    below = bool(signs) and all(sign < 0 for sign in signs)
    negative = any(child.lower_ == "negative" and child.dep_ == "amod" for child in cue.token.lefts)
    turned = cue.kind in ("noun", "verb") and cue.word.direction == "up" and (below or negative)
    return "down" if turned else cue.word.direction


def _pieces(sentences: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences, long ones in pieces; what runs on for thousands of tokens is no prose and is left out."""
    for sentence in sentences:
        if len(sentence) <= 2000:
            for start in range(sentence.start, sentence.end, _LONGEST):
                yield sentence.doc[start : min(start + _LONGEST, sentence.end)]


def _tell(
    sentence: Span, values: Sequence[Value], cues: Sequence[Cue], last: Extent | None, acts: Mapping[str, Extent]
) -> list[_Telling]:
    """Give each cue its numbers: nouns and counts first, whose patterns are tight; then read them in text order."""
    groups: dict[int, list[Group]] = {}
    for cue in sorted(cues, key=lambda cue: (cue.kind not in ("noun", "count"), cue.token.i)):
        groups[cue.token.i] = find_roles(cue, sentence, values, cues)
    out: list[_Telling] = []
    for cue in cues:
        for group in groups[cue.token.i] or ([Group()] if cue.kind == "flat" or cue.ratio is not None else []):
            previous = out[-1] if out else None
            if cue.kind != "verb" and (apposed(cue, group) or _goes_on(cue, previous)):
                _inherit(cue, group, previous, values, sentence)
            elif cue.kind in ("adverb", "count"):
                _inserted(cue, group, values, sentence)
            if previous is not None and group.final is not None and group.final is previous.group.final:
                metric = previous.metric
            else:
                told = previous.metric if previous is not None else None
                metric = find_metric(cue, group, sentence, told or last, acts.get(cue.word.base))
            if cue.word.base == ASKED and metric is None:
                continue
            if previous is not None and cue.kind == "noun" and apposed(cue, group) and _bare(previous):
                out.pop()
            out.append(_Telling(cue, group, metric))
    return out


def _trimmed(text: str, extent: Extent | None) -> Extent | None:
    """Cut what hangs at the end of a metric; take in what is hyphened before it, which the parser does not."""
    if extent is None:
        return None
    end = extent[0] + len(text[extent[0] : extent[1]].rstrip(" ,;:\n"))
    chain = _CHAIN.search(text, max(0, extent[0] - 40), extent[0])
    start = chain.start() if chain is not None else extent[0]
    return (start, end) if start < end else None


def _goes_on(cue: Cue, previous: _Telling | None) -> bool:
    """Tell whether "up from" stands right behind the level told: "rose to 3.9 million boxes up from 2.4 million"."""
    final = previous.group.final if previous is not None and cue.kind == "adverb" else None
    return final is not None and cue.first.i in (final.last, final.reach)


def _bare(telling: _Telling) -> bool:
    return not telling.group.amounts and telling.cue.ratio is None and telling.cue.kind != "flat"


def _inherit(cue: Cue, group: Group, previous: _Telling | None, values: Sequence[Value], sentence: Span) -> None:
    """Take the levels told before the cue: "fell to 5 from 9, a decline of 44%"; "stood at 5, up 3%"."""
    if previous is not None and cue.kind == "noun":
        group.initial = group.initial or previous.group.initial
        group.final = group.final or previous.group.final
        if group.amounts:
            return
    taken = previous.group.amounts if previous is not None else []
    for value in reversed(values):
        if group.final is not None or value.last > cue.first.i or value in group.amounts:
            continue
        if value.prep not in _ASIDE and not _counts_time(value, sentence):
            if cue.first.i - value.last <= _NEAR and value not in taken:
                group.final = value
            return


def _inserted(cue: Cue, group: Group, values: Sequence[Value], sentence: Span) -> None:
    """Take a level set off by commas before the verb ("Arrivals, at 640,000, were 35 percent fewer")."""
    for value in values:
        near = value.last < cue.token.i <= value.last + 9 and value.prep == "at"
        if near and group.final is None and not value.taken and sentence.doc[value.last].text == ",":
            group.final = value


def _counts_time(value: Value, sentence: Span) -> bool:
    """Tell whether a number belongs to a time ("three months", "30 June")."""
    after = sentence.doc[value.last] if value.last < sentence.end else None
    if value.number.unit is not None or after is None:
        return value.number.unit in TIMES
    return sentence.doc[value.first].ent_type_ in ("DATE", "TIME") or is_time(after)


def _anchor(reading: Reading, cue: Cue, group: Group) -> Mention:
    """Quote from the change word through the last value."""
    ends = [
        value.number.end
        for value in (group.initial, group.final)
        if value is not None and value.number.start >= cue.first.idx
    ]
    return reading.mention(cue.first.idx, max(ends, default=cue.token.idx + len(cue.token)))
