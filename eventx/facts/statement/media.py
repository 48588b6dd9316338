"""Media: the newspaper, station or programme that somebody tells something, without a "that"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.view import View
from eventx.lexicons import lexicon

_OPENING = frozenset({"DT", "PRP", "PRP$", "NNP", "EX"})  # tags with which a subject begins


def past_medium(view: View, start: int, found: Token) -> int:
    """Return where a clause opens behind the medium that is told: told Reuters | it would; told the show | he is."""
    media = lexicon("statement").any_of("paper", "newsroom", "programme")
    told = (t.i + 1 for t in view.doc[start : max(start, found.i - 1)] if t.lower_ in media)
    return next((i for i in told if view.doc[i].tag_ in _OPENING), start)
