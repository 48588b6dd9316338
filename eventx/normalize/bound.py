"""Bounds: the words beside a number that make it a minimum, a maximum or a rough figure."""

from __future__ import annotations

import re
from functools import cache

from eventx.lexicons import load_lexicon
from eventx.records import Bound

_SIGNS: dict[str, Bound] = {
    "~": "approx",
    "≈": "approx",
    ">": "more_than",
    "<": "less_than",
    "≥": "at_least",
    "≤": "at_most",
}
_PREPOSITIONS = frozenset({"under", "over", "above", "below", "about", "around", "near", "beyond"})
_COMPOUND = re.compile(r"-[a-z]")  # "under 25-year deals"
_HANDED = re.compile(r"\b(?:hand|turn|sign|carr|roll|pass)[a-z]* over $", re.IGNORECASE)  # "handed over $3 million"
_DURING = re.compile(r" (?:\w+ )?(?:years|months|weeks|days|decades|quarters)\b(?! (?:old|ago)\b)", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:for|of|after|by|in|with|is|was|be|been|ha[sd]|have|t(?:akes?|aking|aken|ook)|last(?:s|ed|ing)?|spen[dt]\w*"
    r"|serv\w+|wait\w*|work\w*|liv(?:es?|ed|ing)) over $",
    re.IGNORECASE,
)  # "for over two years", but "to be repaid over two years"
_SUMMED = re.compile(r"\b(?:add|sum)(?:s|ed|ing|med|ming)? up to $", re.IGNORECASE)  # "adds up to $3 million"
_MOVED = re.compile(
    r"(?<![^\W_])(?:go(?:es|ing|ne)?|went|tick\w*|edg(?:e|es|ed|ing)|inch\w*|creep\w*|crept|nudg\w+|ratchet\w*|back"
    r"|(?:toll|total|tally|score)(?: is| was| stands)?(?: now)?"
    r"|(?:br(?:ing\w*|ought)|t(?:ook|akes|aking)) (?:the|its|their|his|her) (?:\w+ )?"
    r"(?:number|figure|price|rate|bill|cost)"
    r") up to $",
    re.IGNORECASE,
)  # "ticked up to 4.2%", "bringing the toll up to 12"
_LIMITS = re.compile(r"\b(?:can|could|may|might|would|there (?:is|are|was|were)) (?:\w+ )?go up to $", re.IGNORECASE)
_JOINTS = "and|or|to|of|in|on|at|by|for|with|is|are|was|were|has|had|have|will|from|as|but|than|up|down|per|an?|the"
WINDOW = 40
TAIL = re.compile(r"-(?:plus|odd|strong)(?!\w)", re.IGNORECASE)
"""What is joined to a number and belongs to it: "150-plus", "60-strong"."""


@cache
def _tables() -> tuple[dict[str, Bound], re.Pattern[str], dict[str, Bound], re.Pattern[str]]:
    before: dict[str, Bound] = {}
    after: dict[str, Bound] = {}
    for key, phrases in load_lexicon("bound").items():
        table, bound = (after, key.removesuffix("_after")) if key.endswith("_after") else (before, key)
        table |= dict.fromkeys(phrases, bound)

    def longest(table: dict[str, Bound]) -> str:
        return "|".join(re.escape(phrase) for phrase in sorted(table, key=len, reverse=True))

    return (
        before,
        re.compile(
            rf"(?:(?<![\w'-])(?P<words>{longest(before)})[ -](?:(?:another|a further|an additional|an? estimated) )?"
            r"|(?P<sign>[~≈<>≥≤]) ?)$", re.IGNORECASE,
        ),
        after,
        re.compile(
            rf"(?: ?\+(?!\w)|(?P<tail>-(?:plus|odd)(?!\w))"
            rf"|(?:,? | (?!(?:{_JOINTS})\b)[a-z]+ (?=or ))(?P<words>{longest(after)})(?! than\b)(?!\w))",
            re.IGNORECASE,
        ),
    )  # fmt: skip


def bound_of(text: str, start: int, end: int) -> Bound | None:
    """Return the bound that stands beside characters ``start`` to ``end``, None where there is none.

    >>> bound_of("at least 5", 9, 10)
    'at_least'
    """
    before, left, after, right = _tables()
    start -= text[start - 1 : start + 1] == "Â£"  # a pound sign in two bytes read as two
    match = left.search(text[max(0, start - WINDOW) : start])
    if match:
        if match["sign"]:
            return _SIGNS[match["sign"]]
        word = match["words"].lower()
        if word == "up to" and _reaches(text, start):
            return None
        if word == "over" and _HANDED.search(text, max(0, start - WINDOW), start):
            return None
        if word == "over" and _DURING.match(text, end) and not _LASTING.search(text, max(0, start - WINDOW), start):
            return None
        if word in _PREPOSITIONS and _COMPOUND.match(text, end):
            return None
        return before[word]
    match = right.match(text, end)
    if match:
        if match["words"]:
            return after[match["words"].lower()]
        return "approx" if (match["tail"] or "").lower() == "-odd" else "at_least"
    return None


def _reaches(text: str, start: int) -> bool:
    """Tell whether what stands before "up to" moves or adds up to the number, which then is no maximum."""
    low = max(0, start - WINDOW)
    moved = _MOVED.search(text, low, start) is not None and _LIMITS.search(text, low, start) is None
    return moved or _SUMMED.search(text, low, start) is not None
