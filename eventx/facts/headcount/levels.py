"""Levels: the persons whose number a bare number gives: "the workforce shrank by 300", "the toll is 85"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.headcount.action import action_of
from eventx.facts.headcount.case import Case
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people, is_plural, people, singular
from eventx.syntax.labels import OBJECTS, first_left, has_right
from eventx.syntax.phrases import antecedent, is_verb, subject


def level_of(case: Case) -> Token | None:
    """Return the noun for the persons whose level a number is: "the number of people rose to 14,500"."""
    if action_of(case.government) in lexicon("headcount").searches:
        return None  # "police are looking for two more"
    measured, topic = _measured(case), case.claims.topic(case.phrase.number)
    persons = persons_of(measured, case.diseased) if measured is not None else None
    if persons is not None or topic is None or case.phrase.is_compared:
        return persons
    return persons_of(case.analysis.span(*topic).root, case.diseased)


def persons_of(noun: Token, diseased: bool) -> Token | None:
    """Return the persons in what is measured: "number of people", "death toll", "Chinese arrivals", "battalion"."""
    words, name = lexicon("headcount"), singular(noun)
    parts = [child for child in noun.rights if child.lower_ == "of"]
    if name in lexicon("persons").figures and not parts:
        return noun  # "the figure is 85", "visitor numbers rose"
    if name in lexicon("persons").figures:
        told = (c for part in parts for c in part.rights)
        states = lexicon("clause").states
        struck = (c for c in told if is_of_people(c, diseased) or c.lower_ in states or _are_those(c))
        return next(struck, None)
    persons = is_plural(noun) and is_of_people(noun, diseased)
    if name in lexicon("persons").bases:  # "its subscriber base"
        named = (child for child in noun.lefts if child.dep_ == "compound")
        persons = any(child.lower_ in lexicon("persons").tallies or is_of_people(child, diseased) for child in named)
    return noun if persons or name in words.any_of("units", "flows") | lexicon("persons").tallies else None


def _are_those(word: Token) -> bool:
    """Tell whether a pronoun tells of whom a figure is: "the number of *those killed*"."""
    return word.lower_ == "those" and has_right(word, "acl")


def names_persons(word: Token, diseased: bool) -> bool:
    """Tell whether a word before a figure tells of whom it is: "*visitor* numbers", "*Prisoner* numbers"."""
    if word.dep_ == "compound" and is_of_people(word, diseased):
        return True
    lexemes, words = word.lower_, lexicon("persons")
    formed = lexemes.endswith(tuple(words.endings)) and lexemes not in words.things
    return bool(word.is_sent_start) and word.dep_ in ("amod", "compound") and (formed or lexemes in people())


def _measured(case: Case) -> Token | None:
    """Return the noun that a verb says a number of: its subject, or the object before "by", "to" or "at"."""
    words, syntax, phrase, verb = lexicon("headcount"), lexicon("government"), case.phrase, case.government.verb
    link, figure = phrase.last.head if phrase.last.dep_ == "pobj" else None, _figure_behind(phrase.last)
    if figure is not None:
        return figure
    if link is not None and (noun := _measured_before(link)) is not None:
        return noun  # "cut its workforce by 2,000 to 18,500"
    if link is not None and link.head.lower_ in words.extremes and is_verb(link.head.head.head):
        verb = link.head.head.head  # "unemployment rose to a record high of 5.2 million"
    if verb is None or verb.i > phrase.begin.i:
        return None
    levels = words.any_of("no_action", "reaching") | syntax.copulas | (syntax.half_copulas - {"get"})  # "get three"
    noun = subject(verb) if verb.lemma_ in levels else None
    if noun is None and link is not None and link.lower_ == "at" and verb.lemma_ in lexicon("clause").reckoning:
        noun = first_left(verb, "nsubjpass")  # "the number of homeless is put at 3,000"
    if noun is None and verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.lemma_ in levels:
        noun = verb.head  # "fans numbering 12,000"
    if noun is None:
        return None
    noun = antecedent(noun) or noun  # "the pilots, who number 4,000", "the toll, which stands at 90"
    return noun if noun.i < phrase.begin.i else None


def _figure_behind(last: Token) -> Token | None:
    """Return the figure behind the number that it comes to: "brings to 41 *the number* of people killed"."""
    if last.dep_ == "nummod":  # taken for one phrase
        near, tie = [last.head], last.head.head
    else:
        near, tie = [c for c in last.head.head.rights if c.left_edge.i == last.i + 1], last.head
    told = tie.lower_ in ("to", "at") and tie.i < last.i and last.dep_ in ("pobj", "nummod")
    figures = lexicon("persons").figures
    return next((c for c in near if told and c.lower_ in figures and any(d.lower_ == "the" for d in c.lefts)), None)


def _measured_before(link: Token) -> Token | None:
    """Return the object before "by", "to" or "at", also behind a participle: "puts the number leaving at 1,600"."""
    over = link.head
    if over.lower_ in lexicon("persons").figures and link.lower_ in ("at", "as"):
        return over  # "put the number of dead at 12 and *the number* of injured at 40"
    if over.pos_ == "VERB" and link.lower_ == "as":
        return next((c for c in over.rights if c.dep_ == "dobj" and c.lower_ in lexicon("persons").figures), None)
    if over.pos_ != "VERB" or link.lower_ not in ("by", "to", "from", "at"):
        return None
    held = over.head.head.head if over.head.dep_ == "pobj" else over.head
    figure = over.dep_ == "relcl" and held.lower_ in lexicon("persons").figures and link.lower_ in ("to", "at")
    if figure or (link.lower_ == "at" and over.dep_ == "acl"):  # "brings the number who have died to 17"
        return held if held.dep_ in OBJECTS else None
    return next((c for c in over.rights if c.dep_ in OBJECTS and c.i < link.i), None)
