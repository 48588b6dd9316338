"""Rows: persons counted behind their label: "Active users: 30.5 million versus 29.9 million expected"."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from eventx.facts.headcount.case import Case
from eventx.facts.headcount.count import PersonCount, count_of
from eventx.facts.headcount.levels import persons_of
from eventx.facts.headcount.phrase import plain
from eventx.normalize.bound import ROUGHLY
from eventx.syntax.labels import NOUNS
from eventx.syntax.phrases import precedes

_LABEL = 80  # characters
_ROW = re.compile(
    rf"\W{{0,4}}(?=[A-Z])(?:[^\n:.;!?0-9]+:\s*[0-9.,]+[,;] )*(?P<label>[A-Za-z][^\n:.;!?0-9]+):\s*{ROUGHLY}"
    r"(?:[0-9.,]+(?: (?:million|billion|thousand))?,? (?:up |down )?(?:versus|vs\.?|from|against|compared (?:with|to)) "
    rf"{ROUGHLY})?"
)


def row_count(case: Case) -> PersonCount | None:
    """Count the persons of a label that begins the line, or one behind it: "Employees: 1,200", "Men: 4, *women*: 6"."""
    analysis, start = case.analysis, case.phrase.number.start
    line = analysis.text.rfind("\n", 0, start) + 1
    row = _ROW.fullmatch(analysis.text, line, start) if start - line < _LABEL else None
    noun = _counted(analysis.span(*row.span("label")), case.diseased) if row is not None else None
    return count_of(case.phrase, plain(noun), "headcount.row", silent=True) if noun is not None else None


def _counted(label: Span, diseased: bool) -> Token | None:
    """Return the persons of a label: "Number of *employees*", "*Jobs* lost"."""
    nouns = [t for t in label if t.pos_ in NOUNS]
    head = next((t for t in nouns if precedes(t, "of", "in", "at", "on", "per")), nouns[-1] if nouns else None)
    return persons_of(head, diseased) if head is not None else None
