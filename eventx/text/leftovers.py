"""Leftovers: what typesetting, pages and editors leave in a text beside its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

_BLANKS = (
    r"(?<![ \t\r\xa0])[ \t\r\xa0]++(?=\n)"  # behind the last word of a line
    r"|(?:(?<=[.!?])|(?<=[.!?][\"”’)])) {1,3}(?= [A-Z\"“‘(])"  # all but one between sentences
    r"|(?<=\S)(?:\xa0(?=[ \xa0]\S)| (?=\xa0\S))"
    r"|(?<=[\w%-]) {1,19}(?= [a-z%])"  # all but one between words of a clause
)
_TOKENS = (
    r"(?<=[\w%)”\"]) (?=[,;!?](?:\s|$)|\.(?: ?[\"”’)]|\s+[A-Z“\"]|\s*$))"  # between tokens: it did n't cut jobs .
    r"|(?<=\w) (?=(?:n't|'(?:s|re|ve|ll|d|m))(?:\s|$))"
)
_UNSEEN = r"[\x00\xad\u200b-\u200f\u2060\ufeff]+"
_FOLLOWS = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"  # what follows in UTF-8, as Windows-1252
_ATTRIBUTES = r"(?:\s+[a-z-]{1,30}=(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'|[^\s<>\"']{1,500})){0,9}\s?/?>"
_BREAK = rf"</?(?:p|br|div|li|tr|t[dh]|h[1-6r]|blockquote|fig(?:ure|caption)|table){_ATTRIBUTES}"
_INLINE = rf"</?(?:a|abbr|b|em|font|i|img|ol|small|span|strong|t(?:body|head)|u|ul){_ATTRIBUTES}"
_HIDDEN = r"(?s:<!--.{0,3000}?-->|<(?P<hidden>script|style)\b[^<>]{0,500}>.{0,3000}?</(?P=hidden)\s?>)"
_LINK = r"\]\(https?://[^\s()]{1,500}\)"
_MARKDOWN = (
    rf"!?\[(?=[^][\n]{{0,199}}[^][\W\d][^][\n]{{0,199}}{_LINK})|(?<=[^\W\d]){_LINK}"  # but "[1](https://...)" is a note
    r"|(?m:^\#{1,6} )|(?<!\w)\*\*(?=[^\s*][^*\n]{0,300}\*\*(?!\w))|(?<=[^\s*])\*\*(?!\w)"
)
_LEFTOVER = re.compile(
    f"{_BLANKS}|{_TOKENS}|{_UNSEEN}|(?P<entity>&(?:#\\d{{1,7}}|#x[\\da-fA-F]{{1,6}}|[A-Za-z]{{2,8}});)"
    f"|(?P<decoded>Â[\xa0-\xbf]|Ã{_FOLLOWS}|â[€‚\\x80\\x82]{_FOLLOWS})|(?P<break>{_BREAK})|{_HIDDEN}|{_INLINE}|{_MARKDOWN}"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its leftovers, and where its characters stood.

    ``gaps``: where some were left out, and how many up to there; ``signs``: the characters that stand for several ("&"
    for "&amp;"), and how many more those are.
    """

    text: str
    gaps: Sequence[tuple[int, int]] = ()
    signs: Mapping[int, int] = field(default_factory=dict)

    def start(self, at: int) -> int:
        """Return where a character stood."""
        before = bisect_right(self.gaps, at, key=lambda gap: gap[0])
        return at + (self.gaps[before - 1][1] if before else 0)

    def end(self, at: int) -> int:
        """Return where what ends before a character ended."""
        return self.start(at - 1) + 1 + self.signs.get(at - 1, 0)


def clean(text: str) -> Cleaned:
    """Leave out of a text what tells nothing.

    Nothing stands for blanks at the end of a line, all but one between sentences, those between tokens, what is not
    seen, comments and scripts of HTML, and marks of Markdown; for an entity of HTML what it means, for a tag that ends
    a line or a cell a line end, for a character that was read as Windows-1252 ("Â£") itself.

    Examples
    --------
    >>> cleaned = clean("AT&amp;T <b>cut</b> 90 jobs.  It fell.")
    >>> cleaned.text, cleaned.start(2), cleaned.end(3)
    ('AT&T cut 90 jobs. It fell.', 2, 7)
    """
    parts, gaps, signs = list[str](), list[tuple[int, int]](), dict[int, int]()
    last = size = left_out = 0
    for start, end, sign in _find_leftovers(text):
        parts += text[last:start], sign
        size += start - last + len(sign)
        left_out += end - start - len(sign)
        gaps.append((size, left_out))
        if sign:
            signs[size - 1] = end - start - 1
        last = end
    return Cleaned("".join((*parts, text[last:])), gaps, signs) if gaps else Cleaned(text)


def _find_leftovers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of each, and the character that stands for it, if one does."""
    for match in _LEFTOVER.finditer(text):
        sign = "\n" if match["break"] else ""
        if match["entity"]:
            sign = unescape(match[0])
            if len(sign) > 1:  # none that is known
                continue
        if match["decoded"]:
            sign = b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in match[0]).decode()
        sign = "" if re.fullmatch(_UNSEEN, sign) else sign
        yield *match.span(), sign
