"""Series: whether a clause goes on with an action that was told before, of people it leaves out or calls "people"."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.events.clauses.clause import EventClause
from eventx.events.frames.frame import Frame, Words
from eventx.events.frames.words import is_same
from eventx.syntax.phrases import governing_verb


def is_of_series(frame: Frame, clause: EventClause, action: str, told: str | None) -> bool:
    """Tell whether those to whom a weak verb does an action are those of an event ``told`` before."""
    if told is None or frame.always or frame.words.bars(action, clause.near):
        return False
    if not is_same(action, told):
        return not frame.words.is_marked(action) and refers(clause)
    anybody = action not in frame.words.counted and frame.words.has("anybody", clause.near)
    return refers(clause) or (anybody and not clause.at("to"))  # "1,200 people will go", but no "go to a concert"


def is_open(words: Words, action: str | None, told: str | None) -> bool:
    """Tell whether a noun that needs the other end of its way may tell an action without it, after one told before."""
    return told is not None and action is not None and (is_same(action, told) or not words.is_marked(action))


def likeliest_first(actions: Sequence[str], told: str | None) -> Sequence[str]:
    """Return what a verb may tell, the action of the series first: "sent 300 cooks; 40 *went* to Peru" is no loss."""
    return actions if told is None else sorted(actions, key=lambda action: not is_same(action, told))


def refers(clause: EventClause) -> bool:
    """Tell whether the counted are some of those named before, if only right before: "sent 300 cooks; 40 stayed"."""
    measured = clause.group.measured
    if measured is None or measured.end > clause.group.lead.span.start or clause.group.lead.type != "headcount":
        return clause.elides
    return clause.elides or governing_verb(clause.span_of(measured).root) != clause.verb
