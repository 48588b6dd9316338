"""The layout of a news text: headline, standfirst, body and asides; title and date; boilerplate; where sentences begin.

All offsets are those of the text as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from eventx.lexicons import load_lexicon
from eventx.records import SectionKind
from eventx.text.dateline import Head, find_dates, is_name, read_dateline, read_head
from eventx.text.section import Section
from eventx.text.sentences import sentence_starts

_LINE = re.compile(r"[^\n\r\u2028\u2029\x85\x0b\x0c]+")
_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□◆►▶·*+]|--?|[–—]|\(?\d{1,2}[.)]|>+)(?=\s)")
_RULE = re.compile(r"[\s\-_=*~#.•·–—+]{3,}$")
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+\s|\n")
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*$")
WRAP = 132  # a hard-wrapped text has no longer line
SENTENCE = 800  # a sentence of more characters is cut, so that no rule ever sees one without end


@dataclass(slots=True)
class Block:
    """A heading, byline, bullet or paragraph: lines that belong together."""

    start: int
    end: int
    text: str
    kind: str = "text"
    head: Head | None = None


@dataclass
class Layout:
    """What the layout of an article's text tells."""

    sections: list[Section] = field(default_factory=list)
    boilerplate: list[tuple[int, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    title: str | None = None
    published: str | None = None


def read_layout(text: str, title: str | None = None) -> Layout:
    """Read the layout of an article's text; ``title`` is the headline where it is known from elsewhere.

    Examples
    --------
    >>> layout = read_layout("Exports rise\\n\\n2 May 2025\\n\\nExports rose 5% in April.")
    >>> layout.title, layout.published, layout.sections[0].kind
    ('Exports rise', '2025-05-02', 'headline')
    """
    blocks = list(_blocks(text))
    out = Layout()
    for block in blocks:
        _classify(block)
    headline = _headline(blocks, title)
    kinds = _kinds(blocks, headline)
    for block in blocks:
        out.starts.append(block.start)
        _mark_idle(block, out)
    out.boilerplate = _join(out.boilerplate)
    out.starts = sorted({*out.starts, *_cuts(text), *sentence_starts(text)})
    for block, kind in zip(blocks, kinds, strict=True):
        if out.sections and out.sections[-1].kind == kind:
            out.sections[-1] = Section(out.sections[-1].start, block.end, kind)
        else:
            out.sections.append(Section(block.start, block.end, kind))
    out.title = " ".join(headline.text.split()) if headline else None
    out.published = _published(blocks)
    return out


def lies_within(at: int, extents: Sequence[Sequence[int]]) -> bool:
    """Tell whether a character lies within one of the extents, which are in order and apart."""
    index = bisect_right(extents, at, key=lambda extent: extent[0]) - 1
    return index >= 0 and at < extents[index][1]


def _join(extents: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put extents in order and make one of those that touch."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(extents):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _blocks(text: str) -> Iterator[Block]:
    """Split a text at line ends, but not within a paragraph that is wrapped at a fixed width."""
    lines = [m for m in _LINE.finditer(text) if not m.group().isspace()]
    if not lines:
        return
    width = max(m.end() - m.start() for m in lines)
    wrapped = width <= WRAP and _is_wrapped(text, lines, width)
    start, end = _trim(text, lines[0])
    for before, line in pairwise(lines):
        gap = text[before.end() : line.start()]
        apart = len(re.findall(r"\r\n|[\n\r\x85\x0b\x0c\u2028]|\u2029", gap)) > 1 or "\u2029" in gap or "\x0c" in gap
        if apart or not _goes_on(before.group(), line.group(), width, wrapped):
            yield Block(start, end, text[start:end])
            start = _trim(text, line)[0]
        end = _trim(text, line)[1]
    yield Block(start, end, text[start:end])


def _trim(text: str, line: re.Match[str]) -> tuple[int, int]:
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
    if _BULLET.match(line) or any(_RULE.match(t) or _is_boilerplate(t) or _is_head(t) for t in (before, line)):
        return False
    if wrapped:
        return len(before) + 1 + len(line.split(None, 1)[0]) > width - 15
    return line[0].islower() and not _STOP.search(before)


def _is_head(line: str) -> bool:
    return len(line) < 60 and read_head(line) is not None


def _classify(block: Block) -> None:
    text = block.text
    low = text[:200].lower().replace("’", "'")
    if _RULE.match(text) and len(text) < 200:
        block.kind = "rule"
    elif _is_boilerplate(text):
        block.kind = "boilerplate"
    elif _begins("teasers", low):
        block.kind = "teaser"
    elif _begins("notes", low):
        block.kind = "note"
    elif len(text) < 300 and (_begins("captions", low) or _phrases("caption_marks").search(text.lower())):
        block.kind = "caption"
    elif (head := read_head(text)) is not None:
        block.kind, block.head = "head", head
    elif _BULLET.match(text):
        block.kind = "bullet"


@cache
def _phrases(key: str) -> re.Pattern[str]:
    words = sorted(load_lexicon("layout")[key], key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(w).replace(r"\#", r"\d[\d,.]{0,9}[km]?") for w in words) + ")")


def _begins(key: str, low: str) -> re.Match[str] | None:
    return _phrases(key).match(low.lstrip("\"'“‘([►▶•* "))


def _is_boilerplate(line: str) -> bool:
    if len(line) > 160:
        return False
    low = line.strip().lower().replace("’", "'")
    parts = [part.strip(" \t:•·»>-–—[]") or part.strip() for part in re.split(r"[|•·]", low) if part.strip()]
    if parts and all(_phrases("lines").fullmatch(part) for part in parts):
        return True
    return bool(_phrases("prefixes").match(low)) and " said" not in low


def _headline(blocks: list[Block], title: str | None) -> Block | None:
    """Return the block that is the headline: the first text, short, no sentence with its stop."""
    for number, block in enumerate(blocks[:8]):
        if block.kind != "text":
            continue
        if title and _key(block.text) == _key(title):
            return block
        after = [b for b in blocks[number + 1 :] if b.kind in ("text", "bullet")]
        if block.text.lower() in load_lexicon("layout")["labels"] and after:
            block.kind = "boilerplate"
            continue
        stopped = block.text.rstrip("\"'”’").endswith((".", ",", ":", ";", "…"))
        followed = number + 1 < len(blocks) and blocks[number + 1].kind in ("head", "boilerplate")
        fits = len(block.text) <= 220 and read_dateline(block.text) is None
        return block if after and fits and (not stopped or followed) else None
    return None


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _kinds(blocks: list[Block], headline: Block | None) -> list[SectionKind]:
    """Give each block the kind of its section; names beside a line of date or byline become boilerplate."""
    first = blocks.index(headline) if headline else -1
    texts = [i for i, b in enumerate(blocks) if i > first and b.kind in ("text", "bullet")]
    story = [i for i in texts if _tells(blocks[i])]
    told = story[0] if story else len(blocks)
    if headline is not None and texts and texts[0] < told and _is_second_headline(blocks, texts[0]):
        standfirst = texts[0]
    else:
        standfirst = told if headline is not None and _is_standfirst(blocks, first, told) else -1
    body = next((i for i in story if i > standfirst), told)
    kinds: list[SectionKind] = []
    ruled = False
    for i, block in enumerate(blocks):
        kind: SectionKind = "body"
        ruled = ruled or (block.kind == "rule" and i > body and i >= 0.7 * len(blocks))
        if block is headline:
            kind = "headline"
        elif block.kind in ("teaser", "caption", "note") or ruled or (i > first and _repeats(block, headline)):
            kind = "aside"
        elif i == standfirst:
            kind = "standfirst"
        elif first < i < body and block.kind == "text" and is_name(block.text) and _beside(blocks, i):
            block.kind = "boilerplate"
        kinds.append(kind)
    return kinds


def _is_standfirst(blocks: list[Block], first: int, told: int) -> bool:
    """Tell whether the first text stands between the headline and the line of date, byline or dateline."""
    if told >= len(blocks) or len(blocks[told].text) >= 450 or read_dateline(blocks[told].text) is not None:
        return False
    heads = (i for i, b in enumerate(blocks[: first + 12]) if i > first and b.kind in ("head", "boilerplate"))
    after = blocks[told + 1] if told + 1 < len(blocks) else None
    return any(told < i <= told + 2 for i in heads) or (
        after is not None
        and after.kind == "text"
        and (read_dateline(after.text) is not None or _is_second_headline(blocks, told))
    )


def _is_second_headline(blocks: list[Block], i: int) -> bool:
    """Tell whether a line is a headline under the headline: some words without a stop, before a paragraph."""
    text, after = blocks[i].text, blocks[i + 1] if i + 1 < len(blocks) else None
    if blocks[i].kind != "text" or after is None or after.kind not in ("text", "head") or len(text) > 160:
        return False
    if len(text.split()) < 4 or text.lower().startswith("by ") or is_name(text) or read_dateline(text) is not None:
        return False
    return not text.rstrip("\"'”’").endswith((".", ",", ":", ";", "…", "!", "?")) and _tells(after)


def _repeats(block: Block, headline: Block | None) -> bool:
    return headline is not None and block.kind == "text" and _key(block.text) == _key(headline.text)


def _tells(block: Block) -> bool:
    return len(block.text) > 60 or bool(_STOP.search(block.text))


def _beside(blocks: list[Block], i: int) -> bool:
    return any(b.kind in ("head", "boilerplate") for b in (blocks[max(0, i - 1)], *blocks[i + 1 : i + 2]))


_PHONE = re.compile(
    r"\+\d{1,3}[ (-][\d ()-]{6,16}\d|"
    r"\b(?:call|tel|telephone|phone|dial|fax|hotline)\b[.:]?(?: on| at)? ?\d[\d ()-]{5,16}\d",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"(?:https?://|www\.)\S{1,300}(?<![.,;:)\]])|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,64}){1,4}", re.IGNORECASE
)


def _mark_idle(block: Block, out: Layout) -> None:
    """Add a block's boilerplate and the starts of sentences within it."""
    start, text = block.start, block.text
    if block.kind in ("boilerplate", "rule"):
        out.boilerplate.append((start, block.end))
    elif block.head:
        out.boilerplate += [(start + s, start + e) for s, e in block.head.idle]
        out.starts += [start + d.end for d in find_dates(text)]
    elif block.kind == "teaser" and (lead := _begins("teasers", text[:60].lower())):
        end = start + text.lower().index(lead.group()) + len(lead.group())
        out.boilerplate.append((start, end))
        out.starts.append(end)
    elif bullet := _BULLET.match(text):
        out.boilerplate.append((start, start + bullet.end()))
        out.starts.append(start + bullet.end())
    elif dateline := read_dateline(text):
        out.starts.append(start + dateline.end)
        if dateline.agency and not re.search(r"day\b", text[slice(*dateline.agency)]):
            out.boilerplate.append((start + dateline.agency[0], start + dateline.agency[1]))
    for found in (*_PHONE.finditer(text), *_WEB.finditer(text)):
        out.boilerplate.append((start + found.start(), start + found.end()))


def _cuts(text: str) -> Iterator[int]:
    """Yield places to cut stretches that go on without any stop: at a semicolon, comma or space where there is one."""
    last = 0
    for stop in (*_END.finditer(text), None):
        end = stop.end() if stop else len(text)
        while end - last > SENTENCE:
            at = last + SENTENCE
            found = next((f for mark in ("; ", ", ", " ") if (f := text.rfind(mark, at - 300, at)) > 0), at)
            last = min(found + 1, at) if found < at else at
            yield last
        last = end


def _published(blocks: list[Block]) -> str | None:
    """Return the day that the lines of date, then the datelines, at the head tell; last, a line of date at the end."""
    heads, told = [], 0
    for block in blocks[:25]:
        if block.head and block.head.iso:
            heads.append(block.head)
        told += block.kind == "text" and len(block.text) > 120
        if told > 3:
            break
    if heads:
        return next((h.iso for h in heads if not h.updated), heads[0].iso)
    for block in [b for b in blocks[:15] if b.kind in ("text", "caption")][:5]:
        if (dateline := read_dateline(block.text)) and dateline.iso:
            return dateline.iso
    return next((b.head.iso for b in reversed(blocks[-4:]) if b.head and b.head.iso), None)
