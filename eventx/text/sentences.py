"""Sentences that begin after an abbreviation's full stop, which the parser takes for the abbreviation's alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventx.normalize.calendar import names

_CLOCK = re.compile(r"\d ?[ap]\.m\. (?=([A-Z][a-z]{0,20}) (?!time\b)[a-z])")


def sentence_starts(text: str) -> Iterator[int]:
    """Yield where a sentence begins after the time of day: they met at 4 p.m. Reporters left.

    >>> [text[at:] for text in ["They met at 4 p.m. Reporters left."] for at in sentence_starts(text)]
    ['Reporters left.']
    """
    for match in _CLOCK.finditer(text):
        if match[1].lower() not in names("weekdays").keys() | names("months").keys():
            yield match.end()
