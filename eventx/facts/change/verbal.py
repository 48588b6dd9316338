"""Verbs and nouns of change: which of the two a word is, and the per cent that some tell by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Token

from eventx.facts.change.cue import Cue, following, previous
from eventx.facts.change.values import Value
from eventx.facts.change.words import Word, folds, nouns, verbs, word_forms, word_set
from eventx.mentions.persons import NOUNS
from eventx.records import Direction
from eventx.syntax.phrases import sentence_of


def word_cue(token: Token, starts: Mapping[int, Value], ends: Mapping[int, Value]) -> Cue | None:
    """Tell verb from noun; the tagger is overruled where the words beside leave no doubt."""
    before, after = previous(token), following(token)
    as_verb, as_noun = verbs().get(token.lower_), nouns().get(token.lower_)
    if as_noun is not None and (as_verb is None or _is_noun(token, before, starts, ends)):
        if (
            before is not None
            and before.lower_ in word_set("flat", "none")
            and as_noun.base in word_set("flat", "still")
        ):
            return Cue(token, before, "flat", as_noun)  # "zero growth"
        hyphened = after is not None and after.pos_ in NOUNS and token.dep_ == "compound"
        return None if hyphened else Cue(token, token, "noun", as_noun)  # "growth forecast", "cut plans"
    if as_verb is None or _other_word(token, as_verb, starts):
        return None
    failed = previous(before) if before is not None and before.lower_ == "to" else None
    if failed is not None and failed.lower_ in word_forms("flat", "failed") and as_verb.subject:
        return Cue(token, failed, "flat", as_verb)
    return Cue(token, token, "verb", as_verb)


def _other_word(token: Token, word: Word, starts: Mapping[int, Value]) -> bool:
    """Tell whether the form of a verb is no verb here, or one that tells no change of a level."""
    after = following(token)
    if word.base == "add" and after is not None and after.lower_ == "up":
        return True
    if word.base in word_set("regain", "verbs") and any(c.dep_ == "dobj" and not _is_loss(c) for c in token.rights):
        return True  # "recovered a third of the goods", not "of its losses"
    if word.subject and not (word.object or word.weak) and any(child.dep_ == "auxpass" for child in token.lefts):
        return True  # "was climbed by 600 people"
    if word.ratio is not None and after is not None and after.text == "-" and not token.whitespace_:
        return True  # "double-digit growth"
    if token.tag_.startswith("V"):
        return False
    if word.ratio is not None:  # "double bed", "triple murder"
        return token.pos_ in ("NOUN", "PROPN", "ADJ") and (after is None or after.pos_ not in ("ADP", "SCONJ", "PUNCT"))
    # "progress", "on a scale of one to six"
    return token.lower_ not in nouns() and token.pos_ in NOUNS and not _headline_verb(token, starts)


def _is_loss(token: Token) -> bool:
    """Tell whether a phrase names what was lost before: "a third of its losses"."""
    return not word_set("regain", "lost").isdisjoint(t.lower_ for t in token.subtree)


def _is_noun(token: Token, before: Token | None, starts: Mapping[int, Value], ends: Mapping[int, Value]) -> bool:
    if before is not None:
        if before.pos_ == "DET" or before.lower_ in ("of", "further") or token.i in ends:
            return True
        if before.tag_ in ("MD", "TO") or before.lemma_ in ("have", "not"):
            return False
    return token.pos_ in (*NOUNS, "ADJ") and not _headline_verb(token, starts)


def _headline_verb(token: Token, starts: Mapping[int, Value]) -> bool:
    """Tell whether the tagger took a verb for a noun: "exports fall 6%" has a noun before it and a number behind."""
    before = previous(token)
    if before is None or before.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "X"):
        return False
    doc, last = token.doc, sentence_of(token).end - 1
    if token.i + 1 in starts:
        return True
    near = range(token.i + 1, min(token.i + (8 if token.tag_ == "NNS" else 2), last))
    return any(doc[i].lower_ in ("by", "to", "from") and i + 1 in starts for i in near)


def with_ratio(cue: Cue) -> Cue:
    """Add the per cent that the cue's own words tell: "doubled", "rose fivefold", "cut in half"."""
    if cue.word.ratio is not None and cue.kind != "flat":
        return replace(cue, told=cue.token, ratio=cue.word.ratio)
    if cue.kind not in ("verb", "noun"):
        return cue
    doc, at, sentence = cue.token.doc, cue.token.i, sentence_of(cue.token)
    near = doc[at + 1 : min(at + 9, sentence.end)] if cue.kind == "verb" else doc[max(at - 2, sentence.start) : at]
    for token in near:
        if (percent := folds().get(token.lower_)) is not None:
            return replace(cue, told=token, ratio=percent)
        if token.lower_ == "half" and token.nbor(-1).lower_ == "in" and cue.word.object:
            return replace(cue, told=token, ratio=Decimal(50))
        if token.text in (",", ";") or token.pos_ in ("VERB", "AUX"):
            break
    return cue


def pushing_cue(token: Token, starts: Mapping[int, Value]) -> Cue | None:
    """Read "pushed inflation above 4 percent": the preposition behind the object tells the way."""
    value = next((value for value in starts.values() if token.i < value.first <= token.i + 10), None)
    held = next((child for child in token.rights if child.dep_ == "dobj"), None)
    if value is None or held is None or held.i >= value.lead or value.number.unit in (None, "person"):
        return None
    word = token.doc[value.lead].lower_ if value.lead < value.first else value.prep
    ways: dict[Direction, frozenset[str]] = {"up": word_set("past", "up"), "down": word_set("past", "down")}
    way = next((way for way, words in ways.items() if word in words), None)
    return Cue(token, token, "verb", Word(token.lower_, way, object=True)) if way is not None else None


def going_cue(token: Token, starts: Mapping[int, Value]) -> Cue | None:
    """Read "went from 3,000 to 5,000": the numbers tell the way."""
    after = following(token)
    if after is None or after.lower_ != "from":
        return None
    near = [value for value in starts.values() if token.i < value.first <= token.i + 12]
    first = next((value.number for value in near if value.prep == "from"), None)
    second = next((value.number for value in near if value.prep == "to"), None)
    if first is None or second is None or first.value is None or second.value is None:
        return None
    return Cue(token, token, "verb", Word(token.lower_, "up" if first.value < second.value else "down", subject=True))


ASKED = "asked"
"""The base of a word that asks or offers a rise without saying so: what rises was told before."""


def asking_cue(token: Token, starts: Mapping[int, Value]) -> Cue | None:
    """Read "the union wants 14 per cent", "asks for 5%", "an offer of 4%": a bare per cent of what was spoken of."""
    after, links = following(token), word_set("bargaining", "links")
    linked = after is not None and after.lower_ in links
    while after is not None and after.lower_ in links:
        after = following(after)
    bare = token.tag_.startswith("V") and token.lower_ not in word_forms("bargaining", "linked")
    value = starts.get(after.i) if after is not None and (linked or bare) else None
    if value is None or value.number.unit != "percent":
        return None
    behind = token.doc[value.last] if value.last < sentence_of(token).end else None
    if behind is not None and (behind.lower_ in ("of", "on") or behind.pos_ in ("NOUN", "PROPN", "ADJ", "ADV")):
        return None
    return Cue(token, token, "verb", Word(ASKED, "up", subject=True))
