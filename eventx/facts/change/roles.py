"""Roles: which numbers around a cue are its amounts, its initial and its final level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span, Token

from eventx.facts.change.adverbial import amounts_before
from eventx.facts.change.cue import Cue
from eventx.facts.change.group import Group, is_ago, told_again
from eventx.facts.change.noun_roles import noun_groups
from eventx.facts.change.values import Value
from eventx.facts.change.verbal import ASKED
from eventx.facts.change.words import word_set
from eventx.mentions.persons import is_person
from eventx.mentions.units import TIMES
from eventx.syntax.phrases import is_time, subject

_PLAIN = frozenset({"ADV", "ADJ", "PART", "DET", "PRON", "SCONJ", "INTJ"})
_REACH = 45
_GAP = 12  # tokens between the number of a clause and that of one without verb
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
    groups = [group for group in groups if not group.empty]
    for group in groups:
        for value in group.values:
            value.taken = True
    return groups


def window_end(cue: Cue, sentence: Span, cues: Sequence[Cue], values: Sequence[Value]) -> int:
    """Return the token before which the cue's clause ends."""
    doc, start = sentence.doc, cue.token.i + 1
    end = min(sentence.end, start + _REACH)
    breaks, passing = word_set("words", "breaks"), word_set("words", "passing")
    later = [c for c in cues if start <= c.token.i < end and c.kind not in ("noun", "count")]
    other = {i for c in later if c.token.lower_ not in passing for i in (c.token.i, c.first.i)}
    leads = {value.lead for value in values}
    inside = {i for value in values for i in range(value.first, value.last)}  # the tagger takes "m" and "bn" for verbs
    for i in range(start, end):
        token = doc[i]
        if i in inside or (i + 1 in leads and _is_mistaken(token, cue)):
            continue
        if i in other or token.text in (";", ":") or token.lower_ in breaks or (token.is_space and "\n" in token.text):
            return i
        if token.pos_ in ("VERB", "AUX") and token.lower_ not in passing and _opens_clause(token, doc[i - 1]):
            return i
    return end


def _is_mistaken(token: Token, cue: Cue) -> bool:
    """Tell whether the tagger took a plural noun for a verb: "exports fell 8% and imports 3%"."""
    joined = token.nbor(-1).pos_ == "CCONJ" or token.nbor(-1).text == ","
    return token.tag_ in ("VBZ", "VBP") and cue.token.tag_ == "VBD" and joined


def _opens_clause(verb: Token, before: Token) -> bool:
    """Tell whether a verb begins another clause; "to close at" and participles of a noun go on with this one."""
    if verb.lemma_ in word_set("words", "level_verbs") and before.lower_ in ("to", "and"):
        return False
    participle = verb.tag_ in ("VBG", "VBN") or (verb.tag_ == "VBD" and verb.dep_ == "acl")
    return not participle or before.text == ","


def _verb_groups(cue: Cue, sentence: Span, values: Sequence[Value], right: Sequence[Value]) -> list[Group]:
    groups = [Group()]
    if cue.kind == "adverb":
        starts = {value.lead: value for value in values}
        ends = {value.reach: value for value in values if not value.taken}
        groups[0].amounts += [v for v in values if v.first == cue.token.i]
        groups[0].amounts += amounts_before(cue.token, starts, ends)
    last = cue.token.i
    for value in right:
        amount = cue.kind != "flat" and cue.ratio is None
        if value.prep == "to" and groups[-1].final is not None and (noun := _gapped(value.lead - 1, last, sentence)):
            groups.append(Group(metric=noun))  # "rose to $5 million and profit to $2 million"
        if _take_level(cue, value, groups[-1], sentence, last) or (
            amount and _take_amount(cue, value, groups, sentence, last)
        ):
            last = value.last
    for first, second in pairwise(groups):  # "1.3% from August and by 6.8% from a year earlier, to 9"
        if first.final is None and second.metric is None:
            first.final = second.final
    return groups


def _take_level(cue: Cue, value: Value, group: Group, sentence: Span, last: int) -> bool:
    """Make a number the initial or final level, if it is one."""
    if value.prep in ("from", "between") and " to " in _text(value, sentence) and group.final is None:
        group.initial, group.final = _halves(value, sentence)
    elif value.prep == "from" and group.initial is None and not is_ago(value, sentence):
        if group.empty and cue.kind == "verb" and _gives(cue, value, sentence):
            return False
        group.initial = value
    elif group.final is None and (value.prep in ("to", "into") or _reached(cue, value, group, sentence, last)):
        group.final = value
    else:
        return False
    return True


def _gives(cue: Cue, value: Value, sentence: Span) -> bool:
    """Tell whether a number counts those from whom money comes: "raised $34 million from two investors"."""
    bare = value.number.unit in (None, "person") and value.last < sentence.end
    counted = bare and sentence.doc[value.last].pos_ == "NOUN"
    return counted and any(token.pos_ in ("NUM", "SYM") for token in sentence.doc[cue.token.i + 1 : value.lead])


def _reached(cue: Cue, value: Value, group: Group, sentence: Span, last: int) -> bool:
    """Tell whether a level is reached or passed: "up 2% at 391", "to close at 51", "to reach 12", "fell below $70"."""
    doc = sentence.doc
    if value.prep == "at" and (group.amounts or cue.kind in ("adverb", "flat")):
        return True
    if (value.prep == "at" or group.amounts) and any(
        token.lemma_ in word_set("words", "level_verbs") for token in doc[last : value.lead]
    ):
        return True
    beyond = doc[value.first - 1].lower_ in word_set("past", "up") | word_set("past", "down")
    return beyond and value.lead >= value.first - 1 and value.number.unit not in TIMES  # "in the past three months"


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


def _take_amount(cue: Cue, value: Value, groups: list[Group], sentence: Span, last: int) -> bool:
    """Make a number an amount of this telling or the first of a next one, if it is one."""
    group = groups[-1]
    if value.prep == "by":
        if group.amounts:
            groups.append(Group(metric=_gapped(value.lead - 1, last, sentence)))
        groups[-1].amounts.append(value)
    elif group.final is None and (
        told_again(value, group, last)
        if group.amounts
        else cue.word.base == ASKED or _bare(cue, value, sentence) or (group.empty and _paced(value, last, sentence))
    ):
        group.amounts.append(value)
    elif not group.amounts or value.number.unit != group.amounts[0].number.unit:
        return False
    elif _conjoined(value, sentence):
        groups.append(Group([value]))
    elif (noun := _gapped(value.lead, last, sentence) or _respective(cue, value, last, sentence)) is not None:
        groups.append(Group([value], metric=noun))
    else:
        return False
    return True


def _paced(value: Value, last: int, sentence: Span) -> bool:
    """Tell whether a number is a pace: "grew at a 3% annual pace", "at an annual rate of 2.4%"."""
    doc = sentence.doc
    near = {token.lower_ for token in (*doc[max(0, value.lead - 2) : value.lead], *doc[value.last : value.last + 3])}
    near_by = not any(token.text == "," for token in doc[last : value.lead])
    return near_by and value.relative and value.prep == "at" and not near.isdisjoint(word_set("words", "paces"))


def _bare(cue: Cue, value: Value, sentence: Span) -> bool:
    """Tell whether a number without preposition is the amount: "rose 3%", "gained 1,088 points", "cut rates 25 bp"."""
    doc, only = sentence.doc, cue.word.object and not cue.word.subject
    between = doc[cue.token.i + 1 : value.lead]
    near = all(token.pos_ in _PLAIN or token.ent_type_ in ("DATE", "TIME") for token in between)
    if cue.token.dep_ == "amod" and (only or not value.relative):
        return False  # "a tapered 14 gauge tip"
    counted = doc[value.last] if value.last < sentence.end else None
    if value.relative and cue.word.base == "grow" and counted is not None and counted.lower_ == "of":
        return False  # "grows 30% of the crop"
    if value.relative:
        parted = any(token.text in (",", "(", "–", "—") for token in between)
        return near or (
            not parted and doc[value.lead - 1].pos_ not in ("ADP", "VERB", "CCONJ", "PUNCT", "AUX", "SCONJ")
        )
    if not near or only or cue.kind == "adverb":
        return near and not only
    if {value.number.unit, counted.lemma_.lower() if counted is not None else ""} & word_set("words", "lengths"):
        return cue.word.base in word_set("words", "lengthening")
    if value.money and cue.word.weak:
        return value.number.value is not None and value.number.value < _SMALL
    return not cue.word.weak and not (counted is not None and is_person(counted))


def _conjoined(value: Value, sentence: Span) -> bool:
    """Tell whether the next number of one kind has no noun of its own: "1.1% in 2025 and 1.4% in 2026"."""
    after = sentence.doc[value.last] if value.last < sentence.end else None
    if after is None or not (after.pos_ == "ADP" or after.ent_type_ == "DATE"):
        return False
    return value.prep == "and" or (value.prep == "," and after.lower_ != "of")


def _gapped(end: int, last: int, sentence: Span) -> Span | None:
    """Return the noun of a clause that leaves its verb out: "exports rose 3% last year and *imports* 5%"."""
    doc = sentence.doc
    between = doc[last:end]
    ties = [token.i for token in between if token.pos_ == "CCONJ" or token.text == ","]
    if not ties or not 2 <= len(between) <= _GAP:
        return None
    first = ties[-1] + 1
    mistaken = first == end - 1 and doc[first].tag_ in ("VBZ", "VBP")  # the tagger takes "and imports 5%" for a verb
    if any(token.pos_ in ("VERB", "AUX") for token in (between[:-1] if mistaken else between)):
        return None
    if ties[0] - last > 1 and not (doc[last].pos_ == "ADP" or doc[last].ent_type_ in ("DATE", "TIME")):
        return None
    while first < end and doc[first].pos_ in ("DET", "CCONJ", "PRON"):
        first += 1
    noun = doc[end - 1] if first < end else None
    while noun is not None and noun.i > first and (noun.tag_ == "POS" or noun.pos_ == "NUM"):
        noun = noun.nbor(-1)  # "and women's 5%", "and the S&P 500 0.2%"
    if noun is None or is_time(noun) or noun.ent_type_ == "DATE":
        return None
    return doc[first:end] if mistaken or noun.pos_ in ("NOUN", "PROPN") else None


def _respective(cue: Cue, value: Value, last: int, sentence: Span) -> Span | None:
    """Return the second subject of "exports and *imports* rose 3% and 5% respectively"."""
    doc = sentence.doc
    told = any(token.lower_ == "respectively" for token in doc[value.last : min(value.last + 3, sentence.end)])
    if not told or [token.lower_ for token in doc[last : value.lead]] != ["and"]:
        return None
    found = subject(cue.token)
    second = next((token for token in found.conjuncts if token.i > found.i), None) if found is not None else None
    return doc[second.left_edge.i : second.i + 1] if second is not None else None
