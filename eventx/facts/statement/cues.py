"""Cues: the verbs and phrases that say that somebody speaks."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from eventx.facts.statement.columns import identities
from eventx.lexicons import load_lexicon

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@cache
def _forms() -> dict[str, str]:
    """Map every form of every cue verb to its lemma."""
    lexicon = load_lexicon("statement")
    irregular = lexicon["forms"]
    kinds = ("clause", "quote", "noun", "infinitive", "request", "judging", "carrying", "back")
    lemmas = dict.fromkeys(v for kind in kinds for v in lexicon[kind])
    out: dict[str, str] = {}
    for lemma in lemmas:
        for form in irregular.get(lemma) or regular(lemma):
            out.setdefault(form, lemma)
    return out


@cache
def cue_ids() -> frozenset[int]:
    """Return spaCy's numbers of all forms of cues."""
    return identities((*_forms(), "according", "per", "words"))


def regular(lemma: str) -> list[str]:
    """Return the forms of a regular verb.

    >>> regular("deny"), regular("urge")
    (['deny', 'denies', 'denied', 'denying'], ['urge', 'urges', 'urged', 'urging'])
    """
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"]
    if lemma.endswith("e"):
        return [lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"]
    s = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return [lemma, f"{lemma}{s}", f"{lemma}ed", f"{lemma}ing"]


@cache
def verbs(kind: str) -> frozenset[str]:
    """Return the lemmas of one kind of cue verb."""
    lexicon = load_lexicon("statement")
    if kind == "alone":  # those that are speech whatever follows them
        told = {*lexicon["clause"], *lexicon["noun"], *lexicon["infinitive"], *lexicon["request"]}
        return frozenset(told - {*lexicon["with_that"]} | {"call"})
    return frozenset(lexicon[kind])


def lemma_of(token: Token) -> str | None:
    """Return the lemma of a cue verb's form, or nothing."""
    return _forms().get(token.lower_)


def is_verb(token: Token) -> bool:
    """Say whether a token is tagged as a verb that can carry a statement."""
    return token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound", "aux", "auxpass")


def is_passive(token: Token) -> bool:
    """Say whether a verb is a passive or a bare participle: was told, reported by."""
    if token.tag_ not in ("VBN", "VBD"):
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in token.lefts):
        return True
    auxiliary = [c for c in token.lefts if c.dep_ == "aux"]
    previous = token.nbor(-1) if token.i else None
    while previous is not None and previous.pos_ == "ADV" and previous.i:
        previous = previous.nbor(-1)
    if previous is not None and previous.lower_ in ("was", "were", "is", "are", "been", "be", "being"):
        return True
    if token.tag_ != "VBN" or auxiliary:
        return False
    return token.dep_ in ("acl", "amod") or (token.dep_ == "advcl" and not any(c.dep_ == "nsubj" for c in token.lefts))
