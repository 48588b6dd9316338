"""Quotations behind a cue: the first one, and whether another cue between them has it."""

from __future__ import annotations

from eventx.facts.statement.cues import lemma_of
from eventx.facts.statement.frame import Report
from eventx.facts.statement.view import View


def first_quoted(view: View, report: Report) -> int | None:
    """Return the first token after a cue that stands in another quotation than it, and is the cue's."""
    end = report.sentence.end
    end += view.is_text(view.last(report.sentence), ":") and end < len(view.doc)  # she wrote in a post:
    at = next((i for i in range(report.end, end) if view.in_quote[i] not in (-1, report.inner)), None)
    return None if at is None or _is_of_other(view, at, report) else at


def _is_of_other(view: View, at: int, report: Report) -> bool:
    """Say whether a quotation is that of a participle behind a cue: rejected the claim saying: "It is false"."""
    lead = view.doc[at - 2] if view.is_text(at - 1, ":") else None
    return lead is not None and lead.tag_ == "VBG" and lead.i > report.end and lemma_of(lead) is not None
