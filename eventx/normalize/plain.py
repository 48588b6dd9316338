"""Plain characters: fullwidth digits, odd spaces and quotes as ASCII, one for one, so that offsets hold."""

from __future__ import annotations

_NARROW = {ord("０") + n: str(n) for n in range(10)} | {
    ord(odd): plain
    for odd, plain in {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2002": " ", "\u3000": " ", "\t": " ",
        "\u2011": "-", "\u2010": "-", "\u00ad": "-", "－": "-", "−": "-", "⁄": "/", "’": "'", "‘": "'",
        "％": "%", "，": ",", "．": ".", "＄": "$", "￥": "¥", "￡": "£",
    }.items()
}  # fmt: skip


def narrow(text: str) -> str:
    """Return the text with its odd digits, spaces and signs as plain ones, of the same length.

    >>> narrow("１２％")
    '12%'
    """
    return text if text.isascii() else text.translate(_NARROW)
