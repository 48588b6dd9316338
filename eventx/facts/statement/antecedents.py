"""Antecedents: the body that the "its" of an office or of data means."""

from __future__ import annotations

from eventx.facts.statement.entities import EntityIndex, is_paper


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
