"""Seasons and holidays by name and rule."""

from __future__ import annotations

import re
from datetime import date

from eventx.lexicons import lexicon, load_lexicon
from eventx.normalize.calendar import DAY, WEEK, Cell, holiday
from eventx.normalize.grammar.words import closing, neighbours, shift_of, stands_after
from eventx.normalize.timex import Context, rule, table
from eventx.normalize.value import Value, of_cell

_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_YEAR_OF = r"(?P<which>last|this|next)\s+year"


@rule(
    "SEASON the S",
    r"<the>(?:(?:early|mid|late)[\s-]+)?(?:(?:this\s+(?=past|coming))?<S>\s+)?<SEASON>(?:\s+months\b)?"
    rf"(?:\s+(?:of\s+|in\s+)?(?:<Y>(?:[-/–]\d\d(?:\d\d)?(?!\d))?|{_YEAR_OF}))?",
)
def season(context: Context, m: re.Match[str]) -> Value | None:
    """Last summer; the spring of 2024. A season has no exact days."""
    code = table("seasons")[m["season"].lower()]
    told = m["year"] or m["which"]
    if told and m["season"].lower() in lexicon("time").maybe_verbs and " in " in m.group().lower():
        told = stands_after(context, m, "before_season")  # no "saw sales fall in 2024"
    if not (m["shift"] or told or _stands_alone(context, m)):
        return None
    if m["year"]:
        return Value(timex=f"{m['year']}-{code}", absolute=True)
    if context.published is None:
        return Value(timex=f"XXXX-{code}")
    return Value(timex=f"{_season_year(context, m, context.published, code)}-{code}")


def _stands_alone(context: Context, m: re.Match[str]) -> bool:
    """Whether a season without a year is one: "in summer", but not "in spring water" or "the fall in prices"."""
    before, after = neighbours(context, m)
    the, word = m.group().lower().startswith("the"), m["season"].lower()
    if before.lower() not in lexicon("time").before_season:
        return False
    if the:
        return word not in lexicon("time").maybe_verbs or after.lower() not in ("in", "of", "by", "from", "to")
    return word != "spring" or not after.isalpha()


def _season_year(context: Context, m: re.Match[str], now: date, code: str) -> int:
    start, shift = _STARTS[code], shift_of(m) if m["shift"] else None
    if m["which"]:
        return now.year + shift_of(m, "which")
    if shift == 1 or (shift is None and context.ask(m.start()) == "future"):
        return now.year + (now.month >= start)
    if shift == 0:
        return now.year - (code == "WI" and now.month < 3)
    return now.year - (code == "WI" or now.month <= (start - 1 if shift is None else start + 2))


@rule("H the S", rf"<the>(?:<S>\s+)?<H>(?:(?:,?\s+|\s+of\s+|\s+in\s+)(?:<Y>|{_YEAR_OF}))?(?P<weekend>\s+weekend\b)?")
def holiday_name(context: Context, m: re.Match[str]) -> Value | None:
    """Christmas; last Easter; Thanksgiving 2024; Labor Day weekend."""
    name = re.sub(r"\s+", " ", m["holiday"].lower().replace("’", "'"))
    rule_of = load_lexicon("time")["holidays"].get(name)
    if rule_of is None or not (m["year"] or m["shift"] or m["which"] or m["weekend"] or _is_holiday(context, m)):
        return None
    now = context.published
    if not m["year"] and now is None:
        return Value(timex=f"XXXX-{rule_of}") if len(rule_of) == 5 else Value()
    day = _day_of(context, m, now, rule_of) if now and not m["year"] else holiday(rule_of, int(m["year"]))
    if day is None:
        return None
    if m["weekend"]:  # a Monday makes the one before it long
        return closing(Cell.holding(WEEK, day).shift(-1 if day.isoweekday() < 3 else 0))
    return of_cell(Cell.holding(DAY, day), loose=not m["year"], absolute=bool(m["year"]))


def _is_holiday(context: Context, m: re.Match[str]) -> bool:
    """Whether a holiday's name is neither a person's (Johnnie Christmas) nor what another noun is told by."""
    before, after = neighbours(context, m)
    if after in lexicon("time").eponyms:
        return False  # the Good Friday Agreement
    if re.search(r"[\w,;] [A-Z][a-z]+ $", context.text[max(0, m.start() - 30) : m.start()]):
        return False
    return not (after.isalpha() and after.islower()) or before.lower() in lexicon("time").before_holiday


def _day_of(context: Context, m: re.Match[str], now: date, rule_of: str) -> date | None:
    """Return the day of a holiday without a year: by "last" or "next" beside it, else by the tense."""
    held = {y: day for y in range(now.year - 2, now.year + 3) if (day := holiday(rule_of, y))}
    shift = shift_of(m) if m["shift"] else None
    if m["which"] or shift == 0:
        return held.get(now.year + (shift_of(m, "which") if m["which"] else 0))
    before = max((day for day in held.values() if day <= now), default=None)
    after = min((day for day in held.values() if day >= now), default=None)
    tense = context.ask(m.start()) if shift is None else "past" if shift < 0 else "future"
    late = before is None or (tense is None and (now - before).days >= 180)
    return after if tense == "future" or (late and shift is None) else before
