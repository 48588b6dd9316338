"""Verbs and nouns of change: which of the two a word is, and the per cent that some tell by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from spacy.tokens import Token

from eventx.changes.cue import Cue, following, previous
from eventx.changes.values import Value
from eventx.changes.words import Word, folds, nouns, verbs
from eventx.lexicon import load_lexicon
from eventx.records import Direction
from eventx.syntax import sentence_of

_NOMINAL = frozenset({"NOUN", "PROPN"})
_HELPING = frozenset(
    {"has", "have", "had", "to", "will", "would", "could", "may", "might", "should", "can", "must", "not"}
)
_FAILED = frozenset({"fail", "fails", "failed", "failing"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("change")[name])


def _is_loss(token: Token) -> bool:
    """Tell whether a phrase names what was lost before: "a third of its losses"."""
    return not _words("lost").isdisjoint(t.lower_ for t in token.subtree)


def word_cue(token: Token, starts: dict[int, Value], ends: dict[int, Value]) -> Cue | None:
    """Tell verb from noun; the tagger is overruled where the words beside leave no doubt."""
    before, after = previous(token), following(token)
    as_verb, as_noun = verbs().get(token.lower_), nouns().get(token.lower_)
    if as_verb is None and token.pos_ not in _NOMINAL:
        return None
    if as_noun is not None and (as_verb is None or _is_noun(token, before, after, starts, ends)):
        if after is not None and after.pos_ in _NOMINAL and token.dep_ == "compound":
            return None  # "growth forecast", "cut plans"
        told = as_noun.ratio is not None and as_verb is not None
        if told and token.pos_ == "VERB" and before is not None and before.pos_ in ("NOUN", "PROPN", "PUNCT"):
            return Cue(token, token, "verb", as_verb or as_noun)  # "prices doubling"
        return Cue(token, token, "noun", as_noun)
    if as_verb is None or _other_word(token, as_verb, before, after, starts, as_noun is None):
        return None
    failed = previous(before) if before is not None and before.lower_ == "to" else None
    if failed is not None and failed.lower_ in _FAILED and as_verb.subject:
        return Cue(token, failed, "flat", as_verb)
    return Cue(token, token, "verb", as_verb)


def _other_word(
    token: Token, word: Word, before: Token | None, after: Token | None, starts: dict[int, Value], no_noun: bool
) -> bool:
    """Tell whether the form of a verb is no verb here, or one that tells no change of a level."""
    if word.object and after is not None and after.lower_ in ("gains", "losses"):
        return True  # "paring gains to trade at 5"
    if word.base == "add" and after is not None and after.lower_ == "up":
        return True
    if word.base in _words("regain") and any(c.dep_ == "dobj" and not _is_loss(c) for c in token.rights):
        return True  # "recovered a third of the goods", not "of its losses"
    if token.tag_.startswith("V"):
        return False
    if word.ratio is None:  # "progress", "on a scale of one to six"
        return no_noun and token.pos_ in _NOMINAL and not _headline_verb(token, before, after, starts)
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (before is not None and before.lower_ in _HELPING):
        return False
    if after is None or after.lower_ not in ("to", "from", "in", "since", "on", "between"):
        return True  # "double bed", "triple murder"
    return token.pos_ == "ADJ" and token.dep_ == "amod"


def _is_noun(
    token: Token, before: Token | None, after: Token | None, starts: dict[int, Value], ends: dict[int, Value]
) -> bool:
    if before is not None:
        if before.pos_ == "DET" or before.lower_ in ("a", "an", "the", "of", "this", "further") or token.i in ends:
            return True
        if before.lower_ in _HELPING:
            return False
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and not _headline_verb(token, before, after, starts)


def _headline_verb(token: Token, before: Token | None, after: Token | None, starts: dict[int, Value]) -> bool:
    """Tell whether the tagger took a verb for a noun: "exports fall 6%" has a noun before it and a number behind."""
    if after is None or before is None or before.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
        return False
    if after.i in starts or (after.lower_ in ("by", "to", "from") and after.i + 1 in starts):
        return True
    near = range(after.i + 1, min(after.i + 7, sentence_of(token).end - 1))
    return token.tag_ == "NNS" and any(token.doc[i].lower_ in ("by", "to", "from") and i + 1 in starts for i in near)


def with_ratio(cue: Cue) -> Cue:
    """Add the per cent that the cue's own words tell."""
    if cue.word.ratio is not None:
        return replace(cue, told=cue.token, ratio=cue.word.ratio) if cue.kind != "flat" else cue
    if cue.kind not in ("verb", "noun"):
        return cue
    doc, at, sentence = cue.token.doc, cue.token.i, sentence_of(cue.token)
    near = range(at + 1, min(at + 5, sentence.end)) if cue.kind == "verb" else range(max(at - 2, sentence.start), at)
    for i in near:
        if (percent := folds().get(doc[i].lower_)) is not None:
            return replace(cue, told=doc[i], ratio=percent)
    if cue.kind == "verb" and cue.word.object:
        for i in range(at + 1, min(at + 9, sentence.end - 1)):
            if doc[i].lower_ == "in" and doc[i + 1].lower_ == "half":
                return replace(cue, told=doc[i + 1], ratio=Decimal(50))
            if doc[i].text in (",", ";") or doc[i].pos_ in ("VERB", "AUX"):
                break
    return cue


_PAST: dict[str, Direction] = {"above": "up", "past": "up", "beyond": "up", "below": "down", "beneath": "down"}


def pushing_cue(token: Token, values: Sequence[Value]) -> Cue | None:
    """Read "pushed inflation above 4 percent": the preposition behind the object tells the way."""
    if not token.tag_.startswith("V"):
        return None
    value = next((value for value in values if token.i < value.first <= token.i + 10), None)
    held = next((child for child in token.rights if child.dep_ == "dobj"), None)
    if value is None or held is None or held.i >= value.lead or value.number.unit in (None, "person"):
        return None
    word = token.doc[value.lead].lower_ if value.lead < value.first else value.prep
    way = _PAST.get(word)
    return Cue(token, token, "verb", Word(token.lower_, way, object=True)) if way is not None else None


def going_cue(token: Token, values: Sequence[Value]) -> Cue | None:
    """Read "went from 3,000 to 5,000": the numbers tell the way."""
    after = following(token)
    if after is None or after.lower_ != "from":
        return None
    near = [value for value in values if token.i < value.first <= token.i + 12]
    first = next((value.number for value in near if value.prep == "from"), None)
    second = next((value.number for value in near if value.prep == "to"), None)
    if first is None or second is None or first.value is None or second.value is None or first.value == second.value:
        return None
    if first.unit and second.unit and first.unit != second.unit:
        return None
    return Cue(token, token, "verb", Word(token.lower_, "up" if first.value < second.value else "down", subject=True))


ASKED = "asked"
"""The base of a word that asks or offers a rise without saying so: what rises was told before."""


def asking_cue(token: Token, starts: Mapping[int, Value]) -> Cue | None:
    """Read "the union wants 14 per cent": a bare per cent of what was spoken of before."""
    after = following(token)
    value = starts.get(after.i) if after is not None and token.tag_.startswith("V") else None
    if value is None or value.number.unit != "percent":
        return None
    behind = token.doc[value.last] if value.last < sentence_of(token).end else None
    if behind is not None and (behind.lower_ in ("of", "on") or behind.pos_ in ("NOUN", "PROPN", "ADJ", "ADV")):
        return None
    return Cue(token, token, "verb", Word(ASKED, "up", subject=True))
