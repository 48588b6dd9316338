"""Clauses on nouns, and beside others: which of them tell something new, and which only what was before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import PAST, has_left, has_right
from eventx.syntax.nominals import governing, is_new
from eventx.syntax.phrases import is_time

_YEAR = "dddd"
LATER = ("after", "since")
"""What leads to what was before."""
_STEPS = 4  # up the parse from a succession to what tells it


def is_ground(verb: Token) -> bool:
    """Tell whether something is done by what came to be on a day, or by somebody: "under a rule passed on Monday"."""
    ground = verb.head
    held = (verb.dep_, verb.tag_) == ("acl", "VBN") and ground.lemma_.lower() in lexicon("telling").grounds
    return held and ground.head.lower_ == "under" and (names_day(verb) or has_right(verb, "agent"))


def grounds_of(verb: Token) -> list[Token]:
    """Return the participles of what something is done by: "would be taxed under plans *unveiled* on Monday"."""
    return [c for ground in objects_of(verb, "under") for c in ground.rights if is_ground(c)]


def is_of_force(verb: Token) -> bool:
    """Tell whether a clause says what came of something new: "after *a* storm that flattened 40 houses"."""
    noun, words = verb.head, lexicon("telling")
    new = is_new(noun) and noun.lemma_.lower() in words.forces
    lately = any(c.lower_ in ("has", "have") for c in verb.lefts)  # "a fire that has destroyed 40 houses"
    return new and verb.dep_ == "relcl" and (lately or verb.tag_ == "VBD") and not is_dated_back(verb)


def is_of_wreck(verb: Token) -> bool:
    """Tell whether a clause says what befell something of somebody new: "for three men *whose dinghy* overturned"."""
    own = any(g.lower_ == "whose" for c in verb.lefts if c.dep_ == "nsubj" for g in c.lefts)
    new = all(c.lower_ not in ("the", "this") and c.dep_ != "poss" for c in verb.head.lefts)
    told = verb.lemma_.lower() in lexicon("telling").any_of("finite", "wrecking")
    return own and new and told and verb.tag_ == "VBD" and not is_dated_back(verb)


def is_dated_back(verb: Token) -> bool:
    """Tell whether a clause beside the news is of years ago: ", which it bought in 2016", ", who has won four titles".

    Either it has a year, or a time that is over, of its own and no other number, or it says what somebody did once.
    """
    times = [t for w in time_words(verb) for t in (w, *w.children)]
    years = (t for t in times if t.shape_ == _YEAR)
    dated = any(h.lower_ in ("in", "since") for t in years for h in (t.head, t.head.head))  # "in 2016", "in May 2016"
    dated = dated or any(map(_is_last, times))
    alone = not any(t.like_num and t.shape_ != _YEAR and not is_person(t.head) for t in verb.subtree)
    return (dated and alone) or _is_of_career(verb)


def _is_last(time: Token) -> bool:
    """Tell whether a word names years, or a season, that are over: "bought it *last decade*", "*last year's* final"."""
    over = any(c.lower_ in ("last", "previous") for c in time.lefts) or any(c.lower_ == "ago" for c in time.head.rights)
    return over and time.lemma_.lower() in lexicon("telling").eras


def _is_of_career(verb: Token) -> bool:
    """Tell whether a clause says what somebody did once: ", who lost the 2002 final", ", who has won four titles"."""
    ahead = verb.tag_ not in PAST or any(c.tag_ == "MD" for c in verb.lefts)  # "who will lead it from 2026"
    if verb.dep_ != "relcl" or ahead or all(c.lower_ != "who" for c in verb.lefts):
        return False
    if any(c.lower_ in lexicon("telling").bygone for c in verb.lefts):
        return True  # "a lawyer, who *once* sued a pope"
    things = [t for c in verb.rights if c.dep_ == "dobj" for t in (c, *objects_of(c, "of"))]
    several = any(t.tag_ == "NNS" and (t.dep_ == "pobj" or has_left(t, "nummod")) for t in things)
    often = several and any(c.lower_ == "has" for c in verb.lefts)
    years = (t for t in verb.subtree if t.shape_ == _YEAR and not is_person(t.head) and not is_time(t.head))
    return often or any(all(c.tag_ != "CD" or c == t for c in t.head.lefts) for t in years)


def names_day(verb: Token) -> bool:
    """Tell whether a clause names the day of its news: "a phone that Kappa launched on Monday"."""
    days = lexicon("telling").days
    return any(t.lower_ in days for t in verb.subtree)


def time_words(verb: Token) -> Iterator[Token]:
    """Yield the words behind a verb that say when and how, with those below them."""
    return (t for c in verb.rights if c.dep_ in ("npadvmod", "prep") for t in (c, *c.rights))


def is_set_off(verb: Token) -> bool:
    """Tell whether a clause is set off from its noun: "the agency, which filed a suit"."""
    first = verb.left_edge
    return first.i == 0 or first.nbor(-1).text in (",", "–", "-")


def caused_by(verb: Token) -> Token | None:
    """Return the verb of which a participle tells what came of it: "hit the mill, *killing* a guard"."""
    first = verb.head if verb.dep_ == "conj" else verb
    came = first.dep_ == "advcl" and {first.tag_, verb.tag_} == {"VBG"} and is_set_off(first)
    return first.head if came else None


def is_reported(verb: Token) -> bool:
    """Tell whether a clause says what the news is that a noun announces: "the fact that Peru had left the pact"."""
    said = verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)
    return said and verb.head.lemma_.lower() in lexicon("telling").tidings


def is_rebuked(over: Token) -> bool:
    """Tell whether somebody is blamed or praised for what is done: "came *under fire* for", "apologised for"."""
    words = lexicon("telling").rebuking
    return over.lemma_.lower() in words or any(t.lemma_.lower() in words for t in objects_of(over, "under"))


def is_long_ago(word: Token) -> bool:
    """Tell whether years or months stand before a clause, or a noun, of what was before: "two years after"."""
    return any(c.dep_ == "npadvmod" and c.lemma_.lower() in lexicon("telling").long for c in word.lefts)


def leading(verb: Token) -> list[int]:
    """Return the words above an infinitive that tell what it does, if they tell it.

    So do those who "*refused* to sign" it and who "*passed* a law to cut taxes". Whom somebody is put somewhere to
    follow stands below what they become: "*named* her as its head to replace him".
    """
    if verb.tag_ == "VB" and verb.lemma_.lower() in lexicon("telling").succeeding:
        return [t.i for t in islice(verb.ancestors, _STEPS)]
    over = governing(verb.head) if (verb.dep_, verb.tag_) == ("acl", "VB") else None
    return [verb.head.i] if verb.dep_ == "xcomp" else [over.i] if over is not None else []


def causes_of(verb: Token) -> list[int]:
    """Return the word that tells, if it does, the happening of which a verb tells what came of it.

    "The grid failed, *plunging* Lagos into darkness", "a blaze that *gutted* it".
    """
    if verb.dep_ == "relcl":
        return [verb.head.i]
    cause = caused_by(verb)
    return [cause.i] if cause is not None else []
