"""Times told from the day of publication: last month, the next five years, in two weeks, the weekend, today, now."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from eventx.lexicons import load_lexicon
from eventx.normalize.calendar import DAY, DECADE, HALF, MONTH, QUARTER, WEEK, YEAR, Cell, day_of, move, names
from eventx.normalize.grammar.distances import TOLD, weeks_away
from eventx.normalize.grammar.words import CLOCK, SIZE, closing, count_of, duration, grains, neighbours, shifts
from eventx.normalize.timex import Context, Parsed, Value, of_cell, of_span, parse, rule


def weekend_of(context: Context, shift: int) -> Value:
    """Return the weekend of the week that is ``shift`` weeks from the publication's."""
    return closing(Cell.holding(WEEK, context.published).shift(shift)) if context.published else Value()


@rule(
    "S the",
    r"(?:the\s+|this\s+(?=past|coming))?(?:very\s+)?<S>[\s-]+(?:calendar\s+|fiscal\s+|financial\s+|full\s+)?<U>",
    near="unit",
)
def shifted(context: Context, m: re.Match[str]) -> Value | None:
    """Last month, this year, next quarter."""
    unit, shift = grains()[m["unit"].lower()], shifts()[m["shift"].lower()]
    if m["shift"].lower() == "present" and not m.group().lower().startswith("the"):
        return None
    many = m["unit"].lower().endswith("s") and unit not in ("century",)
    if unit in CLOCK:
        return Value("TIME") if "-" not in m.group() else None  # last-minute
    if unit == "fortnight":
        if shift == 0 or context.published is None:
            return Value()
        now = Cell.holding(WEEK, context.published)
        return of_span(now.shift(shift), now.shift(2 * shift))
    if many and unit != "weekend":
        return Value(timex="PAST_REF" if shift < 0 else "FUTURE_REF" if shift else "PRESENT_REF")
    if unit == "weekend":
        return weekend_of(context, shift)
    if unit == HALF and m["shift"].lower() not in ("last", "next", "this", "previous"):
        return None
    if unit == HALF:
        _, after = neighbours(context.text, m.start(), m.end())
        if after not in ("", ".", ",", ";") and after.lower() not in ("of", "as"):
            return None
    word = m["shift"].lower()
    if (
        context.anchor is not None
        and word in ("previous", "preceding", "prior", "following")
        and unit in TOLD
        and SIZE[context.anchor.grain] <= SIZE[unit]
    ):
        anchor = context.anchor
        return of_cell(Cell.holding(unit, anchor.first).shift(-1 if word != "following" else 1))
    if (word == "following" and context.ask(m.start()) != "future") or (
        word == "next" and unit == DAY and m.group()[:3].lower() == "the"
    ):
        told = context.last_said(m.start())  # that of a day told before
        return of_cell(Cell.holding(unit, told.first).shift(1)) if told and unit in TOLD else Value()
    value = context.relative(unit, shift)
    if re.search(r"fiscal|financial", m.group(), re.IGNORECASE):
        return replace(value, first=None, last=None, cell=None)  # its days are the article's to tell
    if unit == DECADE and shift and context.published:
        far = move(context.published, YEAR, 10 * shift)
        first, last = min(far, context.published), max(far, context.published)
        return replace(of_span(Cell.holding(YEAR, first), Cell.holding(YEAR, last)), first=first, last=last)
    if word == "past" and unit in (YEAR, MONTH) and context.published:
        return replace(value, first=move(context.published, unit, -1), last=context.published)
    if shift == 0 and value.last and context.published and unit != DAY and context.ask(m.start()) != "future":
        return replace(value, last=min(value.last, context.published))
    return value


@rule(
    "S the # N",
    r"<the>(?:<S>\s+<N>|<N>\s+(?P<shift2>next|last|past|upcoming|coming|previous|following))[\s-]+(?:(?:consecutive|straight|full|calendar|or\s+so|odd)\s+)?<U>",
    near="unit",
)
def shifted_many(context: Context, m: re.Match[str]) -> Value | None:
    """The past six months; the next five years: from the unit that holds the publication back or on."""
    unit = grains()[m["unit"].lower()]
    word = m["shift"] or m["shift2"]
    shift, count = shifts()[word.lower()], count_of(m["number"] or m["number2"])
    if m["shift2"] in ("next", "last") and not m["unit"].lower().endswith("s"):
        return None  # "only 3 next week"
    if (m["number"] or "").lower() == "recent":
        return Value(timex="PAST_REF")
    if shift == 0 and unit != "weekend":
        return duration(count, unit)
    if unit in CLOCK or unit == "weekend" or count is None or count % 1:
        return duration(count, unit)
    if unit in ("fortnight", DECADE):
        unit, count = (WEEK, count * 2) if unit == "fortnight" else (YEAR, count * 10)
    if context.published is None:
        return Value()
    if count == 1:
        return context.relative(unit, shift)
    now, number = Cell.holding(unit, context.published), int(count)
    if unit not in (MONTH, YEAR):  # those that are whole
        return of_span(now.shift(shift), now.shift(shift * number))
    far = move(context.published, unit, number * shift)
    first, last = min(far, context.published), max(far, context.published)
    return replace(of_span(now.shift(number * shift), now), first=first, last=last)


@rule(
    "in within",
    r"(?P<how>in|within)\s+(?:about\s+|just\s+|around\s+|some\s+)?(?:<N>)\s+<U>(?:['’]\s*time)?(?!\s+(?:of|ago|after|before|to|earlier|later|and|row)\b|-)",
    near="unit",
)
def ahead(context: Context, m: re.Match[str]) -> Value | None:
    """In two weeks, where the tense is future: a time, no length."""
    count, unit = count_of(m["number"]), grains()[m["unit"].lower()]
    if (
        context.published is None
        or m["how"].lower() == "within"
        or count is None
        or count % 1
        or unit in (*CLOCK, "weekend", HALF, "fortnight", DECADE, "century")
    ):
        return None
    if context.ask(m.start()) != "future" or re.search(
        r"\b(?:\w+est|first|second|third|\w+th|only|most|time|times)\b[^.;]{0,40}$",
        context.text[max(0, m.start() - 60) : m.start()],
    ):
        return None
    if unit == WEEK:
        return weeks_away(context, int(count))
    day = move(context.published, unit, int(count))
    return of_cell(Cell.holding(DAY if unit in (DAY, WEEK) else unit, day))


@rule(
    "the",
    r"the\s+(?P<full>(?:full|whole|entire)\s+)?(?P<unit>year|quarter|month|week)\b"
    r"(?=\s*(?:[.,;)]|$)|\s+(?:and|as|was|is|were|while|but|at|compared|from|to\s+[$€£\d]|rose|fell|grew|came|[a-z]+ed)\b)",
)
def the_unit(context: Context, m: re.Match[str]) -> Value | None:
    """For the year."""
    before, _ = neighbours(context.text, m.start(), m.end())
    if before.lower() not in ("for", "in", "during", "over", "throughout"):
        return None
    unit = m["unit"].lower()
    if unit in (YEAR, WEEK):
        return context.relative(unit, 0)
    told = context.told.cell if context.told else None
    return of_cell(told) if told and told.grain == unit == QUARTER else Value()  # told elsewhere, if at all


@rule("the weekend", r"<the>weekend\b")
def weekend(context: Context, m: re.Match[str]) -> Value | None:
    """The weekend: the last or the coming one."""
    before, _ = neighbours(context.text, m.start(), m.end())
    if not m.group().lower().startswith("the") or before.lower() == "of":
        return None
    past = context.ask(m.start()) != "future" and context.published is not None and context.published.isoweekday() < 6
    return weekend_of(context, -1 if past else 0)


@rule("week", r"week\s+(?P<week>[1-5]?\d)(?:\s+of\s+<Y>)?")
def week_number(context: Context, m: re.Match[str]) -> Value | None:
    """Week 31."""
    year = int(m["year"]) if m["year"] else context.published.year if context.published else None
    if year is None or not 1 <= int(m["week"]) <= 53:
        return None
    return of_cell(Cell.holding(WEEK, date(year, 1, 4)).shift(int(m["week"]) - 1))


@rule("S the M", r"<the><S>\s+<M>(?:\s+<D>)?")
def shifted_month(context: Context, m: re.Match[str]) -> Value | None:
    """Last October; next March; next Jan. 1."""
    value = _shifted_month(context, m)
    if value is None or m["day"] is None or value.cell is None:
        return value
    day = day_of(value.cell.first.year, value.cell.first.month, int(m["day"]))
    return of_cell(day) if day else None


def _shifted_month(context: Context, m: re.Match[str]) -> Value | None:
    number = names("months")[m["month"].lower().rstrip(".")]
    if m["month"] in ("may", "march") and m["shift"].lower() in ("this", "past", "current", "present"):
        return None
    if context.published is None:
        return Value(timex=f"XXXX-{number:02d}")
    now = Cell.holding(MONTH, context.published)
    shift = shifts()[m["shift"].lower()]
    back = (now.index + 1 - number) % 12
    if shift > 0:
        back -= 12
    elif shift == 0:
        return of_cell(Cell(MONTH, context.published.year * 12 + number - 1))
    elif back == 0:
        back = 12
    return of_cell(now.shift(-back))


@rule("the", r"the\s+week\s+(?:of|starting|beginning|commencing|ending)\s+(?:on\s+)?")
def week_of(context: Context, m: re.Match[str]) -> Parsed | None:
    """The week of October 7."""
    found = parse(context, m.end())
    if found is None or found[1].cell is None or found[1].cell.grain != DAY:
        return None
    return found[0], of_cell(Cell.holding(WEEK, found[1].cell.first))


@rule(
    "today yesterday tomorrow the",
    r"(?:(?P<word>today|yesterday|tomorrow)|the\s+day\s+(?P<way>before\s+yesterday|after\s+tomorrow))\b(?!-)",
)
def deictic(context: Context, m: re.Match[str]) -> Value:
    """Today, yesterday, the day after tomorrow."""
    word = (m["word"] or m["way"]).lower()
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(word, -2 if word.startswith("before") else 2)
    return context.relative(DAY, shift)


@cache
def _references() -> dict[str, str]:
    return {word: ref for ref, row in load_lexicon("time")["references"].items() for word in row}


@rule(
    "REF the at right these to",
    r"(?:(?:right|as\s+of)\s+now|now|currently|these\s+days|at\s+present|at\s+the\s+moment|at\s+this\s+(?:time|point|stage)|at\s+the\s+present\s+time|to\s+date(?!\s+(?:back|from))|nowadays|presently|recently|lately|in\s+recent\s+times|the\s+past(?=[.,;]|\s+(?:and|was|were|has|had|have|by|it|he|she|they|we)\b|$)|the\s+(?:near\s+|foreseeable\s+|coming\s+)?future)\b(?!-)",
)
def reference(context: Context, m: re.Match[str]) -> Value | None:
    """Now, recently, the near future."""
    ref = _references().get(re.sub(r"\s+", " ", m.group().lower()))
    before, _ = neighbours(context.text, m.start(), m.end())
    if before.lower() == "every":
        return None  # every now and then
    return Value(timex=ref) if ref else None
