"""Numerals: digits and number words, read into exact values where they stand, without units."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from eventx.normalize.fraction import fraction_after, part_first
from eventx.normalize.lexeme import EXACT, POWER, SLASH, Numeral, Token, article_at, tokens_of

_AND = re.compile(r" {1,2}and {1,2}|-and-| {1,2}|-", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:\w+ )?(?:[^\w\s]{1,3} ?|[A-Z]{1,4}\$? ?)?$", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:several|few|many|couple of|some of the|of|the)[ -]$", re.IGNORECASE)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def find_numerals(text: str) -> list[Numeral]:
    """Find the numerals of a text, in text order, none overlapping."""
    tokens = tokens_of(text)
    out: list[Numeral] = []
    at = 0
    with localcontext(EXACT):
        while at < len(tokens):
            numeral, at = _read(text, tokens, at)
            if numeral is not None:
                out.append(numeral)
    return out


def _read(text: str, tokens: list[Token], at: int) -> tuple[Numeral | None, int]:
    """Read the numeral that begins with token ``at``; return it and the token after it."""
    token = tokens[at]
    if token.kind == "part":
        return part_first(text, tokens, at)
    start, form = token.start, "digits" if token.kind in ("digits", "glyph") else "word"
    if token.kind in ("scale", "dozen"):
        article = article_at(text, start)
        before = text[max(0, start - 12) : start]
        vague = (
            token.text.endswith("s")
            or _VAGUE.search(before)
            or re.search(r"(?:few|several|many) an?[ -]$|a few $", before)
        )
        if article is None or vague or (token.kind == "scale" and len(token.text) < 4):
            return None, at + 1
        start = article
    between = bool(_BETWEEN.search(text[max(0, start - 24) : start]))
    value, scale, after = _cardinal(text, tokens, at, between)
    value, scale, after, fraction = fraction_after(text, tokens, at, after, value, scale)
    if fraction:
        return Numeral(start, tokens[after - 1].end, value, "fraction", scale), after
    last = tokens[after - 1].end
    if after == at + 1 and token.kind == "digits" and (match := POWER.match(text, last)):
        power = int((match[1] or match[2] or match[3]).translate(_RAISED))
        while after < len(tokens) and tokens[after].start < match.end():
            after += 1
        return Numeral(start, match.end(), EXACT.scaleb(value, power), "digits"), after
    if after == at + 1 and token.kind == "digits" and (match := SLASH.match(text, last)) and "." not in token.text:
        below = Decimal(match[1])
        if 1 < below <= 128 and token.value < below:
            while after < len(tokens) and tokens[after].start < match.end():
                after += 1
            return Numeral(start, match.end(), EXACT.divide(token.value, below), "digits"), after
    return Numeral(start, last, value, form, scale, tokens[after - 1].kind == "dozen"), after  # type: ignore[arg-type]


def _cardinal(text: str, tokens: list[Token], at: int, between: bool) -> tuple[Decimal, int, int]:
    """Read units, tens, hundreds and scales into one number; ``between``: an "and" does not join."""
    total, group = Decimal(0), Decimal(0)
    scale, last_scale, here, filled = 0, 0, at, False
    while here < len(tokens):
        token = tokens[here]
        joined = ""
        if here > at:
            joined = text[tokens[here - 1].end : token.start].lower()
            if joined == "" and token.kind == "glyph":
                pass
            elif not _AND.fullmatch(joined) or (
                "and" in joined and (between or scale == 0 or not _joins(text, tokens, here, scale))
            ):
                break
        if token.kind == "digits":
            hundreds = "and" in joined and scale == 2 and group % 100 == 0 and token.value < 100
            if (filled and not hundreds) or (here > at and "and" not in joined):
                break
            group, filled = group + token.value, True
        elif token.kind == "unit":
            tens = (
                filled
                and group % 100 >= 20
                and group % 10 == 0
                and 0 < token.value < 10
                and tokens[here - 1].kind == "ten"
            )
            hundred = filled and group % 100 == 0 and group > 0 and tokens[here - 1].kind == "scale"
            if filled and not tens and not hundred:
                break
            group, filled = group + token.value, True
        elif token.kind == "ten":
            if filled and not (group % 100 == 0 and group > 0 and tokens[here - 1].kind == "scale"):
                break
            group, filled = group + token.value, True
        elif token.kind == "dozen":
            group, filled = EXACT.multiply(group if filled else Decimal(1), token.value), True
            here += 1
            break
        elif token.kind == "scale":
            power = int(token.value)
            if joined == "-" and not filled and here > at:
                break
            if power == 2:
                if filled and not 0 < group < 100:
                    break
                group, filled = (group if filled else Decimal(1)) * 100, True
            elif here > at and not filled:
                total = EXACT.scaleb(total, power)  # "three lakh crore"
                last_scale = power
            elif last_scale and power >= last_scale:
                total, group, filled, last_scale = EXACT.scaleb(total + group, power), Decimal(0), False, power
            else:
                total = EXACT.add(total, EXACT.scaleb(group if filled else Decimal(1), power))
                group, filled, last_scale = Decimal(0), False, power
            scale = power
        elif token.kind == "glyph":
            if here > at and joined not in ("", " "):
                break
            group, filled = group + token.value, True
        else:
            break
        here += 1
        if token.kind in ("unit", "ten", "scale") and (point := _decimals(text, tokens, here)) is not None:
            group, here = group + point[0], point[1]
    return EXACT.add(total, group), scale, here


def _joins(text: str, tokens: list[Token], here: int, scale: int) -> bool:
    """Tell whether the number after "and" is the lower part of the one before, not a number of its own."""
    if here + 1 < len(tokens) and tokens[here + 1].kind == "part" and tokens[here].value < tokens[here + 1].value:
        return False  # "two million and three fifths"
    value, own, after = _cardinal(text, tokens, here, True)
    if scale == 2 and own >= 3:  # "two hundred and two thousand"
        return EXACT.scaleb(value, -own) < 100
    digits = tokens[here].kind == "digits"
    return value < 10**scale and own < scale and (not digits or scale == 2) and after > here


def _decimals(text: str, tokens: list[Token], here: int) -> tuple[Decimal, int] | None:
    """Read "point five two" as 0.52."""
    if here >= len(tokens) or text[tokens[here - 1].end : tokens[here].start].lower() != " point ":
        return None
    digits, before = "", ""
    while here < len(tokens) and tokens[here].kind == "unit" and before in ("", " "):
        digits += str(tokens[here].value)
        here += 1
        before = text[tokens[here - 1].end : tokens[here].start] if here < len(tokens) else "."
    return (Decimal(f"0.{digits}"), here) if digits else None
