"""Media: the newspaper, station or programme that somebody tells something, without a "that"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUN_SUBJECTS, first_left

_OPENING = frozenset({"DT", "PRP", "PRP$", "NNP", "EX"})  # tags with which a subject begins
_COUNTED = frozenset({"NNS", "CD", "NNPS"})  # and those with which one in the plural does


def past_medium(view: View, start: int, found: Token) -> int:
    """Return where a clause opens past the medium that is told: told Reuters | it would; told the paper | fees are."""
    doc, cues = view.doc, lexicon("statement")
    media = cues.any_of("paper", "newsroom", "programme", "agencies")
    told = [t for t in doc[start : max(start, found.i - 1)] if t.lower_ in media]
    told = [t for t in told if t.lower_ not in cues.agencies or view.is_text(t.i - 1, "news")]  # no health agency
    opening = ((t, _past_name(view, t, found)) for t in told)
    return next((i for _, i in opening if doc[i].tag_ in _OPENING | _COUNTED), start)


def _past_name(view: View, medium: Token, found: Token) -> int:
    """Return the token behind a medium, past its name where a subject still follows: the broadcaster *ARD* talks."""
    at, subject = medium.i + 1, first_left(found, *NOUN_SUBJECTS)
    name = view.doc[at]
    named = name.pos_ == "PROPN" or (name.is_lower and name.tag_ == "NN")
    more = subject is not None and at < subject.i and view.doc[at + 1].tag_ in _COUNTED | (_OPENING - {"NNP"})
    return at + 1 if named and more else at
