"""Weekdays: bare, with a date, last and next, the third Thursday of a month."""

from __future__ import annotations

import re
from functools import cache

from eventx.lexicons import lexicon
from eventx.normalize.calendar import DAY, MONTH, QUARTER, WEEK, YEAR, Cell, names, nth_weekday
from eventx.normalize.grammar.dates import DAY_FIGURE, YEAR_AFTER, dated, day_number, nearest_month
from eventx.normalize.grammar.words import count_of, follows, neighbours, number_of, ordinal_number, shift_of
from eventx.normalize.timex import Context, Parsed, alternatives, cell_after, rule
from eventx.normalize.value import Value, of_cell


@rule(
    "W",
    rf"<W>\s*,?\s+(?:the\s+)?(?:<M>\s+(?:the\s+)?<D>|(?P<day2>{DAY_FIGURE})(?:st|nd|rd|th)?(?:\s+of)?\s+<M>)"
    rf"{YEAR_AFTER}(?!:)",
)
def weekday_date(context: Context, m: re.Match[str]) -> Value | None:
    """Monday, May 18, 2015; Friday 12 June 2026."""
    day, name = m["day"] or m["day2"], m["month"] or m["month2"]
    return dated(context, m, number_of("months", name), int(day), number_of("weekdays", m["weekday"]))


@cache
def _other_day() -> re.Pattern[str]:
    """Match what names a day of its own: "early Tuesday"."""
    return re.compile(rf"[\s,(-]*(?:(?:early|late|later|earlier)\s|{alternatives(names('weekdays'))}\b)", re.IGNORECASE)


def _date_of(context: Context, end: int, joint: str) -> Parsed | None:
    """Parse the date that a weekday goes before, with the bracket around it."""
    found = None if _other_day().match(context.text, end) else cell_after(context, end, joint, DAY)
    if found is None:
        return None
    at, value, _ = found
    return at + (context.text[at : at + 1] == ")" and "(" in context.text[end:at]), value


@rule("W", r"<W>(?=[\s,(-])")
def weekday_figure(context: Context, m: re.Match[str]) -> Parsed | None:
    """Friday 2018-7-6; Friday (June 15)."""
    return _date_of(context, m.end(), r"[\s,-]*\s\(?(?=[\dA-Za-z])|-(?=[A-Z])")


@rule(
    "W",
    r"<W>\s*,?\s+(?:the\s+)?(?:<D>(?:(?<=[a-z])|(?=\s*(?:[.,;!?)](?!\d)|$)))|(?<=the\s)<O>(?=\s+of\s|\s*(?:[.,;:!?)]|$)))"
    r"(?!\s+(?:of\s+)?[A-Za-z]*(?:ary|ber|ly|ch|il|ust|une)\b)",
)
def weekday_day(context: Context, m: re.Match[str]) -> Value | None:
    """Tuesday the 19th: the nearest month where it falls so."""
    return nearest_month(context, m, day_number(m), number_of("weekdays", m["weekday"]))


@rule("W", r"<W>\s+(?:of\s+)?(?:the\s+)?<S>\s+week")
@rule("S the", r"<the><S>\s+week(?:['’]s|\s+on|\s*,|\s+-)?\s+<W>")
def weekday_week(context: Context, m: re.Match[str]) -> Value | None:
    """Monday next week; last week's Sunday."""
    number, now = number_of("weekdays", m["weekday"]), context.now(WEEK)
    if now is None:
        return Value(timex=f"XXXX-WXX-{number}")
    return of_cell(now.shift(shift_of(m)).day(number))


@rule("W", r"<W>")
def bare_weekday(context: Context, m: re.Match[str]) -> Value | None:
    """Thursday: which one, the tense decides."""
    word, (before, after) = m["weekday"], neighbours(context, m)
    doubtful = (before or after) and not word.lower().endswith("day")  # "sun", "sat"
    if doubtful and (word.islower() or before.lower() not in lexicon("time").before_weekday):
        return None
    if before in lexicon("time").named_days or after in lexicon("time").papers:
        return None
    number, told = number_of("weekdays", word), context.anchor
    if before == "a" and told and told.grain == DAY and told.first.isoweekday() == number:
        return of_cell(told)  # Feb. 27, a Friday
    return context.weekday(number, m.start())


@rule("O the last final # S", r"<the>(?:<O>|(?P<last>last|final))\s+<W>\s+(?:of|in|for)(?=\s)")
def weekday_in(context: Context, m: re.Match[str]) -> Parsed | None:
    """The third Thursday of November."""
    if bare := follows(context, m.end(), r"\s+(?:the|this|each)\s+month\b"):
        end, cell = bare.end(), context.now(MONTH)
    else:
        end, _, cell = cell_after(context, m.end(), r"\s+", MONTH, YEAR, QUARTER) or (0, None, None)
    if cell is None:
        return None
    nth = -1 if m["last"] else ordinal_number(m["ordinal"])
    day = nth_weekday(cell.first, cell.last, number_of("weekdays", m["weekday"]), nth)
    return (end, of_cell(Cell.holding(DAY, day))) if day else None


@rule("S the", r"(?!following)<the>(?:this\s+(?=past|coming|upcoming|last|next))?<S>\s+<W>")
def shifted_weekday(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Last Monday, next Friday; this Friday, June 15."""
    number, now = number_of("weekdays", m["weekday"]), context.now(DAY)
    named = _date_of(context, m.end(), r"(?:\s*,)?\s+\(?|-(?=[A-Z])")
    if named and (named[1].loose or named[1].absolute):
        return named
    if now is None:
        return Value(timex=f"XXXX-WXX-{number}")
    shift, coming = shift_of(m), m.group().lower().startswith("this ")
    ahead = (number - now.first.isoweekday()) % 7
    if shift < 0 or (shift == 0 and ahead and context.ask(m.start()) == "past"):
        return of_cell(now.shift(ahead - 7))
    if shift > 0 and not coming:  # that of next week
        return of_cell(Cell.holding(WEEK, now.first).shift(1).day(number))
    return of_cell(now.shift(ahead or 7 * shift))


@rule("# N the", r"<the><N>\s+(?P<weekday>(?:sun|mon|tues|wednes|thurs|fri|satur)day)s\s+(?P<way>ago|from\s+now|back)")
def weekdays_away(context: Context, m: re.Match[str]) -> Value | None:
    """Two Sundays ago."""
    count, number, now = count_of(m["number"]), number_of("weekdays", m["weekday"]), context.now(DAY)
    if now is None or count is None:
        return None
    ahead = (number - now.first.isoweekday()) % 7
    back = m["way"].lower() in ("ago", "back")
    return of_cell(now.shift(ahead - 7 * int(count) if back else ahead + 7 * (int(count) - (ahead > 0))))


@rule(
    "# N",
    r"(?<!\bin\s)(?<!\bfor\s)(?<!\bof\s)(?<!than\s)(?<!once\s)(?<!twice\s)(?<!times\s)(?<!days\s)"
    r"(?:an?|one)\s+(?P<unit>week|fortnight)\s+on\s+<W>",
    near="unit",
)
@rule("W", r"<W>\s+(?P<unit>week|fortnight)(?=\s*[,.;:!?)]|\s+(?:and|but|for|in|at|to)\b)")
def weekday_after(context: Context, m: re.Match[str]) -> Value | None:
    """A week on Tuesday; Saturday week."""
    number, now = number_of("weekdays", m["weekday"]), context.now(DAY)
    if now is None or context.ask(m.start()) == "past":
        return None  # "fell to its lowest in a week on Tuesday"
    weeks = 2 if m["unit"].lower() == "fortnight" else 1
    return of_cell(now.shift(((number - now.first.isoweekday()) % 7 or 7) + 7 * weeks))


@rule("mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends", r"(?P<days>[a-z]+)s\b")
def plural_days(context: Context, m: re.Match[str]) -> Value:
    """On Mondays."""
    number = names("weekdays").get(m["days"].lower())
    return Value("SET", f"XXXX-WXX-{number}" if number else "P1WE" if m["days"].lower() == "weekend" else "P1D")
