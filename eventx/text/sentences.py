"""Sentences that begin after an abbreviation's full stop, which the parser takes for the abbreviation's alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventx.normalize.calendar import names

GLUED = re.compile(
    r"(?<=[a-z][.,!?][”’])(?=[A-Z][a-z])"  # people,”Musk
    r"|(?<=[A-Za-z]{3})(?<=[a-z])(?=(?:The|This|These|They|But|He|She|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
"""Where a blank was lost between two words: "of SMEsThe bank"."""
_CLOCK = re.compile(r"\d ?[ap]\.m\. (?=([A-Z][a-z]{0,20}) (?!time\b)[a-z])")


def sentence_starts(text: str) -> Iterator[int]:
    """Yield where a sentence begins after the time of day, or without a blank: they met at 4 p.m. Reporters left.

    >>> [text[at:] for text in ["They met at 4 p.m. Reporters left."] for at in sentence_starts(text)]
    ['Reporters left.']
    """
    yield from (match.start() for match in GLUED.finditer(text) if text[match.start() - 2] != ",")
    for match in _CLOCK.finditer(text):
        if match[1].lower() not in names("weekdays").keys() | names("months").keys():
            yield match.end()
