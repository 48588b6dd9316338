"""The frames of a sentence: each cue with its numbers, the levels told before it, and what changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from eventx.facts.change.cues import ASKED, Cue, find_cues
from eventx.facts.change.levels import is_expected
from eventx.facts.change.metric import find_metric, is_set_off
from eventx.facts.change.roles import Frame, find_frames
from eventx.facts.change.sharing import share_out
from eventx.facts.change.subjects import accompanying
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import ways
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.units import TIMES
from eventx.syntax.labels import has_left
from eventx.syntax.phrases import has_subject, is_time, object_before

_VERBAL = frozenset({"AUX", "ADV", "PART", "VERB", "PRON"})
_OF_TIME = frozenset({"in", "at", "per"})
_VERBS = 6  # tokens from the comma behind a level to the word of change
_PAIRED = 4  # tokens between a level and the same in another currency or a share
_RATE = 5  # tokens behind an amount within which its rate is told
_BASE = (" of ", " of the ", " of its ", " of their ")
_WHOLE = 100  # per cent
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
        cue.token.i: share_out(find_frames(cue, clause, cues, taken), clause, taken)
        for cue in sorted(cues, key=lambda cue: (cue.kind not in ("noun", "count"), cue.token.i))
    }
    levels, out = _levels(clause, found), list[Frame]()
    for frame in (frame for cue in cues for frame in found[cue.token.i]):
        before = out[-1] if out else None
        unled = (frame.cue.kind not in ("verb", "signed") and not _has_object(frame.cue)) or _is_trailing(frame)
        apart = unled and is_set_off(frame)  # without a clause of its own: "stood at 5, up 3%"
        frame = _with_levels_before(frame, before, levels) if apart else _with_inserted_level(frame, clause)
        frame = _with_fronted_level(_with_bracketed_level(frame, clause), clause)
        if frame.cue.kind == "noun" and not frame.tells_size and frame.final is None:
            continue  # "a country of farmers, a rise from 5 schools"
        if before is not None and apart and _goes_on(frame, before):
            out[-1] = replace(before, initial=frame.initial or before.initial, final=frame.final)
            continue
        if before is not None and _shares_metric(frame, before, apart):
            metric = before.metric
        else:
            metric = find_metric(frame, clause, (before and before.metric) or last, metrics.get(frame.cue.word.base))
        unsaid = frame.cue.word.base == ASKED or (frame.cue.kind == "flat" and not frame.values)
        if metric is None and (unsaid or _is_of_ages(frame)):
            continue
        if apart and before is not None and _sizes(frame, before):
            out[-1] = replace(before, amounts=frame.amounts)
            continue
        if apart and frame.cue.kind == "noun" and before is not None and before.is_bare:
            out.pop()  # "fell to 5 from 9, a decline of 44%" is one change
        out.append(_with_own_level(replace(frame, metric=metric), clause, taken))
    return out


def _is_of_ages(frame: Frame) -> bool:
    """Tell whether nothing tells what bare numbers are of: "*moving* from 30 to 40 is hard"."""
    return frame.cue.word.direction is None and all(value.number.unit is None for value in frame.values)


def _has_object(cue: Cue) -> bool:
    """Tell whether an adverb goes with a verb that has an object: ", leaving *stocks* 4% lower"."""
    return cue.kind == "adverb" and cue.first != cue.token and object_before(cue.first, cue.token) is not None


def _goes_on(frame: Frame, before: Frame) -> bool:
    """Tell whether a frame has the other level of the one before: "cut from $9, *down to $5*", "to $5, *from $9*"."""
    one = frame.initial is None and before.final is None
    other = before.initial is None and before.final is not None and frame.final == before.final
    same = frame.cue.kind == "adverb" and frame.cue.word.direction == before.cue.word.direction
    return (one or other) and same and frame.is_bare and before.is_bare


def _sizes(frame: Frame, before: Frame) -> bool:
    """Tell whether a frame tells how far the one before moved to its level: "climbed to $9, *up 4%*"."""
    levels = frame.final is not None and frame.final == before.final and (frame.initial, before.initial) == (None, None)
    particle = frame.cue.token.lower_ in lexicon("change").particles
    same = particle and frame.cue.word.direction == before.cue.word.direction
    return same and levels and before.is_bare and bool(frame.amounts)


def _levels(clause: Clause, found: Mapping[int, Sequence[Frame]]) -> tuple[Value, ...]:
    """Return the numbers of a sentence that may be levels: no amounts of its changes."""
    paces = {value.first for frames in found.values() for frame in frames for value in frame.amounts}
    levels = [value for value in clause.values if value.first not in paces and _is_level(value, clause)]
    doc, units = clause.span.doc, set[str | None]()
    for value in list(levels):  # "was $4 million, beating *the $3 million expected*, and up from $2 million"
        if value.number.unit in units and is_expected(doc[value.first], value, clause):
            levels.remove(value)
        units.add(value.number.unit)
    return tuple(levels)


def _shares_metric(frame: Frame, before: Frame, apart: bool) -> bool:
    """Tell whether a frame tells again of what changed in the one before."""
    if frame.cue == before.cue and frame.is_bare and frame.metric is None:
        return True  # "to 5 shares, or 4%"
    if frame.final is not None:
        return frame.final in before.values
    return apart and frame.cue.token.head == before.cue.token and accompanying(frame.cue.token) is None


def _with_levels_before(frame: Frame, before: Frame | None, levels: tuple[Value, ...]) -> Frame:
    """Take the levels told before a cue set off: "fell to 5 from 9, a decline of 44%"; "stood at 5, up 3%"."""
    if before is not None and frame.cue.kind == "noun":
        frame = replace(frame, initial=frame.initial or before.initial)
    if frame.final is not None:
        return frame
    if before is not None and frame.initial is not None and before.amounts and before.final is None:
        pace = before.amounts[-1]
        if _is_pace(pace, before, frame) and pace.number.unit == frame.initial.number.unit:
            return replace(frame, final=pace)
    return replace(frame, final=_nearest_level(frame, levels))


def _with_fronted_level(frame: Frame, clause: Clause) -> Frame:
    """Take the level that opens a sentence: "*From a low of 6,500* in March, the index has rebounded to 8,940"."""
    first, final = clause.span[0], frame.final
    if first.lower_ != "from" or frame.cue.kind != "verb" or final is None or frame.initial is not None:
        return frame
    told = next((v for v in clause.values if v.governor(first.doc) == first.i), None)
    comma = clause.span.doc[told.reach : frame.cue.first.i] if told is not None else ()
    alike = told is not None and told.number.unit == final.number.unit and any(t.text == "," for t in comma)
    return replace(frame, initial=told) if alike else frame


def _with_bracketed_level(frame: Frame, clause: Clause) -> Frame:
    """Take the level before that a bracket tells behind the new one: "was $5 million (*2024: $4 million*), up"."""
    final, doc = frame.final, clause.span.doc
    if final is None or frame.initial is not None or doc[final.reach : final.reach + 1].text != "(":
        return frame
    told = (v for v in clause.values if v.prep == "compared" and 0 < v.lead - final.reach <= _INSERTED)
    level = next((v for v in told if v.number.unit == final.number.unit and doc[v.lead - 1].text == ":"), None)
    return replace(frame, initial=level)


def _is_pace(amount: Value, before: Frame, frame: Frame) -> bool:
    """Tell whether how far something moved moved itself: "growth of 2%, up from 1%", no "fell by 30, down from 900"."""
    way, moved = frame.cue.word.direction, before.cue.word.direction
    number, initial = amount.number.value or 0, frame.initial.number.value if frame.initial is not None else None
    return not amount.money and (amount.relative or way != moved or (way == "up" and number > (initial or 0)))


def _nearest_level(frame: Frame, levels: tuple[Value, ...]) -> Value | None:
    """Return the level before a cue set off, of the unit of the initial one; of "$5 million ($3m)" the first."""
    near = [level for level in reversed(levels) if level.last <= frame.cue.first.i]
    told, initial = next(iter(near), None), frame.initial
    if told is None:
        return None
    small = initial is not None and (initial.number.value or _WHOLE) < _WHOLE
    bare = small and initial is not None and initial.number.unit is None  # "moved to *7 per cent*, up from 6.8"
    if initial is not None and not (bare and told.number.unit == "percent" and told.reach + 1 == frame.cue.first.i):
        told = next((v for v in near if v.money == initial.money and v.number.unit == initial.number.unit), told)
    again = (v for v in near if v.money and 0 < told.first - v.last < _PAIRED)
    return next(again, told) if told.prep in ("(", "or") else told


def _with_inserted_level(frame: Frame, clause: Clause) -> Frame:
    """Take a level set off by commas before the verb: "Arrivals, at 5, were fewer", "debt, now 5 million, will"."""
    comma = _comma_before(frame, clause) if frame.cue.kind not in ("noun", "signed") else None
    if comma is None:
        return frame
    level = next((v for v in reversed(clause.values) if v.last <= comma <= v.last + _INSERTED), None)
    if level is None or not _is_inserted(level, comma, frame, clause):
        return frame
    dated = any(t.ent_type_ == "DATE" for t in clause.span.doc[level.last : comma])
    if level.prep == "now" or dated or frame.final is not None or _is_bygone(level, frame):
        return replace(frame, initial=frame.initial or level)
    return replace(frame, final=level)


def _with_own_level(frame: Frame, clause: Clause, taken: Set[int]) -> Frame:
    """Take the level in the phrase of what changes: "takings *of $9 million* were up 3%", "halved the *$9* fee"."""
    start, end = frame.metric or (0, 0)
    based = clause.span.doc.text.endswith(_BASE, 0, start)  # "a 3% increase of *the profit of $4 million* made before"
    moved, noun = _is_moved(frame), frame.cue.kind == "noun" and any(v.relative for v in frame.amounts) and not based
    if not end or not (moved or noun or (frame.amounts and frame.cue.kind in ("adverb", "count"))):
        return frame
    inside = [value for value in clause.values if start <= value.number.start <= end + 1]
    counted = clause.counted(inside[0]) if len(inside) == 1 else None
    if counted is None or inside[0].first in taken or frame.initial or (frame.final is not None and not moved):
        return frame
    level, told, doc, terms = inside[0], [*frame.amounts, *frame.levels], clause.span.doc, lexicon("change")
    alike = all(value.relative or value.number.unit == level.number.unit for value in told)
    sized = level.money or counted.lemma_.lower() in terms.measures
    if moved and level.number.start == start:
        return _with_held_level(frame, level, clause, sized) if alike else frame
    apart = any(t.pos_ == "ADP" and t.idx > start for t in doc[clause.span.start : level.lead - 1])
    tie, first = doc[level.lead - 1], told[0].first if told else clause.span.end
    alone = moved or not any(level.last <= value.first < first and value.joined for value in clause.values)
    told_of = tie.lower_ in terms.coming_to and tie.idx > start and not (apart and tie.lower_ == "of")
    grown = moved and frame.final is not None and frame.final.number.unit == level.number.unit  # "its *42* ships to 60"
    if not (told_of and alone and (sized or grown)) or level.number.bound != "exact" or (moved and not alike):
        return frame  # "sales of 5 tonnes in May and 7 in June", "sales of cars of 2 tonnes"
    frame = replace(frame, metric=(start, tie.idx - 1))
    return replace(frame, initial=level) if moved else replace(frame, final=level)


def _with_held_level(frame: Frame, level: Value, clause: Clause, sized: bool) -> Frame:
    """Take the level that the phrase of what is moved begins with: "halved the *$9* fee", "its *$9-an-hour* wage"."""
    doc, end = clause.span.doc, frame.metric[1] if frame.metric is not None else 0
    measure = level.last + 1 if sized and not level.money else level.last
    at = next((t.i + 1 for t in doc[level.last : level.last + _RATE] if t.lower_ == level.number.per), measure)
    at += 2 * (doc[at : at + 1].text == "-")  # "the 5,000-troop mission"
    owned = doc[max(0, level.first - 1)].tag_ in ("PRP$", "POS", "DT")  # no "added 30 branches to 400"
    bare = level.number.unit is None and frame.final is not None and frame.final.number.unit is None
    noun = doc[at : at + 1]
    if not (sized or (owned and bare) or level.number.unit == "percent") or not noun or noun.start_char >= end:
        return frame
    return replace(frame, initial=level, metric=(noun.start_char, end))


def _is_moved(frame: Frame) -> bool:
    """Tell whether somebody moves what changes: the object of a verb, or the subject of a passive."""
    cue, starts = frame.cue, frame.metric[0] if frame.metric is not None else 0
    moved = starts > cue.token.idx or has_left(cue.token, "auxpass")
    return moved and cue.kind == "verb" and cue.word.object and (frame.tells_size or frame.final is not None)


def _comma_before(frame: Frame, clause: Clause) -> int | None:
    """Return the comma right before the verbs of a frame."""
    doc, at = clause.span.doc, min([frame.cue.first.i, *(value.lead for value in frame.amounts)])
    comma = next((i for i in range(at - 1, max(clause.span.start, at - _VERBS), -1) if doc[i].text == ","), None)
    plain = comma is not None and all(t.pos_ in _VERBAL or t.lower_ == "since" for t in doc[comma + 1 : at])
    return comma if plain else None


def _is_inserted(level: Value, comma: int, frame: Frame, clause: Clause) -> bool:
    """Tell whether commas set a level off from what it is the level of; ``comma``: the one behind it."""
    doc, set_off, terms = clause.span.doc, level.prep == ",", lexicon("change")
    before, relative = level.lead - 1 - (level.prep in terms.inserting and not set_off), doc[comma + 1].tag_ == "WDT"
    stood = before > clause.span.start and doc[before].lemma_ in terms.put_at
    if level.prep not in terms.inserting and not (stood and doc[before - 1].tag_ == "WDT"):
        return False
    alike = frame.final is not None and frame.final.number.unit in (None, level.number.unit)
    moved = relative and frame.cue.kind == "verb" and not (stood and alike and doc[before].tag_ == "VBD")
    if (level.relative and set_off) or moved:
        return False  # but "debt, which *stood* at $6bn in May, had *thinned* to $5bn"
    if stood and not alike and not _is_bygone(level, frame):
        return False
    before -= stood + (stood and doc[before - 1].tag_ == "WDT")  # ", *put* at $5 in May,", ", *which stood* at $5,"
    if not relative and doc[before].text != ",":
        return False
    ties = (t for t in doc[level.last : comma] if t.text == "," or (t.pos_ == "ADP" and t.tag_ != "RP"))
    dated = level.reach + 1  # "at $5 million at the end *of* May", no "at 5% *of* sales"
    return all(t.lower_ in _OF_TIME or (t.lower_ == "of" and t.i > dated) for t in ties)


def _is_bygone(level: Value, frame: Frame) -> bool:
    """Tell whether a level was, and what has it moved since: "debt, which *was $6bn* when he left, *has* halved"."""
    verb, terms, amounts = frame.cue.token, lexicon("change"), frame.amounts
    past = any(t.tag_ == "VBD" and t.lemma_ in terms.put_at for t in verb.doc[level.lead - 2 : level.first])
    relative = frame.cue.word.ratio is not None or any(value.relative for value in amounts)
    owned = (c for c in verb.rights if c.dep_ == "dobj" and c.lemma_ not in terms.own_worth)
    others = any(all(not v.first <= c.i < v.last for v in amounts) for c in owned)  # no "has cut its output by a fifth"
    return past and relative and not others and any(c.lower_ in ("has", "have") for c in verb.lefts)


def _is_level(value: Value, clause: Clause) -> bool:
    """Tell whether a number may be a level: no count of a time ("three months"), none that another is set against."""
    after = clause.counted(value)
    bare = value.number.unit is None and after is not None and after.pos_ == "NOUN"
    timed = value.number.unit in TIMES or (bare and after is not None and (is_time(after) or after.lower_ == "times"))
    behind = clause.span.doc[value.last : value.last + 2].text.lower()  # "the Liberals on 34, *up* two"
    moved = behind[1:].lstrip() in ways("adverbs").keys() | lexicon("change").flat.words
    stands = behind.startswith((",", "(")) and moved
    dated = value.number.unit is None and clause.span.doc[value.first].ent_type_ in ("DATE", "TIME") and not stands
    whole = value.prep == "of" and any(v.last == value.lead - 1 for v in clause.values)  # "61 of the *120* seats, up"
    apart = after is not None and after.lower_ in ways("beyond")  # "would be *$4* above the average, up from $56"
    return not (timed or dated or whole or apart) and value.prep not in lexicon("change").any_of("against", "comparing")


def _is_trailing(frame: Frame) -> bool:
    """Tell whether a participle tells more of the clause before it: "came to 5 million, *shrinking* 2%"."""
    token, word = frame.cue.token, frame.cue.word
    moves = word.subject and not word.object and not any(t.ent_type_ == "DATE" for c in token.rights for t in c.subtree)
    return moves and token.tag_ in ("VBG", "VBN") and token.dep_ == "advcl" and not has_subject(token)
