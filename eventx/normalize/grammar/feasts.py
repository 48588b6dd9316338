"""Seasons and holidays by name and rule."""

from __future__ import annotations

import re
from datetime import date

from eventx.lexicons import load_lexicon
from eventx.normalize.calendar import DAY, WEEK, Cell, holiday
from eventx.normalize.grammar.words import closing, neighbours
from eventx.normalize.timex import Context, Value, of_cell, rule


@rule(
    "SEASON the S",
    r"<the>(?:(?:(?P<mod>early|mid|late)[\s-]+)?)(?:(?:this\s+(?=past|coming))?<S>\s+)?<SEASON>(?:\s+(?:of\s+|in\s+)?(?:<Y>(?:[-/–]\d\d(?:\d\d)?(?!\d))?|(?P<which>last|this|next)\s+year))?",
)
def season(context: Context, m: re.Match[str]) -> Value | None:
    """Last summer; the spring of 2024. A season has no exact days."""
    word = m["season"].lower()
    code = next(code for code, row in load_lexicon("time")["seasons"].items() if word in row)
    before, after = neighbours(context.text, m.start(), m.end())
    said = m["shift"] or m["year"] or m["which"]
    the = m.group().lower().startswith("the")
    if not said and not (
        before.lower() in ("in", "since", "during", "until", "by", "over", "for", "through", "early", "late", "mid")
        and (the or word in ("summer", "winter", "autumn", "spring"))
    ):
        return None
    if not said and word in ("fall", "spring") and the and after.lower() in ("in", "of", "by", "from", "to"):
        return None
    if (
        word == "spring"
        and not said
        and not the
        and after.isalpha()
        and after not in ("and", "or", "when", "as", "but")
    ):
        return None  # in spring water
    if m["year"]:
        return Value(timex=f"{m['year']}-{code}", absolute=True)
    if context.published is None:
        return Value(timex=f"XXXX-{code}")
    year = context.published.year
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    shift = (m["shift"] or m["which"] or "").lower()
    if m["which"]:
        year += {"last": -1, "next": 1}.get(shift, 0)
    elif shift in ("next", "coming", "upcoming", "following") or (not shift and context.ask(m.start()) == "future"):
        year += context.published.month >= start
    elif shift in ("this", "current", "present"):
        year -= code == "WI" and context.published.month < 3
    else:
        ended = start + 2 if shift and code != "WI" else start - 1
        year -= context.published.month <= ended if code != "WI" else 1
    return Value(timex=f"{year}-{code}")


def _is_surname(text: str, at: int) -> bool:
    """Tell whether a holiday's name stands directly after a name in the midst of a sentence."""
    return re.search(r"[\w,;] [A-Z][a-z]+ $", text[max(0, at - 30) : at]) is not None


@rule(
    "H the S",
    r"<the>(?:<S>\s+)?<H>(?:(?:,?\s+|\s+of\s+|\s+in\s+)(?:<Y>|(?P<which>last|this|next)\s+year))?"
    r"(?P<weekend>\s+weekend\b)?",
)
def holiday_name(context: Context, m: re.Match[str]) -> Value | None:
    """Christmas; last Easter; Thanksgiving 2024; Labor Day weekend."""
    value = _holiday(context, m)
    if value is None or not m["weekend"] or value.cell is None:
        return value if value is None or not m["weekend"] else Value()
    week = Cell.holding(WEEK, value.cell.first)
    if value.cell.first.isoweekday() < 3:  # a Monday makes the weekend before it long
        week = week.shift(-1)
    return closing(week)


def _holiday(context: Context, m: re.Match[str]) -> Value | None:
    name = re.sub(r"\s+", " ", m["holiday"].lower().replace("’", "'"))
    rule_of = load_lexicon("time")["holidays"].get(name)
    if rule_of is None:
        return None
    before, after = neighbours(context.text, m.start(), m.end())
    said = m["year"] or m["shift"] or m["which"] or m["weekend"]
    if not said and before.istitle() and _is_surname(context.text, m.start()):
        return None  # Johnnie Christmas
    if not said and (
        after.isalpha()
        and after.islower()
        and before.lower() not in ("on", "since", "until", "by", "before", "after", "at", "for", "over", "of", "during")
    ):
        return None
    if m["year"]:
        day = holiday(rule_of, int(m["year"]))
        return of_cell(Cell.holding(DAY, day), absolute=True) if day else None
    if context.published is None:
        return Value(timex=f"XXXX-{rule_of}") if len(rule_of) == 5 else Value()
    now = context.published
    held = [d for y in range(now.year - 2, now.year + 3) if (d := holiday(rule_of, y))]
    shift = (m["shift"] or m["which"] or "").lower()
    if m["which"]:
        day = holiday(rule_of, now.year + {"last": -1, "next": 1}.get(shift, 0))
    elif shift in ("this", "current"):
        day = holiday(rule_of, now.year)
    elif shift in ("next", "coming", "upcoming", "following") or (not shift and context.ask(m.start()) == "future"):
        day = next((d for d in held if d >= now), None)
    elif shift:
        day = max((d for d in held if d < now), default=None)
    else:
        past = max((d for d in held if d <= now), default=date.min)
        day = (
            past
            if context.ask(m.start()) == "past" or now.toordinal() - past.toordinal() < 180
            else next((d for d in held if d > now), None)
        )
    return of_cell(Cell.holding(DAY, day), loose=True) if day else None
