"""Times of day: "3 p.m. on Thursday", "Friday morning", "overnight", "15:30 GMT"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from eventx.normalize.calendar import DAY, Cell
from eventx.normalize.grammar.words import dayparts, follows, listed, neighbours
from eventx.normalize.timex import Context, Parsed, Value, parse_after, rule

_ZONE = (
    r"(?:\s?\(?(?:GMT|UTC|BST|EST|EDT|ET|CET|CEST|PST|PDT|PT|KST|JST|IST|WAT|EAT|AEST|local(?:\s+time)?|hours|hrs|o'clock)"
    r"\b\)?)"
)


_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])(?:(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?\s?(?P<half>[ap]\.?\s?m\b\.?)"
    r"|[:.](?P<minute2>[0-5]\d)(?P<zone>"
    + _ZONE + r")|:(?P<minute3>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)|\s?o['’]clock)"
)  # fmt: skip


def _at(day: date | None, clock: str) -> Value:
    return Value("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{clock}", day, day)


def _with_day(context: Context, end: int, clock: str, joint: str = r"\s*,?\s+(?:on\s+)?") -> Parsed:
    """Add the day that follows a time of day, or that of publication."""
    found = parse_after(context, end, joint)
    if found and found[1].type == "DATE" and found[1].cell and found[1].cell.grain == DAY:
        return found[0], _at(found[1].first, clock)
    if found and _is_part(found[1]):  # 9 p.m. last night
        return found[0], _at(found[1].first, clock)
    return end, _at(context.published, clock)


def _is_part(value: Value) -> bool:
    """Whether a value is a part of a known day: 2025-08-14TNI."""
    return value.type == "TIME" and value.first is not None and (value.timex or "")[-2:] in dayparts().values()


def _clock_value(m: re.Match[str], late: bool = False) -> str:
    if word := m.groupdict().get("word"):
        return "24:00" if word.lower() == "midnight" else "12:00"
    hour, minute = int(m["hour"]), m["minute"] or m["minute2"] or m["minute3"]
    half = (m["half"] or "").lower()
    if (half.startswith("p") or (late and not half)) and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute or '00'}"


@rule("#", _CLOCK + _ZONE + "?")
def clock(context: Context, m: re.Match[str]) -> Parsed | None:
    """3 p.m. on Thursday; 15:30 GMT."""
    before, _ = neighbours(context.text, m.start(), m.end())
    if (
        m["minute3"]
        and not re.search(_ZONE + "$", m.group())
        and before.lower() not in ("at", "by", "from", "until", "around", "since", "about")
    ):
        return None
    if (m["half"] and int(m["hour"]) > 12) or (m["half"] in ("am", "a m") and int(m["hour"]) == 0):
        return None
    return _with_day(context, m.end(), _clock_value(m))


@rule("#", r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s?(?:GMT|UTC|hours|hrs)\b")
def clock_figures(context: Context, m: re.Match[str]) -> Parsed:
    """0930 GMT."""
    return _with_day(context, m.end(), f"{m['hour']}:{m['minute']}")


@rule(
    "#",
    r"(?P<day>(?:1[5-9]|20)\d\d-\d\d-\d\d)T(?P<hour>[01]\d|2[0-4]):?(?P<minute>[0-5]\d)"
    r"(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?",
)
def stamp(context: Context, m: re.Match[str]) -> Value | None:
    """2013-03-22T08:15."""
    try:
        return _at(date.fromisoformat(m["day"]), f"{m['hour']}:{m['minute']}")
    except ValueError:
        return None


@rule(
    "that the",
    r"(?:that|the\s+(?:very\s+)?(?P<way>same|next|following|previous|preceding))\s+(?P<part>morning|afternoon|evening|night)\b(?!-)",
)
def told_part(context: Context, m: re.Match[str]) -> Value | None:
    """That morning; the next morning: of the day told before."""
    told = context.last_said(m.start())
    shift = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get((m["way"] or "").lower(), 0)
    day = told.shift(shift).first if told and told.grain == DAY else None
    return _at(day, dayparts()[m["part"].lower()])


@rule("noon midnight midday", r"(?:noon|midday|(?P<night>midnight))\b")
def noon(context: Context, m: re.Match[str]) -> Parsed:
    """Noon; midnight on Friday."""
    return _with_day(context, m.end(), "24:00" if m["night"] else "12:00")


@rule(
    "overnight tonight last this the",
    r"(?:(?P<over>overnight)|(?P<tonight>tonight|this\s+evening)|(?P<last>last\s+night)|this\s+<P>)\b(?!-)",
)
def day_part(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Overnight, tonight, last night, this morning."""
    _, after = neighbours(context.text, m.start(), m.end())
    if m["over"] and after.isalpha() and after.islower() and after not in listed("after_overnight"):
        return None
    if m["over"] and (found := parse_after(context, m.end(), r"\s+(?:on\s+)?")) and found[1].weekly:
        return found[0], _at(found[1].first, "NI")  # overnight Sunday
    if m["over"] or m["last"]:
        day = Cell.holding(DAY, context.published).shift(-1).first if context.published else None
        return _at(day, "NI")
    if m["tonight"]:
        return _at(context.published, "NI" if m["tonight"].lower() == "tonight" else "EV")
    return _at(context.published, dayparts()[m["part"].lower()])


@rule(
    "the P early late mid",
    r"(?:(?:early|late|mid)[\s-]+)?(?:in\s+)?(?:the\s+|early\s+|late\s+|(?<=mid-)){1,3}<P>(?:\s+hours)?(?:\s+of\s+(?=\w))?",
)
def part_of(context: Context, m: re.Match[str]) -> Parsed | None:
    """The morning of July 4; in the afternoon."""
    code = dayparts()[m["part"].lower()]
    if m.group().endswith(" "):
        found = parse_after(context, m.end() - 1, r"\s+")
        if found and found[1].cell and found[1].cell.grain == DAY:
            return found[0], _at(found[1].first, code)
        return None
    before, after = neighbours(context.text, m.start(), m.end())
    inner = re.search(r"\s(in)\s", m.group(), re.IGNORECASE)
    if (inner[1] if inner else before).lower() not in ("in", "during", "into", "by", "until", "throughout") or (
        after.isalpha()
        and after.islower()
        and after not in ("of", "and", "when", "as", "after", "before", "in", "on", "at")
    ):
        return None
    return m.end(), _at(context.published, code)


def extend(context: Context, found: Parsed) -> Parsed:
    """Extend a day by the part of it, or the time of day, that follows: "Friday morning", "Thursday at 3 p.m."."""
    end, value = found
    if value.type == "SET":
        return _extend_set(context, end, value)
    if _is_part(value) and (m := _follow_clock().match(context.text, end)):
        late = value.timex is not None and value.timex[-2:] in ("AF", "EV", "NI")
        return m.end(), _at(value.first, _clock_value(m, late))
    open_day = value.type == "DATE" and (value.timex or "").startswith("XXXX-WXX-")
    if not open_day and (value.type != "DATE" or value.cell is None or value.cell.grain != DAY):
        return found
    if m := _follow_part().match(context.text, end):
        clock = dayparts()[m["part"].lower()]
        if m["part"].lower().endswith("s") and value.cell:  # Friday mornings
            return m.end(), Value("SET", f"XXXX-WXX-{value.cell.first.isoweekday()}T{clock}")
    elif m := _follow_clock().match(context.text, end):
        clock = _clock_value(m)
    else:
        return found
    return m.end(), Value("TIME", f"{value.timex}T{clock}") if open_day else _at(value.first, clock)


def _extend_set(context: Context, end: int, value: Value) -> Parsed:
    """Extend a set of days by their time: "every Monday at 4 p.m."."""
    timex = {"P1D": "XXXX-XX-XX"}.get(value.timex or "", value.timex or "")
    open_set = timex.startswith("XXXX-") and timex[-3:-2] != "T" and follows(context.text, end, r",?\s+at\s")
    m = _follow_clock().match(context.text, end) if open_set else None
    return (m.end(), Value("SET", f"{timex}T{_clock_value(m)}")) if m else (end, value)


@cache
def _follow_part() -> re.Pattern[str]:
    return re.compile(
        rf"\s+(?:in\s+the\s+)?(?:(?:early|late|mid)[\s-])?(?P<part>{'|'.join(dayparts())})\b", re.IGNORECASE
    )


@cache
def _follow_clock() -> re.Pattern[str]:
    return re.compile(
        r"\s*,?\s+(?:(?:at|around|about|by|from)\s+)?(?:about\s+)?(?:"
        + _CLOCK
        + _ZONE
        + r"?|(?P<word>noon|midday|midnight))(?!\w)",
        re.IGNORECASE,
    )
