"""Section: a stretch of an article's text, and of which kind it is."""

from __future__ import annotations

from dataclasses import dataclass

from eventx.records import SectionKind


@dataclass(frozen=True, slots=True)
class Section:
    """Characters ``start`` to ``end`` are headline, standfirst, body or aside."""

    start: int
    end: int
    kind: SectionKind
