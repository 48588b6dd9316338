"""Lexemes: the digits, glyphs and number words of a text, one by one, before they are read together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from eventx.lexicons import alternation, load_lexicon

Form = Literal["digits", "word", "fraction", "ratio"]

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
class Token:
    """One lexeme: characters ``start`` to ``end``."""

    start: int
    end: int
    kind: str  # digits, glyph, unit, ten, scale, dozen, part
    value: Decimal
    text: str


@cache
def pattern(template: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a pattern in which ``{key}`` stands for a list of the words beside numbers."""
    lists = load_lexicon("number")["context"]
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda m: alternation(lists[m[1]]), template), flags)


@cache
def _kinds() -> dict[str, tuple[str, Decimal]]:
    kinds: dict[str, tuple[str, Decimal]] = {}
    for key, kind in (("units", "unit"), ("tens", "ten"), ("scales", "scale"), ("parts", "part")):
        kinds |= {word: (kind, Decimal(value)) for word, value in load_lexicon("number")[key].items()}
    return kinds | {"dozen": ("dozen", Decimal(12)), "dozens": ("dozen", Decimal(12))}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_kinds(), key=lambda word: (-len(word), word)))
    first = "".join(sorted({word[0] for word in _kinds()}))  # one look, where trying all of them takes sixty
    glyphs = "".join(load_lexicon("number")["glyphs"])
    # a comma before one or two digits is a decimal comma where a scale, per cent or euro follows, else no part of it
    digits = (
        r"(?<![0-9])(?:[0-9]{1,3}(?:(?:'[0-9]{3}){1,6}(?![0-9'])(?:\.[0-9]+)?"
        r"|(?:(?:\.[0-9]{3}){2,6}(?!\.?[0-9])|(?:\.[0-9]{3}){1,6}(?=,[0-9]{2}(?![0-9])))(?:,[0-9]{1,2}(?![0-9,]))?)"
        r"|[0-9]{1,3}(?:(?:,[0-9]{2,3}){0,9},[0-9]{3}(?![0-9])"
        r"|(?: [0-9]{3}){1,6}(?![0-9,]|\.[0-9]{3}))(?:\.[0-9]+)?"
        r"|[0-9]{1,4},[0-9]{1,2}(?![0-9,])(?= ?(?:million|billion|trillion|bn\b|mln|bln|%|per ?cent|euro|€))"
        r"|[0-9]+(?:\.[0-9]+)?)|(?<![\w.,])\.[0-9]+"
    )
    context = load_lexicon("number")["context"]
    single, behind = alternation(context["singles"]), alternation(context["after_single"])
    one = rf"(?<=\bby )an?(?= (?:{single})(?:[.,;:)]|$| (?:{behind})\b))"
    return re.compile(
        rf"(?P<digits>{digits})|(?P<glyph>[{glyphs}])|(?P<one>{one})|(?<![^\W\d_])(?=[{first}])(?P<word>{names})(?![^\W_])",
        re.IGNORECASE,
    )


_DOTTED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:\.[0-9]{3})+(?=,))")
_DECIMAL_COMMA = re.compile(r"[0-9]{1,4},[0-9]{1,2}")


def tokens_of(text: str) -> list[Token]:
    """Find the lexemes of a text, in text order."""
    out = []
    kinds, glyphs = _kinds(), load_lexicon("number")["glyphs"]
    for match in _pattern().finditer(text):
        start, end = match.span()
        if match["digits"]:
            digits = match["digits"]
            if digits.count(".") == 3 and all(int(part) < 256 for part in digits.split(".")[:4] if part.isdigit()):
                continue  # the address of a machine
            if _DOTTED.match(digits):
                digits = digits.replace(".", "").replace(",", ".")
            comma = "." if _DECIMAL_COMMA.fullmatch(digits) else ""
            digits = digits.replace(",", comma).replace(" ", "").replace("'", "")
            if len(digits) > LONGEST:
                continue
            out.append(Token(start, end, "digits", Decimal(digits), match["digits"]))
        elif match["glyph"]:
            above, below = glyphs[match["glyph"]]
            out.append(Token(start, end, "glyph", Decimal(above) / Decimal(below), match["glyph"]))
        elif match["one"]:  # "rose by *a* dollar"
            out.append(Token(start, end, "unit", Decimal(1), match["one"]))
        else:
            kind, value = kinds[match["word"].lower()]
            out.append(Token(start, end, kind, value, match["word"].lower()))
    return out


_ARTICLE = re.compile(r"(?<![\w'])an?[ -]$", re.IGNORECASE)
POWER = re.compile(
    r" ?[×x*] ?10(?:(?:\^|\*\*)([-+]?[0-9]{1,2})(?![0-9])|([⁻⁺]?[⁰¹²³⁴-⁹]{1,2}))"
    r"|(?: ?× ?10|(?<=[0-9])[eE])([-+][0-9]{1,2})(?![\w.])"
)
"""Powers of ten after a number: "6.02×10²³", "3 x 10^8", "1.6e-19", and the sign alone where a raised one is lost."""
SLASH = re.compile(r"(?: ?[/⁄] ?)([0-9]{1,3})(?![0-9/,.]\d|[0-9])")


def article_at(text: str, start: int) -> int | None:
    """Return where an indefinite article begins that ends at ``start``."""
    low = max(0, start - 4)
    found = _ARTICLE.search(text[low:start])
    return low + found.start() if found else None


def gap_before(text: str, tokens: list[Token], here: int) -> str:
    """Return what stands between a token and the one before it."""
    return text[tokens[here - 1].end : tokens[here].start]


def token_from(tokens: list[Token], here: int, at: int) -> int:
    """Return the first token from ``here`` on that begins at character ``at`` or later."""
    while here < len(tokens) and tokens[here].start < at:
        here += 1
    return here
