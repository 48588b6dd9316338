"""What times take from the clauses they stand in: whether what hangs on them is to come, and which year is theirs."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.normalize.timex import Clauses
from eventx.syntax.labels import AUXILIARIES, NOUN_SUBJECTS, PRESENT, has_left, has_right
from eventx.syntax.phrases import ancestors, is_time_phrase, is_verb, modified
from eventx.syntax.tense import tense_of, verb_tense
from eventx.syntax.tokens import values

_HOLDING = frozenset({"in", "during", "throughout", "early", "late", "mid"})
_APART = NOUN_SUBJECTS | {"appos"}
_AFRESH = frozenset({"conj", "parataxis"})


def clauses_of(doc: Doc) -> Clauses:
    """Return what the clauses of ``doc`` tell of its times; without a parse, their words do."""
    tense = tense_of(doc)
    if not doc.has_annotation("DEP") or not doc.has_annotation("TAG"):
        return Clauses(tense)
    starts = values(doc, "IDX")

    def token(at: int) -> Token:
        return doc[bisect_right(starts, at) - 1]

    return Clauses(tense, lambda at: is_ahead(token(at)), lambda year, at: shares_year(token(year - 1), token(at)))


def is_ahead(time: Token) -> bool:
    """Tell whether a time is that of a verb which is surely to come: "will close in May", but no "crash in May"."""
    tie = time.head
    verb = tie.head
    if time.dep_ != "pobj" or tie.dep_ != "prep" or tie.i > time.i or verb.i > tie.i:
        return False
    planned = verb.lower_ in lexicon("time").future
    if not is_verb(verb):
        return planned and verb.pos_ == "ADJ"
    told = planned if tie.lower_ == "for" else _is_told_ahead(verb)  # but "will publish figures for May"
    return told and verb_tense(verb) == "future" and all(_is_bare(child) for child in verb.rights if child.i < tie.i)


def is_condition(verb: Token) -> bool:
    """Tell whether a clause is a condition: "*if* no deal is *reached* by May"."""
    conditions = lexicon("modality").hypothetical.conditions
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in conditions for c in verb.lefts)


def _is_told_ahead(verb: Token) -> bool:
    """Tell whether a verb told as future is no past for sure, unlike "is looking into it" and "said it would"."""
    helped = (v for v in ancestors(verb) if v.dep_ != "conj" or has_left(v, *AUXILIARIES))
    verb = next(helped, verb)  # "*will sell* one and close two"
    words, head, time = {child.lower_ for child in verb.lefts if child.dep_ in AUXILIARIES}, verb.head, lexicon("time")
    if "would" in words:
        return False
    if "to" in words and head != verb:
        past = head.tag_ == "VBD" or any(child.lower_ in ("was", "were", "had") for child in head.lefts)
        return not past and (head.lemma_ == "be" or not time.future.isdisjoint((head.lower_, head.lemma_.lower())))
    if verb.tag_ == "VBG":
        return verb.lemma_.lower() in time.timetable  # "is opening it"
    return bool(words) or verb.tag_ in PRESENT  # a bare "cut" may be past


def _is_bare(child: Token) -> bool:
    """Tell whether no noun stands in what follows a verb that a time may rather belong to: "into a *fire* in May"."""
    if child.dep_ == "prep":
        return is_time_phrase(child) or all(noun.pos_ in ("PROPN", "NUM") or _is_counted(noun) for noun in child.rights)
    return not has_right(child, "prep", "acl", "relcl")


def _is_counted(noun: Token) -> bool:
    """Tell whether a noun is an amount: "by *4%*", "to *16 teams*"."""
    return any(child.pos_ == "NUM" for child in noun.lefts)


def shares_year(year: Token, time: Token) -> bool:
    """Tell whether a year holds for a time behind it: "in 2019 it shut two in May", but not "built in 1902, it ...".

    It does in its own clause and in those below; in one that is coordinated, where it stands before both verbs.
    """
    above = list(ancestors(time))
    if year in above:
        return True
    noun = modified(year)
    if noun != year:
        verb = next((head for head in above if is_verb(head)), noun)
        return noun in above and verb in noun.ancestors  # "the 2020 vote in May", but "the 2015 accord ends in May"
    if year.dep_ == "pobj" and year.head.lower_ not in _HOLDING:
        return year.head.lower_ == "of" and year.head.head in above  # "the strike of 2023 in May"
    own = next((head for head in ancestors(year) if is_verb(head)), None)
    if own is None:
        return next((head for head in above if is_verb(head)), None) is None
    apart = [head for head in ancestors(year) if head.dep_ in _APART and own in head.ancestors]
    return all(head in above for head in apart) and _reaches(own, time, year)


def _reaches(verb: Token, time: Token, year: Token) -> bool:
    """Tell whether a time stands in the clause of a verb, below it, or in one coordinated, behind a year up front."""
    for head in ancestors(time):
        if head == verb:
            return True
        if head.dep_ in _AFRESH and is_verb(head) and year.i > head.head.i:
            return False
    return False


def is_since(verb: Token) -> bool:
    """Tell whether a verb heads the clause from which a time runs: "has hired 40 *since it opened* a shop"."""
    return verb.head.lower_ == "since" or (verb.dep_ == "advcl" and any(c.lower_ == "since" for c in verb.lefts))


def is_speech(phrase: Token) -> bool:
    """Tell whether a phrase says where somebody speaks: "*at a briefing* in Oslo", "*speaking* in Oslo"."""
    words = lexicon("telling")
    spoken = any(c.lemma_ in words.speeches for c in phrase.rights if c.dep_ == "pobj")
    return spoken or (phrase.dep_ == "advcl" and phrase.lemma_ in words.addressing)
