"""Amounts that leave out their currency: the start of a change, a second sum, the lines of a table of results."""

from __future__ import annotations

import re
from functools import cache

from eventx.lexicons import load_lexicon
from eventx.normalize.number import Number

REACH = 220
"""Characters that a unit reaches forward to a number that leaves it out."""
_LABEL = 60
"""Characters before an amount in a line of a table, at most."""
STOP = re.compile(r"[.!?]\s+[A-Z\"“•-]|\n")
_ENDS = re.compile(
    r"\s*(?:[.,;:()\]!?—–]|$|\n)|\s(?:in|from|by|for|to|at|this|last|a year|earlier|and|or|of that|while|but|as|on"
    r"|during|since|against|compared|versus|vs|now|next|the|each)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?: (?:an?|per) [a-z]+)?,? (?:up |down )?(?:from|against|versus|vs\.?|compared with) (?:about |around )?"
)
CONVERTED = re.compile(r" \((?:about |around )?(?:[A-Z]{1,3} ?)?[$€£¥][0-9]")
_STOPPED = re.compile(r"[^\n]*\.\s*(?:\n|$)")
_ROUGHLY = (
    r"(?:(?:out|back|about|around|some|nearly|almost|only|just|another|a further|less than|more than|up to"
    r"|a little under|just under|at least) ){0,2}$"
)
_LEVEL = re.compile(
    r"\b(?:to|at|from|hit|hits|reach\w*|total\w*|record|exceed\w*|top(?:s|ped)) "
    r"(?:(?:a|about|around|some|nearly|record) ){0,2}$"
)
_ROW = (
    r"[ \t]*(?:(?P<money>(?:{})\b(?: (?:loss|profit|income|gain|basic|diluted)){{0,2}})"
    r"|(?P<plain>[a-z]+(?: [a-z]+){{0,2}})) "
    r"(?:(?:[\d.,]+|one)(?: [a-z]{{1,8}}){{0,2}},? vs\.? (?:(?P<other>loss|profit) )?)?"
)
"""What stands before an amount in a line of a table of results, the level of the year before included."""


def leaves_out(text: str, before: Number, number: Number) -> bool:
    """Tell whether an amount leaves out the currency of the one before it."""
    if number.unit is not None or number.form != "digits" or number.start - before.end > REACH:
        return False
    ends = _ENDS.match(text, number.end) is not None
    return ends and any(leaves(text, before, number) for leaves in (_is_start, _is_price, _is_large, _is_told_again))


def label_of(text: str, number: Number, money: bool = False) -> tuple[int, int] | None:
    """Return the characters of the label of an amount in a line of results: "*Oper net* 1.2 mln vs *loss* 900,000".

    ``money``: whether it must be one that tells money, unlike "Avg shrs 4,000,000 vs 3,000,000".
    """
    low = max(0, number.start - _LABEL)
    start = text.rfind("\n", low, number.start) + 1
    if (not start and low) or " vs" not in text[start : number.end + 4]:
        return None
    row = _row().fullmatch(text, start, number.start)
    if row is None or (row["plain"] and (money or _STOPPED.match(text, number.end))):
        return None
    return row.span(next(name for name in ("other", "money", "plain") if row[name]))


@cache
def _row() -> re.Pattern[str]:
    return re.compile(_ROW.format("|".join(load_lexicon("currency")["results"]["labels"])), re.IGNORECASE)


def _is_start(text: str, before: Number, number: Number) -> bool:
    """To $5.20 from 4.80."""
    one, other = before.value or before.high or 0, number.value or number.high or 0
    near = one < other * 20 and other < one * 20 and number.start - before.end < 24
    return near and _BESIDE.fullmatch(text, before.end, number.start) is not None


def _is_price(text: str, before: Number, number: Number) -> bool:
    """Sells rapeseed oil at 318 dollars, palm oil at 347 and soya oil at 314."""
    one, other = before.value or 0, number.value or 0
    led = text.endswith(" at ", 0, before.start) and text.endswith(" at ", 0, number.start)
    return led and one < other * 3 and other < one * 3 and not STOP.search(text, before.end, number.start)


def _is_told_again(text: str, before: Number, number: Number) -> bool:
    """Costs 2.4 million yen ($22,000) with four doors and 2,380,000 ($21,900) with two."""
    one, other = before.value or 0, number.value or 0
    near = 1000 < one < other * 20 and other < one * 20 and CONVERTED.match(text, before.end) is not None
    return near and CONVERTED.match(text, number.end) is not None


def _is_large(text: str, before: Number, number: Number) -> bool:
    """Wants 1.2 billion shillings and got 340 million; one in the same paragraph, no further than the next sentence."""
    if not text[number.end - 1].isalpha() or (number.value or number.high or 0) < 100_000:
        return False
    if _counting().search(text, max(0, number.start - 40), number.start):
        return False
    stops = len(STOP.findall(text, before.end, number.start))
    level = _LEVEL.search(text, max(0, number.start - 40), number.start)  # of anything: "stays hit a record 4 million"
    return not stops or (stops == 1 and level is None and "\n" not in text[before.end : number.start])


@cache
def _counting() -> re.Pattern[str]:
    """Match a verb of having people or things that stands before a number."""
    verbs = "|".join(load_lexicon("currency")["paying"]["counting"])
    return re.compile(rf"\b(?:{verbs})\w* {_ROUGHLY}", re.IGNORECASE)
