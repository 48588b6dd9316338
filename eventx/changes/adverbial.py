"""Adverbs and adjectives of change: up, higher, fewer, smaller, unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from spacy.tokens import Token

from eventx.changes.cue import Cue, following, previous
from eventx.changes.values import Value
from eventx.changes.words import Word, word_set
from eventx.syntax import sentence_of

_HOURS = frozenset(Decimal(hour) for hour in range(1, 13))
_LATER = frozenset(
    {"in", "previous", "last", "same", "before", "ago", "earlier", "forecast", "expected", "estimate", "present"}
    | {"now", "today", "currently"}
)


def adverb_cue(token: Token, starts: dict[int, Value], ends: dict[int, Value], found: Sequence[Cue]) -> Cue | None:
    """Read "up 22%", "down from 520", "2.3 per cent higher", "came down to 25"; ``found`` are the cues before."""
    before, after = previous(token), following(token)
    up = token.lower_ in word_set("adverbs", "up")
    word = Word(token.lower_, "up" if up else "down", subject=True, object=True)
    if token.lower_ in ("plus", "minus"):
        signed = starts.get(token.i + 1)
        noun = before is not None and before.pos_ in ("NOUN", "PROPN")
        return Cue(token, token, "adverb", word) if noun and signed is not None and signed.number.unit else None
    first = _verb_of(token, after, starts, found)
    if first is None:
        return None
    way = token.lower_ in ("up", "down")
    if way and _is_particle(first, token, after, starts):
        return None
    if amount_before(token, starts, ends) and not (
        after is not None and after.lower_ == "than" and not _in_time(after)
    ):
        return Cue(token, first, "adverb", word)
    step = after
    while step is not None and step.pos_ == "ADV" and step.i not in starts:
        step = following(step)
    if step is None:
        return None
    if (value := starts.get(step.i)) is not None:
        bare = value.number.unit is None and not value.relative
        if not way and token.lower_ not in ("higher", "lower"):
            return None
        if bare and not (before is not None and (before.text in (",", "(") or _moves(before))):
            return None
        return Cue(token, first, "adverb", word)
    if step.lower_ in ("by", "from", "to", "at", "on") and step.i + 1 < sentence_of(token).end:
        value = starts.get(step.i + 1)
        named = token.lower_ != "up" and before is not None and before.pos_ == "NOUN"
        if step.lower_ == "to" and first is token and not named:
            return None  # "up to 500", not "prices down to 500"
        if (value is None and step.lower_ != "on") or (value is not None and _is_clock(step, value)):
            return None  # "up at 3 in the morning"
        return Cue(token, first, "adverb", word)
    if first.i == token.i - 1 and token.dep_ == "prt" and any(start > token.i for start in starts):
        return Cue(token, first, "adverb", Word(token.lower_, word.direction, object=True))  # "put up prices by 3%"
    return None


def amount_before(token: Token, starts: Mapping[int, Value], ends: Mapping[int, Value]) -> bool:
    """Tell whether the number before an adverb is its amount: "1% lower", "ended 2% up", not "51,307 up 22 points"."""
    value = ends.get(token.i)
    if value is None or (value.money and value.lead and token.doc[value.lead - 1].lemma_ in ("pay", "put")):
        return False  # "paid $1,000 down"
    return token.lower_ not in ("up", "down") or (value.number.unit is not None and token.i + 1 not in starts)


def _is_particle(verb: Token, token: Token, after: Token | None, starts: Mapping[int, Value]) -> bool:
    """Tell whether up or down belongs to a verb with an object: "put up $3 million", "turned down $5 million"."""
    if verb.i + 1 != token.i or verb.lemma_.lower() not in word_set("movers", "transitive") or after is None:
        return False
    value = starts.get(after.i)
    if value is not None:
        return not value.relative
    told = starts.get(after.i + 1) if after.lower_ == "to" else None
    return told is not None and told.number.bound == "at_most"


def _is_clock(step: Token, value: Value) -> bool:
    """Tell whether "at 3" is an hour."""
    number = value.number
    return step.lower_ == "at" and number.unit is None and number.value is not None and number.value in _HOURS


def _moves(token: Token) -> bool:
    return token.lemma_.lower() in word_set("movers", "verbs")


def _verb_of(token: Token, after: Token | None, starts: dict[int, Value], found: Sequence[Cue]) -> Token | None:
    """Return the verb that an adverb goes with ("brought down"), else the adverb; None where it tells no change."""
    for back in range(1, 4):
        if token.i - back < sentence_of(token).start:
            break
        other = token.nbor(-back)
        if other.pos_ in ("VERB", "AUX"):
            if found and found[-1].token.i == other.i and found[-1].kind == "verb":
                return None  # "climbed up": the verb tells it
            blocked = other.lemma_.lower() in word_set("words", "blockers")
            relative = after is not None and after.i in starts and starts[after.i].relative
            other_sense = back == 1 and token.lower_ in ("up", "down") and (blocked or not (_moves(other) or relative))
            if other_sense and (token.dep_ != "prt" or other.lemma_.lower() != "put"):
                return None  # "made up 85%"
            return other if _moves(other) and other.pos_ == "VERB" else token
        if other.pos_ not in ("ADV", "PART", "PRON"):
            break
    return token


def count_cue(token: Token, ends: dict[int, Value], kinds: Mapping[str, str]) -> Cue | None:
    """Read "62,000 fewer" and "12% less than in May": the number stands before; "more" asks for "than" and a time.

    Who bargains says what rises: "wants 12% more *pay*".
    """
    value = ends.get(token.i)
    if value is None or token.nbor(-1).lower_ == "times":
        return None
    more, after = token.lower_ == "more", following(token)
    quality = after is not None and after.pos_ in ("ADV", "ADJ") and after.head.pos_ not in ("NOUN", "PROPN")
    asked = value.relative and value.lead and kinds.get(token.doc[value.lead - 1].lower_) == "asking"
    paid = asked and after is not None and after.lemma_ in word_set("bargaining", "over")
    if (more or quality) and not paid and not _followed_by_than(token):
        return None  # "hire 5,000 more", "less likely to occur"
    if not more and value.number.unit is None and after is not None and after.lower_ == "than" and not _in_time(after):
        return None
    return Cue(token, token, "count", Word(token.lower_, "up" if more else "down", subject=True))


def size_cue(token: Token, ends: dict[int, Value]) -> Cue | None:
    """Read "15% smaller than last year": sizes compared with another time."""
    value = ends.get(token.i)
    if value is None or not value.relative or not _followed_by_than(token):
        return None
    up = token.lower_ in word_set("sizes", "up")
    return Cue(token, token, "adverb", Word(token.lower_, "up" if up else "down", subject=True))


def _followed_by_than(token: Token) -> bool:
    near = range(token.i + 1, min(token.i + 4, sentence_of(token).end))
    return any(token.doc[i].lower_ == "than" and _in_time(token.doc[i]) for i in near)


def _in_time(than: Token) -> bool:
    """Tell whether "than" is followed by a time: "than in 2019", "than a year ago", "than it did last year"."""
    near = than.doc[than.i + 1 : min(than.i + 7, sentence_of(than).end)]
    return any(token.ent_type_ in ("DATE", "TIME") or token.lower_ in _LATER for token in near)


def flat_cue(token: Token, starts: dict[int, Value]) -> Cue | None:
    """Read "was unchanged", "flat at 5", "stable at 4,000", "little changed"."""
    before, after = previous(token), following(token)
    if token.lower_ == "changed":
        little = before is not None and before.lower_ == "little"
        return Cue(token, before or token, "flat", Word("changed", "flat", subject=True)) if little else None
    at = after is not None and (after.lower_ in ("at", "from", "on") or after.i in starts)
    value = after is not None and after.lower_ == "at" and after.i + 1 in starts
    if before is None or before.pos_ == "DET" or (token.lower_ in word_set("flat", "steady") and not value):
        return None
    if after is not None and after.pos_ in ("NOUN", "PROPN") and not at:
        return None  # "a flat fee"
    copulas = word_set("flat", "verbs")
    near = token.doc[max(sentence_of(token).start, token.i - 4) : token.i]
    if token.lower_ == "unchanged" or value or token.head.lemma_ in copulas or any(t.lemma_ in copulas for t in near):
        return Cue(token, token, "flat", Word(token.lower_, "flat", subject=True))
    return None
