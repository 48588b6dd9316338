"""The frames of a sentence: each cue with its numbers, the levels told before it, and what changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from eventx.facts.change.cues import ASKED, find_cues
from eventx.facts.change.metric import find_metric, is_set_off, is_trailing
from eventx.facts.change.roles import Chars, Frame, find_frames
from eventx.facts.change.values import Clause, Value
from eventx.lexicons import lexicon
from eventx.mentions.units import TIMES
from eventx.syntax.phrases import is_time

_VERBAL = frozenset({"AUX", "ADV", "PART", "VERB", "PRON"})
_OF_TIME = frozenset({"in", "at", "per"})
_VERBS = 6  # tokens from the comma behind a level to the word of change
_INSERTED = 6  # tokens from a level to the comma behind it


def read_frames(clause: Clause, last: Chars | None, metrics: Mapping[str, Chars]) -> list[Frame]:
    """Read the changes of a sentence, in order.

    Nouns and counts take their numbers first, as their patterns are tight.

    Parameters
    ----------
    clause : Clause
        The sentence with its numbers.
    last : (start, end) or None
        What changed last in the sentences before.
    metrics : mapping of str to (start, end)
        What changed last, by the base form of the word that told it.
    """
    cues, taken = list(find_cues(clause)), set[int]()
    found = {
        cue.token.i: find_frames(cue, clause, cues, taken)
        for cue in sorted(cues, key=lambda cue: (cue.kind not in ("noun", "count"), cue.token.i))
    }
    paces = {value.first for frames in found.values() for frame in frames for value in frame.amounts}
    levels = tuple(value for value in clause.values if value.first not in paces and _is_level(value, clause))
    out: list[Frame] = []
    for frame in (frame for cue in cues for frame in found[cue.token.i]):
        before, base = out[-1] if out else None, frame.cue.word.base
        apart = (frame.cue.kind not in ("verb", "signed") or is_trailing(frame)) and is_set_off(frame)
        frame = _with_levels(frame, before, clause, levels, apart)
        shared = frame.final is not None and before is not None and frame.final in before.values
        trailing = apart and frame.final is None and before is not None and frame.cue.token.head == before.cue.token
        if before is not None and (shared or trailing):
            metric = before.metric
        else:
            metric = find_metric(frame, clause, (before and before.metric) or last, metrics.get(base))
        if metric is None and (base == ASKED or (frame.cue.kind == "flat" and not frame.values)):
            continue
        if apart and frame.cue.kind == "noun" and before is not None and before.is_bare:
            out.pop()  # "fell to 5 from 9, a decline of 44%" is one change
        out.append(replace(frame, metric=metric))
    return out


def _with_levels(frame: Frame, before: Frame | None, clause: Clause, levels: tuple[Value, ...], apart: bool) -> Frame:
    """Give a frame the levels that stand before its cue; ``apart``: the cue is set off from them."""
    if apart:
        return _with_levels_before(frame, before, levels)
    return frame if frame.cue.kind in ("noun", "signed") else _with_inserted_level(frame, clause)


def _with_levels_before(frame: Frame, before: Frame | None, levels: tuple[Value, ...]) -> Frame:
    """Take the levels told before a cue set off: "fell to 5 from 9, a decline of 44%"; "stood at 5, up 3%"."""
    if before is not None and frame.cue.kind == "noun":
        frame = replace(frame, initial=frame.initial or before.initial, final=frame.final or before.final)
    if frame.final is not None:
        return frame
    if before is not None and frame.initial is not None and before.cue.kind == "noun" and before.amounts:
        pace = before.amounts[-1]  # "growth of 2%, up from 1%"
        return replace(frame, final=pace) if pace.number.unit == frame.initial.number.unit else frame
    return replace(frame, final=next((v for v in reversed(levels) if v.last <= frame.cue.first.i), None))


def _with_inserted_level(frame: Frame, clause: Clause) -> Frame:
    """Take a level set off by commas before the verb: "Arrivals, at 5, were fewer", "debt, now 5 million, will"."""
    doc, at = clause.span.doc, min([frame.cue.first.i, *(value.lead for value in frame.amounts)])
    comma = next((i for i in range(at - 1, max(clause.span.start, at - _VERBS), -1) if doc[i].text == ","), None)
    if comma is None or any(t.pos_ not in _VERBAL for t in doc[comma + 1 : at]):
        return frame
    level = next((v for v in reversed(clause.values) if v.last <= comma <= v.last + _INSERTED), None)
    if level is None or level.prep not in lexicon("change").inserting:
        return frame
    opening = doc[level.lead - 1 - (level.prep != ",")].text == ","
    if (level.relative and level.prep == ",") or (doc[comma + 1].tag_ == "WDT" and frame.cue.kind == "verb"):
        return frame
    opening = opening or doc[comma + 1].tag_ == "WDT"
    behind = doc[level.last : comma]
    if not opening or any(t.text == "," or (t.pos_ == "ADP" and t.lower_ not in _OF_TIME) for t in behind):
        return frame
    then = level.prep == "now" or any(t.ent_type_ == "DATE" for t in behind) or frame.final is not None
    return replace(frame, initial=frame.initial or level) if then else replace(frame, final=level)


def _is_level(value: Value, clause: Clause) -> bool:
    """Tell whether a number may be a level: no count of a time ("three months"), none that another is set against."""
    after = clause.counted(value)
    bare = value.number.unit is None and after is not None and after.pos_ == "NOUN"
    timed = value.number.unit in TIMES or (bare and after is not None and is_time(after))
    dated = value.number.unit is None and clause.span.doc[value.first].ent_type_ in ("DATE", "TIME")
    return not timed and not dated and value.prep not in lexicon("change").against
