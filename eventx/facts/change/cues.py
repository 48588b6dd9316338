"""Cues: the words of a sentence that tell a change, with their kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from spacy.tokens import Span, Token

from eventx.facts.change.adverbial import adverb_cue, compared, count_cue, flat_cue, passed_cue, stagnant_cue
from eventx.facts.change.cue import Cue
from eventx.facts.change.values import Value
from eventx.facts.change.verbal import asking_cue, going_cue, pushing_cue, with_ratio, word_cue
from eventx.facts.change.words import Word, nouns, verbs, word_forms, word_set
from eventx.records import Direction

_SIGNS: dict[str, Direction] = {"+": "up", "plus": "up", "-": "down", "−": "down", "–": "down", "minus": "down"}


@cache
def _kinds() -> Mapping[str, str]:
    """Return what kind of rule reads a word, by form."""
    kinds = dict.fromkeys(word_forms("neutral", "verbs"), "going")
    kinds |= dict.fromkeys(word_forms("neutral", "pushing"), "pushing")
    for table, keys, kind in (
        ("flat", ("words", "steady"), "flat"),
        ("counts", ("up", "down"), "count"),
        ("adverbs", ("up", "down"), "adverb"),
        ("past", ("up", "down"), "passed"),
    ):
        for key in keys:
            kinds |= dict.fromkeys(word_set(table, key), kind)
    for key in ("verbs", "linked"):
        kinds |= dict.fromkeys(word_forms("bargaining", key), "asking")
    kinds |= dict.fromkeys(word_forms("flat", "stagnant"), "stagnant")
    for form in (*verbs(), *nouns()):
        kinds[form] = "word"
    return MappingProxyType(kinds)


def _signed(sentence: Span, values: Sequence[Value]) -> dict[int, Direction]:
    """Return the ways of numbers with a sign behind a noun ("Dow +0.2%", "growth of minus 3%"), by token."""
    out: dict[int, Direction] = {}
    for value in values:
        for sign in sentence.doc[max(sentence.start + 1, value.first - 1) : value.first + 1]:
            way = _SIGNS.get(sign.lower_) or _SIGNS.get(sign.text[0])
            before = sign.nbor(-1)
            if (
                way
                and value.number.unit
                and before.whitespace_
                and (before.pos_ in ("NOUN", "PROPN", "NUM") or before.text == ":")
            ):
                out[sign.i] = way
    return out


def find_cues(sentence: Span, values: Sequence[Value]) -> list[Cue]:
    """Find the cues of a sentence, in order."""
    starts = {value.lead: value for value in values}
    ends = {value.reach: value for value in values}
    inside = {i for value in values for i in range(value.first, value.last)}
    kinds, signed = _kinds(), _signed(sentence, values)
    out: list[Cue] = []
    for token in sentence:
        lower = token.lower_
        if token.i in signed:
            out.append(Cue(token, token, "adverb", Word(lower, signed[token.i], subject=True)))
        elif token.i in inside and not (lower in verbs() and verbs()[lower].ratio):
            continue
        elif (kind := kinds.get(lower)) and (cue := _cue(token, kind, starts, ends, out)) is not None:
            out.append(with_ratio(cue))
    return out


def _cue(
    token: Token, kind: str, starts: Mapping[int, Value], ends: Mapping[int, Value], found: Sequence[Cue]
) -> Cue | None:
    if kind == "word" and not (token.lower_ == "lower" and token.tag_ in ("JJR", "RBR")):
        return word_cue(token, starts, ends)
    match kind:
        case "adverb" | "word":
            return None if compared(token) else adverb_cue(token, starts, ends, found)
        case "passed":
            return passed_cue(token, starts, ends, found)
        case "count":
            return count_cue(token, ends, _kinds())
        case "asking":
            return asking_cue(token, starts)
        case "stagnant":
            return stagnant_cue(token)
        case "flat":
            return flat_cue(token, starts)
        case "pushing":
            return pushing_cue(token, starts)
    return going_cue(token, starts)
