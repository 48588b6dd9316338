"""Parents: the firm that is told to own another: "Kappa India, the Indian arm of *Kappa*. *Its parent* lost"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.names.roster import Roster
from eventx.syntax.labels import has_right
from eventx.text.section import last_before

_MOST = 12  # names before a description among which the owner is sought


def parent_of(roster: Roster, token: Token) -> Named | None:
    """Return the firm told last to own another, where a noun without a name means it: "its parent", "the owner"."""
    if not _is_parent(token) or has_right(token, "appos", "prep"):
        return None
    near = (n for n in last_before(roster.analysis.names, token.idx, _MOST) if n.kind == "organisation")
    return next((n for n in reversed(list(near)) if _owns(roster.span(n).root)), None)


def _is_parent(token: Token) -> bool:
    """Tell whether a noun means an owner without its name: "its *parent*", "the parent *company*"."""
    words, noun = lexicon("entities"), token.lemma_.lower()
    firm = [c.lemma_.lower() for c in token.lefts if c.dep_ == "compound"] if noun in words.any_firm else []
    return (
        token.left_edge.lower_ in ("its", "the") and token.tag_ == "NN" and not words.parents.isdisjoint((noun, *firm))
    )


def _owns(root: Token) -> bool:
    """Tell whether a firm is told as the owner of another: "owned by *Kappa*", "the Indian arm of *Kappa*"."""
    tie, over, words = root.head, root.head.head, lexicon("entities")
    if root.dep_ in ("appos", "compound"):
        return _owns(tie)
    if root.dep_ != "pobj":
        return False
    if tie.lower_ == "by":
        return over.tag_ == "VBN" and over.lemma_.lower() in words.owning
    return tie.lower_ == "of" and over.lemma_.lower() in words.parts_of
