"""Cues: the words of a sentence that tell a change, with their kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from spacy.tokens import Span, Token

from eventx.changes.values import Value
from eventx.changes.words import Word, folds, nouns, verbs, word_forms, word_set

Kind = Literal["verb", "noun", "adverb", "count", "flat"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of change: ``token`` it, ``first`` where its phrase begins ("came down", "failed to grow").

    ``ratio`` and ``told`` are the per cent that a word tells by itself, and the word: "doubled", "rose *fivefold*", "cut in *half*".
    """

    token: Token
    first: Token
    kind: Kind
    word: Word
    told: Token | None = None
    ratio: Decimal | None = None


def find_cues(sentence: Span, values: Sequence[Value]) -> list[Cue]:
    """Find the cues of a sentence, in order."""
    starts = {value.lead: value for value in values}
    ends = {value.last: value for value in values}
    verb_forms, noun_forms = verbs(), nouns()
    out: list[Cue] = []
    inside = {i for value in values for i in range(value.first, value.last)}
    for token in sentence:
        lower = token.lower_
        cue = None
        if token.i in inside and not (lower in verb_forms and verb_forms[lower].ratio):
            if lower in ("minus", "plus") and token.i > sentence.start and token.nbor(-1).pos_ in ("NOUN", "PROPN"):
                out.append(Cue(token, token, "adverb", Word(lower, "up" if lower == "plus" else "down", subject=True)))
            continue
        comparative = lower == "lower" and (token.i in ends or token.tag_ in ("JJR", "RBR"))
        if (lower in verb_forms or lower in noun_forms) and not comparative:
            cue = _word(token, starts, ends)
        elif lower in word_set("adverbs", "up") or lower in word_set("adverbs", "down"):
            cue = _adverb(token, starts, ends, out)
        elif lower in word_set("adverbs", "fewer") or lower in word_set("adverbs", "more"):
            cue = _count(token, ends)
        elif lower in word_set("flat", "words") or lower in word_set("flat", "steady"):
            cue = _flat(token, starts)
        elif lower == "changed" and token.i > sentence.start and token.nbor(-1).lower_ == "little":
            cue = Cue(token, token.nbor(-1), "flat", Word(lower, "flat", subject=True))
        elif lower in word_set("sizes", "up") or lower in word_set("sizes", "down"):
            cue = _size(token, ends)
        elif lower in _neutral():
            cue = _going(token, values)
        if cue is not None:
            out.append(_with_ratio(cue))
    return out


@cache
def _neutral() -> frozenset[str]:
    return word_forms("neutral", "verbs")


def _with_ratio(cue: Cue) -> Cue:
    """Add the per cent that the cue's own words tell."""
    if cue.word.ratio is not None:
        return replace(cue, told=cue.token, ratio=cue.word.ratio) if cue.kind != "flat" else cue
    if cue.kind not in ("verb", "noun"):
        return cue
    doc, at, sentence = cue.token.doc, cue.token.i, cue.token.sent
    near = range(at + 1, min(at + 3, sentence.end)) if cue.kind == "verb" else range(max(at - 2, sentence.start), at)
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


def _going(token: Token, values: Sequence[Value]) -> Cue | None:
    """ "went from 3,000 to 5,000": the numbers tell the way."""
    if token.i + 1 >= token.sent.end or token.nbor(1).lower_ != "from":
        return None
    near = [value for value in values if token.i < value.first <= token.i + 12]
    first = next((value for value in near if value.prep == "from"), None)
    second = next((value for value in near if value.prep == "to"), None)
    if first is None or second is None or first.number.value is None or second.number.value is None:
        return None
    if first.number.value == second.number.value or (first.number.unit and second.number.unit and first.number.unit != second.number.unit):
        return None
    return Cue(token, token, "verb", Word(token.lower_, "up" if first.number.value < second.number.value else "down", subject=True))


def _previous(token: Token) -> Token | None:
    return token.nbor(-1) if token.i > token.sent.start else None


def _next(token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < token.sent.end else None


def _word(token: Token, starts: dict[int, Value], ends: dict[int, Value]) -> Cue | None:
    """Tell verb from noun; the tagger is overruled where the words beside leave no doubt."""
    lower, before, after = token.lower_, _previous(token), _next(token)
    as_verb, as_noun = verbs().get(lower), nouns().get(lower)
    if as_noun is not None and (as_verb is None or _is_noun(token, before, after, starts, ends)):
        if after is not None and after.pos_ in ("NOUN", "PROPN") and token.dep_ == "compound":
            return None  # "growth forecast", "cut plans"
        if token.pos_ == "VERB" and as_noun.ratio is not None and as_verb is not None and before is not None and before.pos_ in ("NOUN", "PROPN", "PUNCT"):
            return Cue(token, token, "verb", as_verb)  # "nearly doubling", "prices doubling"
        return Cue(token, token, "noun", as_noun)
    if as_verb is None:
        return None
    if token.pos_ in ("NOUN", "PROPN", "ADJ") and as_verb.ratio is not None and not token.tag_.startswith("V"):
        if not (before is not None and before.lower_ in ("has", "have", "had", "to", "will", "would", "could", "may", "might")):
            if after is None or after.lower_ not in ("to", "from", "in", "since", "on", "between") or token.pos_ == "ADJ" and token.dep_ == "amod":
                return None  # "double bed", "triple murder"
    if as_noun is None and token.pos_ in ("NOUN", "PROPN") and as_verb.ratio is None and not _headline_verb(token, before, after, starts):
        return None  # "progress", "on a scale of one to six"
    if as_verb.object and after is not None and after.lower_ in ("gains", "losses"):
        return None  # "paring gains to trade at 5"
    if before is not None and before.lower_ == "to" and before.i > token.sent.start and before.nbor(-1).lower_ in ("fail", "fails", "failed", "failing"):
        return Cue(token, before.nbor(-1), "flat", as_verb)
    return Cue(token, token, "verb", as_verb)


def _is_noun(token: Token, before: Token | None, after: Token | None, starts: dict[int, Value], ends: dict[int, Value]) -> bool:
    if before is not None and (before.pos_ == "DET" or before.lower_ in ("a", "an", "the", "of", "this", "further") or token.i in ends):
        return True
    if before is not None and before.lower_ in ("to", "will", "would", "could", "may", "might", "should", "can", "must", "not"):
        return False
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and not _headline_verb(token, before, after, starts)


def _headline_verb(token: Token, before: Token | None, after: Token | None, starts: dict[int, Value]) -> bool:
    """Tell whether the tagger took a verb for a noun: a noun before it, a number or its preposition behind ("exports fall 6%")."""
    if after is None or before is None or before.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
        return False
    if after.i in starts or (after.lower_ in ("by", "to", "from") and after.i + 1 in starts):
        return True
    near = range(after.i + 1, min(after.i + 7, token.sent.end - 1))
    return token.tag_ == "NNS" and any(token.doc[i].lower_ in ("by", "to", "from") and i + 1 in starts for i in near)


def _adverb(token: Token, starts: dict[int, Value], ends: dict[int, Value], found: Sequence[Cue]) -> Cue | None:
    before, after = _previous(token), _next(token)
    up = token.lower_ in word_set("adverbs", "up")
    word = Word(token.lower_, "up" if up else "down", subject=True, object=True)
    if token.lower_ in ("plus", "minus"):
        signed = starts.get(token.i + 1)
        return Cue(token, token, "adverb", word) if signed is not None and signed.number.unit and before is not None and before.pos_ in ("NOUN", "PROPN") else None
    first = token
    for back in range(1, 4):
        if token.i - back < token.sent.start:
            break
        other = token.nbor(-back)
        if other.pos_ in ("VERB", "AUX"):
            if found and found[-1].token.i == other.i and found[-1].kind == "verb":
                return None  # "edged up": the verb tells it
            relative = after is not None and after.i in starts and starts[after.i].relative
            mover = other.lemma_.lower() in word_set("movers", "verbs") and other.lemma_.lower() not in word_set("words", "blockers")
            if back == 1 and token.lower_ in ("up", "down") and not mover and not (relative and other.lemma_.lower() not in word_set("words", "blockers")):
                if token.dep_ != "prt" or not token.head.lemma_ == "put":
                    return None  # "made up 85%"
            if other.lemma_ in word_set("movers", "verbs") and other.pos_ == "VERB":
                first = other
            break
        if other.pos_ not in ("ADV", "PART", "PRON"):
            break
    if token.lower_ not in ("up", "down") and token.i in ends and not (after is not None and after.lower_ == "than" and not _in_time(after)):
        return Cue(token, first, "adverb", word)
    if after is None:
        return None
    step = after
    while step.pos_ == "ADV" and step.i not in starts and step.i + 1 < token.sent.end:
        step = step.nbor(1)
    value = starts.get(step.i)
    if value is not None:
        if token.lower_ not in ("up", "down", "higher", "lower"):
            return None
        plain = value.number.unit is None and not value.relative
        if plain and not (before is not None and (before.text in (",", "(") or before.lemma_ in word_set("movers", "verbs"))):
            return None
        return Cue(token, first, "adverb", word)
    if step.lower_ in ("by", "from", "to", "at", "on") and step.i + 1 < token.sent.end:
        value = starts.get(step.i + 1)
        if value is None and step.lower_ != "on":
            return None
        if step.lower_ == "to" and value is not None and (first is token or value.number.bound == "at_most" and first is token):
            return None  # "up to 500"
        return Cue(token, first, "adverb", word)
    if first is not token and first.i == token.i - 1 and token.dep_ == "prt" and any(start > token.i for start in starts):
        return Cue(token, first, "adverb", Word(token.lower_, word.direction, object=True))  # "put up prices by 3%"
    return None


def _count(token: Token, ends: dict[int, Value]) -> Cue | None:
    """ "62,000 fewer", "12% less than": the number stands before; "more" asks for "than"."""
    value = ends.get(token.i)
    if value is None:
        return None
    more = token.lower_ == "more"
    if more and not _followed_by_than(token):
        return None
    if not more and value.number.unit is None and token.i + 1 < token.sent.end and token.nbor(1).lower_ == "than" and not _in_time(token.nbor(1)):
        return None
    return Cue(token, token, "count", Word(token.lower_, "up" if more else "down", subject=True))


def _size(token: Token, ends: dict[int, Value]) -> Cue | None:
    """ "15% smaller than last year": sizes compared with another time."""
    value = ends.get(token.i)
    if value is None or not value.relative or not _followed_by_than(token):
        return None
    up = token.lower_ in word_set("sizes", "up")
    return Cue(token, token, "adverb", Word(token.lower_, "up" if up else "down", subject=True))


def _followed_by_than(token: Token) -> bool:
    near = range(token.i + 1, min(token.i + 4, token.sent.end))
    return any(token.doc[i].lower_ == "than" and _in_time(token.doc[i]) for i in near)


def _in_time(than: Token) -> bool:
    """Tell whether "than" is followed by a time: "than in 2019", "than a year ago", "than it did last year"."""
    end = min(than.i + 7, than.sent.end)
    return any(token.ent_type_ in ("DATE", "TIME") or token.lower_ in ("in", "previous", "last", "same", "before", "ago", "earlier", "forecast", "expected", "estimate") for token in than.doc[than.i + 1 : end])


def _flat(token: Token, starts: dict[int, Value]) -> Cue | None:
    before, after = _previous(token), _next(token)
    at = after is not None and after.lower_ in ("at", "from", "on") or after is not None and after.i in starts
    value = after is not None and after.lower_ == "at" and after.i + 1 in starts
    if token.lower_ in word_set("flat", "steady") and not value:
        return None
    if after is not None and after.pos_ in ("NOUN", "PROPN") and not at:
        return None  # "a flat fee"
    if before is None or before.pos_ == "DET":
        return None
    copula = any(
        token.doc[i].lemma_ in word_set("flat", "verbs") for i in range(max(token.sent.start, token.i - 4), token.i)
    )
    governed = token.head.lemma_ in word_set("flat", "verbs")
    if token.lower_ == "unchanged" or value or copula or governed:
        return Cue(token, token, "flat", Word(token.lower_, "flat", subject=True))
    return None
