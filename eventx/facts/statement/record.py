"""Statements: who said what, when and as what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from eventx.facts.statement.attribution import find_frames
from eventx.facts.statement.cues import is_to_come
from eventx.facts.statement.entities import EntityIndex, index_of
from eventx.facts.statement.frame import Frame, Mode
from eventx.facts.statement.selves import as_person, surnames_in
from eventx.facts.statement.speakers import resolve
from eventx.facts.statement.view import view_of
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal
from eventx.records import Actor, Fact, Mention, Period
from eventx.records.registry import register

_SELVES = {"i": "person", "we": "organisation"}
"""Pronouns by which those who are quoted mean themselves, and what kind they then are."""


def _speaker(index: EntityIndex, frame: Frame, spoken: Sequence[Actor]) -> Actor | None:
    """Return who speaks in a frame; ``spoken``: who spoke before."""
    if frame.source is None:
        return None
    at = frame.source.head.idx
    return resolve(index, frame.source, spoken, at if frame.elliptical else min(frame.pieces[0][0], at))


def _quoted_self(
    index: EntityIndex, frame: Frame, speaker: Actor | None, outer: Sequence[tuple[Frame, Actor]]
) -> Actor | None:
    """Return who is quoted, if their "I", or the "we" of a body, speaks in the quotation: "I said it was late"."""
    if speaker is None or frame.cue is None or not frame.nested or speaker.name.lower() not in _SELVES:
        return None
    at, kind = frame.cue[0], _SELVES[speaker.name.lower()]
    held = (who for told, who in reversed(outer) if any(start <= at < end for start, end in told.pieces))
    found = next((who for who in held if who.kind == kind and who.name in index.counts), None)
    return found.model_copy(update={"mention": speaker.mention}) if found is not None else None


@register
class Statement(Fact):
    """Speech or reporting by a source; ``content`` has a piece for each stretch that cue or sentence split."""

    after: ClassVar[tuple[str, ...]] = ()
    leads: ClassVar[str | None] = None
    scored: ClassVar[tuple[str, ...]] = ("content", "kind", "speaker", "role", "organisation", "cue", "date")
    reads: ClassVar[str] = "{speaker|?}: {content}, {cue}"

    type: Literal["statement"] = "statement"
    content: list[Mention]
    mode: Mode = "indirect"
    speaker: Actor | None = None
    cue: Mention | None = None
    date: Period | None = None

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose the statements of an article."""
        if not len(analysis.doc):
            return
        view = view_of(analysis)
        index, spoken, outer = index_of(view), list[Actor](), list[tuple[Frame, Actor]]()
        frames = find_frames(view)
        surnames = surnames_in(index, frames)
        for frame in frames:
            with analysis.guard("statement", frame.pieces[0][0]):
                speaker = as_person(_speaker(index, frame, spoken), surnames)
                speaker = _quoted_self(index, frame, speaker, outer) or speaker
                outer += [(frame, speaker)] if speaker is not None and not frame.nested else []
                spoken += [speaker] if speaker is not None else []
                yield Proposal(cls._make(analysis, speaker, frame))

    @classmethod
    def _make(cls, analysis: Analysis, speaker: Actor | None, frame: Frame) -> Statement:
        content = [analysis.mention(*piece) for piece in frame.pieces]
        cue = analysis.mention(*frame.cue) if frame.cue else None
        ends = [(m.start, m.end) for m in (*content, cue, speaker.mention if speaker else None) if m is not None]
        start, end = min(s for s, _ in ends), max(e for _, e in ends)
        date = analysis.period(frame.date) if frame.date else None
        return cls(
            content=content, mode=frame.mode, speaker=speaker, cue=cue, date=date, rule=frame.rule,
            span=analysis.mention(start, end), sentence=analysis.sentence(frame.cue[0] if frame.cue else start),
            modality="forecast" if frame.cue and is_to_come(analysis.span(*frame.cue)[0]) else "asserted",
        )  # fmt: skip
