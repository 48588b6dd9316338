"""Spans: "homes from $750,000 to $1 million" is one range, where no change goes from the one to the other."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.claims import Claims
from eventx.mentions.persons import NOUNS
from eventx.mentions.reading import Reading
from eventx.normalize.number import Number
from eventx.syntax.phrases import is_time

_TO = re.compile(r"(?: [^\W\d_]{1,12}){0,2} (?:up )?to (?:about |around |some |nearly |just )?")
_FROM = re.compile(r"\bfrom (?:about |around |some |just |as little as )?$")


def join_spans(reading: Reading, claims: Claims) -> Claims:
    """Join the ends of spans into ranges; the numbers that a change has taken stay two."""
    text, doc = reading.text, reading.doc
    joined: dict[int, Number] = {}
    taken = claims.read | claims.owners.keys()
    for one, two in pairwise(claims.numbers):
        if two.start - one.end > 30 or not _TO.fullmatch(text, one.end, two.start):
            continue
        lead = _FROM.search(text, max(0, one.start - 20), one.start)
        if lead is None or one.value is None or two.value is None or not one.value < two.value or one.start in joined:
            continue
        if {(one.start, one.end), (two.start, two.end)} & taken or not _alike(reading, one, two):
            continue
        word = reading.span(lead.start(), lead.end())[0]
        if word.i and _spans(doc[word.i - 1]):
            joined[one.start] = replace(two, start=one.start, value=None, low=one.value, high=two.value, bound="range")
            joined[two.start] = joined[one.start]
    whole = {n.start: n for n in (joined.get(number.start, number) for number in claims.numbers)}
    return replace(claims, numbers=tuple(whole[start] for start in sorted(whole)))


def spanned(reading: Reading, number: Number) -> Token | None:
    """Return the noun whose span a range is: the homes in "homes from $750,000 to $1 million", or None."""
    lead = _FROM.search(reading.text, max(0, number.start - 20), number.start) if number.low is not None else None
    word = reading.span(lead.start(), lead.end())[0] if lead is not None else None
    before = word.nbor(-1) if word is not None and word.i else None
    return before if before is not None and before.pos_ in NOUNS and _spans(before) else None


def _alike(reading: Reading, one: Number, two: Number) -> bool:
    """Tell whether two numbers count the same, the first perhaps without saying it."""
    first, second = (reading.units[number.end].unit for number in (one, two))
    return first == second or (first is None and one.unit is None)


@cache
def _changes() -> frozenset[str]:
    nouns = load_lexicon("change")["nouns"]
    return frozenset(nouns["up"]) | frozenset(nouns["down"])


def _spans(before: Token) -> bool:
    """Tell whether the word before "from" spans: a noun ("sizes from 8 to 16"), or a verb of extent."""
    if before.pos_ in NOUNS:
        return not is_time(before) and before.lemma_.lower() not in lexicon("topic").moves | _changes()
    return before.lemma_.lower() in lexicon("topic").spanning
