"""Frames: statements before their speakers are resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eventx.facts.statement.phrases import Phrase
from eventx.facts.statement.view import Piece
from eventx.normalize.date import Time

Mode = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A statement: its cue, source and content.

    ``elliptical``: another verb lends the source; ``nested``: its cue stands in a quotation.
    """

    rule: str
    cue: Piece | None
    source: Phrase | None
    pieces: tuple[Piece, ...]
    mode: Mode = "indirect"
    date: Time | None = None
    elliptical: bool = False
    nested: bool = False
