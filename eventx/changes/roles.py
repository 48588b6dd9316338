"""Roles: which numbers around a cue are its amounts, its initial and its final level."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span, Token

from eventx.changes.adverbial import amount_before
from eventx.changes.cue import Cue
from eventx.changes.group import Group, is_ago, told_again
from eventx.changes.noun_roles import noun_groups
from eventx.changes.quantities import TIMES
from eventx.changes.values import Value
from eventx.changes.words import word_set
from eventx.people import is_person

_PLAIN = frozenset({"ADV", "ADJ", "PART", "DET", "PRON", "SCONJ", "INTJ"})
_REACH = 45
_SMALL = 10_000  # money that a price gains or loses; a company's losses are greater


def find_roles(cue: Cue, sentence: Span, values: Sequence[Value], cues: Sequence[Cue]) -> list[Group]:
    """Find the tellings of one cue and mark their values taken."""
    end = window_end(cue, sentence, cues, values)
    right = [value for value in values if cue.token.i < value.first < end and not value.taken]
    if cue.kind == "noun":
        groups = noun_groups(cue, sentence, values, right)
    elif cue.kind == "count":
        groups = [Group([value for value in values if value.reach == cue.token.i and not value.taken])]
    else:
        groups = _verb_groups(cue, sentence, values, right)
    adds = cue.word.base == "add"  # "adds up to 85%"
    groups = [group for group in groups if not group.empty and not (adds and not group.amounts)]
    for group in groups:
        for value in group.values:
            value.taken = True
    return groups


def _place(cue: Cue) -> int:
    return cue.token.i


def _first(value: Value) -> int:
    return value.first


def window_end(cue: Cue, sentence: Span, cues: Sequence[Cue], values: Sequence[Value]) -> int:
    """Return the token before which the cue's clause ends."""
    doc, start = sentence.doc, cue.token.i + 1
    breaks, passing = word_set("words", "breaks"), word_set("words", "passing")
    end = min(sentence.end, start + _REACH)
    ahead = cues[bisect_left(cues, start, key=_place) : bisect_left(cues, end, key=_place)]
    later = [c for c in ahead if c.kind not in ("noun", "count")]
    other = {i for c in later if c.token.lower_ not in passing for i in (c.token.i, c.first.i)}
    near = values[max(0, bisect_left(values, start, key=_first) - 1) : bisect_left(values, end, key=_first)]
    inside = {i for value in near for i in range(value.first, value.last)}  # the tagger takes "m" and "bn" for verbs
    for i in range(start, end):
        token = doc[i]
        if i in inside:
            continue
        if i in other or token.text in (";", ":") or token.lower_ in breaks or (token.is_space and "\n" in token.text):
            return i
        if token.lower_ == "as" and token.dep_ == "mark":
            return i
        if token.pos_ in ("VERB", "AUX") and token.lower_ not in passing and _opens_clause(token, doc[i - 1]):
            return i
    return end


def _opens_clause(verb: Token, before: Token) -> bool:
    """Tell whether a verb begins another clause; "to close at" and participles of a noun go on with this one."""
    if verb.tag_ == "JJ" or (verb.lemma_ in word_set("words", "level_verbs") and before.lower_ in ("to", "and")):
        return False
    participle = verb.tag_ in ("VBG", "VBN") or (verb.tag_ == "VBD" and verb.dep_ == "acl")
    return not participle or before.text == "," or before.pos_ in ("AUX", "CCONJ", "PRON")


def _verb_groups(cue: Cue, sentence: Span, values: Sequence[Value], right: Sequence[Value]) -> list[Group]:
    groups = [Group()]
    if cue.kind == "adverb":
        starts = {value.lead: value for value in values}
        groups[0].amounts += [v for v in values if v.first == cue.token.i]
        groups[0].amounts += [v for v in values if not v.taken and amount_before(cue.token, starts, {v.reach: v})]
    last = cue.token.i
    for value in right:
        group = groups[-1]
        if _take_level(cue, value, group, sentence, last) or (
            cue.kind != "flat" and cue.ratio is None and _take_amount(cue, value, groups, sentence, last)
        ):
            last = value.last
    for first, second in pairwise(groups):  # "1.3% from August and by 6.8% from a year earlier, to 9"
        if first.final is None and second.metric is None:
            first.final = second.final
    return groups


def _take_level(cue: Cue, value: Value, group: Group, sentence: Span, last: int) -> bool:
    """Make a number the initial or final level, if it is one."""
    prep = value.prep
    if prep in ("from", "between") and value.number.low is not None and " to " in _text(value, sentence):
        if group.final is not None or sentence.doc[value.lead].lower_ == "the":
            group.initial = value  # "to $84 billion, down from the $89 to $93 billion that it had forecast"
        else:
            group.initial, group.final = _halves(value, sentence)
    elif prep == "from" and group.initial is None and not is_ago(value, sentence):
        group.initial = value
    elif prep in ("to", "into") and group.final is None:
        if cue.token.lower_ == "up" and cue.token.i == value.lead - 2 and value.number.bound == "at_most":
            value.number = replace(value.number, bound="exact")  # "edged up to 4.3%" is no bound
        group.final = value
    elif group.final is None and group.amounts and value.prep in ("reach", "reaching", "hit", "hitting", "total"):
        group.final = value  # "gained 2.3 points to reach 12 per cent"
    elif (group.final is None and _beyond(value, sentence)) or (prep == "at" and _at(cue, group, value, last)):
        group.final = value
    else:
        return False
    return True


def _at(cue: Cue, group: Group, value: Value, last: int) -> bool:
    """Tell whether "at N" is the final level: "up 2% at 391", "to close at 51"."""
    if group.final is None and (group.amounts or cue.kind in ("adverb", "flat")):
        return True
    return any(token.lemma_ in word_set("words", "level_verbs") for token in cue.token.doc[last : value.lead])


def _text(value: Value, sentence: Span) -> str:
    span = sentence.doc[value.first : value.last]
    return span.text[value.number.start - span.start_char : value.number.end - span.start_char]


def _halves(value: Value, sentence: Span) -> tuple[Value, Value]:
    """Split a range into the two levels it names ("rose from 10 to 15 percent")."""
    number = value.number
    at = _text(value, sentence).index(" to ")
    bare = replace(number, low=None, high=None, bound="exact")
    low = replace(bare, end=number.start + at, value=number.low)
    high = replace(bare, start=number.start + at + 4, value=number.high)
    return replace(value, number=low, prep="from", taken=True), replace(value, number=high, prep="to", taken=True)


def _beyond(value: Value, sentence: Span) -> bool:
    """Tell whether a level is passed: "fell below $70", "rose above 5%", "climbed past 12,000"."""
    if value.number.unit in TIMES:
        return False  # "in the past three months"
    if value.prep in ("past", "beneath"):
        return True
    first = value.first
    return first > sentence.start and value.lead == first - 1 and sentence.doc[value.lead].lower_ in ("below", "above")


def _take_amount(cue: Cue, value: Value, groups: list[Group], sentence: Span, last: int) -> bool:
    """Make a number an amount of this telling or the first of a next one, if it is one."""
    group = groups[-1]
    first = group.amounts[0].number if group.amounts else None
    if value.prep == "by" or (value.prep in ("a", "an") and first is None):
        alternative = value.number.unit != (first and first.unit) and sentence.doc[value.lead - 2].lower_ == "or"
        if first is not None and not alternative:
            groups.append(Group())
        groups[-1].amounts.append(value)
    elif group.final is None and ((first is None and _bare(cue, value, sentence)) or told_again(value, group, last)):
        group.amounts.append(value)
    elif first is not None and value.number.unit == first.unit and _conjoined(value, sentence):
        groups.append(Group([value]))
    elif first is not None and value.number.unit == first.unit and (noun := _gapped(value, last, sentence)) is not None:
        groups.append(Group([value], metric=noun))
    else:
        return False
    return True


def _bare(cue: Cue, value: Value, sentence: Span) -> bool:
    """Tell whether a number without preposition is the amount: "rose 3%", "gained 1,088 points", "cut rates 25 bp"."""
    between = sentence.doc[cue.token.i + 1 : value.lead]
    near = all(token.pos_ in _PLAIN or token.ent_type_ in ("DATE", "TIME") for token in between)
    only = cue.word.object and not cue.word.subject
    following = sentence.doc[value.last] if value.last < sentence.end else None
    if value.relative:
        if near and cue.word.base == "grow" and following is not None and following.lower_ == "of":
            return False  # "grows 30% of the crop"
        if near:
            return not (only and cue.token.dep_ == "amod")
        if any(token.text in (",", "(", "–", "—") for token in between) or (following and following.lower_ == "of"):
            return False
        return sentence.doc[value.lead - 1].pos_ not in ("ADP", "VERB", "CCONJ", "PUNCT", "AUX", "SCONJ")
    if cue.token.dep_ == "amod":
        return False  # "a tapered 14 gauge tip"
    if not near or cue.kind == "adverb" or only:
        return near and not only
    noun = following.lemma_.lower() if following is not None and following.pos_ == "NOUN" else None
    lengths = word_set("words", "lengths")
    if (value.number.unit in lengths or noun in lengths) and cue.word.base not in word_set("words", "lengthening"):
        return False
    if value.money and cue.word.weak:
        return value.number.value is not None and value.number.value < _SMALL
    return not cue.word.weak and not (following is not None and is_person(following))


def _conjoined(value: Value, sentence: Span) -> bool:
    """Tell whether the next number of one kind has no noun of its own: "1.1% in 2025 and 1.4% in 2026"."""
    if value.prep not in ("and", "then") or value.last >= sentence.end:
        return False
    return sentence.doc[value.last].lower_ in ("in", "for", "on", "over", "during", "next", "the", "this")


def _gapped(value: Value, last: int, sentence: Span) -> Token | None:
    """Return the noun of a clause that leaves its verb out: "exports rose 3% and imports 5%"."""
    between = sentence.doc[last : value.lead]
    if not 2 <= len(between) <= 9 or not any(t.pos_ == "CCONJ" or t.text == "," for t in between[:2]):
        return None
    named = between[-1].pos_ in ("NOUN", "PROPN") or (between[-1].lower_ == "one" and between[-2].pos_ == "ADJ")
    if not named or any(t.pos_ in ("VERB", "AUX") for t in between):
        return None
    return between[-1]
