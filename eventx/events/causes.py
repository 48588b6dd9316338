"""Causes: what "it" is that killed people where the sentence before tells the disaster, and when it struck."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.analysis.periods import period_of
from eventx.events.draft import Draft
from eventx.mentions.persons import is_plural
from eventx.records import Period
from eventx.syntax.labels import COMPOUNDING, NOUN_SUBJECTS, NOUNS

_PRONOUNS = {"it": False, "they": True}
"""The pronouns that stand for a cause, and whether for several."""


def carry_cause(draft: Draft) -> None:
    """Fill the cause that a pronoun stands for, and its time: "a quake shook Chile on Sunday. *It* killed five"."""
    if "cause" not in draft.frame.roles or not draft.is_open("cause"):
        return
    doer = next((t for t in draft.clause.at("subject") if t.lower_ in _PRONOUNS), None)
    noun = _cause_before(draft, doer) if doer is not None else None
    if noun is None:
        return
    first = next((c.left_edge for c in noun.lefts if c.dep_ in COMPOUNDING and c.left_edge.is_alpha), noun)
    draft.fields["cause"] = draft.analysis.quote(first, noun)
    if draft.fields.get("period") is None:
        draft.fields["period"] = _period_of(draft, noun)


def _cause_before(draft: Draft, doer: Token) -> Token | None:
    """Return the noun of a cause in the sentence before a pronoun: its subject, else the first."""
    if not doer.sent.start:
        return None
    known, several = draft.words.lists["causes"], _PRONOUNS[doer.lower_]
    before = doer.doc[doer.sent.start - 1].sent
    named = (t for t in before if t.pos_ in NOUNS and t.lemma_.lower() in known and is_plural(t) == several)
    whole = (t.head if t.dep_ in COMPOUNDING and t.head.pos_ == "PROPN" else t for t in named)  # "Typhoon *Mara*"
    heads = [t for t in whole if t.dep_ not in COMPOUNDING]
    return next((t for t in heads if t.dep_ in NOUN_SUBJECTS), next(iter(heads), None))


def _period_of(draft: Draft, noun: Token) -> Period | None:
    """Return the time of what a noun tells, or of the clause in which it stands."""
    time = period_of(draft.analysis, noun, alone=True)
    return draft.analysis.period(time) if time is not None else None
