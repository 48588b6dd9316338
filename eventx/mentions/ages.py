"""Ages: numbers that tell how old somebody is: "aged 44", "who is only 14", "Alma Olsen, now 19,", "retired at 65"."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.nouns import whole_of
from eventx.mentions.persons import is_human, is_person
from eventx.normalize.number import Number
from eventx.syntax.labels import SUBJECTS

_ABOUT = r"(?:(?:about|around|just|only|nearly|over|under|between|at least) )?"
_BEFORE = re.compile(
    rf"\b(?:aged?|ages|ages? of|as young as|(?:older|younger) than|turned|turns|turning)\s{_ABOUT}"
    r"(?:\d{1,3}(?:, \d{1,3}){0,5},? (?:and|or|to) )?$",
    re.IGNORECASE,
)
_OF_MANY = re.compile(
    r"\b(?:(?:median|average|mean|retirement|pension|minimum|voting) (?:[a-z]+ )?age|life expectancy)"
    rf" (?:[\w'’]+ ){{0,6}}?(?:is|was|of|to|at|from|over|under|above|below) {_ABOUT}$",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(r"\b(?:people|those|anyone|adults|women|men|children|voters|workers|drivers) (?:under|over) $")
_END = re.compile(r"(?:[,.;]|$| (?:when|now|and|at|by|in|on|years|[-–—])(?!\w))")
_OR_OLDER = re.compile(r" (?:and|or) (?:older|younger)\b")
_AND_UP = re.compile(r" (?:and|or) (?:up|over|under|above|below)\b(?! to)")
_SET_OFF = re.compile(r"[,;] (?:now |only |just )?$")
_BOUNDS = frozenset({"over", "under", "above", "below"})
_ADVERBS = frozenset({"now", "only", "just", "still", "already", "about", "nearly", "almost"})
_YOUNG = 12  # till then a number behind "until" may be an hour


def is_age(text: str, number: Number, span: Span) -> bool:
    """Tell whether a number is the age of a person."""
    value = number.value or number.high
    if value is None or not 0 < value < 120 or value != int(value) or number.form not in ("digits", "word"):
        return False
    lead = text[max(0, number.start - 60) : number.start]
    behind = next(iter(span.doc[span.end : span.end + 1]), None)
    counts = behind is not None and (behind.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or behind.text == "-")
    if _BEFORE.search(lead) or _OR_OLDER.match(text, number.end):
        return True
    if number.form == "digits" and _OF_PEOPLE.search(lead):
        return True  # whatever the tagger takes the next word for: "people under 25 vote"
    if not counts and (_OF_MANY.search(lead) or _is_lived(span, number) or _is_bounded(span[0], number)):
        return True
    return _is_told_of(text, number, span[0])


def _is_lived(span: Span, number: Number) -> bool:
    """Tell whether something was done in a life then: "retired at 65", "worked past 70"."""
    tie = span[0].nbor(-1) if span[0].i else span[0]
    lived = tie.dep_ == "prep" and tie.head.lemma_.lower() in lexicon("headcount").lived
    return lived and tie.lower_ in ("at", "until", "past", "beyond", "before") and (number.value or 0) > _YOUNG


def _is_bounded(first: Token, number: Number) -> bool:
    """Tell whether persons are older or younger: "drivers over 70", "whose tenants are under 25"."""
    bound = first.nbor(-1) if first.i else first
    if bound.lower_ not in _BOUNDS or number.form != "digits" or bound.i == 0:
        return False
    before = bound.nbor(-1)
    return is_human(before) if before.lemma_ != "be" else any(map(_is_somebody, _subjects(before)))


def _subjects(verb: Token) -> list[Token]:
    return [whole_of(c) for c in (*verb.lefts, *verb.head.lefts) if c.dep_ in SUBJECTS]


def _is_somebody(who: Token) -> bool:
    """Tell whether a word stands for a person of whom an age is told."""
    return who.ent_type_ == "PERSON" or who.lower_ in lexicon("headcount").somebody or is_human(who)


def _is_told_of(text: str, number: Number, first: Token) -> bool:
    """Tell whether a bare number stands as an age does behind a person: "she is 44", "Daniel Montalvo, 19,"."""
    doc, value, after = first.doc, number.value or number.high or 0, text[number.end : number.end + 16]
    at = first.i - (first.i > 1 and first.nbor(-1).lower_ in _ADVERBS)
    before = doc[at - 1] if at else first
    if _AND_UP.match(after):
        return is_human(before) or before.lower_ == "those"
    if before.lemma_ == "be" and _END.match(after):
        who = next(iter(_subjects(before)), None)
        return who is not None and _is_somebody(who) and who.tag_ != "NNS"
    named = at > 1 and (doc[at - 2].pos_ == "PROPN" or (is_person(doc[at - 2]) and at == first.i))
    lead = text[max(0, number.start - 8) : number.start]
    if not named or not _SET_OFF.search(lead) or not re.match(r"\s*(?:[,.;)]|$)", after):
        return False
    return doc[at - 2].ent_type_ == "PERSON" or (16 < value < 105 and after.startswith(","))
