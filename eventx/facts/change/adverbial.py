"""Adverbs and adjectives of change: up, higher, fewer, smaller, unchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from eventx.facts.change.cue import Cue, following, previous
from eventx.facts.change.values import Value
from eventx.facts.change.words import Word, word_set
from eventx.syntax.phrases import sentence_of

_BEHIND = 5  # tokens from a level to its time: "its level of two years ago"


def adverb_cue(
    token: Token, starts: Mapping[int, Value], ends: Mapping[int, Value], found: Sequence[Cue]
) -> Cue | None:
    """Read "up 22%", "down from 520", "2.3 per cent higher", "came down to 25"; ``found`` are the cues before."""
    rises = token.lower_ in word_set("adverbs", "up") | word_set("past", "up")
    word = Word(token.lower_, "up" if rises else "down", subject=True, object=True)
    first = _verb_of(token, starts, found)
    if first is None or _is_particle(first, token, starts):
        return None
    if token.lower_ == "off":
        return Cue(token, first, "adverb", word) if _is_off(token, starts) else None
    if amounts_before(token, starts, ends):
        return Cue(token, first, "adverb", word)
    if (step := following(token)) is None:
        return None
    while step.pos_ == "ADV" and step.i not in starts and (then := following(step)) is not None:
        step = then
    if step.i in starts:
        return Cue(token, first, "adverb", word)
    if step.lower_ in ("by", "from", "to", "at", "on"):
        value = starts.get(step.i + 1)
        if step.lower_ == "to" and token.lower_ == "up" and first is token:
            return None  # "up to 500"
        clock = step.lower_ == "at" and value is not None and value.number.unit is None  # "up at 3"
        return Cue(token, first, "adverb", word) if (value is not None or step.lower_ == "on") and not clock else None
    if token.dep_ == "prt" and first.i == token.i - 1 and any(start > token.i for start in starts):
        return Cue(token, first, "adverb", Word(token.lower_, word.direction, object=True))  # "put up prices by 3%"
    return None


def passed_cue(
    token: Token, starts: Mapping[int, Value], ends: Mapping[int, Value], found: Sequence[Cue]
) -> Cue | None:
    """Read "40% below their 2019 level", "4% above its June low": how far a level stands from one of another time."""
    value, level = ends.get(token.i), next((c for c in token.rights if c.dep_ == "pobj"), None)
    if value is None or not value.relative or level is None:
        return None
    extreme = level.lemma_ in word_set("words", "extremes")
    dated = any(t.ent_type_ == "DATE" or t.lower_ == "pre" for t in level.subtree if t.i <= level.i + _BEHIND)
    if not extreme and not (dated and level.lemma_ in word_set("words", "level_nouns")):
        return None
    cue = adverb_cue(token, starts, ends, found)
    return replace(cue, word=replace(cue.word, object=False)) if cue is not None else None


def amounts_before(token: Token, starts: Mapping[int, Value], ends: Mapping[int, Value]) -> list[Value]:
    """Return the amounts before an adverb: "1% lower", "2 points or 1% up", "1%, or 2 points, lower"; not "7 up 2"."""
    value = ends.get(token.i)
    if value is None and token.i > 1 and token.nbor(-2).lower_ in ("a", "an", "per"):
        value = ends.get(token.i - 2)  # "20 cents a litre cheaper"
    if value is None and previous(token) is not None and token.nbor(-1).text in (",", ")"):
        inserted = ends.get(token.i - 1)
        value = inserted if inserted is not None and inserted.prep in ("or", "(") else None
    if value is None:
        return []
    if token.lower_ in ("up", "down") and (value.number.unit is None or token.i + 1 in starts) and not value.points:
        return []
    at = value.lead - 1
    if value.prep not in ("or", "("):
        return [value]
    first = ends.get(at) or (ends.get(at - 1) if token.doc[at - 1].text == "," else None)
    return [first, value] if first is not None else [value]


def _is_off(token: Token, starts: Mapping[int, Value]) -> bool:
    """Tell whether "off" tells a fall: "tin was off 1.1%"; not "took off 3%"."""
    value, before = starts.get(token.i + 1), previous(token)
    while before is not None and before.pos_ in ("ADV", "ADJ"):
        before = previous(before)  # "were last off 3 cents"
    measured = value is not None and (value.relative or value.money)
    return measured and before is not None and before.lemma_.lower() in word_set("flat", "verbs") | {",", "trade"}


def _is_particle(verb: Token, token: Token, starts: Mapping[int, Value]) -> bool:
    """Tell whether up or down belongs to a verb with an object: "put up $3 million", "turned down $5 million"."""
    value = starts.get(token.i + 1) or starts.get(token.i + 2)
    if verb.i + 1 != token.i or verb.lemma_.lower() not in word_set("movers", "transitive") or value is None:
        return False
    return not value.relative and (value.lead == token.i + 1 or token.doc[token.i : token.i + 2].text == "up to")


def _verb_of(token: Token, starts: Mapping[int, Value], found: Sequence[Cue]) -> Token | None:
    """Return the verb that an adverb goes with ("brought down"), else the adverb; None where it tells no change."""
    start = sentence_of(token).start
    verb = next((t for t in reversed(token.doc[max(start, token.i - 3) : token.i]) if t.pos_ not in _BETWEEN), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return token
    if found and found[-1].token.i == verb.i:
        return None  # "climbed up": the verb tells it
    lemma = verb.lemma_.lower()
    moves, value = lemma in word_set("movers", "verbs"), starts.get(token.i + 1)
    relative = value is not None and value.relative
    if token.lower_ in ("up", "down") and (lemma in word_set("words", "blockers") or not (moves or relative)):
        return None  # "made up 85%"
    return verb if moves and verb.pos_ == "VERB" else token


_BETWEEN = ("ADV", "PART", "PRON")


def count_cue(token: Token, ends: Mapping[int, Value], kinds: Mapping[str, str]) -> Cue | None:
    """Read "62,000 fewer" and "12% less than in May"; "more" and sizes ask for "than" and a time.

    Who bargains says what rises: "wants 12% more *pay*".
    """
    value = ends.get(token.i)
    if value is None or token.nbor(-1).lower_ == "times":
        return None
    after = following(token)
    quality = after is not None and after.pos_ in ("ADV", "ADJ") and after.head.pos_ not in ("NOUN", "PROPN")
    asked = value.relative and value.lead and kinds.get(token.doc[value.lead - 1].lower_) == "asking"
    paid = asked and after is not None and after.lemma_ in word_set("bargaining", "over")
    than = any(word.lower_ == "than" for word in token.doc[token.i + 1 : token.i + 8])
    part = value.number.unit == "percent" and token.lower_ == "more" and after is not None and after.tag_ == "NNS"
    free = (token.lower_ in word_set("counts", "free") and not quality) or (part and not than)  # "10% more teachers"
    if not free and not paid and not _than_in_time(token):
        return None  # "hire 5,000 more", "less likely to occur"
    up = token.lower_ in word_set("counts", "up")
    return Cue(token, token, "count", Word(token.lower_, "up" if up else "down", subject=True))


def compared(token: Token) -> bool:
    """Tell whether "than" and no time follow: "12% higher than the average" compares two things, and changes none."""
    after = following(token)
    return after is not None and after.lower_ == "than" and not _than_in_time(token)


def _than_in_time(token: Token) -> bool:
    """Tell whether "than" and a time follow: "than in 2019", "than a year ago", "than it did last year"."""
    doc, end = token.doc, sentence_of(token).end
    than = next((i for i in range(token.i + 1, min(token.i + 4, end)) if doc[i].lower_ == "than"), end)
    near = doc[than + 1 : min(than + 7, end)]
    return any(word.ent_type_ in ("DATE", "TIME") or word.lower_ in word_set("words", "times") for word in near)


def stagnant_cue(token: Token) -> Cue | None:
    """Read "output stagnated", "sales flatlined"."""
    if token.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VB") or token.dep_ in ("amod", "compound"):
        return None
    return Cue(token, token, "flat", Word(token.lower_, "flat", subject=True))


def flat_cue(token: Token, starts: Mapping[int, Value]) -> Cue | None:
    """Read "was unchanged", "flat at 5", "stable at 4,000", "little changed"."""
    before, after = previous(token), following(token)
    value = after is not None and after.lower_ == "at" and after.i + 1 in starts
    if before is None or (token.dep_ == "amod" and token.head.i > token.i):
        return None  # "a flat fee"
    if token.lower_ == "changed" and before.lower_ != "little":
        return None
    if token.lower_ in word_set("flat", "steady") and not value:
        return None
    near = token.doc[max(sentence_of(token).start, token.i - 4) : token.i]
    if token.lower_ == "unchanged" or value or any(t.lemma_ in word_set("flat", "verbs") for t in near):
        return Cue(
            token, before if token.lower_ == "changed" else token, "flat", Word(token.lower_, "flat", subject=True)
        )
    return None
