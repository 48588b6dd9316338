"""A scale letter after digits where no currency stands by: million or metres, billion or part of a name."""

from __future__ import annotations

import re
from decimal import Decimal

from eventx.lexicons import matcher
from eventx.normalize.bound import ROUGHLY

_OPEN = re.compile(
    r" (?:from|in|to|at|by|above|below|of(?! (?:its|their|the|his|her|our|these|those)))\b|[.,;:)]? *$|[.;:)]|,(?= )",
    re.IGNORECASE,
)
"""What may follow a length as well as a figure."""
_LENGTH = (
    r"[ -](?:{context.after_length})\b"
    rf"| ?\({ROUGHLY}[0-9][0-9.,]* ?(?:ft|feet|foot|yards?|yds?|in|inches|miles?|km)\b"
)
"""What says at once that a length was told: "tall", "north of", "(390ft)"."""
_CONTEST = (
    r"(?: (?:{context.of_whom})){0,2} (?:{context.contests})(?![^\W_])"
    r"|(?: (?:{context.of_whom})){1,2} records?(?![^\W_])"
)
"""What is won or run over metres: "the 1,500m European champion", "a 100m world record"."""
_RACED = re.compile(r"(?:[5-9][0-9]|[1-9][0-9]{2}|[1-9][0-9]?,?[0-9]{3})m")
"""How many metres are run or swum at least: fifty."""
_FROM = re.compile(r" from (?:the|an?|where|each|his|her|its|their|one) ")
_MARK = re.compile(r"[0-9]{1,2}\.[0-9]{2} ?m")
_SIDES = re.compile(r"[0-9]m (?:by|x) $")
_PLACED = re.compile(r"(?:^|[^\w])(?:an?|the) $", re.IGNORECASE)
_THING = re.compile(r" (?!per\b)([a-z]{3,}[a-rt-z])(?![\w-])")
_MILLION = re.compile(r"[0-9]m (?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children)\b|[$€£][0-9.,]+m\b")
_BESIDE = re.compile(rf" (?:to|from|by|at|of|against|than|with) (?:over |under |{ROUGHLY})$")
_STOP = re.compile(r"[.!?][\"”']? +(?=[A-Z\"“])|\n")
_BEFORE, _AFTER = 140, 60


def _any(key: str) -> re.Pattern[str]:
    """Match one of a list of patterns as a whole word."""
    return matcher("number", rf"(?<![^\W_])(?:{{context.{key}}})(?![^\W_])")


def scales_alone(text: str, letter: str, start: int, end: int, value: Decimal) -> bool:
    """Tell whether a letter scales its digits where no currency stands by: "12m tonnes", not "a 100m race"."""
    if letter == "m":
        return not is_metres(text, start, end)
    if letter == "M" and matcher("number", r"{names.scaled}", 0).match(text, start):
        return False
    if letter in ("b", "B"):
        return re.match(r" [a-z]", text[end : end + 2]) is not None  # "221B Baker Street"
    return letter not in ("t", "T", "mm") and (letter != "K" or value not in (2, 4, 8))


def is_metres(text: str, start: int, end: int) -> bool:
    """Tell whether the digits from ``start`` with an "m" that ends at ``end`` tell metres.

    >>> is_metres("The wave was 3m.", 13, 15), is_metres("Subscribers rose to 45m.", 20, 23)
    (True, False)
    """
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    here = _STOP.split(before)[-1]  # of the sentence
    raced = _RACED.fullmatch(text, start, end) and matcher("number", _CONTEST).match(after)
    if raced or matcher("number", _LENGTH).match(after):
        return True
    if _MARK.fullmatch(text, start, end) and _any("marks").search(here):
        return True
    if not _OPEN.match(after):  # "a 50m pool", and "a 5m increase"
        thing = _THING.match(after) if _PLACED.search(before) else None
        return thing is not None and not _any("counts").fullmatch(thing[1])
    around = here + "m" + _STOP.split(after)[0]
    if _SIDES.search(before) or _FROM.match(after) or _any("lengths").search(around):
        return True
    if _any("counts").search(around) or _MILLION.search(around):
        return False
    return bool(_any("things").search(around)) or not (_BESIDE.search(here) and _any("moving_verbs").search(here))
