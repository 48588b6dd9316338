"""Moods: how what stands above a trigger makes it sound: talked about, owed, put off, feared or given up."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.analysis.context import is_given_up
from eventx.events.adjuncts import talks_of
from eventx.lexicons import lexicon
from eventx.records import Modality
from eventx.syntax.nominals import governing, is_nominal

_AIMS = frozenset({"acl", "relcl", "pcomp"})
_TOWARDS = frozenset({"on", "to", "for", "at"})


def mood_of(token: Token) -> Modality:
    """Return how what stands above a trigger makes it sound: talked about, owed, or given up."""
    over = token.head.head if token.dep_ in ("pobj", "pcomp") else token.head
    lemma = over.lemma_.lower()
    if (token.lower_, token.head.lower_) == ("sale", "for"):
        return "hypothetical"  # "the firm is up for sale"
    if is_nominal(token) and is_given_up(token):
        return "negated"
    if (judged := _judged(token)) is not None:
        return judged
    before = [c.lower_ for c in token.lefts if c.dep_ == "amod"] if is_nominal(token) else []
    words = lexicon("telling")
    if lemma not in words.completing and not words.impending.isdisjoint(before):
        return "forecast"
    owed = token.dep_ == "xcomp" and lemma in words.owing and over.tag_ != "VBD"  # what "had to" was
    near = not words.nearing.isdisjoint((over.head.lemma_.lower(), over.head.head.lemma_.lower()))
    talks = talks_of(token) if token.tag_ == "VB" else ()
    talked = any(t.lemma_.lower() in words.discussing for t in talks)  # "is in talks with"
    meant = token.dep_ == "pcomp" and lemma in words.intending
    open_ = owed or talked or meant or lemma in words.discussing or token.lemma_.lower() in words.pondering
    open_ = open_ or (lemma not in words.completing and not words.conceivable.isdisjoint(before))
    open_ = open_ or (near and lemma in words.bearing)  # "is close to a deal to buy"
    towards = token.head.lower_ in _TOWARDS if token.dep_ == "pobj" else lemma not in words.completing
    still = towards and lemma in words.nearing
    open_ = open_ or (still and is_nominal(token))  # "closes in on a takeover", "explores a sale"
    return "hypothetical" if open_ else "asserted"


def _judged(token: Token) -> Modality | None:
    """Return how its verb makes a deed sound, or the choice to do it: "postponed the sale", "fears a move to sell"."""
    noun = token.head if token.dep_ in _AIMS and not is_nominal(token) else token
    noun = noun.head if noun.dep_ == "prep" else noun
    verb = governing(noun) if is_nominal(noun) else noun.head if noun.tag_ == "VBG" and noun.dep_ == "xcomp" else None
    meant = token.dep_ == "advcl" and token.tag_ == "VB" and any(c.dep_ == "auxpass" for c in token.head.lefts)
    works = {f"{token.lemma_.lower()}_{c.lower_}" for c in token.rights if c.dep_ == "prep" and token.pos_ == "VERB"}
    if meant or not works.isdisjoint(lexicon("telling").readying):
        return "forecast"  # "rules were introduced to raise the age", "is working on a phone"
    if verb is None:
        return "negated" if _never_began(token) else None
    lemma, words = verb.lemma_.lower(), lexicon("telling")
    names = {lemma, *(f"{lemma}_{c.lower_}" for c in verb.rights if c.dep_ == "prt")}
    moods: tuple[tuple[Modality, frozenset[str]], ...] = (
        ("forecast", words.deferring),
        ("hypothetical", words.fearing),
        ("hypothetical" if verb.tag_ == "VB" else "negated", words.averting),  # who tries to avert it may fail
    )
    return next((mood for mood, known in moods if not known.isdisjoint(names)), None)


def _never_began(noun: Token) -> bool:
    """Tell whether what a noun tells has not come to pass: "construction has not begun"."""
    verb = noun.head
    begins = noun.dep_ == "nsubj" and verb.lemma_.lower() in lexicon("telling").beginning
    return begins and any(c.dep_ == "neg" for c in verb.children)
