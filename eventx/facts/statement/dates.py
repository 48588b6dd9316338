"""Dates of speaking: the time that stands with a cue, outside what is told."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon
from eventx.normalize.calendar import names
from eventx.normalize.date import Time
from eventx.syntax.labels import AUXILIARIES, FINITE, NOUN_SUBJECTS, has_left
from eventx.syntax.tokens import DASHES

_NEAR = 30  # tokens between a cue and its day
_STEPS = 6


def date_of(view: View, cue: Token, pieces: Sequence[Piece]) -> Time | None:
    """Return the day that stands with a cue, outside the content."""
    sentence = view.sentence(cue.i)
    near = range(max(sentence.start, cue.i - _NEAR), min(sentence.end, cue.i + _NEAR))
    for i in sorted((i for i in near if i in view.times), key=lambda i: abs(i - cue.i)):
        time = view.times[i]
        day = time.start_date and time.start_date == time.end_date and time.start >= view.opening(sentence)
        told = any(start <= time.start < end for start, end in pieces)
        outside = not told and view.in_quote[i] in (-1, view.in_quote[cue.i])
        if day and outside and not _is_apart(view, i, cue) and not _is_elsewhere(view.doc[i], cue):
            return time
    return None


def without_day(view: View, cue: Token, piece: Piece) -> Piece:
    """Return what somebody is asked or promises to do, up to the day on which it was said: "to free them | on Friday".

    A day that is over by the day of publication is none on which it shall be done.
    """
    published = view.analysis.article.published_on
    for token in view.doc[cue.i + 1 : view.sentence(cue.i).end]:
        time, verb = view.times.get(token.i), token.head.head
        weekday = token.lower_ in names("weekdays") and token.head.dep_ == "prep" and verb.tag_ in ("VB", "VBG")
        if time is None or not weekday or not piece[0] < time.start < piece[1]:
            continue
        own = verb.dep_ == "xcomp" and (verb.head == cue or verb.head.head == cue)
        over = published is not None and time.start_date is not None and time.start_date <= published.isoformat()
        if own and over and verb.lemma_.lower() not in lexicon("time").timetable:
            return piece[0], token.head.idx
    return piece


def _main(cue: Token) -> Token:
    """Return the verb that lends a participle its subject: said on Monday, adding; on Monday raised it, writing."""
    return cue if cue.dep_ != "advcl" or has_left(cue, *NOUN_SUBJECTS) else cue.head


def _is_apart(view: View, i: int, cue: Token) -> bool:
    """Say whether another clause stands between a time and a cue."""
    between, main = view.doc[min(i, cue.i) + 1 : max(i, cue.i)], _main(cue)
    finite = (t for t in between if t.tag_ in FINITE and t.dep_ not in AUXILIARIES and t.i != main.i)
    marks = (";",) if cue.is_ancestor(view.doc[i]) else (";", *DASHES)
    return any(t.text in marks for t in between) or next(finite, None) is not None


def _is_elsewhere(token: Token, cue: Token) -> bool:
    """Say whether a time is another happening's: the bank, which met on Tuesday; after the quake on Monday."""
    main = _main(cue)
    main = main.head if main.dep_ == "ccomp" else main
    own = has_left(main, *NOUN_SUBJECTS)
    for _ in range(_STEPS):
        token = token.head
        if token.i in (cue.i, main.i):
            return False
        if token.dep_ == "relcl" or token.lower_ in lexicon("statement").dated_apart:
            return True
        if token.tag_ == "VBG" and token.lower_ in lexicon("statement").referring:
            return True  # referring to the talks on Monday
        if token.dep_ == "ccomp" and token.head.i not in (cue.i, main.i) and token.head.dep_ == "advcl":
            return True  # noting that it closed on Friday, he said
        if own and token.pos_ == "VERB" and has_left(token, *NOUN_SUBJECTS):
            # they met on Monday, and the mayor said; he said it would not, and on Monday he left
            return token.dep_ == "conj" or (not cue.is_ancestor(token) and cue.dep_ != "ccomp")
    return False
