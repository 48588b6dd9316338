"""The engine of the period grammar: rules by first word, tried where it stands, the longest wins; they give Values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from eventx.lexicons import load_lexicon
from eventx.normalize.calendar import DAY, MONTH, YEAR, Cell, day_of, month, names
from eventx.records import TimexType

Tense = Literal["past", "future"]
REACH = 400
"""Characters that "that day" and "two years later" look back."""
NEAR = 64
"""Characters from the first word of an expression to its unit or month, at most."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a time expression means: a TIMEX3 value and days, with the cell of the calendar where it is one."""

    type: TimexType = "DATE"
    timex: str | None = None
    first: date | None = None
    last: date | None = None
    cell: Cell | None = None
    loose: bool = False  # the year is not said, but taken from the publication
    absolute: bool = False  # said with its year: later times of the sentence may lean on it
    back: bool = False  # what a time told before is compared with, a year or so back: no later time leans on it
    weekly: bool = False  # a bare weekday: which week is not said
    partial: tuple[int, int] | None = None  # month and day (0 for the month) that wait for a year


def of_cell(cell: Cell, *, loose: bool = False, absolute: bool = False) -> Value:
    """Make the value of a cell of the calendar."""
    return Value("DATE", cell.timex, cell.first, cell.last, cell, loose, absolute)


def of_span(first: Cell, last: Cell) -> Value:
    """Make the value of a range of cells, both ends included."""
    if last.first < first.first:
        first, last = last, first
    return Value("DATE", f"{first.timex}/{last.timex}", first.first, last.last)


@dataclass
class Context:
    """One text while it is parsed: when it was published, and how to ask for the tense that holds at a character."""

    text: str
    published: date | None
    ask: Callable[[int], Tense | None]
    depth: int = 0
    anchor: Cell | None = None  # the last cell said before, where that was in the same sentence
    memo: dict[tuple[int, int], Parsed | None] = field(default_factory=dict)  # what one look has parsed on its way
    told: Value | None = None  # the last part of a year said in the article, which "the same period" means
    words: Mapping[str, Sequence[int]] = field(default_factory=dict)  # where the words of units and months begin
    said: tuple[int, Cell] | None = None  # the last time said with its year or by day, and where it ended

    def near(self, kind: str, at: int) -> bool:
        """Whether a word of a kind begins at character ``at`` or shortly after it."""
        starts = self.words[kind]
        place = bisect_left(starts, at)
        return place < len(starts) and starts[place] - at < NEAR

    def last_said(self, at: int) -> Cell | None:
        """Return the last day, month or year said shortly before character ``at``: what "that day" means."""
        return self.said[1] if self.said and 0 <= at - self.said[0] < REACH else None

    def relative(self, grain: str, count: int) -> Value:
        """Return the cell ``count`` from the one that holds the publication; open without one."""
        if self.published is None:
            return Value()
        return of_cell(Cell.holding(grain, self.published).shift(count))

    def month(self, number: int, at: int) -> Value:
        """Resolve a month without a year by the tense at character ``at``."""
        if self.published is None:
            return Value(timex=f"XXXX-{number:02d}", partial=(number, 0))
        elsewhere = self.said is not None and _CLAUSE.search(self.text, self.said[0], at) is not None
        if (
            self.anchor is not None
            and self.anchor.grain == YEAR
            and self.anchor.index != self.published.year
            and not elsewhere
        ):
            return of_cell(Cell(MONTH, self.anchor.index * 12 + number - 1))
        now = Cell.holding(MONTH, self.published)
        back = (now.index + 1 - number) % 12
        if back and self.ask(at) == "future":
            back -= 12
        return of_cell(now.shift(-back), loose=True)

    def day(self, number: int, day: int, at: int, weekday: int | None = None) -> Value | None:
        """Resolve a day of a month without a year: the nearest, or what the tense or a weekday beside it asks for."""
        if self.published is None:
            return (
                Value(timex=f"XXXX-{number:02d}-{day:02d}", partial=(number, day))
                if day_of(2024, number, day)
                else None
            )
        now, year = self.published.toordinal(), self.published.year
        around = [cell for y in (year - 1, year, year + 1, year + 2) if (cell := day_of(y, number, day))]
        if weekday:
            around = [cell for cell in around if cell.first.isoweekday() == weekday] or around
        if not around:
            return None
        tense = self.ask(at)
        if tense == "future":
            around = [cell for cell in around if cell.index >= now] or around
        elif tense == "past":
            around = [cell for cell in around if cell.index <= now] or around
        return of_cell(min(around, key=lambda cell: abs(cell.index - now)), loose=True)

    def weekday(self, number: int, at: int) -> Value:
        """Resolve a bare weekday: the latest on or before publication, or the next one where the tense is future."""
        if self.published is None:
            return Value(timex=f"XXXX-WXX-{number}")
        back = (self.published.isoweekday() - number) % 7
        if self.ask(at) == "future" or self.text[max(0, at - 4) : at].lower() == "for ":  # a strike called for Monday
            back -= 7
        return replace(of_cell(Cell.holding(DAY, self.published).shift(-back), loose=True), weekly=True)


DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
Parsed = tuple[int, Value]
Handler = Callable[[Context, "re.Match[str]"], "Parsed | Value | None"]
_RULES: dict[str, list[tuple[str, Handler, str]]] = {}
_CLAUSE = re.compile(r",\s(?:and|but|while|whereas)\s")  # "grew 2% in 2024, and inflation slowed in August"
_WORD = re.compile(r"[A-Za-z]+|\d+|'\d0s")


def rule(first: str, template: str, near: str = "") -> Callable[[Handler], Handler]:
    """Register a handler under the kinds of its first word; the template names word classes as ``<M>``.

    With ``near``, the template is tried only where a word of that kind follows shortly, "unit" or "month": most numbers
    count other things.
    """

    def add(handler: Handler) -> Handler:
        for kind in first.split():
            _RULES.setdefault(kind, []).append((template, handler, near))
        return handler

    return add


def alternatives(words: object) -> str:
    """Write words as a regex alternation, longest first, blanks as any white space."""
    listed = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in listed)


@cache
def classes() -> dict[str, str]:
    """Return the word classes that templates name."""
    lexicon = load_lexicon("time")
    units = [word for row in lexicon["units"].values() for word in row]
    week, dayparts = names("weekdays"), [word for row in lexicon["dayparts"].values() for word in row]
    shift = (*lexicon["earlier"], *lexicon["current"], *lexicon["later"])
    return {
        "M": rf"(?P<month>{alternatives(names('months'))})\b(?:(?<=\b[a-z]{{3}})(?<!may)\.|(?<=sept)\.)?",
        "W": rf"(?P<weekday>{alternatives(week)})\b\.?",
        "U": rf"(?P<unit>{alternatives(units)})\b",
        "N": r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,3}\s[13]/[24]|\d{1,4}(?:\.\d+)?|"
        rf"(?:{alternatives(names('tens'))})(?:[\s-](?:{alternatives(DIGITS)}))?"
        rf"|{alternatives([*names('numbers'), *lexicon['vague']])})",
        "O": rf"(?P<ordinal>{alternatives(names('ordinals'))})\b",
        "S": rf"(?P<shift>{alternatives(shift)})\b",
        "Y": r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|,\d|\.\d)",
        "D": r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s?%)(?:st|nd|rd|th)?\b",
        "P": rf"(?P<part>{alternatives(dayparts)})\b",
        "SEASON": rf"(?P<season>{alternatives(word for row in lexicon['seasons'].values() for word in row)})\b",
        "H": rf"(?P<holiday>{alternatives(lexicon['holidays'])})\b",
        "the": r"(?:the\s+)?",
        "_": r"\s+",
        "of": r"(?:(?:of|in)\s+)?",
    }


@cache
def _compiled(template: str) -> re.Pattern[str]:
    """Fill in the word classes; the groups of a class named a second time get a 2."""
    table = classes()
    seen: set[str] = set()

    def fill(found: re.Match[str]) -> str:
        again = found[1] in seen
        seen.add(found[1])
        return table[found[1]].replace(">", "2>", 1) if again else table[found[1]]

    body = re.sub(r"(?<!\?P)<([A-Za-z_]+)>", fill, template)
    return re.compile(body + r"(?:(?<=[\s-])|(?!\w|\s?%))", re.IGNORECASE)


def kinds_of_unit(lexicon: Mapping[str, Any]) -> list[str]:
    """Return the words of units in the singular."""
    return [row[0] for row in lexicon["units"].values()]


@cache
def starters() -> dict[str, frozenset[str]]:
    """Map each word that may begin an expression to the kinds of it: M for months, W for weekdays ..."""
    lexicon = load_lexicon("time")
    kinds: dict[str, set[str]] = {}
    rows: list[tuple[str, object]] = [
        ("M", names("months")), ("W", names("weekdays")), ("O", names("ordinals")), ("N", names("numbers")),
        ("N", lexicon["vague"]), ("N", names("tens")),
        ("S", (*lexicon["earlier"], *lexicon["current"], *lexicon["later"])),
        ("U", [w for row in lexicon["units"].values() for w in row]),
        ("P", [w for row in lexicon["dayparts"].values() for w in row]),
        ("SEASON", [w for row in lexicon["seasons"].values() for w in row]), ("H", lexicon["holidays"]),
        ("REF", [w for row in lexicon["references"].values() for w in row]), ("ADV", lexicon["adverbs"]),
    ]  # fmt: skip
    for kind, words in rows:
        for word in words:  # type: ignore[attr-defined]
            if found := _WORD.match(word):
                kinds.setdefault(found.group().lower(), set()).add(kind)
    for ten in lexicon["tens"][1:]:
        kinds.setdefault(f"{ten[0][:-1]}ies", set()).add("DECADE")
    for word in kinds_of_unit(lexicon):
        kinds.setdefault(f"{word}long", set()).add("LONG")
    for kind in _RULES:
        if kind.islower():
            kinds.setdefault(kind, set()).add(kind)
    return {word: frozenset(held) for word, held in kinds.items()}


def parse(context: Context, at: int) -> Parsed | None:
    """Parse the longest time expression that begins at character ``at``."""
    found = _WORD.match(context.text, at)
    if found is None or context.depth > 5:
        return None
    word = found.group()
    kinds: frozenset[str] | tuple[str, ...] | None
    kinds = ("#",) if not word[0].isalpha() else starters().get(word.lower())
    if not kinds or (word in ("the", "The") and not _may_follow(context.text, found.end())):
        return None
    key = (at, context.depth)
    if key in context.memo:
        return context.memo[key]
    best: Parsed | None = None
    context.depth += 1
    absent = [word for word in context.words if not context.near(word, at)]
    for kind in kinds:
        for template, handler, needed in _RULES.get(kind, ()):
            if needed in absent:
                continue
            match = _compiled(template).match(context.text, at)
            if match is None:
                continue
            result = handler(context, match)
            if isinstance(result, Value):
                result = (match.end(), result)
            if result is not None and (best is None or result[0] > best[0]):
                best = result
    context.depth -= 1
    context.memo[key] = best
    return best


_NEXT = re.compile(r"\s+([A-Za-z]+)")


@cache
def _after_the() -> frozenset[str]:
    return frozenset(load_lexicon("time")["after_the"])


def _may_follow(text: str, at: int) -> bool:
    """Tell whether the word after "the" may go on as a time: most do not, and many rules begin with it."""
    word = _NEXT.match(text, at)
    return word is None or word[1].lower() in starters() or word[1].lower() in _after_the()


def parse_after(context: Context, at: int, joint: str = r"\s+(?:of|in|for)\s+|\s+|'s\s+") -> Parsed | None:
    """Parse an expression after a joint such as " of "; blanks alone will do."""
    found = _joint(joint).match(context.text, at)
    return parse(context, found.end()) if found else None


@cache
def _joint(joint: str) -> re.Pattern[str]:
    return re.compile(joint, re.IGNORECASE)


def within_year(value: Value, cell: Cell, before: bool) -> Cell:
    """Move a loose value's cell by whole years to stand latest before ``cell``, or first after it."""
    own = value.cell
    assert own is not None
    years = range(cell.first.year - 1, cell.last.year + 2)
    if own.grain == DAY:
        held = [c for year in years if (c := day_of(year, own.first.month, own.first.day))]
    else:
        held = [month(year, own.first.month) for year in years] if own.grain == MONTH else [own]
    if before:
        return max((c for c in held if c.first <= cell.last), key=lambda c: c.first, default=own)
    return min((c for c in held if c.last >= cell.first), key=lambda c: c.first, default=own)


def join(first: Value, last: Value) -> Value | None:
    """Join two values into the range between them; what lacks its year takes it from the other."""
    one, two = first.cell, last.cell
    if one is None and first.partial and two is not None:
        number, day = first.partial
        for year in (two.last.year, two.last.year - 1):
            one = day_of(year, number, day) if day else month(year, number)
            if one is not None and one.first <= two.last:
                break
    if one is None and two is None and first.partial and last.partial:
        return Value(timex=f"{first.timex}/{last.timex}")
    if one is None or two is None:
        if first.first and last.last and first.first <= last.last:
            return Value("DATE", f"{first.timex}/{last.timex}", first.first, last.last)
        return None
    if first.weekly and two.grain == DAY:
        one = one.shift((two.index - one.index) // 7 * 7)
    elif last.weekly and one.grain == DAY:
        two = two.shift(-((two.index - one.index) // 7 * 7))
    elif (first.loose and one.grain == two.grain) or (first.loose and two.grain == DAY):
        one = within_year(first, two, before=True)
    elif last.loose:
        two = within_year(last, one, before=False)
    if two.last < one.first:
        return None
    return replace(of_span(one, two), absolute=first.absolute or last.absolute)
