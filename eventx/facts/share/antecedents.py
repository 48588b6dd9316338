"""Antecedents: what "them", "which" and a percentage without a noun stand for, among what stands before."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from eventx.lexicons import load_lexicon
from eventx.mentions.claims import Claims
from eventx.mentions.persons import NOUNS, is_plural
from eventx.mentions.reading import Reading
from eventx.mentions.tally import tally
from eventx.normalize.number import Number
from eventx.syntax.phrases import is_time, is_verb, noun_phrase, subject

Chars = tuple[int, int]
_NEAR = 120  # tokens back in which the population of a survey may stand
_SURVEYS = 6  # counts back among which a survey's may be
_BESIDE = 30  # tokens back in which a counted noun is what "them" stands for


class Antecedents:
    """Finds what stands before a token that a pronoun or a gap may take up.

    Parameters
    ----------
    reading : Reading
        The article.
    claims : Claims
        What its changes, money and headcounts own and read.
    """

    def __init__(self, reading: Reading, claims: Claims) -> None:
        self.reading, self.claims = reading, claims
        self.doc = reading.doc
        self.counted = [n for n in claims.numbers if claims.owner(n) == "headcount"]
        self.money = [n for n in claims.numbers if claims.owner(n) == "money"]
        self.metrics = sorted(claims.measured.values())

    def of_pronoun(self, at: int, plural: bool) -> Chars | None:
        """Return what a pronoun stands for: what was just counted, the nearest plural noun, or a subject before."""
        if plural and (persons := self.persons(self.doc[at], _BESIDE)) is not None:
            return persons
        start = self.reading.sentence_span(self.doc[at].idx).start_char
        money = self._last(self.money, self.doc[at].idx)
        if not plural and money is not None and money.start >= start:
            return self._of_money(money)
        own = next((t for t in self.doc[at].ancestors if is_verb(t)), None)
        for token in reversed(self.doc[max(0, at - 60) : at]):
            if token.pos_ not in NOUNS or self._in_number(token):
                continue
            if plural and token.pos_ == "NOUN" and is_plural(token) and token.dep_ not in ("compound", "nmod"):
                return noun_phrase(token)
            told = token.dep_ in ("nsubj", "nsubjpass") and token.head.i < at and token.head != own
            if not plural and told:
                return self._unwrap(token)
        return None

    def persons(self, token: Token, within: int) -> Chars | None:
        """Return the persons last counted, without their number."""
        counted = self._last(self.counted, token.idx)
        if counted is None:
            return None
        item = tally(self.reading, counted)
        if item.head is None or item.first is None or token.i - item.last.i > within:
            return None
        return item.first.idx, item.head.idx + len(item.head)

    def population(self, begin: Token) -> Chars | None:
        """Return what a percentage that is a subject is of: "54 per cent thought", "a fifth has been spent"."""
        money = self._last(self.money, begin.idx)
        if money is not None and money.start >= self.reading.sentence_span(begin.idx).start_char:
            return self._of_money(money)
        return self._asked(begin) or self.persons(begin, _NEAR)

    def _of_money(self, money: Number) -> Chars:
        """Return what is so much: the profit in "a profit of $3 million", else the amount itself."""
        token = self.reading.span(money.start, money.end).root
        above = token.head
        if above.lower_ == "of" and above.head.pos_ in NOUNS:
            return noun_phrase(above.head)[0], above.head.idx + len(above.head)
        verb = above.head if token.dep_ == "pobj" else above
        noun = subject(verb) if is_verb(verb) and verb.lemma_ in load_lexicon("share")["levels"] else None
        return noun_phrase(noun) if noun is not None and noun.i < token.i else (money.start, money.end)

    def _asked(self, begin: Token) -> Chars | None:
        """Return the persons of the last survey told of: "a poll of 1,200 guests", "2,300 workers polled"."""
        at = bisect_left(self.counted, begin.idx, key=lambda n: n.start)
        surveys = load_lexicon("share")["surveys"]
        for number in reversed(self.counted[max(0, at - _SURVEYS) : at]):
            item = tally(self.reading, number)
            if item.head is None or item.first is None or begin.i - item.last.i > 2 * _NEAR:
                continue
            lead = self.doc[max(0, item.begin.i - 4) : item.begin.i]
            asked = any(c.lemma_.lower() in surveys for c in item.head.rights if c.dep_ == "acl")
            if asked or any(t.lemma_.lower() in surveys for t in lead):
                return item.first.idx, item.head.idx + len(item.head)
        return None

    def of_which(self, begin: Token) -> Chars | None:
        """Return what "of which" stands for where it comes before the number."""
        at = begin.i - 1
        while at > 1 and begin.i - at < 5 and self.doc[at].dep_ in ("advmod", "quantmod", "amod", "det"):
            at -= 1
        if at < 2 or self.doc[at].lower_ not in ("which", "whom") or self.doc[at - 1].lower_ != "of":
            return None
        return self.relative(self.doc[at], at - 1)

    def relative(self, pronoun: Token, end: int) -> Chars | None:
        """Return what "which" or "whom" stands for: the noun of its clause, or the last one before token ``end``."""
        verb = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
        nouns = (t for t in reversed(self.doc[max(0, end - 8) : end]) if t.pos_ in NOUNS)
        noun = verb.head if verb is not None and verb.head.i < end else next(nouns, None)
        if noun is None:
            return None
        if is_time(noun) or noun.pos_ not in NOUNS:
            above = next((t for t in noun.ancestors if is_verb(t)), None)
            found = subject(above) if above is not None else None
            noun = found if found is not None else noun
        return noun_phrase(noun)

    def topic(self, begin: Token) -> Chars | None:
        """Return what the clause before measures: "sales rose, food accounting for 64%"."""
        start = self.reading.sentence_span(begin.idx).start_char
        at = bisect_left(self.metrics, (begin.idx, 0))
        return self.metrics[at - 1] if at and self.metrics[at - 1][0] >= start else None

    def vote(self, begin: Token) -> Chars | None:
        """Return the vote of which somebody wins a part."""
        near = reversed(self.doc[max(0, begin.i - _NEAR) : begin.i])
        noun = next((t for t in near if t.lemma_.lower() in ("vote", "ballot") and t.pos_ in NOUNS), None)
        return (noun.idx, noun.idx + len(noun)) if noun is not None else None

    def rated(self, begin: Token) -> Token | None:
        """Return the noun to the left in the clause that has a rate: the loan in "a loan from the bank at 9.4%"."""
        rates = frozenset(load_lexicon("share")["rated"])
        for token in reversed(self.doc[max(begin.sent.start, begin.i - 12) : begin.i]):
            if is_verb(token) and token.lemma_ != "be":
                return None
            if token.pos_ in NOUNS and token.lemma_.lower() in rates and token.dep_ != "compound":
                return token
        return None

    def _unwrap(self, noun: Token) -> Chars:
        """Return the thing of "the share of LNG in imports", else the phrase itself."""
        if noun.lemma_.lower() in load_lexicon("share")["parts"]:
            inner = (c for prep in noun.rights if prep.lower_ == "of" for c in prep.rights if c.dep_ == "pobj")
            if (thing := next(inner, None)) is not None:
                return thing.idx, thing.idx + len(thing)
        return noun_phrase(noun)

    def _in_number(self, token: Token) -> bool:
        number = self._last(list(self.claims.numbers), token.idx + 1)
        return number is not None and token.idx < number.end

    @staticmethod
    def _last(numbers: list[Number], end: int) -> Number | None:
        """Return the last of some numbers before character ``end``."""
        at = bisect_left(numbers, end, key=lambda n: n.start)
        return numbers[at - 1] if at else None
