"""Ages: numbers that tell how old somebody is: "aged 44", "who is only 14", "Alma Olsen, now 19,", "retired at 65"."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.nouns import whole_of
from eventx.mentions.persons import is_human, is_person, is_plural
from eventx.normalize.lexeme import pattern
from eventx.normalize.number import Number
from eventx.syntax.labels import SUBJECTS
from eventx.syntax.phrases import subject

_ABOUT = r"(?:(?:about|around|just|only|nearly|over|under|between|at least) )?"
_BEFORE = re.compile(
    rf"\b(?:aged?|ages|ages? of|as young as|turned|turns|turning)\s{_ABOUT}"
    r"(?:\d{1,3}(?:, \d{1,3}){0,5},? (?:and|or|to) )?$",
    re.IGNORECASE,
)
_OF_MANY = (
    r"(?<!\w)(?:(?:older|younger) than|(?:(?:{age_kinds}) (?:[a-z]+ )?age|life expectancy)"
    rf" (?:[\w'’]+ ){{0,6}}?(?:is|was|of|to|at|from|over|under|above|below)) {_ABOUT}$"
)
_END = re.compile(r"(?:[,.;]|$| (?:when|and)\b)")
_END_OF_NAMED = re.compile(rf"{_END.pattern}| (?:now|at|by|in|on|years|[-–—])(?!\w)")
_OR_OLDER = re.compile(r" (?:and|or) (?:older|younger)\b")
_SET_OFF = re.compile(r"[,;] (?:now |only |just )?\d{1,3}\s*(?:[,.;)]|$)")
_YOUNG = 12  # till then a number behind "at" may be an hour


def is_age(text: str, number: Number, span: Span) -> bool:
    """Tell whether a number is the age of a person."""
    value, first = number.value or number.high, span[0]
    if value is None or not 0 < value < 120 or value != int(value) or number.form not in ("digits", "word"):
        return False
    lead = text[max(0, number.start - 60) : number.start]
    if _BEFORE.search(lead) or (_OR_OLDER.match(text, number.end) and not _is_thing(_told_of(first))):
        return True
    behind = span.doc[span.end : span.end + 1]
    counts = any(t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or t.text == "-" for t in behind)
    counts = counts or text.startswith((" of ", " in number"), number.end)
    if number.form == "digits" and _is_bounded(first, counts):
        return True
    grown = pattern(_OF_MANY).search(lead) or _is_lived(first, value > _YOUNG)
    return bool(not counts and grown) or _is_told_of(text, number, first)


def _told_of(first: Token) -> Token:
    """Return what a number stands behind, or of what a verb of being before it tells: "*those* 65 or older"."""
    before = first.nbor(-1) if first.i else first
    return (subject(before) or before) if before.lemma_ == "be" else before


def _is_thing(word: Token) -> bool:
    """Tell whether a word stands for no person."""
    return word.lower_ in ("it", "that", "which") or (word.pos_ == "NOUN" and not is_human(word))


def _is_lived(first: Token, grown: bool) -> bool:
    """Tell whether something was done in a life then: "retired at 65", "worked past 70"."""
    tie = first.nbor(-1) if first.i else first
    verb = tie.head.lemma_.lower()
    lived = grown and tie.dep_ == "prep" and verb in lexicon("headcount").lived
    return lived and (tie.lower_ in ("past", "beyond") or (tie.lower_ == "at" and verb != "work"))


def _is_bounded(first: Token, counts: bool) -> bool:
    """Tell whether persons are older or younger: "drivers over 70", "whose tenants are under 25"."""
    before = first.nbor(-2) if first.i > 1 else first
    told = is_human(before) or (before.lemma_ == "be" and _is_somebody(before, many=True))
    somebody = (told and not counts) or before.lower_ in lexicon("headcount").anybody
    return somebody and first.nbor(-1).lower_ in ("over", "under", "above", "below")


def _is_somebody(verb: Token, many: bool = False) -> bool:
    """Tell whether the subject of a verb stands for a person of whom an age is told, or for ``many``."""
    words = lexicon("headcount")
    who = next((whole_of(c) for c in (*verb.lefts, *verb.head.lefts) if c.dep_ in SUBJECTS), verb)
    named = who.ent_type_ == "PERSON" or who.lower_ in words.somebody
    several = who.tag_ == "NNS" and who.lower_ not in words.struck
    return named or (is_human(who) and (several if many else not is_plural(who)))


def _is_told_of(text: str, number: Number, first: Token) -> bool:
    """Tell whether a bare number stands as an age does behind a person: "she is 44", "Daniel Montalvo, 19,"."""
    doc, value = first.doc, number.value or number.high or 0
    at = first.i - (first.i > 1 and first.nbor(-1).lower_ in lexicon("headcount").age_adverbs)
    if at and doc[at - 1].lemma_ == "be":
        named = _told_of(doc[at]).pos_ != "NOUN"
        ends = (_END_OF_NAMED if named else _END).match(text[number.end : number.end + 7])
        return ends is not None and _is_somebody(doc[at - 1])
    named = at > 1 and (doc[at - 2].pos_ == "PROPN" or (is_person(doc[at - 2]) and at == first.i))
    if not named or not _SET_OFF.match(text[doc[at - 1].idx : number.end + 3]):
        return False
    told = (at == first.i or not doc[at - 2].ent_type_) and 16 < value < 105
    return doc[at - 2].ent_type_ == "PERSON" or (told and text[number.end : number.end + 1] == ",")
