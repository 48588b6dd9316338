"""Years, fiscal years, decades, centuries, quarters and halves by name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from eventx.normalize.calendar import CENTURY, DECADE, HALF, QUARTER, YEAR, Cell
from eventx.normalize.grammar.words import listed, neighbours, ordinal_number, year_number
from eventx.normalize.timex import Context, Parsed, Value, of_cell, of_span, rule

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")


_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNDER = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|(?:oh[\s-])?(?:{'|'.join(_ONES)}))\b"
)


@cache
def _spelt() -> re.Pattern[str]:
    century = r"(?P<hundred>fifteen|sixteen|seventeen|eighteen|nineteen|twenty)(?:[\s-]hundred(?:\s+and)?)?"
    return re.compile(
        rf"\s*,?\s*\b(?:{century}\s+(?P<rest>{_UNDER})|two\s+thousand(?:(?:\s+and)?\s+(?P<after>{_UNDER}))?)(?![\s-](?:percent|per|people|thousand|million))",
        re.IGNORECASE,
    )


def spelt_year(text: str, at: int) -> tuple[int, int] | None:
    """Read a year in words at a character: "nineteen ninety-six", "two thousand and five"."""
    found = (
        _spelt().match(text, at) if text[at : at + 1] in ("", " ", ",") or at == 0 or not text[at].isspace() else None
    )
    if found is None:
        return None
    rest = re.split(r"[\s-]+", (found["rest"] or found["after"] or "").lower())
    under = sum(
        10 * (_TENS.index(word) + 2) if word in _TENS else (*_ONES, *_TEENS).index(word) + 1
        for word in rest if word in (*_TENS, *_TEENS, *_ONES)
    )  # fmt: skip
    hundred = (found["hundred"] or "").lower()
    return found.end(), (2000 if hundred in ("", "twenty") else (_TEENS.index(hundred) + 10) * 100) + under


@rule("N", r"(?=(?:fifteen|sixteen|seventeen|eighteen|nineteen|two\s+thousand)\s)")
def year_in_words(context: Context, m: re.Match[str]) -> Parsed | None:
    """In nineteen ninety-six."""
    before, _ = neighbours(context.text, m.start(), m.start())
    found = spelt_year(context.text, m.start())
    if (
        found is None
        or before.lower() not in ("in", "since", "by", "until", "from", "of")
        or not 1400 < found[1] < 2100
    ):
        return None
    _, after = neighbours(context.text, found[0], found[0])
    return (
        None
        if after.isalpha() and after.islower() and after.endswith("s")
        else (found[0], of_cell(Cell(YEAR, found[1]), absolute=True))
    )


@rule("#", r"(?P<year>(?:19|20)\d\d)(?:-|–|/)(?P<last>(?:19|20)\d\d|\d\d)(?![\d-])")
def year_range(context: Context, m: re.Match[str]) -> Value | None:
    """2019-2022; 2019-20; 2024/25."""
    first = int(m["year"])
    last = int(m["last"]) if len(m["last"]) == 4 else first // 100 * 100 + int(m["last"])
    if last == first // 100 * 100:
        last += 100
    if not first < last < first + 100:
        return None
    return replace(of_span(Cell(YEAR, first), Cell(YEAR, last)), absolute=True)


_PREFIX = re.compile(r"\b(?:mid|end|early|late|pre|post|start)-$", re.IGNORECASE)


@rule("#", r"(?P<year>21\d\d)(?!\d|[.,:]\d|-|\s?%)")
def far_year(context: Context, m: re.Match[str]) -> Value | None:
    """By 2100."""
    before, after = neighbours(context.text, m.start(), m.end())
    if before.lower() not in ("by", "in", "until", "before", "after", "since", "through") or not (
        after in (".", ",", ";", ")", "and", "or", "if", "as", "to", "at", "from", "under", "with") or after == ""
    ):
        return None
    return of_cell(Cell(YEAR, int(m["year"])), absolute=True)


@rule("#", r"<Y>(?!-(?!year)\w|[:$€£°])")
def bare_year(context: Context, m: re.Match[str]) -> Value | None:
    """2025, unless it counts something."""
    before, after = neighbours(context.text, m.start(), m.end())
    sign = context.text[max(0, m.start() - 1) : m.start()]
    if (
        (sign and sign in "$€£¥₹#.-–+:,=@&_" and not _PREFIX.search(context.text, max(0, m.start() - 7), m.start()))
        or after.lower() in listed("counted")
        or before.lower() in listed("numbered")
    ):
        return None
    plural = (
        after.islower()
        and after.endswith("s")
        and not after.endswith("ss")
        and after not in ("levels", "is", "was", "has", "as", "its", "this", "versus")
    )
    year = int(m["year"])
    if before.lower() not in listed("licence") and (
        plural or year < 1700 or (after.isalpha() and after.islower() and before.islower() and before.endswith("ed"))
    ):
        return None
    listed_after = (
        before.lower() == "and" and context.anchor and context.anchor == Cell(YEAR, year - 1)
    )  # 2008 and 2009
    if (
        plural
        and not listed_after
        and before.lower()
        in (
            "to",
            "of",
            "for",
            "than",
            "over",
            "about",
            "and",
            "or",
            "from",
            "by",
            "a",
            "around",
        )
    ):
        return None
    return of_cell(Cell(YEAR, year), absolute=True)


@rule(
    "year fiscal financial fy calendar cy the",
    r"<the>(?:(?:fiscal|financial|calendar|tax|budget)\s+(?:years?\s+)?|year\s+|[fc]y\s?'?)(?P<year>(?:19|20)\d\d|\d\d)(?:(?:-|–|/)(?P<last>\d{2,4}))?(?!\d)",
)
def fiscal_year(context: Context, m: re.Match[str]) -> Value | None:
    """Fiscal 2024; FY25; the year 2008: its calendar days unless the article dates it."""
    if len(m["year"]) == 2 and not re.match(r"(?:the\s+)?[fc]y", m.group(), re.IGNORECASE):
        return None
    year = year_number(m["year"])
    if m["last"]:
        last = year // 100 * 100 + int(m["last"][-2:])
        return Value("DATE", f"{year}/{last}") if last > year else None
    value = of_cell(Cell(YEAR, year), absolute=True)
    fiscal = re.match(r"(?:the\s+)?(?:fi|fy|tax|bud)", m.group(), re.IGNORECASE)
    return replace(value, first=None, last=None) if fiscal else value


@rule("# the", r"<the>(?:(?P<mod>early|mid|late)[\s-]+)?(?P<year>(?:1[5-9]|20)\d0)'?s")
def decade(context: Context, m: re.Match[str]) -> Value:
    """The 1990s."""
    year = int(m["year"])
    if year % 100 == 0 and year < 2000:
        return of_cell(Cell(CENTURY, year // 100), absolute=True)
    return of_cell(Cell(DECADE, year // 10), absolute=True)


_NOT_YEARS = re.compile(r"\b(?:temperature|degree|weather|high|low|heat|cold|warm|cool|fahrenheit)", re.IGNORECASE)


@rule(
    "# DECADE the early mid late",
    r"(?P<the>the\s+)?(?:(?P<mod>early|mid|late)[\s-]+)?(?:['’]?(?P<year>[2-9]0)s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b(?!-)",
)
def short_decade(context: Context, m: re.Match[str]) -> Value | None:
    """'90s; the mid-70s; the Sixties: no temperatures, and no ages ("in her 40s")."""
    quoted = m["year"] and re.search(r"['’]\d0s$", m.group())
    if not quoted:
        near = context.text[max(0, m.start() - 80) : m.end() + 40]
        before, _ = neighbours(context.text, m.start(), m.end())
        if not m["the"] or before.lower() not in listed("licence") or _NOT_YEARS.search(near):
            return None
    year = int(m["year"]) if m["year"] else 10 * (_DECADES.index(m["word"].lower()) + 2)
    return of_cell(Cell(DECADE, (1900 if year > 20 else 2000) // 10 + year // 10), absolute=True)


_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


@rule("# O the", r"<the><O>[\s-]+century")
def century(context: Context, m: re.Match[str]) -> Value | None:
    """The 20th century."""
    number = ordinal_number(m["ordinal"])
    return of_cell(Cell(CENTURY, number - 1), absolute=True)


@rule(
    "q h the",
    r"<the>(?P<kind>[QH])(?P<number>[1-4])(?:(?:\s+(?:of\s+)?|/|-|,\s)?(?:(?:fy|cy)\s?)?'?(?P<year>(?:19|20)\d\d|\d\d))?(?!\d|\.\d)",
)
def q_first(context: Context, m: re.Match[str]) -> Value | None:
    """Q1 2025; H2."""
    return _part(context, m, m["kind"], int(m["number"]), m["year"])


@rule(
    "#",
    r"(?:(?P<year>(?:19|20)\d\d|\d\d)\s?-?(?P<kind>[QH])(?P<number>[1-4])|(?P<number2>[1-4])(?P<kind2>[QH])\s?'?(?P<year2>(?:20)\d\d|\d\d)?)(?!\w)",
)
def q_last(context: Context, m: re.Match[str]) -> Value | None:
    """2025Q1; 1Q25."""
    return _part(context, m, m["kind"] or m["kind2"], int(m["number"] or m["number2"]), m["year"] or m["year2"])


def _part(context: Context, m: re.Match[str], kind: str, number: int, year: str | None) -> Value | None:
    grain, count = (QUARTER, 4) if kind.upper() == "Q" else (HALF, 2)
    if number > count:
        return None
    if year:
        return of_cell(Cell(grain, year_number(year) * count + number - 1), absolute=True)
    return nth_part(context, grain, number, m.start())


def nth_part(context: Context, grain: str, number: int, at: int) -> Value | None:
    """Resolve "the second quarter" without a year: the latest begun, or the coming one where the tense is future."""
    count = {QUARTER: 4, HALF: 2}[grain]
    if context.published is None:
        return Value(timex=f"XXXX-{'Q' if grain == QUARTER else 'H'}{number}")
    now = Cell.holding(grain, context.published)
    back = (now.index + 1 - number) % count
    tense = context.ask(at)
    if context.anchor is not None and context.anchor.grain == YEAR:
        told = Cell(grain, context.anchor.index * count + number - 1)
        if tense != "past" or told.index <= now.index:
            return of_cell(told)
    before, _ = neighbours(context.text, at, at)
    results = before.lower() == "for" and re.search(
        r"\b(?:results?|earnings|report|figures|data|publish)\b", context.text[max(0, at - 90) : at]
    )
    if back == 0 and tense == "past" and results and number != 1:
        back = 0
    if back and tense == "future" and not results:
        back -= count
    return of_cell(now.shift(-back), loose=True)
