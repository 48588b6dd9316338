"""Plain characters: fullwidth and Arabic digits, odd spaces and quotes as ASCII, one for one, so that offsets hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_ZEROS = ("０", "٠", "۰")  # fullwidth, Arabic-Indic, Persian and Urdu
_NARROW = {ord(zero) + n: str(n) for zero in _ZEROS for n in range(10)} | {
    ord(odd): plain
    for odd, plain in {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2002": " ", "\u3000": " ", "\t": " ",
        "\u2011": "-", "\u2010": "-", "\u00ad": "-", "－": "-", "−": "-", "⁄": "/", "’": "'", "‘": "'",
        "％": "%", "٪": "%", "٫": ".", "٬": ",", "，": ",", "．": ".", "＄": "$", "￥": "¥", "￡": "£",
    }.items()
}  # fmt: skip


def narrow(text: str) -> str:
    """Return the text with its odd digits, spaces and signs as plain ones, of the same length.

    >>> narrow("１２％")
    '12%'
    """
    return text if text.isascii() else text.translate(_NARROW)


def has_open_bracket(text: str) -> bool:
    """Tell whether a bracket is open at the end of a text.

    >>> has_open_bracket("a loan (of about"), has_open_bracket("a loan (a bond) of")
    (True, False)
    """
    return text.rfind("(") > text.rfind(")")


_BREAK = re.compile(
    r"(?<=[\w%-]) {2,20}(?=[a-z%])|&nbsp;|(?<=\w)[\x00\u200b-\u200d\u2060\ufeff]+(?=[\w%.,])"
    r"|(?:</?[A-Za-z][^<>]{0,200}>)+"
)
"""What may stand in the midst of an amount: blanks, markup, and characters that are not seen."""


def unbroken(text: str) -> tuple[str, Callable[[int], int]]:
    """Take markup out of the midst of amounts; return the text, and where a character of it stood.

    >>> unbroken("$55.8&nbsp;million, <b>12</b>%")[0]
    '$55.8 million, 12%'
    """
    parts: list[str] = []
    here, there, last = [0], [0], 0  # places in the new text, and those in the old that they were

    for found in _BREAK.finditer(text):
        parts += text[last : found.start()], _joint(text, found)
        last = found.end()
        here.append(here[-1] + len(parts[-2]) + len(parts[-1]))
        there.append(last)
    if not parts:
        return text, lambda at: at

    def place(at: int) -> int:
        after = bisect_right(here, at) - 1
        return there[after] + at - here[after]

    return "".join((*parts, text[last:])), place


def _joint(text: str, found: re.Match[str]) -> str:
    """Return what stands in the place of a break: nothing for markup, but that what it parts stays apart."""
    if found[0][0] != "<":
        return " " if found[0][0] in "& " else ""
    before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
    return "" if not (before.isalnum() and after.isalnum()) else " " if after.islower() else "\n"
