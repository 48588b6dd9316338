"""The number grammar: digits, words, ranges, money and per cent, found on characters and read exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from eventx.records import Bound

SCALES = {"thousand": 3, "k": 3, "million": 6, "mln": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "bln": 9, "trillion": 12, "tn": 12, "lakh": 5, "crore": 7}
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: characters ``start`` to ``end`` with sign, scale, currency and per cent word.

    ``unit`` is as in ``Quantity.unit``; None where no unit stands in the number itself.
    """

    start: int
    end: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    unit: str | None = None
    per: str | None = None


_NUMBER = re.compile(
    r"(?P<symbol>[$€£¥])?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>thousand|million|billion|trillion|mln|bln|bn|mn|tn|m|k|lakh|crore)\b)?"
    r"(?P<percent>\s?%|\s(?:percent|per cent)\b)?"
)


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a text, in text order, none overlapping."""
    found = []
    for match in _NUMBER.finditer(text):
        value = Decimal(match["digits"].replace(",", ""))
        if match["scale"]:
            value = value.scaleb(SCALES[match["scale"]])
        unit = "percent" if match["percent"] else SYMBOLS.get(match["symbol"] or "")
        start = match.start() if match["symbol"] else match.start("digits")
        found.append(Number(start, match.end(), value=value, unit=unit))
    return found
