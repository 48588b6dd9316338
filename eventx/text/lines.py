"""The lines of a text: which line ends part paragraphs, and which are no more than blanks of a wrapped sentence."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from eventx.lexicons import alternation, lexicon, load_lexicon
from eventx.text.dateline import read_head

LINE = re.compile(r"[^\n\r\u2028\u2029\x85\x0b\x0c]+")
BULLET = re.compile(r"(?:[•‣◦▪▫●○■□◆►▶·*+]|--?|[–—]|\(?\d{1,2}[.)]|>+)(?=\s)")
RULE = re.compile(r"[\s\-_=*~#.•·–—+]{3,}$")
STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
_APART = re.compile(r"\u2029|\x0c|(?>\r\n|[\n\r\x85\x0b\u2028])[^\n\r]*[\n\r\x85\x0b\u2028]")
_RESULTS = re.compile(r"[A-Z][A-Za-z ]{1,24} (?:\d|one\b)[\w., ]* vs\.? [\w., ]*(?<!\.)$")
"""A line of a table of results: "Net loss 920,000 vs profit 4.1 mln"."""
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
WRAP = 140
"""Characters of a line of a hard-wrapped text, at most."""


def soften(text: str) -> str:
    """Return the text with blanks for the line ends that part no paragraphs or lines of a table; offsets hold.

    Examples
    --------
    >>> soften("The mill said it will\\ncut 90 jobs.\\nShares fell.")
    'The mill said it will cut 90 jobs.\\nShares fell.'
    """
    lines = [m for m in LINE.finditer(text) if not m.group().isspace()]
    if len(lines) < 2:
        return text
    pairs = [p for p in pairwise(lines) if not _APART.search(text[p[0].end() : p[1].start()])]
    width, base = max(m.end() - m.start() for m in lines), min(map(_indent, lines))
    level = [p for p in pairs if _indent(p[1]) == base]
    indented = any(_indent(line) > base + 1 for line in lines[1:])
    wrapped = width <= WRAP and _is_full(level if indented else pairs, width, len(lines))
    parts, last = list[str](), 0
    for before, line in level if wrapped and indented else pairs:
        if _goes_on(before.group().strip(), line.group().strip(), width, wrapped, indented):
            start, end = before.start() + len(before.group().rstrip()), line.start() + _indent(line)
            parts += text[last:start], " " * (end - start)
            last = end
    return "".join((*parts, text[last:]))


def _indent(line: re.Match[str]) -> int:
    return len(line.group()) - len(line.group().lstrip())


def _is_full(pairs: list[tuple[re.Match[str], re.Match[str]]], width: int, count: int) -> bool:
    """Tell whether most lines that another follows are as full as the width allows; the first may be shorter."""
    full = [len(a.group().rstrip()) + 1 + len(b.group().split(None, 1)[0]) > width - 6 for a, b in pairs]
    full = full if len(full) < 3 or all(full[:1]) else full[1:]
    return (len(full) > 1 or count > 4) and sum(full) >= max(1, 0.6 * len(full))


def _goes_on(before: str, line: str, width: int, wrapped: bool, indented: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before."""
    both = before, line
    if any(RULE.match(t) or (wrapped and _COLUMNS.search(t)) or _RESULTS.fullmatch(t) for t in both):
        return False
    if wrapped and indented:
        return True
    if BULLET.match(line) or any(is_boilerplate(t) or (len(t) < 60 and read_head(t)) for t in both):
        return False
    ended = bool(STOP.search(before))
    slack = 0 if ended else 15  # where a sentence ends, only a line that the next word would not fit goes on
    full = wrapped and len(before) + 1 + len(line.split(None, 1)[0]) > width - slack
    words, last = lexicon("layout"), before.rsplit(None, 1)[-1]
    summed = line[0] in "$€£¥" or line[0].isdigit()
    hangs = last in words.hanging or (summed and (last[-1] in "$€£¥" or last in words.leading_on))
    return full or (not ended and (line[0].islower() or hangs))


@cache
def phrases(key: str) -> re.Pattern[str]:
    """Return a pattern of the phrases of a list of the lexicon."""
    words = alternation(load_lexicon("layout")[key]).replace(r"\#", r"\d[\d,.]{0,9}[km]?")
    return re.compile(f"(?:{words})")


def is_boilerplate(line: str) -> bool:
    """Tell whether a line is furniture of its page: all parts of it between bars are, or it begins as such lines do."""
    if len(line) > 300:
        return False
    low = line.strip().lower().replace("’", "'")
    parts = [part.strip(" \t:•·»>-–—[]") or part.strip() for part in re.split(r"[|•·]", low) if part.strip()]
    if parts and all(phrases("lines").fullmatch(part) for part in parts):
        return True
    return bool(phrases("prefixes").match(low)) and " said" not in low
