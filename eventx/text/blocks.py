"""The blocks of a news text: headings, bylines, bullets and paragraphs, each of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from eventx.lexicons import load_lexicon
from eventx.text.dateline import Head, read_head

_LINE = re.compile(r"[^\n\r\u2028\u2029\x85\x0b\x0c]+")
_APART = re.compile(r"\u2029|\x0c|(?:\r\n|[\n\r\x85\x0b\u2028])[^\n\r]*[\n\r\x85\x0b\u2028]")
BULLET = re.compile(r"(?:[•‣◦▪▫●○■□◆►▶·*+]|--?|[–—]|\(?\d{1,2}[.)]|>+)(?=\s)")
_RULE = re.compile(r"[\s\-_=*~#.•·–—+]{3,}$")
STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
WRAP = 132
"""Characters of a line of a hard-wrapped text, at most."""


@dataclass(slots=True)
class Block:
    """A heading, byline, bullet or paragraph: lines that belong together."""

    start: int
    end: int
    text: str
    kind: str = "text"
    head: Head | None = None


def read_blocks(text: str) -> Iterator[Block]:
    """Split a text at line ends, but not within a paragraph that is wrapped at a fixed width."""
    lines = [m for m in _LINE.finditer(text) if not m.group().isspace()]
    if not lines:
        return
    width = max(m.end() - m.start() for m in lines)
    wrapped = width <= WRAP and _is_wrapped(text, lines, width)
    start, end = _trim(lines[0])
    for before, line in pairwise(lines):
        apart = _APART.search(text[before.end() : line.start()]) is not None
        if apart or not _goes_on(before.group(), line.group(), width, wrapped):
            yield _classified(start, end, text[start:end])
            start = _trim(line)[0]
        end = _trim(line)[1]
    yield _classified(start, end, text[start:end])


def _trim(line: re.Match[str]) -> tuple[int, int]:
    held = line.group()
    return line.start() + len(held) - len(held.lstrip()), line.start() + len(held.rstrip())


def _is_wrapped(text: str, lines: list[re.Match[str]], width: int) -> bool:
    """Tell whether most lines that another follows at once are as full as the width allows."""
    pairs = [(a, b) for a, b in pairwise(lines) if len(text[a.end() : b.start()].strip(" \t\r")) <= 1]
    full = sum(len(a.group().rstrip()) + 1 + len(b.group().split(None, 1)[0]) > width - 6 for a, b in pairs)
    return len(pairs) > 1 and full >= 0.6 * len(pairs)


def _goes_on(before: str, line: str, width: int, wrapped: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before."""
    before, line = before.strip(), line.strip()
    if BULLET.match(line) or any(_RULE.match(t) or _is_boilerplate(t) or _is_head(t) for t in (before, line)):
        return False
    if wrapped:
        return len(before) + 1 + len(line.split(None, 1)[0]) > width - 15
    return line[0].islower() and not STOP.search(before)


def _is_head(line: str) -> bool:
    return len(line) < 60 and read_head(line) is not None


def _classified(start: int, end: int, text: str) -> Block:
    low, head = text[:200].lower().replace("’", "'"), None
    if _RULE.match(text) and len(text) < 200:
        kind = "rule"
    elif _is_boilerplate(text):
        kind = "boilerplate"
    elif begins("teasers", low):
        kind = "teaser"
    elif begins("notes", low):
        kind = "note"
    elif len(text) < 300 and (begins("captions", low) or _phrases("caption_marks").search(text.lower())):
        kind = "caption"
    else:
        head = read_head(text)
        kind = "head" if head else "bullet" if BULLET.match(text) else "text"
    return Block(start, end, text, kind, head)


@cache
def _phrases(key: str) -> re.Pattern[str]:
    words = sorted(load_lexicon("layout")[key], key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(w).replace(r"\#", r"\d[\d,.]{0,9}[km]?") for w in words) + ")")


def begins(key: str, low: str) -> re.Match[str] | None:
    """Match the phrase of a list of the lexicon that a text in small letters begins with."""
    return _phrases(key).match(low.lstrip("\"'“‘([►▶•* "))


def _is_boilerplate(line: str) -> bool:
    if len(line) > 160:
        return False
    low = line.strip().lower().replace("’", "'")
    parts = [part.strip(" \t:•·»>-–—[]") or part.strip() for part in re.split(r"[|•·]", low) if part.strip()]
    if parts and all(_phrases("lines").fullmatch(part) for part in parts):
        return True
    return bool(_phrases("prefixes").match(low)) and " said" not in low
