"""Wholes: what the noun or pronoun that a percentage is tied to stands for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars, Claims
from eventx.mentions.nouns import climb, core, is_amount, led, meant, top_of
from eventx.mentions.owners import without_owner
from eventx.mentions.persons import nouns_before
from eventx.mentions.sizes import size_of
from eventx.mentions.topics import Topics
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.syntax.deputies import is_owner_alone, seat_of
from eventx.syntax.labels import ADNOMINAL, FINITE, NOUN_SUBJECTS, NOUNS, has_left, has_right
from eventx.syntax.phrases import (
    antecedent,
    clause_verb,
    follows,
    is_time,
    noun_phrase,
    object_before,
    subject,
    words_behind,
)

_NEAR = 200  # characters before a sentence in which the persons of a pronoun may be counted
_JOINT = 3  # tokens from a noun to the one that "and" ties to it
_BOUND = 8  # characters before a number that bounds say of it
_FAR = 400  # characters to the share before
_SUM = 9  # characters from a part to the sum it is of
_OPENING = (";", "and", "but", "while", "whereas")  # before a clause that goes on with another measure
_ROUND = 4  # per cent by which a rounded part is off
_THE = re.compile(r" (?:the|its|their|that) ")
_PART_OF = re.compile(r"(?: [a-z-]+){0,3} of (?:(?:the|its|their|a|about|some) )?")
_SET_OFF = re.compile(r"[,(–—]|\bor\b")


class Base(NamedTuple):
    """The base of a percentage: where that ends, its characters, and whether it is a whole, no measure of a level."""

    end: int
    chars: Chars | None
    is_whole: bool


class Wholes:
    """What the words beside the percentages of an article stand for; it remembers the base found last, for repeats.

    Parameters
    ----------
    analysis : Analysis
        The article.
    claims : Claims
        What its changes, money and headcounts own and read.
    """

    def __init__(self, analysis: Analysis, claims: Claims) -> None:
        self.analysis, self.claims, self.doc = analysis, claims, analysis.doc
        self.last: Base | None = None  # of the share before
        self.topics = Topics(analysis, "share.of", noun_phrase)

    def phrase(self, noun: Token | None, at: Token) -> Chars | None:
        """Return the phrase of a noun; a pronoun stands for the nearest noun before that agrees, or the base before."""
        if noun is None:
            return None
        noun = meant(noun)
        if noun.pos_ in NOUNS:
            return None if is_time(noun) else _joined(noun)
        return self.meant(noun, at) if noun.lower_ in lexicon("share").pronouns else None

    def meant(self, pronoun: Token, at: Token) -> Chars | None:
        """Return what a pronoun stands for: what was counted just before, else a noun that agrees with it."""
        many = pronoun.lower_ in ("them", "these", "those", "they", "whom")
        start = self.analysis.sentence_span(pronoun.idx).start_char - (_NEAR if many else 0)
        for number in reversed(list(self.claims.numbers_in(max(0, start), min(pronoun.idx, at.idx)))):
            owner = self.claims.owner(number)
            if owner == "money" and not many:
                return self._sum(number)
            if owner == "headcount" and many:
                return self._counted(number)
        told = antecedent(pronoun)
        if told is not None and told.pos_ == "NOUN" and not self._is_told(told):
            return noun_phrase(told)
        before = (noun for noun in nouns_before(pronoun, plural=many) if noun.i < at.i and not self._is_told(noun))
        fits = (noun for noun in before if noun.dep_ in NOUN_SUBJECTS or (many and noun.pos_ == "NOUN"))
        return next(map(noun_phrase, fits), None)

    def _is_told(self, noun: Token) -> bool:
        """Tell whether a noun is a time or a word of a number: "pay 300 *crowns*, and nine in ten of them"."""
        return is_time(noun) or any(self.claims.numbers_in(noun.idx, noun.idx + len(noun)))

    def _sum(self, number: Number) -> Chars:
        """Return what an amount of money is the amount of, else the amount: "a *fine* of $5m, a third of which"."""
        first, last = (span := self.analysis.span(number.start, number.end))[0], span[-1]
        verb, _ = climb(top_of(first, last), first)
        told = subject(verb) if verb.lemma_.lower() in lexicon("topic").being else None
        noun = led(first) or (told if told is not None and is_amount(told) else None)  # "*debt* was $9m, of which"
        return self.claims.topic(number) or (core(noun) if noun is not None else (number.start, number.end))

    def _counted(self, number: Number) -> Chars | None:
        """Return the persons that a number counts."""
        last = self.analysis.span(number.start, number.end)[-1]
        noun = last.head
        if noun.pos_ not in NOUNS or noun.i < last.i:
            return None
        return max(noun_phrase(noun)[0], number.end + 1), noun.idx + len(noun)

    def polled(self, at: Token) -> Chars | None:
        """Return those whom a survey asked: "a survey of 200 *guests* found that half"."""
        start = self.analysis.sentence_span(at.idx).start_char
        numbers = self.claims.numbers_in(start, at.idx)
        counted = next((number for number in numbers if self.claims.owner(number) == "headcount"), None)
        asked = not lexicon("clause").samples.isdisjoint(self.analysis.text[start : at.idx].lower().split())
        return self._counted(counted) if counted is not None and asked else None

    def parted(self, number: Number) -> Chars | None:
        """Return the amount that a percentage tells a part of: "half the *$9m*", "40 of *160 shops*, or 25%"."""
        text, units = self.analysis.text, self.analysis.units
        behind = next(iter(self.claims.numbers_in(number.end, number.end + _SUM)), None)
        sized = behind is not None and (is_currency(behind.unit) or behind.unit == "percent")
        if behind is not None and sized and _THE.fullmatch(text, number.end, behind.start):
            return behind.start, behind.end
        start = self.analysis.sentence_span(number.start).start_char
        told = [n for n in self.claims.numbers_in(start, number.start) if n.value and n.unit != "percent"]
        for one, whole in pairwise(told):
            parts = _PART_OF.fullmatch(text, one.end, whole.start) and _SET_OFF.search(text, whole.end, number.start)
            if parts and abs(size_of(one) * 100 / size_of(whole) - size_of(number)) < _ROUND:
                return whole.start, max(whole.end, units[whole.end].end)
        return None

    def level(self, at: Token, tied: bool = True) -> Chars | None:
        """Return what has a level by a verb: the object that it is tied to ("put *growth* at 3%"), else the subject."""
        verb = clause_verb(at)
        if verb is None:
            return None
        held = object_before(verb, at) if tied else None
        if held is not None and held.lower_ in ("it", "them"):  # "the union put *it* at 11%"
            return self.near(at) or self.phrase(held, at)
        whole = held is not None and held.pos_ in NOUNS and held.lemma_.lower() not in lexicon("share").extents
        noun = held if whole else subject(verb)  # "growth hit a high in July of 3%"
        if noun is not None and self._points_back(noun) and self.near(at) is not None:
            return self.near(at)  # "8% of them left; a year ago the *figure* was 6%"
        if noun is not None and (noun.lower_ == "it" or is_owner_alone(noun)) and (same := self.near(at)) is not None:
            other = noun if is_owner_alone(noun) else seat_of(noun)  # "in Peru it was 7%", "Peru's was 7%"
            apart = without_owner(same, other) if other is not None else None
            return apart or (same if noun.lower_ == "it" else None)  # "a return on equity of 10%. It was 7.9% in May"
        first = at.nbor(-1) if follows(at, "at") else at
        opens = first is not at and (bool(first.is_sent_start) or follows(first, *_OPENING))
        fronted = opens and verb.lemma_ not in lexicon("parts").having
        return self.phrase(noun, at) if noun is not None and (noun.i < at.i or fronted) else None  # "At 5%, *it* is"

    def _points_back(self, noun: Token) -> bool:
        """Tell whether a noun only takes up the share before: "the *figure*", no "the figure for Peru"."""
        known = noun.lower_ in lexicon("share").figures and has_left(noun, "det")
        return known and not has_left(noun, "compound", "amod") and not has_right(noun, "prep", "relcl", "acl")

    def around(self, verb: Token) -> Chars | None:
        """Return where something is a part: "the *fund*, where it represents 19%"."""
        told = verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.lefts)
        return self.phrase(verb.head, verb) if told else None

    def near(self, at: Token) -> Chars | None:
        """Return the base of the share before, if that is near."""
        return self.last.chars if self.last is not None and at.idx - self.last.end < _FAR else None

    def told_before(self, number: Number) -> bool:
        """Tell whether the sentence of a percentage tells another before it."""
        return self.last is not None and self.last.end > self.analysis.sentence_span(number.start).start_char

    def bare(self, chars: Chars, counted: bool) -> Chars | None:
        """Leave off what counts the base ("58 per cent of *Danes*"), leading determiners and possessives."""
        start, end = chars
        for number in self.claims.numbers_in(start, end):
            plain = number.unit is None and self.analysis.text[number.end : number.end + 1] == " "
            heads = plain and number.start - start < _BOUND  # "230 funds (28%)", "about 14 million homes, 60%"
            parted = number.unit in ("percent", "percentage_point")
            if parted or (not counted and heads):
                rest = self.analysis.text[number.end : end].removeprefix(" of").lstrip()
                start = end - len(rest) if rest else start
                if parted and not (rest or counted):
                    return None  # "growth at 12%, 10% and *9%*"
        for token in self.analysis.span(start, end) if start < end else ():
            clause = token.lower_ == "those" and has_right(token, *ADNOMINAL)
            if clause or token.lower_ not in lexicon("share").leading or token.idx + len(token) >= end:
                break
            start = token.idx + len(token) + len(token.whitespace_)
        return (start, end) if start < end else None


def _joined(noun: Token) -> Chars:
    """Return the phrase of a noun with those that "and" ties to it: "*mills and yards* that closed"."""
    start, end = noun_phrase(noun)
    joint = next((c for c in noun.rights if c.dep_ == "conj" and c.left_edge.i - noun.i < _JOINT), None)
    alike = joint is not None and joint.tag_ == noun.tag_ and follows(joint.left_edge, "and")
    behind = list(words_behind(joint, 3)) if joint is not None else []
    if any(t.like_num for t in behind) and not any(t.tag_ in FINITE for t in behind):
        return start, end  # "holds 40% of *Alba* and Lorne the remaining 60%"
    return start, max(end, noun_phrase(joint)[1]) if joint is not None and alike else end
