"""The layout of a news text: headline, standfirst, body and asides; title and date; boilerplate; where sentences begin.

All offsets are those of the text as it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from eventx.lexicons import lexicon
from eventx.records import SectionKind
from eventx.text.blocks import Block, begins, read_blocks
from eventx.text.dateline import DATE, find_dates, is_name, read_dateline
from eventx.text.lines import BULLET, STOP
from eventx.text.section import Section
from eventx.text.sentences import sentence_starts

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+\s|\n")
SENTENCE = 800
"""Characters after which a sentence is cut, so that no rule ever sees one without end."""
_PHONE = re.compile(
    r"\+\d{1,3}[ (-][\d ()-]{6,16}\d|"
    r"\b(?:call|tel|telephone|phone|dial|fax|hotline)\b[.:]?(?: on| at)? ?\d[\d ()-]{5,16}\d",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"(?:https?://|www\.)\S{1,300}(?<![.,;:)\]])|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,64}){1,4}", re.IGNORECASE
)

_ADDRESSES = ((re.compile(r"\d[\d ()-]{5,}\d"), _PHONE), (re.compile(r"@|://|www\.", re.IGNORECASE), _WEB))
"""What calls, writes and links are made to, each behind what it cannot be without."""

_CREDIT = re.compile(r"\W*(?:additional )?(?:reporting|writing|compiled) by\b", re.IGNORECASE)
_PLACED = re.compile(r"\bin [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?:, [A-Z][\w.]+)?")


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
    blocks, out = list(read_blocks(text)), Layout()
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
    index = bisect_right(extents, at, key=lambda extent: extent[0]) - 1 if extents else -1
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


def _headline(blocks: list[Block], title: str | None) -> Block | None:
    """Return the block that is the headline: the first text, short, no sentence with its stop."""
    for number, block in enumerate(blocks[:8]):
        if block.kind != "text":
            continue
        if title and _key(block.text) == _key(title):
            return block
        after = any(b.kind in ("text", "bullet") for b in blocks[number + 1 :])
        if after and block.text.lower() in lexicon("layout").labels:
            block.kind = "boilerplate"
            continue
        followed = any(b.kind in ("head", "boilerplate") for b in blocks[number + 1 : number + 2])
        fits = after and len(block.text) <= 220 and read_dateline(block.text) is None
        return block if fits and (followed or not _is_stopped(block.text)) else None
    return None


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _is_stopped(text: str, more: tuple[str, ...] = ()) -> bool:
    return text.rstrip("\"'”’").endswith((".", ",", ":", ";", "…", *more))


def _kinds(blocks: list[Block], headline: Block | None) -> list[SectionKind]:
    """Give each block the kind of its section; names beside a line of date or byline become boilerplate."""
    first = blocks.index(headline) if headline else -1
    story = [i for i, b in enumerate(blocks) if i > first and b.kind in ("text", "bullet") and _tells(b)]
    standfirst = _standfirst(blocks, first, story[0] if story else len(blocks)) if headline else -1
    body = next((i for i in story if i > standfirst), story[0] if story else len(blocks))
    ruled = max(body + 1, 0.7 * len(blocks))  # what stands below a line near the end is no story
    end = next((i for i, b in enumerate(blocks) if b.kind == "rule" and i >= ruled), len(blocks))
    for i in range(first + 1, body):
        if i != standfirst and blocks[i].kind == "text" and is_name(blocks[i].text) and _stands_beside(blocks, i):
            blocks[i].kind = "boilerplate"

    said = _key(headline.text) if headline else None

    def kind(i: int, block: Block) -> SectionKind:
        if i == first:
            return "headline"
        repeats = i > first and block.kind == "text" and _key(block.text) == said
        if repeats or i >= end or block.kind in ("teaser", "caption", "note"):
            return "aside"
        return "standfirst" if i == standfirst else "body"

    return [kind(i, block) for i, block in enumerate(blocks)]


def _standfirst(blocks: list[Block], first: int, told: int) -> int:
    """Return the block that is the standfirst: a second headline, or the first text, before a date."""
    second = next((i for i, b in enumerate(blocks) if i > first and b.kind in ("text", "bullet")), told)
    if second < told and _is_second_headline(blocks, second):
        return second
    if told >= len(blocks) or len(blocks[told].text) >= 450 or read_dateline(blocks[told].text) is not None:
        return -1
    if any(b.kind in ("head", "boilerplate") for b in blocks[told + 1 : min(told + 3, first + 12)]):
        return told
    after = blocks[told + 1] if told + 1 < len(blocks) else None
    dated = after is not None and after.kind == "text" and read_dateline(after.text) is not None
    return told if dated or _is_second_headline(blocks, told) else -1


def _is_second_headline(blocks: list[Block], i: int) -> bool:
    """Tell whether a line is a headline under the headline: some words without a stop, before a paragraph."""
    block, after = blocks[i], blocks[i + 1 : i + 2]
    if block.kind != "text" or not after or after[0].kind not in ("text", "head") or not _tells(after[0]):
        return False
    text = block.text
    if len(text) > 160 or len(text.split()) < 4 or _is_stopped(text, ("!", "?")):
        return False
    return not (text.lower().startswith("by ") or is_name(text) or read_dateline(text))


def _tells(block: Block) -> bool:
    return len(block.text) > 60 or bool(STOP.search(block.text))


def _stands_beside(blocks: list[Block], i: int) -> bool:
    return any(b.kind in ("head", "boilerplate") for b in (blocks[max(0, i - 1)], *blocks[i + 1 : i + 2]))


def _mark_idle(block: Block, out: Layout) -> None:
    """Add a block's boilerplate and the starts of sentences within it."""
    start, text, idle = block.start, block.text, list[tuple[int, int]]()
    if block.kind in ("boilerplate", "rule"):
        idle = list(_around_places(text)) if _CREDIT.match(text) else [(0, len(text))]
    elif block.head:
        idle = block.head.idle
        out.starts += [start + d.end for d in find_dates(text)]
    elif block.kind == "teaser" and (lead := begins("teasers", text[:60].lower())):
        idle = [(0, text.lower().index(lead.group()) + len(lead.group()))]
        out.starts.append(start + idle[0][1])
    elif bullet := BULLET.match(text):
        idle = [bullet.span()]
        out.starts.append(start + bullet.end())
    elif dateline := read_dateline(text):
        out.starts.append(start + dateline.end)
        if dateline.agency and not re.search(r"day\b", text[slice(*dateline.agency)]):
            idle = [dateline.agency]
    patterns = [pattern for mark, pattern in _ADDRESSES if mark.search(text)]
    found = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    out.boilerplate += [(start + s, start + e) for s, e in (*idle, *found)]


def _around_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands before, between and after the places of a credit: "(Reporting by Ann Lee in Oslo)"."""
    last = 0
    for match in _PLACED.finditer(text):
        yield last, match.start()
        last = match.end()
    yield last, len(text)


def _cuts(text: str) -> Iterator[int]:
    """Yield places to cut stretches that go on without any stop: at a semicolon, comma or space where there is one."""
    last = 0
    for stop in (*_END.finditer(text), None):
        end = stop.end() if stop else len(text)
        while end - last > SENTENCE:
            at = last + SENTENCE
            found = next((f for mark in ("; ", ", ", " ") if (f := text.rfind(mark, at - 300, at)) > 0), at)
            last = min(found + 1, at)
            yield last
        last = end


def _published(blocks: list[Block]) -> str | None:
    """Return the day that the lines of date, then the datelines, at the head tell; last, a line of date at the end."""
    heads, told = [], 0
    for block in blocks[:25]:
        if block.head and block.head.iso and told < 4:
            heads.append(block.head)
        told += block.kind == "text" and len(block.text) > 120
    if heads:
        return min(heads, key=lambda head: head.updated).iso
    texts = [block.text for block in blocks[:15] if block.kind in ("text", "caption")][:5]
    listed = sum(DATE.match(text) is not None for text in texts) > 1  # a list of days: none is that of the article
    datelines = (read_dateline(text) for text in texts if not (listed and DATE.match(text)))
    last = (block.head.iso for block in reversed(blocks[-4:]) if block.head)
    return next(filter(None, chain((d.iso for d in datelines if d), last)), None)
