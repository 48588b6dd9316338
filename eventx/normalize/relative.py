"""Relative times: "last month", "the first nine months of 2024", "three days ago", "the year to June", durations and sets."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from eventx.lexicon import load_lexicon
from eventx.normalize.calendar import (
    DAY, DECADE, HALF, LETTER, MONTH, QUARTER, TIMES, WEEK, YEAR, Cell, move, names,
)  # fmt: skip
from eventx.normalize.named import neighbours, nth_part, ordinal_number
from eventx.normalize.timex import Context, Parsed, Value, join, of_cell, of_span, parse, parse_after, rule
from eventx.records import plain

SIZE = {DAY: 1, WEEK: 7, MONTH: 30, QUARTER: 91, HALF: 182, YEAR: 365, DECADE: 3652, "century": 36524}
_CLOCK = {"hour": "H", "minute": "M", "second": "S"}
_ENDED = re.compile(r"\s+(?:ended|ending|through|to|till|until|up\s+to|that\s+ended)\s+(?:on\s+|in\s+|the\s+)?", re.IGNORECASE)
_LONG = {"for", "in", "within", "over", "after", "about", "of", "than", "nearly", "almost", "under", "least", "most", "only", "lasted",
         "once", "last", "past", "next", "every", "roughly", "around", "just", "barely", "took", "takes", "take", "half", "spent",
         "and", "or", "is", "was", "with", "such", "through", "during", "what", "as", "lasting", "to", "be", "on", "from", "by"}  # fmt: skip


@cache
def grains() -> dict[str, str]:
    """Map the words of units to the unit."""
    return {word: unit for unit, row in load_lexicon("time")["units"].items() for word in row}


@cache
def _shifts() -> dict[str, int]:
    lexicon = load_lexicon("time")
    rows = {-1: lexicon["earlier"], 0: lexicon["current"], 1: lexicon["later"]}
    return {word: shift for shift, row in rows.items() for word in row}


def count_of(word: str) -> Decimal | None:
    """Read the number of a duration; None where it is vague ("several")."""
    word = re.sub(r"[\s-]+", " ", word.lower())
    if word[0].isdigit():
        return Decimal(word)
    if number := names("numbers").get(word):
        return Decimal(number)
    tens, _, ones = word.partition(" ")
    return Decimal(names("tens")[tens] * 10 + names("numbers").get(ones, 0)) if tens in names("tens") else None


def duration(count: Decimal | None, unit: str) -> Value:
    """Make the value of a duration, such as P3M; a vague count is X."""
    if unit == "fortnight":
        unit, count = WEEK, count and count * 2
    if unit == "weekend":
        return Value("DURATION", f"P{plain(count) if count else 'X'}WE")
    if unit in _CLOCK:
        return Value("DURATION", f"PT{plain(count) if count else 'X'}{_CLOCK[unit]}")
    if count is None:
        return Value("DURATION", f"PX{ {DECADE: 'E', 'century': 'C', QUARTER: 'Q'}.get(unit, LETTER[unit]) }")
    return Value("DURATION", f"P{plain(count * TIMES.get(unit, 1))}{LETTER[unit]}")


def _weekend(context: Context, shift: int) -> Value:
    if context.published is None:
        return Value()
    week = Cell.holding(WEEK, context.published).shift(shift)
    days = Cell.holding(DAY, week.first)
    return Value("DATE", f"{week.timex}-WE", days.shift(5).first, days.shift(6).first)


@rule("S the", r"<the>(?:very\s+)?<S>[\s-]+(?:calendar\s+|fiscal\s+|financial\s+|full\s+)?<U>")
def shifted(context: Context, m: re.Match[str]) -> Value | None:
    """Last month, this year, next quarter."""
    unit, shift = grains()[m["unit"].lower()], _shifts()[m["shift"].lower()]
    if m["shift"].lower() == "present" and not m.group().lower().startswith("the"):
        return None
    many = m["unit"].lower().endswith("s") and unit not in ("century",)
    if unit in _CLOCK or unit == "fortnight":
        return Value("TIME") if unit in _CLOCK else Value()
    if many and unit != "weekend":
        return Value(timex="PAST_REF" if shift < 0 else "FUTURE_REF" if shift else "PRESENT_REF")
    if unit == "weekend":
        if shift < 0 and context.published and context.published.isoweekday() == 7:
            shift = 0 if shift == 0 else -1
        return _weekend(context, shift)
    if unit == HALF and m["shift"].lower() not in ("last", "next", "this", "previous"):
        return None
    if unit == HALF:
        before, after = neighbours(context.text, m.start(), m.end())
        if after not in ("", ".", ",", ";") and after.lower() not in ("of", "as"):
            return None
    word = m["shift"].lower()
    if context.anchor is not None and word in ("previous", "preceding", "prior", "following") and unit in (YEAR, MONTH, QUARTER, WEEK, DAY):
        anchor = context.anchor
        return of_cell(Cell.holding(unit, anchor.first).shift(-1 if word != "following" else 1))
    value = context.relative(unit, shift)
    if unit == DECADE and shift and context.published:
        far = move(context.published, YEAR, 10 * shift)
        first, last = min(far, context.published), max(far, context.published)
        return replace(of_span(Cell.holding(YEAR, first), Cell.holding(YEAR, last)), first=first, last=last)
    if word == "past" and unit in (YEAR, MONTH) and context.published:
        return replace(value, first=move(context.published, unit, -1), last=context.published)
    if shift == 0 and value.last and context.published and unit != DAY and context.ask(m.start()) != "future":
        return replace(value, last=min(value.last, context.published))
    return value


@rule("S the # N", r"<the>(?:<S>\s+<N>|<N>\s+(?P<shift2>next|last|past|upcoming|coming|previous|following))[\s-]+(?:(?:consecutive|straight|full|calendar|or\s+so|odd)\s+)?<U>")
def shifted_many(context: Context, m: re.Match[str]) -> Value | None:
    """The past six months; the next five years: from the unit that holds the publication back or on."""
    unit = grains()[m["unit"].lower()]
    word = m["shift"] or m["shift2"]
    shift, count = _shifts()[word.lower()], count_of(m["number"] or m["number2"])
    if m["shift2"] in ("next", "last") and not m["unit"].lower().endswith("s"):
        return None  # "only 3 next week"
    if (m["number"] or "").lower() == "recent":
        return Value(timex="PAST_REF")
    if shift == 0 and unit != "weekend":
        return duration(count, unit)
    if unit in _CLOCK or unit == "weekend" or count is None or count % 1:
        return duration(count, unit)
    if unit == "fortnight":
        unit, count = WEEK, count * 2
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


@rule("N # U half", r"(?:(?:a|an)\s+)?(?:<N>|(?P<half>half))[\s-]+(?:(?:(?<=half\s)an?|and\s+a\s+half|(?P<plus>and\s+a\s+half)|consecutive|straight|long|full|more|successive|whole|solid|calendar|trading|working|business|odd|or\s+so|fiscal)[\s-]+)*<U>(?:(?P<and>\s+and\s+a\s+half)|-long)?(?:(?:\s+and|,)?\s+<N>\s+<U>)?(?!-old|\s+old\b|\s+of\s+age|-olds?)")
def measured(context: Context, m: re.Match[str]) -> Value | None:
    """Three years; six-month; a day, which after a number is a set (three million a day)."""
    word, unit = m["unit"].lower(), grains()[m["unit"].lower()]
    number = (m["number"] or "").lower()
    if m["half"] and not re.match(r"(?:an?\s+)?half[\s-]+(?:an?[\s-]+)", m.group(), re.IGNORECASE) and unit not in (HALF, DECADE, YEAR, "century"):
        return None
    count = Decimal("0.5") if m["half"] else count_of(number)
    if unit == HALF or (unit == "second" and number in ("a", "an", "one")) or (m["half"] and re.match(r"half\s+years?\b", m.group(), re.I)):
        return None
    if unit == QUARTER and (number in ("a", "an", "one", "three", "3", "1") or re.match(r"\s+of\b", context.text[m.end() :])) and "consecutive" not in m.group() and "straight" not in m.group():
        return None
    before, after = neighbours(context.text, m.start(), m.end())
    sign = context.text[max(0, m.start() - 1) : m.start()]
    if sign and sign in "$€£¥.,:/" or before.lower() == "aged":
        return None
    if number in ("some", "many", "few", "recent") and not word.endswith("s"):
        return None
    if number == "recent":
        return Value(timex="PAST_REF")
    if m["unit2"]:
        less, lesser = count_of(m["number2"]), grains()[m["unit2"].lower()]
        pair = duration(count, unit).timex or "", duration(less, lesser).timex or ""
        order = ["century", DECADE, YEAR, QUARTER, MONTH, WEEK, DAY, "hour", "minute", "second"]
        if unit not in order or lesser not in order or order.index(lesser) <= order.index(unit) or count is None or less is None:
            return None
        joined = pair[0] + (pair[1][2:] if "T" in pair[0] and "T" in pair[1] else pair[1][1:])
        return Value("DURATION", joined)
    if m["and"] or "and a half" in m.group().lower():
        count = (count or 0) + Decimal("0.5")
    if number in ("a", "an") and re.match(r"an?\s+\S+$", m.group(), re.IGNORECASE):
        if after.lower() in ("earlier", "ago", "before", "later"):
            return None
        counted = re.search(r"[\d%]\s$", context.text[max(0, m.start() - 2) : m.start()])
        if counted or (before and before.lower() not in _LONG and after.lower() not in ("of", "in", "or")):
            code = duration(Decimal(1), unit).timex
            return Value("SET", code)
        if word == "day" and before.lower() not in _LONG:
            return None
    if count == Decimal("0.5"):
        table = {YEAR: "P6M", DECADE: "P5Y", "hour": "PT30M", "century": "P50Y", DAY: "PT12H"}
        return Value("DURATION", table.get(unit, duration(count, unit).timex or ""))
    return duration(count, unit)


@rule("U", r"(?P<unit>years|decades|months|weeks|days|centuries|hours|minutes)\b")
def vague(context: Context, m: re.Match[str]) -> Value | None:
    """For decades; in weeks."""
    before, after = neighbours(context.text, m.start(), m.end())
    if before.lower() in ("for", "in", "within", "over", "through", "throughout", "recent", "of", "after", "took", "take", "takes", "last", "lasted") or after.lower() in ("ago", "of", "later"):
        if before.lower() == "of" and after.lower() in ("of", ""):
            return None
        return duration(None, grains()[m["unit"].lower()])
    return None


@rule("in within", r"(?P<how>in|within)\s+(?:about\s+|just\s+|around\s+|some\s+)?(?:<N>)\s+<U>(?:['’]\s*time)?(?!\s+(?:of|ago|after|before|to|earlier|later|and|row)\b|-)")
def ahead(context: Context, m: re.Match[str]) -> Value | None:
    """In two weeks, where the tense is future: a time, no length."""
    count, unit = count_of(m["number"]), grains()[m["unit"].lower()]
    if context.published is None or m["how"].lower() == "within" or count is None or count % 1 or unit in (*_CLOCK, "weekend", HALF, "fortnight"):
        return None
    if context.ask(m.start()) != "future" or re.search(r"\b(?:\w+est|first|only|most|time|times)\b[^.;]{0,40}$", context.text[max(0, m.start() - 60) : m.start()]):
        return None
    day = move(context.published, unit, int(count))
    return of_cell(Cell.holding(DAY if unit in (DAY, WEEK) else unit, day))


@rule("# N U half", r"(?:(?:<N>|(?P<half>half\s+an?))[\s-]+(?:<N2>)?)?<U>\s+(?P<way>ago|earlier|before|previously|later|from\s+now|hence|back|from\s+today|on)\b".replace("<N2>", r"(?:and\s+a\s+half\s+)?"))
def moved(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Three days ago; a year earlier; two months later."""
    unit, way = grains()[m["unit"].lower()], m["way"].lower()
    count = count_of(m["number"]) if m["number"] else None
    if m["half"]:
        return None
    back = way in ("ago", "earlier", "before", "previously", "back")
    if way == "on" and not re.match(r"[\s]*[,.]", context.text[m.end() :]):
        return None
    if way == "back" and not m["number"]:
        return None
    if way in ("before", "later") and (found := _beside(context, m, count, unit)):
        return found
    if unit in _CLOCK:
        return Value("TIME", timex=_hours(context, count, unit, back))
    if count is None:
        return Value(timex="PAST_REF" if back else "FUTURE_REF")
    if unit == "fortnight":
        unit, count = WEEK, count * 2
    if unit == "weekend" or context.published is None:
        return Value()
    if unit == HALF:
        return None
    steps = int(count) * (-1 if back else 1)
    anchor = context.anchor
    if anchor is not None and way in ("earlier", "before", "previously", "later", "on"):
        return of_cell(_shift_anchor(anchor, unit, steps))
    if way == "later" and anchor is None:
        return Value()
    if unit == WEEK:
        unit, steps = DAY, steps * 7
    return context.relative(unit, steps)


def _shift_anchor(anchor: Cell, unit: str, steps: int) -> Cell:
    if anchor.grain == unit or (unit == YEAR and anchor.grain == DAY):
        return anchor.shift(steps) if anchor.grain == unit else Cell.holding(YEAR, move(anchor.first, YEAR, steps))
    grain = unit if anchor.grain == DAY or unit in (DAY, WEEK) else anchor.grain
    return Cell.holding(grain, move(anchor.first, unit, steps))


def _hours(context: Context, count: Decimal | None, unit: str, back: bool) -> str | None:
    if context.published is None or count is None or unit != "hour" or count < 24:
        return "PAST_REF" if back else "FUTURE_REF"
    return (context.published + timedelta(days=int(count / 24) * (-1 if back else 1))).isoformat()


def _beside(context: Context, m: re.Match[str], count: Decimal | None, unit: str) -> Parsed | None:
    """Three days before Christmas."""
    found = parse_after(context, m.end(), r"\s+(?:the\s+)?")
    if found is None or found[1].cell is None or count is None or unit in _CLOCK or unit in ("weekend", "fortnight", HALF):
        return None
    cell = found[1].cell
    steps = int(count) * (-1 if m["way"].lower() == "before" else 1)
    return found[0], of_cell(Cell.holding(DAY if cell.grain == DAY else unit, move(cell.first, unit, steps)))


@rule("# N U", r"(?:<N>[\s-]+)<U>\s+(?P<way>after|following|from|since|prior\s+to)\s+")
def moved_after(context: Context, m: re.Match[str]) -> Parsed | None:
    """Three days after Easter; two weeks from Monday."""
    found = parse(context, m.end())
    count, unit = count_of(m["number"]), grains()[m["unit"].lower()]
    if found is None or found[1].cell is None or count is None or unit in _CLOCK or unit in ("weekend", "fortnight", HALF):
        return None
    if found[1].cell.grain not in (DAY, unit) or m["way"].lower() == "since":
        return None
    steps = -1 if m["way"].lower().startswith("prior") else 1
    return found[0], of_cell(Cell.holding(DAY if found[1].cell.grain == DAY else unit, move(found[1].cell.first, unit, int(count) * steps)))


@rule("# N", r"<N>[\s-]+<U>,?\s+(?:starting|beginning|from|running\s+from)\s+(?:on\s+|from\s+)?(?!now|today)")
def length_from(context: Context, m: re.Match[str]) -> Parsed | None:
    """Three days starting Monday."""
    found = parse(context, m.end())
    count, unit = count_of(m["number"]), grains()[m["unit"].lower()]
    if found is None or count is None or unit not in (DAY, WEEK, MONTH, YEAR) or not (cell := found[1].cell) or cell.grain != DAY:
        return None
    if "from" in m.group().lower() and "starting" not in m.group().lower() and unit != DAY:
        return None
    last = move(cell.first, unit, int(count)) - timedelta(days=1)
    return found[0], of_span(cell, Cell.holding(DAY, last))


# The parts of a larger time -------------------------------------------------------------------------------------------


def _whole(context: Context, at: int, joint: str = r"\s+(?:of|in|for)\s+|\s+(?=last|this|next|(?:19|20)\d\d\b)|,\s+(?=(?:19|20)\d\d\b)|['’]s\s+") -> Parsed | None:
    """Parse the larger time that a part belongs to; "of the year" is the current one."""
    found = re.compile(r"\s+(?:of|in|into)\s+(?:the|its|their|the\s+current)\s+(?:(?:financial|fiscal|calendar|current)\s+)?(?P<unit>year|quarter|month|week|decade|century)\b(?!\s+(?:to|ended))", re.I).match(context.text, at)
    if found:
        return found.end(), context.relative(found["unit"].lower(), 0)
    return parse_after(context, at, joint)


@rule("O the last final # N S", r"<the>(?:<O>|(?P<last>last|final|closing|opening))[\s-]+(?:(?:<N>)[\s-]+)?(?:(?:full|calendar|trading|fiscal|financial)\s+)?<U>")
def nth_of(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The first nine months of 2024; the last quarter; the second half of last year."""
    unit = grains()[m["unit"].lower()]
    if unit in _CLOCK or unit == "fortnight":
        return None
    word = (m["last"] or "").lower()
    last = word in ("last", "final", "closing")
    nth = -1 if last else 1 if word == "opening" else ordinal_number(m["ordinal"])
    number = count_of(m["number"]) if m["number"] else Decimal(1)
    if number is None or number % 1:
        return None
    count = int(number)
    whole = _whole(context, m.end())
    if whole is not None and whole[1].cell is None and context.published is not None:
        whole = None
    if whole is None:
        return _nth_alone(context, m, unit, nth, count, last, word)
    cell = whole[1].cell
    if cell is None:
        return whole[0], Value()
    return _nth_within(whole, cell, unit, nth, count)


def _nth_within(whole: Parsed, cell: Cell, unit: str, nth: int, count: int) -> Parsed | None:
    if unit == HALF and cell.grain != YEAR:
        days = (cell.last - cell.first).days + 1
        split = cell.first + timedelta(days=days // 2)
        if nth not in (1, 2, -1):
            return None
        first, last = (cell.first, split - timedelta(days=1)) if nth == 1 else (split, cell.last)
        return whole[0], Value("DATE", cell.timex, first, last)
    if unit == "weekend" or not 0 < count < 400 or SIZE[unit] > SIZE[cell.grain]:
        return None
    if unit == WEEK:  # the first week is the one that holds the first Thursday
        start = Cell.holding(WEEK, cell.first + timedelta(days=3))
        end = Cell.holding(WEEK, cell.last - timedelta(days=3))
    else:
        start, end = Cell.holding(unit, cell.first), Cell.holding(unit, cell.last)
    first_cell = start.shift(nth - 1) if nth > 0 else end.shift(1 - count)
    last_cell = first_cell.shift(count - 1)
    if last_cell.first > cell.last or first_cell.last < cell.first or (unit != WEEK and unit == cell.grain):
        return None
    value = of_cell(first_cell) if count == 1 else of_span(first_cell, last_cell)
    return whole[0], replace(value, absolute=whole[1].absolute)


def _nth_alone(context: Context, m: re.Match[str], unit: str, nth: int, count: int, last: bool, word: str) -> Value | None:
    if last or unit not in (QUARTER, HALF) or count != 1 or not 0 < nth < 5 or (unit == HALF and nth > 2):
        if not last and unit == MONTH and nth == 1 and count > 1 and context.published and not re.match(r"\s+(?:of|in)\b", context.text[m.end() :]):
            year = Cell.holding(YEAR, context.published).first
            before, _ = neighbours(context.text, m.start(), m.end())
            if before.lower() in ("in", "for", "over", "during", "from"):
                start = Cell.holding(MONTH, year)
                if context.published.month <= count and context.ask(m.start()) != "future":
                    start = start.shift(-12)
                return of_span(start, start.shift(count - 1))
        return None
    if re.match(r"\s+(?:of|in|into)\s+(?!a\b|an\b|sales|revenue|profit)", context.text[m.end() :], re.IGNORECASE):
        if not re.match(r"\s+in\s+", context.text[m.end() :]):
            return None
    if is_sport(context.text, m.start()):
        return None
    before, _ = neighbours(context.text, m.start(), m.end())
    if m["ordinal"] and not m.group().lower().startswith("the") and before.lower() in ("a", "their", "his", "her", "our", "my", "one"):
        return None
    return nth_part(context, unit, nth, m.start())


@cache
def _sport() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_lexicon("time")["sport"]))
    return re.compile(rf"\b(?:{words})\b|(?<![\d.$])\d{{1,2}}-\d{{1,2}}\b(?![-%.\d]|\s(?:per|million|billion|year|month|day|week))", re.IGNORECASE)


def is_sport(text: str, at: int) -> bool:
    """Whether the words around tell of a game, whose halves and quarters are no calendar's."""
    return _sport().search(text, max(0, at - 100), at + 100) is not None


_EDGE = (
    r"(?:(?P<edge>early|mid|late|later|earlier|mid-to-late|beginning|start|end|middle|close|turn|mid-point|course|rest|remainder|run-up|opening|whole|all|most|much|eve|year-end)"
)


@rule("the early mid late later earlier beginning start end middle close turn rest remainder", r"<the>(?:very\s+)?" + _EDGE + r")(?:\s+(?:of|in)\s+|[\s-]+(?:on\s+|in\s+)?)(?:(?P<bare>the\s+(?P<unit2>year|month|week|quarter|decade|century|half|day|season|period))\b(?!\s+(?:to|ended|of)))?")
def edge(context: Context, m: re.Match[str]) -> Parsed | None:
    """Early 2024, mid-June, the end of next year, later this month."""
    if m["edge"].lower() in ("whole", "all", "most", "much", "course", "run-up", "eve", "year-end", "opening"):
        return None
    if m["bare"]:
        unit = m["unit2"].lower()
        if unit in ("season", "period", "half", DAY):
            return None
        return m.end(), context.relative(unit, 0)
    found = parse(context, m.end())
    if found is None or found[1].type == "SET":
        return None
    value = found[1]
    if value.type == "DURATION":
        return None
    spaced = not re.search(r"\b(?:of|in)\s+$", context.text[m.start() : m.end()], re.IGNORECASE)
    if spaced and m["edge"].lower() in ("close", "turn", "rest", "remainder", "middle"):
        return None
    edge_word = m["edge"].lower()
    if edge_word in ("start", "beginning") and m.group()[-1:].isspace() and spaced:
        return None
    if value.cell is not None and value.cell.grain == WEEK and not spaced and edge_word in ("beginning", "start", "end"):
        days = Cell.holding(DAY, value.cell.first)
        return found[0], of_span(days.shift(4), days.shift(6)) if edge_word == "end" else of_span(days, days.shift(2))
    if edge_word in ("rest", "remainder") and value.cell and context.published and value.first and value.first <= context.published:
        return found[0], replace(value, first=context.published, last=value.cell.last)
    if value.cell is not None:
        value = replace(value, last=value.cell.last)
        if edge_word in ("later", "earlier") and context.published and value.first and value.last:
            bounded = max(value.first, context.published) if edge_word == "later" else value.first
            limit = min(value.last, context.published) if edge_word == "earlier" else value.last
            value = replace(value, first=bounded, last=limit) if bounded <= limit else value
    return found[0], value


@rule("year month quarter week end", r"(?:(?P<unit>year|month|quarter|week)[\s-]end\b|end-(?P<rest>(?:of-)?(?:the-)?year)\b|end\s+of\s+year\b)(?!\s+(?:to|profit|close))")
def unit_end(context: Context, m: re.Match[str]) -> Value | None:
    """By year-end."""
    unit = (m["unit"] or "year").lower()
    if unit == WEEK:
        return None
    return context.relative(unit, 0)


@rule("the this # N S year month months week weeks quarter a financial fiscal", r"<the>(?:(?P<own>this|last)\s+)?(?:(?P<trail>trailing|last|past|full|financial|fiscal)\s+)?(?:<N>[\s-]+)?(?:(?:financial|fiscal|calendar|full|trading)\s+)?<U>(?:\s+period)?\s+(?P<how>to|ended|ending|through|until|up\s+to|that\s+ended)\s+(?:on\s+|in\s+|the\s+end\s+of\s+|end-)?")
def until(context: Context, m: re.Match[str]) -> Parsed | None:
    """The three months to October; the year ended 31 March 2026; a quarter "ended" tells its end only."""
    if context.text[m.end() : m.end() + 5].lower() == "date " or re.match(r"date\b", context.text[m.end() :]):
        return None
    unit = grains()[m["unit"].lower()]
    found = parse(context, m.end())
    if found is None or unit in (DAY, "weekend", *_CLOCK, "fortnight", DECADE, "century"):
        return None
    value = found[1]
    if value.last is None or value.cell is None or value.cell.grain not in (DAY, MONTH, QUARTER, YEAR):
        return found[0], Value()
    count = count_of(m["number"]) if m["number"] else Decimal(1)
    if count is None or count % 1:
        return None
    last = value.cell.last
    if unit == WEEK:
        first = last - timedelta(days=7 * int(count) - 1)
    else:
        first = move(last + timedelta(days=1), unit, -int(count))
    ended = m["how"].lower().endswith(("ended", "ending")) and not m["number"] and unit in (QUARTER, HALF)
    timex = f"{first.isoformat()}/{last.isoformat()}"
    return found[0], Value("DATE", timex, None if ended else first, last, None, absolute=value.absolute)


@rule("the season period quarter half", r"<the>(?:season|period|fiscal\s+year)\s+(?:ended|ending|to)\s+(?:on\s+|in\s+)?")
def ended(context: Context, m: re.Match[str]) -> Parsed | None:
    """The season ended 31 July 2025: its end only."""
    found = parse(context, m.end())
    if found is None or found[1].last is None or found[1].cell is None:
        return None
    return found[0], Value("DATE", f"../{found[1].cell.last.isoformat()}", None, found[1].cell.last, None, absolute=found[1].absolute)


@rule("year ytd", r"(?:year[\s-]to[\s-]date|ytd)\b")
def to_date(context: Context, m: re.Match[str]) -> Value:
    """Year to date."""
    value = context.relative(YEAR, 0)
    return replace(value, last=context.published)


@rule("the", r"the\s+(?:same|corresponding|comparable|equivalent|year-earlier|year-ago|prior-year|previous-year|earlier)\s+(?:(?:three-month|six-month|nine-month)\s+)?(?:period|time|quarter|month|week|day|half|months|\w+\s+months)(?:\s+(?:a\s+)?(?P<gap>year|month)\s+(?:earlier|ago|before|previously))?")
def same(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """The same period last year: the period told before, a year back."""
    back = -1 if m["gap"] or re.search(r"year-|prior-|previous-", m.group(), re.IGNORECASE) else 0
    found = None if m["gap"] else parse_after(context, m.end(), r"\s+(?:of|in)\s+|\s+(?=last|this|the\s+(?:previous|prior|preceding))")
    told = context.told
    if found is not None and found[1].cell is not None and found[1].cell.grain == YEAR:
        if told is None or told.first is None:
            return found
        return found[0], moved_years(told, found[1].cell.index - told.first.year)
    if told is None or told.first is None or not back:
        return context.relative(YEAR, -1) if back else Value()
    return moved_years(told, back)


def moved_years(value: Value, years: int) -> Value:
    """Move a part of a year, or a span of months, by whole years."""
    cell = value.cell
    if cell is not None:
        return of_cell(Cell.holding(cell.grain, move(cell.first, YEAR, years)))
    if value.first is None or value.last is None:
        return Value()
    first, last = (Cell.holding(MONTH, move(day, YEAR, years)) for day in (value.first, value.last))
    whole = value.first.day == 1 and Cell.holding(MONTH, value.last).last == value.last
    if whole:
        return of_span(first, last)
    return of_span(*(Cell.holding(DAY, move(day, YEAR, years)) for day in (value.first, value.last)))


@rule("the", r"the\s+<U>\s+(?:before|earlier|previously)\b")
def unit_before(context: Context, m: re.Match[str]) -> Value | None:
    """The year before."""
    unit = grains()[m["unit"].lower()]
    if unit not in (YEAR, MONTH, WEEK, QUARTER, DAY):
        return None
    if context.anchor is not None:
        return of_cell(Cell.holding(unit, context.anchor.first).shift(-1))
    return context.relative(unit, -1)


@rule("the", r"the\s+(?P<unit>year|quarter|month|week)\b(?=\s*(?:[.,;)]|$)|\s+(?:and|as|was|is|were|while|but|at|compared|from)\b)")
def the_unit(context: Context, m: re.Match[str]) -> Value | None:
    """For the year."""
    before, _ = neighbours(context.text, m.start(), m.end())
    if before.lower() not in ("for", "in", "during", "over", "throughout"):
        return None
    unit = m["unit"].lower()
    return context.relative(unit, 0) if unit in (YEAR, WEEK) else Value()  # which quarter, the article tells elsewhere


@rule("the weekend", r"<the>weekend\b")
def weekend(context: Context, m: re.Match[str]) -> Value | None:
    """The weekend: the last or the coming one."""
    before, _ = neighbours(context.text, m.start(), m.end())
    if not m.group().lower().startswith("the") or before.lower() == "of":
        return None
    past = context.ask(m.start()) != "future" and context.published is not None and context.published.isoweekday() < 6
    return _weekend(context, -1 if past else 0)


@rule("S the", r"<the>(?:(?P<this>this)\s+(?P<way>past|coming|last|next)|<S>)\s+<W>")
def shifted_weekday(context: Context, m: re.Match[str]) -> Value | None:
    """Last Monday, next Friday, this Thursday."""
    number = names("weekdays")[m["weekday"].lower()]
    if context.published is None:
        return Value(timex=f"XXXX-WXX-{number}")
    now = Cell.holding(DAY, context.published)
    shift = _shifts()[(m["way"] or m["shift"]).lower()]
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
    week = Cell.holding(WEEK, context.published).shift(_shifts()[m["shift"].lower()])
    return of_cell(Cell.holding(DAY, week.first).shift(number - 1))


@rule("S the", r"<the>(?:<S>\s+year|(?P<year>(?:19|20)\d\d))['’]s\s+<O>\s+(?P<part>quarter|half)")
def year_part(context: Context, m: re.Match[str]) -> Value | None:
    """Next year's first quarter."""
    if context.published is None and not m["year"]:
        return Value()
    year = int(m["year"]) if m["year"] else context.published.year + _shifts()[m["shift"].lower()]  # type: ignore[union-attr]
    grain, count = (QUARTER, 4) if m["part"].lower() == QUARTER else (HALF, 2)
    nth = ordinal_number(m["ordinal"])
    return of_cell(Cell(grain, year * count + nth - 1), absolute=True) if nth <= count else None


@rule("# N the", r"<the>(?P<number>\d{1,2}|two|three|four|five|six)\s+(?P<days>mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\s+(?P<way>ago|from\s+now|back)")
def weekdays_away(context: Context, m: re.Match[str]) -> Value | None:
    """Two Sundays ago."""
    count, number = count_of(m["number"]), names("weekdays")[m["days"].lower()[:-1]]
    if context.published is None or count is None:
        return Value()
    ahead_by = (number - context.published.isoweekday()) % 7
    steps = ahead_by - 7 * int(count) if m["way"].lower() != "from now" else ahead_by + 7 * (int(count) - (ahead_by > 0))
    return of_cell(Cell.holding(DAY, context.published).shift(steps))


@rule("W M the week", r"(?:<W>|<M>|the\s+week)\s+after\s+next")
def after_next(context: Context, m: re.Match[str]) -> Value | None:
    """The week after next; Friday after next."""
    if context.published is None:
        return Value()
    if m["month"]:
        now = Cell.holding(MONTH, context.published)
        return of_cell(now.shift((names("months")[m["month"].lower().rstrip(".")] - now.first.month) % 12 + 12))
    if m["weekday"]:
        ahead_by = (names("weekdays")[m["weekday"].lower().rstrip(".")] - context.published.isoweekday() - 1) % 7 + 1
        return of_cell(Cell.holding(DAY, context.published).shift(ahead_by + 7))
    return context.relative(WEEK, 2)


@rule("week", r"week\s+(?P<week>[1-5]?\d)(?:\s+of\s+<Y>)?")
def week_number(context: Context, m: re.Match[str]) -> Value | None:
    """Week 31."""
    year = int(m["year"]) if m["year"] else context.published.year if context.published else None
    if year is None or not 1 <= int(m["week"]) <= 53:
        return None
    return of_cell(Cell.holding(WEEK, date(year, 1, 4)).shift(int(m["week"]) - 1))


@rule("S the M", r"<the><S>\s+<M>")
def shifted_month(context: Context, m: re.Match[str]) -> Value | None:
    """Last October; next March."""
    number = names("months")[m["month"].lower().rstrip(".")]
    if m["month"] in ("may", "march") and m["shift"].lower() in ("this", "past", "current", "present"):
        return None
    if context.published is None:
        return Value(timex=f"XXXX-{number:02d}")
    now = Cell.holding(MONTH, context.published)
    shift = _shifts()[m["shift"].lower()]
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


# Sets -----------------------------------------------------------------------------------------------------------------


@rule("every each per", r"(?:every|each|per)\s+(?:(?P<other>other|second)\s+)?(?:<N>\s+)?(?:<U>|<W>|<P>)")
def every(context: Context, m: re.Match[str]) -> Value | None:
    """Every week, each year, per day."""
    if m["weekday"]:
        return Value("SET", f"XXXX-WXX-{names('weekdays')[m['weekday'].lower().rstrip('.')]}")
    if m["part"]:
        return Value("SET", "P1D")
    unit = grains()[m["unit"].lower()]
    count = Decimal(2) if m["other"] else count_of(m["number"]) if m["number"] else Decimal(1)
    if unit in (HALF, "second") and not m["number"]:
        return None
    if m.group().lower().startswith("per") and m["number"]:
        return None
    return Value("SET", duration(count, unit).timex)


@rule("year month quarter week day", r"(?P<unit>year|month|quarter|week|day)[\s-](?:on|over|to)[\s-](?:the[\s-])?(?P=unit)\b")
def paired(context: Context, m: re.Match[str]) -> Value:
    """Year-on-year."""
    return Value("SET", duration(Decimal(1), m["unit"].lower()).timex)


@rule("on", r"on\s+(?P<art>the\s+|an?\s+)?(?P<unit>year|month|quarter|week)\b(?!(?(art)\s+to\b|\s+to\s+[A-Z][a-z])|\s+(?:ended|ending|of|before|that|when)\b|-)")
def on_unit(context: Context, m: re.Match[str]) -> Value:
    """Up 3% on the year."""
    return Value("SET", duration(Decimal(1), m["unit"].lower()).timex)


@rule("yoy y m mom qoq q", r"(?:(?P<y>yoy|y/y|y-o-y)|(?P<m>mom|m/m|m-o-m)|(?P<q>qoq|q/q|q-o-q))\b")
def paired_short(context: Context, m: re.Match[str]) -> Value | None:
    """Yoy, m/m."""
    if m.group().lower() == "mom" and not m.group().isupper():
        return None
    return Value("SET", "P1Y" if m["y"] else "P1M" if m["m"] else "P3M")


@rule("ADV", r"(?P<word>(?:semi-|bi-)?[A-Za-z]+)\b(?!-\w)")
def adverb(context: Context, m: re.Match[str]) -> Value | None:
    """Annually, daily."""
    before, after = neighbours(context.text, m.start(), m.end())
    code = load_lexicon("time")["adverbs"].get(m["word"].lower())
    named = m["word"][0].isupper() and (before[:1].isupper() or after[:1].isupper())
    return Value("SET", code) if code and not named else None


@rule("W P U", r"(?:(?P<days>mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)|weekdays|(?P<unit>weekends))\b")
def plural_days(context: Context, m: re.Match[str]) -> Value:
    """On Mondays."""
    if m["days"]:
        return Value("SET", f"XXXX-WXX-{names('weekdays')[m['days'].lower()[:-1]]}")
    return Value("SET", "P1WE" if m["unit"] else "P1D")


# Deictic words --------------------------------------------------------------------------------------------------------


@rule("today yesterday tomorrow the", r"(?:(?P<word>today|yesterday|tomorrow)|the\s+day\s+(?P<way>before\s+yesterday|after\s+tomorrow))\b(?!-)")
def deictic(context: Context, m: re.Match[str]) -> Value:
    """Today, yesterday, the day after tomorrow."""
    word = (m["word"] or m["way"]).lower()
    shift = {"today": 0, "yesterday": -1, "tomorrow": 1}.get(word, -2 if word.startswith("before") else 2)
    return context.relative(DAY, shift)


@cache
def _references() -> dict[str, str]:
    return {word: ref for ref, row in load_lexicon("time")["references"].items() for word in row}


@rule("REF the at right", r"(?:(?:right|as\s+of)\s+now|now|currently|at\s+present|at\s+the\s+moment|at\s+this\s+time|nowadays|presently|recently|lately|in\s+recent\s+times|the\s+past(?=[.,;]|\s+and\b|$)|the\s+(?:near\s+|foreseeable\s+|coming\s+)?future)\b(?!-)")
def reference(context: Context, m: re.Match[str]) -> Value | None:
    """Now, recently, the near future."""
    ref = _references().get(re.sub(r"\s+", " ", m.group().lower()))
    return Value(timex=ref) if ref else None


def _or_now(context: Context, at: int) -> Parsed | None:
    """Parse an end of a range, which may be "now"."""
    found = re.compile(r"(?:right\s+)?now\b", re.IGNORECASE).match(context.text, at)
    return (found.end(), context.relative(DAY, 0)) if found else parse(context, at)


@rule("between from", r"(?P<how>between|from)\s+")
def between(context: Context, m: re.Match[str]) -> Parsed | None:
    """Between January and June 2025; from 2019 to 2022."""
    first = _or_now(context, m.end())
    if first is None or first[1].type != "DATE":
        return None
    joint = r"\s+and\s+" if m["how"].lower() == "between" else r"\s+(?:to|through|until|till|up\s+to)\s+|\s*[–—-]\s*"
    found = re.compile(joint, re.IGNORECASE).match(context.text, first[0])
    last = _or_now(context, found.end()) if found else None
    if last is None or last[1].type != "DATE":
        return None
    value = join(first[1], last[1])
    return (last[0], value) if value else None

