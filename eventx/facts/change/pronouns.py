"""Pronouns and pointing nouns: what "it", "they" or "that figure" stands for as a metric."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from eventx.facts.change.phrases import Extent
from eventx.facts.change.words import word_set
from eventx.mentions.persons import NOUNS, is_person
from eventx.syntax.phrases import noun_phrase, sentence_of

_IMPERSONAL = frozenset({"it", "they", "them", "this", "that", "these"})
_PERSONAL = frozenset({"he", "she", "we", "i", "you"})
_POINTING = frozenset({"figure", "number", "total", "amount", "level", "rate", "one"})
_POINTERS = frozenset({"that", "this", "these", "those", "the"})


def resolve(token: Token, last: Extent | None) -> Extent | None:
    """Return a noun's phrase; a pronoun or "that figure" stands for the metric told before, ``last``."""
    if token.lemma_.lower() in _POINTING and {child.lower_ for child in token.children} <= _POINTERS:
        return last or noun_phrase(token)
    if token.lower_ in ("that", "those") and last is not None and any(c.dep_ == "prep" for c in token.rights):
        return without_phrases(token.doc, last)  # "exports to Chad rose; those to Mali fell"
    if token.lower_ in _IMPERSONAL:
        return _topic(token, last)
    return last if token.pos_ == "PRON" else noun_phrase(token)


def without_phrases(doc: Doc, extent: Extent) -> Extent:
    """Return a phrase up to its first preposition."""
    span = doc.char_span(*extent, alignment_mode="expand")
    tie = next((token for token in span[1:] if token.pos_ == "ADP"), None) if span is not None else None
    return (extent[0], tie.idx - 1) if tie is not None else extent


def _topic(pronoun: Token, last: Extent | None) -> Extent | None:
    """Return what a pronoun stands for: the metric of this sentence or the one before, else the subject of either."""
    sentence = sentence_of(pronoun)
    before = sentence_of(pronoun.doc[sentence.start - 1]) if sentence.start > 0 else sentence
    if last is not None and last[0] >= before.start_char:
        return last
    above = {token.i for token in pronoun.ancestors}  # whose subjects do it: "the two sides hope to lift it"
    for span in (pronoun.doc[sentence.start : pronoun.i], before):
        for token in span:
            if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in NOUNS or token.head.i in above:
                continue
            if not is_source(token) and not is_person(token) and token.ent_type_ not in ("ORG", "GPE", "DATE"):
                return noun_phrase(token)
    return last


def is_source(token: Token) -> bool:
    """Tell whether a subject is one who tells or makes a change, not what changes ("analysts forecast a decline")."""
    named = token.ent_type_ in ("PERSON", "NORP") or token.lemma_.lower() in word_set("words", "sources")
    return named or token.lower_ in _PERSONAL
