"""Marks: curled apostrophes and blanks of other widths, which taggers know plain; hyphens that stand for dashes."""

from __future__ import annotations

import re

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])|(?<=s)(?P<last>’)(?=\s[^\W_])")
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_INSERTED = re.compile(
    r"(?<=[^\W\d_] )-(?P<words> (?=[^\n–—-]* [a-z])[^\W\d_](?:(?! - )[^\n.!?;:–—]){2,120}[^\W\d_] )-(?= [^\W\d_])"
)
_OPEN = re.compile(r"‘(?:[^‘’\n]|’(?=\w))*$")
_QUOTED = 300
"""The most characters between a single mark that opens a quotation and the one that closes it."""


def straighten(text: str) -> str:
    """Return the text with straight apostrophes within words and behind a plural's "s", and plain blanks; offsets hold.

    Two hyphens between blanks that hold an insertion are dashes.

    Where a quotation in single marks is open, the mark behind an "s" may close it, and stays.

    Examples
    --------
    >>> straighten("The miners’ union said it wouldn’t strike.")
    "The miners' union said it wouldn't strike."
    >>> straighten("He called them ‘heroes’ and left.")
    'He called them ‘heroes’ and left.'
    >>> straighten("It was ‘unfair’. The dockers’ union left.")
    "It was ‘unfair’. The dockers' union left."
    >>> straighten("Tom Birch - the captain - left.")
    'Tom Birch – the captain – left.'
    """

    def write(found: re.Match[str]) -> str:
        quoted = found["last"] and _OPEN.search(text, max(0, found.start() - _QUOTED), found.start())
        return "’" if quoted else "'"

    plain = text if text.isascii() else _APOSTROPHE.sub(write, text.translate(_BLANKS))
    return _INSERTED.sub(r"–\g<words>–", plain)
