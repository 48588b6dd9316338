"""Is a text English? A cheap check by small words, so that other languages yield no nonsense."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from eventx.lexicons import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d[\d.,/-]*|--+")
SAMPLE = 6000  # characters that are looked at
ENOUGH = 30  # different words in which English shows its small words for certain


def is_plainly_foreign(text: str) -> bool:
    """Tell whether a text is plainly not English; a text too short to tell is taken for English.

    Examples
    --------
    >>> is_plainly_foreign("Der Umsatz stieg um 12,5 Prozent auf 1,2 Milliarden Euro.")
    True
    >>> is_plainly_foreign("Exports to Der Spiegel rose 5%.")
    False
    """
    signs = "".join(text[:SAMPLE].split())
    if len(signs) >= ENOUGH and len(signs) - len(signs.encode("ascii", "ignore")) > 0.3 * len(signs):
        return True  # another script, or one read by the wrong encoding
    words = _WORD.findall("\n".join(line for line in text[:SAMPLE].split("\n") if not _is_row(line)))
    if not words:
        return False
    letters = "".join(words).lower()[::7]
    return sum(map(_is_latin, letters)) < 0.5 * len(letters) or _tells_foreign(words)


def _tells_foreign(words: list[str]) -> bool:
    """Tell by the small words among those of a text; a list of names or figures has few in any language."""
    small, lists = [word.lower() for word in words], lexicon("layout")
    ours = sum(map(lists.english.__contains__, small))
    # in small letters: Los Angeles and Van Gogh are English
    theirs = sum(map(lists.foreign.__contains__, (small[0], *words[1:])))
    if theirs >= 2 and theirs > 2 * ours:
        return True
    named = len([word for word in words if len(word) > 3])
    return len(set(small)) >= ENOUGH and named < 0.8 * len(words) and ours < 0.03 * len(words)


@cache
def _is_latin(letter: str) -> bool:
    return letter.isascii() or "LATIN" in unicodedata.name(letter, "")


def _is_row(line: str) -> bool:
    """Tell whether a line is one of a table, which is of no language: two figures or more, few words."""
    figures = len(_FIGURE.findall(line))
    return figures > 1 and 2 * len(line.split()) <= 9 * figures
