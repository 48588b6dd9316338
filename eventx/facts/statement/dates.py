"""Dates of speaking: the time that stands with a cue, outside what is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from eventx.facts.statement.cues import has_left
from eventx.facts.statement.frame import Frame
from eventx.facts.statement.view import FINITE, Piece, View
from eventx.normalize.date import Time

_NEAR = 30  # tokens between a cue and its day
_STEPS = 6


def date_of(view: View, cue: Token, pieces: Sequence[Piece], frames: Sequence[Frame]) -> Time | None:
    """Return the day that stands with a cue, outside the content; ``frames``: the statements before."""
    sentence, chain = view.sentence(cue.i), _verbs_above(cue)
    opening = view.opening(sentence)
    found: list[tuple[int, int]] = []
    for i in range(max(sentence.start, cue.i - _NEAR), min(sentence.end, cue.i + _NEAR)):
        time = view.times.get(i)
        if time is None or time.start < opening or not time.start_date or time.start_date != time.end_date:
            continue
        told = any(start <= time.start < end for start, end in pieces)
        if told or view.in_quote[i] not in (-1, view.in_quote[cue.i]) or _is_of_outer(time, cue, frames):
            continue
        if not _is_apart(view, i, cue, chain) and not _is_elsewhere(view.doc[i], cue):
            found.append((abs(i - cue.i), i))
    return _past(view, view.times[min(found)[1]], cue) if found else None


def _verbs_above(cue: Token) -> set[int]:
    """Return the verbs with which a cue shares its time: on Monday it fined the firm and ordered."""
    verb, chain = cue, set[int]()
    while verb.dep_ in ("conj", "advcl", "xcomp") and len(chain) < _STEPS:
        if verb.dep_ == "conj" and has_left(verb, "nsubj"):
            break
        verb = verb.head
        chain.add(verb.i)
    return chain


def _is_apart(view: View, i: int, cue: Token, chain: set[int]) -> bool:
    """Say whether another clause stands between a time and a cue."""
    return any(
        t.text == ";" or (t.tag_ in FINITE and t.i not in chain and t.dep_ not in ("aux", "auxpass", "relcl"))
        for t in view.doc[min(i, cue.i) + 1 : max(i, cue.i)]
    )


def _past(view: View, time: Time, cue: Token) -> Time:
    """Put the weekday of a past cue back by a week where its clause's "would" has made it a coming one."""
    published, day = view.reading.article.published_on, date.fromisoformat(time.start_date or "")
    weekday = view.text[time.start : time.end].lower() == day.strftime("%A").lower()
    if cue.tag_ != "VBD" or not weekday or published is None or day <= published:
        return time
    iso = (day - timedelta(days=7)).isoformat()
    return replace(time, timex=iso, start_date=iso, end_date=iso)


def _is_of_outer(time: Time, cue: Token, frames: Sequence[Frame]) -> bool:
    """Say whether a time is of the statement that holds another: reported on Monday that she had denied it."""
    near = (piece for frame in frames[-3:] if frame.cue is not None for piece in frame.pieces)
    return any(start <= cue.idx < end and not start <= time.start < end for start, end in near)


def _is_elsewhere(token: Token, cue: Token) -> bool:
    """Say whether a time is another happening's: the bank, which met on Tuesday; after the quake on Monday."""
    for _ in range(_STEPS):
        token = token.head
        if token.i == cue.i:
            return False
        if token.dep_ == "relcl" or token.lower_ in ("after", "before", "since", "until"):
            return True
    return False
