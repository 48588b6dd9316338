"""Spans: "homes from $750,000 to $1 million" is one range, where no change goes from the one to the other."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims
from eventx.normalize.bound import ROUGHLY
from eventx.normalize.number import Number
from eventx.syntax.labels import NOUNS

_TO = re.compile(r"(?: [^\W\d_]{1,12}){0,2} (?:up )?to " + ROUGHLY)
_FROM = re.compile(rf"\bfrom (?:as little as |{ROUGHLY})$")


def join_spans(analysis: Analysis, claims: Claims) -> Claims:
    """Join the ends of spans into ranges; the numbers that a change has taken stay two."""
    text, doc = analysis.text, analysis.doc
    joined: dict[int, Number] = {}
    taken = claims.read | claims.owners.keys()
    for one, two in pairwise(claims.numbers):
        if two.start - one.end > 30 or not _TO.fullmatch(text, one.end, two.start):
            continue
        lead = _FROM.search(text, max(0, one.start - 20), one.start)
        if lead is None or one.value is None or two.value is None or not one.value < two.value or one.start in joined:
            continue
        units = [analysis.units[number.end].unit for number in (one, two)]
        alike = units[0] in (units[1], one.unit)  # the first perhaps does not say it
        if {(one.start, one.end), (two.start, two.end)} & taken or not alike:
            continue
        if _spans(doc[analysis.span(lead.start(), lead.end())[0].i - 1]):
            joined[one.start] = replace(two, start=one.start, value=None, low=one.value, high=two.value, bound="range")
            joined[two.start] = joined[one.start]
    whole = {n.start: n for n in (joined.get(number.start, number) for number in claims.numbers)}
    return replace(claims, numbers=tuple(whole[start] for start in sorted(whole)))


def spanned(analysis: Analysis, number: Number) -> Token | None:
    """Return the noun whose span a range is: the homes in "homes from $750,000 to $1 million", or None."""
    lead = _FROM.search(analysis.text, max(0, number.start - 20), number.start) if number.low is not None else None
    word = analysis.span(lead.start(), lead.end())[0] if lead is not None else None
    before = word.nbor(-1) if word is not None and word.i else None
    return before if before is not None and before.pos_ in NOUNS and _spans(before) else None


def _spans(before: Token) -> bool:
    """Tell whether the word before "from" spans: a noun ("sizes from 8 to 16"), or a verb of extent."""
    words, lemma, moves = lexicon("topic"), before.lemma_.lower(), lexicon("direction").nouns
    return lemma not in words.moves | moves.up | moves.down if before.pos_ in NOUNS else lemma in words.spanning
