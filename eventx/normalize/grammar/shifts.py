"""Times told from the day of publication: last month, three days ago, in two weeks, the year before, now."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from eventx.lexicon import load_lexicon
from eventx.normalize.calendar import DAY, DECADE, HALF, MONTH, QUARTER, WEEK, YEAR, Cell, day_of, move, names
from eventx.normalize.grammar.words import CLOCK, SIZE, count_of, duration, follows, grains, listed, neighbours, shifts
from eventx.normalize.timex import Context, Parsed, Value, of_cell, of_span, parse, parse_after, rule


def weekend_of(context: Context, shift: int) -> Value:
    """Return the weekend of the week that is ``shift`` weeks from the publication's."""
    if context.published is None:
        return Value()
    week = Cell.holding(WEEK, context.published).shift(shift)
    days = Cell.holding(DAY, week.first)
    return Value("DATE", f"{week.timex}-WE", days.shift(5).first, days.shift(6).first)


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
    "# N U half",
    r"(?:(?:<N>|(?P<half>half\s+an?))[\s-]+(?:<N2>)?)?<U>(?P<more>\s+and\s+a\s+half)?\s+(?P<way>ago|earlier|before|previously|later|from\s+now|hence|back|from\s+today|on)\b".replace(
        "<N2>", r"(?P<plus>and\s+a\s+half\s+)?"
    ),
    near="unit",
)
def moved(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Three days ago; a year earlier; two months later."""
    unit, way = grains()[m["unit"].lower()], m["way"].lower()
    count = count_of(m["number"]) if m["number"] else None
    if m["half"]:
        return None
    back = way in ("ago", "earlier", "before", "previously", "back")
    if way == "on" and not follows(context.text, m.end(), r"[\s]*[,.]"):
        return None
    if way == "back" and not m["number"]:
        return None
    if way in ("before", "later") and (found := _beside(context, m, count, unit)):
        return found
    if way == "before" and _is_told(context.text, m.end()):
        if not m["number"] and not m["unit"].lower().endswith("s"):
            return None
        return m.end("unit"), duration(count, unit)  # two days before the vote
    if unit in CLOCK:
        return _hours(context, m, count, unit, back)
    if count is None:
        return Value(timex="PAST_REF" if back else "FUTURE_REF")
    if unit == "fortnight":
        unit, count = WEEK, count * 2
    if unit == "weekend" or context.published is None:
        return Value()
    if unit == HALF:
        return None
    if m["plus"] or m["more"]:
        if unit != YEAR:
            return Value()
        unit, count = MONTH, count * 12 + 6
    steps = int(count) * (-1 if back else 1)
    if unit == DECADE:
        unit, steps = YEAR, steps * 10
    anchor = context.anchor or (context.last_said(m.start()) if way in ("later", "on") else None)
    if anchor is not None and way in ("earlier", "before", "previously", "later", "on"):
        wide = SIZE[anchor.grain] > SIZE[unit] and anchor.grain not in (MONTH, QUARTER)
        return Value() if wide else of_cell(_shift_anchor(anchor, unit, steps))
    if way == "later" and anchor is None:
        return Value()
    return weeks_away(context, steps) if unit == WEEK else context.relative(unit, steps)


def _is_told(text: str, at: int) -> bool:
    """Whether "before" has something to stand before, and is no adverb."""
    return not follows(
        text, at, r"\s*(?:[^\w\s$€£#'\"“‘]|$|\n)|\s+(?:and|or|but|when|in|on|at|to|with|from|as|while|by)\b"
    )


def weeks_away(context: Context, count: int) -> Value:
    """Return the day that is some weeks away, told as its week."""
    value = context.relative(DAY, 7 * count)
    return replace(value, timex=Cell.holding(WEEK, value.first).timex) if value.first else value


def _shift_anchor(anchor: Cell, unit: str, steps: int) -> Cell:
    if anchor.grain == unit or (unit == YEAR and anchor.grain == DAY):
        return anchor.shift(steps) if anchor.grain == unit else Cell.holding(YEAR, move(anchor.first, YEAR, steps))
    grain = unit if anchor.grain == DAY or unit in (DAY, WEEK) else anchor.grain
    return Cell.holding(grain, move(anchor.first, unit, steps))


def _hours(context: Context, m: re.Match[str], count: Decimal | None, unit: str, back: bool) -> Value:
    """Resolve what is told by hours and minutes to its day: that of publication, or the one told before."""
    hours = count and count / {"hour": 1, "minute": 60, "second": 3600}[unit]
    told = context.anchor or context.last_said(m.start())
    if m["way"].lower() in ("later", "earlier", "before", "previously", "on"):
        day = told.first if told and told.grain == DAY else None
    else:
        day = context.published
    if hours is None or day is None:
        return Value("TIME", "PAST_REF" if back else "FUTURE_REF")
    if hours >= 24:
        day = Cell.holding(DAY, day).shift(int(hours / 24) * (-1 if back else 1)).first
        return Value("TIME", day.isoformat(), day, day)
    return Value("TIME", f"{day.isoformat()}TXX:XX", day, day)


def _movable(found: Parsed | None, unit: str) -> Cell | None:
    """Return the cell of a time that can be moved by whole units."""
    if found is None or unit in CLOCK or unit in ("weekend", "fortnight", HALF):
        return None
    return found[1].cell


def _beside(context: Context, m: re.Match[str], count: Decimal | None, unit: str) -> Parsed | None:
    """Three days before Christmas."""
    found = parse_after(context, m.end(), r"\s+(?:the\s+)?")
    cell = _movable(found, unit)
    if found is None or cell is None or count is None:
        return None
    steps = int(count) * (-1 if m["way"].lower() == "before" else 1)
    return found[0], of_cell(Cell.holding(DAY if cell.grain == DAY else unit, move(cell.first, unit, steps)))


@rule("# N U", r"(?:<N>[\s-]+)<U>\s+(?P<way>after|following|from|since|prior\s+to)\s+", near="unit")
def moved_after(context: Context, m: re.Match[str]) -> Parsed | None:
    """Three days after Easter; two weeks from Monday."""
    found = parse(context, m.end())
    count, unit = count_of(m["number"]), grains()[m["unit"].lower()]
    cell = _movable(found, unit)
    if found is None or cell is None or count is None:
        return None
    if cell.grain not in (DAY, unit) or m["way"].lower() == "since":
        return None
    steps = -1 if m["way"].lower().startswith("prior") else 1
    return found[0], of_cell(
        Cell.holding(DAY if cell.grain == DAY else unit, move(cell.first, unit, int(count) * steps))
    )


TOLD = (YEAR, MONTH, QUARTER, WEEK, DAY)


@rule("that the", r"(?:that|the)\s+(?:very\s+)?(?P<same>same\s+)?(?P<unit>year|month|quarter|week|day|weekend)\b(?!-)")
def told_before(context: Context, m: re.Match[str]) -> Value | None:
    """That year; the same day: what was told before."""
    that = m.group()[:4].lower() == "that"
    before, after = neighbours(context.text, m.start(), m.end())
    if not (that or m["same"]) or m["unit"].lower() == "weekend":
        return None
    bare = that and not m["same"] and before.lower() not in listed("before_that") and after not in (".", ",", ";")
    if bare and (before or after in ("is", "was", "has", "will", "when", "that")):
        return None  # "that day is far", "said that week"
    if follows(context.text, m.end(), r"\s+(?:as|last|of|a\s+year|in|that|when)\b"):
        return None
    unit = m["unit"].lower()
    told = context.anchor or context.last_said(m.start())
    if told is None or SIZE[told.grain] > SIZE[unit]:
        return Value() if m["same"] else None
    return of_cell(Cell.holding(unit, told.first))


@rule("the", r"the\s+<U>\s+(?:before|earlier|previously)\b", near="unit")
def unit_before(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The year before."""
    unit = grains()[m["unit"].lower()]
    told = m.group().lower().endswith("before") and _is_told(context.text, m.end())
    if m["unit"].lower().endswith("s"):
        return (m.end("unit"), duration(None, unit)) if told else None
    if unit not in TOLD or told:
        return None  # the day before the vote
    if context.anchor is not None and SIZE[context.anchor.grain] <= SIZE[unit]:
        return of_cell(Cell.holding(unit, context.anchor.first).shift(-1))
    return context.relative(unit, -1)


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
