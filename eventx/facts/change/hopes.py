"""Hopes: changes that a forecast tells, beside what came of them."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import PLURAL
from eventx.syntax.phrases import follows

_TIES = frozenset({"of", "for"})
_BESIDE = 3  # tokens from a preposition to the forecast that it sets a change against


def forecast_of(noun: Token) -> Token | None:
    """Return the forecast that a noun of change hangs on: "beat *estimates* for a 2% rise"."""
    tie = noun.head if noun.dep_ == "pobj" else noun
    told = tie.head if tie.lower_ in _TIES and tie.i < noun.i else None
    return told if told is not None and told.lemma_.lower() in lexicon("modality").forecast.nouns else None


def is_awaited(noun: Token) -> bool:
    """Tell whether a noun of change tells what was expected; an estimate by itself may tell of what was.

    It does not where many made one, or where what came is set against it: "versus the median *estimate*".
    """
    told = forecast_of(noun)
    if told is None:
        return False
    terms, before = lexicon("change"), told.doc[max(0, told.left_edge.i - _BESIDE) : told.left_edge.i]
    against = any(t.lower_ in terms.any_of("comparing", "against") for t in before) or follows(told.left_edge, "than")
    return told.tag_ in PLURAL or told.lemma_ == "consensus" or against
