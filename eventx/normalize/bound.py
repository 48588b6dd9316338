"""Bounds: the words beside a number that make it a minimum, a maximum or a rough figure."""

from __future__ import annotations

import re
from functools import cache

from eventx.lexicons import alternation, load_lexicon
from eventx.normalize.lexeme import pattern
from eventx.records import Bound

_SIGNS: dict[str, Bound] = {
    "~": "approx", "≈": "approx", ">": "more_than", "<": "less_than", "≥": "at_least", "≤": "at_most",
}  # fmt: skip
ROUGHLY = r"(?:(?:about|around|some|nearly|almost|roughly|just|only) )?"
"""The adverbs that may stand before any number, a closed class: the end of a pattern of what leads to one."""

_PREPOSITIONS = frozenset({"under", "over", "above", "below", "about", "around", "near", "beyond"})
_COMPOUND = re.compile(r"-[a-z]")  # "under 25-year deals"
_HANDED = r"\b(?:{handing})[a-z]* over $"  # "handed over $3 million"
_DURING = r" (?:\w+ )?(?:{terms})\b(?! (?:old|ago)\b)"
_LASTING = r"\b(?:{lasting}) over $"  # "for over two years", but "to be repaid over two years"
_MOVED = (
    r"(?<![^\W_])(?:{climbing}"
    r"|(?<!buy )(?<!buys )(?<!buying )(?<!bought )(?<!pay )(?<!paid )back"  # not "to buy back up to $5 million"
    r"|(?:{tallies})(?: is| was| stands)?(?: now)?"
    r"|(?:{bringing}) (?:the|its|their|his|her) (?:\w+ )?(?:{brought})) up to $"
)  # "ticked up to 4.2%", "bringing the toll up to 12"
_SUMMED = r"\b(?:{summing}) up to $"  # "adds up to $3 million"
_RAISED = re.compile(rf" from {ROUGHLY}[^\w\s]?[0-9]")  # "revised up to 300 from 250"
_LIMITS = re.compile(r"\b(?:can|could|may|might|would|there (?:is|are|was|were)) (?:\w+ )?go up to $", re.IGNORECASE)
_JOINTS = "and|or|to|of|in|on|at|by|for|with|is|are|was|were|has|had|have|will|from|as|but|than|up|down|per|an?|the"
_GRADED = re.compile(
    r"\b(?:[a-z]+ly|almost|(?<!nothing )(?:more|less) than|(?:to|by|of|at|with|from) (?:about|around)) an? $",
    re.IGNORECASE,
)  # "nearly a 5% rise", "amounts to about a 5% rise"; no "talks about a $5 million deal"
_BLAMED, _CHARGE = r"\b(?:{blamed}) over $", r"\s(?!(?:{no_charge})\b)[a-z-]+"  # "jailed over £2m fraud"
_DISPUTED = r"\b(?:{disputing}) over (?:an? (?:further|additional) |another )?$"  # "a row over $3 million"
_GOES_ON = re.compile(r"\band (?:up|above|over) (?:\S?\d|fr|to|by)", re.IGNORECASE)  # "sales of $5, *and up 3%*"
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

    left = (
        rf"(?:(?<![\w'-])(?P<words>{alternation(before)})[ -]"
        r"(?:(?:another|a further|an additional|an? estimated|(?P<article>an?)) )?"
        r"|(?P<sign>[~≈<>≥≤]) ?)$"
    )
    right = (
        rf"(?: ?\+(?!\w)|(?P<tail>-(?:plus|odd)(?!\w))"
        rf"|(?:,? | (?!(?:{_JOINTS})\b)[a-z]+ (?=or ))(?P<words>{alternation(after)})(?! than\b)(?!\w))"
    )
    return before, re.compile(left, re.IGNORECASE), after, re.compile(right, re.IGNORECASE)


def bound_of(text: str, start: int, end: int) -> Bound | None:
    """Return the bound that stands beside characters ``start`` to ``end``, None where there is none.

    >>> bound_of("at least 5", 9, 10)
    'at_least'
    """
    before, left, after, right = _tables()
    said = text[max(0, start - WINDOW) : start]
    if match := left.search(said):
        if match["sign"]:
            return _SIGNS[match["sign"]]
        word = match["words"].lower()
        if match["article"] and not _GRADED.search(said):
            return None
        return None if _is_other(word, said, text, end) else before[word]
    if (match := right.match(text, end)) and not (match["words"] and _GOES_ON.search(text, end, match.end() + 3)):
        if match["words"]:
            return after[match["words"].lower()]
        return "approx" if match["tail"] and match["tail"].lower() == "-odd" else "at_least"
    return None


def _is_other(word: str, before: str, text: str, end: int) -> bool:
    """Tell whether a word of a bound is none here: "ticked up to 4.2%", "handed over $3m", "under 25-year deals"."""
    if word == "up to":
        moved = pattern(_MOVED).search(before) and not _LIMITS.search(before)
        return bool(moved or _RAISED.match(text, end) or pattern(_SUMMED).search(before))
    if word == "over":
        if pattern(_BLAMED).search(before) and pattern(_CHARGE).match(text, end):
            return True
        if pattern(_DISPUTED).search(before) or pattern(_HANDED).search(before):
            return True
        if pattern(_DURING).match(text, end) and not pattern(_LASTING).search(before):
            return True
    return word in _PREPOSITIONS and _COMPOUND.match(text, end) is not None
