"""Figures: nouns that say only how a number was taken, or since when none was as high: "a median", "a 52-week high"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.phrases import is_time, precedes

_OBJECTS = frozenset({"dobj", "pobj"})


def is_figure(noun: Token) -> bool:
    """Tell whether a noun says only how a number was taken: "at *a median* of $5", "its 52-week *high* of $5".

    Not "passed the peak of $5": what is known without a word that says since when is told of.
    """
    taken = noun.lower_ in lexicon("topic").figures and precedes(noun, "of")
    named = taken or (noun.lower_ == "range" and noun.dep_ == "pobj")
    own = {"compound", "poss"} if noun.head.lower_ == "in" else {"compound", "poss", "det"}
    lasting = [child for child in noun.lefts if _is_lasting(child)] if taken else []
    if lasting and noun.dep_ in _OBJECTS:
        own = {"compound"}
    return named and not any(
        child.dep_ in own and child.lower_ not in ("a", "an") and child not in lasting for child in noun.lefts
    )


def _is_lasting(word: Token) -> bool:
    """Tell whether a word before "high" says since when nothing has been as high: "52-week", "all-time", "record"."""
    return word.lower_ in lexicon("topic").lasting or (word.dep_ in ("compound", "nmod") and is_time(word))
