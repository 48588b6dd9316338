"""Dates and months in all forms of the news: 19 July 2025, Sept. 3rd, 2025-07-19, 6.2.2026, "on the 18th"."""

from __future__ import annotations

import re
from functools import cache

from eventx.lexicons import load_lexicon
from eventx.normalize.calendar import MONTH, Cell, day_of, month, names
from eventx.normalize.grammar.words import listed, neighbours, number_of, ordinal_number, year_number
from eventx.normalize.timex import Context, Value, of_cell, of_span, rule


def dated(context: Context, m: re.Match[str], number: int, day: int, weekday: int | None = None) -> Value | None:
    """Resolve a day of a month, with the year that the match gives or the one that fits."""
    if m["year"]:
        cell = day_of(year_number(m["year"]), number, day)
        return of_cell(cell, absolute=True) if cell else None
    return context.day(number, day, m.start(), weekday)


_SECOND = r"(?:(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b|<O>)"
_JOINT = r"\s*(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\btill\b|\band\b)\s*(?:the\s+)?"


YEAR_AFTER = r"(?:(?:\s*,\s*|\s+(?:of\s+|in\s+)?|-|/)(?P<year>(?:1[5-9]|20)\d\d)(?!\d|,\d|\.\d|-\d))?"


@rule(
    "M",
    rf"<M>(?:[\s/-]+|,\s+(?=\d\d?(?:st|nd|rd|th)))(?:the\s+)?(?:<D>|<O>)(?!\s*(?:-|–|to)\s*\d{{1,2}}\b){YEAR_AFTER}",
)
def month_day(context: Context, m: re.Match[str]) -> Value | None:
    """July 19, 2025; Sept. 3rd; March third."""
    day = int(m["day"]) if m["day"] else ordinal_number(m["ordinal"])
    if m["month"].lower() in ("may", "march", "mar") and m["month"].islower() and not m["year"] and not m["ordinal"]:
        before, _ = neighbours(context.text, m.start(), m.end())
        if before.lower() not in listed("licence") and before:
            return None
    return dated(context, m, number_of("months", m["month"]), day)


@rule("# O the", rf"<the>(?:<D>|<O>)[\s/-]+(?:day\s+)?(?:of\s+)?<M>{YEAR_AFTER}(?!\s?\d)", near="month")
def day_month(context: Context, m: re.Match[str]) -> Value | None:
    """19 July 2025; the 3rd of March; 4-Jul-2025."""
    day = int(m["day"]) if m["day"] else ordinal_number(m["ordinal"])
    if m["month"] == "may" and m["ordinal"] is None and m["year"] is None and " of " not in m.group():
        return None  # "6 may"
    return dated(context, m, number_of("months", m["month"]), day)


@rule("# O the", r"<the>(?:<D>|<O>)[\s-]+(?:of\s+)?<M>[\s,-]*'?(?P<year>\d\d)(?!\d|[,.:]\d|\s?%)", near="month")
def day_month_short(context: Context, m: re.Match[str]) -> Value | None:
    """4-Jul-25; 15 feb 13."""
    if not re.search(r"-\d\d$|'\d\d$|\d[\s-][A-Za-z]+[\s-]\d\d$", m.group()):
        return None
    return dated(
        context, m, number_of("months", m["month"]), int(m["day"]) if m["day"] else ordinal_number(m["ordinal"])
    )


@rule("M", rf"<M>\s+(?:the\s+)?(?:<D>|<O>){_JOINT}{_SECOND}{YEAR_AFTER}(?!:|\s+of\b)")
def month_days(context: Context, m: re.Match[str]) -> Value | None:
    """July 13-15, 2025."""
    return _days(context, m)


@rule("# O the", rf"<the>(?:<D>|<O>){_JOINT}{_SECOND}\s+(?:of\s+)?<M>{YEAR_AFTER}", near="month")
def days_month(context: Context, m: re.Match[str]) -> Value | None:
    """13-15 July; the 13th to the 15th of July."""
    return _days(context, m)


def _days(context: Context, m: re.Match[str]) -> Value | None:
    number = number_of("months", m["month"])
    ordinals = [m.groupdict().get(name) for name in ("ordinal", "ordinal2")]
    one = int(m["day"]) if m["day"] else ordinal_number(ordinals[0] or "first")
    said = (
        ordinals[1] if m["day"] is None and ordinals[0] else ordinals[0] if m["day"] and not m["day2"] else ordinals[1]
    )
    last = dated(context, m, number, int(m["day2"]) if m["day2"] else ordinal_number(ordinals[1] or said or "first"))
    if last is None or last.cell is None:
        return last
    first = day_of(last.cell.first.year, number, one)
    return of_span(first, last.cell) if first and first.index <= last.cell.index else None


@rule("M", r"<M>(?:\s+of\s+|\s+in\s+|\s*,\s*|[\s-]+|/|\s+the\s+year\s+|)(?:<Y>|'(?P<short>\d\d)\b)(?!-\d)")
def month_year(context: Context, m: re.Match[str]) -> Value | None:
    """June 2025; Dec-2018; January of 2020."""
    year = int(m["year"]) if m["year"] else year_number(m["short"])
    return of_cell(month(year, number_of("months", m["month"])), absolute=True)


@rule("M", r"<M>(?:\s+(?:of\s+)?(?P<which>last|this|next|the\s+same|the\s+previous|that)\s+year)")
def month_shifted(context: Context, m: re.Match[str]) -> Value | None:
    """August last year."""
    if context.published is None:
        return Value(timex=f"XXXX-{number_of('months', m['month']):02d}")
    shift = {"last": -1, "next": 1, "previous": -1}.get(m["which"].lower().split()[-1], 0)
    return of_cell(month(context.published.year + shift, number_of("months", m["month"])), absolute=True)


_DOUBTFUL = {"may", "march", "mar", "jan", "jun", "sep", "dec"}  # verbs, names and their like
_GIVEN = {"april", "june", "august"}


def _is_month(word: str, before: str, after: str) -> bool:
    """Whether a month's name is one, and no verb ("may"), walk ("march"), person ("June Smith") or day ("May Day")."""
    name = word.lower()
    licensed = before.lower() in listed("licence")
    person = before[:1].isupper() and not licensed
    if after.lower() in ("day", "fools", "fool"):
        return False
    if word.islower():
        return not before + after or before.lower() in listed("before_month" if name != "may" else "before_may")
    if name not in _DOUBTFUL:
        return not (person and after[:1].isupper() and name in _GIVEN)
    closing = not after or after in ".,;)-–—'’/"
    if after in ("-", "–") and name != "may":
        return True  # Jan-Feb
    return not person and (licensed or closing or (name == "march" and (after.islower() or after.isdigit())))


@rule("M", r"<M>")
def bare_month(context: Context, m: re.Match[str]) -> Value | None:
    """July: which one, the tense decides."""
    word = m["month"]
    if not _is_month(word, *neighbours(context.text, m.start(), m.end())):
        return None
    number = number_of("months", word)
    _, after = neighbours(context.text, m.start(), m.end())
    if after in listed("measured_by") and context.published:
        now = Cell.holding(MONTH, context.published)  # February figures are due
        return of_cell(now.shift(-((now.index + 1 - number) % 12)), loose=True)
    if listed_with := _year_ahead().match(context.text, m.end()):
        return of_cell(Cell(MONTH, int(listed_with["year"]) * 12 + number - 1), absolute=True)
    return context.month(number, m.start())


@cache
def _year_ahead() -> re.Pattern[str]:
    """Match the months that follow one in a list, and the year of them all: May, June and July 2010."""
    one = rf"(?:{'|'.join(names('months'))})\b\.?"
    return re.compile(rf"(?:,\s+{one}){{0,4}},?\s+(?:and|or)\s+{one}\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


@rule(
    "#",
    r"(?P<year>(?:1[5-9]|20)\d\d)(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|-\d)",
)
@rule("#", r"(?P<year>(?:19|20)\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d|[.,]\d)")
def iso_date(context: Context, m: re.Match[str]) -> Value | None:
    """2025-07-19; 2025/7/19; 20250719."""
    cell = day_of(int(m["year"]), int(m["month"]), int(m["day"]))
    return of_cell(cell, absolute=True) if cell else None


@rule("#", r"(?P<year>(?:1[5-9]|20)\d\d)(?P<sep>[-/ ])<M>(?:(?P=sep)|(?<=\.)\s)<D>", near="month")
def year_month_day(context: Context, m: re.Match[str]) -> Value | None:
    """2025-Jul-19."""
    cell = day_of(int(m["year"]), number_of("months", m["month"]), int(m["day"]))
    return of_cell(cell, absolute=True) if cell else None


@rule(
    "#",
    r"(?P<one>3[01]|[12]\d|0?[1-9])(?P<sep>[-/.])(?P<two>3[01]|[12]\d|0?[1-9])(?P=sep)'?(?P<year>(?:1[5-9]|20)\d\d|\d\d)(?!\d|-\d{1,2}-)",
)
def figure_date(context: Context, m: re.Match[str]) -> Value | None:
    """6.2.2026 (day first); 2/5/24 (month first, unless it cannot be)."""
    one, two = int(m["one"]), int(m["two"])
    if m["sep"] == "." and len(m["year"]) == 2 and len(m["one"]) < 2:
        return None  # a version or a section number
    number, day = (two, one) if (m["sep"] == "." and two <= 12) or one > 12 else (one, two)
    cell = day_of(year_number(m["year"]), number, day)
    return of_cell(cell, absolute=True) if cell else None


@rule("#", r"(?P<month>1[0-2]|0?[1-9])/(?P<year>(?:19|20)\d\d)(?![\d/])")
def figure_month(context: Context, m: re.Match[str]) -> Value | None:
    """2/2013."""
    if context.text[max(0, m.start() - 1) : m.start()] == "/":
        return None  # of 10/1/2018
    return of_cell(month(int(m["year"]), int(m["month"])), absolute=True)


@rule("#", r"(?P<one>3[01]|[12]\d|0?[1-9])/(?P<two>3[01]|[12]\d|0?[1-9])(?![\d/])")
def figure_day(context: Context, m: re.Match[str]) -> Value | None:
    """2/15: after "on", "by" and their like, or beside a weekday; elsewhere it is a fraction or a score."""
    before, after = neighbours(context.text, m.start(), m.end())
    if before.lower() not in listed("on_date") and (before or after) and before.lower() not in names("weekdays"):
        return None
    one, two = int(m["one"]), int(m["two"])
    if (before.lower() in ("to", "by", "from", "and") and one < 4) or (one > 12 and two > 12):
        return None
    return context.day(two, one, m.start()) if one > 12 else context.day(one, two, m.start())


@rule("#", r"(?P<year>(?:19|20)\d\d)-(?P<month>1[0-2]|0[1-9])(?![\d-])")
def year_month(context: Context, m: re.Match[str]) -> Value | None:
    """2025-07: but 2010-12 and 2008-09 are ranges of years."""
    number, short = int(m["month"]), int(m["year"][2:])
    if (number > short and number > 9) or number == short + 1:
        return None
    return of_cell(month(int(m["year"]), int(m["month"])), absolute=True)


@rule(
    "the # O",
    r"<the>(?:(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)|(?P<day2>[12]\d|3[01]|0?[1-9])(?=\s+of)|<O>)\s+(?:of\s+)?(?:the\s+)?<S>\s+month",
)
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


@rule(
    "the",
    r"the\s+(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)(?=\s*(?:[.,;:?!)]|$)|\s+(?:and|at|to|or|from|for|when|as)\b)",
)
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
