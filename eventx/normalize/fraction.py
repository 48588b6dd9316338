"""Fractions: "two thirds", "a quarter of a million", "one and a half million"; and where "half" is no fraction."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from eventx.lexicons import matcher
from eventx.normalize.lexeme import SLASH, Numeral, Token, article_at, gap_before, pattern, token_from

PLACES = 6
"""Decimals of a fraction in figures: "2/3 cup"."""
_AND_A = re.compile(r"[ -]and[ -](?:an?[ -]|one[ -])?", re.IGNORECASE)
_ONE = re.compile(r"\b(?:an?|one)[ -]$", re.IGNORECASE)
_OF_ONE = re.compile(
    r" of an? (?=(?:century|decade|year|day|hour|minute|second|mile|acre|hectare|inch|pint|litre|gallon|tonne)\b)",
    re.IGNORECASE,
)
_OF_A = re.compile(r" of a | a |[ -]a[ -]|[ -]", re.IGNORECASE)
_OF_THE = re.compile(r" (?:the|its|their|his|her|our|my|those|these|that|all)\b")
_POINT = re.compile(r"[ -](?:of a )?(?:(?:percentage|basis)[ -])?point\b(?! of the\b)")
_OF_A_POINT = re.compile(r" of a(?= (?:percentage |basis )?point\b(?! of the\b))")
_HALF_A = re.compile(r"[ -]an?(?=[ -])", re.IGNORECASE)
_TO_PART = re.compile(r" to (?:an? |[^.;,]{0,20}?(?:half|thirds|quarters|fifths|%|per ?cent))", re.IGNORECASE)
"""Behind one part, "from", to another: "fell from a third to *a quarter*"."""
_NO_FRACTION = r"(?:^|[^\w])(?:{not_fraction})[ -]$"
_BEFORE = r"(?:^|[^\w])(?:{before_fraction}|{moving_verbs})[ -]$"
_AFTER = r" (?:{after_fraction})(?!\w)"
_ORDINAL = r" (?:{after_ordinal})(?![\w-]| (?:on|to|over)\b)"
_OF_ROW = r"\b(?:{context.row})[ -]$"
_ONE_MORE = r", (?:{context.one_more})"
_SINGLE = frozenset({"half", "third", "quarter", "fourth"})


class Cardinal(NamedTuple):
    """A number read so far: its value and scale, the token after it, and whether it is a fraction of something."""

    value: Decimal
    scale: int
    after: int
    fraction: bool = False


def with_fraction(text: str, tokens: list[Token], at: int, read: Cardinal) -> Cardinal:
    """Add the fraction that follows a cardinal: "two thirds", "one and a half million", "10 1/2"."""
    if read.after >= len(tokens):
        return read
    found = (rule(text, tokens, at, read) for rule in (_parts, _mixed, _and_part))
    return next((cardinal for cardinal in found if cardinal), read)


def _parts(text: str, tokens: list[Token], at: int, read: Cardinal) -> Cardinal | None:
    """Read "two thirds", "one-fifth"."""
    token, gap, value = tokens[read.after], gap_before(text, tokens, read.after), read.value
    if token.kind != "part" or gap not in (" ", "-") or tokens[read.after - 1].kind not in ("unit", "ten", "digits"):
        return None
    one = value == 1 and (gap == "-" or token.text in _SINGLE)
    small = value < 20 or tokens[at].kind == "unit"
    timed = token.text == "quarters" and matcher("number", _OF_ROW).search(text, 0, tokens[at].start)
    if not (one or token.text.endswith("s")) or not small or value % 1 or timed:
        return None  # "in the first two quarters"
    if _POINT.match(text, token.end):  # "three-quarters of a point"
        return Cardinal(value / token.value, 0, read.after + 1)
    return _of_million(text, tokens, read.after + 1, value / token.value)


def _mixed(text: str, tokens: list[Token], at: int, read: Cardinal) -> Cardinal | None:
    """Read "2 ½" and "10 1/2"."""
    token, gap = tokens[read.after], gap_before(text, tokens, read.after)
    cents = gap == "-" and tokens[at].text[-3:-2] == "."  # "$6.20-1/2 a bushel"
    if read.after - at != 1 or read.scale or gap not in (" ", "-") or ("." in tokens[at].text and not cents):
        return None
    if token.kind == "glyph":
        return Cardinal(read.value + token.value, 0, read.after + 1)
    match = SLASH.match(text, token.end) if token.kind == tokens[at].kind == "digits" else None
    if match is None or token.value >= Decimal(match[1]):
        return None
    part = round(token.value / Decimal(match[1]), PLACES)
    value = read.value + (part.scaleb(-2) if cents else part)
    return Cardinal(value, 0, token_from(tokens, read.after + 1, match.end()))


def _and_part(text: str, tokens: list[Token], at: int, read: Cardinal) -> Cardinal | None:
    """Read "one and a half million", "two and three quarters"."""
    token, gap, here = tokens[read.after], gap_before(text, tokens, read.after), read.after
    if not _AND_A.fullmatch(gap) or (read.scale == 0 and read.value >= 1000):
        return None  # "in 2024 and a sixth more"
    below = tokens[here + 1] if token.kind == "unit" and here + 1 < len(tokens) else None
    if token.kind == "part" and _ONE.search(gap):
        part, here = 1 / token.value, here + 1
    elif below and below.kind == "part" and (below.text.endswith("s") or (token.value == 1 and below.text in _SINGLE)):
        part, here = token.value / below.value, here + 2
    else:
        return None
    scaled = here < len(tokens) and tokens[here].kind == "scale" and gap_before(text, tokens, here) in (" ", "-")
    if read.scale >= 3:  # "one billion and a quarter million"
        own = int(tokens[here].value) if scaled else read.scale
        return Cardinal(read.value + part.scaleb(own), read.scale, here + scaled)
    scale = int(tokens[here].value) if scaled else 0
    return Cardinal((read.value + part).scaleb(scale), scale or read.scale, here + scaled)


def _of_million(text: str, tokens: list[Token], here: int, part: Decimal) -> Cardinal:
    """Read "(two thirds) of a million", "(a quarter) million"; else the part stands as a fraction."""
    token = tokens[here] if here < len(tokens) else None
    scaled = token and token.kind in ("scale", "dozen") and not token.text.endswith("s")
    if token is None or not scaled or not _OF_A.fullmatch(gap_before(text, tokens, here)):
        return Cardinal(part, 0, here, part < 1)
    if token.kind == "dozen":
        return Cardinal(part * 12, 0, here + 1)
    return Cardinal(part.scaleb(int(token.value)), int(token.value), here + 1)


def point_at(text: str, end: int) -> int:
    """Return where a fraction of a point ends before that word: "a quarter *of a* percentage point"."""
    of_a = _OF_A_POINT.match(text, end)
    return of_a.end() if of_a is not None else end


def part_first(text: str, tokens: list[Token], at: int) -> tuple[Numeral | None, int]:
    """Read "half", "a third", "a quarter of a million", where the word is a fraction and no ordinal or time."""
    token, article = tokens[at], article_at(text, tokens[at].start)
    start, half = token.start if article is None else article, token.text == "half"
    if token.text.endswith("s") or (article is None and token.text not in ("half", "quarter")):
        return None, at + 1  # an ordinal: "the third"
    read = _of_million(text, tokens, at + 1, 1 / token.value)
    small = token.text in ("half", "quarter") or (article is not None and text.startswith(" of ", token.end))
    if small and _POINT.match(text, token.end):  # "the quarter-point cut", "a tenth of a point"
        return Numeral(start, point_at(text, token.end), read.value, "word"), read.after
    if (read.fraction or not half) and pattern(_NO_FRACTION).search(text[max(0, start - 16) : start]):
        return None, at + 1
    end = tokens[read.after - 1].end
    if not read.fraction:
        return Numeral(start, end, read.value, "word", read.scale), read.after
    of_one = _HALF_A.match(text, end) if half else _OF_ONE.match(text, end) if article is not None else None
    if of_one:  # "half a mile", "a quarter of a century"
        return Numeral(start, of_one.end() - (not half), read.value, "word"), read.after
    if (article is None and not half) or not _is_fraction(text, start, end, token.text):
        return None, at + 1
    return Numeral(start, end, read.value, "fraction"), read.after


def _is_fraction(text: str, start: int, end: int, word: str) -> bool:
    """Tell whether what stands beside a third, a quarter or half makes it a share of something."""
    ordinal = word not in ("half", "quarter") and pattern(_ORDINAL).match(text, end)
    if ordinal or re.match(r"[-\w]", text[end : end + 1]):
        return False
    if pattern(_BEFORE).search(text[max(0, start - 16) : start]) or pattern(_AFTER).match(text, end):
        return True
    if text.endswith("from ", 0, start) and _TO_PART.match(text, end):
        return True
    if word == "half":
        return _OF_THE.match(text, end) is not None
    ends = word != "quarter" and text[end : end + 1] in ("", *".,;:)")
    return ends and matcher("number", _ONE_MORE).match(text, end) is None
