"""Which period holds for a fact, and against what it is measured: by sentence, clause and preposition.

``period_of(analysis, token)`` gives the Time that holds for a fact anchored at ``token`` (the amount or change word of
a change, the number of a headcount, or their verb); ``basis_of(analysis, token)`` the basis of a change. A time counts
only from the same sentence; one of the first clause also covers the later coordinated clauses, one of a later clause
does not reach back. Times of comparison and those of the reporting verb ("said on Tuesday") are no periods. The Time
returned may have its days narrowed: ``analysis.period(time)`` makes the record.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from eventx.analysis.comparison import (
    basis_from,
    compares_rates,
    is_ahead,
    is_comparison,
    is_outdone,
    is_own,
    is_past_year,
    is_vague_point,
    paired,
)
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.normalize.date import Time
from eventx.records import Basis
from eventx.syntax.labels import FINITE
from eventx.syntax.phrases import ancestors, is_verb
from eventx.syntax.tense import is_report, told_by, verb_before

_NEAR = 600  # characters; keeps a sentence without end linear
_INNER = frozenset({"relcl", "acl", "pcomp", "csubj"})
_ASIDE = frozenset({",", "(", "–", "—", "-", "--"})
_WITHIN = frozenset({"prep", "pobj", "compound", "poss", "nmod", "nummod", "npadvmod", "amod", "dobj"})
_BETWEEN = frozenset({"up", "down", "than", "less", "more", "fewer", "unchanged", "compared", "against", "versus"})
_AFTER = frozenset({"after", "following", "despite", "since"})
_BREAKS = frozenset({";", "while", "whereas", "\n\n"})
_STOPS = frozenset({",", ";", ":", ".", "and", "but"})
_BEHIND = 14  # tokens behind a change in which "since" stands
_OPENING = 14  # characters of a sentence in which "Sequentially" stands
_FAR = 60  # characters of a change's phrase
_PHRASE_END = re.compile(r"[,;:]\s|\n|\s(?:and|but|while|after|against|compared|versus|vs)\b|[.!?]\s")
_ON_THE_DAY = re.compile(r"\b(?:on|for) (the day)\b(?! (?:of|before|after|when|that))", re.IGNORECASE)
_END = re.compile(r"\bat (?:the )?end of |\bat end-", re.IGNORECASE)
_DAY = re.compile(
    r"day\b|\bto(?:day|night)|\b(?:this|last)\b|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_LONG = re.compile(r"-[QH]|/")  # a quarter, a half or a span of years


def period_of(analysis: Analysis, token: Token, since_open: bool = False) -> Time | None:
    """Return the period that holds for a fact anchored at ``token``, or None.

    Parameters
    ----------
    analysis
        The article.
    token
        The anchor's first token, or its verb.
    since_open
        True for headcounts: "since January" is then a period up to publication; on a change it is only a basis.
    """
    sentence = analysis.sentence_span(token.idx)
    start, published = sentence.start_char, analysis.article.published_on
    after, before = _around(analysis, sentence, token)
    for time in [*after, *before]:
        if time.relation in ("since-record", "after") or _is_aside(analysis, time):
            continue
        if _is_of_object(analysis, time, token):
            continue
        if not since_open and is_past_year(analysis.text, time):
            continue
        if is_comparison(analysis, time, start) and not is_own(analysis, time, token.idx, start):
            continue
        if time.timex == "PRESENT_REF":
            return None
        if time.relation == "from" and time.timex_type == "DATE":
            return replace(time, end_date=None) if is_ahead(analysis, time) else time
        if time.relation == "since":
            return replace(time, end_date=published.isoformat() if published else None) if since_open else None
        if time.end_date and _END.search(analysis.text, max(0, time.start - 8), time.end):
            return replace(time, start_date=time.end_date)
        if time.start_date or time.end_date:
            return time
    return None if since_open else _trading_day(analysis, sentence, token)


def _trading_day(analysis: Analysis, sentence: Span, token: Token) -> Time | None:
    """Read "was down 2% on the day": that of the publication."""
    told = _ON_THE_DAY.search(analysis.text, sentence.start_char, sentence.end_char)
    published = analysis.article.published_on
    if told is None or published is None or _parted(token, analysis.span(*told.span(1))[0], _verb(token)):
        return None
    day = published.isoformat()
    return Time(told.start(1), told.end(), "DATE", day, day, day)


def basis_of(analysis: Analysis, token: Token) -> Basis | None:
    """Return what a change anchored at ``token`` is measured against, or None where the sentence does not say."""
    sentence = analysis.sentence_span(token.idx)
    start, verb, period = sentence.start_char, _verb(token), period_of(analysis, token)
    after, before = _around(analysis, sentence, token, bases=True)
    if period is None and analysis.article.published_on is None:
        plain = (t for t in (*after, *before) if t.timex_type == "DATE" and not is_comparison(analysis, t, start))
        period = next(plain, None)
    said = _phrase(analysis.text, token)
    if basis := paired(said) or paired(analysis.text[start : start + _OPENING]):
        return basis
    for time in after:
        paced = token.like_num and compares_rates(analysis.text, time, start)
        if not paced and (basis := basis_from(analysis, time, start, period)):
            return basis
    for time in before:
        if time.timex_type == "SET" and (basis := paired(analysis.text[max(0, time.start - 8) : time.end + 6])):
            return basis
        shared = _shares_basis(analysis, time, verb, period in before)
        basis = basis_from(analysis, time, start, period) if shared else None
        if basis and not (basis == "since" and _phrase_after(token) is not None):
            return basis
    return "since" if is_vague_point(said) else _vague_since(analysis, token, verb, start)


def _phrase(text: str, token: Token) -> str:
    """Return the words from a token to the end of its phrase."""
    end = _PHRASE_END.search(text, token.idx, token.idx + _FAR)
    return text[token.idx : end.start() if end is not None else token.idx + _FAR]


def _shares_basis(analysis: Analysis, time: Time, verb: Token | None, dated: bool) -> bool:
    """Tell whether a time before a change gives its basis: that of the same verb, or "compared with a year ago"."""
    word = analysis.span(time.start, time.end)[0]
    own = _own_verb(analysis, word)
    if own is None or own == verb or own.lemma_ == "compare":
        return own == verb or own is not None
    if verb is None or any(t.lower_ in _BETWEEN for t in word.doc[own.i + 1 : word.i]):
        return False
    joint = verb.dep_ == "conj" and verb.head == own and dated
    return joint or (time.relation == "from" and (_is_beside(verb, own) or _is_beside(own, verb)))


def _is_beside(verb: Token, first: Token) -> bool:
    """Tell whether a clause stands beside another as its equal: "while imports rose", "those to Chad doubled"."""
    if verb.head != first or verb.dep_ not in ("advcl", "ccomp", "parataxis"):
        return False
    marks = {c.lower_ for c in verb.lefts if c.dep_ in ("mark", "advmod")}
    return bool(marks & _BREAKS) if verb.dep_ == "advcl" else any(c.text in (",", ";") for c in first.children)


def _vague_since(analysis: Analysis, token: Token, verb: Token | None, start: int) -> Basis | None:
    """Read "since the pandemic", "since its May listing", "since the row began"."""
    near = token.doc[token.i + 1 : min(token.i + _BEHIND, analysis.sentence_span(token.idx).end)]
    first = next((t for t in near if t.lower_ == "since" or t.text in _STOPS or t.tag_ in FINITE), None)
    held = (
        (c for c in verb.children if c.dep_ == "prep" and (c.i > token.i or c.is_sent_start))
        if verb is not None
        else ()
    )
    since = next((t for t in (first, *held) if t is not None and t.lower_ == "since"), None)
    behind = since is not None and not is_outdone(analysis.text, start, since.idx)
    clause = verb is not None and any(c.lemma_ == "have" for c in verb.lefts) and any(map(_is_since, verb.children))
    return "since" if behind or clause else None


def _is_since(verb: Token) -> bool:
    """Tell whether a clause says since when: "since the row began in May, the index has dropped"."""
    past = any(c.tag_ == "VBD" for c in (verb, *verb.lefts))
    return past and any(c.dep_ == "mark" and c.lower_ == "since" for c in verb.lefts)


def _is_aside(analysis: Analysis, time: Time) -> bool:
    """Tell whether a time is no period: goods are due then, or it is of a level in brackets, "(Q2 2024: 38m)"."""
    text = analysis.text
    set_beside = text[time.end : time.end + 1] == ":" and text[max(0, time.start - 1) : time.start] == "("
    return set_beside or re.compile(lexicon("comparison").delivered, re.IGNORECASE).match(text, time.end) is not None


def _around(analysis: Analysis, sentence: Span, token: Token, bases: bool = False) -> tuple[list[Time], list[Time]]:
    """Return the times of the anchor's clause that follow it, nearest first, and those before it that reach it."""
    verb, later = told_by(_verb(token), token), _phrase_after(token)
    wanted = ("DATE", "TIME", "SET", "DURATION") if bases else ("DATE", "TIME")
    after: list[Time] = []
    before: list[Time] = []
    for time in _times(analysis, sentence, token.idx):
        if (time.timex_type not in wanted and not time.start_date) or _is_clock(analysis.text, time):
            continue  # but the first nine months have their days
        word = analysis.span(time.start, time.end)[0]
        own = just if is_report(just := verb_before(word)) else told_by(_own_verb(analysis, word), word)
        told = not is_report(own) or own == verb or _is_told(analysis, time, own, token)
        if not told or _is_apart(time, word, token):
            continue
        if word.i < token.i:
            if _reaches(own, verb) and (bases or later is None or later.i < word.i):
                before.insert(0, time)
        elif any(map(_is_set_off, token.doc[token.i + 1 : word.i])):
            break
        elif (own == verb and not is_report(verb)) or not (_joined(own, verb) or _parted(token, word, verb)):
            after.append(time)
    return after, before


def _is_of_object(analysis: Analysis, time: Time, token: Token) -> bool:
    """Tell whether a time is that of what somebody moves: "cut its forecast for 2025 by 4%"."""
    word = analysis.span(time.start, time.end)[-1]
    verb, step = _verb(word), word
    if verb is None or verb != _verb(token) or is_report(verb):
        return False
    while step.head != verb and step.dep_ in _WITHIN:
        step = step.head
    if step.lower_ == "for" and step.i > verb.i:  # "lowered its estimate | for 2025"
        step = step.nbor(-1)
        while step.head != verb and step.dep_ in ("pobj", "prep"):
            step = step.head
    moved = step.dep_ == "dobj" and step.head == verb and step.i > verb.i
    planned = step.lemma_ in lexicon("comparison").planned and all(t.lemma_ != "growth" for t in step.lefts)
    return moved and planned and not step.is_ancestor(token)


def _is_clock(text: str, time: Time) -> bool:
    """Tell whether a time is one of the clock alone, which names no day: "at 9:30 a.m.", "overnight"."""
    return time.timex_type == "TIME" and _DAY.search(text, time.start, time.end) is None


def _is_apart(time: Time, word: Token, token: Token) -> bool:
    """Tell whether a time belongs to a phrase of its own: "the rate, 6.8% in August, could", "after falling in May"."""
    above = {head.i for head in ancestors(token)}
    for step in ancestors(word):
        if step.i in above:
            return False
        if step.dep_ == "prep" and step.lower_ in _AFTER:
            return token.i < step.i and not any(time.start <= t.idx < time.end for t in step.rights)
        if step.pos_ in ("VERB", "AUX") and step.dep_ != "pcomp":
            return time.relation != "since" and _is_since(step)
        if step.dep_ == "appos":
            edge = step.left_edge.i
            return edge > 0 and step.idx < time.start and step.doc[edge - 1].text in _ASIDE
    return False


def _phrase_after(token: Token) -> Token | None:
    """Return the preposition of a phrase of what was before: "fell 3% in May, after a 2% rise"."""
    for step in ancestors(token):
        if step.dep_ == "prep" and step.lower_ in _AFTER:
            return step
        if step.pos_ in ("VERB", "AUX") and step.dep_ != "pcomp":
            return None
    return None


def _times(analysis: Analysis, sentence: Span, at: int) -> Sequence[Time]:
    """Return the times of the sentence that stand near enough to character ``at`` to hold there."""
    first = bisect_left(analysis.times, max(sentence.start_char, at - _NEAR), key=lambda t: t.start)
    last = bisect_left(analysis.times, min(sentence.end_char, at + _NEAR), key=lambda t: t.start)
    return analysis.times[first:last]


def _own_verb(analysis: Analysis, word: Token) -> Token | None:
    """Return the verb that governs a time; one within a time is none: "the year *ended* May 31"."""
    verb = _verb(word)
    at = bisect_right(analysis.times, verb.idx, key=lambda t: t.start) - 1 if verb is not None else -1
    return _verb(verb.head) if verb is not None and at >= 0 and verb.idx < analysis.times[at].end else verb


def _joined(own: Token | None, verb: Token | None) -> bool:
    """Tell whether a time belongs to a later clause, joined to that of ``verb``: "rose to 5 and *now* exceeds 6"."""
    while own is not None and own.dep_ == "conj" and own.head != own:
        own = own.head
        if own == verb:
            return True
    return False


def _verb(token: Token) -> Token | None:
    """Return the verb that governs a token, itself included."""
    return next((head for head in ancestors(token) if is_verb(head)), None)


def _is_told(analysis: Analysis, time: Time, verb: Token | None, token: Token) -> bool:
    """Tell whether a time under a verb of reporting is of what it tells: one ahead, or a long one at the end of it."""
    published = analysis.article.published_on
    ahead = published is not None and (time.end_date or "") > published.isoformat()
    last = verb is not None and verb.i < token.i and time.start > token.idx
    return ahead or (last and _LONG.search(time.timex or "") is not None)


def _parted(first: Token, last: Token, verb: Token | None) -> bool:
    """Tell whether another clause begins between two tokens; those behind "than" and "since" are no others."""
    for token in first.doc[first.i + 1 : last.i]:
        if token.text in _BREAKS:
            return True
        if token.lower_ in ("than", "since"):
            return False
        own = token.head if token.dep_ in ("aux", "auxpass") else token
        goes_on = token.pos_ == "VERB" and token.dep_ == "conj" and token.head == verb
        beside = token.tag_ == "VBG" and token.dep_ == "advcl" and token.nbor(-1).text == ","
        if goes_on or beside or (token.tag_ in FINITE and own != verb):
            return True
    return False


def _is_set_off(token: Token) -> bool:
    """Tell whether a word begins another change: "rose 12% to 41 million, on sales of 612 million, *up* from 580"."""
    return token.lower_ in ("up", "down") and token.nbor(-1).text == ","


def _reaches(earlier: Token | None, verb: Token | None) -> bool:
    """Tell whether the time of an earlier clause also holds for the clause of ``verb``."""
    if earlier is None or verb is None or earlier == verb:
        return True
    above = {head.i for head in ancestors(verb)}
    for head in ancestors(earlier):
        if head.i in above or head.dep_ in _INNER:
            return head.i in above
    return True
