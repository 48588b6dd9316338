"""States: what a title without a verb tells somebody to be, "Low *out* as chief", "Ann Low *dead* at 79"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUNS
from eventx.syntax.tokens import hang, word_behind

_BEFORE = frozenset({"nsubj", "compound", "amod", "nmod"})


def raise_state(root: Token) -> bool:
    """Make the verb "be" of the word by which a title tells what somebody is; its own form stays."""
    state, who = _state_of(root)
    if state is None or who is None or (who.pos_ not in NOUNS and who.i != who.sent.start):
        return False
    behind = [c for c in who.rights if c.i > state.i]
    before = [c for c in root.lefts if c != who and c.i < who.i] if state == root else []
    hang(state, state, "ROOT")
    hang(who, state, "nsubj")
    for child in before:
        hang(child, who)
    for child in behind:
        hang(child, state)
    if who.pos_ not in NOUNS:
        who.pos_, who.tag_, who.lemma_ = "PROPN", "NNP", who.text
    state.pos_, state.tag_, state.lemma_ = "VERB", "VBZ", "be"
    return True


def _state_of(root: Token) -> tuple[Token | None, Token | None]:
    """Return the word that tells a state, and who is in it."""
    words = lexicon("titles")
    if root.lower_ in words.fates:
        named = [c for c in root.lefts if c.dep_ in _BEFORE and c.pos_ in NOUNS]
        return root, next(reversed(named), None)
    tied = (c for c in root.rights if c.lower_ in words.standing and word_behind(c).lower_ in words.standing_ties)
    told = [*(c for c in root.rights if c.lower_ in words.fates), *tied]
    return min(told, key=lambda t: t.i, default=None), root
