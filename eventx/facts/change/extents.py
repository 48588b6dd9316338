"""Extents: amounts that a noun of change is set equal to, comes to, or stands beside: "growth came to 3%"."""

from __future__ import annotations

from eventx.facts.change.amounts import NOMINAL, PLAIN, counts_things, fits
from eventx.facts.change.cues import Cue
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import nouns
from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUN_SUBJECTS


def is_extent(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether an amount is set equal to a noun of change: "growth came to 3%", "the rise, 3%,", "it is $3"."""
    doc, terms = cue.token.doc, lexicon("change")
    if _comes_to(cue, value, clause):
        return True
    if not value.relative:
        return _is_equalled(cue, value, clause)
    tied, after = value.prep in terms.extent_ties, clause.counted(value)
    if after is not None and after.lower_ == "of":
        return False  # "the loss amounts to 5% of sales"
    if _is_utmost(cue, value, clause):
        return True
    verb = cue.token.head if cue.token.dep_ in NOUN_SUBJECTS and cue.token.head.i < value.lead else None
    if verb is not None and any(t.lower_ in nouns() for t in doc[verb.i + 1 : value.lead]):
        return False  # "the fall was due to a *drop* in rents, at 3%"
    put = terms.extent_verbs | terms.put_at if cue.token.dep_ == "nsubjpass" else terms.extent_verbs  # "is put at 3%"
    if doc[value.lead - 1].lemma_ in terms.extent_verbs or (tied and verb is not None and verb.lemma_ in put):
        return True
    comma = value.lead - 1 - tied
    ends = after is None or after.is_punct or after.pos_ == "ADP"
    apposed = doc[comma].text == "," and (not tied or value.prep == "at")
    return ends and apposed and all(t.pos_ in NOMINAL and t.pos_ != "ADV" for t in doc[cue.token.i : comma])


def stands_at(level: Value, last: int, clause: Clause) -> bool:
    """Tell whether a level stands right behind how far it has come: "an increase of 52 per cent *at 424*"."""
    beside = level.prep == "at" and level.lead == last + 1
    return beside and not level.relative and not counts_things(level, clause)


def _is_utmost(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a number behind "at" is that of a superlative: "the *biggest* rise was recorded in Alba at 3%"."""
    doc, noun = clause.span.doc, cue.token
    utmost = any(c.tag_ == "JJS" or c.lower_ == "most" for c in noun.lefts)
    alone = not any(noun.i < v.first < value.first for v in clause.values)
    verbs = [t for t in doc[noun.i + 1 : value.lead] if t.pos_ == "VERB" and t != noun.head]
    return utmost and alone and value.prep == "at" and noun.i < value.first and not verbs


def _comes_to(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a noun of change comes to a number behind it: "rises *averaging 4%*", "cuts to aid *worth $4*"."""
    doc = clause.span.doc
    tie = doc[value.lead - 1 - (value.prep == "to")]
    between = doc[cue.token.i + 1 : tie.i]
    tied = tie.lower_ in lexicon("change").worth and all(t.pos_ in (*NOMINAL, "PRON") for t in between)
    other = tie.lower_ == "worth" and any(t.lower_ != "to" and t.pos_ == "ADP" for t in between)  # "in *bills* worth"
    return tied and not other and tie.i > cue.token.i and fits(cue, value)


def _is_equalled(cue: Cue, value: Value, clause: Clause) -> bool:
    """Tell whether a verb sets a sum or count equal to a change: "the drop *in* sales was 90"; no "was 9 feet"."""
    verb, terms = cue.token.head, lexicon("change")
    if cue.token.dep_ != "nsubj" or verb.lemma_ not in terms.extent_verbs or not verb.i < value.lead:
        return False
    between = [t for t in clause.span.doc[verb.i + 1 : value.lead] if t.lower_ not in terms.extent_ties]
    plain = all((t.pos_ in PLAIN and t.dep_ != "neg") or t.dep_ == "prt" for t in between)
    counts = any(c.lower_ == "in" for c in cue.token.rights) and value.reach == value.last
    return plain and (value.money or (counts and value.number.unit is None)) and fits(cue, value)
