"""Cues: the words of a sentence that tell a change, with their kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from spacy.tokens import Span

from eventx.changes.adverbial import adverb_cue, count_cue, flat_cue, size_cue
from eventx.changes.cue import Cue
from eventx.changes.values import Value
from eventx.changes.verbal import asking_cue, going_cue, pushing_cue, with_ratio, word_cue
from eventx.changes.words import Word, nouns, verbs, word_forms, word_set
from eventx.records import Direction

_SIGNS = frozenset("+-−–")


@cache
def _kinds() -> Mapping[str, str]:
    """Return what kind of rule reads a word, by form."""
    kinds = dict.fromkeys(word_forms("neutral", "verbs"), "going")
    kinds |= dict.fromkeys(word_forms("neutral", "pushing"), "pushing")
    for table, keys, kind in (
        ("sizes", ("up", "down"), "size"),
        ("flat", ("words", "steady"), "flat"),
        ("adverbs", ("fewer", "more"), "count"),
        ("adverbs", ("up", "down"), "adverb"),
    ):
        for key in keys:
            kinds |= dict.fromkeys(word_set(table, key), kind)
    kinds["changed"] = "flat"
    kinds |= dict.fromkeys(word_forms("bargaining", "verbs"), "asking")
    for form in (*verbs(), *nouns()):
        kinds[form] = "word"
    return MappingProxyType(kinds)


def _signed(sentence: Span, values: Sequence[Value]) -> dict[int, Direction]:
    """Return the ways of per cents with a sign behind a noun ("Dow +0.2%"), by token."""
    out: dict[int, Direction] = {}
    for value in values:
        if value.relative and value.first > sentence.start + 1:
            token = sentence.doc[value.first]
            sign = token if token.text[0] in _SIGNS else token.nbor(-1)
            before = sign.nbor(-1)
            close = sign is token or not sign.whitespace_
            if close and sign.text[0] in _SIGNS and before.whitespace_ and before.pos_ in ("NOUN", "PROPN", "NUM"):
                out[value.first] = "up" if sign.text[0] == "+" else "down"
    return out


def find_cues(sentence: Span, values: Sequence[Value]) -> list[Cue]:
    """Find the cues of a sentence, in order."""
    starts = {value.lead: value for value in values}
    ends = {value.last: value for value in values}
    reaches = {value.reach: value for value in values}
    inside = {i for value in values for i in range(value.first, value.last)}
    kinds, signed = _kinds(), _signed(sentence, values)
    out: list[Cue] = []
    for token in sentence:
        lower = token.lower_
        kind = kinds.get(lower)
        if kind is None:
            if token.i in signed:
                out.append(Cue(token, token, "adverb", Word(lower, signed[token.i], subject=True)))
            continue
        cue = None
        if token.i in inside and not (lower in verbs() and verbs()[lower].ratio):
            if lower in ("minus", "plus") and token.i > sentence.start and token.nbor(-1).pos_ in ("NOUN", "PROPN"):
                cue = Cue(token, token, "adverb", Word(lower, "up" if lower == "plus" else "down", subject=True))
        elif kind == "word" and not (lower == "lower" and (token.i in reaches or token.tag_ in ("JJR", "RBR"))):
            cue = word_cue(token, starts, ends)
        elif kind in ("adverb", "word"):
            cue = adverb_cue(token, starts, reaches, out)
        elif kind == "count":
            cue = count_cue(token, reaches, kinds)
        elif kind == "asking":
            cue = asking_cue(token, starts)
        elif kind == "flat":
            cue = flat_cue(token, starts)
        elif kind == "size":
            cue = size_cue(token, reaches)
        elif kind == "pushing":
            cue = pushing_cue(token, values)
        else:
            cue = going_cue(token, values)
        if cue is not None:
            out.append(with_ratio(cue))
    return out
