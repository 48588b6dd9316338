"""Dates and months in all forms of the news: 19 July 2025, Sept. 3rd, 2025-07-19, 6.2.2026, "on the 18th"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from eventx.lexicons import lexicon, load_lexicon
from eventx.normalize.calendar import MONTH, SIZE, YEAR, day_of, month, names
from eventx.normalize.grammar.words import day_in_month, neighbours, number_of, ordinal_number, shift_of, year_number
from eventx.normalize.timex import FAR, Context, alternatives, rule, shifts
from eventx.normalize.value import Value, of_cell, of_span, said

DAY_FIGURE = r"[12]\d|3[01]|0?[1-9]"
_MONTH_FIGURE = r"1[0-2]|0?[1-9]"
_NO_AMOUNT = (
    r"(?!\.\d|,\d{3}(?!\d)"
    r"|\s?(?:%|(?:per\s?cent|pct|points?|[mbt]ln|[mb]n|(?:m|b|tr)illion|thousand|cts|cents|pence)\b))"
)
_SECOND = rf"(?:(?P<day2>{DAY_FIGURE})(?:st|nd|rd|th)?\b{_NO_AMOUNT}|<O>)"
_JOINT = r"\s*(?:-|–|—|\bto\b|\bthru\b|\bthrough\b|\buntil\b|\band\b)\s*(?:the\s+)?"
TOLD_YEAR = r"(?:that|the\s+same|the\s+(?:following|next)|the\s+(?:previous|preceding))\s+year"
YEAR_AFTER = (
    r"(?:(?:\s*,\s*|\s+(?:of\s+|in\s+)?|-|/)(?P<year>(?:1[5-9]|20)\d\d)(?!\d|,\d|\.\d|-\d)"
    r"|\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b(?!['’-])"
    rf"|\s+(?:of|in)\s+(?P<told>{TOLD_YEAR})\b)?"
)

_NEARER, _LED = 7, 20  # months back from which one ahead is nearer, with a month for news; characters before a month
_RECENT = 2  # months back up to which what was held is hardly that of a year on: "will discuss the January vote"
_AWAITED = 40  # characters before a month that tell what is to come in it: "for shipment starting in"
_OVER = re.compile(
    r"\b(?:won|lost|since|after|following|minutes of|minutes from|results of|from)\s(?:the|its|their)?\s?$",
    re.IGNORECASE,
)  # "won June's election"
_PERSON = re.compile(
    r" [A-Z][a-z]+(?:['’]s\b|, (?:who|whose|an?|the|her|his|\d\d,)"
    r"| (?:says?|said|was|is|has|had|won|hit|led|told|scored)\b)"
)  # "April Donnell, who", "June Carver won"
_FIGURES = re.compile(
    rf"(?<![\d/.-])(?P<one>{DAY_FIGURE})(?P<sep>[-/])(?P<two>{DAY_FIGURE})(?P=sep)(?P<year>(?:19|20)?\d\d)(?![\d/-])"
)


def dated(context: Context, m: re.Match[str], number: int, day: int, weekday: int | None = None) -> Value | None:
    """Resolve a day of a month, with the year that the match gives or the one that fits."""
    if m["year"]:
        return said(day_of(year_number(m["year"]), number, day))
    if m["which"] and (now := context.now(YEAR)):
        return said(day_of(now.index + shift_of(m, "which"), number, day))
    if m["told"] and (year := _year_meant(context, m)):
        return said(day_of(year, number, day))
    return context.day(number, day, m.start(), weekday)


def day_number(m: re.Match[str]) -> int:
    """Read the day of a month, a figure or an ordinal."""
    return int(m["day"]) if m["day"] else ordinal_number(m["ordinal"])


@rule(
    "M",
    rf"<M>(?:[\s/-]+|,\s+(?=\d\d?(?:st|nd|rd|th)))(?:the\s+)?(?:<D>|<O>)(?!\s*(?:-|–|to)\s*\d{{1,2}}\b{_NO_AMOUNT}){YEAR_AFTER}",
)
def month_day(context: Context, m: re.Match[str]) -> Value | None:
    """July 19, 2025; Sept. 3rd; March third; May 5 last year."""
    bare = m["month"] in ("may", "march") and not (m["year"] or m["ordinal"])
    verb = bare and neighbours(context, m)[0].lower() not in {""} | lexicon("time").licence
    return None if verb else dated(context, m, number_of("months", m["month"]), day_number(m))


@rule(
    "M",
    rf"<M>\s+<FIGURE>{YEAR_AFTER}(?=\s*(?:[.,;:)]|$)|\s+(?:to|at|from|and|or|in|on|for|with|through|after)\b)",
)
def month_word(context: Context, m: re.Match[str]) -> Value | None:
    """Payable April nine."""
    number, day = number_of("months", m["month"]), number_of("numbers", m["figure"])
    return None if m["month"].islower() else dated(context, m, number, day)


@rule("# O the", rf"<the>(?:<D>|<O>)[\s/-]+(?:day\s+)?(?:of\s+)?<M>{YEAR_AFTER}(?!\s?\d)", near="month")
def day_month(context: Context, m: re.Match[str]) -> Value | None:
    """19 July 2025; the 3rd of March; 4-Jul-2025."""
    verb = m["month"] == "may" and not (m["ordinal"] or m["year"] or " of " in m.group())  # "6 may"
    return None if verb else dated(context, m, number_of("months", m["month"]), day_number(m))


@rule("M", rf"<M>\s+(?:the\s+)?(?:<D>|<O>){_JOINT}{_SECOND}{YEAR_AFTER}(?!:|\s+of\b)")
@rule("# O the", rf"<the>(?:<D>|<O>){_JOINT}{_SECOND}\s+(?:of\s+)?<M>{YEAR_AFTER}", near="month")
def days(context: Context, m: re.Match[str]) -> Value | None:
    """July 13-15, 2025; the 13th to the 15th of July."""
    end = int(m["day2"]) if m["day2"] else ordinal_number(m["ordinal2"])
    last = dated(context, m, number_of("months", m["month"]), end)
    if last is None or last.cell is None:
        return last
    first = day_of(last.cell.first.year, last.cell.first.month, day_number(m))
    return of_span(first, last.cell) if first and first.index <= last.cell.index else None


@rule("M", r"<M>(?:\s+(?:of|in|the\s+year)\s+|\s*,\s*|[\s-]+|/|)(?:<Y>|'(?P<short>\d\d)\b)(?!-\d)")
def month_year(context: Context, m: re.Match[str]) -> Value | None:
    """June 2025; Dec-2018; January of 2020."""
    return said(month(year_number(m["year"] or m["short"]), number_of("months", m["month"])))


def _year_meant(context: Context, m: re.Match[str]) -> int | None:
    """Return the year that "that year" or "the following year" behind a month or day means: by the one told before."""
    told = context.anchor or context.last_said(m.start())
    word = m["told"].lower().split()[-2]
    return told.first.year + shifts().get(word, 0) if told is not None and SIZE[told.grain] <= SIZE[YEAR] else None


@rule("M", rf"<M>\s+(?:(?:of\s+)?(?P<which>last|this|next)\s+year|(?:(?:of|in)\s+)?(?P<told>{TOLD_YEAR}))")
def month_shifted(context: Context, m: re.Match[str]) -> Value | None:
    """August last year; November of that year."""
    number, now = number_of("months", m["month"]), context.now(YEAR)
    if m["told"] and (year := _year_meant(context, m)):
        return said(month(year, number))
    if now is None:
        return Value(timex=f"XXXX-{number:02d}")
    return said(month(now.index + shifts().get((m["which"] or m["told"].split()[-2]).lower(), 0), number))


def _is_month(word: str, before: str, after: str, behind: str) -> bool:
    """Whether a month's name is one, and no verb ("may"), walk ("march"), person ("June Smith") or day ("May Day")."""
    name, time = word.lower(), lexicon("time")
    licensed = before.lower() in time.licence
    person = before[:1].isupper() and not licensed
    if after.lower() in ("day", "fools") or after in time.eponyms:
        return False
    if word.islower():
        leading = time.before_may if name == "may" else time.any_of("before_may", "before_month")
        return not before + after or before.lower() in leading
    if name not in time.doubtful_months:
        told = _PERSON.match(behind) is not None and (not licensed or before.lower() == "and")
        return not (after[:1].isupper() and name in time.given_months and (person or told))
    if after in ("-", "–"):
        return True  # Jan-Feb
    closing = not after or after in ".,;)-–—'’/" or (name == "march" and after[:1].islower())
    closing = closing or after.lower() in ("period", "quarter", "half")  # the Jan.-May period
    closing = closing or after.lower() in time.measured_by  # May sales
    return not person and (licensed or closing)


@rule("M", r"<M>")
def bare_month(context: Context, m: re.Match[str]) -> Value | None:
    """July: which one, the tense decides."""
    before, after = neighbours(context, m)
    if not _is_month(m["month"], before, after, context.text[m.end() : m.end() + _LED * 2]):
        return None
    number, now = number_of("months", m["month"]), context.now(MONTH)
    ahead = _awaited().search(context.text[max(0, m.start() - _AWAITED) : m.start()])
    if now and (ahead or _forward().match(context.text, m.end())):
        return of_cell(now.shift((number - 1 - now.index) % 12), loose=True)
    back = (now.index + 1 - number) % 12 if now else FAR
    held = _held().match(context.text, m.end()) if now and back > _RECENT else None
    if (
        now
        and held
        and ((tense := context.ask(m.start())) == "future" or (back > _NEARER and not (held["planned"] and tense)))
        and not _OVER.search(context.text[max(0, m.start() - _LED) : m.start()])
    ):
        return of_cell(now.shift(12 - back), loose=True)  # "the main issue in June's election", "will win the May race"
    if after in lexicon("time").measured_by and now and back < FAR:  # February figures are due
        return of_cell(now.shift(-back), loose=True)
    if listed := _year_ahead().match(context.text, m.end()):
        return of_cell(month(int(listed["year"]), number))
    return context.month(number, m.start())


@cache
def _held() -> re.Pattern[str]:
    """Match what is held in its month, of which the nearest is meant: June's election, the June rate meeting."""
    return re.compile(
        rf"(?:['’]s)?\s(?:[a-z-]+\s)?(?:{alternatives(lexicon('time').held)}"
        rf"|(?P<planned>{alternatives(lexicon('time').planned)}))\b(?!\s(?:was|were|had)\b)",
        re.IGNORECASE,
    )


@cache
def _forward() -> re.Pattern[str]:
    """Match what is traded ahead behind its month, or a range of them: March delivery, May to September shipment."""
    one = rf"(?:{alternatives(names('months'))})\b\.?"
    goods = alternatives(lexicon("time").traded_ahead)
    return re.compile(rf"(?:(?:\s+(?:to|and|or)\s+|\s*[/-]\s*){one}){{0,2}}\s+(?:{goods})\b", re.IGNORECASE)


@cache
def _awaited() -> re.Pattern[str]:
    """Match what is still to come before its month: for shipment in, for deliveries starting."""
    goods = alternatives(lexicon("time").awaited)
    return re.compile(
        rf"\bfor\s+(?:{goods})\s+(?:(?:starting|beginning|commencing)(?:\s+(?:in|from))?|in|from|by|during)"
        r"(?:\s+(?:early|mid|late))?[\s-]+$",
        re.IGNORECASE,
    )


@cache
def _year_ahead() -> re.Pattern[str]:
    """Match the months that follow one in a list, and the year of them all: May, June and July 2010."""
    one = rf"(?:{alternatives(names('months'))})\b\.?"
    return re.compile(rf"(?:,\s+{one}){{0,4}},?\s+(?:and|or)\s+{one}\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


@rule(
    "#",
    rf"(?P<year>(?:1[5-9]|20)\d\d)(?P<sep>[-/.])(?P<month>{_MONTH_FIGURE})(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])"
    r"(?!\d|-\d)",
)
@rule("#", r"(?P<year>(?:19|20)\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d|[.,]\d)")
def iso_date(context: Context, m: re.Match[str]) -> Value | None:
    """2025-07-19; 2025/7/19; 20250719."""
    return said(day_of(int(m["year"]), int(m["month"]), int(m["day"])))


@rule(
    "#",
    rf"(?P<one>{DAY_FIGURE})(?P<sep>[-/.])(?P<two>{DAY_FIGURE})(?P=sep)'?(?P<year>(?:1[5-9]|20)\d\d|\d\d)"
    r"(?!\d|-\d{1,2}-)",
)
def figure_date(context: Context, m: re.Match[str]) -> Value | None:
    """6.2.2026 (day first); 2/5/24 (month first, unless the article writes the day first, or it cannot be)."""
    one, two, dotted = int(m["one"]), int(m["two"]), m["sep"] == "."
    if dotted and len(m["year"]) == 2 and len(m["one"]) < 2:
        return None  # a version or a section number
    ahead = two <= 12 and (dotted or _is_day_first(context.text, context.published))
    number, day = (two, one) if ahead or one > 12 else (one, two)
    return said(day_of(year_number(m["year"]), number, day))


@lru_cache(maxsize=8)
def _is_day_first(text: str, published: date | None) -> bool:
    """Whether an article writes the day before the month: 13/6/2025, or 05/06/2025 where it was published that day.

    It is asked once for a text, at each of whose dates the answer is the same.
    """
    own = {published.month, published.day} if published is not None else set()
    for found in _FIGURES.finditer(text):
        one, two = int(found["one"]), int(found["two"])
        if max(one, two) > 12:
            return one > 12
        if published is not None and {one, two} == own and one != two and published.year == year_number(found["year"]):
            return one == published.day
    return False


@rule("#", rf"(?P<month>{_MONTH_FIGURE})/(?P<year>(?:19|20)\d\d)(?![\d/])")
@rule("#", r"(?P<year>(?:19|20)\d\d)-(?P<month>1[0-2]|0[1-9])(?![\d-])")
def figure_month(context: Context, m: re.Match[str]) -> Value | None:
    """2025-07, 7/2025: but 2010-12 and 2008-09 are ranges of years, and 10/1/2018 is a day."""
    number, short = int(m["month"]), int(m["year"][2:])
    years = m.start("year") == m.start() and (number == short + 1 or number > max(short, 9))
    of_day = context.text[max(0, m.start() - 1) : m.start()] == "/"
    return None if years or of_day else said(month(int(m["year"]), number))


@rule("#", rf"(?P<one>{DAY_FIGURE})/(?P<two>{DAY_FIGURE})(?![\d/])")
def figure_day(context: Context, m: re.Match[str]) -> Value | None:
    """2/15: after "on", "by" and their like, or beside a weekday; elsewhere it is a fraction or a score."""
    before, after = neighbours(context, m)
    if (before or after) and before.lower() not in lexicon("time").on_date | names("weekdays").keys():
        return None
    one, two = int(m["one"]), int(m["two"])
    bounded = before.lower() in ("to", "by", "from", "and")
    if one < 4 and bounded:
        return None
    year = None if bounded or before.lower() in names("weekdays") else load_lexicon("time")["known_days"].get(m.group())
    if year and (context.published is None or context.published.year > year):
        return said(day_of(year, one, two))  # what everybody calls so
    return context.day(*((two, one) if one > 12 else (one, two)), m.start())


@rule("the # O", r"<the>(?:<D>|<O>)\s+(?:of\s+)?(?:the\s+)?<S>\s+month")
def day_shifted(context: Context, m: re.Match[str]) -> Value | None:
    """The 20th of next month."""
    now = context.now(MONTH)
    if now is None:
        return Value()
    day = day_in_month(now.shift(shift_of(m)), day_number(m))
    return of_cell(day) if day else None


def nearest_month(context: Context, m: re.Match[str], number: int, weekday: int) -> Value | None:
    """Resolve a day of no month to the nearest month where it falls on a weekday, on the side the tense asks for."""
    now = context.now(MONTH)
    if now is None:
        return Value(timex=f"XXXX-XX-{number:02d}")
    way = 1 if context.ask(m.start()) == "future" else -1
    days = (day_in_month(now.shift(way * step), number) for step in range(14))
    return next((of_cell(day) for day in days if day and day.first.isoweekday() == weekday), None)
