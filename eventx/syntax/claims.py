"""Claims: who says that a deed was theirs, and who does not: "no group has claimed responsibility for the attack"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUN_SUBJECTS, first_left, has_left


def is_claim(noun: Token) -> bool:
    """Say whether a noun is what somebody claims or denies for a deed; not what nobody claims."""
    return noun.lemma_.lower() in lexicon("telling").owning and not _is_unclaimed(noun)


def unclaimed_by(verb: Token) -> Iterator[Token]:
    """Yield the tokens of the deed that a verb says nobody claims: it was done all the same."""
    for noun in verb.rights:
        if noun.lemma_.lower() in lexicon("telling").owning and _is_unclaimed(noun):
            yield from (t for tie in noun.rights if tie.lower_ == "for" for t in tie.subtree)
        elif is_unclaimed_deed(noun):
            yield from noun.subtree


def is_unclaimed_deed(noun: Token) -> bool:
    """Say whether a noun is a deed that nobody says was theirs: "no group has claimed *the attack*"."""
    told = noun.dep_ == "dobj" and noun.head.lemma_ == "claim" and noun.lemma_.lower() in lexicon("telling").claimable
    return told and _is_unclaimed(noun)


def _is_unclaimed(noun: Token) -> bool:
    """Say whether nobody makes a claim, or some do not make it."""
    verb, words = noun.head, lexicon("telling")
    doer = first_left(verb, *NOUN_SUBJECTS)
    none = has_left(verb, "neg") or (doer is not None and any(t.lower_ in words.nobody for t in (doer, *doer.lefts)))
    return none and verb.lemma_ in words.owned
