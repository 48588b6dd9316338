"""Which period holds for a fact, and against what it is measured: by sentence, clause and preposition.

``period_of(reading, token)`` gives the Time that holds for a fact anchored at ``token`` (the amount or change word of
a change, the number of a headcount, or their verb); ``basis_of(reading, token)`` the basis of a change. A time counts
only from the same sentence; one of the first clause also covers the later coordinated clauses, one of a later clause
does not reach back. Times of comparison and those of the reporting verb ("said on Tuesday") are no periods. The Time
returned may have its days narrowed: ``reading.period(time)`` makes the record.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Span, Token

from eventx.analysis.comparison import basis_from, is_ahead, is_comparison, is_of_change, is_outdone, is_own, paired
from eventx.mentions.reading import Reading
from eventx.normalize.date import Time
from eventx.records import Basis
from eventx.syntax.phrases import ancestors, has_subject, is_verb
from eventx.syntax.tense import is_report, told_by, verb_before

_NEAR = 600  # characters; keeps a sentence without end linear
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_INNER = {"relcl", "acl", "pcomp", "csubj"}
_ASIDE = {",", "(", "–", "—", "-", "--"}
_BREAKS = {";", "while", "whereas", "\n\n"}
_ON_UNIT = re.compile(r"\S+(?: (?!and\b|while\b)[^\s,;%]+){0,6} (?P<unit>on-(?:year|month|quarter|week))\b")
"""A change "5 percent on-year"."""
_CLOSED = re.compile(r",? (?:and|but|while|whereas)\b")
_DELIVERED = re.compile(r"[ -](?:\w+ )?(?:deliver(?:y|ies)|contracts?|futures|settlement|loading|cargo(?:es)?)\b", re.I)
"""What follows the month that goods are due in: "for June delivery"."""
_LONG = re.compile(r"-[QH]|/")  # a quarter, a half or a span of years


def period_of(reading: Reading, token: Token, since_open: bool = False) -> Time | None:
    """Return the period that holds for a fact anchored at ``token``, or None.

    Parameters
    ----------
    reading
        The article.
    token
        The anchor's first token, or its verb.
    since_open
        True for headcounts: "since January" is then a period up to publication; on a change it is only a basis.
    """
    sentence = reading.sentence_span(token.idx)
    start, published = sentence.start_char, reading.article.published_on
    after, before = _around(reading, sentence, token)
    for time in [*after, *before]:
        own = is_own(reading, time, token.idx, start) and (since_open or is_of_change(reading, time, start))
        if (
            _is_aside(reading, time)
            or time.relation in ("since-record", "after")
            or (is_comparison(reading, time, start) and not own)
        ):
            continue
        if time.timex == "PRESENT_REF":
            return None
        if time.relation == "from" and time.timex_type == "DATE":
            return replace(time, end_date=None) if is_ahead(reading, time) else time
        if time.relation == "since":
            return replace(time, end_date=published.isoformat() if published else None) if since_open else None
        if time.start_date or time.end_date:
            return time
    return None


def _is_aside(reading: Reading, time: Time) -> bool:
    """Whether a time is no period: that of goods to be delivered, or of a level in brackets, "(Q2 2024: 38m)"."""
    text = reading.text
    set_beside = text[time.end : time.end + 1] == ":" and text[max(0, time.start - 1) : time.start] == "("
    return set_beside or _DELIVERED.match(text, time.end) is not None


def basis_of(reading: Reading, token: Token) -> Basis | None:
    """Return what a change anchored at ``token`` is measured against, or None where the sentence does not say."""
    sentence = reading.sentence_span(token.idx)
    start, verb = sentence.start_char, _verb(token)
    after, before = _around(reading, sentence, token, bases=True)
    period = period_of(reading, token)
    for time in after:
        if basis := basis_from(reading, time, start, period):
            return basis
    for time in before:
        if time.timex_type == "SET" and (basis := paired(reading.text[max(0, time.start - 8) : time.end + 6])):
            return basis
        own = _verb(reading.span(time.start, time.end)[0])
        joint = verb is not None and verb.dep_ == "conj" and verb.head == own and period in before
        compared = own is not None and own.lemma_ == "compare"  # "Compared with a year earlier, the index rose 4%"
        if (own == verb or joint or compared) and (basis := basis_from(reading, time, start, period)):
            return basis
    if (told := _ON_UNIT.match(reading.text, token.idx, sentence.end_char)) is not None:
        return paired(told["unit"])
    since = next((c for c in verb.rights if c.lower_ == "since" and c.i > token.i), None) if verb is not None else None
    vague = since is not None and since.dep_ == "prep" and not is_outdone(since)
    return "since" if vague else None  # "since the pandemic"


def _around(reading: Reading, sentence: Span, token: Token, bases: bool = False) -> tuple[list[Time], list[Time]]:
    """Return the times of the anchor's clause that follow it, nearest first, and those before it that reach it."""
    verb = told_by(_verb(token), token)
    wanted = ("DATE", "TIME", "SET", "DURATION") if bases else ("DATE", "TIME")
    after: list[Time] = []
    before: list[Time] = []
    for time in _times(reading, sentence, token.idx):
        if time.timex_type not in wanted and not time.start_date:
            continue  # but the first nine months have their days
        word = reading.span(time.start, time.end)[0]
        own = just if is_report(just := verb_before(word)) else told_by(_verb(word), word)
        if is_report(own) and own != verb and not _is_told(reading, time, own, token):
            continue
        if _is_apart(time, word, token) or (own != verb and word.i > token.i and _is_past(own)):
            continue
        if word.i >= token.i:
            same = own == verb and not is_report(verb)
            closed = _CLOSED.match(reading.text, time.end)
            if (same or not _parted(token, word, verb)) and (closed or not _is_next(token, word, own, verb)):
                after.append(time)
        elif _reaches(own, verb) or _opens(reading, time, sentence):
            before.insert(0, time)
    return after, before


def _opens(reading: Reading, time: Time, sentence: Span) -> bool:
    """Whether a time opens its sentence, set off by a comma: it holds for all of it."""
    words = reading.text[sentence.start_char : time.start].split()
    return len(words) <= 1 and reading.text[time.end : time.end + 1] == ","


def _is_past(verb: Token | None) -> bool:
    """Whether a verb tells what went before another, and so has times of its own: "after falling 1% in May"."""
    if verb is None:
        return False
    behind = verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "following", "before", "despite")
    return behind or any(child.lower_ == "having" for child in verb.lefts)


def _is_apart(time: Time, word: Token, token: Token) -> bool:
    """Whether a time belongs to a phrase of its own: "the rate, 6.8% in August, could", "after a surplus in August"."""
    above = {head.i for head in ancestors(token)}
    for step in ancestors(word):
        if step.i in above:
            return False
        if step.dep_ == "prep" and step.lower_ in ("after", "following", "despite"):
            return token.i < step.i and not any(time.start <= t.idx < time.end for t in step.rights)
        if step.pos_ in ("VERB", "AUX"):
            return False
        if step.dep_ == "appos":
            edge = step.left_edge.i
            return edge > 0 and step.idx < time.start and step.doc[edge - 1].text in _ASIDE
    return False


def _times(reading: Reading, sentence: Span, at: int) -> list[Time]:
    """Return the times of the sentence that stand near enough to character ``at`` to hold there."""
    first = bisect_left(reading.times, max(sentence.start_char, at - _NEAR), key=lambda t: t.start)
    last = bisect_left(reading.times, min(sentence.end_char, at + _NEAR), key=lambda t: t.start)
    return reading.times[first:last]


def _verb(token: Token) -> Token | None:
    """Return the verb that governs a token, itself included."""
    return next((head for head in ancestors(token) if is_verb(head)), None)


def _is_told(reading: Reading, time: Time, verb: Token | None, token: Token) -> bool:
    """Whether a time under a verb of reporting is of what it tells: one ahead, or a long one at the end of it."""
    published = reading.article.published_on
    ahead = published and time.end_date and time.end_date > published.isoformat()
    last = verb is not None and verb.i < token.i and time.start > token.idx
    return bool(ahead) or (last and _LONG.search(time.timex or "") is not None)


def _is_next(token: Token, word: Token, own: Token | None, verb: Token | None) -> bool:
    """Whether the verb of a time heads a later clause with a subject of its own."""
    if own is None or own == verb or not has_subject(own):
        return False
    return own.dep_ in ("conj", "parataxis") or (own.i > word.i and not own.is_ancestor(token))


def _parted(first: Token, last: Token, verb: Token | None) -> bool:
    """Whether another clause begins between two tokens; those behind "than" and "since" are no others."""
    for token in first.doc[first.i + 1 : last.i]:
        if token.text in _BREAKS:
            return True
        if token.lower_ in ("than", "since"):
            return _broken(token, last)
        own = token.head if token.dep_ in ("aux", "auxpass") else token
        goes_on = token.pos_ == "VERB" and token.dep_ == "conj" and token.head == verb
        if goes_on or (token.tag_ in _FINITE and own != verb):
            return True
    return False


def _broken(first: Token, last: Token) -> bool:
    return any(token.text in _BREAKS for token in first.doc[first.i + 1 : last.i])


def _reaches(earlier: Token | None, verb: Token | None) -> bool:
    """Whether the time of an earlier clause also holds for the clause of ``verb``."""
    if earlier is None or verb is None or earlier == verb:
        return True
    above = {head.i for head in ancestors(verb)}
    for head in ancestors(earlier):
        if head.i in above:
            return True
        if head.dep_ in _INNER:
            return False
    return True
