"""Dates, datelines and bylines at the head of a news text: plain characters, no Doc."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from eventx.lexicons import alternation, lexicon, load_lexicon
from eventx.normalize.calendar import day_of, names

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_ANY_YEAR = re.compile(_YEAR)
_BARE = r"—(?=[“\"]?[A-Z])"  # a dash without blanks: "LONDON—The", "(Bloomberg)—The"
_S = r"[ \t\u00a0\u202f]"  # a space within one line
DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<weekday>{_WEEKDAY}),?{_S}{{1,2}})?(?:"
    rf"(?P<d1>{_DAY}){_S}?(?:of{_S})?[-, ]?(?P<m1>{_MONTH}),?[- \u00a0]{{0,2}}(?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH}){_S}?(?P<d2>{_DAY}),?{_S}{{1,2}}(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})[-/.](?P<m3>[01]?\d)[-/.](?P<d3>[0-3]?\d)(?!\d)"
    rf"|(?P<a4>[0-3]?\d)(?P<sep>[-/.])(?P<b4>[0-3]?\d)(?P=sep)(?P<y4>{_YEAR})"
    rf")",
    re.IGNORECASE,
)
# the same where a byline runs straight into the month: "DuBoisNovember 18, 2025"
_GLUED = re.compile(
    rf"(?<=[a-z)])(?P<m2>(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    rf"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)) ?(?P<d2>{_DAY}), ?(?P<y2>{_YEAR})"
)
_BARS = " ,|-–—·•.\u00a0"
_CAP = r"(?:[^\W\d_a-z][\w.'’-]{0,30})"
_AGENCY = r"(?:\([^()\n]{1,60}\)|/[^/\n]{1,40}/)"
_AGENCY_AFTER = re.compile(rf"{_AGENCY}\s?[-–—:.]*\s+")
_SHORT_DATE = (
    rf"(?i:(?:{_WEEKDAY},?{_S})?(?:{_MONTH}{_S}?{_DAY}|{_DAY}{_S}{_MONTH}|\d\d?[./]\d\d?[./]{_YEAR}|{_YEAR}-\d\d-\d\d)"
    rf"(?:,?{_S}{_YEAR})?)"
)
DATELINE = re.compile(
    rf"(?P<place>{_CAP}(?:(?:, ?|/| )(?:{_CAP}|of|the|de|al|la|upon)){{0,5}}?)"
    rf"(?:(?:,? ?{_S}| ?[-–—|(] ?)(?P<date>{_SHORT_DATE})\)?)?"
    rf"(?P<agency>[,.]?{_S}?{_AGENCY})?(?P<mark>(?:{_S}*|\.)(?:--|[-–—]){_S}+|(?<=[A-Z][A-Z][A-Z.]){_BARE}|[:.]{_S}+|(?<=[)/]){_S}+)"
)
_BRACKETED = re.compile(rf"\[{_CAP}(?:,? {_CAP}){{0,3}}, (?P<date>{_SHORT_DATE})\]{_S}*")
_WIRE = re.compile(
    rf"{_CAP}(?:,? {_CAP}){{0,4}}{_S}?/{_S}?(?P<agency>[A-Z][\w ]{{2,30}}?){_S}?/{_S}?(?P<date>{_SHORT_DATE})"
    rf"{_S}?/{_S}?"
)
_RELEASE = re.compile(
    rf"{_CAP}(?:(?:, ?| & | ){_CAP}){{0,5}}(?:, (?P<date>{_SHORT_DATE}))?--(?P<agency>{_AGENCY})--{_S}*"
)
"""Datelines of press releases: "BOSTON--(BUSINESS WIRE)--"."""
_BARRED = re.compile(
    rf"{_CAP}(?:,? {_CAP}){{0,3}}{_S}*\|{_S}*(?P<agency>[A-Z]{{2,}}(?: [A-Z]{{2,}}){{0,3}}){_S}*\|{_S}*(?=[A-Z])"
)
"""Datelines set off by bars: "Oslo, Norway | THE COURIER | ": the paper in capitals."""
_ALONE = re.compile(rf"(?P<agency>\((?:[A-Z][\w.&']*{_S}?){{1,3}}\))(?:{_S}?(?:--|[-–—]){_S}+|{_BARE})")
"""Datelines in brackets, between slashes, and of an agency alone: "(Kyodo) -- "."""
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_WORDS = 5  # that a sentence behind a dateline has at least
_DATED = re.compile(rf"{_S}*(?P<agency>{_AGENCY})?{_S}*(?:--|[-–—])(?:{_S}+|(?<=—))(?=[\"“‘']?[A-Z])")
"""What follows a date without a town: "Oct 28, 2025 - ", "Jan 14, 2026 (Reuters) - "."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date at characters ``start`` to ``end``, as ISO."""

    start: int
    end: int
    iso: str


def find_dates(line: str, month_first: bool = False) -> Iterator[FoundDate]:
    """Yield the full dates (day, month and year) of one line; of "01/02/2020" the day stands first, else the month."""
    if _ANY_YEAR.search(line) is None:
        return
    for match in (*DATE.finditer(line), *_GLUED.finditer(line)):
        if found := _iso(match, month_first):
            yield FoundDate(match.start(), match.end(), found)


def _iso(match: re.Match[str], month_first: bool = False) -> str | None:
    held = {key: value for key, value in match.groupdict().items() if value}
    key = next(k for k in "1234" if f"y{k}" in held)
    year = int(held[f"y{key}"])
    if key == "4":  # in the order that is asked for, if there is such a day
        day_first, other = (int(held["b4"]), int(held["a4"])), (int(held["a4"]), int(held["b4"]))
        orders = [other, day_first] if month_first else [day_first, other]
    else:
        month = int(held["m3"]) if key == "3" else names("months")[held[f"m{key}"][:3].lower()]
        orders = [(month, int(re.sub(r"\D", "", held[f"d{key}"])))]
    days = [found.first for month, day in orders if (found := day_of(year, month, day))]
    if key == "4" and "weekday" in held:
        days.sort(key=lambda day: day.strftime("%a").lower() != held["weekday"][:3].lower())
    return days[0].isoformat() if days else None


def is_name(text: str, most: int = 6) -> bool:
    """Tell whether a text may be a person's or paper's name: a few words, all with capitals, no digit, no sentence."""
    words = re.split(r"[\s,/&|]+", text.strip(" ,/&|"))
    named = text[:1].isupper() and not re.search(r"[\d!?;:$€£%]|[.]$", text)
    return named and len(words) <= most and all(w[:1].isupper() or w in lexicon("layout").name_joints for w in words)


@dataclass(frozen=True, slots=True)
class Head:
    """A line of date or byline: its date, if it has one, and the parts of it that tell nothing."""

    iso: str | None
    updated: bool
    idle: list[tuple[int, int]]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_lexicon("layout")
    by = re.compile(rf"(?:{alternation(words['byline'])})[: ]\s?(?P<name>[^|\n]{{2,90}})", re.IGNORECASE)
    rest = re.compile(
        rf"\b(?:{alternation(words['dateline'])})(?!\w)|{_WEEKDAY}|T?(?<!\d)\d\d?[:.]\d\d(?::\d\d)?(?:\.\d+)?Z?\b|\W|\b\d{{4}}\b(?=\s*GMT)",
        re.IGNORECASE,
    )
    return by, rest


def _is_idle(rest: re.Pattern[str], part: str) -> bool:
    """Tell whether a part of a line has nothing but what tells nothing."""
    at = 0
    while (found := rest.match(part, at)) and found.end() > at:
        at = found.end()
    return at == len(part)


def read_head(line: str) -> Head | None:
    """Read a line that holds a date, a byline or both and no sentence; None where it is another line.

    Examples
    --------
    >>> read_head("July 19, 2025Clash Report").iso
    '2025-07-19'
    >>> read_head("By Friday, the water had gone.") is None
    True
    """
    if len(line) > 160:
        return None
    by, rest = _patterns()
    dates = sorted(find_dates(line), key=lambda d: d.start)
    ends = [0, *(found.end for found in dates)]
    idle, bylined = [], False
    for number, (start, end) in enumerate(zip(ends, [*(found.start for found in dates), len(line)], strict=True)):
        part = line[start:end].strip(_BARS)
        begin = start + line[start:end].find(part)
        if said := by.match(part):
            name = said["name"].strip(_BARS)
            if not is_name(name, 12):
                return None
            place = re.search(r" in (?=[A-Z])|, (?=[A-Z][\w-]+(?: [A-Z][\w-]+)?\s*$)", name)
            idle.append((begin, begin + said.start("name") + place.start() if place else end))
            bylined = True
        elif _is_idle(rest, line[start:end]):
            idle.append((start, end))
        elif not dates or not is_name(part.strip(".()")):
            return None
        elif number:
            idle.append((start, end))  # before a date a place may stand; after it the paper's name
    if not dates and not bylined:
        return None
    updated = bool(re.match(r"\W*(?:last )?(?:updated|modified)", line, re.IGNORECASE))
    return Head(dates[0].iso if dates else None, updated, [(s, e) for s, e in idle if line[s:e].strip()])


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline before a sentence: where it ends, its agency, its date where it has a full one."""

    end: int
    agency: tuple[int, int] | None
    iso: str | None


def read_dateline(text: str) -> Dateline | None:
    """Read the dateline that a paragraph begins with: place, date or agency, and a dash, colon or stop.

    Examples
    --------
    >>> read_dateline("LEEDS, UK, 30 July 2025 – Sales rose.").iso
    '2025-07-30'
    """
    if other := _of_other_form(text[:200]):
        return other
    match = DATELINE.match(text[:200])
    if match is None or not _is_place(match["place"]):
        return None
    credited = re.match(r"\W+[A-Z]", match["agency"] or "")
    dated = match["date"] and (credited or match["mark"].strip())  # "Kolm, May 3 (TASR) The mill"
    if not dated and not _is_marked(match) and not _is_named(match, text):
        return None
    iso = next((d.iso for d in find_dates(match["date"] or "")), None)
    if match["agency"]:
        return Dateline(match.end(), match.span("agency"), iso)
    # an agency may follow the stop: "BRUSSELS, December 22, 2025. /Telegraf/. The stores"
    after = _AGENCY_AFTER.match(text, match.end())
    return Dateline(after.end(), after.span(), iso) if after else Dateline(match.end(), None, iso)


def _of_other_form(text: str) -> Dateline | None:
    """Read a dateline in brackets, between slashes or of an agency alone, or the date of the page before the story."""
    if match := next(filter(None, (form.match(text) for form in (_BRACKETED, _WIRE, _RELEASE, _BARRED, _ALONE))), None):
        told = match.groupdict()
        iso = next((d.iso for d in find_dates(told.get("date") or "")), None)
        return Dateline(match.end(), match.span("agency") if "agency" in told else None, iso)
    page = DATE.match(text[:60])  # "Thursday, May 7, 2015 On Tuesday, the government"
    if page is not None and (dash := _DATED.match(text, page.end())):
        return Dateline(dash.end(), dash.span("agency") if dash["agency"] else None, _iso(page))
    if page is None or not page["weekday"] or not re.match(r"\s+[A-Z]", text[page.end() :]):
        return None
    return Dateline(page.end(), None, _iso(page))


def _is_place(place: str) -> bool:
    """Tell whether all words of a dateline's place are a name's, and none begins a sentence."""
    words = re.findall(r"[^ ,/]+", place)
    named = all(word[0].isupper() or word in lexicon("layout").name_joints for word in words)
    return named and not {"By", "On", "In"} & set(words)


def _is_marked(match: re.Match[str]) -> bool:
    """Tell whether a place without a date is a dateline: by its agency, or in capitals before a dash."""
    mark, town = match["mark"].strip(), match["place"].split(",")[0]
    if match["agency"] is not None:
        return mark not in (".", "")
    return mark not in (".", "", ":") and match["mark"][0] != "-" and len(town) > 2 and town.isupper()


def _is_named(match: re.Match[str], text: str) -> bool:
    """Tell whether a place in small letters is set off by a dash from a sentence that has no other dash: "Lima - A"."""
    mark, end = match["mark"], match.end()
    plain = match["agency"] is None and mark[:1].isspace() and mark.strip() in ("-", "–", "—", "--")
    sentence = _SENTENCE_END.split(text[end:400], maxsplit=1)[0]
    told = text[end : end + 1].isupper() and len(sentence.split()) > _WORDS
    return plain and told and " - " not in sentence and " – " not in sentence and "—" not in sentence
