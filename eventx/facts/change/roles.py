"""Roles: which numbers around a cue are its amounts, its initial and its final level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from eventx.facts.change.amounts import (
    PLAIN,
    counts_buyers,
    counts_things,
    ends_at,
    fits,
    is_again,
    is_agent,
    is_alike,
    is_bare,
    is_by_each,
    is_carried,
    is_conjoined,
    is_held,
    is_moved,
    is_pace,
    is_times,
    is_worth,
    own_noun,
    stands_before,
)  # fmt: skip
from eventx.facts.change.cues import ASKED, Cue
from eventx.facts.change.extents import is_extent, stands_at
from eventx.facts.change.levels import is_expected
from eventx.facts.change.passing import does_other, is_past, passes, picks_out, way_of_subject, way_past
from eventx.facts.change.standards import compares, is_level_before
from eventx.facts.change.steady import kept_level
from eventx.facts.change.subjects import shared_head
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.window import inserted, is_apposed, is_of_part, window_end
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.units import TIMES
from eventx.syntax.arguments import is_of_other
from eventx.syntax.phrases import is_time, object_before

_AGAIN = 4  # tokens between a level and the same in per cent


@dataclass(frozen=True, slots=True)
class Frame:
    """One telling of a change: its cue, its amounts ("$1.20, or 1.5%" are two), its levels and what changes."""

    cue: Cue
    amounts: tuple[Value, ...] = ()
    initial: Value | None = None
    final: Value | None = None
    metric: Chars | None = None

    @property
    def values(self) -> list[Value]:
        """The numbers that play a role."""
        return [*self.amounts, *self.levels]

    @property
    def levels(self) -> list[Value]:
        """The levels told, the initial one first."""
        return [value for value in (self.initial, self.final) if value is not None]

    @property
    def tells_size(self) -> bool:
        """Tell whether it says by how much."""
        return bool(self.amounts) or self.cue.word.ratio is not None

    @property
    def is_bare(self) -> bool:
        """Tell whether it tells levels only."""
        return not self.tells_size and self.cue.kind != "flat"


def find_frames(cue: Cue, clause: Clause, cues: Sequence[Cue], taken: set[int]) -> list[Frame]:
    """Find the frames of a cue; ``taken`` are the first tokens of the values that others have, and is added to."""
    later = (c.token for c in cues if c != cue and compares(c.token))  # "pared losses to close 3% lower"
    owned = {value.first for token in later for value in clause.right_before(token.i)}
    free = replace(clause, values=tuple(v for v in clause.values if v.first not in taken | owned))
    before = tuple(_before(cue, free))
    level = before[0] if len(before) == 1 and _is_row(cue, free) else None  # "16,369.03 up 58.06 points"
    kept = kept_level(cue.token, free) if cue.kind == "flat" else None
    frames = [Frame(cue, before if level is None else (), final=kept)]
    if cue.kind != "signed":
        rules = (_as_compared,) if cue.kind == "count" else _RULES
        end, last, aside = window_end(cue, clause, cues), cue.token.i + 1, inserted(cue, clause)
        for value in free.values:
            passed = way_past(value, clause.span.doc) is not None  # "grew 6%, *below the 7%* analysts expected"
            other = is_expected(cue.token, value, clause) or picks_out(cue.token, value)
            others = is_held(cue, value, clause) or (passed and other)
            if cue.token.i < value.first < end and value.first not in aside and not others:
                roles = (rule(frames[-1], value, last, clause) for rule in rules)
                if then := next((role for role in roles if role is not None), None):
                    frames[-1:], last = then, value.last
    frames += _doubled(frames[-1], free)
    if level is not None and frames[0].amounts and frames[0].final is None:
        frames[0] = replace(frames[0], final=level)
    for i, (first, second) in enumerate(pairwise(frames)):
        if first.final is None and second.metric is None:  # "4% from March and 11% from a year earlier, to 9"
            frames[i] = replace(first, final=second.final)
    frames = [frame for frame in frames if _is_complete(frame)]
    taken.update(value.first for frame in frames for value in frame.values)
    return frames


def _doubled(frame: Frame, clause: Clause) -> list[Frame]:
    """Return the change told a second time, in per cent: "cut its stake to *5 shares, or 4%*, from 9, or 7%"."""
    initial, final = frame.initial, frame.final
    if frame.amounts or final is None or final.relative or final.money:
        return []
    told = [v for v in clause.values if v.relative and is_again(v, v.lead)]  # "2 million shares, *or 5%*"
    near = ([v for v in told if level and 0 < v.lead - level.last <= _AGAIN] for level in (final, initial))
    again = [next(iter(values), None) for values in near]
    return [Frame(frame.cue, final=again[0], initial=again[1])] if again[0] is not None else []


def _is_complete(frame: Frame) -> bool:
    """Tell whether a frame has the numbers that its cue asks for."""
    levels = frame.initial is not None and frame.final is not None
    if frame.cue.kind == "noun" or frame.cue.word.direction is None:
        moved = frame.cue.kind == "noun" and is_moved(frame.cue)  # "narrowed its *loss* to 5 from 9"
        final, token = frame.final if frame.cue.kind == "verb" else None, frame.cue.token
        way = (way_past(final, token.doc) or way_of_subject(token)) if final is not None else None
        apposed = frame.initial is not None and frame.final is None and is_apposed(frame.cue)
        ended = ends_at(frame.cue, frame.final) or way is not None
        return frame.tells_size or (levels and not moved) or ended or apposed
    return bool(frame.values) or frame.tells_size or frame.cue.kind == "flat"


def _is_row(cue: Cue, clause: Clause) -> bool:
    """Tell whether a level stands before "up" or "down" and behind it by how much it moved."""
    stands = cue.kind == "adverb" and cue.token.lower_ in lexicon("change").particles and cue.first == cue.token
    return stands and clause.ahead(cue.token.i + 1) is not None


def _before(cue: Cue, clause: Clause) -> list[Value]:
    """Return the amounts before a cue: "a 12% rise", "3% lower", "1,500 more"."""
    at, doc = cue.token.i, clause.span.doc
    if cue.kind == "signed":
        return [value for value in clause.values if value.first == at]
    if cue.kind in ("adverb", "count"):
        return list(clause.right_before(at))
    if cue.kind != "noun" or cue.word.ratio is not None:
        return []
    fit = [value for value in clause.values if fits(cue, value) and value.last <= at]
    beside = [value for value in fit[-1:] if stands_before(doc[value.last : cue.first.i])]
    return beside or [value for value in fit if is_worth(cue, value, clause)]


def _as_initial(frame: Frame, value: Value, last: int, clause: Clause) -> list[Frame] | None:
    """Read "from 5"; no "from three months earlier", "recovered $9 from two men", "picked up from a 58-foot boat"."""
    cue = frame.cue
    held = object_before(cue.token, clause.span.doc[value.lead]) is not None
    taken = cue.kind == "verb" and not (cue.word.object or frame.values) and held
    unit, tie = clause.span.doc[value.last : value.last + 1], clause.span.doc[value.last + 1 : value.last + 2]
    ago = not value.money and unit.text.removesuffix("s") in TIMES and tie.text in lexicon("change").dating
    sized = unit.text == "-" and not (value.relative or value.money) and tie.text.removesuffix("s") not in TIMES
    first = value.prep == "from" and frame.initial is None
    return [replace(frame, initial=value)] if first and not (ago or taken or sized) else None


def _as_compared(frame: Frame, value: Value, last: int, clause: Clause) -> list[Frame] | None:
    """Read a level or pace that one is compared with: "fell to 34, against 54", "rose 1.2%, compared with 0.1%"."""
    told, compared = next(iter(frame.amounts), None), value.prep in lexicon("change").comparing
    levels = compared and frame.final is not None and told is None
    if frame.initial is None and (levels or is_level_before(value, told, frame.final, clause)):
        aside = is_expected(frame.cue.token, value, clause) or is_of_other(clause.span.doc[value.last - 1])
        return None if aside else [replace(frame, initial=value)]
    again = frame.final is not None and frame.final.number.unit == value.number.unit  # "fell 3% to 41, against 34"
    paced = told is not None and compared and is_alike(told, value, clause) and not again
    return [frame, Frame(frame.cue, (value,))] if paced else None


def _as_final(frame: Frame, value: Value, last: int, clause: Clause) -> list[Frame] | None:
    """Read "to 5", "into 5", and levels that are reached or passed."""
    noun = frame.cue.kind == "noun"
    extent = noun and is_extent(frame.cue, value, clause)  # "growth came to 3%"
    to = value.prep in ("to", "into") and not extent and not is_carried(frame.cue, value)
    beside = value.prep in ("to", "at") and (bool(frame.amounts) or frame.cue.kind == "flat")
    other = (beside and own_noun(value.lead - 1, last, clause) is not None) or counts_buyers(frame.cue, value, clause)
    told = bool(frame.amounts) and stands_at(value, last, clause) if noun else _is_reached(frame, value, last, clause)
    free = frame.final is None and not other  # but "and costs to 9"
    return [replace(frame, final=value)] if free and (to or told) else None


def _is_reached(frame: Frame, value: Value, last: int, clause: Clause) -> bool:
    """Tell whether a level is reached or passed: "up 2% at 391", "to close at 51", "to reach 12", "fell below $70"."""
    doc, terms = clause.span.doc, lexicon("change")
    if frame.cue.kind == "flat" and value.prep == "of":
        return doc[value.lead - 2] == frame.cue.token.head  # "an unchanged dividend of 5 cents"
    if frame.cue.kind == "flat" and value.prep == "on":
        return value.relative and value.lead == last + 1 and not counts_things(value, clause)  # "unchanged on 9%"
    if frame.cue.word.base in terms.reaching:
        return all(t.pos_ in PLAIN for t in doc[frame.cue.token.i + 1 : value.lead])
    part = any(is_of_part(t) for t in doc[last : value.lead])
    if value.prep == "at" and not part and (frame.amounts or frame.cue.kind in ("adverb", "flat")):
        other = frame.initial is not None and frame.initial.number.unit != value.number.unit
        return not (other and doc[value.lead - 2].lower_ == "and")  # "at 9 yen, up from 8 yen, and at 2 francs"
    settles = any(t.lemma_ in terms.level_verbs for t in doc[last : value.lead])
    if settles and not part and (value.prep == "at" or frame.amounts):
        return True
    cue, way = frame.cue, frame.cue.word.direction
    if way is None:
        return passes(cue.token, value)
    opposed = cue.kind == "adverb" and way_past(value, doc) != way  # "up from 3 but still below 5"
    return not opposed and is_past(value, doc, way) and not does_other(cue.token, cue.word, value, clause)


def _as_amount(frame: Frame, value: Value, last: int, clause: Clause) -> list[Frame] | None:
    """Read "by 5", "a fall of 5", "rose 5%"; a second time only in another unit: "$1.20, or 1.5%", "85 yen (3%)"."""
    cue = frame.cue
    if (
        cue.kind == "flat"
        or cue.word.ratio is not None
        or is_times(value, clause)
        or (value.prep == "by" and _is_by_other(frame, value, last, clause))
    ):
        return None
    if frame.amounts:
        second = value.money and frame.amounts[-1].money
        alone = all(other.first >= value.first or other.last <= last for other in clause.values)
        again = frame.final is None and not second and alone and is_again(value, last)
        return [replace(frame, amounts=(*frame.amounts, value))] if again else None
    told = _is_of_noun(cue, value, clause) if cue.kind == "noun" else _is_of_verb(frame, value, clause)
    return [replace(frame, amounts=(value,))] if told else None


def _is_by_other(frame: Frame, value: Value, last: int, clause: Clause) -> bool:
    """Tell whether "by" tells who changes it, or by how much another: "fell to 9 from 17, and revenue by 4%"."""
    if is_agent(value, frame.cue, clause):
        return True  # "boosted by a $1 billion programme"
    return bool(frame.values) and own_noun(value.lead - 1, last, clause) is not None


def _is_of_noun(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a number is the amount of a noun of change: "a fall of 5", "the rise was 3%"."""
    if is_extent(cue, value, clause):
        return True
    if cue.word.base in lexicon("change").selling and clause.whole(value, ("of",)) is not None:
        return False
    ties = ("of",) if is_moved(cue) else ("of", "by")  # "cut its losses by a third"
    return is_carried(cue, value) or (value.prep in ties and fits(cue, value))


def _is_of_verb(frame: Frame, value: Value, clause: Clause) -> bool:
    """Tell whether a number is the amount of a verb or adverb of change: "by 5", "rose 5%", "grew at a 3% pace"."""
    if value.prep == "by" or frame.final is not None:
        return value.prep == "by"
    between = clause.span.doc[frame.cue.token.i + 1 : value.lead]
    own = all((t.pos_ != "VERB" or t.dep_ == "amod") and t.lower_ != "with" for t in between)  # no "with debt at 83%"
    pace = value.number.unit == "percent" and value.prep == "at" and frame.cue.word.subject and own
    return pace or frame.cue.word.base == ASKED or is_bare(frame.cue, value, clause)


def _as_next(frame: Frame, value: Value, last: int, clause: Clause) -> list[Frame] | None:
    """Read a further telling of the same cue: "rose 3% in May and 5% in June", "and imports 5%", "and profit to 9"."""
    told = frame.amounts[0] if frame.amounts else frame.final or frame.initial
    alike = told is not None and is_alike(told, value, clause)
    if told is not None and alike and told == frame.initial and value.joined:
        dated = any(t.ent_type_ == "DATE" or is_time(t) for t in clause.span.doc[value.last : value.last + 2])
        return [frame, Frame(frame.cue, initial=value)] if dated else None  # "down from 6% in May and *8%* a year ago"
    again = Frame(frame.cue, (value,)) if frame.amounts else Frame(frame.cue, final=value)
    paced = bool(frame.amounts) and frame.final is None and is_pace(value, last, clause)
    if alike and (paced or ((frame.amounts or frame.initial is None) and is_conjoined(value, clause))):
        return [frame, again]
    after = clause.counted(value)
    if frame.cue.kind == "noun" or (after is not None and after.lower_ == "of"):
        return None
    noun = own_noun(value.lead - (value.prep in ("by", "to", "from")), last, clause)
    metric = (noun.start_char, noun.end_char) if noun is not None else None
    if noun is not None and noun[0].pos_ == "ADP":  # "shares in Alba rose 6% and *those in Halden* 2%"
        metric = shared_head(frame.cue.token, frame.cue.first, noun[0])
    elif is_by_each(value, frame.cue, clause):
        metric = None  # "cut fares, Alba by 5% and *Halden by 8%*"
    if value.prep == "to":
        return [frame, Frame(frame.cue, final=value, metric=metric)] if noun is not None else None
    if value.prep == "from":  # "fell from 9 to 7 and *deaths from 4* to 3"
        behind = next((v.prep for v in clause.values if v.first > value.first), "")
        return [frame, Frame(frame.cue, initial=value, metric=metric)] if noun is not None and behind == "to" else None
    further = (alike and bool(frame.amounts)) or (value.prep == "by" and (value.relative or alike or noun is not None))
    between = clause.span.doc[last : value.lead]
    row = len(between) > 0 and all(token.lower_ in (",", "and") for token in between)  # "rose 3%, 4% and 5%"
    listed = row and (after is None or after.tag_ != "DT")  # no "rose 3%, half *the* 6% of May"
    if further and (noun is not None or value.prep == "by" or listed):
        return [frame, Frame(frame.cue, (value,), metric=metric)]
    return None


# Each gives a number its role: it returns the frame with it, and maybe a further one, or None where it does not fit.
_RULES: tuple[Callable[[Frame, Value, int, Clause], list[Frame] | None], ...] = (
    _as_initial, _as_compared, _as_final, _as_amount, _as_next,
)  # fmt: skip
