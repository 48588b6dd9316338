"""Quoted stretches of a text: straight, curly, guillemet, double-single and single marks, also where one is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|‘‘|’’|[“”„\"«»]")
_SINGLE = re.compile(r"(?:(?<=[\s(\[—–])|^)[‘'](?=\w)(?!'?\d0s|'?(?:em|til|tis|twas|cause)\b)")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
_WIDE = 400  # characters that a pair of single marks may hold: an apostrophe is soon mistaken for one


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters ``start`` to ``end`` between marks, ``left`` to ``right`` with them.

    ``closed`` is false where the paragraph ends before the closing mark.
    """

    start: int
    end: int
    left: int
    right: int
    closed: bool = True

    @property
    def length(self) -> int:
        """Number of characters between the marks."""
        return self.end - self.start


def find_quotes(text: str) -> list[Quote]:
    """Find the outermost quoted stretches, in one pass over the text; quotations never cross a paragraph.

    >>> [text[q.start:q.end] for text in ['“A,” he said. “B.'] for q in find_quotes(text)]
    ['A,', 'B.']
    """
    out: list[Quote] = []
    carried = False
    for paragraph in _PARAGRAPH.finditer(text):
        found, carried = _pair(text, paragraph.start(), paragraph.end(), carried)
        out += found
    return out


def _pair(text: str, begin: int, finish: int, carried: bool) -> tuple[list[Quote], bool]:
    """Pair the marks of one paragraph; say whether it ends inside a quotation."""
    out: list[Quote] = []
    opened: re.Match[str] | None = None
    for count, match in enumerate(_MARK.finditer(text, begin, finish)):
        opens = _opens(text, match, opened, begin, finish)
        if opened is None and not opens and carried and not count:  # only the end of the paragraph is marked
            out.append(Quote(begin, match.start(), begin, match.end()))
        elif opened is None and opens:
            opened = match
        elif opened is not None and not opens:
            out.append(Quote(opened.end(), match.start(), opened.start(), match.end()))
            opened = None
        elif opened is not None and text[opened.end() : match.start()].rstrip()[-1:] in (".", "!", "?"):
            end = opened.end() + len(text[opened.end() : match.start()].rstrip())  # the closing mark was forgotten
            out.append(Quote(opened.end(), end, opened.start(), end, False))
            opened = match
    if opened is not None:
        out.append(Quote(opened.end(), finish, opened.start(), finish, False))
    return out or _pair_single(text, begin, finish), opened is not None


def _opens(text: str, match: re.Match[str], opened: re.Match[str] | None, begin: int, finish: int) -> bool:
    """Say whether a mark opens a quotation; ``opened``: the mark of the one that is open."""
    mark = match.group()
    if mark in ("„", "«", "``", "‘‘"):
        return True
    if mark == "“":
        return opened is None or opened.group() != "„"
    before = text[match.start() - 1] if match.start() > begin else " "
    after = text[match.end()] if match.end() < finish else " "
    straight = mark in ('"', "''") and not after.isspace()
    return straight and (before.isspace() or (opened is None and before in "([{—–-―'‘/:"))


def _pair_single(text: str, begin: int, finish: int) -> list[Quote]:
    """Pair single marks of a paragraph that has no double ones."""
    out: list[Quote] = []
    at = begin
    while (opening := _SINGLE.search(text, at, finish)) is not None:
        following = _SINGLE.search(text, opening.end(), finish)
        limit = min(finish, opening.end() + _WIDE, following.start() if following is not None else finish)
        ends = [m.start() for m in _SINGLE_END.finditer(text, opening.end(), limit)]
        if not ends:
            at = opening.end()
            continue
        end = next((e for e in ends if text[e - 1] in ".,!?…"), ends[0])
        out.append(Quote(opening.end(), end, opening.start(), end + 1))
        at = end + 1
    return out
