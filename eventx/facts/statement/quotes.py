"""Quoted stretches of a text: straight, curly, guillemet, double-single and single marks, also where one is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|[“”„\"«»]")
_SINGLE = re.compile(r"(?:(?<=[\s(\[—–])|^)[‘'](?=\w)(?!'?\d0s|'?(?:em|til|tis|twas|cause)\b)")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)")
# A cue that ends a paragraph in which no mark closes: "We never gave up, Sen. Reed said on Monday.
_TOLD = re.compile(
    r"[,?!] (?:(?:(?:[A-Z][\w'’-]*\.? ){1,5}|he |she |they |(?:the|a|an|one) (?:[\w'’-]+ ){1,4})"
    r"(?:said|says|added|wrote|told)"
    r"|(?:said|says|added) (?:[A-Z][\w'’-]*\.?|he|she|they|the [\w'’-]+))(?: [\w'’-]+){0,6}\.?\s*\Z"
)
_BARE = 4  # paragraphs without marks that an open quotation may run over
_TAIL = 120  # characters at a paragraph's end in which such a cue is looked for
_WIDE = 400  # characters that a pair of single marks may hold: an apostrophe is soon mistaken for one


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters ``start`` to ``end`` between marks, ``left`` to ``right`` with them.

    ``closed`` is false where the paragraph ends before the closing mark; ``resumed`` where the paragraph before had
    left the quotation open.
    """

    start: int
    end: int
    left: int
    right: int
    closed: bool = True
    resumed: bool = False

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
    bare: list[tuple[int, int]] = []  # paragraphs without marks since one that left a quotation open
    for paragraph in _PARAGRAPH.finditer(text):
        if carried and len(bare) < _BARE and _MARK.search(text, *paragraph.span()) is None:
            bare.append(paragraph.span())
            continue
        found, carried = _pair(text, paragraph.start(), paragraph.end(), carried)
        if found and found[0].resumed and found[0].start == found[0].left:  # only the end of it all is marked
            out += [Quote(begin, end, begin, end, False, True) for begin, end in bare]
        bare = []
        if carried and (told := _TOLD.search(text, max(found[-1].start, paragraph.end() - _TAIL), paragraph.end())):
            last, carried = found[-1], False
            end = told.start() + 1
            found[-1] = Quote(last.start, end, last.left, end, False, last.resumed)
        out += found
    return out


def _pair(text: str, begin: int, finish: int, carried: bool) -> tuple[list[Quote], bool]:
    """Pair the marks of one paragraph; say whether it ends inside a quotation."""
    out: list[Quote] = []
    opened: tuple[int, int, str] | None = None  # left, start, mark
    resumed = False
    for count, match in enumerate(_MARK.finditer(text, begin, finish)):
        left, right, mark = match.start(), match.end(), match.group()
        before = text[left - 1] if left > begin else " "
        after = text[right] if right < finish else " "
        opens = _opens(mark, before, after, opened)
        if opened is None and not opens and carried and count == 0:
            opened, resumed = (begin, begin, mark), True  # no mark at the paragraph's head: only the end is marked
        if opened is None:
            if opens:
                opened = (left, right, mark)
                resumed = carried and not text[begin:left].strip()
        elif not opens:
            out.append(Quote(opened[1], left, opened[0], right, True, resumed))
            opened, resumed = None, False
        elif mark == opened[2] and text[max(opened[1], left - 4) : left].rstrip()[-1:] in (".", "!", "?"):
            # A mark that opens again after a full stop: the closing one was forgotten.
            end = (
                left - len(text[max(opened[1], left - 4) : left]) + len(text[max(opened[1], left - 4) : left].rstrip())
            )
            if (told := _TOLD.search(text, max(opened[1], end - _TAIL), end)) is not None:
                end = told.start() + 1  # "I would, he said. "I really would."
            out.append(Quote(opened[1], end, opened[0], end, False, resumed))
            opened, resumed = (left, right, mark), False
    if opened is not None:
        out.append(Quote(opened[1], finish, opened[0], finish, False, resumed))
    if not out:
        out = _pair_single(text, begin, finish)
    return out, opened is not None


def _opens(mark: str, before: str, after: str, opened: tuple[int, int, str] | None) -> bool:
    if mark in "„«``":
        return True
    if mark == "“":
        return opened is None or opened[2] != "„"
    if mark == '"' or mark == "''":
        return (
            (before.isspace() or before in "([{—–-―'‘/:")
            and not after.isspace()
            and (opened is None or before.isspace())
        )
    return False


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
