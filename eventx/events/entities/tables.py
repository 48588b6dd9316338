"""Tables of accounts: the lines of a firm's report, "Net 4.2 mln dlrs vs 803,000", and the period of each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from eventx.events.clauses.lede import find_headline
from eventx.events.draft import Draft
from eventx.normalize.calendar import MONTH, YEAR, move
from eventx.records import Actor, Mention, Period

_HEADING = re.compile(r"^[ \t]*(?P<count>[\w-]+)(?:[ \t]+(?:mths?|mos?|months?))?[ \t.:]*$", re.M | re.I)
_COMPARED = re.compile(r"[ \t]*(?:[a-z.-]+[ \t]+){1,4}\d[^\n]{0,60}\bvs\b", re.I)
_TICKER = re.compile(r"([A-Z][^<>\n]{2,60}?) <[A-Za-z.]{1,8}>|<([A-Z][^<>\n]{8,60})>")  # "ORBIS INC <ORB> 4TH QTR"
_INITIAL = re.compile(r"^[a-z]|(?<![\w'])(?!(?:and|of|the)\b)[a-z]")
_OWN = re.compile(r"\b(?:ended|ending|to)\b", re.I)


def is_line(draft: Draft) -> bool:
    """Tell whether a draft is told by a line of accounts: without a verb."""
    told = draft.clause.verb is None or is_compared(draft)
    return draft.clause.group.is_row or (told and draft.words.has("accounts", draft.clause.noun_names))


def is_compared(draft: Draft) -> bool:
    """Tell whether a line of its own tells two numbers: "Oper net 4,234,000 vs 803,000"."""
    text = draft.analysis.text
    return _COMPARED.match(text, text.rfind("\n", 0, draft.start) + 1) is not None


def firm_before_ticker(title: str) -> tuple[int, int, str] | None:
    """Return where the firm before a ticker stands in a title, and its name, that capitals hide."""
    if (found := _TICKER.match(title)) is None:
        return None
    words = found[found.lastindex or 0]
    words = " ".join((words.lower() if words.isupper() else words).split())
    return *found.span(found.lastindex or 0), _INITIAL.sub(lambda initial: initial.group().upper(), words)


def owner_of_line(draft: Draft) -> Actor | None:
    """Return the firm of a title that stands apart; in a text that never names it, its line stands for it."""
    found, line = firm_before_ticker(draft.analysis.article.title or ""), draft.fields.get("metric")
    return Actor(mention=line, name=found[2], kind="organisation") if found and isinstance(line, Mention) else None


def period_of_line(draft: Draft) -> Period | None:
    """Return the period of a line: that of the title, or as many months to its end as the last heading says."""
    analysis = draft.analysis
    title, published = find_headline(analysis), analysis.article.published_on
    if title is None or published is None:
        return None
    times = [t for t in analysis.times if title.start <= t.start < title.end and t.start_date and t.end_date]
    own = any(title.end <= t.start < draft.start and _OWN.search(analysis.text, t.start, t.end) for t in analysis.times)
    if len(times) != 1 or own:
        return None  # "4th qtr Jan 31", "quarter ended January 31": that of a year of its own
    known = dict(entry.split(":") for entry in draft.words.lists.get("months", ()))
    headings = (found["count"].lower() for found in _HEADING.finditer(analysis.text, title.end, draft.start))
    months = [int(known[heading]) for heading in headings if heading in known][-1:]
    start, end = (date.fromisoformat(day or "") for day in (times[0].start_date, times[0].end_date))
    back = int(end > published)  # what is reported has ended
    start = move(end.replace(day=1), MONTH, 1 - months[0]) if months else start
    days = [move(day, YEAR, -back).isoformat() for day in (start, end)]
    return analysis.period(replace(times[0], start_date=days[0], end_date=days[1], timex=None))
