"""Named times: dates in all forms of the news, months, weekdays, years, quarters, decades, seasons, holidays."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from eventx.lexicon import load_lexicon
from eventx.normalize.calendar import (
    CENTURY, DAY, DECADE, HALF, MONTH, QUARTER, WEEK, YEAR, Cell, day_of, holiday, month, names, nth_weekday,
)  # fmt: skip
from eventx.normalize.timex import Context, Parsed, Value, of_cell, of_span, parse, parse_after, rule

_BEFORE = re.compile(r"(?:^|[\s(\"'“‘—–-])([A-Za-z]+)[\s,]*$")
_AFTER = re.compile(r"[\s]*([A-Za-z]+|\d+|[^\w\s]|$)")
_LICENCE = {
    "in", "of", "since", "by", "until", "till", "from", "to", "during", "before", "after", "last", "next", "this", "early", "late",
    "mid", "through", "and", "between", "for", "than", "or", "every", "each", "on", "at", "is", "around", "the", "end", "throughout",
    "previous", "past", "coming", "following", "over", "about", "into", "year", "both", "a", "starting", "beginning", "ending", "ended",
}  # fmt: skip
_ON_DATE = {"on", "by", "until", "since", "from", "to", "before", "after", "between", "and", "next", "this"}
_COUNTED = {"people", "men", "women", "children", "per", "percent", "euros", "dollars", "pounds", "km", "kg", "tonnes", "tons", "miles",
            "points", "yen", "yuan", "won", "rubles", "rupees", "years", "hours", "units", "words", "feet", "metres", "meters"}  # fmt: skip


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the word before and the word or sign after an expression."""
    before = _BEFORE.search(text[max(0, start - 24) : start])
    after = _AFTER.match(text, end)
    return before[1] if before else "", after[1] if after else ""


def year_number(text: str) -> int:
    """Read a year of two or four digits."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNDER = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|(?:oh[\s-])?(?:{'|'.join(_ONES)}))\b"


@cache
def _spelt() -> re.Pattern[str]:
    century = r"(?P<hundred>fifteen|sixteen|seventeen|eighteen|nineteen|twenty)(?:[\s-]hundred(?:\s+and)?)?"
    return re.compile(rf"\s*,?\s*\b(?:{century}\s+(?P<rest>{_UNDER})|two\s+thousand(?:(?:\s+and)?\s+(?P<after>{_UNDER}))?)(?![\s-](?:percent|per|people|thousand|million))", re.IGNORECASE)


def spelt_year(text: str, at: int) -> tuple[int, int] | None:
    """Read a year in words at a character: "nineteen ninety-six", "two thousand and five"."""
    found = _spelt().match(text, at) if text[at : at + 1] in ("", " ", ",") or at == 0 or not text[at].isspace() else None
    if found is None:
        return None
    rest = re.split(r"[\s-]+", (found["rest"] or found["after"] or "").lower())
    under = sum(
        10 * (_TENS.index(word) + 2) if word in _TENS else _TEENS.index(word) + 10 if word in _TEENS else _ONES.index(word) + 1
        for word in rest if word in _TENS or word in _TEENS or word in _ONES
    )  # fmt: skip
    hundred = (found["hundred"] or "").lower()
    return found.end(), (2000 if hundred in ("", "twenty") else (_TEENS.index(hundred) + 10) * 100) + under


@rule("N", r"(?=(?:fifteen|sixteen|seventeen|eighteen|nineteen|two\s+thousand)\s)")
def year_in_words(context: Context, m: re.Match[str]) -> Parsed | None:
    """In nineteen ninety-six."""
    before, _ = neighbours(context.text, m.start(), m.start())
    found = spelt_year(context.text, m.start())
    if found is None or before.lower() not in ("in", "since", "by", "until", "from", "of") or not 1400 < found[1] < 2100:
        return None
    _, after = neighbours(context.text, found[0], found[0])
    return None if after.isalpha() and after.islower() and after.endswith("s") else (found[0], of_cell(Cell(YEAR, found[1]), absolute=True))


def _number(table: str, word: str) -> int:
    return names(table)[re.sub(r"[\s-]+", " ", word.lower()).rstrip(".")]


def ordinal_number(word: str) -> int:
    """Read "third", "3rd" or "twenty-first"."""
    table = names("ordinals")
    word = re.sub(r"\s+", " ", word.lower())
    return table.get(word) or table[word.replace(" ", "-")]


def _dated(context: Context, m: re.Match[str], number: int, day: int, weekday: int | None = None) -> Value | None:
    if m["year"]:
        cell = day_of(year_number(m["year"]), number, day)
        return of_cell(cell, absolute=True) if cell else None
    return context.day(number, day, m.start(), weekday)


_SECOND = r"(?:(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b|<O>)"
_JOINT = r"\s*(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\band\b)\s*(?:the\s+)?"
_YEAR = r"(?:(?:\s*,\s*|\s+(?:of\s+|in\s+)?|-|/)(?P<year>(?:1[5-9]|20)\d\d)(?!\d|,\d|\.\d|-\d))?"


@rule("M", rf"<M>(?:[\s/-]+|,\s+(?=\d\d?(?:st|nd|rd|th)))(?:the\s+)?(?:<D>|<O>)(?!\s*(?:-|–|to)\s*\d{{1,2}}\b){_YEAR}")
def month_day(context: Context, m: re.Match[str]) -> Value | None:
    """July 19, 2025; Sept. 3rd; March third."""
    day = int(m["day"]) if m["day"] else ordinal_number(m["ordinal"])
    if m["month"].lower() in ("may", "march", "mar") and m["month"].islower() and not m["year"] and not m["ordinal"]:
        before, _ = neighbours(context.text, m.start(), m.end())
        if before.lower() not in _LICENCE and before:
            return None
    return _dated(context, m, _number("months", m["month"]), day)


@rule("# O the", rf"<the>(?:<D>|<O>)[\s/-]+(?:day\s+)?(?:of\s+)?<M>{_YEAR}(?!\s?\d)")
def day_month(context: Context, m: re.Match[str]) -> Value | None:
    """19 July 2025; the 3rd of March; 4-Jul-2025."""
    day = int(m["day"]) if m["day"] else ordinal_number(m["ordinal"])
    if m["month"] == "may" and m["ordinal"] is None and m["year"] is None and " of " not in m.group():
        return None  # "6 may"
    return _dated(context, m, _number("months", m["month"]), day)


@rule("# O the", r"<the>(?:<D>|<O>)[\s-]+(?:of\s+)?<M>[\s,-]*'?(?P<year>\d\d)(?!\d|[,.:]\d|\s?%)")
def day_month_short(context: Context, m: re.Match[str]) -> Value | None:
    """4-Jul-25; 15 feb 13."""
    if not re.search(r"-\d\d$|'\d\d$|\d[\s-][A-Za-z]+[\s-]\d\d$", m.group()):
        return None
    return _dated(context, m, _number("months", m["month"]), int(m["day"]) if m["day"] else ordinal_number(m["ordinal"]))


@rule("M", rf"<M>\s+(?:the\s+)?(?:<D>|<O>){_JOINT}{_SECOND}{_YEAR}(?!:|\s+of\b)")
def month_days(context: Context, m: re.Match[str]) -> Value | None:
    """July 13-15, 2025."""
    return _days(context, m)


@rule("# O the", rf"<the>(?:<D>|<O>){_JOINT}{_SECOND}\s+(?:of\s+)?<M>{_YEAR}")
def days_month(context: Context, m: re.Match[str]) -> Value | None:
    """13-15 July; the 13th to the 15th of July."""
    return _days(context, m)


def _days(context: Context, m: re.Match[str]) -> Value | None:
    number = _number("months", m["month"])
    ordinals = [m.groupdict().get(name) for name in ("ordinal", "ordinal2")]
    one = int(m["day"]) if m["day"] else ordinal_number(ordinals[0] or "first")
    said = ordinals[1] if m["day"] is None and ordinals[0] else ordinals[0] if m["day"] and not m["day2"] else ordinals[1]
    last = _dated(context, m, number, int(m["day2"]) if m["day2"] else ordinal_number(ordinals[1] or said or "first"))
    if last is None or last.cell is None:
        return last
    first = day_of(last.cell.first.year, number, one)
    return of_span(first, last.cell) if first and first.index <= last.cell.index else None


@rule("M", r"<M>(?:\s+of\s+|\s+in\s+|\s*,\s*|[\s-]+|/|\s+the\s+year\s+|)(?:<Y>|'(?P<short>\d\d)\b)(?!-\d)")
def month_year(context: Context, m: re.Match[str]) -> Value | None:
    """June 2025; Dec-2018; January of 2020."""
    year = int(m["year"]) if m["year"] else year_number(m["short"])
    return of_cell(month(year, _number("months", m["month"])), absolute=True)


@rule("M", r"<M>(?:\s+(?:of\s+)?(?P<which>last|this|next|the\s+same|the\s+previous|that)\s+year)")
def month_shifted(context: Context, m: re.Match[str]) -> Value | None:
    """August last year."""
    if context.published is None:
        return Value(timex=f"XXXX-{_number('months', m['month']):02d}")
    shift = {"last": -1, "next": 1, "previous": -1}.get(m["which"].lower().split()[-1], 0)
    return of_cell(month(context.published.year + shift, _number("months", m["month"])), absolute=True)


@rule("M", r"<M>")
def bare_month(context: Context, m: re.Match[str]) -> Value | None:
    """July: which one, the tense decides. "may" and "march" need a preposition or a capital and a place for it."""
    before, after = neighbours(context.text, m.start(), m.end())
    word = m["month"]
    lower = before.lower()
    if after.lower() in ("day", "fools", "fool") and word.lower() in ("may", "april"):
        return None
    if word.islower() or word.lower() in ("may", "march", "mar", "jun", "jan", "sep", "dec"):
        licensed = lower in _LICENCE and not (word.islower() and lower in ("the", "a", "at", "about", "is", "to", "and", "or", "this", "on", "for"))
        if word.lower() == "may" and word.islower() and lower in ("this", "last", "next", "early", "over", "both", "year"):
            licensed = False
        closing = after == "" or (after in ".,;)-–—'’/" and not word.islower())
        headed = word[0].isupper() and word.lower() != "may" and (after.islower() or after.isdigit()) and not (before[:1].isupper() and before.lower() not in _LICENCE)
        named = word[0].isupper() and before[:1].isupper() and lower not in _LICENCE and context.text[m.start() - 1 : m.start()] == " "
        if named or not (licensed or closing or headed):
            return None
        if word.lower() == "may" and after.islower() and not licensed:
            return None
    elif before[:1].isupper() and lower not in _LICENCE and word.lower() in ("april", "june", "august") and after.islower() is False and after.isalpha():
        return None  # a person: "June Smith"
    return context.month(_number("months", word), m.start())


# Figures --------------------------------------------------------------------------------------------------------------


@rule("#", r"(?P<year>(?:1[5-9]|20)\d\d)(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?![\d-])")
def iso_date(context: Context, m: re.Match[str]) -> Value | None:
    """2025-07-19; 2025/7/19."""
    cell = day_of(int(m["year"]), int(m["month"]), int(m["day"]))
    return of_cell(cell, absolute=True) if cell else None


@rule("#", r"(?P<year>(?:1[5-9]|20)\d\d)(?P<sep>[-/ ])<M>(?:(?P=sep)|(?<=\.)\s)<D>")
def year_month_day(context: Context, m: re.Match[str]) -> Value | None:
    """2025-Jul-19."""
    cell = day_of(int(m["year"]), _number("months", m["month"]), int(m["day"]))
    return of_cell(cell, absolute=True) if cell else None


@rule("#", r"(?P<one>3[01]|[12]\d|0?[1-9])(?P<sep>[-/.])(?P<two>3[01]|[12]\d|0?[1-9])(?P=sep)'?(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?![\d-])")
def figure_date(context: Context, m: re.Match[str]) -> Value | None:
    """6.2.2026 (day first); 2/5/24 (month first, unless it cannot be)."""
    one, two = int(m["one"]), int(m["two"])
    if m["sep"] == "." and len(m["year"]) == 2 and len(m["one"]) < 2:
        return None  # a version or a section number
    number, day = (two, one) if (m["sep"] == "." and two <= 12) or one > 12 else (one, two)
    cell = day_of(year_number(m["year"]), number, day)
    return of_cell(cell, absolute=True) if cell else None


@rule("#", r"(?P<month>1[0-2]|0?[1-9])/(?P<year>(?:19|20)\d\d)(?![\d/])")
def figure_month(context: Context, m: re.Match[str]) -> Value:
    """2/2013."""
    return of_cell(month(int(m["year"]), int(m["month"])), absolute=True)


@rule("#", r"(?P<one>3[01]|[12]\d|0?[1-9])/(?P<two>3[01]|[12]\d|0?[1-9])(?![\d/])")
def figure_day(context: Context, m: re.Match[str]) -> Value | None:
    """2/15: after "on", "by" and their like, or beside a weekday; elsewhere it is a fraction or a score."""
    before, after = neighbours(context.text, m.start(), m.end())
    if before.lower() not in _ON_DATE and (before or after) and before.lower() not in names("weekdays"):
        return None
    one, two = int(m["one"]), int(m["two"])
    if (before.lower() in ("to", "by", "from", "and") and one < 4) or (one > 12 and two > 12):
        return None
    return context.day(two, one, m.start()) if one > 12 else context.day(one, two, m.start())


@rule("#", r"(?P<year>(?:19|20)\d\d)-(?P<month>1[0-2]|0[1-9])(?![\d-])")
def year_month(context: Context, m: re.Match[str]) -> Value | None:
    """2025-07: never after "in", where 2010-12 is a range of years."""
    if int(m["month"]) > int(m["year"][2:]) and int(m["month"]) > 9:
        return None
    return of_cell(month(int(m["year"]), int(m["month"])), absolute=True)


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


@rule("#", r"<Y>(?!-(?!year)\w|[:$€£°])")
def bare_year(context: Context, m: re.Match[str]) -> Value | None:
    """2025, unless it counts something."""
    before, after = neighbours(context.text, m.start(), m.end())
    sign = context.text[max(0, m.start() - 1) : m.start()]
    if sign and sign in "$€£¥₹#.-–+:,=@&_" or after.lower() in _COUNTED or before.lower() in ("at", "no", "number", "some", "nearly", "almost"):
        return None
    plural = after.islower() and after.endswith("s") and not after.endswith("ss") and after not in ("levels", "is", "was", "has", "as", "its", "this", "versus")
    year = int(m["year"])
    if before.lower() not in _LICENCE and (plural or year < 1700 or (after.isalpha() and after.islower() and before.islower() and before.endswith("ed"))):
        return None
    if plural and before.lower() in ("to", "of", "for", "than", "over", "about", "and", "or", "from", "by", "a", "around"):
        return None
    return of_cell(Cell(YEAR, year), absolute=True)


@rule("year fiscal financial fy calendar cy the", r"<the>(?:(?:fiscal|financial|calendar|tax|budget)\s+(?:years?\s+)?|year\s+|[fc]y\s?'?)(?P<year>(?:19|20)\d\d|\d\d)(?:(?:-|–|/)(?P<last>\d{2,4}))?(?!\d)")
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
    return of_cell(Cell(DECADE, year // 10), absolute=True)


@rule("#", r"'(?P<year>\d0)s")
def short_decade(context: Context, m: re.Match[str]) -> Value:
    """'90s."""
    return of_cell(Cell(DECADE, year_number(m["year"]) // 10), absolute=True)


@rule("# O the", r"<the><O>\s+century")
def century(context: Context, m: re.Match[str]) -> Value | None:
    """The 20th century."""
    number = ordinal_number(m["ordinal"])
    return of_cell(Cell(CENTURY, number - 1), absolute=True)


# Quarters and halves --------------------------------------------------------------------------------------------------


@rule("q h the", r"<the>(?P<kind>[QH])(?P<number>[1-4])(?:(?:\s+(?:of\s+)?|/|-|,\s)?(?:(?:fy|cy)\s?)?'?(?P<year>(?:19|20)\d\d|\d\d))?(?!\d|\.\d)")
def q_first(context: Context, m: re.Match[str]) -> Value | None:
    """Q1 2025; H2."""
    return _part(context, m, m["kind"], int(m["number"]), m["year"])


@rule("#", r"(?:(?P<year>(?:19|20)\d\d|\d\d)\s?-?(?P<kind>[QH])(?P<number>[1-4])|(?P<number2>[1-4])(?P<kind2>[QH])\s?'?(?P<year2>(?:20)\d\d|\d\d)?)(?!\w)")
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
    if context.anchor is not None and context.anchor.grain == YEAR:
        return of_cell(Cell(grain, context.anchor.index * count + number - 1))
    back = (now.index + 1 - number) % count
    tense = context.ask(at)
    before, _ = neighbours(context.text, at, at)
    results = before.lower() == "for" and re.search(r"\b(?:results?|earnings|report|figures|data|publish)\b", context.text[max(0, at - 90) : at])
    if back == 0 and tense == "past" and results and number != 1:
        back = 0
    if back and tense == "future" and not results:
        back -= count
    return of_cell(now.shift(-back), loose=True)


# Weekdays -------------------------------------------------------------------------------------------------------------


@rule("W", rf"<W>\s*,?\s+(?:the\s+)?(?:<M>\s+(?:the\s+)?<D>|(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:\s+of)?\s+<M>){_YEAR}(?!:)")
def weekday_date(context: Context, m: re.Match[str]) -> Value | None:
    """Monday, May 18, 2015; Friday 12 June 2026."""
    day, name = m["day"] or m["day2"], m["month"] or m["month2"]
    return _dated(context, m, _number("months", name), int(day), _number("weekdays", m["weekday"]))


@rule("W", r"<W>[\s,-]*\s\(?(?=[\dA-Za-z])|<W>-(?=[A-Z])")
def weekday_figure(context: Context, m: re.Match[str]) -> Parsed | None:
    """Friday 2018-7-6; Friday (June 15)."""
    found = parse(context, m.end())
    if found is None or found[1].cell is None or found[1].cell.grain != DAY:
        return None
    return found[0] + (context.text[found[0] : found[0] + 1] == ")" and "(" in m.group()), found[1]


@rule("W", r"<W>\s*,?\s+(?:the\s+)?(?:(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)|(?<=the\s)<O>)(?!\s+(?:of\s+)?[A-Za-z]*(?:ary|ber|ly|ch|il|ust|une)\b)")
def weekday_day(context: Context, m: re.Match[str]) -> Value | None:
    """Tuesday the 19th: the nearest month where it falls so."""
    number = int(m["day"]) if m["day"] else ordinal_number(m["ordinal"])
    if context.published is None:
        return Value(timex=f"XXXX-XX-{number:02d}")
    now = Cell.holding(MONTH, context.published)
    ahead = context.ask(m.start()) == "future"
    for step in range(14):
        cell = now.shift(step if ahead else -step)
        day = day_of(cell.first.year, cell.first.month, number)
        if day and day.first.isoweekday() == _number("weekdays", m["weekday"]):
            return of_cell(day)
    return None


@rule("the # O", r"<the>(?:(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)|(?P<day2>[12]\d|3[01]|0?[1-9])(?=\s+of)|<O>)\s+(?:of\s+)?(?:the\s+)?<S>\s+month")
def day_shifted(context: Context, m: re.Match[str]) -> Value | None:
    """The 20th of next month."""
    if context.published is None:
        return Value()
    lexicon = load_lexicon("time")
    word = m["shift"].lower()
    cell = Cell.holding(MONTH, context.published).shift(-1 if word in lexicon["earlier"] else word in lexicon["later"])
    number = int(m["day"] or m["day2"] or ordinal_number(m["ordinal"]))
    day = day_of(cell.first.year, cell.first.month, number)
    return of_cell(day) if day else None


@rule("the", r"the\s+(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)(?=\s*(?:[.,;:?!)]|$)|\s+(?:and|at|to|or|from|for|when|as)\b)")
def day_alone(context: Context, m: re.Match[str]) -> Value | None:
    """On the 18th."""
    before, _ = neighbours(context.text, m.start(), m.end())
    if before.lower() not in ("on", "until", "by", "before", "after", "since", "from"):
        return None
    if context.published is None:
        return Value(timex=f"XXXX-XX-{int(m['day']):02d}")
    now = Cell.holding(MONTH, context.published)
    ahead = context.ask(m.start()) == "future"
    for step in range(4):
        cell = now.shift(step if ahead else -step)
        day = day_of(cell.first.year, cell.first.month, int(m["day"]))
        if day and (day.first >= context.published if ahead else day.first <= context.published):
            return of_cell(day)
    return None


@rule("W", r"<W>(?:\s+(?:of\s+)?(?P<which>(?:the\s+)?(?:last|this|next|previous|following|past|coming))\s+week)")
def weekday_week(context: Context, m: re.Match[str]) -> Value | None:
    """Monday next week."""
    if context.published is None:
        return Value(timex=f"XXXX-WXX-{_number('weekdays', m['weekday'])}")
    shift = {"this": 0, "next": 1, "following": 1, "coming": 1}.get(m["which"].lower().split()[-1], -1)
    week = Cell.holding(WEEK, context.published).shift(shift)
    return of_cell(Cell.holding(DAY, week.first).shift(_number("weekdays", m["weekday"]) - 1))


@rule("W", r"<W>")
def bare_weekday(context: Context, m: re.Match[str]) -> Value | None:
    """Thursday: which one, the tense decides."""
    word = m["weekday"]
    before, after = neighbours(context.text, m.start(), m.end())
    if not word.lower().endswith("day"):
        alone = not before and not after
        if not alone and (word.islower() or before.lower() not in ("on", "last", "next", "this", "since", "until", "by", "from", "late", "early")):
            return None
    elif word.islower() and word.endswith("day") and before.lower() in ("man", "girl"):
        return None
    if before == "Black" or before in ("Bloody", "Super", "Cyber") or after in ("Times", "Mirror", "Telegraph", "Mail") and word[0].isupper():
        return None
    return context.weekday(_number("weekdays", word), m.start())


@rule("O the last final # S", r"<the>(?:<O>|(?P<last>last|final)(?:\s+but\s+one)?)\s+<W>\s+(?:of|in|for)\s+(?:the\s+month\s+of\s+)?")
def weekday_in(context: Context, m: re.Match[str]) -> Parsed | None:
    """The third Thursday of November."""
    bare = re.compile(r"(?:the|this|each)\s+month\b", re.IGNORECASE).match(context.text, m.end())
    found = (bare.end(), context.relative(MONTH, 0)) if bare else parse_after(context, m.end() - 1, r"\s+")
    if found is None or found[1].cell is None or found[1].cell.grain not in (MONTH, YEAR, QUARTER):
        return None
    nth = -1 if m["last"] else ordinal_number(m["ordinal"])
    cell = found[1].cell
    day = nth_weekday(cell.first, cell.last, _number("weekdays", m["weekday"]), nth)
    return (found[0], of_cell(Cell.holding(DAY, day))) if day else None


# Seasons and holidays -------------------------------------------------------------------------------------------------


@rule("SEASON the S", r"<the>(?:(?:(?P<mod>early|mid|late)[\s-]+)?)(?:<S>\s+)?<SEASON>(?:\s+(?:of\s+|in\s+)?(?:<Y>|(?P<which>last|this|next)\s+year))?")
def season(context: Context, m: re.Match[str]) -> Value | None:
    """Last summer; the spring of 2024. A season has no exact days."""
    word = m["season"].lower()
    code = next(code for code, row in load_lexicon("time")["seasons"].items() if word in row)
    before, after = neighbours(context.text, m.start(), m.end())
    said = m["shift"] or m["year"] or m["which"]
    the = m.group().lower().startswith("the")
    if not said and not (before.lower() in ("in", "since", "during", "until", "by", "over", "for", "through") and (the or word in ("summer", "winter", "autumn", "spring"))):
        return None
    if not said and word in ("fall", "spring") and (not the or after.lower() in ("in", "of", "by", "from", "to")):
        return None
    if m["year"]:
        return Value(timex=f"{m['year']}-{code}", absolute=True)
    if context.published is None:
        return Value(timex=f"XXXX-{code}")
    year = context.published.year
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    shift = (m["shift"] or m["which"] or "").lower()
    if m["which"]:
        year += {"last": -1, "next": 1}.get(shift, 0)
    elif shift in ("next", "coming", "upcoming", "following") or (not shift and context.ask(m.start()) == "future"):
        year += context.published.month >= start
    elif shift in ("this", "current", "present"):
        year -= code == "WI" and context.published.month < 3
    else:
        ended = start + 2 if shift and code != "WI" else start - 1
        year -= context.published.month <= ended if code != "WI" else 1
    return Value(timex=f"{year}-{code}")


@rule("H the S", r"<the>(?:<S>\s+)?<H>(?:(?:,?\s+|\s+of\s+|\s+in\s+)(?:<Y>|(?P<which>last|this|next)\s+year))?")
def holiday_name(context: Context, m: re.Match[str]) -> Value | None:
    """Christmas; last Easter; Thanksgiving 2024."""
    name = re.sub(r"\s+", " ", m["holiday"].lower().replace("’", "'"))
    rule_of = load_lexicon("time")["holidays"].get(name)
    if rule_of is None:
        return None
    before, after = neighbours(context.text, m.start(), m.end())
    said = m["year"] or m["shift"] or m["which"]
    if not said and (after.isalpha() and after.islower() and before.lower() not in ("on", "since", "until", "by", "before", "after", "at", "for", "over", "of", "during")):
        return None
    if m["year"]:
        day = holiday(rule_of, int(m["year"]))
        return of_cell(Cell.holding(DAY, day), absolute=True) if day else None
    if context.published is None:
        return Value(timex=f"XXXX-{rule_of}") if len(rule_of) == 5 else Value()
    now = context.published
    held = [d for y in range(now.year - 2, now.year + 3) if (d := holiday(rule_of, y))]
    shift = (m["shift"] or m["which"] or "").lower()
    if m["which"]:
        day = holiday(rule_of, now.year + {"last": -1, "next": 1}.get(shift, 0))
    elif shift in ("this", "current"):
        day = holiday(rule_of, now.year)
    elif shift in ("next", "coming", "upcoming", "following") or (not shift and context.ask(m.start()) == "future"):
        day = next((d for d in held if d >= now), None)
    elif shift:
        day = max((d for d in held if d < now), default=None)
    else:
        past = max((d for d in held if d <= now), default=date.min)
        day = past if context.ask(m.start()) == "past" or now.toordinal() - past.toordinal() < 180 else next((d for d in held if d > now), None)
    return of_cell(Cell.holding(DAY, day), loose=True) if day else None
