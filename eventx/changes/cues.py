"""Cues: the words of a sentence that tell a change, with their kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from spacy.tokens import Span

from eventx.changes.adverbial import adverb_cue, count_cue, flat_cue, size_cue
from eventx.changes.cue import Cue
from eventx.changes.values import Value
from eventx.changes.verbal import going_cue, with_ratio, word_cue
from eventx.changes.words import Word, nouns, verbs, word_forms, word_set


@cache
def _kinds() -> Mapping[str, str]:
    """Return what kind of rule reads a word, by form."""
    kinds = dict.fromkeys(word_forms("neutral", "verbs"), "going")
    for table, keys, kind in (
        ("sizes", ("up", "down"), "size"),
        ("flat", ("words", "steady"), "flat"),
        ("adverbs", ("fewer", "more"), "count"),
        ("adverbs", ("up", "down"), "adverb"),
    ):
        for key in keys:
            kinds |= dict.fromkeys(word_set(table, key), kind)
    kinds["changed"] = "flat"
    for form in (*verbs(), *nouns()):
        kinds[form] = "word"
    return MappingProxyType(kinds)


def find_cues(sentence: Span, values: Sequence[Value]) -> list[Cue]:
    """Find the cues of a sentence, in order."""
    starts = {value.lead: value for value in values}
    ends = {value.last: value for value in values}
    inside = {i for value in values for i in range(value.first, value.last)}
    kinds = _kinds()
    out: list[Cue] = []
    for token in sentence:
        lower = token.lower_
        kind = kinds.get(lower)
        if kind is None:
            continue
        cue = None
        if token.i in inside and not (lower in verbs() and verbs()[lower].ratio):
            if lower in ("minus", "plus") and token.i > sentence.start and token.nbor(-1).pos_ in ("NOUN", "PROPN"):
                cue = Cue(token, token, "adverb", Word(lower, "up" if lower == "plus" else "down", subject=True))
        elif kind == "word" and not (lower == "lower" and (token.i in ends or token.tag_ in ("JJR", "RBR"))):
            cue = word_cue(token, starts, ends)
        elif kind in ("adverb", "word"):
            cue = adverb_cue(token, starts, ends, out)
        elif kind == "count":
            cue = count_cue(token, ends)
        elif kind == "flat":
            cue = flat_cue(token, starts)
        elif kind == "size":
            cue = size_cue(token, ends)
        else:
            cue = going_cue(token, values)
        if cue is not None:
            out.append(with_ratio(cue))
    return out
