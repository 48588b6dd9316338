"""Numerals: digits and number words, read into exact values where they stand, without units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from typing import Any, Literal

from eventx.lexicon import load_lexicon

Form = Literal["digits", "word", "fraction", "ratio"]

EXACT = Context(prec=400)
LONGEST = 320
"""Digits of the longest number that is read; a longer run is a code, not a quantity."""


@dataclass(slots=True)
class Numeral:
    """Characters ``start`` to ``end`` say ``value``; ``scale`` is the power of ten of its last scale word, 0 for none.

    A fraction's value is the fraction itself ("a third" 0.33...), a ratio's ("three in ten") likewise.
    """

    start: int
    end: int
    value: Decimal
    form: Form
    scale: int = 0
    dozens: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    kind: str  # digits, glyph, unit, ten, scale, dozen, part
    value: Decimal
    text: str


@cache
def words(key: str) -> Mapping[str, Any]:
    """Return one table of the lexicon of numbers."""
    table: Mapping[str, Any] = load_lexicon("number")[key]
    return table


@cache
def _kinds() -> dict[str, tuple[str, Decimal]]:
    kinds: dict[str, tuple[str, Decimal]] = {}
    for key, kind in (("units", "unit"), ("tens", "ten"), ("scales", "scale"), ("parts", "part")):
        kinds |= {word: (kind, Decimal(value)) for word, value in words(key).items()}
    return kinds | {"dozen": ("dozen", Decimal(12)), "dozens": ("dozen", Decimal(12))}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_kinds(), key=lambda word: (-len(word), word)))
    glyphs = "".join(words("glyphs"))
    # a comma before one or two digits is a decimal comma where a scale, per cent or euro follows, else no part of it
    digits = (
        r"(?<![0-9])(?:[0-9]{1,3}(?:(?:,[0-9]{2,3}){0,9},[0-9]{3}(?![0-9])"
        r"|(?: [0-9]{3}){1,6}(?![0-9,]|\.[0-9]{3}))(?:\.[0-9]+)?"
        r"|[0-9]{1,4},[0-9]{1,2}(?![0-9,])(?= ?(?:million|billion|trillion|bn\b|mln|bln|%|per ?cent|euro|€))"
        r"|[0-9]+(?:\.[0-9]+)?)|(?<![\w.,])\.[0-9]+"
    )
    return re.compile(
        rf"(?P<digits>{digits})|(?P<glyph>[{glyphs}])|(?<![^\W\d_])(?P<word>{names})(?![^\W_])", re.IGNORECASE
    )


_DECIMAL_COMMA = re.compile(r"[0-9]{1,4},[0-9]{1,2}")


def _tokens(text: str) -> list[_Token]:
    out = []
    kinds, glyphs = _kinds(), words("glyphs")
    for match in _pattern().finditer(text):
        start, end = match.span()
        if match["digits"]:
            digits = match["digits"]
            comma = "." if _DECIMAL_COMMA.fullmatch(digits) else ""
            digits = digits.replace(",", comma).replace(" ", "")
            if len(digits) > LONGEST:
                continue
            out.append(_Token(start, end, "digits", Decimal(digits), match["digits"]))
        elif match["glyph"]:
            above, below = glyphs[match["glyph"]]
            out.append(_Token(start, end, "glyph", EXACT.divide(Decimal(above), Decimal(below)), match["glyph"]))
        else:
            kind, value = kinds[match["word"].lower()]
            out.append(_Token(start, end, kind, value, match["word"].lower()))
    return out


def find_numerals(text: str) -> list[Numeral]:
    """Find the numerals of a text, in text order, none overlapping."""
    tokens = _tokens(text)
    out: list[Numeral] = []
    at = 0
    while at < len(tokens):
        numeral, at = _read(text, tokens, at)
        if numeral is not None:
            out.append(numeral)
    return out


_AND = re.compile(r" {1,2}and {1,2}|-and-| {1,2}|-", re.IGNORECASE)
_AND_A = re.compile(r"[ -]and[ -](?:an?[ -]|one[ -])?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<![\w'])an?[ -]$", re.IGNORECASE)
_OF_A = re.compile(r" of a | a |[ -]a[ -]|[ -]", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:\w+ )?(?:[^\w\s]{1,3} ?|[A-Z]{1,4}\$? ?)?$", re.IGNORECASE)
_SLASH = re.compile(r"(?: ?[/⁄] ?)([0-9]{1,3})(?![0-9/,.]\d|[0-9])")
_VAGUE = re.compile(r"\b(?:several|few|many|couple of|some of the|of|the)[ -]$", re.IGNORECASE)


def _article(text: str, start: int) -> int | None:
    """Return where an indefinite article begins that ends at ``start``."""
    low = max(0, start - 4)
    found = _ARTICLE.search(text[low:start])
    return low + found.start() if found else None


def _read(text: str, tokens: list[_Token], at: int) -> tuple[Numeral | None, int]:
    """Read the numeral that begins with token ``at``; return it and the token after it."""
    token = tokens[at]
    if token.kind == "part":
        return _part_first(text, tokens, at)
    start, form = token.start, "digits" if token.kind in ("digits", "glyph") else "word"
    if token.kind in ("scale", "dozen"):
        article = _article(text, start)
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
    value, scale, after, fraction = _fraction_after(text, tokens, at, after, value, scale)
    if fraction:
        return Numeral(start, tokens[after - 1].end, value, "fraction", scale), after
    last = tokens[after - 1].end
    if after == at + 1 and token.kind == "digits" and (match := _SLASH.match(text, last)) and "." not in token.text:
        below = Decimal(match[1])
        if 1 < below <= 128 and token.value < below:
            while after < len(tokens) and tokens[after].start < match.end():
                after += 1
            return Numeral(start, match.end(), EXACT.divide(token.value, below), "digits"), after
    return Numeral(start, last, value, form, scale, tokens[after - 1].kind == "dozen"), after  # type: ignore[arg-type]


def _cardinal(text: str, tokens: list[_Token], at: int, between: bool) -> tuple[Decimal, int, int]:
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


def _joins(text: str, tokens: list[_Token], here: int, scale: int) -> bool:
    """Tell whether the number after "and" is the lower part of the one before, not a number of its own."""
    if here + 1 < len(tokens) and tokens[here + 1].kind == "part" and tokens[here].value < tokens[here + 1].value:
        return False  # "two million and three fifths"
    value, own, after = _cardinal(text, tokens, here, True)
    if scale == 2 and own >= 3:  # "two hundred and two thousand"
        return EXACT.scaleb(value, -own) < 100
    digits = tokens[here].kind == "digits"
    return value < 10**scale and own < scale and (not digits or scale == 2) and after > here


def _decimals(text: str, tokens: list[_Token], here: int) -> tuple[Decimal, int] | None:
    """Read "point five two" as 0.52."""
    if here >= len(tokens) or text[tokens[here - 1].end : tokens[here].start].lower() != " point ":
        return None
    digits, before = "", ""
    while here < len(tokens) and tokens[here].kind == "unit" and before in ("", " "):
        digits += str(tokens[here].value)
        here += 1
        before = text[tokens[here - 1].end : tokens[here].start] if here < len(tokens) else "."
    return (Decimal(f"0.{digits}"), here) if digits else None


def _fraction_after(
    text: str, tokens: list[_Token], at: int, here: int, value: Decimal, scale: int
) -> tuple[Decimal, int, int, bool]:
    """Read what fractions follow a cardinal: "two thirds", "one and a half million", "10 1/2"."""
    if here >= len(tokens):
        return value, scale, here, False
    gap, token, end = text[tokens[here - 1].end : tokens[here].start], tokens[here], tokens[here - 1].end
    single = here - at == 1 and scale == 0
    if token.kind == "part" and gap in (" ", "-") and tokens[here - 1].kind in ("unit", "digits", "ten"):
        plural = token.text.endswith("s") and token.text not in ("halves",)
        one = (value == 1 and token.text in ("half", "third", "quarter", "fourth")) or (value == 1 and gap == "-")
        if (
            (plural or one or token.text == "halves")
            and (value < 20 or tokens[at].kind == "unit")
            and value == int(value)
        ):
            return _of_million(text, tokens, here + 1, EXACT.divide(value, token.value))
    if token.kind == "glyph" and gap == " " and single:
        return value + token.value, scale, here + 1, False
    if (
        token.kind == "digits"
        and gap in (" ", "-")
        and single
        and tokens[at].kind == "digits"
        and (m := _SLASH.match(text, token.end))
    ):
        below = Decimal(m[1])
        if token.value < below and "." not in tokens[at].text:
            here += 1
            while here < len(tokens) and tokens[here].start < m.end():
                here += 1
            return EXACT.add(value, EXACT.divide(token.value, below)), scale, here, False
    if not _AND_A.fullmatch(text[end : token.start]) and not (
        token.kind == "unit" and re.fullmatch(r"[ -]and[ -]", gap)
    ):
        return value, scale, here, False
    part = None
    if token.kind == "part" and re.search(r"a[ -]|one[ -]$", gap) and not token.text.endswith("s"):
        part, here = EXACT.divide(Decimal(1), token.value), here + 1
    elif token.kind == "unit" and here + 1 < len(tokens) and tokens[here + 1].kind == "part":
        joint = text[token.end : tokens[here + 1].start]
        plural = tokens[here + 1].text.endswith("s") or (
            token.value == 1 and tokens[here + 1].text in ("half", "quarter", "third", "fourth")
        )
        if joint in (" ", "-") and plural:
            part, here = EXACT.divide(token.value, tokens[here + 1].value), here + 2
    if part is None:
        return value, scale, here, False
    if scale >= 3:
        own = scale
        if (
            here < len(tokens)
            and tokens[here].kind == "scale"
            and text[tokens[here - 1].end : tokens[here].start] == " "
        ):
            own, here = int(tokens[here].value), here + 1  # "one billion and a quarter million"
        return EXACT.add(value, EXACT.scaleb(part, own)), scale, here, False
    value = EXACT.add(value, part)
    if (
        here < len(tokens)
        and tokens[here].kind == "scale"
        and text[tokens[here - 1].end : tokens[here].start] in (" ", "-")
    ):
        scale = int(tokens[here].value)
        return EXACT.scaleb(value, scale), scale, here + 1, False
    return value, scale, here, False


def _of_million(text: str, tokens: list[_Token], here: int, part: Decimal) -> tuple[Decimal, int, int, bool]:
    """Read "(two thirds) of a million", "(a quarter) million"; else the part stands as a fraction."""
    if here < len(tokens) and tokens[here].kind in ("scale", "dozen") and not tokens[here].text.endswith("s"):
        gap = text[tokens[here - 1].end : tokens[here].start].lower()
        if _OF_A.fullmatch(gap):
            if tokens[here].kind == "dozen":
                return part * 12, 0, here + 1, False
            scale = int(tokens[here].value)
            return EXACT.scaleb(part, scale), scale, here + 1, False
    return part, 0, here, part < 1


@cache
def _beside(key: str, after: bool) -> re.Pattern[str]:
    names = "|".join(re.escape(w) for w in words("context")[key])
    return re.compile(rf" (?:{names})(?!\w)" if after else rf"(?:^|[^\w])(?:{names})[ -]$", re.IGNORECASE)


def _part_first(text: str, tokens: list[_Token], at: int) -> tuple[Numeral | None, int]:
    """Read "half", "a third", "a quarter of a million", where the word is a fraction and no ordinal or time."""
    token = tokens[at]
    article = _article(text, token.start)
    start = token.start if article is None else article
    half = token.text == "half"
    if token.text.endswith("s") or (article is None and token.text not in ("half", "quarter")):
        return None, at + 1
    value, scale, after, fraction = _of_million(text, tokens, at + 1, EXACT.divide(Decimal(1), token.value))
    before = text[max(0, start - 16) : start]
    if _beside("not_fraction", False).search(before):
        return None, at + 1
    end = tokens[after - 1].end
    if not fraction:
        return Numeral(start, end, value, "word", scale), after
    if half and (unit := re.match(r"[ -]an?[ -]", text[token.end : token.end + 5], re.IGNORECASE)):
        return Numeral(start, token.end + unit.end() - 1, value, "word"), after
    if (point := re.match(r"[ -](?:of a )?(?:percentage |basis )?point\b", text[token.end : token.end + 24])) and point:
        return Numeral(start, end, value, "word"), after
    if article is None and not half:
        return None, at + 1
    fits = _beside("before_fraction", False).search(before) or _beside("after_fraction", True).match(text, end)
    edge = not half and token.text != "quarter" and re.match(r"[.,;:)]|$", text[end : end + 1])
    of_half = half and re.match(r" (?:the|its|their|his|her|our|my|those|these|that|all)\b", text[end : end + 8])
    if re.match(r"[-\w]", text[end : end + 1]) or not (fits or edge or of_half):
        return None, at + 1
    if token.text == "quarter" and re.match(r" (?:in|for|per|every|each) a quarter", text[max(0, start - 6) : end]):
        return None, at + 1
    return Numeral(start, end, value, "fraction"), after
