"""Fractions: "two thirds", "a quarter of a million", "one and a half million"; and where "half" is no fraction."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from eventx.normalize.lexeme import EXACT, SLASH, Numeral, Token, article_at, words

_AND_A = re.compile(r"[ -]and[ -](?:an?[ -]|one[ -])?", re.IGNORECASE)
_OF_ONE = re.compile(
    r" of an? (?=(?:century|decade|year|day|hour|minute|second|mile|acre|hectare|inch|pint|litre|gallon|tonne)\b)",
    re.IGNORECASE,
)
_OF_A = re.compile(r" of a | a |[ -]a[ -]|[ -]", re.IGNORECASE)


def fraction_after(
    text: str, tokens: list[Token], at: int, here: int, value: Decimal, scale: int
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
        and (m := SLASH.match(text, token.end))
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
    if scale == 0 and value >= 1000:
        return value, scale, here, False  # "in 2024 and a sixth more"
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


def _of_million(text: str, tokens: list[Token], here: int, part: Decimal) -> tuple[Decimal, int, int, bool]:
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


def part_first(text: str, tokens: list[Token], at: int) -> tuple[Numeral | None, int]:
    """Read "half", "a third", "a quarter of a million", where the word is a fraction and no ordinal or time."""
    token = tokens[at]
    article = article_at(text, token.start)
    start = token.start if article is None else article
    half = token.text == "half"
    if token.text.endswith("s") or (article is None and token.text not in ("half", "quarter")):
        return None, at + 1
    value, scale, after, fraction = _of_million(text, tokens, at + 1, EXACT.divide(Decimal(1), token.value))
    before = text[max(0, start - 16) : start]
    if (fraction or not half) and _beside("not_fraction", False).search(before):
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
    if not half and (unit := _OF_ONE.match(text, end)):  # "a quarter of a century"
        return Numeral(start, unit.end() - 1, value, "word"), after
    fits = _beside("before_fraction", False).search(before) or _beside("after_fraction", True).match(text, end)
    edge = not half and token.text != "quarter" and re.match(r"[.,;:)]|$", text[end : end + 1])
    of_half = half and re.match(r" (?:the|its|their|his|her|our|my|those|these|that|all)\b", text[end : end + 8])
    if re.match(r"[-\w]", text[end : end + 1]) or not (fits or edge or of_half):
        return None, at + 1
    if token.text == "quarter" and re.match(r" (?:in|for|per|every|each) a quarter", text[max(0, start - 6) : end]):
        return None, at + 1
    return Numeral(start, end, value, "fraction"), after
