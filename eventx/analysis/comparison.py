"""Times that a fact is compared with ("from a year earlier", "than in 2019"), and the basis that they give."""

from __future__ import annotations

import re
from datetime import date

from eventx.analysis.years import (
    QUARTER,
    YEAR,
    follows_fiscal,
    is_last_year,
    is_month_before_last,
    is_quarter,
    is_year_before,
    is_year_before_last,
    months_apart,
    tells_next_year,
)
from eventx.lexicons import lexicon, load_lexicon, matcher
from eventx.mentions.analysis import Analysis
from eventx.normalize.calendar import names
from eventx.normalize.date import Time
from eventx.records import Basis
from eventx.syntax.labels import FINITE, has_right

_NEAR = 80  # characters from a word that leads to a comparison to its time
_BASIS, _OVER = 9, 14  # characters before a time that tell of its rate, or that it is compared with
_PHRASE = 40  # characters of a superlative's phrase
_SPELL = re.compile(r"\d{4}(?:-(?:\d\d|[QH]\d))?")
_MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_LEVEL = re.compile(r"(?:[a-z]+ )?\D{0,3}\d")  # "from the $6 million that it paid in 2019"
_WEEK = 7  # days
STEPS: dict[int, Basis] = {1: "month_on_month", QUARTER: "quarter_on_quarter", YEAR: "year_on_year"}  # by months
_LEAD = r"(?s:.*)\b(?P<lead>{lead})\s+(?P<words>(?:[^\s;]*[^\s,;]\s+){0,10})$"
_BOUNDS = frozenset({"by", "since", "until", "before"})
"""Relations of times that are compared with nothing."""


def pattern(key: str) -> re.Pattern[str]:
    """Return a pattern of the lexicon."""
    return matcher("comparison", f"{{{key}}}")


def _ending(key: str) -> re.Pattern[str]:
    """Return a pattern of the lexicon for words that stand right before a time."""
    return matcher("comparison", rf"\b(?:{{{key}}})$")


def _lead_to(text: str, time: Time, start: int) -> re.Match[str] | None:
    """Return the word of its sentence that leads to a time, "from" or "compared with", and the words between."""
    return matcher("comparison", _LEAD).match(text, max(start, time.start - _NEAR), time.start)


def is_comparison(analysis: Analysis, time: Time, start: int) -> bool:
    """Tell whether a time of the sentence that begins at ``start`` is one that the fact is compared with."""
    text = analysis.text
    if time.relation == "than" or time.relation in _BOUNDS:
        surpassed = pattern("ahead").search(text, max(start, time.start - 24), time.end) is not None
        return time.relation == "than" or surpassed
    spell = time.timex_type == "DATE" and _SPELL.fullmatch(time.timex or "") is not None  # nothing happens "on" one
    on = spell and _ending("on").search(text, max(0, time.start - 7), time.start)
    if on or pattern("level").match(text, time.end):
        return True  # "4% down on June 2024", "its 2021 peak"
    back = pattern("back").search(text, time.start, time.end) is not None
    bare = pattern("bare").fullmatch(text, time.start, time.end) is not None
    over = _ending("over").search(text, max(0, time.start - _OVER), time.start)
    if (back or bare) and over and not is_ahead(analysis, time):  # but "will climb 10% over 2026"
        return pattern("meanwhile").search(text, max(0, time.start - 10), time.end) is None
    near = max(start, time.start - _NEAR)
    if (back and pattern("figured").search(text, near, time.start)) or pattern("retold").search(text, near, time.end):
        return True
    lead = _lead_to(text, time, start)
    return lead is not None and (back or _is_against(analysis, time, lead))


def is_own(analysis: Analysis, time: Time, at: int, start: int) -> bool:
    """Tell whether what begins at ``at`` is itself compared, and the time its own: "with a 2% drop in June"."""
    lead = _setting(analysis.text, time, start)
    return lead is not None and lead.start("words") <= at < time.start


def compares_rates(text: str, time: Time, start: int) -> bool:
    """Tell whether a time is that of another pace, with which one is compared: "compared with 0.1% a month earlier"."""
    return (lead := _setting(text, time, start)) is not None and pattern("rate").search(lead["words"]) is not None


def _setting(text: str, time: Time, start: int) -> re.Match[str] | None:
    """Return what leads to a time if that sets something beside it: "with", "against", "from a 2% rise"."""
    lead, known = _lead_to(text, time, start), lexicon("comparison").setting
    sets = lead is not None and (lead["lead"].lower() in known or pattern("moved").match(lead["words"]) is not None)
    return lead if sets else None


def _is_against(analysis: Analysis, time: Time, lead: re.Match[str]) -> bool:
    """Tell whether the words between a lead and its time let them be compared: "from 3 million in May"."""
    words, word = lead["words"].strip(), lead["lead"].lower()
    numbers = analysis.span(lead.start("words"), time.start) if words else ()
    figures = any(char.isdigit() for char in words) or any(token.tag_ == "CD" for token in numbers)  # "from four"
    if word.split()[0] in lexicon("comparison").plain:
        return True
    planned = words.endswith(" for") and not lexicon("modality").forecast.nouns.isdisjoint(words.split())
    if planned and analysis.text.startswith("the ", time.start):
        return False  # "from an earlier forecast of $3 for the year"
    if word != "from":
        return figures or len(words.split()) < 2 or word.startswith("compared")
    if pattern("present").search(words) or (figures and _is_of_deed(analysis, time)):
        return False
    if pattern("peaked").search(words) or pattern("event").match(analysis.text, time.end):
        return True
    if pattern("onward").search(words) or _tells(analysis, lead.start("words"), time.start):
        return False
    starts = analysis.modality(lead.start("lead")) == "forecast" and _MONTH_OR_DAY.fullmatch(time.timex or "")
    return figures or not (words or starts or is_ahead(analysis, time))  # no "fares will rise by 5% from July"


def _is_of_deed(analysis: Analysis, time: Time) -> bool:
    """Tell whether a day is that on which somebody moved something: "cut its rate to 4% from 5% *on Friday*"."""
    tie = analysis.span(time.start, time.end).root.head
    return tie.lower_ == "on" and tie.head.tag_ == "VBD" and has_right(tie.head, "dobj")


def _tells(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether a verb stands between "from" and a time: "earnings from tea fell 7% in 2025"."""
    if start >= end or _LEVEL.match(analysis.text, start):
        return False
    return any(
        token.tag_ in FINITE and (token.pos_ == "VERB" or token.tag_ == "MD") for token in analysis.span(start, end)
    )


def is_ahead(analysis: Analysis, time: Time) -> bool:
    """Tell whether a time begins after the publication."""
    published = analysis.article.published_on
    return bool(published and time.start_date and time.start_date > published.isoformat())


def paced(text: str, at: int) -> Basis | None:
    """Return the basis of a rate of each year, month or week: "7% a year"."""
    found = pattern("pace").match(text, at)
    return _basis_by(found["unit"] if found else None)


def paired(text: str) -> Basis | None:
    """Return the basis that "year-on-year", "on the month" or "at an annual rate" tells.

    >>> paired("on the quarter")
    'quarter_on_quarter'
    """
    found = pattern("paired").search(text)
    unit = next((g for g in found.groups() if g), None) if found else None
    return _basis_by(unit)


def _basis_by(unit: str | None) -> Basis | None:
    """Return the basis that a unit of time gives, None where no unit does."""
    basis: Basis | None = load_lexicon("comparison")["bases"].get(unit.lower()) if unit else None
    return basis


def basis_from(analysis: Analysis, time: Time, start: int, period: Time | None) -> Basis | None:
    """Return the basis that a time of the sentence gives to a change over ``period``, or None where it gives none."""
    text = analysis.text
    if basis := paired(text[max(start, time.start - _BASIS) : time.end + 12]):
        return basis
    if time.relation == "since":
        return None if is_outdone(analysis, start, time.start) else "since"
    ahead = analysis.modality(time.start) in ("forecast", "hypothetical")  # "would lift wages by 9% over three years"
    if not ahead and (basis := _over_a_span(analysis, time)):
        return basis
    dated = time.timex_type == "DATE" or time.start_date is not None
    now = time.timex == "PRESENT_REF" or (not time.start_date and pattern("now").fullmatch(text, time.start, time.end))
    now = now or _is_recent_day(text, time, analysis.article.published_on)
    if now or not dated or not is_comparison(analysis, time, start):
        return None
    lead = _lead_to(text, time, start)
    peaked = lead is not None and pattern("peaked").search(lead["words"].strip())
    if peaked or pattern("peak").match(text, time.end):
        return "since"
    if follows_fiscal(analysis, time):
        return "year_on_year"
    before = pattern("rated").sub("", lead["words"]) if lead is not None else ""
    said = f"{before}{text[time.start : time.end]}"
    if published := analysis.article.published_on:
        if period is None and is_year_before_last(analysis, time, published):
            return "year_on_year"
        return _against(said.lower(), time, period, published)
    when = text[period.start : period.end].lower() if period is not None else ""
    if text[time.start : time.end] == time.timex and tells_next_year(analysis, time):
        return "year_on_year"
    return _undated(said.lower(), when) or _against(said.lower(), time, period, None)


def is_outdone(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether a time is that of a superlative, so no basis: "the lowest since 2008"."""
    found = _ending("superlative").search(analysis.text, max(start, end - _PHRASE), end)
    if found is None or found["est"] is None:
        return found is not None
    word = analysis.span(*found.span("est"))[0]  # no "protest"
    return word.pos_ in ("ADJ", "ADV") or is_outdone(analysis, found.end("est"), end)


def _over_a_span(analysis: Analysis, time: Time) -> Basis | None:
    """Return the basis of "over the past three years", "in a decade", "over twelve months", "in ten days"."""
    text = analysis.text
    lead = _ending("within").search(text, max(0, time.start - 24), time.start)
    if lead is None or is_outdone(analysis, 0, lead.start()) or "-" in text[time.start : time.end]:
        return None  # "a drop in 10-year yields"
    if is_past_year(text, time):
        return "year_on_year"
    if time.start_date is not None or time.timex_type != "DURATION" or time.timex is None:
        return "since" if pattern("lately").fullmatch(text, time.start, time.end) else None
    basis: Basis | None = load_lexicon("comparison")["spans"].get(time.timex)
    return basis or ("since" if time.timex != "P1D" and "T" not in time.timex else None)


def is_past_year(text: str, time: Time) -> bool:
    """Tell whether a time is the year up to today, "over the past year", which a change is measured over."""
    return pattern("year").search(text[max(0, time.start - 4) : time.end]) is not None


def _against(said: str, time: Time, period: Time | None, published: date | None) -> Basis:
    """Return the basis of a comparison by how far it lies from the period, or else from the publication."""
    apart = months_apart(time, period)
    if apart in STEPS and (apart != QUARTER or (is_quarter(time) and "year" not in said)):
        return STEPS[apart]
    if pattern("same").search(said) or is_year_before(time, period):
        return "year_on_year"
    if pattern("far").search(said) or (apart > YEAR and pattern("back").search(said) is None):
        return "since"
    if period is None and published is not None and is_month_before_last(time, published):
        return "month_on_month"  # figures of last month "compared with May"
    within = period is not None and (period.start_date or "")[:4] == (time.start_date or "")[:4]
    if not within and is_last_year(time, said, published):
        return "year_on_year"
    unit = pattern("unit").search(said)
    return _basis_by(unit and unit.group()) or "since"


def _is_recent_day(text: str, time: Time, published: date | None) -> bool:
    """Tell whether a time is a day of the last week, which is no point far back: "up from 1,500 on Monday"."""
    if published is None or time.start_date is None:
        return any(word in names("weekdays") for word in re.findall(r"[a-z]+", text[time.start : time.end].lower()))
    one = time.start_date == time.end_date and len(time.start_date) == len("2025-08-15")
    return one and 0 <= (published - date.fromisoformat(time.start_date)).days < _WEEK


def _undated(said: str, when: str) -> Basis | None:
    """Return the basis of two months of unknown years: "eased to 52 in May from 57 in April"."""
    later, earlier = (next(filter(None, map(names("months").get, part.split())), 0) for part in (when, said))
    follows = earlier and later and (later - earlier) % YEAR == 1
    return "month_on_month" if follows or (earlier and when == "last month") else None
