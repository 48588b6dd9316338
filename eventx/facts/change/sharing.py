"""Sharing: several amounts or levels of one word of change, given to those of whom they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from eventx.facts.change.cues import Cue
from eventx.facts.change.levels import can_change
from eventx.facts.change.roles import Frame
from eventx.facts.change.values import Clause, Value
from eventx.mentions.claims import Chars
from eventx.syntax.labels import VERBAL
from eventx.syntax.phrases import coordinates, follows, governing_verb, noun_phrase, subject


def share_out(frames: Sequence[Frame], clause: Clause, taken: set[int]) -> list[Frame]:
    """Give each of several amounts the one that it is told of: "*Alba* and *Kestrel* were up 3% and 5%".

    ``taken`` are the first tokens of the values that have a role, and is added to.
    """
    parts = _parts(frames[0].cue) if frames else []
    told = _paired(frames[0], clause, len(parts)) if len(frames) == 1 else _with_own_levels(frames, clause)
    alike = {(len(f.amounts), f.initial is None, f.final is None, f.metric) for f in told}
    if len(told) < 2 or len(alike) > 1 or told[0].metric is not None:
        return told if len(told) == len(frames) else list(frames)
    taken.update(value.first for frame in told for value in frame.values)
    if len(parts) != len(told):
        return told
    return [replace(frame, metric=part) for frame, part in zip(told, parts, strict=True)]


def _paired(frame: Frame, clause: Clause, parts: int) -> list[Frame]:
    """Return the changes of a pair of levels: "rose from 3% *and 4%* to 5% *and 6%*, respectively"."""
    if frame.amounts or not frame.levels:
        return [frame]
    pairs = [_beside(level, clause) if level is not None else None for level in (frame.initial, frame.final)]
    whole = sum(pair is not None for pair in pairs) == len(frame.levels) and 2 in (parts, len(frame.levels))
    return [frame, replace(frame, initial=pairs[0], final=pairs[1])] if whole else [frame]


def _with_own_levels(frames: Sequence[Frame], clause: Clause) -> list[Frame]:
    """Return two changes with a level each, told as a pair: "rose 3% and 4% to $5 *and $6*"."""
    finals = {frame.final for frame in frames if frame.amounts}
    if len(frames) != 2 or len(finals) != 1:
        return list(frames)
    level = next(iter(finals))
    pair = (level, _beside(level, clause)) if level is not None else _pair_before(frames[0].cue, clause)
    own = zip(frames, pair, strict=True) if None not in pair else ()
    return [replace(frame, final=final) for frame, final in own] or list(frames)


def _pair_before(cue: Cue, clause: Clause) -> tuple[Value | None, Value | None]:
    """Return the two levels that stand before a cue: "reached *$5* and *$6*, up 3% and 4%"."""
    one, two = ([None, None] + [v for v in clause.values if v.last <= cue.first.i])[-2:]
    return (one, two) if one is not None and two is not None and _beside(one, clause) == two else (None, None)


def _beside(level: Value, clause: Clause) -> Value | None:
    """Return the number of the same unit that "and" ties to a level with nothing between them."""
    behind = (v for v in clause.values if v.prep == "and" and v.lead - 1 in (level.last, level.reach))
    return next((v for v in behind if v.number.unit == level.number.unit), None)


def _moves_another(verb: Token) -> bool:
    """Tell whether a verb has an object that changes: "Alba and Kestrel cut *the price* to $5 and $4"."""
    return any(c.dep_ == "dobj" and can_change(c) and all(not t.like_num for t in c.lefts) for c in verb.rights)


def _parts(cue: Cue) -> list[Chars]:
    """Return the coordinate parts of a cue's subject."""
    near = next((t for t in (cue.token, cue.first, cue.token.head) if t.pos_ in VERBAL), None)
    verb = near or governing_verb(cue.token)
    noun = subject(verb) if verb is not None else None
    if verb is None or noun is None or _moves_another(verb):
        return []
    chains = (list(coordinates(one)) for one in (noun, *noun.lefts))  # "the *Delta* and *Halden indexes*"
    chain = next((chain for chain in chains if len(chain) > 1), []) or _split(noun)
    if not chain and (listed := _of_things(noun)):
        return listed
    if not chain and noun.pos_ == "PRON":
        return []  # "those to *Alba* and *Kestrel*"
    if not chain:  # "unemployment in *Alba* and *Kestrel* fell to 3% and 5%"
        held = (list(coordinates(c)) for tie in noun.rights if tie.dep_ == "prep" for c in tie.rights)
        return [noun_phrase(noun)] * max((len(chain) for chain in held if len(chain) > 1), default=0)
    *firsts, last = ((noun_phrase(part)[0], part.idx + len(part)) for part in chain)
    whole = noun_phrase(chain[-1] if chain[0] == noun else noun)
    return [*firsts, (last[0], whole[1])]


def _of_things(noun: Token) -> list[Chars]:
    """Return the parts of what a noun is of: "*sales of cars*, *vans* and *lorries* rose 3%, 4% and 5%"."""
    chains = (list(coordinates(c)) for tie in noun.rights if tie.lower_ == "of" for c in tie.rights)
    first, *others = next((chain for chain in chains if len(chain) > 1), []) or [noun]
    parts = [(noun_phrase(part)[0], part.idx + len(part)) for part in others]
    return [(noun_phrase(noun)[0], first.idx + len(first)), *parts] if parts else []


def _split(noun: Token) -> list[Token]:
    """Return a name that opens a sentence with the one tied to it, which the parser hangs on the verb: "*Alba* and"."""
    first = noun.left_edge
    if first.i < 2 or not follows(first, "and") or first.nbor(-2).pos_ != "PROPN" or not first.nbor(-2).is_sent_start:
        return []
    return [first.nbor(-2), noun]
