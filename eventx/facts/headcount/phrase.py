"""Counted phrases: which noun a number counts, and whether it leaves its noun out ("450 more", "of whom 1,100")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Chars
from eventx.mentions.gapped import shares_noun
from eventx.mentions.nouns import is_hyphen
from eventx.mentions.persons import is_plural
from eventx.normalize.number import Number
from eventx.syntax.labels import ATTRIBUTES, NOUNS, SUBJECTS, VERBAL, has_right
from eventx.syntax.phrases import follows, is_time, precedes, words_behind

_CHANGE = 7  # tokens from "from" to the number that something comes to
_REACH = 12  # tokens of a noun phrase looked at; longer ones are lists
_QUOTES = frozenset("\"“‘'")
_JOINTS = frozenset({",", "and", "or", "&"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN"})
_SCALES = frozenset({"k", "m", "mn", "bn"})
_INSIDE_TAGS = frozenset({"HYPH", "POS", "JJ", "NN", "NNS", "NNP", "NNPS", "AFX", "FW"})


@dataclass(frozen=True, slots=True)
class CountedPhrase:
    """A number and the noun that it counts.

    ``begin`` and ``last`` are the number's tokens, ``noun`` what it counts (None in an ellipsis), ``first`` the first
    word of the noun phrase. ``elliptic`` tells that a word beside the number shows that its noun is left out,
    ``partitive`` that the number is a part of what the noun names ("ten of the 14 economists").
    """

    number: Number
    begin: Token
    last: Token
    first: Token | None = None
    noun: Token | None = None
    elliptic: bool = False
    partitive: bool = False

    @property
    def governed(self) -> Token:
        """The token whose head is the governing word: the noun, or the number itself where it is a part."""
        return self.last if self.noun is None or self.partitive or self.describing is not None else self.noun

    @property
    def describing(self) -> Token | None:
        """The participle before the noun that is taken for a verb with it as its object: "9 million *paying* users"."""
        above = self.noun.head if self.noun is not None and not self.partitive else None
        return above if above is not None and self.noun is not None and self.last.i < above.i < self.noun.i else None

    @property
    def of_whom(self) -> bool:
        """Whether the number is a part told of in a relative clause: "of whom 900 work", "three of whom were held"."""
        doc, begin, end = self.last.doc, self.begin.i, self.last.i + 1
        near = (*range(max(0, begin - 4), begin), *range(end, min(end + 2, len(doc))))
        return any(doc[i].lower_ == "whom" and follows(doc[i], "of") for i in near)

    @property
    def is_compared(self) -> bool:
        """Whether it is what another number is set against: "1,926 cases, up from the 1,255 of 2004"."""
        word, before = self._ahead
        return (word == "from" and before in ("up", "down")) or (word == "against" and before == ",")

    @property
    def is_initial(self) -> bool:
        """Whether it is what another number comes from: "cut the staff from *900* to 600"."""
        behind = self.last.doc[self.last.i + 1 : self.last.i + 4]
        to = next((token for token in behind if token.lower_ == "to"), None)
        return self._ahead[0] == "from" and to is not None and words_behind(to, 4).text[:1].isdigit()

    @property
    def is_final(self) -> bool:
        """Whether it is what another number comes to: "cut the staff from 900 to *600 workers*"."""
        before = self.begin.doc[max(0, self.begin.i - _CHANGE) : self.begin.i]
        start = next((t for t in reversed(before) if t.lower_ == "from"), None)
        if start is None or before[-1].lower_ != "to":
            return False
        between = before.doc[start.i + 1 : before.end - 1]
        return any(t.like_num for t in between) and all(t.pos_ != "PUNCT" and t.lower_ != "to" for t in between)

    @property
    def _ahead(self) -> tuple[str, str]:
        """The two words before the number and its bound."""
        doc, begin, at = self.begin.doc, self.begin.i, self.begin.i - 1
        while at > 0 and begin - at < 4 and doc[at].lower_ in lexicon("government").bounding - {"up"}:
            at -= 1
        return (doc[at].lower_, doc[at - 1].lower_) if at > 0 else ("", "")

    @property
    def part(self) -> Token | None:
        """The last word of a part of it that stands with "of" before the number: "a *quarter* of the mill's 1,280"."""
        doc, at = self.begin.doc, self.begin.i - 1
        while at > 0 and (doc[at].tag_ == "POS" or doc[at].pos_ in NOUNS):
            at -= 1
        at -= at > 0 and doc[at].tag_ in ("DT", "PRP$", "WP$")
        return doc[at - 1] if at > 0 and doc[at].lower_ == "of" else None

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole of a part that does what the clause tells."""
        part, first, noun = self.part, self.begin.sent[0], self.noun
        if noun is not None and noun.head == first and first.lower_ in ("of", "among"):
            return words_behind(noun).text == ","  # "Of its 84 cooks, half", no "84 cooks sacked in May"
        return part is not None and (part.like_num or part.lower_ in lexicon("government").sizes)

    @property
    def top(self) -> Token:
        """The number, or the word that it stands before where that is no counted noun: "6,000 others"."""
        return self.last.head if self.noun is None and self.last.dep_ == "nummod" else self.last


def counted_phrase(analysis: Analysis, number: Number) -> CountedPhrase:
    """Find the noun that a number counts by walking from the number to the right over its noun phrase."""
    span, doc, words = analysis.span(number.start, number.end), analysis.doc, lexicon("headcount")
    begin, last = span[0], span[-1]
    at, limit = last.i + 1, min(len(doc), last.i + 1 + _REACH)
    marked, partitive = _follows_mark(begin), False
    while at < limit and _is_skipped(doc[at]):
        word = doc[at].lower_
        if word == "or":
            if doc[at + 1 : at + 2].text.lower() not in words.elliptic_after | {"so"}:
                break
            at += 2  # "300 or more" is a bound, no ellipsis
            continue
        partitive = partitive or word == "of"
        if word in ("them", "whom", "us") or (word in ("the", "these", "those", "whose") and not partitive):
            return CountedPhrase(number, begin, last, elliptic=marked or partitive or word == "whose")
        marked = marked or word in words.elliptic_after
        at += 1
    if partitive:
        at = _past_whole(doc, at, limit)
    first, noun = _noun_phrase(doc, at, limit, last)
    fits = number.value == 1 or (noun is not None and (is_plural(noun) or noun.ent_type_ == "NORP"))
    if marked and not partitive and not fits:
        noun = None  # "of whom around 1,100 work in the UK": the verb is tagged as a noun
    if noun is None or (noun.i == last.i + 1 and (is_said_of_many(noun, number) or _expects(noun, begin))):
        return CountedPhrase(number, begin, last, elliptic=marked, partitive=partitive)
    return CountedPhrase(number, begin, last, first, noun, partitive=partitive)


def with_shared_nouns(phrases: Sequence[CountedPhrase]) -> list[CountedPhrase]:
    """Give numbers the noun that is told once behind the last of them: "*350* full-time and 90 part-time *staff*"."""
    out = list(phrases)
    for i, (one, two) in reversed(list(enumerate(pairwise(phrases)))):
        later = out[i + 1]
        if later.noun is not None and not two.partitive and shares_noun(one.last, two.begin, later.noun):
            out[i] = replace(one, first=later.noun, noun=later.noun, elliptic=False)
    return out


def is_compounded(last: Token) -> bool:
    """Tell whether a hyphen joins a number to a noun, so that both describe another: "the *five-man* crew"."""
    behind = words_behind(last, 2)
    return len(behind) == 2 and is_hyphen(behind[0]) and behind[1].pos_ in NOUNS and not is_plural(behind[1])


def _is_skipped(word: Token) -> bool:
    """Tell whether a word may stand between a number and its noun: "others", but not "US" nor "so-called"."""
    if word.lower_ == "out":
        told = words_behind(word, 3)  # "six *out of* the 11 crew", no "forced 40 out of their homes"
        return precedes(word, "of") and any(t.like_num for t in told[1:])
    compound = not word.whitespace_ and words_behind(word).text == "-"
    return word.lower_ in lexicon("headcount").skipped and word.text != "US" and not compound


def is_said_of_many(word: Token, number: Number) -> bool:
    """Tell whether a word tagged as a noun is what many do or are: "31,000 flee", "five hurt", "send 800 home"."""
    words = lexicon("headcount")
    many = number.value is not None and number.value > 1 and word.tag_ == "NN"
    told = word.lower_ in words.any_of("plights", "elsewhere") | lexicon("persons").any_of("verbs", "deeds", "motions")
    return many and (told or word.lower_ in lexicon("clause").states)


def _expects(noun: Token, begin: Token) -> bool:
    """Tell whether those behind a number are who expected it: "fewer than the 9,000 *analysts* had forecast"."""
    verb, level = noun.head, words_behind(noun, 2)
    expecting = noun.dep_ in SUBJECTS and verb.lemma_ in lexicon("government").expecting and verb in level
    return expecting and follows(begin, "the") and not has_right(verb, "dobj", "ccomp", "xcomp")


def _past_whole(doc: Doc, at: int, limit: int) -> int:
    """Return the token after the number of a whole: "ten of the 14 economists", "600 of the plant's 2,000 staff"."""
    number = at
    while number < limit and doc[number].pos_ in _INSIDE:
        number += 1
    number = behind = number + 1 if number < limit and doc[number].tag_ == "POS" else at
    while behind < limit and (doc[behind].like_num or _is_scale(doc[behind], behind > number)):
        behind += 1  # "two million of the country's 9 *million* voters"
    return behind if behind > number else at


def _is_scale(token: Token, behind: bool) -> bool:
    """Tell whether a letter scales the digits that it touches: "of its 5*m* voters"."""
    return behind and token.lower_ in _SCALES and not token.nbor(-1).whitespace_


def _follows_mark(begin: Token) -> bool:
    """Tell whether "another" or "of whom" stands before a number."""
    for token in reversed(begin.doc[max(0, begin.i - 3) : begin.i]):
        if token.pos_ in VERBAL:
            return False  # "48 of whom are over 55"
        if token.lower_ in lexicon("headcount").elliptic_before:
            return True
        if token.lower_ in ("whom", "them"):
            return follows(token, "of")
    return False


def _noun_phrase(doc: Doc, at: int, limit: int, last: Token) -> tuple[Token | None, Token | None]:
    """Walk over the words of a noun phrase from token ``at`` on; return its first word and its head."""
    if at < limit and doc[at].text in _QUOTES:
        at += 1  # killed 30 "terrorists"
    start = at
    nouns: list[Token] = []
    while at < limit and _is_inside(doc, at, limit, start, bool(nouns)):
        if doc[at].tag_ == "VBN" and any(is_plural(noun) for noun in nouns) and doc[at - 1].text != "-":
            break  # "3,500 miners downed tools"
        if doc[at].tag_ in ("NN", "NNS", "NNP", "NNPS"):
            nouns.append(doc[at])
        at += 1
    if not nouns and at > start and doc[start - 1].lower_ == "the" and is_plural(doc[at - 1]):
        nouns.append(doc[at - 1])  # "18 of the dead"
    if not nouns and start < limit and follows(doc[start], "the") and doc[start].lower_ in lexicon("persons").struck:
        nouns.append(doc[start])  # "twelve of the *injured*", taken for a participle
    return (doc[start], _head(nouns, last)) if nouns else (None, None)


def _is_inside(doc: Doc, at: int, limit: int, start: int, has_noun: bool) -> bool:
    """Tell whether a word may stand in a counted noun phrase that begins at ``start``."""
    token = doc[at]
    if token.is_space or token.lower_ in ("last", "next", "earlier"):
        return False
    if token.pos_ in NOUNS and (has_noun or token.tag_ == "NNP") and is_time(token):
        return False
    if token.pos_ in _INSIDE or token.tag_ in _INSIDE_TAGS or token.text in ("-", "/"):
        return True
    described = token.tag_ == "VBG" and token.lower_ in lexicon("headcount").describing and not has_noun
    if described or (token.tag_ in ("VBN", "VBG") and _modifies(token, limit)):
        return True  # "paying customers", also where it is taken for a verb
    if token.text in (*_JOINTS, "of", "for") and at > start and _modifies(doc[at - 1], limit):
        return True  # "300 Bank of Peru jobs", "40 British and French soldiers", "twelve armed, masked men"
    if at + 1 < limit and doc[at + 1].tag_ == "HYPH" and not token.whitespace_:
        return True  # "well-paid clerks"
    if at > start and doc[at - 1].tag_ == "HYPH" and not doc[at - 1].whitespace_:
        return True  # "would-be migrants"
    if has_noun or at + 1 >= limit or not _modifies(doc[at + 1], limit):
        return False
    return token.pos_ == "ADV"  # "mostly Somali refugees"


def _modifies(token: Token, limit: int) -> bool:
    """Tell whether a word stands before its noun, alone or as one of several."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ in ATTRIBUTES and token.i < first.head.i < limit


def _head(nouns: list[Token], last: Token) -> Token:
    """Choose the counted noun: the last plural one, for words after it are a verb or a time misread as nouns."""
    if last.lower_ == "one" or last.text == "1":
        return last.head if last.head in nouns else nouns[-1]
    # Champions League
    nouns = [n for n in nouns if not (n.pos_ == "PROPN" and n.dep_ == "compound" and n.head in nouns)]
    plural = [n for n in nouns if is_plural(n) and words_behind(n).text not in ("'", "’", "'s", "’s")]
    return plural[-1] if plural else nouns[-1]


def plain(noun: Token) -> Chars:
    """Return the characters of a noun with its adjectives and nouns, without determiners."""
    first, apart = noun, lexicon("headcount").skipped  # "*more* doctors"
    while first.i > 0 and first.nbor(-1).dep_ in ATTRIBUTES and first.nbor(-1).lower_ not in apart:
        first = first.nbor(-1)
    return first.idx, noun.idx + len(noun)
