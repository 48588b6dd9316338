"""Amounts that leave out their currency in the lines of a table of results."""

from __future__ import annotations

import re

from eventx.lexicons import matcher
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.number import Number

_LABEL = 60
"""Characters before an amount in a line of a table, at most."""
STOP = re.compile(r"[.!?]\s+[A-Z\"“•-]|\n")
CONVERTED = re.compile(
    rf" \({ROUGHLY}(?:(?:[A-Z]{{1,3}} ?)?[$€£¥][0-9]|[0-9][0-9.,]*(?: ?(?:[mb]n|mln|million|billion))? dollars\b)"
)
_STOPPED = re.compile(r"[^\n]*\.\s*(?:\n|$)")
_ROW = (
    r"[ \t]*(?:(?P<money>(?:{results.labels})\b(?: (?:loss|profit|income|gain|basic|diluted)){0,2})"
    r"|(?P<plain>[a-z]+(?: [a-z]+){0,2})) "
    r"(?:(?:[\d.,]+|one)(?: [a-z]{1,8}){0,2},? vs\.? (?:(?P<other>loss|profit) )?)?"
)
"""What stands before an amount in a line of a table of results, the level of the year before included."""


def label_of(text: str, number: Number, money: bool = False) -> tuple[int, int] | None:
    """Return the characters of the label of an amount in a line of results: "*Oper net* 1.2 mln vs *loss* 900,000".

    ``money``: whether it must be one that tells money, unlike "Avg shrs 4,000,000 vs 3,000,000".
    """
    low = max(0, number.start - _LABEL)
    start = text.rfind("\n", low, number.start) + 1
    if (not start and low) or " vs" not in text[start : number.end + 4]:
        return None
    row = matcher("currency", _ROW).fullmatch(text, start, number.start)
    if row is None or (row["plain"] and (money or _STOPPED.match(text, number.end))):
        return None
    return row.span(next(name for name in ("other", "money", "plain") if row[name]))
