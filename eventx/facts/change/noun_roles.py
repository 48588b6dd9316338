"""Roles of the numbers around a noun of change: "a 12% rise", "an increase of 14%", "a drop to 5 from 9"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from eventx.facts.change.cue import Cue
from eventx.facts.change.group import Group, is_ago, told_again
from eventx.facts.change.values import Value
from eventx.facts.change.words import word_set

_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})


def noun_groups(cue: Cue, sentence: Span, values: Sequence[Value], right: Sequence[Value]) -> list[Group]:
    """Find the telling of a noun; ``right`` are the free values of its clause behind it."""
    doc, at = cue.token.doc, cue.token.i
    group = Group()
    for value in values:
        beside = value.last <= at <= value.last + 3 and not value.taken and cue.ratio is None and _fits(cue, value)
        if beside and all(
            token.pos_ in _BETWEEN or token.dep_ == "compound" or token.text == "-" for token in doc[value.last : at]
        ):
            group.amounts = [value]
    last = at + 1
    for value in right:
        if value.prep == "from" and group.initial is None and not is_ago(value, sentence):
            group.initial = value
        elif value.prep == "to" and group.final is None:
            group.final = value
        elif value.prep in ("of", "by") and not group.amounts and _fits(cue, value) and cue.ratio is None:
            group.amounts = [value]
        elif told_again(value, group, last):
            group.amounts.append(value)
        else:
            continue
        last = value.last
    if not group.amounts and group.final is None:
        group.amounts = _copular(cue, values)
    levels = group.initial is not None and group.final is not None and not cue.word.weak  # "a drop to 5 from 9"
    return [group] if group.amounts or cue.ratio is not None or levels else []


def _copular(cue: Cue, values: Sequence[Value]) -> list[Value]:
    """Read "the increase was 3%" and "reduction of yields exceeded 10%": a verb of extent between noun and number."""
    doc, at = cue.token.doc, cue.token.i
    for value in values:
        if at + 1 < value.lead <= at + 9 and value.relative and not value.taken:
            between = doc[at + 1 : value.lead - 1]
            parted = any(token.pos_ == "VERB" or token.text == "," for token in between)
            if doc[value.lead - 1].lemma_ in word_set("words", "extent_verbs") and not parted:
                return [value]
    return []


def _fits(cue: Cue, value: Value) -> bool:
    """Tell whether a number can be the amount of a noun: weak ones ("loss", "growth") take per cent and points only."""
    return value.relative or not cue.word.weak
