"""Frames: statements before their speakers are resolved, and the reporting clauses that they are read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from eventx.facts.statement.phrases import Phrase
from eventx.facts.statement.view import Piece, Sentence
from eventx.normalize.date import Time

Mode = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A statement; ``elliptical``: another verb lends its source; ``nested``: its cue stands in a quotation."""

    rule: str
    cue: Piece | None
    source: Phrase | None
    pieces: tuple[Piece, ...]
    mode: Mode = "indirect"
    date: Time | None = None
    elliptical: bool = False
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause: a cue with its particle, up to ``cue_end``, and its source; both from ``start`` to ``end``.

    ``inner`` is the quotation in which it stands, or -1; ``inverted``: its source stands behind its cue.
    """

    cue: Token
    lemma: str
    source: Phrase
    sentence: Sentence
    start: int
    cue_end: int
    end: int
    inner: int
    inverted: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The speaker of a cue: ``inverted`` behind it, ``elliptical`` if another verb lends it, ``agent`` of a passive."""

    phrase: Phrase
    inverted: bool = False
    elliptical: bool = False
    agent: bool = False
