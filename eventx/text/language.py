"""Is a text English? A cheap check by small words, so that other languages yield no nonsense."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from eventx.lexicons import load_lexicon

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d[\d.,/-]*|--+")
SAMPLE = 6000  # characters that are looked at
ENOUGH = 30  # different words in which English shows its small words for certain


@cache
def _small_words() -> tuple[frozenset[str], frozenset[str]]:
    words = load_lexicon("layout")
    return frozenset(words["english"]), frozenset(words["foreign"])


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
    if len(signs) >= ENOUGH and sum(not sign.isascii() for sign in signs) > 0.3 * len(signs):
        return True  # another script, or one read by the wrong encoding
    words = _WORD.findall("\n".join(line for line in text[:SAMPLE].split("\n") if not _is_row(line)))
    letters = "".join(words).lower()
    if not letters:
        return False
    if not letters.isascii() and sum(map(_is_latin, letters[:SAMPLE:7])) < 0.5 * len(letters[:SAMPLE:7]):
        return True
    english, foreign = _small_words()
    ours = sum(word.lower() in english for word in words)
    words[0] = words[0].lower()
    theirs = sum(word in foreign for word in words)  # in small letters: Los Angeles and Van Gogh are English
    if theirs >= 2 and theirs > 2 * ours:
        return True
    named = sum(len(word) > 3 for word in words)  # a list of names or figures has few small words in any language
    different = len({word.lower() for word in words})
    return different >= ENOUGH and named < 0.8 * len(words) and ours < 0.03 * len(words)


@cache
def _is_latin(letter: str) -> bool:
    return letter.isascii() or "LATIN" in unicodedata.name(letter, "")


def _is_row(line: str) -> bool:
    """Tell whether a line is one of a table, which is of no language: two figures or more, few words."""
    figures = len(_FIGURE.findall(line))
    return figures > 1 and 2 * len(line.split()) <= 9 * figures
