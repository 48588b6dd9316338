"""Steps: by how many points a rate was moved, told by a noun without the rate: "Thursday's quarter-point cut"."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.events.draft import TOPIC, Draft
from eventx.events.merging.agreement import are_equal
from eventx.events.merging.identity import thing_of
from eventx.events.merging.restated import join_tellings, span_of
from eventx.lexicons import lexicon
from eventx.records import Mention, Quantity
from eventx.syntax.labels import NOUNS

_POINTS = frozenset({"basis_point", "percentage_point"})


def join_steps(drafts: Sequence[Draft]) -> list[Draft]:
    """Join a step with the decision on a rate that it tells again; drop one of another meeting, or that some wanted."""
    kept: list[Draft] = []
    for draft in drafts:
        near = (d for d in reversed(kept) if d.reaches(draft.start, TOPIC) and _is_on_rate(d))
        decided = next(near, None) if _is_step(draft) else None
        if decided is None or not _lacks_own(draft, decided):
            kept.append(draft)
        elif _is_same(draft, decided):
            join_tellings(decided, draft)
    return kept


def _points(draft: Draft) -> Quantity | None:
    """Return how far a draft tells that something moved, if it is so in points."""
    change = draft.fields.get("change")
    return change if isinstance(change, Quantity) and change.unit in _POINTS else None


def _is_step(draft: Draft) -> bool:
    """Tell whether a noun tells a move in points, and nobody's decision: "a *cut* of 25 basis points"."""
    cue = draft.clause.cue
    return draft.frame.action is None and cue is not None and cue.pos_ in NOUNS and _points(draft) is not None


def _is_on_rate(draft: Draft) -> bool:
    """Tell whether a draft tells what a body decided on a rate."""
    measure = draft.fields.get("measure")
    if not isinstance(measure, Mention) or "level" not in draft.frame.roles:
        return False
    return not lexicon("clause").decided.isdisjoint(measure.text.lower().split())


def _lacks_own(draft: Draft, decided: Draft) -> bool:
    """Tell whether what moved is told in another sentence, or is only who decided."""
    thing, body = thing_of(draft.fields), decided.actors().get("body")
    if thing is None or not draft.lead.sentence.start <= thing.start < draft.lead.sentence.end:
        return True
    return body is not None and body.name == thing.text


def _is_same(step: Draft, decided: Draft) -> bool:
    """Tell whether a step is that of a decision: as far, that way, and of no other time."""
    one, two = _points(step), _points(decided)
    ways = {(draft.fields.get("direction"), draft.fields["modality"]) for draft in (step, decided)}
    far = one is not None and two is not None and one.value is not None and are_equal(one, two)
    return far and len(ways) == 1 and span_of(step) in (span_of(decided), (None, None))
