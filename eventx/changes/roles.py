"""Roles: which numbers around a cue are its amounts, its initial and its final level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from eventx.changes.cue import Cue
from eventx.changes.values import Value
from eventx.changes.words import word_set
from eventx.normalize.number import Number
from eventx.people import is_person

_LENGTHS = frozenset(
    [
        "metre",
        "meter",
        "foot",
        "inch",
        "yard",
        "mile",
        "kilometre",
        "kilometer",
        "km",
        "m",
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "time",
        "place",
        "floor",
        "story",
        "seat",
        "position",
    ]
)
_PLAIN = frozenset({"ADV", "ADJ", "PART", "DET", "PRON", "SCONJ", "INTJ"})
_REACH = 45


@dataclass(slots=True)
class Group:
    """One telling: its amounts ("$1.20, or 1.5%" are two), its levels, and its own metric where words are left out ("and Y 5%")."""

    amounts: list[Value] = field(default_factory=list)
    initial: Value | None = None
    final: Value | None = None
    metric: Token | None = None

    @property
    def values(self) -> list[Value]:
        """The numbers that play a role."""
        return [*self.amounts, *(value for value in (self.initial, self.final) if value is not None)]

    @property
    def empty(self) -> bool:
        """Tell whether no number plays a role."""
        return not self.amounts and self.initial is None and self.final is None


def window_end(cue: Cue, sentence: Span, cues: Sequence[Cue], values: Sequence[Value]) -> int:
    """Return the token before which the cue's clause ends."""
    doc, start = sentence.doc, cue.token.i + 1
    breaks, levels = word_set("words", "breaks"), word_set("words", "level_verbs")
    passing = word_set("words", "passing")
    later = [
        c
        for c in cues
        if c.kind in ("verb", "adverb", "flat") and c.token.i > cue.token.i and c.token.lower_ not in passing
    ]
    other = {c.token.i for c in later} | {c.first.i for c in later}
    inside = {i for value in values for i in range(value.first, value.last)}  # the tagger takes "m" and "bn" for verbs
    for i in range(start, min(sentence.end, start + _REACH)):
        token = doc[i]
        if i in inside:
            continue
        if token.text in (";", ":") or (token.is_space and "\n" in token.text) or i in other:
            return i
        if token.lower_ in breaks:
            return i
        if token.lower_ == "as" and token.dep_ == "mark":
            return i
        if token.pos_ in ("VERB", "AUX") and token.tag_ != "JJ" and token.lower_ not in passing:
            if token.lemma_ in levels and doc[i - 1].lower_ in ("to", "and"):
                continue
            participle = token.tag_ in ("VBG", "VBN") or (token.tag_ == "VBD" and token.dep_ == "acl")
            if participle and doc[i - 1].text != "," and doc[i - 1].pos_ not in ("AUX", "CCONJ", "PRON"):
                continue
            return i
    return min(sentence.end, start + _REACH)


def find_roles(cue: Cue, sentence: Span, values: Sequence[Value], cues: Sequence[Cue]) -> list[Group]:
    """Find the tellings of one cue and mark their values taken."""
    end = window_end(cue, sentence, cues, values)
    right = [value for value in values if cue.token.i < value.first < end and not value.taken]
    if cue.kind == "noun":
        groups = _noun(cue, values, right)
    elif cue.kind == "count":
        groups = [Group([value for value in values if value.last == cue.token.i and not value.taken])]
    else:
        groups = _verb(cue, sentence, values, right)
    groups = [
        group
        for group in groups
        if not group.empty and not (cue.word.weak and cue.word.base == "add" and not group.amounts)
    ]
    for group in groups:
        for value in (*group.amounts, group.initial, group.final):
            if value is not None:
                value.taken = True
    return groups


def _verb(cue: Cue, sentence: Span, values: Sequence[Value], right: Sequence[Value]) -> list[Group]:
    groups = [Group()]
    if cue.kind == "adverb":
        groups[0].amounts += [v for v in values if v.first == cue.token.i]
        groups[0].amounts += [
            v for v in values if v.last == cue.token.i and not v.taken and cue.token.lower_ not in ("up", "down")
        ]
    last = cue.token.i
    shared = False
    for value in right:
        group = groups[-1]
        prep = value.prep
        if (
            prep in ("from", "between")
            and value.number.low is not None
            and " to " in sentence.doc[value.first : value.last].text
        ):
            group.initial, group.final = _halves(value, sentence)
        elif prep == "from" and group.initial is None and not _ago(value, sentence):
            group.initial = value
        elif prep in ("to", "into") and group.final is None:
            if (
                cue.first.i < value.lead - 1
                and cue.token.lower_ == "up"
                and cue.token.i == value.lead - 2
                and value.number.bound == "at_most"
            ):
                value.number = replace(value.number, bound="exact")  # "edged up to 4.3%" is no bound
            group.final = value
        elif (
            (prep == "at" and group.final is None and (group.amounts or cue.kind in ("adverb", "flat")))
            or (_beyond(value, sentence) and group.final is None)
        ) or (prep in ("at",) and _levels_between(sentence, last, value)):
            group.final = value
        elif cue.kind == "flat" or cue.ratio is not None:
            pass
        elif prep == "by" or (prep in ("a", "an") and not group.amounts):
            if not group.amounts or (
                value.number.unit != group.amounts[0].number.unit and sentence.doc[value.lead - 2].lower_ == "or"
            ):
                group.amounts.append(value)
            else:
                groups.append(Group([value]))
        elif (not group.amounts and group.final is None and _bare(cue, value, sentence)) or (
            group.amounts and _again(value, group, last) and group.final is None
        ):
            group.amounts.append(value)
        elif group.amounts and value.number.unit == group.amounts[0].number.unit and _conjoined(value, sentence):
            groups.append(Group([value]))
        elif (
            group.amounts
            and value.number.unit == group.amounts[0].number.unit
            and (noun := _gapped(value, last, sentence)) is not None
        ):
            groups.append(Group([value], metric=noun))
            shared = False
        else:
            continue
        last = value.last
    if cue.ratio is not None or not shared:
        _share(groups)
    return groups


def _again(value: Value, group: Group, last: int) -> bool:
    """Tell whether a number tells the amount again in another unit: "$1.20, or 1.5%", "85 yen (3%)"."""
    return (
        value.prep in ("or", "(")
        and value.lead - last <= 4
        and (
            value.prep == "("
            or value.number.unit != group.amounts[0].number.unit
            or value.relative != group.amounts[0].relative
        )
    )


def _share(groups: list[Group]) -> None:
    """Give a telling without final the one that is told after the next ("1.3% from August and by 6.8% from a year earlier, to 9")."""
    for first, second in zip(groups, groups[1:], strict=False):
        if first.final is None and second.metric is None:
            first.final = second.final


def _ago(value: Value, sentence: Span) -> bool:
    """Tell whether "from N" is a time: "from just three days ago"."""
    near = sentence.doc[value.last : min(value.last + 2, sentence.end)]
    return any(token.lower_ in ("ago", "earlier", "before", "prior") for token in near)


def _halves(value: Value, sentence: Span) -> tuple[Value, Value]:
    """Split a range into the two levels it names ("rose from 10 to 15 percent")."""
    number = value.number
    text = sentence.doc.text[number.start : number.end]
    at = text.index(" to ")
    low = Number(number.start, number.start + at, value=number.low, unit=number.unit, per=number.per)
    high = Number(number.start + at + 4, number.end, value=number.high, unit=number.unit, per=number.per)
    return (
        Value(low, value.first, value.last, value.lead, "from", taken=True),
        Value(high, value.first, value.last, value.lead, "to", taken=True),
    )


def _beyond(value: Value, sentence: Span) -> bool:
    """Tell whether a level is passed: "fell below $70", "rose above 5%", "climbed past 12,000"."""
    if value.prep in ("past", "beneath"):
        return True
    return (
        value.first > sentence.start
        and sentence.doc[value.first - 1].lower_ in ("below", "above")
        and value.lead == value.first - 1
    )


def _levels_between(sentence: Span, last: int, value: Value) -> bool:
    return any(sentence.doc[i].lemma_ in word_set("words", "level_verbs") for i in range(last, value.lead))


def _is_time(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _bare(cue: Cue, value: Value, sentence: Span) -> bool:
    """Tell whether a number without preposition is the amount: "rose 3%", "gained 1,088 points", "cut rates 25 basis points"."""
    between = sentence.doc[cue.token.i + 1 : value.lead]
    near = all(
        token.pos_ in _PLAIN or _is_time(token) or (token.lower_ in ("on", "in", "by", "year", "-") and _is_time(token))
        for token in between
    )
    if value.relative:
        if near:
            return not (cue.word.object and not cue.word.subject and cue.token.dep_ == "amod")
        previous = sentence.doc[value.lead - 1]
        if any(token.text in (",", "(", "–", "—") for token in between):
            return False
        return previous.pos_ not in ("ADP", "VERB", "CCONJ", "PUNCT", "AUX", "SCONJ") and not _of(value, sentence)
    if not near:
        return False
    if cue.kind == "adverb":
        return True
    if cue.word.object and not cue.word.subject:
        return False
    following = sentence.doc[value.last] if value.last < sentence.end else None
    unit = value.number.unit or (
        following.lemma_.lower() if following is not None and following.pos_ == "NOUN" else None
    )
    if (unit in _LENGTHS or (following is not None and following.lemma_.lower() in _LENGTHS)) and cue.word.base not in (
        "rise",
        "increase",
        "grow",
        "widen",
        "shrink",
    ):
        return False
    if value.money and cue.word.weak:
        return value.number.value is not None and value.number.value < 10000
    if cue.word.weak or (following is not None and is_person(following)):
        return unit in ("point", "points")
    return True


def _of(value: Value, sentence: Span) -> bool:
    return value.last < sentence.end and sentence.doc[value.last].lower_ == "of"


def _conjoined(value: Value, sentence: Span) -> bool:
    """ "1.1% in 2025 and 1.4% in 2026": the next number of one kind, without a noun of its own."""
    return (
        value.prep in ("and", "then")
        and value.last < sentence.end
        and sentence.doc[value.last].lower_ in ("in", "for", "on", "over", "during", "next", "the", "this")
    )


def _gapped(value: Value, last: int, sentence: Span) -> Token | None:
    """Return the noun of a clause that leaves its verb out: "exports rose 3% and imports 5%"."""
    between = sentence.doc[last : value.lead]
    if not 2 <= len(between) <= 9 or not any(t.pos_ == "CCONJ" or t.text == "," for t in between[:2]):
        return None
    if between[-1].pos_ not in ("NOUN", "PROPN") or any(t.pos_ in ("VERB", "AUX") for t in between):
        return None
    return between[-1]


def _noun(cue: Cue, values: Sequence[Value], right: Sequence[Value]) -> list[Group]:
    doc, at = cue.token.doc, cue.token.i
    group = Group()
    for value in values:
        if value.last <= at <= value.last + 3 and not value.taken and cue.ratio is None:
            if all(t.pos_ in ("ADJ", "NOUN", "PROPN", "ADV") or t.text == "-" for t in doc[value.last : at]) and _fits(
                cue, value
            ):
                group.amounts = [value]
    last = at + 1
    for value in right:
        prep = value.prep
        if prep == "from" and group.initial is None and not _ago(value, doc[: len(doc)]):
            group.initial = value
        elif prep in ("to", "at") and group.final is None and prep == "to":
            group.final = value
        elif prep in ("of", "by") and not group.amounts and _fits(cue, value) and cue.ratio is None:
            if prep == "of" and value.lead - last > 9:
                continue
            group.amounts = [value]
        elif group.amounts and _again(value, group, last):
            group.amounts.append(value)
        else:
            continue
        last = value.last
    if not group.amounts and group.final is None:
        group.amounts = _copular(cue, values)
    if not group.amounts and cue.ratio is None:
        first = right[0] if right else None
        if cue.word.weak:
            return []
        if group.empty or first is None or first.lead - at > 12 or cue.token.pos_ not in ("NOUN", "PROPN"):
            return []
        if group.initial is None and (group.final is None or doc[at + 1].lower_ not in ("in", "of", "to")):
            return []
    return [group]


def _copular(cue: Cue, values: Sequence[Value]) -> list[Value]:
    """ "the increase was 3%", "reduction of yields exceeded 10%": a verb of extent between noun and number."""
    doc = cue.token.doc
    for value in values:
        if (
            cue.token.i < value.first <= cue.token.i + 9
            and value.relative
            and not value.taken
            and value.lead > cue.token.i + 1
        ):
            verb = doc[value.lead - 1]
            if verb.lemma_ in ("exceed", "average", "total", "reach", "be") and not any(
                t.pos_ == "VERB" or t.text == "," for t in doc[cue.token.i + 1 : verb.i]
            ):
                return [value]
    return []


def _fits(cue: Cue, value: Value) -> bool:
    """Tell whether a number can be the amount of a noun: weak nouns ("loss", "growth") take per cent and points only."""
    return value.relative or not cue.word.weak
