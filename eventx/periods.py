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
from functools import cache
from itertools import islice

from spacy.tokens import Span, Token

from eventx.comparison import basis_from, is_ahead, is_compared, is_comparison, is_own, paired
from eventx.lexicon import load_lexicon
from eventx.normalize.date import Time
from eventx.reading import Reading
from eventx.records import Basis
from eventx.tense import verb_before

_NEAR = 600  # characters; keeps a sentence without end linear
_DEEP = 40  # steps up a parse
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_INNER = {"relcl", "acl", "pcomp", "csubj"}
_ASIDE = {",", "(", "–", "—", "-", "--"}
_BREAKS = {";", "while", "whereas", "\n\n"}
_QUARTER_BEFORE = re.compile(
    r"[^.;]{0,60}\b(?:from|in) the (?:previous|prior|first|second|third|fourth)(?: one)?(?=[.,;]|\s*$| and\b)",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(
    r"[^.,;]{0,40}\b(?:in|over) (?:a|one) (?P<unit>year|quarter|month|week|decade|century)\b", re.IGNORECASE
)


_CLOSED = re.compile(r",? (?:and|but|while|whereas)\b")


@cache
def _reporting() -> frozenset[str]:
    return frozenset(load_lexicon("time")["reporting"])


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
    after, before = _around(reading, sentence, token)
    if before and reading.text[before[0].end : token.idx] in ("'s ", "’s "):
        after = [before[0]]  # April's 204,300
    for time in [*after, *before]:
        if time.relation in ("since-record", "after") or (
            is_comparison(reading, time, sentence.start_char)
            and not (since_open and is_own(reading, time, token.idx, sentence.start_char))
        ):
            continue
        if time.timex == "PRESENT_REF":
            return None
        if time.relation == "from" and time.timex_type == "DATE":
            return replace(time, end_date=None) if is_ahead(reading, time) else time
        if time.relation == "since" or _is_since(reading, time, token):
            published = reading.article.published_on
            return replace(time, end_date=published.isoformat() if published else None) if since_open else None
        if time.start_date or time.end_date:
            return time
    return None


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
        same = own == verb or joint or is_compared(reading, time)
        if same and (basis := basis_from(reading, time, start, period)):
            return basis
    return _unsaid(reading, sentence, token, verb, period)


def _unsaid(reading: Reading, sentence: Span, token: Token, verb: Token | None, period: Time | None) -> Basis | None:
    """Return the basis of words that are no time: "since the pandemic", "in the second quarter from the first"."""
    for word in token.doc[token.i + 1 : min(token.i + 40, sentence.end)]:
        if word.lower_ == "since" and word.dep_ == "prep" and not _parted(token, word, verb):
            return "since"
    if period is not None and "-Q" in (period.timex or "") and _QUARTER_BEFORE.match(reading.text, token.idx):
        return "quarter_on_quarter"
    span = _IN_A_YEAR.match(reading.text, token.idx, sentence.end_char)
    return (paired(f"{span['unit']}-on-{span['unit']}") or "since") if span else None


def _around(reading: Reading, sentence: Span, token: Token, bases: bool = False) -> tuple[list[Time], list[Time]]:
    """Return the times of the anchor's clause that follow it, nearest first, and those before it that reach it."""
    verb, source = _verb(token), _is_source(token)
    wanted = ("DATE", "TIME", "SET", "DURATION") if bases else ("DATE", "TIME")
    after: list[Time] = []
    before: list[Time] = []
    for time in _times(reading, sentence, token.idx):
        if time.timex_type not in wanted and not time.start_date:
            continue  # but the first nine months have their days
        word = reading.span(time.start, time.end)[0]
        just = verb_before(word)
        own = just if just is not None and _is_report(just) else _verb(word)
        if _is_report(own) and own != verb and not _is_put_in(own, word) and not _is_told(reading, time, own, token):
            continue
        if _is_apart(time, word, token):
            continue
        if word.i >= token.i:
            closed = _CLOSED.match(reading.text, time.end)
            same = own == verb and not _is_report(verb) and not _broken(token, word)
            if (same or not _parted(token, word, verb)) and (closed or not _is_next(token, word, own, verb)):
                after.append(time)
        elif not source and _reaches(own, verb):
            before.insert(0, time)
    return after, before


def _is_since(reading: Reading, time: Time, token: Token) -> bool:
    """Whether a time stands in a clause with "since": "130 since it won the contract in 2022"."""
    own = _verb(reading.span(time.start, time.end)[0])
    marked = own is not None and any(t.dep_ == "mark" and t.lower_ == "since" for t in own.lefts)
    return marked and own != _verb(token)


def _is_apart(time: Time, word: Token, token: Token) -> bool:
    """Whether a time belongs to a phrase of its own: "the rate, 6.8% in August, could", "after a surplus in August"."""
    above = {token.i, *(t.i for t in islice(token.ancestors, _DEEP))}
    step = word
    for _ in range(_DEEP):
        if step.i in above or step.pos_ in ("VERB", "AUX"):
            return False
        if step.dep_ == "prep" and step.lower_ in ("after", "following", "despite"):
            return token.i < step.i and not any(time.start <= t.idx < time.end for t in step.rights)
        if step.dep_ == "appos":
            edge = step.left_edge.i
            return edge > 0 and step.idx < time.start and step.doc[edge - 1].text in _ASIDE
        if step.head.i == step.i:
            return False
        step = step.head
    return False


def _times(reading: Reading, sentence: Span, at: int) -> list[Time]:
    """Return the times of the sentence that stand near enough to character ``at`` to hold there."""
    first = bisect_left(reading.times, max(sentence.start_char, at - _NEAR), key=lambda t: t.start)
    last = bisect_left(reading.times, min(sentence.end_char, at + _NEAR), key=lambda t: t.start)
    return reading.times[first:last]


def _verb(token: Token) -> Token | None:
    """Return the verb that governs a token, itself included."""
    for _ in range(_DEEP):
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_report(verb: Token | None) -> bool:
    return verb is not None and verb.lemma_.lower() in _reporting()


def _is_told(reading: Reading, time: Time, verb: Token | None, token: Token) -> bool:
    """Whether a time under a verb of reporting is of what it tells: one ahead, or a long one at the end of it."""
    published = reading.article.published_on
    if published and time.end_date and time.end_date > published.isoformat():
        return True
    long = re.search(r"-[QH]|/", time.timex or "") is not None
    return long and verb is not None and verb.i < token.i and time.start > token.idx


def _is_put_in(verb: Token | None, word: Token) -> bool:
    """Whether a verb of reporting stands between commas after a time, so in its clause: "This year, she said, it"."""
    if verb is None or verb.i <= word.i or verb.i + 1 >= len(verb.doc) or verb.nbor(1).text != ",":
        return False
    between = verb.doc[word.i + 1 : verb.i]
    return any(t.text == "," for t in between) and not any(t.pos_ in ("VERB", "AUX") for t in between)


def _is_next(token: Token, word: Token, own: Token | None, verb: Token | None) -> bool:
    """Whether the verb of a time heads a later clause with a subject of its own."""
    if own is None or own == verb:
        return False
    subjects = [child.i for child in own.children if child.dep_ in ("nsubj", "nsubjpass", "expl")]
    if own.dep_ in ("conj", "parataxis"):
        return bool(subjects)
    return own.i > word.i and any(i > word.i for i in subjects) and not own.is_ancestor(token)


def _broken(first: Token, last: Token) -> bool:
    return any(token.text in _BREAKS for token in first.doc[first.i + 1 : last.i])


def _parted(first: Token, last: Token, verb: Token | None) -> bool:
    """Whether another clause begins between two tokens."""
    below = False
    for token in first.doc[first.i + 1 : last.i]:
        if token.text in _BREAKS:
            return True
        below = below or token.lower_ in ("than", "since")
        if below:
            continue
        if token.pos_ == "VERB" and token.dep_ == "conj" and verb is not None and token.head == verb:
            return True
        if token.tag_ in _FINITE and token.pos_ in ("VERB", "AUX"):
            own = token.head if token.dep_ in ("aux", "auxpass") else token
            if own != verb and not (own.dep_ == "xcomp" and own.head == verb):
                return True
    return False


def _is_source(token: Token) -> bool:
    """Whether a token stands under "according to", whose times are its own; no comma parts it from there."""
    source = next((t for t in (token, *islice(token.ancestors, _DEEP)) if t.lower_ == "according"), None)
    if source is None:
        return False
    return token.i < source.i or not any(t.text == "," for t in token.doc[source.i : min(token.i, source.i + _DEEP)])


def _reaches(earlier: Token | None, verb: Token | None) -> bool:
    """Whether the time of an earlier clause also holds for the clause of ``verb``."""
    if earlier is None or verb is None or earlier == verb:
        return True
    above = {verb.i, *(t.i for t in islice(verb.ancestors, _DEEP))}
    for _ in range(_DEEP):
        if earlier.i in above or earlier.head.i == earlier.i:
            return True
        if earlier.dep_ in _INNER:
            return False
        earlier = earlier.head
    return False
