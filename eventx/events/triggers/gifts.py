"""Gifts: when an amount that somebody pays or offers is none: a price, a wage, what anybody gets."""

from __future__ import annotations

from eventx.events.clauses.amounts import is_sought
from eventx.events.clauses.clause import EventClause
from eventx.events.frames.frame import Words
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import NOUNS, PRESENT, WITHIN, has_right
from eventx.syntax.phrases import words_behind

_BOUGHT = frozenset({"it", "him", "them", "both"})  # a player, a firm
_TAKERS = ("indirect", "object", "to")


def is_no_gift(words: Words, clause: EventClause, name: str) -> bool:
    """Tell whether the amount is no gift: what a thing costs, in a phrase of its own, or what passes for something.

    "A $699 phone", "a tax on incomes over $100,000", "paid $8 for a seat", "got $2 million for its stake".
    """
    token, nouns = clause.token, clause.noun_names
    named = token.dep_ in WITHIN and words.has_lemma("unless", token.head)
    if named or is_sought(words, clause) or _is_had(clause):
        return True
    if clause.verb is not None and words.has_lemma("funding", clause.verb) and clause.slot == "object":
        return False  # "will finance a $4 million road"
    if "buys" not in words.lists or words.has("counted", nouns) or any(noun in words.nouns for noun in nouns):
        return False
    return _is_of_thing(clause) or (words.has("buys", (name,)) and _is_paid(words, clause))


def _is_had(clause: EventClause) -> bool:
    """Tell whether somebody has what they "got": "we've got $7 billion", but not "has not got", "has got it from"."""
    verb = clause.verb
    if verb is None or verb.lower_ != "got" or clause.at("from"):
        return False
    kinds = {c.dep_ for c in verb.lefts if c.tag_ in ("VBZ", "VBP", "RB") and c.lemma_ != "be"}
    return "aux" in kinds and "neg" not in kinds


def _is_of_thing(clause: EventClause) -> bool:
    """Tell whether an amount stands before a noun, or in a phrase that is not the verb's own."""
    token, above = clause.token, clause.token.head
    if token.dep_ in WITHIN:
        return True
    return token.dep_ == "pobj" and above.lower_ not in ("of", "with", "including") and above.head != clause.verb


def _is_paid(words: Words, clause: EventClause) -> bool:
    """Tell whether something is got for the amount, or it is paid to who watches over others."""
    ends = [t.lemma_.lower() for t in clause.at("infinitive")]
    told = (t for t in clause.at("for") if t.i > clause.token.i)
    goods = (
        t
        for t in told
        if t.lower_ in _BOUGHT or words.has_lemma("players", t) or (t.pos_ in (*NOUNS, "NUM") and not is_of_people(t))
    )
    paid = (t.lemma_.lower() for position in ("indirect", "object", "to") for t in clause.at(position))
    if words.has("exchange", ends) or words.has("overseers", paid):
        return True
    return any(not words.has_lemma("counted", t) for t in goods)


def is_usual(words: Words, clause: EventClause) -> bool:
    """Tell whether an amount is what many get, or anybody: "on average offer $9,000", "gives you $9,000 a year".

    So is what is offered to who applies for work, what somebody cannot afford to pay, what an appeal comes to, and
    what a prize by name is worth.
    """
    if "readers" not in words.lists:
        return False
    won = (t for t in (clause.noun, *clause.at("object"), clause.token.head.head) if t is not None)
    if any(t.pos_ == "PROPN" and words.has_lemma("prizes", t) for t in won):
        return True
    takers = [t for position in _TAKERS for t in clause.at(position)]
    yours = (*takers, *words_behind(clause.noun or clause.token))  # "the $4,000 bonus you can't miss"
    if words.has("readers", (t.lower_ for t in yours)) or words.has("applying", (t.lemma_.lower() for t in takers)):
        return True
    verb = clause.verb
    if verb is None:
        return False
    near = [t for t in verb.subtree if t.lower_ == "average"] if verb.tag_ in PRESENT else []
    usual = any(t.head.lower_ == "on" or t.head in clause.at("subject") for t in near)
    level = not lexicon("headcount").reaching.isdisjoint(clause.verb_names)  # what an appeal comes to is no gift
    reached = level and clause.slot != "subject" and not has_right(verb, "prt")
    return usual or reached or any(words.has_lemma("affording", t) for t in (verb.head, *verb.head.children))
