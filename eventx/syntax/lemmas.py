"""Lemmas that the small models are known to get wrong, put right once: "hopes" is no form of "hop"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from eventx.lexicons import load_lexicon
from eventx.syntax.tokens import keys, tokens_with

_VERBS = keys({"VERB", "AUX"})
_SINGLE = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bcdfgklmnprtvz]")
"""A stem of one syllable that doubles its consonant: "hop", "hopped"; one that does not has lost its "e"."""


def repair_lemmas(doc: Doc) -> None:
    """Set the lemmas of verbs that the lemmatiser has cut too short or does not know."""
    for token in tokens_with(doc, "POS", _VERBS):
        if (lemma := _lemma(token)) != token.lemma_:
            token.lemma_ = lemma


def _lemma(token: Token) -> str:
    word, lemma = token.lower_, token.lemma_
    known = load_lexicon("lemma")["irregular"].get(word)
    if known is not None:
        return str(known)
    if word == "lay" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "off":
        return "lay"  # read as the past of "lie"
    cut = word in (f"{lemma}ed", f"{lemma}es", f"{lemma}ing") and _SINGLE.fullmatch(lemma)
    return f"{lemma}e" if cut else lemma
