"""Which period holds for a fact, and against what it is measured: by sentence, clause and preposition.

``period_of(reading, token)`` gives the Time that holds for a fact anchored at ``token`` (the amount or change word of a change,
the number of a headcount, or their verb); ``basis_of(reading, token)`` the basis of a change. A time counts only from the
same sentence; one of the first clause also covers the later coordinated clauses, one of a later clause does not reach back.
Times of comparison ("from a year earlier", "than in 2019", "from $171 in 2019") and those of the reporting verb ("said on
Tuesday") are no periods. The Time returned may have its days narrowed: ``reading.period(time)`` makes the record.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice

from spacy.tokens import Span, Token

from eventx.lexicon import load_lexicon
from eventx.normalize.date import Time
from eventx.reading import Reading
from eventx.records import Basis
from eventx.tense import verb_before

_LEVEL = re.compile(
    r"\b(?P<lead>from|than|compared (?:with|to)|against|versus|vs\.?)\s+(?P<words>(?:[^\s;]*[^\s,;]\s+){0,8})$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:more|less|fewer|greater|higher|lower|larger|rather)\s+$", re.IGNORECASE)
_PEAK = re.compile(r"\s+(?:levels?|peaks?|highs?|lows?|record|average|total|figure)\b", re.IGNORECASE)
_POINT = re.compile(
    r"\b(?:peaks?|levels?|highs?|lows?|record|figure|total|average|rate|number|those|that|close)\b", re.IGNORECASE
)
_OVER = re.compile(r"\b(?:over|on|above|below)\s+(?:the\s+)?$", re.IGNORECASE)
_PAST_SPAN = re.compile(r"\b(?:in|over|during)\s+(?:more\s+than\s+|almost\s+|nearly\s+)?(?:the\s+)?$", re.IGNORECASE)
_LONG_SPAN = re.compile(
    r"\b(?:decades?|(?:past|last)\s+\S+\s+years|(?:two|three|four|five|ten|\d+)\s+years)$", re.IGNORECASE
)
_SUPERLATIVE = re.compile(r"\b(?:\w+est|most|least|first|best|worst|record)\b[^.,;]*$", re.IGNORECASE)
_COMPARED_LEAD = re.compile(r"\bcompared (?:with|to)\s+(?:the\s+)?$", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:an?|half|[\d$€£¥]\S*|[A-Z]{2,3}[\d$]\S*|two|three|four|five|six|seven|eight|nine|ten|double|triple)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:year|month|quarter|week|decade)s?[- ](?:earlier|ago|before)\b|\b(?:year|month|quarter)-(?:earlier|ago)\b"
    r"|\b(?:same|previous|preceding|prior|corresponding)\b",
    re.IGNORECASE,
)
_PAIRED = re.compile(
    r"\b(year|month|quarter|week)(?:s? ago)?[- ](?:on|over)[- ](?:the[- ])?(?:year|month|quarter|week)\b|\by[-/]?o?/?y\b|\bm[-/]o?[-/]?m\b"
    r"|\bon (?:the |an? )?(year|month|quarter|week)\b|\b(year|annual|month|quarter)(?:ly)? (?:basis|rate|terms)\b",
    re.IGNORECASE,
)
_BASES: dict[str, Basis] = {
    "year": "year_on_year", "annual": "year_on_year", "month": "month_on_month", "quarter": "quarter_on_quarter",
    "week": "week_on_week",
}  # fmt: skip
_NEAR = 600  # characters; keeps a sentence without end linear
_DEEP = 40  # steps up a parse
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_INNER = {"relcl", "acl", "pcomp", "csubj"}


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
    for time in [*after, *before]:
        if _is_comparison(reading, sentence, time):
            continue
        if time.relation == "since-record":
            continue
        if time.timex == "PRESENT_REF":
            return None
        if time.relation == "from" and time.timex_type == "DATE":
            return replace(time, end_date=None) if _is_ahead(reading, time) else time
        if time.relation == "since":
            if not since_open:
                return None
            published = reading.article.published_on
            return replace(time, end_date=published.isoformat() if published else None)
        if time.start_date or time.end_date:
            return time
    return None


def basis_of(reading: Reading, token: Token) -> Basis | None:
    """Return what a change anchored at ``token`` is measured against, or None where the sentence does not say."""
    sentence = reading.sentence_span(token.idx)
    after, before = _around(reading, sentence, token, bases=True)
    period = period_of(reading, token)
    for time in after:
        if basis := _basis(reading, sentence, time, period):
            return basis
    verb = _verb(token)
    for time in before:
        if time.timex_type == "SET" and (basis := _paired(reading.text[max(0, time.start - 8) : time.end])):
            return basis
        same = _verb(reading.span(time.start, time.end)[0]) == verb
        same = same or bool(_COMPARED_LEAD.search(reading.text, max(0, time.start - 18), time.start))
        if same and (basis := _basis(reading, sentence, time, period)):
            return basis
    for word in token.doc[token.i + 1 : min(token.i + 40, sentence.end)]:
        if word.lower_ == "since" and word.dep_ == "prep" and not _parted(token, word, verb):
            return "since"  # since the pandemic
    return None


def _around(reading: Reading, sentence: Span, token: Token, bases: bool = False) -> tuple[list[Time], list[Time]]:
    """Return the times of the anchor's clause that follow it, nearest first, and those before it that reach it."""
    verb = _verb(token)
    wanted = ("DATE", "TIME", "SET", "DURATION") if bases else ("DATE", "TIME")
    source = _is_source(token)
    after: list[Time] = []
    before: list[Time] = []
    for time in _times(reading, sentence, token.idx):
        if time.timex_type not in wanted:
            continue
        word = reading.span(time.start, time.end)[0]
        own = _verb(word)
        if (just := verb_before(word)) is not None and _is_report(just):
            own = just
        if _is_report(own) and own != verb:
            continue
        if word.i >= token.i:
            if not _parted(token, word, verb) and not _is_next(token, word, own, verb):
                after.append(time)
        elif not source and _reaches(own, verb):
            before.insert(0, time)
    return after, before


def _is_ahead(reading: Reading, time: Time) -> bool:
    published = reading.article.published_on
    return bool(published and time.start_date and time.start_date > published.isoformat())


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


def _is_next(token: Token, word: Token, own: Token | None, verb: Token | None) -> bool:
    """Whether a verb heads a later clause with a subject of its own."""
    if own is None or own == verb:
        return False
    subjects = [child.i for child in own.children if child.dep_ in ("nsubj", "nsubjpass")]
    if own.dep_ in ("conj", "parataxis"):
        return bool(subjects)
    return own.i > word.i and any(i > word.i for i in subjects) and not own.is_ancestor(token)


def _parted(first: Token, last: Token, verb: Token | None) -> bool:
    """Whether another clause begins between two tokens."""
    for token in first.doc[first.i + 1 : last.i]:
        if token.text in (";", "while", "whereas", "\n\n"):
            return True
        if token.lower_ in ("than", "since"):
            return False
        if token.tag_ in _FINITE and token.pos_ in ("VERB", "AUX"):
            own = token.head if token.dep_ in ("aux", "auxpass") else token
            if own != verb and not (own.dep_ == "xcomp" and own.head == verb):
                return True
    return False


def _is_source(token: Token) -> bool:
    """Whether a token stands under "according to", whose times are its own."""
    return any(t.lower_ == "according" for t in (token, *islice(token.ancestors, _DEEP)))


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


def _is_comparison(reading: Reading, sentence: Span, time: Time) -> bool:
    """Whether a time is one that the fact is compared with."""
    if time.relation == "than":
        return True
    if time.relation in ("by", "since", "until", "before"):
        return False
    if _PEAK.match(reading.text, time.end):
        return True
    back = _COMPARED.search(reading.text, time.start, time.end) is not None
    if (back or reading.text[time.start : time.end].lower() == "last year") and _OVER.search(
        reading.text, max(0, time.start - 6), time.start
    ):
        return True
    lead = _LEVEL.search(reading.text, max(sentence.start_char, time.start - 80), time.start)
    if lead is None:
        return False
    words, word = lead["words"].strip(), lead["lead"].lower()
    figures = any(c.isdigit() for c in words)
    if back:
        return True
    if word == "than":
        return not (_MORE.search(reading.text, max(0, lead.start() - 10), lead.start()) and _AMOUNT.match(words))
    if word == "from":
        if re.search(r"\bto\b", words):
            return False
        return figures or bool(_POINT.search(words)) or (not words and not _is_ahead(reading, time))
    return figures or len(words.split()) < 2 or word.startswith("compared")


def _paired(text: str) -> Basis | None:
    found = _PAIRED.search(text)
    if found is None:
        return None
    unit = next((g for g in found.groups() if g), found.group()[0].replace("y", "year").replace("m", "month"))
    return _BASES.get(unit.lower())


def _basis(reading: Reading, sentence: Span, time: Time, period: Time | None) -> Basis | None:
    if basis := _paired(reading.text[max(sentence.start_char, time.start - 8) : time.end + 6]):
        return basis
    if re.fullmatch(
        r"(?:the )?(?:past year|(?:past|last) (?:12|twelve) months)", reading.text[time.start : time.end], re.IGNORECASE
    ):
        return "year_on_year"
    if time.timex_type != "SET" and _LONG_SPAN.search(reading.text, time.start, time.end):
        lead = _PAST_SPAN.search(reading.text, max(0, time.start - 24), time.start)
        if lead and not _SUPERLATIVE.search(reading.text, max(0, lead.start() - 40), lead.start()):
            return "since"
    if time.relation == "since":
        return "since"
    if time.timex_type != "DATE" or not _is_comparison(reading, sentence, time):
        return None
    if time.start_date is None and not _COMPARED.search(reading.text, time.start, time.end):
        return None
    text = reading.text[time.start : time.end].lower()
    published = reading.article.published_on
    if period is not None and period.start_date and time.start_date:
        months = _months(period.start_date) - _months(time.start_date)
        if months in (12, 1, 3) and "years" not in text:
            return "year_on_year" if months == 12 else "month_on_month" if months == 1 else "quarter_on_quarter"
    if re.search(r"\b(?:twelve|12)\s+months\b", text):
        return "year_on_year"
    if re.search(r"\bdecades?\b|\b(?!one|1\b)\w+\s+(?:years|months|quarters|weeks)\b", text):
        return "since"
    if published and re.fullmatch(r"\d{4}-\d\d", time.timex or "") and time.start_date:
        if 0 < _months(published.isoformat()) - _months(time.start_date) <= 2 and time.relation != "since":
            return "month_on_month"
    if re.match(r"(?:the )?(?:start|beginning|end)\b", text):
        return "since"
    if published and time.start_date and time.end_date and time.start_date[:4] == str(published.year - 1):
        if time.start_date != time.end_date and not (
            period and period.start_date and period.start_date[:4] == time.start_date[:4]
        ):
            return "year_on_year"
    if time.start_date and time.start_date == time.end_date and published and _days(time.start_date, published) < 8:
        return None
    if re.search(r"\b(?:same|corresponding|comparable|equivalent)\b|\byear-", text):
        return "year_on_year"
    found = re.search(r"year|month|quarter|week", text)
    if found:
        return _BASES[found.group()]
    return "since"


def _days(day: str, published: date) -> int:
    return (published - date.fromisoformat(day)).days


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])
