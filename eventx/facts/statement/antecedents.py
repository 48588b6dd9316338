"""Antecedents: the body that the "its" of an office or of data means, and that of who tells what it does."""

from __future__ import annotations

from eventx.facts.statement.entities import EntityIndex, is_paper
from eventx.lexicons import lexicon
from eventx.records import Actor


def last_body(index: EntityIndex, at: int, *, places: bool = False, floor: int = -1) -> str | None:
    """Return the last body that was a subject, from ``floor`` on; ``places``: or state, or body without a name."""
    for entity in index.before(at):
        if entity.start < floor:
            return None
        if places and entity.kind in ("country", "body"):
            return entity.name
        if entity.kind == "organisation" and entity.subject and not is_paper(entity.name):
            return index.body(entity.name)
    return index.main_body if floor < 0 else None


def body_told_of(index: EntityIndex, speaker: Actor, told: tuple[int, int]) -> str | None:
    """Return the body of a manager or spokesman who tells what it does: "Kvern has cut jobs," its CEO Ivo Kern said."""
    role, analysis, at = (speaker.role or "").casefold(), index.view.analysis, speaker.mention.start
    chief = role.startswith("chief ") and role.endswith((" executive", " officer"))
    speaks = chief or role.rpartition(" ")[2] in lexicon("names").managing
    if not speaks or at < told[1] or analysis.sentence_at(told[0]) != analysis.sentence_at(at):
        return None
    subject = next((c for c in analysis.span(*told).root.lefts if c.dep_ == "nsubj"), None)
    named = index.roster.at(subject) if subject is not None else None
    if named is None or named.kind != "organisation" or named.start < told[0]:
        return None
    told_else = index.offices.get(speaker.name, set()) - set(role.split())  # a firm's CEO who is the town's mayor
    own = not told_else or not told_else.isdisjoint(named.name.casefold().split())
    return analysis.text[named.start : named.end] if own else None
