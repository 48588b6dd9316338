"""Plain characters: fullwidth and Arabic digits, odd spaces and quotes as ASCII, one for one, so that offsets hold."""

from __future__ import annotations

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
