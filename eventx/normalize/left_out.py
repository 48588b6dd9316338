"""Amounts that leave out their currency: the start of a change, a second sum, the lines of a table of results."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from eventx.lexicons import load_lexicon
from eventx.normalize.number import Number

REACH = 220
"""Characters that a unit reaches forward to a number that leaves it out."""
_LABEL = 60
"""Characters before an amount in a line of a table, at most."""
STOP = re.compile(r"[.!?]\s+[A-Z\"“•-]|\n")
_ENDS = re.compile(
    r"\s*(?:[.,;:)\]!?—–]|$|\n)|\s(?:in|from|by|for|to|at|this|last|a year|earlier|and|or|of that|while|but|as|on"
    r"|during|since|against|compared|versus|vs|now|next|the|each)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?: (?:an?|per) [a-z]+)?,? (?:up |down )?(?:from|against|versus|vs\.?|compared with) (?:about |around )?"
)
_ROUGHLY = (
    r"(?:(?:out|back|about|around|some|nearly|almost|only|just|another|a further|less than|more than|up to"
    r"|a little under|just under|at least) ){0,2}$"
)
_ROW = (
    r"[ \t]*(?P<label>(?:{})\b(?: (?:loss|profit|income|gain|basic|diluted)){{0,2}}) "
    r"(?:(?:[\d.,]+|one)(?: [a-z]{{1,8}}){{0,2}},? vs\.? (?:(?P<other>loss|profit) )?)?"
)
"""What stands before an amount in a line of a table of results, the level of the year before included."""


def leaves_out(text: str, before: Number, number: Number) -> bool:
    """Tell whether an amount leaves out the currency of the one before it."""
    if number.unit is not None or number.form != "digits" or number.start - before.end > REACH:
        return False
    return _ENDS.match(text, number.end) is not None and any(rule(text, before, number) for rule in _LEFT_OUT)


def is_result(text: str, number: Number) -> bool:
    """Tell whether an amount stands in a line of a table of results: "Net 1.2 mln vs 900,000"."""
    return label_of(text, number) is not None


def label_of(text: str, number: Number) -> tuple[int, int] | None:
    """Return the characters of the label of an amount in a table of results: "*Oper net* 1.2 mln vs *loss* 900,000"."""
    low = max(0, number.start - _LABEL)
    start = text.rfind("\n", low, number.start) + 1
    if (not start and low) or " vs" not in text[start : number.end + 4]:
        return None
    row = _row().fullmatch(text, start, number.start)
    return row and row.span("other" if row["other"] else "label")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(_ROW.format("|".join(load_lexicon("currency")["results"]["labels"])), re.IGNORECASE)


def _is_start(text: str, before: Number, number: Number) -> bool:
    """To $5.20 from 4.80."""
    one, other = before.value or before.high or 0, number.value or number.high or 0
    near = one < other * 20 and other < one * 20 and number.start - before.end < 24
    return near and _BESIDE.fullmatch(text, before.end, number.start) is not None


def _is_large(text: str, before: Number, number: Number) -> bool:
    """Wants 1.2 billion shillings and got 340 million; one in the next sentence must be paid."""
    if not text[number.end - 1].isalpha() or (number.value or number.high or 0) < 100_000:
        return False
    if _counting().search(text, max(0, number.start - 40), number.start):
        return False
    stops = STOP.findall(text, before.end, number.start)
    paid = _paid().search(text, max(0, number.start - 40), number.start) is not None
    return not stops or (paid and len(stops) == 1 and "\n" not in text[before.end : number.start])


_LEFT_OUT: tuple[Callable[[str, Number, Number], bool], ...] = (_is_start, _is_large)


@cache
def _paid() -> re.Pattern[str]:
    """Match what stands before an amount, so that it is none of things or people."""
    return re.compile(rf"\b(?:{'|'.join(load_lexicon('currency')['paying']['verbs'])}) {_ROUGHLY}", re.IGNORECASE)


@cache
def _counting() -> re.Pattern[str]:
    """Match what stands before a number of people or things."""
    return re.compile(rf"\b(?:{'|'.join(load_lexicon('currency')['paying']['counting'])})\w* {_ROUGHLY}", re.IGNORECASE)
