"""Pronouns for what was measured before: "the price is low. *It* was $5 a year ago"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.persons import is_of_people, is_plural
from eventx.syntax.arguments import subject_of
from eventx.syntax.labels import NOUN_SUBJECTS, PAST, PRESENT
from eventx.syntax.phrases import is_time

_PRONOUNS = frozenset({"it", "they", "them", "which"})
_POINTING = frozenset({"that", "this"})
_MANY = frozenset({"they", "them"})


def is_taking_up(noun: Token) -> bool:
    """Tell whether a word may stand for what was measured before."""
    return noun.lower_ in _PRONOUNS or (noun.lower_ in _POINTING and noun.head.lemma_ == "compare")


def is_reading(pronoun: Token) -> bool:
    """Tell whether a pronoun stands for what was measured before: "*it* had been $5 million", "put *them* at $5"."""
    words, lemma = lexicon("topic"), pronoun.head.lemma_.lower()
    return lemma in (words.rating if pronoun.dep_ == "dobj" else words.being - words.making - words.winning - {"cost"})


def bearer_of(pronoun: Token) -> Token | None:
    """Return the thing of the clause before that a pronoun takes up: "the *phones* are thin, but they are $90"."""
    verb = pronoun.head
    turned = verb.tag_ in PAST and verb.head.tag_ in PRESENT  # "the roof *leaks*, but it *was* $4 million in May"
    goes_on = verb.dep_ == "conj" and verb.head.i < pronoun.i and not turned
    held = subject_of(verb.head) if goes_on else None
    return held if held is not None and _agrees(held, pronoun) else None


def subject_before(pronoun: Token, said: Chars | None) -> Token | None:
    """Return the last subject of the sentence before that a pronoun agrees with, where that told no measure itself."""
    first = pronoun.sent[0]
    if not first.i or pronoun != first:
        return None
    before = first.nbor(-1).sent
    if said is not None and said[1] > before.start_char:
        return None
    fits = (t for t in reversed(before) if t.dep_ in NOUN_SUBJECTS and not is_time(t) and _agrees(t, pronoun))
    return next(fits, None)


def _agrees(noun: Token, pronoun: Token) -> bool:
    """Tell whether a pronoun may stand for a thing: "they" for many, "it" for one."""
    if noun.pos_ != "NOUN" or is_of_people(noun):
        return False
    return is_plural(noun) == (pronoun.lower_ in _MANY)
