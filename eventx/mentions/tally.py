"""Tallies: which noun a number counts, and whether it leaves its noun out ("450 more", "of whom 1,100")."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import NOUNS, is_plural
from eventx.mentions.reading import Reading
from eventx.normalize.number import Number
from eventx.syntax.phrases import is_time

_LOOK = 12  # tokens of a noun phrase looked at; longer ones are lists
_QUOTES = frozenset("\"“‘'")
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Tally:
    """A number and the noun that it counts.

    ``last`` is the number's last token, ``head`` the noun it counts (None in an ellipsis), ``first`` the first word
    of the noun phrase. ``elliptic`` tells that a word beside the number shows that its noun is left out.
    """

    number: Number
    begin: Token
    last: Token
    first: Token | None = None
    head: Token | None = None
    elliptic: bool = False
    partitive: bool = False

    @property
    def governed(self) -> Token:
        """The token whose head is the governing word: the noun, or the number itself in "ten of the 14 economists"."""
        return self.last if self.head is None or self.partitive else self.head

    @property
    def of_whom(self) -> bool:
        """Whether the number is a part told of in a relative clause: "of whom 900 work", "three of whom were held"."""
        doc = self.last.doc
        near = doc[max(0, self.begin.i - 4) : self.begin.i], doc[self.last.i + 1 : self.last.i + 3]
        return any(token.lower_ == "whom" for part in near for token in part)

    @property
    def top(self) -> Token:
        """The number, or the word that it stands before where that is no counted noun: "6,000 others"."""
        return self.last.head if self.head is None and self.last.dep_ == "nummod" else self.last


def tally(reading: Reading, number: Number) -> Tally:
    """Find the noun that a number counts by walking from the number to the right over its noun phrase."""
    span = reading.span(number.start, number.end)
    begin, last = span[0], span[-1]
    doc = reading.doc
    limit = min(len(doc), last.i + 1 + _LOOK)
    at = last.i + 1
    marked = begin.i > 0 and _before(begin)
    skipped = lexicon("headcount").skipped
    partitive = False
    while at < limit and doc[at].lower_ in skipped and not doc[at].is_sent_start:
        word = doc[at].lower_
        if word in ("the", "these", "those", "them", "whom") and not partitive and doc[at - 1].lower_ != "of":
            break
        partitive = partitive or word == "of"
        if word == "or" and at + 1 < limit and doc[at + 1].lower_ in ("more", "so", "less", "fewer"):
            at += 2  # a bound, no ellipsis
            continue
        if word in ("or", "so"):
            break
        marked = marked or word in lexicon("headcount").elliptic_after
        if word in ("them", "whom", "us", "you") or (partitive and _own(doc, at, limit)):
            return Tally(number, begin, last, elliptic=partitive)
        at += 1
    if partitive:
        at = _past_whole(doc, at, limit)
    first, head = _phrase(reading, at, limit, last)
    if marked and not partitive and head is not None and not is_plural(head) and last.lower_ != "one":
        head = None  # "of whom around 1,100 work in the UK": the verb is tagged as a noun
    if head is None or first is None:
        return Tally(number, begin, last, elliptic=marked, partitive=partitive)
    return Tally(number, begin, last, first, head, partitive=partitive)


def _past_whole(doc: Doc, at: int, limit: int) -> int:
    """Return the token after the number of a whole: "ten of the 14 economists", "600 of the plant's 2,000 staff"."""
    number = at
    while number < limit and doc[number].pos_ in ("NOUN", "PROPN", "ADJ"):
        number += 1
    number = number + 1 if number < limit and doc[number].tag_ == "POS" else at
    return number + 1 if number < limit and doc[number].like_num else at


def _own(doc: Doc, at: int, limit: int) -> bool:
    """Tell whether "its own" stands at a token, and nothing that is owned: "meant to send 60 of its own"."""
    if at + 1 >= limit or doc[at].tag_ != "PRP$" or doc[at + 1].lower_ != "own":
        return False
    return at + 2 >= len(doc) or doc[at + 2].pos_ not in _INSIDE


def _before(begin: Token) -> bool:
    """Tell whether "another" or "of whom" stands before a number."""
    for back in range(1, 4):
        if begin.i - back < 0:
            return False
        word = begin.nbor(-back).lower_
        if begin.nbor(-back).pos_ in ("VERB", "AUX"):
            return False  # "48 of whom are over 55"
        if word in lexicon("headcount").elliptic_before:
            return True
        if word in ("whom", "them"):
            return begin.i - back > 0 and begin.nbor(-back - 1).lower_ == "of"
    return False


def _phrase(reading: Reading, at: int, limit: int, last: Token) -> tuple[Token | None, Token | None]:
    """Walk over the words of a noun phrase from token ``at`` on; return its first word and its head."""
    doc = reading.doc
    if at < limit and doc[at].text in _QUOTES:
        at += 1  # killed 30 "terrorists"
    start = at
    nouns: list[Token] = []
    while at < limit:
        token = doc[at]
        if (token.is_sent_start and at > start) or token.is_space or token.lower_ in ("last", "next", "earlier"):
            break
        inner = (
            token.pos_ in _INSIDE
            or (token.tag_ in ("VBN", "VBG") and _modifies(token, limit))
            or token.tag_ in ("HYPH", "POS")
        )
        if not inner and token.text in ("-", "'s", "’s", "/"):
            inner = True
        if not inner and not nouns and at + 1 < limit and _modifies(doc[at + 1], limit):
            inner = token.pos_ == "ADV" or (at > start and token.lower_ in (",", "and"))  # "mostly Somali refugees"
        if not inner and token.tag_ in ("JJ", "NN", "NNS", "NNP", "NNPS", "AFX", "FW"):
            inner = True
        if not inner or ((nouns or token.tag_ == "NNP") and token.pos_ in NOUNS and is_time(token)):
            break
        if token.pos_ in NOUNS or token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            nouns.append(token)
        at += 1
    if (
        not nouns
        and at > start
        and doc[start - 1].lower_ == "the"
        and doc[at - 1].lower_ in lexicon("headcount").plurals
    ):
        nouns.append(doc[at - 1])  # "18 of the dead"
    if not nouns:
        return None, None
    return doc[start], _head(nouns, last)


def _modifies(token: Token, limit: int) -> bool:
    """Tell whether a participle stands before its noun."""
    return token.dep_ in ("amod", "compound", "nmod") and token.i < token.head.i < limit


def _head(nouns: list[Token], last: Token) -> Token:
    """Choose the counted noun: the last plural one, for words after it are a verb or a time misread as nouns."""
    if last.lower_ != "one" and last.text != "1":
        plural = [n for n in nouns if is_plural(n)]
        genitive = [n for n in plural if n.i + 1 < len(n.doc) and n.nbor(1).tag_ == "POS"]
        plural = [n for n in plural if n not in genitive] or []
        if plural:
            return plural[-1]
        return nouns[-1]
    for noun in nouns:
        if noun == last.head:
            return noun
    return nouns[-1]
