"""Times told from the day of publication: last month, the next five years, in two weeks, the weekend, today, now."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from eventx.lexicons import lexicon
from eventx.normalize.calendar import DAY, DECADE, HALF, MONTH, QUARTER, SIZE, WEEK, YEAR, Cell, move
from eventx.normalize.grammar.distances import MOVABLE, span_before
from eventx.normalize.grammar.words import (
    CLOCK,
    before_said,
    closing,
    count_of,
    day_in_month,
    duration,
    in_cells,
    neighbours,
    number_of,
    shift_of,
    stands_after,
    unit_of,
)  # fmt: skip
from eventx.normalize.timex import Context, Parsed, cell_after, rule, shifts, table
from eventx.normalize.value import Value, of_cell, of_span

_REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")


def weekend_of(context: Context, shift: int) -> Value:
    """Return the weekend of the week that is ``shift`` weeks from the publication's."""
    now = context.now(WEEK)
    return closing(now.shift(shift)) if now else Value()


def _is_before_weekend(context: Context) -> bool:
    return context.published is not None and context.published.isoweekday() < 6


@rule(
    "S the",
    r"(?:the\s+|this\s+(?=past|coming))?(?:very\s+)?<S>[\s-]+(?P<fiscal>fiscal\s+|financial\s+)?(?:calendar\s+|full\s+)?<U>",
    near="unit",
)
def shifted(context: Context, m: re.Match[str]) -> Value | None:
    """Last month, this year, next quarter."""
    unit, word = unit_of(m), m["shift"].lower()
    shift = shifts()[word]
    if unit == "weekend":
        over = shift == 0 and _is_before_weekend(context) and context.ask(m.start()) == "past"
        return weekend_of(context, -1 if over else shift)
    if unit in CLOCK:
        return Value("TIME") if "-" not in m.group() else None  # last-minute
    if m["unit"].lower().endswith("s"):
        return Value(timex=_REFERENCES[shift + 1])
    if unit == HALF and not _is_half(context, m):
        return None
    if unit in ("fortnight", DECADE) and shift:
        cell, times = in_cells(unit)
        return replace(_from_now(context, cell, shift * times), type="DURATION", timex=duration(Decimal(1), unit).timex)
    if unit == "fortnight":
        return Value()
    return _leaning(context, m, unit, word) or _in_progress(context, m, unit, word)


def _in_progress(context: Context, m: re.Match[str], unit: str, word: str) -> Value:
    """Resolve a unit by the publication: one that is under way ends there, and "the past year" does."""
    value, now = context.relative(unit, shifts()[word]), context.published
    if m["fiscal"]:
        return replace(value, first=None, last=None, cell=None)  # its days are the article's to tell
    ended = word == "past" or (word == "last" and m.group().lower().startswith("the"))  # in the last year
    if now and ended and (unit in (YEAR, MONTH) or (unit == WEEK and word == "past")):
        return replace(value, first=move(now, unit, -1), last=now)
    if now and value.last and shifts()[word] == 0 and context.ask(m.start()) != "future":
        return replace(value, last=min(value.last, now))
    return value


def _is_half(context: Context, m: re.Match[str]) -> bool:
    """Whether "last half" is one of a year: it ends there."""
    _, after = neighbours(context, m)
    return m["shift"].lower() in ("last", "next", "this") and (not after.isalnum() or after.lower() in ("of", "as"))


def _leaning(context: Context, m: re.Match[str], unit: str, word: str) -> Value | None:
    """Resolve "the previous year", "the following day", "the next day" by the time told before."""
    follows = word in lexicon("time").following
    anchor = context.anchor or (before_said(context, m.start()) if not follows and context.span is None else None)
    near = unit in MOVABLE and (follows or word in lexicon("time").previous)
    if near and anchor is not None and SIZE[anchor.grain] <= SIZE[unit]:
        return of_cell(Cell.holding(unit, anchor.first).shift(1 if follows else -1))
    if near and anchor is None and not follows and (before := span_before(context, unit)):
        return before
    told = context.told.cell if context.told else None
    if near and word in lexicon("time").previous and unit == MONTH and told and told.grain == MONTH:
        return of_cell(told.shift(-1))
    the_next = word == "next" and unit == DAY and m.group()[:3].lower() == "the"
    year, now = context.anchor, context.now(YEAR)
    if word == "next" and unit == YEAR and m.group()[:3].lower() == "the" and year is not None and now is not None:
        past = year.first.year < now.index and not stands_after(context, m, "before_length")
        return of_cell(Cell.holding(YEAR, year.first).shift(1)) if past and context.ask(m.start()) != "future" else None
    if the_next or (follows and context.ask(m.start()) != "future"):
        told = context.last_said(m.start()) if unit in MOVABLE else None
        near = told is not None and SIZE[told.grain] <= SIZE[unit]
        return of_cell(Cell.holding(unit, told.first).shift(1)) if told is not None and near else Value()
    return None


def _from_now(context: Context, unit: str, count: int) -> Value:
    """Return the stretch of some units back from the publication or on: whole ones, or years and months to the day."""
    now, published = context.now(unit), context.published
    if now is None or published is None:
        return Value()
    if unit not in (MONTH, YEAR):  # those that are whole
        return of_span(now.shift(1 if count > 0 else -1), now.shift(count))
    far = move(published, unit, count)
    return replace(of_span(now.shift(count), now), first=min(far, published), last=max(far, published))


@rule(
    "S the # N",
    r"<the>(?:<S>\s+<N>|<N>\s+(?P<shift2>next|last|past|upcoming|coming|previous|following))[\s-]+(?:<WHOLE>\s+)?<U>",
    near="unit",
)
def shifted_many(context: Context, m: re.Match[str]) -> Value | None:
    """The past six months; the next five years: from the unit that holds the publication back or on."""
    unit, count = unit_of(m), count_of(m["number"] or m["number2"])
    shift = shifts()[(m["shift"] or m["shift2"]).lower()]
    if m["shift2"] and not m["unit"].lower().endswith("s"):
        return None  # "only 3 next week"
    if m.group()[:4].lower() == "last" and stands_after(context, m, "before_verb"):
        return None  # is to last three days
    length = duration(count, unit)
    told = (m["shift"] or m["shift2"]).lower() in lexicon("time").following  # from a time that was told
    if told or unit in CLOCK or unit == "weekend" or count is None or count % 1 or not shift:
        return length
    unit, times = in_cells(unit)
    span, back = context.told, (m["shift"] or m["shift2"]).lower() in lexicon("time").previous
    if span is not None and span.first is not None and back and unit not in (DAY, WEEK):
        first, last = move(span.first, unit, -times * int(count)), span.first - timedelta(days=1)
        return replace(length, first=first, last=last)  # "the year to March, 4% fewer than in the previous 12 months"
    if count * times == 1:
        return context.relative(unit, shift)
    return replace(_from_now(context, unit, shift * times * int(count)), type="DURATION", timex=length.timex)


@rule(
    "the",
    r"the\s+(?:(?:full|whole|entire|course\s+of\s+the)\s+)?(?P<unit>year|quarter|month|week)\b(?=\s*(?:[.,;)]|$)|"
    r"\s+to\s+[$€£\d]|\s+(?:and|as|was|is|were|while|but|at|compared|from|rose|fell|grew|came|[a-z]+ed)\b)",
)
def the_unit(context: Context, m: re.Match[str]) -> Value | None:
    """For the year."""
    if not stands_after(context, m, "before_length"):
        return None
    unit, said = m["unit"].lower(), context.anchor
    if unit == YEAR and said is not None and said.grain == YEAR:
        return of_cell(said)  # "2024 earnings of 3 million, up from a forecast of 2 million for the year"
    if unit in (YEAR, WEEK):
        said, now = context.last_said(m.start()), context.published
        over = said is not None and now is not None and said.first.year == now.year - 1  # of the month before
        return context.relative(unit, -(unit == YEAR and (over or context.in_last_year(m.start()))))
    told = context.told.cell if context.told else None
    return of_cell(told) if told and told.grain == unit == QUARTER else Value()  # told elsewhere, if at all


@rule("the", r"the\s+(?:<U>|(?P<night>night))[\s-]before[\s-]last\b(?!\s+(?:year|month|week|night))")
def before_last(context: Context, m: re.Match[str]) -> Value | None:
    """The year before last; the night before last."""
    if m["night"]:
        day = context.relative(DAY, -2).first
        return Value("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}TNI", day, day)
    if unit_of(m) == "weekend":
        return weekend_of(context, -2)
    return context.relative(unit_of(m), -2) if unit_of(m) in MOVABLE else None


@rule("the", r"the\s+weekend\b")
def weekend(context: Context, m: re.Match[str]) -> Value:
    """The weekend: the last or the coming one."""
    past = _is_before_weekend(context) and context.ask(m.start()) != "future"
    return weekend_of(context, -1 if past else 0)


@rule("week", r"week\s+(?P<week>[1-5]?\d)(?:\s+of\s+<Y>)?")
def week_number(context: Context, m: re.Match[str]) -> Value | None:
    """Week 31."""
    year, week = int(m["year"] or (context.published.year if context.published else 0)), int(m["week"])
    return of_cell(Cell.holding(WEEK, date(year, 1, 4)).shift(week - 1)) if year and 1 <= week <= 53 else None


@rule("S the M", r"(?!following)<the><S>\s+<M>(?:\s+<D>)?")
def shifted_month(context: Context, m: re.Match[str]) -> Value | None:
    """Last October; next March; next Jan. 1."""
    number, shift, now = number_of("months", m["month"]), shift_of(m), context.now(MONTH)
    if shift == 0 and m["month"] in ("may", "march"):
        return None
    if now is None:
        return Value(timex=f"XXXX-{number:02d}")
    back = (now.index + 1 - number) % 12
    if shift == 0:
        back = now.first.month - number
    elif shift > 0 or back == 0:
        back -= 12 * shift
    cell = now.shift(-back)
    day = day_in_month(cell, int(m["day"])) if m["day"] else cell
    return of_cell(day) if day else None


@rule("the", r"the\s+week\s+(?:of|starting|beginning|commencing)\s+(?:on\s+)?")
def week_of(context: Context, m: re.Match[str]) -> Parsed | None:
    """The week of October 7."""
    found = cell_after(context, m.end(), "", DAY)
    return (found[0], of_cell(Cell.holding(WEEK, found[2].first))) if found else None


@rule(
    "today yesterday tomorrow the",
    r"(?:today|yesterday|tomorrow|the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))\b(?!-)",
)
def deictic(context: Context, m: re.Match[str]) -> Value | None:
    """Today, yesterday, the day after tomorrow; no paper or programme of that name."""
    said = m.group().lower()
    if m.group()[0].isupper() and neighbours(context, m)[1].lower() in lexicon("time").media:
        return None
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[said.split()[-1]]
    return context.relative(DAY, 2 * shift if said[:3] == "the" else shift)


@rule(
    "REF the",
    r"(?:<REF>(?!\s+(?:back|from)\b)|the\s+past(?=[.,;]|\s+(?:and|was|were|has|had|have|by|it|he|she|they|we)\b|$))\b(?!-)",
)
def reference(context: Context, m: re.Match[str]) -> Value | None:
    """Now, recently, the near future."""
    before = neighbours(context, m)[0]
    if before.lower() == "every" or (before[:1].isupper() and m.group() == "Now"):
        return None  # every now and then; Prime Now
    return Value(timex=table("references").get(re.sub(r"\s+", " ", m.group().lower())))
