"""Ellipsis: what a number without its noun counts, and what "it" is that something is done to."""

from __future__ import annotations

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.arguments import logical_arguments, objects_of
from eventx.syntax.labels import NOUNS, PATIENTS, has_left

_REACH = 60  # tokens before a number within which the same is done to what it counts
_FRESH = frozenset({"a", "another", "the"})
_MAIN = frozenset({"ROOT", "conj"})


def noun_left_out(number: Token) -> Token | None:
    """Return what a number counts that the same was done to before: "sank two *ships*. It sank *nine more*"."""
    if number.dep_ not in PATIENTS or not _stands_alone(number):
        return None
    verb = number.head
    before = verb.doc[max(0, verb.sent.start - _REACH) : verb.i]
    again = (t for t in reversed(before) if t.pos_ == "VERB" and t.lemma_ == verb.lemma_)
    things = (t for other in again for t in logical_arguments(other)[1] if t.pos_ == "NOUN" and t.i != number.i)
    return next((t for t in things if has_left(t, "nummod")), None)


def _stands_alone(number: Token) -> bool:
    """Tell whether a number counts nothing that stands with it: "nine more", "a third", "a further 300"."""
    if any(c.tag_ == "$" for c in number.lefts) or list(objects_of(number, "of")):
        return False
    if number.tag_ == "CD":
        return number.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT")
    if number.lower_ == "more":
        return has_left(number, "nummod")
    ranked = number.lower_ in lexicon("telling").nth
    return ranked and any(c.lower_ in _FRESH for c in number.lefts)


def thing_meant(pronoun: Token) -> Token | None:
    """Return the thing that "it" is, of the sentence before, to which something is done: "proposed *a tax*"."""
    if pronoun.lower_ != "it" or pronoun.dep_ not in PATIENTS or not pronoun.sent.start or not _is_main(pronoun):
        return None
    before: Span = pronoun.doc[pronoun.sent.start - 1].sent
    done = [t for t in before if t.dep_ in PATIENTS and t.head.dep_ in _MAIN and t.pos_ in NOUNS]
    last = done[-1] if done else None
    return last if last is not None and last.tag_ != "NNS" and not is_person(last) else None


def _is_main(pronoun: Token) -> bool:
    """Tell whether a pronoun stands in the main clause, or below a verb of it, with nothing before that it may be."""
    verb = pronoun.head
    while verb.dep_ in ("xcomp", "conj", "ccomp") and verb.head.pos_ == "VERB":
        verb = verb.head
    before = (t for t in pronoun.sent if t.i < pronoun.i and t.dep_ in (*PATIENTS, "nsubj") and t.pos_ == "NOUN")
    return verb.dep_ == "ROOT" and all(t.head == pronoun.head or is_person(t) for t in before)


def left_out(token: Token) -> Token | None:
    """Return the noun of the article that a number or "it" stands for, as something is done to it."""
    return noun_left_out(token) or thing_meant(token)


def words_of(number: Token) -> tuple[Token, Token]:
    """Return the first and last word that tell how many more, or which one more: "another 62", "three more"."""
    more = [c for c in number.rights if c.dep_ == "amod"]
    return number.left_edge, (more or [number])[-1]
