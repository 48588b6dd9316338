"""Bearers: what a measure tells of: the wall in "the wall is 3 metres high", the ship in "a ship with 40 cabins"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.mentions.claims import Claims
from eventx.mentions.nouns import (
    VERBS,
    Chars,
    core,
    counted_out,
    led,
    modified,
    top_of,
    unparsed_subject,
    whole_of,
    words,
)
from eventx.mentions.persons import NOUNS
from eventx.mentions.reading import Reading
from eventx.mentions.spans import spanned
from eventx.mentions.units import Counting
from eventx.normalize.number import Number
from eventx.syntax.phrases import antecedent, is_time, sentence_of, subject

_AGAIN = re.compile(
    r"(?: (?:long|wide|deep|tall|high|thick|away))? ?[(/] ?(?:about |around |some |nearly |over |~|≈)?"
    r"|(?:,| and| or| to|,? plus) (?:a |an )?"
)
_BRACKET = re.compile(r"[(\[](?:about |around |some |nearly |over |just |only |~|≈)?$")
_IMPERSONAL = frozenset({"it", "they", "them", "this", "these", "those", "itself", "themselves"})
_MANY = frozenset({"they", "them", "these", "those", "themselves"})
_REST = frozenset({"most", "some", "all", "both", "others", "each", "many"})
_DEEP = 12
_GAP = 24  # characters between a measure and one that tells it again
_BACK = 30  # tokens before a pronoun in which its noun may stand
_NEAR = 400  # characters between a bearer and a pronoun for it


class Bearers:
    """Finds what the measures of an article tell of, in text order; remembers the last for repeats and pronouns.

    Parameters
    ----------
    reading : Reading
        The article.
    claims : Claims
        What the changes of the article read.
    """

    def __init__(self, reading: Reading, claims: Claims) -> None:
        self.reading, self.claims = reading, claims
        self.doc = reading.doc
        self.last: tuple[int, Chars | None] = (-1, None)  # where the last measure ends, and its bearer
        self.counted = False  # whether the last measure counts things
        self.said: Chars | None = None  # the last bearer found, for pronouns

    def of(self, number: Number, counting: Counting) -> Chars | None:
        """Return the characters of what a number tells of, None where nothing is named."""
        end = max(counting.end, number.end)
        chars = self._find(number, counting, end)
        if chars is not None and chars[0] < end < chars[1] and number.start < chars[1]:
            rest = self.reading.text[end : chars[1]]
            chars = chars[1] - len(rest.lstrip(" -")), chars[1]  # "the *45-acre* park"
        if chars is not None and (chars[0] >= chars[1] or number.start < chars[1] <= end):
            chars = None
        self.last, self.counted = (end, chars), counting.kind == "counted"
        self.said = chars or self.said
        return chars

    def _find(self, number: Number, counting: Counting, end: int) -> Chars | None:
        metric = self.claims.topic(number)
        if metric is not None:
            return metric
        span = self.reading.span(number.start, end)
        first, last = span[0], span[-1]
        start = self.last[0]
        between = self.reading.text[start : min(number.start, start + _GAP)] if 0 <= start <= number.start else ""
        if _AGAIN.fullmatch(between) and not (self.counted and "(" in between):
            return self.last[1]
        if _picks(first, last):
            return None
        noun = modified(first, last) or _stuff(last) or spanned(self.reading, number) or led(first)
        if noun is not None and noun.lemma_.lower() not in words("extents"):
            return core(noun)
        if _BRACKET.search(self.reading.text[max(0, number.start - 12) : number.start]):
            return self._before_bracket(first)
        return self._governed(first, last, counting.kind) or self._equalled(first)

    def _equalled(self, first: Token) -> Chars | None:
        """Return the subject of a verb of being right before a measure, where the parser ties it to another word."""
        i = first.i - 1
        while i > 0 and self.doc[i].lower_ in words("bounds"):
            i -= 1
        verb = self.doc[i] if i > 0 else None
        if verb is None or verb.pos_ not in VERBS or verb.lemma_ not in words("being"):
            return None
        return self._of_verb(verb, verb, None, first)

    def _before_bracket(self, first: Token) -> Chars | None:
        """Return the noun right before the bracket that a number stands in: "the striker (14 goals)"."""
        i = first.i - 1
        while i > 0 and self.doc[i].text not in ("(", "["):
            i -= 1
        noun = self.doc[i - 1] if i else None
        return core(noun) if noun is not None and noun.pos_ in NOUNS and not is_time(noun) else None

    def _governed(self, first: Token, last: Token, kind: str) -> Chars | None:
        """Climb from a measure to the noun or verb that governs it."""
        here, tie, spell = top_of(first, last), None, kind == "spell"
        for _ in range(_DEEP):
            head = here.head
            if head is here:
                break
            if head.pos_ in VERBS and head.dep_ not in ("aux", "auxpass", "amod"):
                if here.pos_ == "ADJ" and (held := _object(head, here)) is not None:
                    return self._resolved(held)  # "makes the car $5 cheaper"
                if kind == "spell" and _lasting(head):
                    return core(head)  # "after charging for 20 minutes"
                return self._of_verb(head, here, None if spell else tie, first)
            if head.pos_ == "ADP" or head.dep_ == "prep":
                tie = tie or head
                noun = head.nbor(-1) if head.i else head
                if not spell and noun.lemma_.lower() in words("levels_of") and noun.pos_ in NOUNS:
                    return core(noun)  # "with carbon levels at 1,200 parts"
            elif head.pos_ == "ADJ" and (own := _subject_of(head)) is not None and own.i < first.i:
                return self._resolved(own)
            elif head.pos_ in NOUNS and not is_time(head) and (kind == "age" or not _measured(head)):
                if head.lemma_.lower() in words("extents") or (spell and tie is not None and tie.lower_ != "of"):
                    tie = None if spell else tie
                elif head.i < first.i and here.dep_ != "conj":
                    return self._resolved(head)
                if head.i > last.i and here.dep_ in ("nummod", "nmod", "compound", "amod", "quantmod", "npadvmod"):
                    return core(head)
            here = head
        return None

    def _of_verb(self, verb: Token, here: Token, tie: Token | None, first: Token) -> Chars | None:
        """Return what a verb says its measure of: its subject, or the object that a preposition ties it to."""
        if here != verb and here.dep_ in ("nsubj", "nsubjpass", "csubj"):
            return None
        if tie is not None:
            held = _object(verb, tie)
            if held is not None and held.pos_ in NOUNS and not is_time(held) and not _measured(held):
                return core(held)
        found = _teller(verb)
        if found is None or found.i >= first.i or found.dep_ == "expl":
            return None
        return self._resolved(_meaning(found))

    def _resolved(self, noun: Token) -> Chars | None:
        if noun.lower_ in _IMPERSONAL:
            return self._meant(noun)
        whole = whole_of(noun)
        if whole is noun and noun.pos_ not in NOUNS and noun.lower_ in _REST:
            return self._meant(noun)  # "most landed in shallow water, 14 metres deep"
        noun = whole
        gerund = noun.tag_ == "VBG" and noun.dep_ in ("nsubj", "nsubjpass", "csubj")
        if not (gerund or noun.pos_ in NOUNS) or is_time(noun) or noun.lower_ in words("measures"):
            return None
        return self.last[1] if noun.idx < self.last[0] and _measured(noun) and not self.counted else _named(noun)

    def _meant(self, pronoun: Token) -> Chars | None:
        """Return what an impersonal pronoun stands for: the subject said before it in its sentence, else the bearer."""
        start = sentence_of(pronoun).start
        many = pronoun.lower_ in _MANY
        for token in reversed(self.doc[max(start, pronoun.i - _BACK) : pronoun.i]):
            if token.dep_ not in ("nsubj", "nsubjpass") or token.pos_ not in NOUNS or token.ent_type_ == "PERSON":
                continue
            if not is_time(token) and token.head is not pronoun.head and (token.tag_ in ("NNS", "NNPS")) == many:
                return core(token)
        return self.said if self.said is not None and pronoun.idx - self.said[1] < _NEAR else None


def _object(verb: Token, before: Token) -> Token | None:
    """Return the object of a verb that stands before a token."""
    return next((c for c in verb.rights if c.dep_ == "dobj" and c.i < before.i), None)


def _named(noun: Token) -> Chars:
    """Return the characters of a noun with the name that follows it: "older daughter Maria"."""
    start, end = core(noun)
    name = noun.nbor(1) if noun.pos_ == "NOUN" and noun.i + 1 < len(noun.doc) else noun
    while name.pos_ == "PROPN" and name.text[0].isalpha() and name.i > noun.i and (noun in (name.head, name.head.head)):
        end = name.idx + len(name)
        if name.i + 1 == len(noun.doc):
            break
        name = name.nbor(1)
    return start, end


def _lasting(verb: Token) -> bool:
    """Tell whether a verb is a gerund of its own that can last: "after charging for 20 minutes"."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and all(child.dep_ != "dobj" for child in verb.rights)


def _meaning(found: Token) -> Token:
    """Return the noun that a relative pronoun stands for: the one right before it, whatever the parser ties it to."""
    noun = antecedent(found)
    if noun is None:
        return found
    near = found.nbor(-1) if found.i else noun
    return near if noun.pos_ not in NOUNS and near.pos_ in NOUNS else noun


def _subject_of(word: Token) -> Token | None:
    return next((child for child in word.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)


def _teller(verb: Token) -> Token | None:
    """Return the subject of a verb, up through its clauses, or the noun that its participle belongs to."""
    found = unparsed_subject(verb) or subject(verb)
    if found is not None:
        return found
    here = verb
    while here.dep_ in ("conj", "xcomp", "advcl", "aux", "pcomp", "prep") and here.head is not here:
        here = here.head
    return here.head if here.dep_ in ("acl", "relcl") and here.head.pos_ in NOUNS else None


def _measured(noun: Token) -> bool:
    """Tell whether a noun is itself counted: a unit, or what a number counts."""
    return any(child.dep_ == "nummod" for child in noun.lefts)


def _picks(first: Token, last: Token) -> bool:
    """Tell whether "one of the best players" picks one out and measures nothing."""
    return first.lower_ == "one" and first.i < last.i and first.nbor(1).lower_ == "of"


def _stuff(last: Token) -> Token | None:
    """Return the stuff after "of" that a measure is an amount of: "40 litres of milk", "five years worth of work"."""
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    return counted_out(last) if after is not None and after.lower_ in ("of", "worth", "(") else None
