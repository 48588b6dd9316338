"""Roles of the numbers around a noun of change: "a 12% rise", "an increase of 14%", "a drop to 5 from 9"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from eventx.changes.cue import Cue
from eventx.changes.group import Group, is_ago, told_again
from eventx.changes.values import Value
from eventx.counted import TIMES

_BETWEEN = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})


def noun_groups(cue: Cue, sentence: Span, values: Sequence[Value], right: Sequence[Value]) -> list[Group]:
    """Find the telling of a noun; ``right`` are the free values of its clause behind it."""
    doc, at = cue.token.doc, cue.token.i
    group = Group()
    for value in values:
        beside = value.last <= at <= value.last + 3 and not value.taken and cue.ratio is None and _fits(cue, value)
        if beside and all(token.pos_ in _BETWEEN or token.text == "-" for token in doc[value.last : at]):
            group.amounts = [value]
    last = at + 1
    for value in right:
        if value.prep == "from" and group.initial is None and not is_ago(value, sentence):
            group.initial = value
        elif value.prep == "to" and group.final is None:
            group.final = value
        elif value.prep in ("of", "by") and not group.amounts and _fits(cue, value) and cue.ratio is None:
            if value.prep == "of" and value.lead - last > 9:
                continue
            group.amounts = [value]
        elif group.amounts and group.initial is None and _over_the(value, last, doc):
            group.initial = value
        elif told_again(value, group, last):
            group.amounts.append(value)
        else:
            continue
        last = value.last
    if not group.amounts and group.final is None:
        group.amounts = _copular(cue, values)
    return [group] if group.amounts or cue.ratio is not None or _levels_tell(cue, group, right) else []


def _over_the(value: Value, last: int, doc: Doc) -> bool:
    """Tell whether an amount is over a level before: "an increase of 28 per cent over the 2,734 of last year"."""
    words = [token.lower_ for token in doc[last : value.first]]
    return words == ["over", "the"] and value.number.unit not in TIMES


def _levels_tell(cue: Cue, group: Group, right: Sequence[Value]) -> bool:
    """Tell whether a noun without amount tells a change by its levels: "a drop to 5 from 9"."""
    if group.empty or cue.word.weak or right[0].lead - cue.token.i > 12 or cue.token.pos_ not in ("NOUN", "PROPN"):
        return False
    return group.initial is not None or cue.token.nbor(1).lower_ in ("in", "of", "to")


def _copular(cue: Cue, values: Sequence[Value]) -> list[Value]:
    """Read "the increase was 3%" and "reduction of yields exceeded 10%": a verb of extent between noun and number."""
    doc = cue.token.doc
    for value in values:
        near = cue.token.i + 1 < value.lead and value.first <= cue.token.i + 9
        if near and value.relative and not value.taken:
            verb = doc[value.lead - 1]
            between = doc[cue.token.i + 1 : verb.i]
            if verb.lemma_ in ("exceed", "average", "total", "reach", "be") and not any(
                token.pos_ == "VERB" or token.text == "," for token in between
            ):
                return [value]
    return []


def _fits(cue: Cue, value: Value) -> bool:
    """Tell whether a number can be the amount of a noun: weak ones ("loss", "growth") take per cent and points only."""
    return value.relative or not cue.word.weak
