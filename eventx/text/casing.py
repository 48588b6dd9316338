"""Casing: titles that capitals hide are read as sentences, "Court Blocks Merger" as "Court blocks merger"; initials."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from eventx.lexicons import load_lexicon
from eventx.normalize.place import look_up
from eventx.text.lines import LINE

_WORD = re.compile(r"[A-Za-z](?:[A-Za-z]|['’](?=[A-Za-z]))*(?:\.[A-Za-z]\b\.?)*")
_SENTENCE = re.compile(r"[.!?:;]['\"”’)]*\s+['\"“‘(]*$|^['\"“‘(]*$|\n\s*$")
_KNOWN = 60
"""Ten times log10 of the people of a place whose name is nothing else in a title."""
_LINES, _LONGEST, _READ = 3, 200, 6_000  # lines that may be titles, characters of one, and of the text that tells names


def lower_titles(text: str, is_word: Callable[[str], bool]) -> str:
    """Return the text with its first lines, where they are written in capitals, in the case of sentences.

    What the text below writes in small letters is a word, what it writes with a capital a name; of the others
    ``is_word`` tells the words. Offsets hold.

    Examples
    --------
    >>> lower_titles("Court Blocks Kappa Merger\\n\\nA court has blocked the merger.", {"blocks"}.__contains__)
    'Court blocks Kappa merger\\n\\nA court has blocked the merger.'
    """
    lines = [m for m in islice(LINE.finditer(text), _LINES) if is_capitalised(m.group())]
    if not lines:
        return text
    told = _forms(text[lines[-1].end() : lines[-1].end() + _READ])
    parts, last = list[str](), 0
    for line in lines:
        parts += text[last : line.start()], _lowered(line.group(), told, is_word)
        last = line.end()
    return "".join((*parts, text[last:]))


def is_capitalised(line: str) -> bool:
    """Tell whether a line is a title each longer word of which has a capital."""
    if len(line) > _LONGEST or line.rstrip().endswith((".", ";", ":")):
        return False
    long = [word for word in _WORD.findall(line) if len(word) > 3]
    capital = sum(word[0].isupper() for word in long)
    return len(long) > 1 and 5 * capital > 4 * len(long)


def initials(words: Iterable[str], small: bool = False) -> str:
    """Return the initials of a name's words: of those with a capital, or of the ``small`` ones, too.

    >>> initials(["Bank", "of", "Kvern"]), initials(["Bank", "of", "Kvern"], small=True)
    ('BK', 'BoK')
    """
    return "".join(word[0] for word in words if small or word[0].isupper())


def _forms(text: str) -> Counter[str]:
    """Count how a text writes its words where no sentence begins."""
    return Counter(
        m.group() for m in _WORD.finditer(text) if not _SENTENCE.search(text[max(0, m.start() - 6) : m.start()])
    )


def _lowered(line: str, told: Counter[str], is_word: Callable[[str], bool]) -> str:
    upper = line.isupper()
    first = True

    def write(match: re.Match[str]) -> str:
        nonlocal first
        word, opens, first = match.group(), first, False
        shown = _cased(word, told, is_word, upper)
        return shown[:1].upper() + shown[1:] if opens else shown

    return _WORD.sub(write, line)


def _cased(word: str, told: Counter[str], is_word: Callable[[str], bool], upper: bool) -> str:
    """Return a word of a title as its text writes it, else as a name where it is no known word."""
    low, name = word.lower(), word[:1] + word[1:].lower()
    if "." in word or len(word) == 1 or (not upper and word[1:] != word[1:].lower()):
        return word
    if low in load_lexicon("layout")["calendar"]:
        return name
    forms = {form: told[form] for form in (name, low, word) if told[form]}
    if forms:
        return max(forms, key=lambda form: forms[form])
    if upper and low in load_lexicon("layout")["initials"]:
        return word
    return low if is_word(low) and not _is_place(name) else name


def _is_place(name: str) -> bool:
    """Tell whether a name is that of a country or of a great town."""
    return any(s.level in ("country", "capital") or (s.people >= _KNOWN and not s.alternate) for s in look_up(name))
