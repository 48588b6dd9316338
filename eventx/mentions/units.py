"""What a number counts: a physical unit, a span of time, an age, or the noun that it stands before."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.persons import NOUNS, is_person
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.normalize.rate import often, per_after
from eventx.normalize.unit import unit_after
from eventx.syntax.phrases import is_time

_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|age of|turned|turns|turning)\s(?:between )?(?:\d{1,3}(?:, \d{1,3}){0,5},? (?:and|or|to) )?$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^(?:[^.;!?\n]|\.(?=[0-9])){0,90}\b(?:from|to|and|or|against|than|with|by|of|including"
    r"|another|plus)\s(?:about |around |some |nearly )?$"
    r"|^, (?:up|down) (?:from|to) $"
)
_LEVEL = re.compile(r"^(?:[^.;!?\n]|\.(?=[0-9])){0,110}\b(?:at|from|to)\s(?:about |around )?$")
_AGED = re.compile(
    r"\b(?:ages?|expectancy)\b[^.;,\d]{0,48}\b(?:is|was|were|are|be|been|of|at|to|from|than|about|around|reached)\s$",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(r"\bmagnitude (?:of )?(?:about |at least )?$", re.IGNORECASE)
_MORE = re.compile(r" (?:more|others?|of (?:them|these|those))\b(?! than)")
_CLAUSE = re.compile(r"(?:[^.;!?\n]|\.(?=[0-9]))*")
_OR_TWO = re.compile(r"\bor $")
_REACH = 9
"""Tokens after a number in which the noun that it counts may stand."""


_PARTICLES = frozenset({"off", "up", "in", "out", "on", "down", "over", "away", "back", "through"})
_RATIOS = frozenset({"percent", "percentage_point", "basis_point"})
_SPELL = re.compile(
    r"[ -](?:[a-z]+ )?(?:year|month|week|day|night(?=s)|fortnight|hour|minute|second|decade)s?(?![\w])"
    r"(?:[ -](?:olds?|of age)\b)?",
    re.IGNORECASE,
)


class Counting(NamedTuple):
    """What a number counts: how that was found, the unit, its rate, and where the words of the unit end."""

    kind: str
    unit: str | None
    per: str | None
    end: int


class Counted:
    """Finds units in text order; remembers the last counted noun for "435 homes by sale and 187 by tender"."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        self.last: tuple[Number, str] | None = None

    def of(self, number: Number) -> Counting:
        """Return what a number counts."""
        text = self.text
        if number.unit in _RATIOS or is_currency(number.unit):
            rate = None if is_currency(number.unit) else per_after(text, number.end)
            return Counting("ratio", number.unit, rate[0] if rate else None, number.end)
        if number.unit is not None:
            end = _past_word(text, number.end)
            rate = per_after(text, end)
            kind = "age" if number.unit == "year of age" else "spell" if number.unit in TIMES else "unit"
            return Counting(kind, number.unit, rate[0] if rate else None, end)
        if text.endswith("-strong", number.start, number.end):  # "a 60-strong delegation"
            return Counting("counted", "person", None, number.end)
        unit = unit_after(text, number.end)
        if unit is not None:
            if unit.name == "point":
                self.last = number, unit.name
            return Counting("unit", unit.name, unit.per or often(text, unit.end), unit.end)
        if self._is_age(number) or self._is_old(number):
            return Counting("age", "year of age", None, number.end)
        if _MAGNITUDE.search(text, max(0, number.start - 24), number.start):
            return Counting("level", "magnitude", None, number.end)
        noun = self._noun(number)
        if noun is not None:
            name, end = singular(noun), noun.idx + len(noun)
            rate = per_after(text, end)
            self.last = number, name
            return Counting("counted", name, rate[0] if rate else often(text, end), end)
        if (said := self._left_out(number)) is not None:
            return Counting("ellipsis", said, None, number.end)
        return Counting("bare", None, None, number.end)

    def _left_out(self, number: Number) -> str | None:
        """Return the noun that a number leaves out because it was said before: "435 homes and 187", "a day or two"."""
        if self.last is not None and number.form in ("digits", "word"):
            between = self.text[self.last[0].end : min(number.start, self.last[0].end + 120)]
            digits = number.form == "digits"
            listed = (digits and _LIST.match(between)) or (self.last[1] == "point" and _LEVEL.match(between))
            listed = listed or (_MORE.match(self.text, number.end) and _CLAUSE.fullmatch(between))
            if listed and number.start - self.last[0].end < 120:
                return self.last[1]
        if number.form == "word" and _OR_TWO.search(self.text, max(0, number.start - 4), number.start):
            first = self._span(number)[0]
            noun = first.nbor(-2) if first.i > 1 else None
            if noun is not None and noun.tag_ == "NN" and not is_time(noun):
                return singular(noun)
        return None

    def _is_age(self, number: Number) -> bool:
        text = self.text
        value = number.value if number.value is not None else number.high
        if value is None or not 0 < value < 120 or value != int(value) or number.form not in ("digits", "word"):
            return False
        if _AGE_BEFORE.search(text[max(0, number.start - 24) : number.start]):
            return True
        if (
            _AGED.search(text, max(0, number.start - 80), number.start)
            and not text[number.end : number.end + 1].isalnum()
        ):
            return self._noun(number) is None
        if not re.match(r"\s*(?:[,.;)]|$)", text[number.end : number.end + 3]) or text[
            max(0, number.start - 2) : number.start
        ] not in (", ", "; "):
            return False
        first = self._span(number)[0]
        if first.i < 2 or not (self.doc[first.i - 2].pos_ == "PROPN" or is_person(self.doc[first.i - 2])):
            return False
        before = self.doc[first.i - 2]
        return before.ent_type_ == "PERSON" or (16 < value < 105 and text[number.end : number.end + 1] == ",")

    def _is_old(self, number: Number) -> bool:
        """Tell whether "she is 44", "who was 10" gives the age of a person."""
        first = self._span(number)[0]
        verb = self.doc[first.i - 1] if first.i else None
        if verb is None or verb.lemma_ != "be" or not 1 < (number.value or 0) < 115:
            return False
        if not re.match(r"(?:[,.;]|$| (?:when|and|at|by|in|on|years)\b)", self.text[number.end : number.end + 7]):
            return False
        who = next((c for c in (*verb.lefts, *verb.head.lefts) if c.dep_ in ("nsubj", "nsubjpass")), None)
        return who is not None and (who.ent_type_ == "PERSON" or who.lower_ in ("he", "she", "who", "i"))

    def _span(self, number: Number) -> Span:
        found = self.doc.char_span(number.start, number.end, alignment_mode="expand")
        return found if found is not None else self.doc[:1]

    def _noun(self, number: Number) -> Token | None:
        """Return the head of the noun phrase that the number counts, or None."""
        last = self._span(number)[-1]
        doc, i = self.doc, last.i + 1
        of = i < len(doc) and doc[i].lower_ == "of"
        i += of
        hyphen = i < len(doc) and doc[i].text == "-"
        run: Token | None = None
        first: Token | None = None
        while i < len(doc) and i < last.i + _REACH:
            token = doc[i]
            if token.is_space or (token.is_sent_start and run is None and i > last.i + 1):
                break
            if token.pos_ in NOUNS:
                run = token
                first = first or (token if token.tag_ == "NN" and i <= last.i + 2 else None)
                if hyphen and doc[last.i + 1].text == "-":
                    break
            elif run is not None and token.tag_ == "POS":
                run = first = None  # "14 of the port's 22 cranes"
            elif run is not None and run.pos_ == "PROPN" and token.pos_ == "ADJ":
                pass  # "13 of the leading UK humanitarian bodies"
            elif run is not None and doc[i - 1].text == "-" and _tails(token):
                run = first = None  # "two gas-only options", "20 coal-fired plants"
            elif run is not None and run.tag_ == "NNP" and token.pos_ == "CCONJ" and _shared(doc, i):
                pass  # "460 Kia and Hyundai vehicles"
            elif (run is not None and token.text != "-" and token.tag_ != "POS") or not _premodifies(token, of):
                break
            i += 1
        if run is not None and run.tag_ == "NN" and (number.value or 0) > 1 and first is not None and first is not run:
            run = first  # "a 12 page document" counts pages
        return None if run is None or (is_time(run) and run.lemma_.lower() not in _COUNTED_TIMES) else run


_BEFORE_NOUN = frozenset({"ADJ", "ADV", "NUM", "PUNCT", "PART"})
_COUNTED_TIMES = frozenset({"season", "session", "term", "half", "semester", "generation"})
TIMES = frozenset({"year", "month", "week", "day", "night", "fortnight", "hour", "minute", "second", "decade"})
_BREAKS = frozenset(',.;:()?!”"–—')


def _tails(token: Token) -> bool:
    """Tell whether a word behind a hyphen makes the noun before it part of an adjective."""
    return token.text != "-" and (token.pos_ in _BEFORE_NOUN or token.tag_ in ("VBN", "VBG"))


def _shared(doc: Doc, at: int) -> bool:
    """Tell whether a name and a plural noun follow a conjunction: the noun belongs to the name before it as well."""
    return at + 2 < len(doc) and doc[at + 1].tag_ == "NNP" and doc[at + 2].tag_ == "NNS"


def _premodifies(token: Token, of: bool) -> bool:
    """Tell whether a token may stand between a number and its noun; ``of``: after "of", as in "one of the"."""
    if token.text in _BREAKS:
        return False
    if token.pos_ in ("DET", "PRON"):
        return of
    if token.pos_ == "VERB":
        return token.tag_ in ("VBG", "VBN") and token.dep_ in ("amod", "compound", "nmod")
    if token.pos_ == "CCONJ":
        return token.nbor(-1).pos_ == "ADJ"
    return token.pos_ in _BEFORE_NOUN


def _past_word(text: str, end: int) -> int:
    """Return where the word of time after a number ends, with "old" or "of age"."""
    match = _SPELL.match(text, end)
    return match.end() if match else end


def singular(noun: Token) -> str:
    """Return the singular of a noun in small letters, names as they stand."""
    if noun.i > 1 and noun.nbor(-1).text == "-" and noun.lemma_.lower() in _PARTICLES:
        return f"{noun.nbor(-2).lower_}-{noun.lemma_.lower()}"  # "take-offs"
    known = load_lexicon("units")["singular"].get(noun.lower_)
    if known:
        return str(known)
    if noun.lemma_.lower() in lexicon("headcount").persons or noun.lemma_.lower() in lexicon("headcount").jobs:
        return "person" if noun.tag_ not in ("NNP",) else noun.text
    return noun.text if noun.pos_ == "PROPN" and noun.tag_ != "NNPS" else noun.lemma_.lower()
