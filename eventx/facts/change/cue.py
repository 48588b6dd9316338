"""A cue: one word of change where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spacy.tokens import Token

from eventx.facts.change.words import Word
from eventx.syntax.phrases import sentence_of

Kind = Literal["verb", "noun", "adverb", "count", "flat"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of change: ``token`` it, ``first`` where its phrase begins ("came down", "failed to grow").

    ``ratio`` and ``told`` are the per cent that a word tells by itself, and that word: "doubled", "rose *fivefold*",
    "cut in *half*".
    """

    token: Token
    first: Token
    kind: Kind
    word: Word
    told: Token | None = None
    ratio: Decimal | None = None


def previous(token: Token) -> Token | None:
    """Return the token before in the same sentence, or None."""
    return token.nbor(-1) if token.i > sentence_of(token).start else None


def following(token: Token) -> Token | None:
    """Return the token after in the same sentence, or None."""
    return token.nbor(1) if token.i + 1 < sentence_of(token).end else None
