"""Statements: who said what, when and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from eventx.facts.statement.attribution import find_frames
from eventx.facts.statement.entities import index_of
from eventx.facts.statement.frame import Frame, Mode
from eventx.facts.statement.phrases import roles
from eventx.facts.statement.speakers import resolve
from eventx.facts.statement.view import view_of
from eventx.mentions.claims import Claims, Proposal
from eventx.mentions.reading import Reading
from eventx.records import Actor, Fact, Mention, Period
from eventx.records.registry import register

_I = re.compile(r"\bI\b")
_BACK = 12  # pieces of statements before one in which the quotation that holds it is looked for


@register
class Statement(Fact):
    """Speech or reporting by a source; ``content`` has a piece for each stretch that cue or sentence split."""

    after: ClassVar[tuple[str, ...]] = ()
    leads: ClassVar[str | None] = None
    scored: ClassVar[tuple[str, ...]] = ("content", "kind", "speaker", "role", "organisation", "cue", "date")
    reads: ClassVar[str] = "{speaker|?}: {content}"

    type: Literal["statement"] = "statement"
    content: list[Mention]
    mode: Mode = "indirect"
    speaker: Actor | None = None
    cue: Mention | None = None
    date: Period | None = None

    @classmethod
    def propose(cls, reading: Reading, claims: Claims) -> Iterator[Proposal]:
        """Propose the statements of an article."""
        if not len(reading.doc):
            return
        view = view_of(reading)
        frames = [_as_human(reading, frame) for frame in find_frames(view)]
        index = index_of(view, [frame.source for frame in frames if frame.source is not None])
        previous: Actor | None = None
        spoken: list[tuple[int, int, Actor]] = []
        for frame in frames:
            with reading.guard("statement", frame.pieces[0][0]):
                speaker = previous = resolve(index, frame.source, previous) if frame.source is not None else None
                if speaker is not None and frame.nested and speaker.mention.text == "I":
                    speaker = _of_quotation(speaker, spoken)
                elif speaker is not None:
                    spoken += [(start, end, speaker) for start, end in frame.pieces]
                yield Proposal(cls._make(reading, speaker, frame))

    @classmethod
    def _make(cls, reading: Reading, speaker: Actor | None, frame: Frame) -> Statement:
        content = [reading.mention(*piece) for piece in frame.pieces]
        cue = reading.mention(*frame.cue) if frame.cue else None
        ends = [(m.start, m.end) for m in (*content, cue, speaker.mention if speaker else None) if m is not None]
        start, end = min(s for s, _ in ends), max(e for _, e in ends)
        date = reading.period(frame.date) if frame.date else None
        return cls(
            content=content, mode=frame.mode, speaker=speaker, cue=cue, date=date, rule=frame.rule,
            span=reading.mention(start, end), sentence=reading.sentence(frame.cue[0] if frame.cue else start),
        )  # fmt: skip


def _as_human(reading: Reading, frame: Frame) -> Frame:
    """Note of a source that it is a person, if it says I."""
    first_person = frame.mode == "direct" and any(_I.search(reading.text, *piece) for piece in frame.pieces)
    if frame.source is None or not first_person:
        return frame
    return replace(frame, source=replace(frame.source, human=True))


def _of_quotation(speaker: Actor, spoken: Sequence[tuple[int, int, Actor]]) -> Actor:
    """Give the "I" of a quotation the name of the person whose it is; ``spoken``: pieces and their speakers."""
    at = speaker.mention.start
    outer = next((actor for start, end, actor in reversed(spoken[-_BACK:]) if start <= at < end), None)
    if outer is None or outer.kind != "person" or outer.name.lower() in roles():
        return speaker
    return speaker.model_copy(update={"name": outer.name, "kind": "person"})
