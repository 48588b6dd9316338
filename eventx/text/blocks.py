"""The blocks of a news text: headings, bylines, bullets and paragraphs, each of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventx.text.dateline import Head, read_head
from eventx.text.lines import BULLET, LINE, RULE, STOP, is_boilerplate, phrases, soften

_ELSEWHERE = re.compile(
    r"(?i:(?:read )?more (?:stories )?(?:from|on|in|about|at)) [^:.!?]{2,40}(?:\.com)?: [“\"‘']?[A-Z\d]"
)
"""The headline of another story behind where that stands: "More from Kolm.com: Ore Falls"."""


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
    listed = False  # whether links to other stories stand here
    for line in LINE.finditer(soften(text)):
        if told := line.group().strip():
            start = line.start() + line.group().index(told)
            block = _classified(start, start + len(told), told)
            listed = _heads_list(told) or (listed and _is_link(block))
            if listed and block.kind in ("text", "bullet"):
                block.kind = "teaser"
            yield block


def _heads_list(line: str) -> bool:
    """Tell whether a line heads a list of links: "More from the Kolm Post:", "More From Kolm.com"."""
    found = phrases("lists").match(head := line.lower().rstrip(":").strip()) if len(line) < 60 else None
    if found is None or line[-1] == ":" or phrases("lists").fullmatch(head):
        return found is not None
    named = all(word[0].isupper() or word == "the" for word in line[found.end() :].split())
    return named and found.group().endswith("from") and not STOP.search(line)


def _is_link(block: Block) -> bool:
    """Tell whether a block may be the headline of another story."""
    return block.kind in ("text", "bullet", "teaser") and len(block.text) < 160 and not STOP.search(block.text)


def _classified(start: int, end: int, text: str) -> Block:
    low = text[:200].lower().replace("’", "'")
    if RULE.match(text):
        return Block(start, end, text, "rule")
    if is_boilerplate(text):
        return Block(start, end, text, "boilerplate")
    if _ELSEWHERE.match(text) and begins("lists", low):
        return Block(start, end, text, "teaser")
    for key, kind in (("teasers", "teaser"), ("notes", "note"), ("captions", "caption")):
        if begins(key, low) and (kind != "caption" or len(text) < 300):
            return Block(start, end, text, kind)
    if len(text) < 300 and phrases("caption_marks").search(text.lower()):
        return Block(start, end, text, "caption")
    head = read_head(text)
    return Block(start, end, text, "head" if head else "bullet" if BULLET.match(text) else "text", head)


def begins(key: str, low: str) -> re.Match[str] | None:
    """Match the phrase of a list of the lexicon that a text in small letters begins with."""
    return phrases(key).match(low.lstrip("\"'“‘([►▶•* "))
