"""Ages: numbers that tell how old somebody is: "aged 44", "who is only 14", "Alma Olsen, now 19,", "retired at 65"."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people, is_person, is_plural
from eventx.mentions.wholes import whole_of
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.lexeme import pattern
from eventx.normalize.number import Number
from eventx.syntax.labels import SUBJECTS
from eventx.syntax.phrases import words_behind

_ABOUT = rf"(?:(?:over|under|between|at least) |{ROUGHLY})"
_BEFORE = re.compile(
    rf"\b(?:aged?|ages|ages? of|as young as|turned|turns|turning)\s{_ABOUT}"
    r"(?:(?P<list>(?:\d{1,3}, )+)|\d{1,3}(?:, \d{1,3}){0,5},? (?:and|or|to) )?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:, \d{1,3})*,? (?:and|or) \d{1,3}\b")
_OF_LIFE = (
    r"(?<!\w)(?:(?:older|younger) than|(?:{lived}) (?:at|past|beyond)"
    r"|(?:(?:{age_kinds}) (?:[a-z]+ )?age|life expectancy)"
    rf" (?:[\w'’]+ ){{0,6}}?(?:is|was|of|to|at|from|over|under|above|below)) {_ABOUT}$"
)
_CLOSE = r"(?:[,.;]|$| (?:when|and)\b)"
_END = rf"{_CLOSE}| (?:now|at|by|in|on|years|[-–—])(?!\w)"
_OR_OLDER = re.compile(r" (?:and|or) (?:older|younger|(?:up|over|under)\b(?! [\d$£€]))\b")
_SET_OFF = re.compile(r"[,;] (?:now |only |just )?\d{1,3}\s*(?:[,.;)]|$)")
_ROW = re.compile(r" ?[,(] ?\d{1,3}(?:, \d{1,3})*,? and \d{1,3}[,)]")
_LONGEST = 12  # tokens of such a row before one of its numbers
_HOURS = 12  # till then a number behind "at" may be an hour


def is_age(text: str, number: Number, span: Span) -> bool:
    """Tell whether a number is the age of a person."""
    value, first = number.value or number.high, span[0]
    if value is None or not 0 < value < 120 or value != int(value) or number.form not in ("digits", "word"):
        return False
    lead = text[max(0, number.start - 60) : number.start]
    behind = words_behind(span[-1])
    counts = any(t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or t.text == "-" for t in behind)
    counts = counts or text.startswith((" of ", " in number"), number.end)
    aged = _BEFORE.search(lead)
    listed = aged is None or not aged["list"] or _GOES_ON.match(text, number.end)  # not "of those aged 18, 40 died"
    if (aged and listed) or (number.form == "digits" and _is_bounded(text, number, span, counts)):
        return True
    counts = counts or (value <= _HOURS and lead.endswith(" at "))
    if not counts and (pattern(_OF_LIFE).search(lead) is not None or _is_in_row(text, number, first)):
        return True
    return _is_told_of(text, number, first)


def _is_in_row(text: str, number: Number, first: Token) -> bool:
    """Tell whether a number is one of those of several persons, set off behind them: "two women, 23 and 27,"."""
    before = reversed(first.doc[max(0, first.i - _LONGEST) : first.i])
    who = next((t for t in before if not (t.is_punct or t.is_digit or t.lower_ == "and")), None)
    if who is None or not (is_person(who) and is_plural(who)):
        return False
    row = _ROW.match(text, who.idx + len(who))
    return row is not None and number.end < row.end()


def _is_bounded(text: str, number: Number, span: Span, counts: bool) -> bool:
    """Tell whether persons are older or younger: "drivers over 70", "men 65 or older", "women between 19 and 97"."""
    first, behind = span[0], words_behind(span[-1])
    limits = lexicon("clause").limits | ({"between"} if number.low is not None else set())
    beyond = first.i > 1 and first.nbor(-1).lower_ in limits
    before, older = first.nbor(-1 - beyond) if first.i else first, _OR_OLDER.match(text, number.end) is not None
    told = is_person(before) or (before.lemma_ == "be" and _is_somebody(before, many=True))
    anybody = before.lower_ in lexicon("persons").anybody or (older and before.ent_type_ == "NORP")
    counted = counts if told and not anybody else any(t.tag_ == "NNS" and t.lemma_ != "year" for t in behind)
    return (beyond or older) and (anybody or told) and not counted  # "people over 12 provinces"


def _is_somebody(verb: Token, many: bool = False) -> bool:
    """Tell whether the subject of a verb stands for a person of whom an age is told, or for ``many``."""
    who = next((whole_of(c) for c in (*verb.lefts, *verb.head.lefts) if c.dep_ in SUBJECTS), verb)
    named = who.ent_type_ == "PERSON" or who.lower_ in lexicon("persons").somebody
    several = who.tag_ == "NNS" and who.lower_ not in lexicon("persons").struck
    return named or (is_person(who) and (several if many else not is_plural(who)))


def _is_told_of(text: str, number: Number, first: Token) -> bool:
    """Tell whether a bare number stands as an age does behind a person: "she is 44", "Daniel Montalvo, 19,"."""
    doc, value = first.doc, number.value or number.high or 0
    at = first.i - (first.i > 1 and first.nbor(-1).lower_ in lexicon("persons").age_adverbs)
    if at and doc[at - 1].lemma_ == "be":
        end = _CLOSE if at > 1 and doc[at - 2].pos_ == "NOUN" else _END  # no "the runner was 3 in the table"
        return re.match(end, text[number.end : number.end + 7]) is not None and _is_somebody(doc[at - 1])
    named = at > 1 and (doc[at - 2].pos_ == "PROPN" or (is_of_people(doc[at - 2]) and at == first.i))
    if not named or not _SET_OFF.match(text[doc[at - 1].idx : number.end + 3]):
        return False
    told = (at == first.i or not doc[at - 2].ent_type_) and 16 < value < 105
    return doc[at - 2].ent_type_ == "PERSON" or (told and text[number.end : number.end + 1] == ",")
