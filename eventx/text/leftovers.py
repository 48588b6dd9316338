"""Leftovers: what typesetting, pages and editors leave in a text beside its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_TAG = r"</?(?:{})\b(?:\s[^<>]{{0,500}})?/?>"
_BREAKS = "p|br|div|li|tr|h[1-6]|blockquote|figure"
_INLINE = "a|abbr|b|em|figcaption|font|i|img|ol|small|span|strong|su[bp]|t(?:able|body|d|h|head)|u|ul"
_LINK = r"\]\(https?://[^\s()]{1,500}\)"
_LEFTOVER = re.compile(
    r"(?<![ \t\r\xa0])[ \t\r\xa0]++(?=\n)"
    r"|(?:(?<=[.!?])|(?<=[.!?][\"”’)])) (?= [A-Z\"“‘(])"  # the first of two blanks between sentences
    r"|(?<=\S)(?:\xa0(?=[ \xa0]\S)| (?=\xa0\S))"
    r"|(?<=[\w%)”\"]) (?=[,;!?](?:\s|$)|\.(?: ?[\"”’)]|\s+[A-Z“\"]|\s*$)"  # between tokens: it did n't cut jobs .
    r"|(?:n't|'(?:s|re|ve|ll|d|m))\b)"
    r"|[\xad\u200b-\u200f\u2060\ufeff]+"
    r"|(?P<entity>&(?:amp|quot|apos|lt|gt|nbsp|pound|euro|#\d{2,5}|#x[\da-fA-F]{2,4});)"
    rf"|(?P<break>{_TAG.format(_BREAKS)})|{_TAG.format(_INLINE)}"  # but "<P>" is a firm's short name
    rf"|\[(?=[^][\n]{{1,200}}{_LINK})|{_LINK}|(?m:^#{{1,6}} )|\*\*(?=\S)|(?<=\S)\*\*"  # Markdown
)


def find_leftovers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what tells nothing in a text, start and end, and the character that stands for it, if one does.

    Nothing stands for blanks at the end of a line, one of two blanks between sentences, what is not seen, and marks of
    Markdown; for an entity of HTML what it means, for a tag that ends a line a line end.

    Examples
    --------
    >>> text = "<p>AT&amp;T <b>cut</b> 90 jobs.  It fell."
    >>> [(text[start:end], char) for start, end, char in find_leftovers(text)]
    [('<p>', '\\n'), ('&amp;', '&'), ('<b>', ''), ('</b>', ''), (' ', '')]
    """
    for found in _LEFTOVER.finditer(text):
        told = found[0]
        yield *found.span(), unescape(told) if found["entity"] else "\n" if found["break"] else ""
