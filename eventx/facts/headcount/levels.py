"""Levels: the persons whose number a bare number gives: "the workforce shrank by 300", "the toll is 85"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.headcount.action import compared
from eventx.facts.headcount.phrase import CountedPhrase
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims
from eventx.mentions.persons import is_person, is_plural, singular
from eventx.syntax.labels import NOUNS, OBJECTS
from eventx.syntax.phrases import antecedent, subject


def level_of(
    analysis: Analysis, claims: Claims, phrase: CountedPhrase, verb: Token | None, diseased: bool
) -> Token | None:
    """Return the noun for the persons whose level a number is: "the number of people rose to 14,500"."""
    measured = _measured(claims, phrase, verb)
    persons = persons_of(measured, diseased) if measured is not None else None
    if persons is not None:
        return persons
    topic = claims.topic(phrase.number)
    if topic is not None and not compared(phrase.begin):
        persons = persons_of(analysis.span(*topic).root, diseased)
    return persons or _beside(phrase, diseased)


def persons_of(noun: Token, diseased: bool) -> Token | None:
    """Return the persons in what is measured: "number of people", "death toll", "Chinese arrivals", "battalion"."""
    words, name = lexicon("headcount"), singular(noun)
    parts = [child for child in noun.rights if child.lower_ == "of"]
    if name in words.figures | words.number_of and not parts:
        return noun  # "the figure is 85", "visitor numbers rose"
    if name in words.number_of:
        return next((c for part in parts for c in part.rights if is_person(c, diseased)), None)
    persons = is_plural(noun) and is_person(noun, diseased)
    return noun if persons or name in words.tallies | words.units else None


def _measured(claims: Claims, phrase: CountedPhrase, verb: Token | None) -> Token | None:
    """Return the noun that a verb says a number of: its subject, or the object before "by", "to" or "at"."""
    words, syntax = lexicon("headcount"), lexicon("government")
    link = phrase.last.head if phrase.last.dep_ == "pobj" else None
    if link is not None and link.lower_ in ("by", "to", "from", "at") and link.head.pos_ == "VERB":
        noun = next((c for c in link.head.rights if c.dep_ in OBJECTS and c.i < phrase.begin.i), None)
        if noun is not None and singular(noun) in words.tallies | words.number_of | words.figures:
            return noun  # "cut its workforce by 2,000 to 18,500"
    if verb is None or verb.i > phrase.begin.i:
        return None
    levels = words.no_action | words.reaching | syntax.copulas | syntax.half_copulas
    noun = subject(verb) if verb.lemma_ in levels or claims.reads(phrase.number) else None
    return (antecedent(noun) or noun) if noun is not None and noun.i < phrase.begin.i else None


def _beside(phrase: CountedPhrase, diseased: bool) -> Token | None:
    """Return the persons right before a number: "Chinese arrivals, at 640,000", "a toll of 27"."""
    doc, at = phrase.begin.doc, phrase.begin.i - 1
    while at > 0 and doc[at].dep_ in ("advmod", "quantmod"):
        at -= 1
    if at < 2 or doc[at].lower_ not in ("at", "to", "of", "by"):
        return None
    noun = doc[at - 1]
    if noun.text == ",":
        return persons_of(doc[at - 2], diseased) if doc[at - 2].pos_ in NOUNS else None
    return noun if noun.lower_ in ("toll", "headcount", "workforce") else None
