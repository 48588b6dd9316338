"""Sentences that begin after an abbreviation's full stop, which the parser takes for the abbreviation's alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from eventx.lexicons import load_lexicon

_PLACE = re.compile(r"(?:\b[Tt]he (?:U\.S\.|U\.K\.|U\.N\.|E\.U\.)|, (?:[A-Z]\.){2}) (?=([A-Z][a-z]{1,20}) [A-Z])")
_CLOCK = re.compile(r"\d ?[ap]\.m\. (?=([A-Z][a-z]{0,20}) (?!time\b)[a-z])")


def sentence_starts(text: str) -> Iterator[int]:
    """Yield where a sentence begins after an abbreviation: in the U.S. Jon Carver said; at 4 p.m. Reporters left.

    >>> [text[at:] for text in ["He left the U.S. Jon Carver said so."] for at in sentence_starts(text)]
    ['Jon Carver said so.']
    """
    for match in _PLACE.finditer(text):
        if match[1].lower() in _given():
            yield match.end()
    for match in _CLOCK.finditer(text):
        if match[1].lower() not in _days():
            yield match.end()


@cache
def _given() -> frozenset[str]:
    lexicon = load_lexicon("given")
    return frozenset((*lexicon["male"], *lexicon["female"]))


@cache
def _days() -> frozenset[str]:
    time = load_lexicon("time")
    zones = ("eastern", "pacific", "central", "mountain", "greenwich", "local")
    return frozenset(name for names in (*time["weekdays"], *time["months"], zones) for name in names)
