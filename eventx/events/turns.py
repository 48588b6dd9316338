"""Turns: who stands in the place of a number's own in a row: "Kappa and *Alba* rose 3% and *2%*, respectively"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.syntax.phrases import coordinates

if TYPE_CHECKING:
    from eventx.events.clause import EventClause


def in_turn(tokens: list[Token], clause: EventClause) -> list[Token]:
    """Return of those in a row only whose turn it is, where the number of a clause is one of as many."""
    rows = [list(coordinates(token)) for token in tokens]
    turn = turn_of(clause) if any(len(row) > 1 for row in rows) else None
    if turn is None:
        return tokens
    at, count = turn
    rest = {token for row in rows if len(row) == count for token in row[1:]}
    return [row[at] if len(row) == count else row[0] for row in rows if row[0] not in rest]


def turn_of(clause: EventClause) -> tuple[int, int] | None:
    """Return at which place the number of a clause stands in a row, and how long that is; None without such a row."""
    amount = clause.group.change or clause.group.value
    extent = clause.group.lead.sentence
    if amount is None or "respectively" not in clause.analysis.text[extent.start : extent.end]:
        return None
    own = first = clause.span_of(amount.mention).root
    while first.dep_ in ("conj", "appos") and first.head.i < first.i:
        first = first.head
    row = list(coordinates(first))
    return (row.index(own), len(row)) if own in row else None
