"""Years, fiscal years, decades, centuries, quarters and halves by name."""

from __future__ import annotations

import re
from dataclasses import replace

from eventx.lexicons import lexicon
from eventx.normalize.calendar import CENTURY, DECADE, HALF, QUARTER, YEAR, Cell
from eventx.normalize.grammar.words import follows, neighbours, ordinal_number, year_number
from eventx.normalize.reject import MOVED_TO
from eventx.normalize.timex import Context, Parsed, cell_after, rule
from eventx.normalize.value import Value, of_cell, of_span, said

_PREFIX = re.compile(r"\b(?:mid|end|early|late|pre|post|start)-$", re.IGNORECASE)
_SIGNS = frozenset("$€£¥₹#.-–+:,=@&_")
PARTS = {QUARTER: 4, HALF: 2}
_EARLY = 5  # the month from which the first half of a year may be told of as past
_DECADES = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


@rule("#", r"(?P<year>(?:19|20)\d\d)(?P<sign>[-–/])(?P<last>(?:19|20)\d\d|\d\d)(?![\d-])")
def year_range(context: Context, m: re.Match[str]) -> Value | None:
    """2019-2022; and 2024-25, 2024/25 or "2024-2025 season", a year of its own, whose days nothing tells."""
    first = int(m["year"])
    last = int(m["last"]) if len(m["last"]) == 4 else first // 100 * 100 + (int(m["last"]) or 100)
    own = follows(context, m.end(), r"\s+(?:financial|fiscal|tax|marketing|crop|academic|school)\s+year\b|\s+season\b")
    if last == first + 1 and (len(m["last"]) == 2 or m["sign"] == "/" or own):
        return Value("DATE", f"{first}/{last}")
    span = of_span(Cell(YEAR, first), Cell(YEAR, last))
    return replace(span, absolute=True) if first < last < first + 100 else None


@rule("#", r"<Y>(?!-(?!year)\w|:(?=\S)|[$€£°])")
def bare_year(context: Context, m: re.Match[str]) -> Value | None:
    """2025, unless it counts something."""
    before, after = neighbours(context, m)
    time, year = lexicon("time"), int(m["year"])
    sign = context.text[max(0, m.start() - 1) : m.start()]
    if MOVED_TO.search(context.text, max(0, m.start() - 12), m.start()):
        return None
    if sign in _SIGNS and not _PREFIX.search(context.text, max(0, m.start() - 7), m.start()):
        return None
    dated = before.lower() in time.dating  # "in 2020 troops went in", "the mayor, who in 2021 won a second term"
    if (after.lower() in time.counted and not dated) or before.lower() in time.numbered:
        return None
    counts = after.islower() and after not in time.any_of("after_year", "accounts", "kinds_of_accounts")
    plural = counts and after.endswith("s") and not after.endswith("ss")
    verbal = counts and before.islower() and before.endswith("ed")  # "sold 1995 trucks"
    if before.lower() not in time.licence and (plural or verbal or year < 1700):
        return None
    in_list = before.lower() == "and" and context.anchor == Cell(YEAR, year - 1)  # 2008 and 2009
    if plural and not in_list and before.lower() in time.before_count:
        return None
    return said(Cell(YEAR, year))


@rule(
    "year fiscal financial fy calendar cy the",
    r"<the>(?:(?:fiscal|financial|calendar|tax|budget)\s+(?:years?\s+)?|year\s+|(?P<short>[fc]y)\s?'?)"
    r"(?P<year>(?:19|20)\d\d|(?<=y|')\d\d|(?<=y\s)\d\d)(?:[-–/](?P<last>\d{2,4}))?(?!\d)",
)
def fiscal_year(context: Context, m: re.Match[str]) -> Value | None:
    """Fiscal 2024; FY25; the year 2008: its calendar days unless the article dates it."""
    year = year_number(m["year"])
    if m["last"]:
        last = year // 100 * 100 + int(m["last"][-2:])
        return Value("DATE", f"{year}/{last}") if last > year else None
    if re.match(r"(?:the\s+)?(?:year|cal|cy)", m.group(), re.IGNORECASE):
        return said(Cell(YEAR, year))
    return Value("DATE", f"{year:04d}", cell=Cell(YEAR, year), absolute=True)


@rule("# the", r"<the>(?:(?:early|mid|late)[\s-]+)?(?P<year>(?:1[5-9]|20)\d0)'?s")
def decade(context: Context, m: re.Match[str]) -> Value | None:
    """The 1990s."""
    year = int(m["year"])
    return said(Cell(CENTURY, year // 100) if year % 100 == 0 and year < 2000 else Cell(DECADE, year // 10))


@rule(
    "# the",
    rf"<the>(?:(?:early|mid|late)[\s-]+)?(?:['’](?P<year>[2-9]0)s|(?<=the\s)(?P<word>{'|'.join(_DECADES)})ies)\b(?!-)",
)
def short_decade(context: Context, m: re.Match[str]) -> Value | None:
    """The '90s; the Sixties: no temperatures, and no ages ("in her 40s")."""
    number = int(m["year"]) // 10 if m["year"] else _DECADES.index(m["word"].lower()) + 2
    return said(Cell(DECADE, (190 if number > 2 else 200) + number))


@rule("# O the", r"<the><O>[\s-]+century")
def century(context: Context, m: re.Match[str]) -> Value | None:
    """The 20th century."""
    return said(Cell(CENTURY, ordinal_number(m["ordinal"]) - 1))


@rule(
    "q h the",
    r"<the>(?P<kind>[QH])(?P<number>[1-4])(?:(?:\s+(?:of\s+)?|/|-|,\s)?(?:(?P<fiscal>fy\s?)|cy\s?)?'?(?P<year>(?:19|20)\d\d|\d\d))?"
    r"(?!\d|\.\d)",
)
@rule("#", r"(?P<year>(?:19|20)\d\d|\d\d)\s?-?(?P<kind>[QH])(?P<number>[1-4])(?!\w)")
@rule("#", r"(?P<number>[1-4])(?P<kind>[QH])\s?'?(?P<year>20\d\d|\d\d)?(?!\w)")
def part(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Q1 2025; H2; 2025Q1; 1Q25; Q1 FY26, which has no days of its own."""
    grain, number = QUARTER if m["kind"].upper() == "Q" else HALF, int(m["number"])
    if number > PARTS[grain]:  # H3
        return None
    if m["year"]:
        told = said(Cell(grain, year_number(m["year"]) * PARTS[grain] + number - 1))
        fiscal = "fiscal" in m.re.groupindex and m["fiscal"]  # whose days are the article's to tell
        return replace(told, first=None, last=None) if told and fiscal else told
    if year := cell_after(context, m.end(), r"\s+of\s+|\s+(?=last\s|this\s|next\s)", YEAR):
        return year[0], of_cell(Cell(grain, year[2].index * PARTS[grain] + number - 1))
    return nth_part(context, m, grain, number)


def nth_part(context: Context, m: re.Match[str], grain: str, number: int) -> Value | None:
    """Resolve "the second quarter" without a year: the latest begun, or the coming one where the tense is future."""
    now = context.now(grain)
    if now is None:
        return Value(timex=f"XXXX-{grain[0].upper()}{number}")
    tense = context.ask(m.start())
    if (year := context.year_told(m.start())) is not None:
        told = Cell(grain, year * PARTS[grain] + number - 1)
        if tense != "past" or told.index <= now.index:
            return of_cell(told)
    back = (now.index + 1 - number) % PARTS[grain]
    if back and tense == "future" and not (_of_results(context, m) or (back == 1 and _is_reported(context, m))):
        back -= PARTS[grain]
    early = (grain, number, back) == (HALF, 1, 0) and context.published and context.published.month < _EARLY
    if early and tense == "past" and neighbours(context, m)[0].lower() != "for":
        back = PARTS[HALF]  # "profit rose in the first half", told in March
    return of_cell(now.shift(-back), loose=True)


def _is_reported(context: Context, m: re.Match[str]) -> bool:
    """Whether a quarter just over is that of figures yet to come: "fourth-quarter revenue is expected to rise"."""
    words = (word.lower() for word in re.findall(r"(?<=[ -])\w+", context.text[m.end() : m.end() + 40]))
    noun = next((word for word in words if word not in lexicon("time").kinds_of_accounts), None)
    return noun in lexicon("time").any_of("measured_by", "accounts")


def _of_results(context: Context, m: re.Match[str]) -> bool:
    """Whether a quarter is that of results: what is to come are they, not it."""
    near = _RESULTS.search(context.text, max(0, m.start() - 90), m.start())
    return near is not None and neighbours(context, m)[0].lower() == "for"


_RESULTS = re.compile(r"\b(?:results?|earnings|report|figures|data|publish)\b")
