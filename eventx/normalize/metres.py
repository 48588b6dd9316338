"""The letter m after digits: metres ("a wave of 3m", "the 100m") or million ("subscribers rose to 45m")."""

from __future__ import annotations

import re
from functools import cache

from eventx.normalize.lexeme import words

_LENGTH = re.compile(
    r"[ -](?:away|tall|long|wide|deep|high|thick|sprint|race|dash|hurdles|freestyle|relay|final|backstroke|breaststroke"
    r"|butterfly|medley|runner|swimmer|hurdler|x|by(?= [0-9])|above(?! (?:its|their|the (?:level|figure|target)))"
    r"|below(?! (?:its|their|the (?:level|figure|target)))|behind|ahead of|in front of|(?:up|down)stream|offshore"
    r"|inland|underground|underwater|beneath|apart|across(?=[.,;)])|(?:north|south|east|west)[a-z-]* of|off the"
    r"|(?:up|down) the)\b"
    r"| ?\((?:about |around |nearly |some )?[0-9][0-9.,]* ?(?:ft|feet|foot|yards?|yds?|in|inches|miles?|km)\b",
    re.IGNORECASE,
)
"""What says at once that a length was told."""

_OPEN = re.compile(
    r" (?:from|in|to|at|by|above|below|of(?! (?:its|their|the|his|her|our|these|those)))\b|[.,;:)]? *$|[.;:)]|,(?= )",
    re.IGNORECASE,
)
"""What may follow a length as well as a figure."""

_FROM = re.compile(r" from (?:the|an?|where|each|his|her|its|their|one) ")
_SIDES = re.compile(r"[0-9]m (?:by|x) $")
_NO_VERBS = frozenset({"by", "from", "another", "further", "put", "off", "plus", "minus"})
_PLACED = re.compile(r"(?:^|[^\w])(?:an?|the) $", re.IGNORECASE)
_THING = re.compile(r" (?!per\b)([a-z]{3,}[a-rt-z])(?![\w-])")
_MILLION = re.compile(r"[0-9]m (?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children)\b|[$€£][0-9.,]+m\b")
_BESIDE = re.compile(r" (?:to|from|by|at|of|against|than|with)(?: (?:about|around|some|nearly|almost|over|under))? $")
_STOP = re.compile(r"[.!?][\"”']? +(?=[A-Z\"“])|\n")
_BEFORE, _AFTER = 140, 60


@cache
def _any(key: str) -> re.Pattern[str]:
    found = "|".join(word for word in words("context")[key] if word not in _NO_VERBS)
    return re.compile(rf"(?<![^\W_])(?:{found})(?![^\W_])", re.IGNORECASE)


def is_metres(text: str, start: int, end: int) -> bool:
    """Tell whether the digits from ``start`` with an "m" that ends at ``end`` tell metres.

    >>> is_metres("The wave was 3m.", 13, 15), is_metres("Subscribers rose to 45m.", 20, 23)
    (True, False)
    """
    after = text[end : end + _AFTER]
    if _LENGTH.match(after):
        return True
    before = text[max(0, start - _BEFORE) : start]
    if not _OPEN.match(after):  # "a 50m pool", and "a 5m increase"
        thing = _THING.match(after) if _PLACED.search(before) else None
        return thing is not None and not _any("counts").fullmatch(thing[1])
    if _SIDES.search(before) or (_FROM.match(after) and not _BESIDE.search(before)):
        return True
    before = _STOP.split(before)[-1]
    around = before + "m" + _STOP.split(after)[0]
    if _any("lengths").search(around):
        return True
    if _any("counts").search(around) or _MILLION.search(around):
        return False
    if _any("things").search(around):
        return True
    return not (_BESIDE.search(before) and _any("moving").search(before))
