"""Times of day and parts of a day: "3 p.m. on Thursday", "Friday morning", "overnight", "15:30 GMT"."""

from __future__ import annotations

import re
from datetime import date

from eventx.lexicons import lexicon
from eventx.normalize.calendar import DAY, names
from eventx.normalize.grammar.words import count_of, follows, neighbours, number_of, stands_after
from eventx.normalize.timex import Context, Parsed, cell_after, compiled, parse_after, rule, table
from eventx.normalize.value import Value

_ZONE = r"(?:\s?\(?<ZONE>\b\)?)"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])(?:(?:[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?)?\s?(?P<half>[ap]\.?\s?m\b\.?)"
    rf"|[:.](?P<minute2>[0-5]\d){_ZONE}|:(?P<minute3>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)|\s?o['’]clock)"
)
_FOLLOWING_PART = r"\s+(?:in\s+the\s+)?(?:(?:early|late|mid)[\s-])?<P>"
_FOLLOWING_CLOCK = (
    r"\s*,?\s+(?:(?:at|around|about|by|from)\s+)?(?:about\s+)?"
    rf"(?:{_CLOCK}{_ZONE}?|(?P<word>noon|midday|midnight))"
)


def _at(day: date | None, clock: str) -> Value:
    return Value("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{clock}", day, day)


def _with_day(context: Context, end: int, clock: str) -> Parsed:
    """Add the day, or the part of one, that follows a time of day, or the one told before, or that of publication."""
    found = parse_after(context, end, r"\s*,?\s+(?:on\s+)?")
    if found and (found[1].grain == DAY or _is_part(found[1])):  # 9 p.m. last night
        return found[0], _at(found[1].first, clock)
    told, now = context.anchor, context.published
    day = told.first if told is not None and told.grain == DAY else now
    ahead = day is not None and now is not None and day > now and context.ask(end - 1) == "past"
    return end, _at(now if ahead else day, clock)


def _is_part(value: Value) -> bool:
    """Whether a value is a part of a known day: 2025-08-14TNI."""
    return value.type == "TIME" and value.first is not None and (value.timex or "")[-2:] in table("dayparts").values()


def _reading(m: re.Match[str], late: bool = False) -> str:
    """Read a clock; ``late``: the hour is one of the afternoon or night."""
    if word := m.groupdict().get("word"):
        return "24:00" if word.lower() == "midnight" else "12:00"
    hour, minute = int(m["hour"]), m["minute"] or m["minute2"] or m["minute3"] or "00"
    half = (m["half"] or "").lower()[:1]
    if hour < 12 and (half == "p" or (late and not half)):
        hour += 12
    return f"{0 if half == 'a' and hour == 12 else hour:02d}:{minute}"


@rule("#", _CLOCK + f"(?P<zone>{_ZONE})?")
def clock(context: Context, m: re.Match[str]) -> Parsed | None:
    """3 p.m. on Thursday; 15:30 GMT."""
    bare = m["minute3"] and not m["zone"] and not stands_after(context, m, "before_clock")
    wrong = m["half"] and int(m["hour"]) > 12
    return None if bare or wrong else _with_day(context, m.end(), _reading(m))


@rule("#", r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s?(?:GMT|UTC|hours|hrs|(?-i:(?:[CEMP][SD]|[BHIJKS]S|CES?)T))\b")
def clock_figures(context: Context, m: re.Match[str]) -> Parsed:
    """0930 GMT."""
    return _with_day(context, m.end(), f"{m['hour']}:{m['minute']}")


@rule(
    "half quarter a",
    r"(?:(?P<half>half)[\s-]+past|(?:an?\s+)?quarter\s+(?P<way>past|to))\s+(?P<hour>\w+)"
    r"(?=\s*(?:[.,;:)](?!\d)|$)|\s+(?:in|on|at|when|as|and|this|that)\b)",
)
def spoken(context: Context, m: re.Match[str]) -> Parsed | None:
    """Half past four; at a quarter to nine, but not "cut the staff by a quarter to nine"."""
    hour = count_of(m["hour"]) if m["hour"].isdigit() or m["hour"].lower() in names("numbers") else None
    if hour is None or not 0 < hour < 13 or (m["way"] == "to" and not stands_after(context, m, "near_clock")):
        return None
    minutes = int(hour) * 60 + (30 if m["half"] else -15 if m["way"] == "to" else 15)
    return _with_day(context, m.end(), f"{minutes // 60:02d}:{minutes % 60:02d}")


@rule("# N", r"(?:(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minute>[0-5]\d))?|<FIGURE>)(?P<led>\s+in\s+the\s+)<P>\b")
def clock_in_part(context: Context, m: re.Match[str]) -> Parsed | None:
    """At 3.02 in the morning; at three in the afternoon."""
    if not m["minute"] and not stands_after(context, m, "before_clock"):
        return None  # "killed three in the morning"
    hour, late = int(m["hour"] or number_of("numbers", m["figure"])), table("dayparts")[m["part"].lower()] != "MO"
    return _with_day(context, m.end(), f"{hour + 12 * (late and hour < 12):02d}:{m['minute'] or '00'}")


@rule("noon midnight midday", r"(?P<word>noon|midday|midnight)\b")
def noon(context: Context, m: re.Match[str]) -> Parsed:
    """Noon; midnight on Friday."""
    return _with_day(context, m.end(), _reading(m))


@rule(
    "overnight tonight last this the",
    r"(?:(?P<over>overnight)|(?P<tonight>tonight)|(?P<last>last\s+night)|this\s+<P>)\b(?!-)",
)
def day_part(context: Context, m: re.Match[str]) -> Parsed | Value | None:
    """Overnight, tonight, last night, this morning."""
    if m["over"]:
        _, after = neighbours(context, m)
        if after.islower() and after not in lexicon("time").after_overnight:
            return None
        if (found := parse_after(context, m.end(), r"\s+(?:on\s+)?")) and found[1].weekly:
            return found[0], _at(found[1].first, "NI")  # overnight Sunday
    if m["over"] or m["last"]:
        return _at(context.relative(DAY, -1).first, "NI")
    return _at(context.published, "NI" if m["tonight"] else table("dayparts")[m["part"].lower()])


@rule(
    "the P early late mid",
    r"(?:(?:early|late|mid)[\s-]+)?(?:in\s+)?(?:the\s+|early\s+|late\s+|(?<=mid-)){1,3}<P>(?:\s+hours)?(?P<of>\s+of(?=\s))?",
)
def part_of(context: Context, m: re.Match[str]) -> Parsed | None:
    """The morning of July 4; in the afternoon."""
    code = table("dayparts")[m["part"].lower()]
    if m["of"]:
        found = cell_after(context, m.end(), r"\s+", DAY)
        return (found[0], _at(found[2].first, code)) if found else None
    before, after = neighbours(context, m)
    led = " in " in m.group().lower() or before.lower() in lexicon("time").before_part
    ended = not (after.isalpha() and after.islower()) or after in lexicon("time").after_part
    return (m.end(), _at(context.published, code)) if led and ended else None


def extend(context: Context, found: Parsed) -> Parsed:
    """Extend a day by the part of it, or the time of day, that follows: "Friday morning", "Thursday at 3 p.m."."""
    (end, value), told = found, found[1].timex or ""
    time = compiled(_FOLLOWING_CLOCK).match(context.text, end)
    if value.type == "SET":  # every Monday at 4 p.m.
        told = "XXXX-XX-XX" if told == "P1D" else told
        open_set = told.startswith("XXXX-") and "T" not in told and follows(context, end, r",?\s+at\s")
        return (time.end(), Value("SET", f"{told}T{_reading(time)}")) if time and open_set else found
    if time and _is_part(value):
        return time.end(), _at(value.first, _reading(time, late=not told.endswith("MO")))
    open_day = value.type == "DATE" and told.startswith("XXXX-WXX-")
    if not open_day and value.grain != DAY:
        return found
    if part := compiled(_FOLLOWING_PART).match(context.text, end):
        end, clock = part.end(), table("dayparts")[part["part"].lower()]
        if part["part"].lower().endswith("s") and value.cell:  # Friday mornings
            return end, Value("SET", f"XXXX-WXX-{value.cell.first.isoweekday()}T{clock}")
    elif time:
        end, clock = time.end(), _reading(time)
    else:
        return found
    return end, Value("TIME", f"{value.timex}T{clock}") if open_day else _at(value.first, clock)
