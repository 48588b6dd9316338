"""Rates: what an amount is told for: "a barrel", "per share", "an hour"."""

from __future__ import annotations

import re
from functools import cache

from eventx.lexicon import load_lexicon

_GAP = re.compile(r" (?:in|of) (?:[a-z-]+ ){0,2}[a-z]+(?= (?:per|a|an|each|every) )")
_PER = re.compile(
    r"[ -](?:per|each|every) (?P<noun>(?:(?:thousand|million|hundred|square|cubic|metric|troy|fluid|short|long|full) )*[^\W\d_]+(?:[-/][^\W\d_]+)?)",
    re.IGNORECASE,
)
_SLASH = re.compile(r" ?/ ?(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)?)")
SINGULAR = {"people": "person", "feet": "foot", "inches": "inch"}


@cache
def _articled() -> re.Pattern[str]:
    nouns = "|".join(sorted(load_lexicon("rate")["nouns"], key=len, reverse=True))
    return re.compile(
        rf"[ -]an?[ -](?P<noun>(?:(?:square|cubic|metric|troy|fluid|full) )?(?:{nouns}))(?![\w-])", re.IGNORECASE
    )


def per_of(text: str, end: int, money: bool) -> str | None:
    """Return the noun of the rate that follows ``end``: "a share" share, "per thousand cubic metres" the phrase as it stands.

    >>> per_of("$5 a barrel", 2, True)
    'barrel'
    """
    if not money:
        return None
    gap = _GAP.match(text, end)
    for at in (end, gap.end()) if gap else (end,):
        match = _articled().match(text, at) or _PER.match(text, at) or _SLASH.match(text, at)
        if match:
            noun = match["noun"]
            return None if noun.lower() in ("cent", "time", "other", "of") else SINGULAR.get(noun.lower(), noun)
    return None
