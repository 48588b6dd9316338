"""Ages: numbers that tell how old somebody is: "aged 44", "who is only 14", "Alma Olsen, now 19,", "retired at 65"."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.nouns import whole_of
from eventx.mentions.persons import is_human, is_person, is_plural
from eventx.normalize.number import Number
from eventx.syntax.labels import SUBJECTS

_ABOUT = r"(?:(?:about|around|just|only|nearly|over|under|between|at least) )?"
_BEFORE = re.compile(
    rf"\b(?:aged?|ages|ages? of|as young as|(?:older|younger) than|turned|turns|turning)\s{_ABOUT}"
    r"(?:\d{1,3}(?:, \d{1,3}){0,5},? (?:and|or|to) )?$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:people|those|anyone|adults|women|men|children|voters|workers|drivers) (?:under|over) $")
_OF_MANY = re.compile(
    r"\b(?:(?:median|average|mean|retirement|pension|minimum|voting) (?:[a-z]+ )?age|life expectancy)"
    rf" (?:[\w'’]+ ){{0,6}}?(?:is|was|of|to|at|from|over|under|above|below) {_ABOUT}$",
    re.IGNORECASE,
)
_END = re.compile(r"(?:[,.;]|$| (?:when|now|and|at|by|in|on|years|[-–—])(?!\w))")
_OR_OLDER = re.compile(r" (?:and|or) (?:older|younger)\b")
_SET_OFF = re.compile(r"[,;] (?:now |only |just )?\d{1,3}\s*(?:[,.;)]|$)")
_ADVERBS = frozenset({"now", "only", "just", "still", "already", "about", "nearly", "almost"})
_YOUNG = 12  # till then a number behind "at" may be an hour


def is_age(text: str, number: Number, span: Span) -> bool:
    """Tell whether a number is the age of a person."""
    value, digits = number.value or number.high, number.form == "digits"
    if value is None or not 0 < value < 120 or value != int(value) or number.form not in ("digits", "word"):
        return False
    lead = text[max(0, number.start - 60) : number.start]
    if _BEFORE.search(lead) or _OR_OLDER.match(text, number.end) or (digits and _PEOPLE.search(lead)):
        return True
    behind = span.doc[span.end : span.end + 1]
    counts = any(t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or t.text == "-" for t in behind)
    grown = _OF_MANY.search(lead) or _is_lived(span[0], value > _YOUNG) or (digits and _is_bounded(span[0]))
    return bool(not counts and grown) or _is_told_of(text, number, span[0])


def _is_lived(first: Token, grown: bool) -> bool:
    """Tell whether something was done in a life then: "retired at 65", "worked past 70"."""
    tie = first.nbor(-1) if first.i else first
    verb = tie.head.lemma_.lower()
    lived = grown and tie.dep_ == "prep" and verb in lexicon("headcount").lived
    return lived and (tie.lower_ in ("past", "beyond") or (tie.lower_ == "at" and verb != "work"))


def _is_bounded(first: Token) -> bool:
    """Tell whether persons are older or younger: "drivers over 70", "whose tenants are under 25"."""
    before = first.nbor(-2) if first.i > 1 else first
    somebody = is_human(before) or (before.lemma_ == "be" and _is_somebody(before, many=True))
    return somebody and first.nbor(-1).lower_ in ("over", "under", "above", "below")


def _is_somebody(verb: Token, many: bool = False) -> bool:
    """Tell whether the subject of a verb stands for a person of whom an age is told, or for ``many``."""
    who = next((whole_of(c) for c in (*verb.lefts, *verb.head.lefts) if c.dep_ in SUBJECTS), verb)
    named = who.ent_type_ == "PERSON" or who.lower_ in lexicon("headcount").somebody
    several = who.tag_ == "NNS" and who.lower_ not in ("dead", "injured", "wounded")  # "the dead are over 40"
    return named or (is_human(who) and (several if many else not is_plural(who)))


def _is_told_of(text: str, number: Number, first: Token) -> bool:
    """Tell whether a bare number stands as an age does behind a person: "she is 44", "Daniel Montalvo, 19,"."""
    doc, value = first.doc, number.value or number.high or 0
    at = first.i - (first.i > 1 and first.nbor(-1).lower_ in _ADVERBS)
    if at and doc[at - 1].lemma_ == "be" and _END.match(text[number.end : number.end + 7]):
        return _is_somebody(doc[at - 1])
    named = at > 1 and (doc[at - 2].pos_ == "PROPN" or (is_person(doc[at - 2]) and at == first.i))
    if not named or not _SET_OFF.match(text[doc[at - 1].idx : number.end + 3]):
        return False
    return doc[at - 2].ent_type_ == "PERSON" or (16 < value < 105 and text[number.end : number.end + 1] == ",")
