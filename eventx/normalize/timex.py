"""The engine of the period grammar: rules by first word, tried where it stands, the longest wins; they give Values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Literal

from eventx.lexicons import alternation, lexicon, load_lexicon
from eventx.normalize.calendar import DAY, MONTH, Cell, day_of, names
from eventx.normalize.value import Value, of_cell

Tense = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the clauses of a text tell of its times, asked by character."""

    tense: Callable[[int], Tense | None]
    ahead: Callable[[int], bool] = lambda at: False  # what a time hangs on is surely yet to come
    share: Callable[[int, int], bool] = lambda year, at: True  # a year holds for a time behind it


REACH = 400
"""Characters that "that day", "two years later" and a month look back."""
NEAR = 64
"""Characters from the first word of an expression to its unit or month, at most."""
NEW = 4
"""The month from which "the year" is the one under way."""
FAR = 8
"""Months ahead from which a month without a year is rather one that is over: "is looking into a crash in March"."""
AGAINST, AHEAD, SURE = 6, 40, 99
"""How much farther a day without a year counts where the tense speaks against it, for sure, and a preposition, too."""
DEPTH = 5
"""Expressions within one another, at most: "the end of the first week of the month before Easter"."""
_BOUND = re.compile(
    r"(?i)\b(?:(?P<since>since)|(?P<onward>from|starting|beginning|effective)|by|before|until|till)\s+"
    r"(?:(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+|early\s+|late\s+|mid-|end-))?$"
)
_FIGURE = r"(?:(?<=\byear)|(?<=\b\d{4}))\sand\s(?:by\s|an?(?:other)?\s|further\s){0,3}[$£€]?\d"  # "3% in 2024 and 2%"
_CLAUSE = re.compile(rf",\s(?:and|but|while|whereas)\s|{_FIGURE}")  # "grew in 2024, and inflation slowed in August"


@dataclass
class Context:
    """One text while it is parsed: when it was published, and how to ask for the tense that holds at a character."""

    text: str
    published: date | None
    clauses: Clauses
    words: Mapping[str, Sequence[int]] = field(default_factory=dict)  # where the words of units and months begin
    depth: int = 0
    memo: dict[tuple[int, int], Parsed | None] = field(default_factory=dict)  # what one look has parsed on its way
    anchor: Cell | None = None  # the last cell said before, where that was in the same sentence
    year: tuple[int, int] | None = None  # the last year told before in it, and where that ended
    told: Value | None = None  # the last part of a year said in the article, which "the same period" means
    span: Value | None = None  # the last span of days told before in the sentence, "the week to July 25"
    said: tuple[int, Cell] | None = None  # the last time said with its year or by day, and where it ended

    def near(self, kind: str, at: int) -> bool:
        """Whether a word of a kind begins at character ``at`` or shortly after it."""
        starts, place = self.words[kind], bisect_left(self.words[kind], at)
        return place < len(starts) and starts[place] - at < NEAR

    def last_said(self, at: int) -> Cell | None:
        """Return the last day, month or year said shortly before character ``at``: what "that day" means."""
        return self.said[1] if self.said and 0 <= at - self.said[0] < REACH else None

    def now(self, grain: str) -> Cell | None:
        """Return the cell that holds the publication."""
        return Cell.holding(grain, self.published) if self.published else None

    def relative(self, grain: str, count: int) -> Value:
        """Return the cell ``count`` from the one that holds the publication; open without one."""
        now = self.now(grain)
        return of_cell(now.shift(count)) if now else Value()

    def ask(self, at: int) -> Tense | None:
        """Return the tense at character ``at``: what must be done "by May" is ahead, unless it is told as past."""
        bound = self.bound(at)
        return "past" if bound == "past" else self.clauses.tense(at) or bound

    def bound(self, at: int) -> Tense | None:
        """Return the tense that a preposition before character ``at`` asks for: since, by; "will rise from"."""
        found = _BOUND.search(self.text, max(0, at - NEAR // 2), at)
        asked: Tense | None = None if found is None else "past" if found["since"] else "future"
        return asked if found is None or not found["onward"] or self.clauses.tense(at) == asked else None

    def in_last_year(self, at: int) -> bool:
        """Whether "the year" is the one that is over: told as past before a new one has much to tell."""
        return self.published is not None and self.published.month < NEW and self.ask(at) == "past"

    def month(self, number: int, at: int) -> Value:
        """Resolve a month without a year by the tense at character ``at``, or by the year told before it."""
        now = self.now(MONTH)
        if now is None:
            return Value(timex=f"XXXX-{number:02d}", partial=(number, 0))
        year = self.year_told(at)
        if year is not None and year != now.first.year:
            return of_cell(Cell(MONTH, year * 12 + number - 1))
        back = (now.index + 1 - number) % 12
        if back and self.ask(at) == "future":
            back -= 12 * (back > 12 - FAR or self.bound(at) == "future" or self.clauses.ahead(at))
        return of_cell(now.shift(-back), loose=True)

    def year_told(self, at: int) -> int | None:
        """Return the year told before that holds for a part: "in 2019 it shut in May", but "built in 1902, it"."""
        if self.year is None or at - self.year[0] > REACH or not self.clauses.share(self.year[0], at):
            return None
        over = self.published is not None and self.year[1] < self.published.year and self.clauses.ahead(at)
        return None if over or _CLAUSE.search(self.text, self.year[0], at) else self.year[1]

    def day(self, number: int, day: int, at: int, weekday: int | None = None) -> Value | None:
        """Resolve a day of a month without a year: the nearest, or what the tense or a weekday beside it asks for."""
        if self.published is None:
            known = day_of(2024, number, day)
            return Value(timex=f"XXXX-{number:02d}-{day:02d}", partial=(number, day)) if known else None
        now, year = self.published.toordinal(), self.published.year
        around = [cell for y in range(year - 1, year + 3) if (cell := day_of(y, number, day))]
        way = {"future": 1, "past": -1, None: 0}[tense := self.ask(at)]
        against = SURE if self.bound(at) == tense else AHEAD if way > 0 and self.clauses.ahead(at) else AGAINST

        def misfit(cell: Cell) -> tuple[bool, int]:
            other, away = weekday is not None and cell.first.isoweekday() != weekday, cell.index - now
            return other, abs(away) * (against if away * way < 0 else 1)

        return of_cell(min(around, key=misfit), loose=True) if around else None

    def weekday(self, number: int, at: int) -> Value:
        """Resolve a bare weekday: that of publication, else the latest, or the next one where the tense is future."""
        if self.published is None:
            return Value(timex=f"XXXX-WXX-{number}")
        back = (self.published.isoweekday() - number) % 7 or 7 * (self.bound(at) == "past")  # "since Friday", on Friday
        if back % 7 and (self.ask(at) == "future" or self.text[max(0, at - 4) : at].lower() == "for "):
            back -= 7  # a strike called for Monday
        return replace(of_cell(Cell.holding(DAY, self.published).shift(-back), loose=True), weekly=True)


Parsed = tuple[int, Value]
Handler = Callable[[Context, "re.Match[str]"], "Parsed | Value | None"]
_RULES: dict[str, list[tuple[str, Handler, str]]] = {}
_WORD = re.compile(r"[A-Za-z]+|\d+|'\d0s")
_NEXT = re.compile(r"\s+([A-Za-z]+)")


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


def alternatives(words: Iterable[str]) -> str:
    """Write words as a regex alternation, longest first, blanks as any white space."""
    return alternation(words).replace(r"\ ", r"[\s-]+")


@cache
def table(name: str) -> dict[str, str]:
    """Map each word of a table of lists in the lexicon to its key: "hrs" to "hour", "autumn" to "FA"."""
    return {word: key for key, row in load_lexicon("time")[name].items() for word in row}


@cache
def shifts() -> dict[str, int]:
    """Map "last", "this", "next" and their like to -1, 0 and 1."""
    time = lexicon("time")
    return {word: n for n, row in ((-1, time.earlier), (0, time.current), (1, time.later)) for word in row}


@cache
def classes() -> dict[str, str]:
    """Return the word classes that templates name."""
    time = load_lexicon("time")
    digits = [word for row in time["numbers"][:9] for word in row[:1]]
    return {
        "M": rf"(?P<month>{alternatives(names('months'))})\b(?:(?<=\b[a-z]{{3}})(?<!may)\.|(?<=sept)\.)?",
        "W": rf"(?P<weekday>{alternatives(names('weekdays'))})\b(?:(?<!day)\.(?!\s*\n))?",
        "U": rf"(?P<unit>{alternatives(table('units'))})\b",
        "N": r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,3}\s[13]/[24]|\d{1,4}(?:\.\d+)?|"
        rf"(?:{alternatives(names('tens'))})(?:[\s-](?:{alternatives(digits)}))?"
        rf"|{alternatives([*names('numbers'), *time['vague']])})",
        "FIGURE": rf"(?P<figure>{alternatives(digits)})",  # a day as agencies write it
        "O": rf"(?P<ordinal>{alternatives(names('ordinals'))})\b",
        "S": rf"(?P<shift>{alternatives(shifts())})\b",
        "Y": r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d|,\d|\.\d)",
        "D": r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s?%)(?:st|nd|rd|th)?\b",
        "P": rf"(?P<part>{alternatives(table('dayparts'))})\b",
        "SEASON": rf"(?P<season>{alternatives(table('seasons'))})\b",
        "H": rf"(?P<holiday>{alternatives(time['holidays'])})\b",
        "REF": rf"(?:{alternatives(w for w in table('references') if w != 'the past')})",
        "ZONE": rf"(?:{alternatives(time['zones'])})",
        "FISCAL": rf"(?:{alternatives(time['fiscal'])})",
        "WHOLE": rf"(?:{alternatives(time['whole'])})",
        "the": r"(?:the\s+)?",
    }


@cache
def compiled(template: str) -> re.Pattern[str]:
    """Fill in the word classes of a template; the groups of a class named a second time get a 2."""
    seen: set[str] = set()

    def fill(found: re.Match[str]) -> str:
        again = found[1] in seen
        seen.add(found[1])
        return classes()[found[1]].replace(">", "2>", 1) if again else classes()[found[1]]

    body = re.sub(r"(?<!\?P)<([A-Za-z]+)>", fill, template)
    return re.compile(body + r"(?:(?<=[\s-])|(?!\w|\s?%))", re.IGNORECASE)


@cache
def starters() -> dict[str, tuple[str, ...]]:
    """Map each word that may begin an expression to the kinds of it: M for months, W for weekdays ..."""
    time = load_lexicon("time")
    rows: dict[str, Iterable[str]] = {
        "M": names("months"), "W": names("weekdays"), "O": names("ordinals"), "S": shifts(),
        "U": (*table("units"), *(f"{unit}long" for unit in time["units"])),
        "N": (*names("numbers"), *time["vague"], *names("tens")), "P": table("dayparts"), "H": time["holidays"],
        "SEASON": table("seasons"), "REF": table("references"), "ADV": time["adverbs"],
    }  # fmt: skip
    kinds: dict[str, set[str]] = {}
    for kind, words in (*rows.items(), *((kind, [kind]) for kind in _RULES if kind.islower())):
        for word in words:
            if found := _WORD.match(word):  # but not "'tis"
                kinds.setdefault(found.group().lower(), set()).add(kind)
    return {word: tuple(sorted(held)) for word, held in kinds.items()}


def parse(context: Context, at: int) -> Parsed | None:
    """Parse the longest time expression that begins at character ``at``."""
    found = _WORD.match(context.text, at)
    if found is None or context.depth > DEPTH:
        return None
    word = found.group().lower()
    kinds = starters().get(word, ()) if word[0].isalpha() else ("#",)
    if not kinds or (word == "the" and not _may_follow(context.text, found.end())):
        return None
    key = (at, context.depth)
    if key not in context.memo:
        context.depth += 1
        context.memo[key] = max(_readings(context, at, kinds), key=lambda parsed: parsed[0], default=None)
        context.depth -= 1
    return context.memo[key]


def _readings(context: Context, at: int, kinds: Iterable[str]) -> list[Parsed]:
    near, out = dict[str, bool](), list[Parsed]()
    for template, handler, needed in _rules_of(tuple(kinds)):
        if needed not in near:
            near[needed] = needed not in context.words or context.near(needed, at)
        match = compiled(template).match(context.text, at) if near[needed] else None
        result = handler(context, match) if match else None
        if match and result is not None:
            out.append((match.end(), result) if isinstance(result, Value) else result)
    return out


@cache
def _rules_of(kinds: tuple[str, ...]) -> tuple[tuple[str, Handler, str], ...]:
    return tuple(row for kind in kinds for row in _RULES.get(kind, ()))


def _may_follow(text: str, at: int) -> bool:
    """Tell whether the word after "the" may go on as a time: most do not, and many rules begin with it."""
    word = _NEXT.match(text, at)
    return word is None or word[1].lower() in starters() or word[1].lower() in lexicon("time").after_the


def parse_after(context: Context, at: int, joint: str) -> Parsed | None:
    """Parse an expression after a joint such as " of "."""
    found = caseless(joint).match(context.text, at)
    return parse(context, found.end()) if found else None


def cell_after(context: Context, at: int, joint: str, *grains: str) -> tuple[int, Value, Cell] | None:
    """Parse a cell of the calendar, of one of some grains, after a joint."""
    found = parse_after(context, at, joint)
    cell = found[1].cell if found else None
    return (*found, cell) if found and cell and cell.grain in grains else None


@cache
def caseless(pattern: str) -> re.Pattern[str]:
    """Compile a pattern without word classes, once."""
    return re.compile(pattern, re.IGNORECASE)
