"""Datelines that the parser takes for a part of the clause behind them."""

from __future__ import annotations

from spacy.tokens import Token

_ENDS = frozenset({":", "–", "—", "-", "--"})


def past_dateline(subjects: list[Token], verb: Token) -> list[Token]:
    """Return the subjects of a verb without the dateline before them: "Muscat: The *number* fell"."""
    if len(subjects) > 1 and (end := subjects[0].nbor(1).text) in _ENDS:
        inserted = any(t.text == end for t in verb.doc[subjects[1].i : verb.i])  # "Kappa - a maker of tools - fell"
        return subjects if inserted else subjects[1:]
    return [_apposed(subject, verb) or subject for subject in subjects]


def _apposed(town: Token, verb: Token) -> Token | None:
    """Return what the parser takes for an apposition to a dateline: "Muscat: The *bank*, a lender, fell"."""
    told = next((c for c in town.rights if c.dep_ == "appos" and c.left_edge.nbor(-1).text in _ENDS), None)
    if told is None or not town.left_edge.is_sent_start or not told.left_edge.text[:1].isupper():
        return None
    mark = told.left_edge.nbor(-1).text
    return None if any(t.text == mark for t in verb.doc[told.i : verb.i]) else told
