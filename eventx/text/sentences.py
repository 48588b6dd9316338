"""Sentences that begin after an abbreviation's full stop, which the parser takes for the abbreviation's alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from eventx.lexicons import alternation, load_lexicon
from eventx.normalize.calendar import names

_CUT_SHORT = re.compile(r"\d ?(?:[ap]\.)?m\. (?=([A-Z][a-z]{0,20}) (?!time\b)[a-z])")


@cache
def glued() -> re.Pattern[str]:
    """Return what matches, of no width, where a blank was lost between two words: "of SMEsThe bank"."""
    openers = alternation(load_lexicon("layout")["openers"])
    return re.compile(
        r"(?=[A-Z])(?:(?<=[a-z][.,!?][”’])(?=[A-Z][a-z])"  # people,”Musk
        r"|(?:(?<=\d%)|(?<=\d[\d%]\.))(?=[A-Z][a-z&])"  # up 3%Sales, in 2019.Sales
        rf"|(?<=[A-Za-z]{{3}})(?<=[a-z])(?=(?:{openers})\b))"
    )


def sentence_starts(text: str) -> Iterator[int]:
    """Yield where a sentence begins after the time of day, after "$7m.", or without a blank.

    >>> [text[at:] for text in ["They met at 4 p.m. Reporters left."] for at in sentence_starts(text)]
    ['Reporters left.']
    """
    yield from (match.start() for match in glued().finditer(text) if text[match.start() - 2] != ",")
    for match in _CUT_SHORT.finditer(text):
        if match[1].lower() not in names("weekdays").keys() | names("months").keys():
            yield match.end()
