"""Numerals: digits and number words, read into exact values where they stand, without units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from eventx.normalize.fraction import PLACES, Cardinal, part_first, point_at, with_fraction
from eventx.normalize.lexeme import POWER, SLASH, Numeral, Token, article_at, gap_before, token_from, tokens_of

_AND = re.compile(r" {1,2}and {1,2}|-and-| {1,2}|-", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:\w+ )?(?:[^\w\s]{1,3} ?|[A-Z]{1,4}\$? ?)?$", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:several|few|many|couple of|some of the|of|the)(?: an?)?[ -]$", re.IGNORECASE)
_OF_WHOLE = re.compile(r" of (?!an? )")  # "3/4 of a mile" is a length
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def find_numerals(text: str) -> list[Numeral]:
    """Find the numerals of a text, in text order, none overlapping."""
    tokens = tokens_of(text)
    out: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral, at = _read(text, tokens, at)
        if numeral is not None:
            out.append(numeral)
    return out


def _read(text: str, tokens: list[Token], at: int) -> tuple[Numeral | None, int]:
    """Read the numeral that begins with token ``at``; return it and the token after it."""
    token = tokens[at]
    start: int | None = token.start
    if token.kind == "part":
        return part_first(text, tokens, at)
    if token.kind in ("scale", "dozen"):  # "a million", "a dozen"
        start = None if token.text.endswith("s") or len(token.text) < 4 else article_at(text, token.start)
        if start is None or _VAGUE.search(text, max(0, token.start - 16), token.start - 1):
            return None, at + 1
    elif token.kind == "digits" and (found := _powered(text, tokens, at)):
        return found
    between = _BETWEEN.search(text, max(0, token.start - 24), token.start) is not None
    value, scale, after, fraction = with_fraction(text, tokens, at, _cardinal(text, tokens, at, between))
    last = tokens[after - 1]
    end = point_at(text, last.end) if last.kind == "part" else last.end
    form = "fraction" if fraction else "digits" if token.kind in ("digits", "glyph") else "word"
    return Numeral(start or token.start, end, value, form, scale, last.kind == "dozen"), after  # type: ignore[arg-type]


def _powered(text: str, tokens: list[Token], at: int) -> tuple[Numeral, int] | None:
    """Read "3 x 10^8" and "3/4", a fraction of what follows it: "3/4 of the staff"."""
    token = tokens[at]
    form: Literal["digits", "fraction"] = "digits"
    if match := POWER.match(text, token.end):
        power = int((match[1] or match[2] or match[3]).translate(_RAISED))
        value = token.value.scaleb(power)
    elif "." not in token.text and (match := SLASH.match(text, token.end)):
        below = Decimal(match[1])
        if not 1 < below <= 128 or not 0 < token.value < below:
            return None
        value = round(token.value / below, PLACES)
        form = "fraction" if _OF_WHOLE.match(text, match.end()) else "digits"
    else:
        return None
    return Numeral(token.start, match.end(), value, form), token_from(tokens, at + 1, match.end())


@dataclass(slots=True)
class _Sum:
    """A cardinal being added up: the whole of its thousands and millions, and the group that waits for its scale."""

    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    filled: bool = False  # whether something stands in the group
    scale: int = 0
    last_scale: int = 0
    previous: str = ""  # the kind of the token before

    @property
    def hundreds(self) -> bool:
        """Whether the group is hundreds, which tens and units may go on."""
        return self.previous == "scale" and self.group > 0 and self.group % 100 == 0

    def goes_on(self, token: Token, joined: str) -> bool:
        """Tell whether a token may be the next of the cardinal, by what joins it."""
        if token.kind == "digits":  # the first, or those after "one hundred and"
            hundreds = self.scale == 2 and self.group % 100 == 0 and token.value < 100
            return not self.previous or ("and" in joined and (not self.filled or hundreds))
        if token.kind == "unit" and self.previous == "ten" and 0 < token.value < 10:
            return True
        if token.kind in ("unit", "ten"):
            return not self.filled or self.hundreds
        if token.kind == "scale":
            return 0 < self.group < 100 or token.value > 2 if self.filled else joined != "-"
        return token.kind == "dozen" or (token.kind == "glyph" and joined in ("", " "))

    def add(self, token: Token) -> None:
        """Add a token, or multiply by a dozen or a scale; "three lakh crore", "two thousand billion"."""
        one = self.group if self.filled else Decimal(1)
        if token.kind == "scale" and token.value > 2:
            self._raise(int(token.value), one)
        else:
            by = {"dozen": one * token.value, "scale": one * 100}
            self.group, self.filled = by.get(token.kind, self.group + token.value), True
            self.scale = 2 if token.kind == "scale" else self.scale
        self.previous = token.kind

    def _raise(self, power: int, one: Decimal) -> None:
        """Give the group its thousand, million or billion."""
        if self.previous and not self.filled:
            self.total = self.total.scaleb(power)
        elif self.last_scale and power >= self.last_scale:
            self.total = (self.total + self.group).scaleb(power)
        else:
            self.total += one.scaleb(power)
        self.group, self.filled, self.scale, self.last_scale = Decimal(0), False, power, power


def _cardinal(text: str, tokens: list[Token], at: int, between: bool) -> Cardinal:
    """Read units, tens, hundreds and scales into one number; ``between``: an "and" does not join."""
    held, here = _Sum(), at
    while here < len(tokens) and held.previous != "dozen":
        token = tokens[here]
        joined = gap_before(text, tokens, here).lower() if here > at else ""
        if here > at and not (joined == "" and token.kind == "glyph"):
            if "and" in joined:
                apart = between or held.scale == 0 or not _joins(text, tokens, here, held.scale)
            else:
                apart = _counts_apart(text, tokens, at, here)
            if apart or not _AND.fullmatch(joined):
                break
        if not held.goes_on(token, joined):
            break
        held.add(token)
        here += 1
        if token.kind in ("unit", "ten", "scale") and (point := _decimals(text, tokens, here)) is not None:
            held.group, here = held.group + point[0], point[1]
    return Cardinal(held.total + held.group, held.scale, here)


def _counts_apart(text: str, tokens: list[Token], at: int, here: int) -> bool:
    """Tell whether a word behind digits with a scale counts something else: "$3 million *two* years ago"."""
    if tokens[at].kind != "digits" or tokens[here].kind not in ("unit", "ten"):
        return False
    return _cardinal(text, tokens, here, True).scale == 0  # but "3 million two hundred thousand"


def _joins(text: str, tokens: list[Token], here: int, scale: int) -> bool:
    """Tell whether the number after "and" is the lower part of the one before, not a number of its own."""
    if here + 1 < len(tokens) and tokens[here + 1].kind == "part" and tokens[here].value < tokens[here + 1].value:
        return False  # "two million and three fifths"
    value, own, after, _ = _cardinal(text, tokens, here, True)
    if scale == 2 and own >= 3:  # "two hundred and two thousand"
        return value.scaleb(-own) < 100
    return after > here and value < 10**scale and own < scale and (scale == 2 or tokens[here].kind != "digits")


def _decimals(text: str, tokens: list[Token], here: int) -> tuple[Decimal, int] | None:
    """Read "point five two" as 0.52."""
    if here >= len(tokens) or gap_before(text, tokens, here).lower() != " point ":
        return None
    digits = ""
    while here < len(tokens) and tokens[here].kind == "unit" and (not digits or gap_before(text, tokens, here) == " "):
        digits, here = f"{digits}{tokens[here].value}", here + 1
    return (Decimal(f"0.{digits}"), here) if digits else None
