"""What a pronoun stands for as a metric: "it", "those to Mali", "that figure"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.levels import can_change
from eventx.facts.change.roles import Chars
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.phrases import antecedent, noun_phrase, sentence_of


def resolve(token: Token, last: Chars | None) -> Chars | None:
    """Return a noun's phrase; a pronoun or "that figure" stands for the metric told before, ``last``."""
    token, terms = antecedent(token) or token, lexicon("change")
    if token.lemma_.lower() in terms.pointing and {child.lower_ for child in token.children} <= terms.pointers:
        return last or noun_phrase(token)
    if token.pos_ != "PRON":
        return noun_phrase(token)
    if token.lower_ in ("that", "those") and last is not None and any(c.dep_ == "prep" for c in token.rights):
        return _head_phrase(token, last)
    return _topic(token, last) if token.lower_ in terms.impersonal else last


def _head_phrase(pronoun: Token, last: Chars) -> Chars:
    """Return a phrase up to its first preposition: "*exports* to Chad rose; those to Mali fell"."""
    span = pronoun.doc.char_span(*last, alignment_mode="expand")
    tie = next((token for token in span[1:] if token.pos_ == "ADP"), None) if span is not None else None
    return (last[0], tie.idx - 1) if tie is not None else last


def _topic(pronoun: Token, last: Chars | None) -> Chars | None:
    """Return the metric of this sentence or the one before, else the nearest subject that may change."""
    doc, start = pronoun.doc, sentence_of(pronoun).start
    start = sentence_of(doc[start - 1]).start if start else 0
    if last is not None and last[0] >= doc[start].idx:
        return last
    for token in reversed(doc[start : pronoun.i]):
        if token.dep_ not in ("nsubj", "nsubjpass") or not can_change(token):
            continue
        acts = token.head.is_ancestor(pronoun)  # "the two sides hope to lift it"
        if not acts and token.ent_type_ not in ("ORG", "GPE") and not is_person(token):
            return noun_phrase(token)
    return last
