"""What a clause before tells, of which a change set off behind it tells more."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from eventx.facts.change.roles import Frame
from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import nouns
from eventx.syntax.labels import FINITE
from eventx.syntax.phrases import ancestors
from eventx.syntax.tense import is_report
from eventx.syntax.tokens import ASIDE

_WITHIN = frozenset({"pobj", "prep", "compound", "amod", "poss", "nmod"})
_TIES = frozenset({"in", "of"})
_OWN = frozenset({"conj", "ccomp", "ROOT"})
"""Dependencies of clauses that stand beside others; those of subordinate ones tell when and which."""


def moved_before(frame: Frame, clause: Clause) -> Token | None:
    """Return what a noun of change before the comma of a frame is of: "posted a rise in *profit*, climbing 4%".

    A rise that tells how great it is tells all by itself.
    """
    cue = frame.cue
    first = cue.token.doc[min([cue.first.i, *(value.lead for value in frame.amounts)])]
    if first.i <= clause.span.start + 1 or first.nbor(-1).text not in ASIDE:
        return None
    steps = list(takewhile(lambda step: step.dep_ in _WITHIN, ancestors(first.nbor(-2))))
    moved = next((step for step in steps if step.dep_ == "pobj" and step.head.lower_ in _TIES), None)
    noun = moved.head.head if moved is not None else None
    if noun is None or noun.lower_ not in nouns() or noun.i >= first.i:
        return None
    sized = any(noun.left_edge.i <= value.first < first.i for value in clause.values)
    return None if sized else moved


def is_of_clause_before(level: Value, first: Token) -> bool:
    """Tell whether another clause parts a level from what is set off: "told *300* staff sales fell, down 3%"."""
    doc, own = first.doc, first.doc[level.first]
    between = (t for t in doc[level.last : first.i] if t.tag_ in FINITE and t.dep_ in _OWN)
    return any(not (is_report(t) or t.is_ancestor(own)) for t in between)
