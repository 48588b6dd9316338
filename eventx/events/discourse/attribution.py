"""Attribution: which statement tells an event, and who is its source."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.events.draft import Draft
from eventx.events.merging.identity import is_called
from eventx.lexicons import lexicon
from eventx.records import Actor, Fact


def set_statement(draft: Draft, statements: Sequence[Fact]) -> None:
    """Set the innermost of the statements before a draft that tells it, and its speaker."""
    around = [f for f in statements if _tells(f, draft.lead.span.start)]
    if around and draft.lead.section != "headline":
        told = min(around, key=lambda f: f.span.end - f.span.start)
        draft.speaker = _speaker_of(told)
        first = next(m.start for m in vars(told)["content"] if draft.lead.span.start < m.end)
        draft.quoted = vars(told)["mode"] == "direct" or draft.analysis.text[first - 1 : first] in ('"', "“")
        draft.fields |= {"statement": told.id, "source": _source_of(told, statements)}


def _speaker_of(statement: Fact) -> Actor | None:
    speaker = vars(statement).get("speaker")
    return speaker if isinstance(speaker, Actor) else None


def _source_of(statement: Fact, before: Sequence[Fact]) -> Actor | None:
    """Return who is known to say something: "*an official* said ... *He* said" is said by that official."""
    speaker, pronouns = _speaker_of(statement), lexicon("clause").pronouns
    if speaker is None or speaker.name.lower() not in pronouns:
        return speaker
    spoke = (s for f in reversed(before) if f.span.end <= statement.span.start and (s := _speaker_of(f)) is not None)
    last = next((s for s in spoke if s.name.lower() not in pronouns), None)
    if last is None or last.kind != speaker.kind or not is_called(last):
        return None
    return last.model_copy(update={"mention": speaker.mention})


def _tells(statement: Fact, at: int) -> bool:
    """Tell whether a character lies in what is said, or after its cue: "proposed *doubling* it", not "said Ann Low"."""
    cue, content, speaker = (vars(statement).get(name) for name in ("cue", "content", "speaker"))
    if cue is not None and isinstance(speaker, Actor) and cue.end <= speaker.mention.start:
        cue = cue if cue.text.lower().startswith("according") else None
    return any((cue.end if cue and cue.end <= m.start else m.start) <= at < m.end for m in content or ())
