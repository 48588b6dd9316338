"""Weekdays: bare, with a date, last and next, the third Thursday of a month."""

from __future__ import annotations

import re
from functools import cache

from eventx.normalize.calendar import DAY, MONTH, QUARTER, WEEK, YEAR, Cell, day_of, names, nth_weekday
from eventx.normalize.grammar.dates import YEAR_AFTER, dated
from eventx.normalize.grammar.words import count_of, neighbours, number_of, ordinal_number, shifts
from eventx.normalize.timex import Context, Parsed, Value, of_cell, parse, parse_after, rule


@rule(
    "W",
    rf"<W>\s*,?\s+(?:the\s+)?(?:<M>\s+(?:the\s+)?<D>|(?P<day2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:\s+of)?\s+<M>){YEAR_AFTER}(?!:)",
)
def weekday_date(context: Context, m: re.Match[str]) -> Value | None:
    """Monday, May 18, 2015; Friday 12 June 2026."""
    day, name = m["day"] or m["day2"], m["month"] or m["month2"]
    return dated(context, m, number_of("months", name), int(day), number_of("weekdays", m["weekday"]))


@cache
def _other_day() -> re.Pattern[str]:
    """Match what names a day of its own: "early Tuesday"."""
    return re.compile(rf"(?:(?:early|late|later|earlier)\s|{'|'.join(names('weekdays'))}\b)", re.IGNORECASE)


@rule("W", r"<W>[\s,-]*\s\(?(?=[\dA-Za-z])|<W>-(?=[A-Z])")
def weekday_figure(context: Context, m: re.Match[str]) -> Parsed | None:
    """Friday 2018-7-6; Friday (June 15)."""
    found = parse(context, m.end())
    if (
        found is None
        or found[1].cell is None
        or found[1].cell.grain != DAY
        or _other_day().match(context.text, m.end())
    ):
        return None
    return found[0] + (context.text[found[0] : found[0] + 1] == ")" and "(" in m.group()), found[1]


@rule(
    "W",
    r"<W>\s*,?\s+(?:the\s+)?(?:(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|(?=\s*(?:[.,;!?)](?!\d)|$)))|(?<=the\s)<O>)(?!\s+(?:of\s+)?[A-Za-z]*(?:ary|ber|ly|ch|il|ust|une)\b)",
)
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
        if day and day.first.isoweekday() == number_of("weekdays", m["weekday"]):
            return of_cell(day)
    return None


@rule("W", r"<W>(?:\s+(?:of\s+)?(?P<which>(?:the\s+)?(?:last|this|next|previous|following|past|coming))\s+week)")
def weekday_week(context: Context, m: re.Match[str]) -> Value | None:
    """Monday next week."""
    if context.published is None:
        return Value(timex=f"XXXX-WXX-{number_of('weekdays', m['weekday'])}")
    shift = {"this": 0, "next": 1, "following": 1, "coming": 1}.get(m["which"].lower().split()[-1], -1)
    week = Cell.holding(WEEK, context.published).shift(shift)
    return of_cell(Cell.holding(DAY, week.first).shift(number_of("weekdays", m["weekday"]) - 1))


@rule("W", r"<W>")
def bare_weekday(context: Context, m: re.Match[str]) -> Value | None:
    """Thursday: which one, the tense decides."""
    word = m["weekday"]
    before, after = neighbours(context.text, m.start(), m.end())
    if not word.lower().endswith("day"):
        alone = not before and not after
        if not alone and (
            word.islower()
            or before.lower() not in ("on", "last", "next", "this", "since", "until", "by", "from", "late", "early")
        ):
            return None
    elif word.islower() and word.endswith("day") and before.lower() in ("man", "girl"):
        return None
    if (
        before == "Black"
        or before in ("Bloody", "Super", "Cyber")
        or (after in ("Times", "Mirror", "Telegraph", "Mail") and word[0].isupper())
    ):
        return None
    number = number_of("weekdays", word)
    told = context.anchor
    if before == "a" and told and told.grain == DAY and told.first.isoweekday() == number:
        return of_cell(told)  # Feb. 27, a Friday
    return context.weekday(number, m.start())


@rule(
    "O the last final # S",
    r"<the>(?:<O>|(?P<last>last|final)(?:\s+but\s+one)?)\s+<W>\s+(?:of|in|for)\s+(?:the\s+month\s+of\s+)?",
)
def weekday_in(context: Context, m: re.Match[str]) -> Parsed | None:
    """The third Thursday of November."""
    bare = re.compile(r"(?:the|this|each)\s+month\b", re.IGNORECASE).match(context.text, m.end())
    found = (bare.end(), context.relative(MONTH, 0)) if bare else parse_after(context, m.end() - 1, r"\s+")
    if found is None or found[1].cell is None or found[1].cell.grain not in (MONTH, YEAR, QUARTER):
        return None
    nth = -1 if m["last"] else ordinal_number(m["ordinal"])
    cell = found[1].cell
    day = nth_weekday(cell.first, cell.last, number_of("weekdays", m["weekday"]), nth)
    return (found[0], of_cell(Cell.holding(DAY, day))) if day else None


@rule("S the", r"<the>(?:(?P<this>this)\s+(?P<way>past|coming|upcoming|last|next)|<S>)\s+<W>")
def shifted_weekday(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Last Monday, next Friday; this Friday, June 15."""
    number = names("weekdays")[m["weekday"].lower().rstrip(".")]
    dated_so = parse_after(context, m.end(), r"(?:\s*,)?\s+\(?|-(?=[A-Z])")
    if (
        dated_so
        and dated_so[1].cell
        and dated_so[1].cell.grain == DAY
        and (dated_so[1].loose or dated_so[1].absolute)
        and not _other_day().match(context.text, re.compile(r"[\s,(-]*").match(context.text, m.end()).end())  # type: ignore[union-attr]
    ):
        return dated_so[0] + (context.text[dated_so[0] : dated_so[0] + 1] == ")"), dated_so[1]
    if context.published is None:
        return Value(timex=f"XXXX-WXX-{number}")
    now = Cell.holding(DAY, context.published)
    shift = shifts()[(m["way"] or m["shift"]).lower()]
    ahead = (number - context.published.isoweekday()) % 7
    if shift < 0:
        return of_cell(now.shift(ahead - 7))
    if shift == 0 and context.ask(m.start()) == "past" and ahead:
        return of_cell(now.shift(ahead - 7))
    if shift > 0 and not m["way"]:  # that of next week
        return of_cell(Cell.holding(DAY, Cell.holding(WEEK, context.published).shift(1).first).shift(number - 1))
    return of_cell(now.shift(ahead or (7 if shift else 0)))


@rule("S the", r"<the><S>\s+week(?:['’]s|\s+on|\s*,|\s+-)?\s+<W>")
def week_weekday(context: Context, m: re.Match[str]) -> Value:
    """Last week's Sunday; next week on Tuesday."""
    number = names("weekdays")[m["weekday"].lower().rstrip(".")]
    if context.published is None:
        return Value(timex=f"XXXX-WXX-{number}")
    week = Cell.holding(WEEK, context.published).shift(shifts()[m["shift"].lower()])
    return of_cell(Cell.holding(DAY, week.first).shift(number - 1))


@rule(
    "# N the",
    r"<the>(?P<number>\d{1,2}|two|three|four|five|six)\s+(?P<days>mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\s+(?P<way>ago|from\s+now|back)",
)
def weekdays_away(context: Context, m: re.Match[str]) -> Value | None:
    """Two Sundays ago."""
    count, number = count_of(m["number"]), names("weekdays")[m["days"].lower()[:-1]]
    if context.published is None or count is None:
        return Value()
    ahead_by = (number - context.published.isoweekday()) % 7
    steps = (
        ahead_by - 7 * int(count) if m["way"].lower() != "from now" else ahead_by + 7 * (int(count) - (ahead_by > 0))
    )
    return of_cell(Cell.holding(DAY, context.published).shift(steps))


@rule(
    "W M the week",
    r"(?:<W>|<M>|(?:the\s+)?(?P<unit>week|month|year|quarter))\s+(?:after\s+next|before\s+(?P<last>last))\b",
)
def after_next(context: Context, m: re.Match[str]) -> Value | None:
    """The week after next; Friday after next; the week before last."""
    if context.published is None or (m["last"] and not m["unit"]):
        return Value()
    if m["month"]:
        now = Cell.holding(MONTH, context.published)
        return of_cell(now.shift((names("months")[m["month"].lower().rstrip(".")] - now.first.month) % 12 + 12))
    if m["weekday"]:
        ahead_by = (names("weekdays")[m["weekday"].lower().rstrip(".")] - context.published.isoweekday() - 1) % 7 + 1
        return of_cell(Cell.holding(DAY, context.published).shift(ahead_by + 7))
    return context.relative(m["unit"].lower(), -2 if m["last"] else 2)


@rule(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends",
    r"(?:(?P<days>mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)|weekdays|(?P<unit>weekends))\b",
)
def plural_days(context: Context, m: re.Match[str]) -> Value:
    """On Mondays."""
    if m["days"]:
        return Value("SET", f"XXXX-WXX-{names('weekdays')[m['days'].lower()[:-1]]}")
    return Value("SET", "P1WE" if m["unit"] else "P1D")
