"""Turns: who stands in the place of a number's own in a row: "Kappa and *Alba* rose 3% and *2%*, respectively"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.syntax.labels import ATTRIBUTES
from eventx.syntax.phrases import coordinates, is_time

if TYPE_CHECKING:
    from eventx.events.clauses.clause import EventClause

_GAP = 3  # tokens from a place to its number
_JOINING = frozenset({"and", "but", "while", ",", ";"})
_EXTENTS = frozenset({"to", "by"})


def in_turn(tokens: list[Token], clause: EventClause) -> list[Token]:
    """Return of those in a row only whose turn it is, where the number of a clause is one of as many.

    Of "rose 3% in Peru and *in Chile 2%*" each number has its own, of which the other has nothing.
    """
    if gaps := [t for t in tokens if _opens_gap(t)]:
        amount = clause.group.change or clause.group.value
        number = clause.span_of(amount.mention)[0] if amount is not None else clause.token
        own = [t for t in gaps if t.i < number.i <= t.i + _GAP]
        tokens = own or [t for t in tokens if t not in gaps]
    rows = [list(coordinates(token)) for token in tokens]
    turn = turn_of(clause) if any(len(row) > 1 for row in rows) else None
    if turn is None:
        return tokens
    at, count = turn
    rest = {token for row in rows if len(row) == count for token in row[1:]}
    return [row[at] if len(row) == count else row[0] for row in rows if row[0] not in rest]


def modifiers_of(noun: Token, clause: EventClause) -> list[Token]:
    """Return the words before a noun of a clause; of a row that whose turn it is: "export and *import* sales"."""
    held, words = clause.group.measured, [c for c in noun.lefts if c.dep_ in ATTRIBUTES]
    if held is None or all(c.idx >= held.start for c in words):
        return words
    row = [t for c in words for t in coordinates(c) if t.i < noun.i]
    return [t for t in row if held.start <= t.idx < held.end] or words


def _opens_gap(seat: Token) -> bool:
    """Tell whether a place opens a clause without a verb, whose number is right behind: "and in *Peru* (to) 9%"."""
    tie, doc = seat.head, seat.doc
    if tie.pos_ != "ADP" or seat.left_edge.i != tie.i + 1 or tie.i == 0 or tie.nbor(-1).lower_ not in _JOINING:
        return False
    at = seat.i + 1 + (doc[seat.i + 1 : seat.i + 2].text in _EXTENTS)
    return any(t.like_num or t.is_currency for t in doc[at : at + 1])


def turn_of(clause: EventClause) -> tuple[int, int] | None:
    """Return at which place the number of a clause stands in a row, and how long that is; None without such a row."""
    amount = clause.group.change or clause.group.value
    if amount is None or not _are_paired(clause):
        return None
    own = first = clause.span_of(amount.mention).root
    while first.dep_ in ("conj", "appos") and first.head.i < first.i:
        first = first.head
    row = list(coordinates(first))
    return (row.index(own), len(row)) if own in row and len(row) > 1 else None


def _are_paired(clause: EventClause) -> bool:
    """Tell whether the numbers of a row go with those of another: "respectively", or changes of no several times."""
    lead = clause.group.lead
    if "respectively" in clause.analysis.text[lead.sentence.start : lead.sentence.end]:
        return True
    behind = clause.token.doc[clause.token.i : clause.analysis.sentence_span(lead.span.start).end]
    return lead.type == "change" and not any(t.dep_ == "conj" and is_time(t) for t in behind)
