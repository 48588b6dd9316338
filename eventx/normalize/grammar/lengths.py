"""Lengths and sets: three years, six-month, for decades; every week, daily, year-on-year."""

from __future__ import annotations

import re
from decimal import Decimal

from eventx.lexicons import lexicon, load_lexicon
from eventx.normalize.calendar import CENTURY, DAY, DECADE, HALF, MONTH, QUARTER, WEEK, YEAR
from eventx.normalize.grammar.words import (
    CLOCK,
    count_of,
    duration,
    every_one,
    follows,
    neighbours,
    number_of,
    stands_after,
    unit_of,
)
from eventx.normalize.timex import Context, Parsed, rule, table
from eventx.normalize.value import Value

_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDER = (CENTURY, DECADE, YEAR, QUARTER, MONTH, WEEK, DAY, "hour", "minute", "second")
_HALVES = {CENTURY: "P50Y", DECADE: "P5Y", YEAR: "P6M", DAY: "PT12H", "hour": "PT30M"}
_HALF = Decimal("0.5")
_APART = r"\s+(?:after|before|later|since|ago|earlier)\b"  # "was jailed for three years, two months after it"
_POINT = r"[\s-](?:percentage[\s-])?point\b"


@rule(
    "N # U half the",
    r"(?P<the>the\s+)?<N>(?:\s+(?P<scale>hundred|thousand|million|billion))?[\s-]+"
    r"(?:(?P<plus>and[\s-]+a[\s-]+half)[\s-]+|<WHOLE>[\s-]+)*<U>(?P<and>\s+and\s+a\s+half)?(?:(?:\s+and|(?P<comma>,))?\s+<N>\s+<U>)?"
    r"(?!-to-|[\s-](?:on|over)[\s-](?:year|quarter|month|week|day)\b|-(?:old|long|earlier|ago)\b|\s+old\b|\s+of\s+age|-olds?)",
    near="unit",
)
def measured(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Three years; six-month; a day, which after a number is a set (three million a day)."""
    unit, number, count = unit_of(m), m["number"].lower(), count_of(m["number"])
    if unit == HALF or not _is_measure(context, m, unit, number):
        return None
    if number == "recent":
        return m.end("unit"), Value(timex="PAST_REF")
    if count is not None:
        count = count * _SCALES.get((m["scale"] or "").lower(), 1) + (_HALF if m["plus"] or m["and"] else 0)
    if m["unit2"]:
        if m["comma"] and follows(context, m.end(), _APART):
            return m.end("unit"), duration(count, unit)
        return _lesser(m, unit, count) or (m.end("unit"), duration(count, unit))  # 40 hours a week
    plain = not (m["scale"] or m["plus"] or m["and"] or "-" in m.group())
    return _one(context, m, unit) if plain and number in ("a", "an") else duration(count, unit)


def _is_measure(context: Context, m: re.Match[str], unit: str, number: str) -> bool:
    """Whether a number beside a unit of time measures it."""
    many, one, joined = m["unit"].lower().endswith("s"), number in ("a", "an", "one"), "-" in m.group()
    if stands_after(context, m, "no_length"):
        return False  # "aged three months"
    if m["the"] and (not many or joined or number in lexicon("time").vague):
        return False  # the three-month period; the last is its head
    if unit == "second" and (one or not (many or joined)):
        return False  # the 9 second stage
    pointed = not many and follows(context, m.end("unit"), _POINT)  # four quarter-point cuts
    quartered = one or number in ("three", "3", "1") or follows(context, m.end(), r"\s+of\b") or pointed
    if unit == QUARTER and quartered and not re.search("consecutive|straight", m.group()):
        return False  # three quarters of them
    # some day; the 2018 day of protest
    return many or not (number in lexicon("time").plural_counts or re.fullmatch(r"(?:19|20)\d\d", number))


def _lesser(m: re.Match[str], unit: str, count: Decimal | None) -> Value | None:
    """Join a length and a lesser one: two hours and 30 minutes."""
    less, lesser = count_of(m["number2"]), unit_of(m, "unit2")
    if count is None or less is None or not {unit, lesser} <= set(_ORDER):
        return None
    if not 0 < _ORDER.index(lesser) - _ORDER.index(unit) < 4:
        return None
    one, two = duration(count, unit).timex or "", duration(less, lesser).timex or ""
    return Value("DURATION", one + (two[2:] if "T" in one and "T" in two else two[1:]))


def _one(context: Context, m: re.Match[str], unit: str) -> Value | None:
    """Resolve "a year": a length, a rate ("$5 a year", "twice a year"), or the head of a distance."""
    before, after = (word.lower() for word in neighbours(context, m))
    time, one = lexicon("time"), duration(Decimal(1), unit)
    if after in ("earlier", "ago", "later") or (unit == "minute" and after in time.tiny):
        return None
    if after in ("when", "where", "that", "which") and unit not in CLOCK:
        return None  # it is a month when people spend
    if after in ("before", "after"):  # the wedding
        return one
    lasting = not before or before in time.lasting
    counted = re.search(r"[\d%]\s$", context.text[max(0, m.start() - 2) : m.start()])
    if after in time.untimely and not counted and before not in time.times:
        return one  # an hour late
    if counted or before in time.times or not (lasting or after in ("of", "in", "or")):
        return every_one(unit)
    return one if unit != DAY or (before and lasting) else None


@rule("N half", r"(?:an?\s+)?half[\s-]+(?P<an>an?[\s-]+)?<U>", near="unit")
def half(context: Context, m: re.Match[str]) -> Value | None:
    """Half a year; half-decade."""
    unit = unit_of(m)
    value = _HALVES.get(unit) if m["an"] or "-" in m.group() or unit in (DECADE, CENTURY, "hour") else None
    return Value("DURATION", value) if value else None


@rule(
    "# N U",
    r"(?:<N>(?:\s+(?P<scale>hundred|thousand|million|billion))?[\s-]+)?(?P<half>and[\s-]+a[\s-]+half[\s-]+)?"
    r"<U>(?:[\s-]+olds?\b|\s+of\s+age\b)",
    near="unit",
)
def age(context: Context, m: re.Match[str]) -> Value | None:
    """55 years old; a 15-month-old; decades-old; 3.6 billion years old."""
    many, unit = m["unit"].lower().endswith("s"), unit_of(m)
    if unit in (HALF, "second") or not (many or m["number"]) or (many and (m["number"] or "").lower() == "a"):
        return None
    count = count_of(m["number"]) if m["number"] else None
    count = count and count * _SCALES.get((m["scale"] or "").lower(), 1)
    return duration(count + _HALF if count and m["half"] else count, unit)


@rule("# N", r"<N>\s+nights?\b(?!-)", near="unit")
def nights(context: Context, m: re.Match[str]) -> Value | None:
    """Two nights."""
    count = count_of(m["number"])
    return duration(count, DAY) if count and count > 1 and neighbours(context, m)[0] != "and" else None


@rule("# N U", r"(?:<N>[\s-]+)?(?P<unit>[a-z]+?)-?long\b", near="unit")
def long(context: Context, m: re.Match[str]) -> Value | None:
    """A year-long; weeklong; months-long."""
    unit = table("units").get(m["unit"].lower())
    if unit is None or (m["number"] or "").lower() in ("a", "an"):
        return None  # the article is of what lasts
    vague = not m["number"] and m["unit"].lower().endswith("s")
    return duration(None if vague else count_of(m["number"]), unit)


@rule("all the", r"(?:all|the\s+(?:whole|entire))\s+(?P<unit>day|week|month|year|century|decade)\b(?!-)")
def whole(context: Context, m: re.Match[str]) -> Value | None:
    """All day; the whole year."""
    return duration(Decimal(1), unit_of(m))


@rule("U", r"(?P<unit>years|decades|months|weeks|days|centuries|hours|minutes|seconds)\b")
def vague(context: Context, m: re.Match[str]) -> Value | None:
    """For decades; in weeks."""
    before, after = (word.lower() for word in neighbours(context, m))
    time = lexicon("time")
    if before in ("early", "late", "old") or follows(context, m.end(), r"\s+of\s+age\b") or (before == after == "of"):
        return None
    return duration(None, unit_of(m)) if before in time.before_lengths or after in time.after_lengths else None


@rule(
    "every each per",
    r"(?P<how>every|each|per)\s+(?P<other>(?<=every\s)(?:other|second)\s+)?(?:<N>\s+)?(?:<U>|<W>|<P>|<M>|<SEASON>)",
)
def every(context: Context, m: re.Match[str]) -> Value | None:
    """Every week, each year, per day."""
    if m["weekday"]:
        return Value("SET", f"XXXX-WXX-{number_of('weekdays', m['weekday'])}")
    if m["part"]:
        return Value("SET", f"XXXX-XX-XXT{table('dayparts')[m['part'].lower()]}")
    if m["month"]:
        return Value("SET", f"XXXX-{number_of('months', m['month']):02d}") if m["month"].istitle() else None
    if m["season"]:
        return Value("SET", f"XXXX-{table('seasons')[m['season'].lower()]}")
    unit = unit_of(m)
    if (unit in (HALF, "second") and not m["number"]) or (m["number"] and m["how"].lower() == "per"):
        return None
    return Value("SET", duration(Decimal(2) if m["other"] else count_of(m["number"]), unit).timex)


@rule(
    "year month quarter week day",
    r"(?P<unit>year|month|quarter|week|day)[\s-](?:on|over|to)[\s-](?:the[\s-])?(?P=unit)\b",
)
@rule("yoy y m mom qoq q", r"(?P<unit>y(?=oy|/y)|m(?=om|/m)|q(?=oq|/q))(?:o|/)(?P=unit)\b")
@rule(
    "on",
    r"on\s+(?P<art>the\s+|an?\s+)?(?P<unit>year|month|quarter|week)\b"
    r"(?!(?(art)\s+to\b|\s+to\s+[A-Z][a-z])|\s+(?:ended|ending|of|before|that|when|ago|earlier)\b|-)",
)
def compared(context: Context, m: re.Match[str]) -> Value | None:
    """Year-on-year; y/y; up 3% on the year."""
    letters = {"y": YEAR, "m": MONTH, "q": QUARTER}
    return None if m.group() in ("mom", "Mom") else every_one(letters.get(m["unit"].lower(), m["unit"].lower()))


@rule("ADV", r"(?P<word>(?:semi-|bi-)?[A-Za-z]+)\b(?!-\w)")
def adverb(context: Context, m: re.Match[str]) -> Value | None:
    """Annually, daily."""
    before, after = neighbours(context, m)
    code = load_lexicon("time")["adverbs"].get(m["word"].lower())
    named = m["word"][0].isupper() and (before[:1].isupper() or after[:1].isupper())
    return Value("SET", code) if code and not named else None
