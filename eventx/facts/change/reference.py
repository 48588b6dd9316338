"""What a pronoun stands for as a metric: "it", "those to Mali", "that figure"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.roles import Chars
from eventx.lexicons import lexicon
from eventx.syntax.phrases import antecedent, noun_phrase


def resolve(token: Token, last: Chars | None) -> Chars | None:
    """Return a noun's phrase; a pronoun or "that figure" stands for the metric told before, ``last``."""
    token, terms = antecedent(token) or token, lexicon("change")
    if token.lemma_.lower() in terms.pointing and {child.lower_ for child in token.children} <= terms.pointers:
        return last or noun_phrase(token)
    if token.pos_ != "PRON":
        return noun_phrase(token)
    if token.lower_ in ("that", "those") and last is not None and any(c.dep_ == "prep" for c in token.rights):
        return _head_phrase(token, last)
    return last


def _head_phrase(pronoun: Token, last: Chars) -> Chars:
    """Return a phrase up to its first preposition: "*exports* to Chad rose; those to Mali fell"."""
    span = pronoun.doc.char_span(*last, alignment_mode="expand")
    tie = next((token for token in span[1:] if token.pos_ == "ADP"), None) if span is not None else None
    return (last[0], tie.idx - 1) if tie is not None else last
