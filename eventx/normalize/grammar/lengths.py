"""Lengths and sets: three years, six-month, for decades; every week, daily, year-on-year."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from eventx.lexicons import load_lexicon
from eventx.normalize.calendar import DAY, DECADE, HALF, MONTH, QUARTER, WEEK, YEAR, Cell, move, names
from eventx.normalize.grammar.words import (
    count_of,
    dayparts,
    duration,
    follows,
    grains,
    listed,
    neighbours,
    number_of,
    season_code,
)  # fmt: skip
from eventx.normalize.timex import Context, Parsed, Value, of_span, parse, rule

_LOOSE = ("several", "few", "some", "many", "recent", "numerous", "couple of", "couple")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDER = ("century", DECADE, YEAR, QUARTER, MONTH, WEEK, DAY, "hour", "minute", "second")


@rule(
    "N # U half the",
    r"(?P<the>the\s+)?(?:an?\s+(?=half))?(?:<N>(?:\s+(?P<scale>hundred|thousand|million|billion))?|(?P<half>half))[\s-]+(?:(?:(?<=half\s)an?|and[\s-]+a[\s-]+half|(?P<plus>and\s+a\s+half)|consecutive|straight|long|full|more|successive|whole|solid|calendar|trading|working|business|odd|or\s+so|fiscal)[\s-]+)*<U>(?P<and>\s+and\s+a\s+half)?(?:(?:\s+and|,)?\s+<N>\s+<U>)?(?!-(?:on|over|to)-|-(?:old|long|earlier|ago)\b|\s+old\b|\s+of\s+age|-olds?)",
    near="unit",
)
def measured(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Three years; six-month; a day, which after a number is a set (three million a day)."""
    word, unit = m["unit"].lower(), grains()[m["unit"].lower()]
    number = (m["number"] or "").lower()
    if (
        m["half"]
        and not re.match(r"(?:an?\s+)?half[\s-]+(?:an?[\s-]+)", m.group(), re.IGNORECASE)
        and unit not in (HALF, DECADE, YEAR, "century", "hour")
    ):
        return None
    count = Decimal("0.5") if m["half"] else count_of(number)
    if m["the"] and (not word.endswith("s") or "-" in m.group() or number in _LOOSE):
        return None  # the three-month period; the last is its head
    if m["scale"]:
        count = count * _SCALES[m["scale"].lower()] if count else None
    if (
        unit == HALF
        or (unit == "second" and number in ("a", "an", "one"))
        or (m["half"] and re.match(r"half\s+years?\b", m.group(), re.I))
    ):
        return None
    if (
        unit == QUARTER
        and (number in ("a", "an", "one", "three", "3", "1") or follows(context.text, m.end(), r"\s+of\b"))
        and "consecutive" not in m.group()
        and "straight" not in m.group()
    ):
        return None
    before, after = neighbours(context.text, m.start(), m.end())
    sign = context.text[max(0, m.start() - 1) : m.start()]
    if (sign and sign in "$€£¥.,:/") or before.lower() == "aged":
        return None
    if number in ("some", "many", "few", "recent") and (not word.endswith("s") or before.lower() == "as"):
        return None
    if re.fullmatch(r"(?:19|20)\d\d", number) and not word.endswith("s"):
        return None  # the 2018 day of protest
    if number == "recent":
        return (m.end("unit") if m["unit2"] else m.end()), Value(timex="PAST_REF")
    if m["and"] or m["plus"] or re.search(r"and[\s-]+a[\s-]+half", m.group(), re.IGNORECASE):
        count = (count or 0) + Decimal("0.5")
    if m["unit2"]:
        less, lesser = count_of(m["number2"]), grains()[m["unit2"].lower()]
        pair = duration(count, unit).timex or "", duration(less, lesser).timex or ""
        if (
            unit not in _ORDER
            or lesser not in _ORDER
            or not 0 < _ORDER.index(lesser) - _ORDER.index(unit) < 4
            or count is None
            or less is None
            or ("," in m.group()[m.end("unit") - m.start() :] and (less > 60 or m["number2"][0] in "aA"))
            or (unit == YEAR and less > 11 and lesser == MONTH)
        ):
            per = number in ("a", "an") and before.lower() not in listed("lasting")
            return m.end("unit"), Value("SET", pair[0]) if per else _length(count, unit)  # 40 hours a week
        joined = pair[0] + (pair[1][2:] if "T" in pair[0] and "T" in pair[1] else pair[1][1:])
        return Value("DURATION", joined)
    if number in ("a", "an") and not m["scale"] and re.match(r"an?\s+\S+$", m.group(), re.IGNORECASE):
        if after.lower() in ("earlier", "ago", "later") or (unit == "minute" and after.lower() in listed("tiny")):
            return None
        if after.lower() in ("before", "after"):  # the wedding
            return duration(Decimal(1), unit)
        if before.lower() in ("once", "twice", "thrice", "times"):
            return Value("SET", duration(Decimal(1), unit).timex)
        counted = re.search(r"[\d%]\s$", context.text[max(0, m.start() - 2) : m.start()])
        if counted or (before and before.lower() not in listed("lasting") and after.lower() not in ("of", "in", "or")):
            code = duration(Decimal(1), unit).timex
            return Value("SET", code)
        if word == "day" and before.lower() not in listed("lasting"):
            return None
    return _length(count, unit)


def _length(count: Decimal | None, unit: str) -> Value:
    table = {YEAR: "P6M", DECADE: "P5Y", "hour": "PT30M", "century": "P50Y", DAY: "PT12H"}
    return Value("DURATION", table[unit]) if count == Decimal("0.5") and unit in table else duration(count, unit)


@rule("# N U", r"(?:<N>[\s-]+)?(?:and[\s-]+a[\s-]+half[\s-]+)?<U>(?:[\s-]+olds?\b|\s+of\s+age\b)", near="unit")
def age(context: Context, m: re.Match[str]) -> Value | None:
    """55 years old; a 15-month-old; decades-old."""
    count, unit = count_of(m["number"]) if m["number"] else None, grains()[m["unit"].lower()]
    many = m["unit"].lower().endswith("s")
    if unit in (HALF, "second") or (not many and not m["number"]) or (many and (m["number"] or "").lower() == "a"):
        return None
    return duration(count + Decimal("0.5") if count and "half" in m.group() else count, unit)


@rule("# N", r"<N>\s+nights?\b(?!-)", near="unit")
def nights(context: Context, m: re.Match[str]) -> Value | None:
    """Two nights."""
    before, _ = neighbours(context.text, m.start(), m.end())
    number = m["number"].lower()
    if number in ("a", "an", "one", "some", "many", "recent") or before.lower() == "and":
        return None
    return duration(count_of(number), DAY)


@rule("# N U", r"(?:<N>[\s-]+)?<U>-long\b", near="unit")
def lasting(context: Context, m: re.Match[str]) -> Value | None:
    """A year-long; months-long."""
    many = m["unit"].lower().endswith("s")
    if (m["number"] or "").lower() in ("a", "an"):
        return None  # the article is of what lasts
    return duration(count_of(m["number"]) if m["number"] else None if many else Decimal(1), grains()[m["unit"].lower()])


@rule("LONG", r"(?P<unit>[a-z]+)long\b")
def long(context: Context, m: re.Match[str]) -> Value:
    """Weeklong."""
    return duration(Decimal(1), grains()[m["unit"].lower()])


@rule("all the", r"(?:all|the\s+(?:whole|entire))\s+(?P<unit>day|week|month|year|century|decade)\b(?!-)")
def whole(context: Context, m: re.Match[str]) -> Value | None:
    """All day; the whole year."""
    before, after = neighbours(context.text, m.start(), m.end())
    return None if after.lower() == "of" and before.lower() == "of" else duration(Decimal(1), m["unit"].lower())


@rule("U", r"(?P<unit>years|decades|months|weeks|days|centuries|hours|minutes)\b")
def vague(context: Context, m: re.Match[str]) -> Value | None:
    """For decades; in weeks."""
    before, after = neighbours(context.text, m.start(), m.end())
    if before.lower() in (
        "for",
        "in",
        "within",
        "over",
        "through",
        "throughout",
        "recent",
        "of",
        "after",
        "took",
        "take",
        "takes",
        "last",
        "lasted",
    ) or after.lower() in ("ago", "of", "later", "since", "after", "before", "ahead"):
        if m["unit"].lower() == "hours" and before.lower() in ("early", "small", "late", "working"):
            return None
        if before.lower() == "of" and after.lower() in ("of", ""):
            return None
        if follows(context.text, m.end(), r"\s+of\s+age\b") or before.lower() in ("early", "late", "old"):
            return None
        return duration(None, grains()[m["unit"].lower()])
    return None


@rule(
    "# N", r"<N>[\s-]+<U>,?\s+(?:starting|beginning|from|running\s+from)\s+(?:on\s+|from\s+)?(?!now|today)", near="unit"
)
def length_from(context: Context, m: re.Match[str]) -> Parsed | None:
    """Three days starting Monday."""
    found = parse(context, m.end())
    count, unit = count_of(m["number"]), grains()[m["unit"].lower()]
    if (
        found is None
        or count is None
        or unit not in (DAY, WEEK, MONTH, YEAR)
        or not (cell := found[1].cell)
        or cell.grain != DAY
    ):
        return None
    if re.search(r"(?<!starting )(?<!beginning )from", m.group(), re.IGNORECASE):
        before, _ = neighbours(context.text, m.start(), m.end())
        if unit != DAY or before.lower() != "for":
            return None  # three days from Tuesday is a day
    last = move(cell.first, unit, int(count)) - timedelta(days=1)
    return found[0], of_span(cell, Cell.holding(DAY, last))


@rule(
    "every each per",
    r"(?:every|each|per)\s+(?:(?P<other>(?<=every\s)(?:other|second))\s+)?(?:<N>\s+)?(?:<U>|<W>|<P>|<M>|<SEASON>)",
)
def every(context: Context, m: re.Match[str]) -> Value | None:
    """Every week, each year, per day."""
    if m["weekday"]:
        return Value("SET", f"XXXX-WXX-{names('weekdays')[m['weekday'].lower().rstrip('.')]}")
    if m["part"]:
        return Value("SET", f"XXXX-XX-XXT{dayparts()[m['part'].lower()]}")
    if m["month"]:
        return Value("SET", f"XXXX-{number_of('months', m['month']):02d}") if m["month"].istitle() else None
    if m["season"]:
        return Value("SET", f"XXXX-{season_code(m['season'])}")
    unit = grains()[m["unit"].lower()]
    count = Decimal(2) if m["other"] else count_of(m["number"]) if m["number"] else Decimal(1)
    if unit in (HALF, "second") and not m["number"]:
        return None
    if m.group().lower().startswith("per") and m["number"]:
        return None
    return Value("SET", duration(count, unit).timex)


@rule(
    "year month quarter week day",
    r"(?P<unit>year|month|quarter|week|day)[\s-](?:on|over|to)[\s-](?:the[\s-])?(?P=unit)\b",
)
def paired(context: Context, m: re.Match[str]) -> Value:
    """Year-on-year."""
    return Value("SET", duration(Decimal(1), m["unit"].lower()).timex)


@rule(
    "on",
    r"on\s+(?P<art>the\s+|an?\s+)?(?P<unit>year|month|quarter|week)\b(?!(?(art)\s+to\b|\s+to\s+[A-Z][a-z])|\s+(?:ended|ending|of|before|that|when|ago|earlier)\b|-)",
)
def on_unit(context: Context, m: re.Match[str]) -> Value:
    """Up 3% on the year."""
    return Value("SET", duration(Decimal(1), m["unit"].lower()).timex)


@rule("yoy y m mom qoq q", r"(?:(?P<y>yoy|y/y|y-o-y)|(?P<m>mom|m/m|m-o-m)|(?P<q>qoq|q/q|q-o-q))\b")
def paired_short(context: Context, m: re.Match[str]) -> Value | None:
    """Yoy, m/m."""
    if m.group().lower() == "mom" and not m.group().isupper():
        return None
    return Value("SET", "P1Y" if m["y"] else "P1M" if m["m"] else "P3M")


@rule("ADV", r"(?P<word>(?:semi-|bi-)?[A-Za-z]+)\b(?!-\w)")
def adverb(context: Context, m: re.Match[str]) -> Value | None:
    """Annually, daily."""
    before, after = neighbours(context.text, m.start(), m.end())
    code = load_lexicon("time")["adverbs"].get(m["word"].lower())
    named = m["word"][0].isupper() and (before[:1].isupper() or after[:1].isupper())
    return Value("SET", code) if code and not named else None
