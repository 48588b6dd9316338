"""Media: the newspaper, station or programme that somebody tells something, without a "that"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUN_SUBJECTS, first_left

_OPENING = frozenset({"DT", "PRP", "PRP$", "NNP", "EX"})  # tags with which a subject begins
_COUNTED = frozenset({"NNS", "CD", "NNPS"})  # and those with which one begins behind "the newspaper"


def past_medium(view: View, start: int, found: Token) -> int:
    """Return where a clause opens behind the medium that is told: told Reuters | it would; told the paper | prices are."""
    doc, cues = view.doc, lexicon("statement")
    told = (
        t for t in doc[start : max(start, found.i - 1)] if t.lower_ in cues.any_of("paper", "newsroom", "programme")
    )
    opening = ((t, _past_name(view, t, found)) for t in (*told, *_agencies(view, start, found)))
    common = {t.i for t in doc[start : found.i] if t.lower_ in cues.any_of("newsroom", "programme", "agencies")}
    return next((i for t, i in opening if doc[i].tag_ in (_OPENING | _COUNTED if t.i in common else _OPENING)), start)


def _agencies(view: View, start: int, found: Token) -> list[Token]:
    """Return the news agencies that are told: told the news *agency* dpa two men were held."""
    agencies = (t for t in view.doc[start : found.i] if t.lower_ in lexicon("statement").agencies)
    return [t for t in agencies if view.is_text(t.i - 1, "news", "state")]


def _past_name(view: View, medium: Token, found: Token) -> int:
    """Return the token behind a medium, past its name where a subject still follows: the broadcaster *ARD* talks."""
    at, subject = medium.i + 1, first_left(found, *NOUN_SUBJECTS)
    name = view.doc[at]
    named = name.pos_ == "PROPN" or not name.is_title and name.tag_ == "NN"
    more = subject is not None and at < subject.i and view.doc[at + 1].tag_ in _COUNTED | (_OPENING - {"NNP"})
    return at + 1 if named and more else at
