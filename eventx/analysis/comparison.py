"""Times that a fact is compared with ("from a year earlier", "than in 2019"), and the basis that they give."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from spacy.tokens import Token

from eventx.lexicons import load_lexicon
from eventx.mentions.reading import Reading
from eventx.normalize.date import Time
from eventx.records import Basis
from eventx.syntax.phrases import sentence_of

_UNIT = r"(?:year|month|quarter|week)"
_LEVEL = re.compile(
    r"\b(?P<lead>from|than|as (?:\w+ )?as|compared (?:with|to)|(?:with respect|relative) to|against|versus|vs\.?"
    r"|(?:over|above|below) the(?= [\d$€£¥]))\s+"
    r"(?P<words>(?:[^\s;]*[^\s,;]\s+){0,8})$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:an?|half|[A-Z]{0,3}[\d$€£¥]\S*|two|three|four|five|six|seven|eight|nine|ten|double|triple)\b", re.IGNORECASE
)
_POINT = re.compile(
    r"\b(?:peaks?|levels?|highs?|lows?|record|figure|total|average|rate|number|those|that|close)\b", re.IGNORECASE
)
_PEAK = re.compile(r"\s+(?:levels?|peaks?|highs?|lows?|record|average|total|figure)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:above|below)\s+(?:its|their|the|an?)\s+(?:\w+\s+)?(?:levels?|peaks?|highs?|lows?|record|average)"
    r"(?:\s+(?:of|in|from|for))?\s+$",
    re.IGNORECASE,
)  # "below its level two years ago"
_OVER = re.compile(r"\b(?:over|on|above|below)\s+(?:the\s+)?$", re.IGNORECASE)
_BARE = re.compile(r"last year|the (?:year|month|quarter|week)|\d{4}", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:year|month|quarter|week|decade)s?[- ](?:earlier|ago|before)\b|\b(?:year|month|quarter)-(?:earlier|ago)\b"
    r"|\b(?:same|previous|preceding|prior|corresponding|comparable|equivalent)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:in|over|during)\s+(?:(?:more|less)\s+than\s+|almost\s+|nearly\s+|about\s+|just\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"(?<!at )\b(?:\w+est|most|least|first|best|worst|record|time)\b[^.,;]*$", re.IGNORECASE)
_LAST_YEARS = re.compile(r"\b(?:past|last)\s+\S+\s+(?:years|decades)$|\b(?:past|last)\s+decade$", re.IGNORECASE)
_SOME = re.compile(
    r"\bdecades?\b|\b(?!one|1\b)\w+\s+(?:years|months|quarters|weeks)\b|^(?:the )?(?:start|beginning|end)\b"
)
_SAME = re.compile(r"\b(?:same|corresponding|comparable|equivalent|(?:12|twelve) months)\b")
_PAIRED = re.compile(
    rf"\b(?P<a>{_UNIT})(?:s? ago)?[- ](?:on|over)[- ](?:the[- ])?{_UNIT}\b|\b(?P<b>[ym])[-/]?o?[-/]?(?P=b)\b"
    rf"|\bon (?:the |an? )?(?P<c>{_UNIT})\b|\bon-(?P<e>{_UNIT})\b"
    r"|\b(?P<d>year|annual|month|quarter|week)(?:ly)? "
    r"(?:basis|rate|terms|rise|increase|growth|gain|fall|drop|decline|decrease)\b",
    re.IGNORECASE,
)
_BASES: dict[str, Basis] = {
    "y": "year_on_year", "year": "year_on_year", "annual": "year_on_year",
    "m": "month_on_month", "month": "month_on_month", "quarter": "quarter_on_quarter", "week": "week_on_week",
}  # fmt: skip
_SPANS: dict[str, Basis] = {
    "P1Y": "year_on_year", "P12M": "year_on_year", "P1M": "month_on_month", "P3M": "quarter_on_quarter",
    "P1W": "week_on_week",
}  # fmt: skip


def is_comparison(reading: Reading, time: Time, start: int) -> bool:
    """Whether a time of the sentence that begins at ``start`` is one that the fact is compared with."""
    text = reading.text
    if time.relation == "than":
        return True
    if time.relation in ("by", "since", "until", "before"):
        return False
    if _PEAK.match(text, time.end) or _BESIDE.search(text, max(start, time.start - 40), time.start):
        return True
    back = _BACK.search(text, time.start, time.end) is not None
    if (back or _BARE.fullmatch(text, time.start, time.end)) and _OVER.search(
        text, max(0, time.start - 10), time.start
    ):
        return True
    lead = _LEVEL.search(text, max(start, time.start - 80), time.start)
    if lead is None:
        return False
    words, word = lead["words"].strip(), lead["lead"].lower()
    if back:
        return True
    figures = any(c.isdigit() for c in words)
    if word == "than" or word.startswith("as "):
        return not _AMOUNT.match(words)  # "more than 3% in May", "as much as 3% on Monday"
    if word == "from":
        if re.search(r"\b(?:to|and|but|while|after)\b", words) or _tells(reading, lead.start("words"), time.start):
            return False
        return figures or bool(_POINT.search(words)) or (not words and not is_ahead(reading, time))
    return figures or len(words.split()) < 2 or word.startswith("compared")


def is_own(reading: Reading, time: Time, at: int, start: int) -> bool:
    """Whether what begins at ``at`` is itself compared, and the time its own: "from 88,000 in 2019"."""
    lead = _LEVEL.search(reading.text, max(start, time.start - 80), time.start)
    return lead is not None and lead.start("words") <= at < time.start


def _tells(reading: Reading, start: int, end: int) -> bool:
    """Whether a verb stands between "from" and a time: "earnings from tea fell 7% in 2025"."""
    span = reading.span(start, end) if start < end else ()
    return not any(c.isdigit() for c in reading.text[start : start + 4]) and any(
        token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") for token in span
    )


def is_ahead(reading: Reading, time: Time) -> bool:
    """Whether a time begins after the publication."""
    published = reading.article.published_on
    return bool(published and time.start_date and time.start_date > published.isoformat())


def paired(text: str) -> Basis | None:
    """Return the basis that "year-on-year", "on the month" or "at an annual rate" tells.

    >>> paired("on the quarter")
    'quarter_on_quarter'
    """
    found = _PAIRED.search(text)
    if found and found["d"] and text[: found.start()].lower().endswith(" an "):
        return None  # "to an annual rate of 650,000": no comparison
    unit = next((g for g in found.groups() if g), None) if found else None
    return _BASES.get(unit.lower()) if unit else None


def basis_from(reading: Reading, time: Time, start: int, period: Time | None) -> Basis | None:
    """Return the basis that a time of the sentence gives to a change over ``period``, or None where it gives none."""
    text = reading.text
    if basis := paired(text[max(start, time.start - 8) : time.end + 12]):
        return basis
    if time.relation == "since":
        return None if is_outdone(reading.span(time.start, time.end)[0]) else "since"
    ahead = reading.modality(time.start) in ("forecast", "hypothetical")  # "would lift wages by 9% over three years"
    if not ahead and (basis := _over_a_span(text, time)):
        return basis
    if time.timex_type != "DATE" or not is_comparison(reading, time, start) or is_of_change(reading, time, start):
        return None
    if time.start_date is None and not _BACK.search(text, time.start, time.end):
        return None
    return _against(text[time.start : time.end].lower(), time, period, reading.article.published_on)


def is_outdone(token: Token) -> bool:
    """Whether a time after "since" is that of a superlative, so no basis: "the lowest since 2008"."""
    for word in reversed(token.doc[max(sentence_of(token).start, token.i - 10) : token.i]):
        if word.is_punct and word.text != "-":
            return False
        part = word.lower_ in ("least", "most") and word.i > 0 and word.nbor(-1).lower_ == "at"
        if word.tag_ in ("JJS", "RBS") and not part and word.nbor(1).lower_ != "of":
            return True
        if word.lower_ == "first" and word.nbor(1).pos_ in ("NOUN", "ADJ", "ADP", "SCONJ", "VERB"):
            return True
    return False


@cache
def _change_nouns() -> frozenset[str]:
    nouns = load_lexicon("change")["nouns"]
    return frozenset((*nouns["up"], *nouns["down"]))


def is_of_change(reading: Reading, time: Time, start: int) -> bool:
    """Whether what is compared is a change of its own, and no level: "compared with a 2% decline in June"."""
    lead = _LEVEL.search(reading.text, max(start, time.start - 80), time.start)
    said = lead["words"].lower().split() if lead is not None else []
    return any(char.isdigit() for word in said for char in word) and not _change_nouns().isdisjoint(said)


def _over_a_span(text: str, time: Time) -> Basis | None:
    """Return the basis of "over the past three years", "in a decade", "over twelve months"."""
    said = text[time.start : time.end]
    lead = _WITHIN.search(text, max(0, time.start - 24), time.start)
    if lead is None or _SUPERLATIVE.search(text, max(0, lead.start() - 40), lead.start()):
        return None
    if time.timex_type == "DURATION" and time.timex and not time.start_date:
        return _SPANS.get(time.timex, "since" if time.timex[-1] in "YMCE" and "T" not in time.timex else None)
    return "since" if _LAST_YEARS.search(said) else None


def _against(said: str, time: Time, period: Time | None, published: date | None) -> Basis:
    """Return the basis of a comparison by how far it lies from the period, or else from the publication."""
    first = time.start_date
    if period is not None and period.start_date and first:
        months = _months(period.start_date) - _months(first)
        if months == 3 and "-Q" in (time.timex or ""):
            return "quarter_on_quarter"
        if months in (1, 12):
            return "year_on_year" if months == 12 else "month_on_month"
    if _SAME.search(said):
        return "year_on_year"
    if _SOME.search(said):
        return "since"
    last_year = published is not None and first is not None and first[:4] == str(published.year - 1)
    if last_year and time.end_date != first and not (period and (period.start_date or "")[:4] == (first or "")[:4]):
        return "year_on_year"
    unit = re.search(_UNIT, said)
    return _BASES[unit.group()] if unit else "since"


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])
