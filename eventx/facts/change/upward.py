"""Whether "up" goes with a verb before it, or bounds the number behind it: "went up to 5", "it takes up to 5"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import ancestors
from eventx.syntax.tokens import word_before


def goes_with_verb(up: Token, held: Span) -> bool:
    """Tell whether "up" tells that something rose to a number, and bounds none: "went *up* to 5%"."""
    verb = word_before(up)
    if verb.i and verb.lower_ in lexicon("change").by_now:
        verb = verb.nbor(-1)  # "*is* now up to 40"
    return _moves(verb, held) or _is_carried(up)


def _is_carried(up: Token) -> bool:
    """Tell whether "up" goes with a verb over its object: "brought the toll *up* to 40"."""
    held = next((step for step in ancestors(up.nbor(-1)) if step.dep_ == "dobj"), None) if up.i else None
    lemma, terms = held.head.lemma_ if held is not None else "", lexicon("change")
    if lemma in terms.revising:
        return word_before(up).pos_ in NOUNS  # wherever the parser ties the number: "its forecast *up* to $40"
    return lemma in terms.any_of("carrying", "carried_up") and held is not None and held.right_edge.i + 1 == up.i


def _moves(verb: Token, held: Span) -> bool:
    """Tell whether a verb goes with "up": "went up to 5%", not "build up to 40 cranes"."""
    taken = next((step for step in ancestors(held.root) if step.dep_ in ("dobj", "nsubj")), None)
    bounded = taken is not None and taken.head in (verb, verb.head) and taken.i >= held.end
    return verb.lemma_.lower() in lexicon("change").movers and verb.lower_ != "be" and not bounded
