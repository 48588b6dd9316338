"""Decisions and speeds: what a change makes of a rate, and how fast something grew before, are no readings.

"Cut its rate by half a point. The move brings it to 3%", "grew 3%, down from 4%".
"""

from __future__ import annotations

from collections.abc import Iterable

from eventx.events.draft import Draft
from eventx.events.merging.agreement import are_disjoint
from eventx.events.merging.identity import stems, thing_of
from eventx.facts.change.vocabulary import nouns
from eventx.lexicons import lexicon
from eventx.records import Mention, Period, Quantity

_NEAR = 4  # sentences behind a decision in which it is told again


def absorb(told: Iterable[Draft], draft: Draft) -> Draft | None:
    """Return the draft, of those told before, of which another tells the level or the speed before, and give that."""
    if draft.frame.action is not None or not draft.frame.needs_number:
        return None
    near = [d for d in told if 0 <= d.sentences_to(draft.clause) <= _NEAR]
    whole = next((d for d in near if _is_decision(d, draft) or _is_speed(d, draft)), None)
    if whole is not None:
        name, own = ("level", "value") if "level" in whole.frame.roles else ("previous", "previous")
        whole.fields[name] = whole.fields.get(name) or draft.fields.get(own)
    return whole


def _is_speed(grown: Draft, draft: Draft) -> bool:
    """Tell whether one tells only how fast went before what the other tells: "grew 3%, *down from 4%*"."""
    change, level, before = grown.fields.get("change"), draft.fields.get("value"), draft.fields.get("previous")
    if not all(isinstance(q, Quantity) and q.unit == "percent" for q in (change, before)):
        return False
    if grown.cls is not draft.cls or draft.fields.get("change") is not None or grown.fields.get("previous") is not None:
        return False
    here = grown.lead.sentence.start == draft.lead.sentence.start and grown.start <= draft.start
    one, two = (stems(thing) if (thing := thing_of(d.fields)) is not None else None for d in (grown, draft))
    same = isinstance(level, Quantity) and isinstance(change, Quantity) and level.mention == change.mention
    return here and (same or (level is None and one == two))


def _is_decision(decision: Draft, draft: Draft) -> bool:
    """Tell whether a draft tells only to what a decision before it brings a rate."""
    return "level" in decision.frame.roles and not _are_apart(decision, draft) and _is_level(decision, draft)


def _are_apart(decision: Draft, draft: Draft) -> bool:
    """Tell whether two are of other times, ways or moods: what some wanted or did before is no part of a decision."""
    one, two = (d.fields.get("period") for d in (decision, draft))
    times = isinstance(one, Period) and isinstance(two, Period) and are_disjoint(one, two)
    ways = {d.fields.get("direction") for d in (decision, draft)} - {None}
    return times or len(ways) > 1 or decision.fields["modality"] != draft.fields["modality"]


def _is_level(decision: Draft, draft: Draft) -> bool:
    """Tell whether a draft tells only to what a decision brings its rate: "cut rates by half a point, *to 3%*"."""
    level, measure, thing = draft.fields.get("value"), decision.fields.get("measure"), thing_of(draft.fields)
    if decision.fields.get("level") is not None or not isinstance(measure, Mention) or thing is None:
        return False
    alone = draft.fields.get("change") is None and draft.fields.get("previous") is None
    percent = isinstance(level, Quantity) and level.unit == "percent"
    deeds = lexicon("clause").deciding | nouns().keys()
    points = any(t.lemma_.lower() in deeds for t in draft.clause.at("subject"))
    named = points or stems(thing) <= stems(measure) or stems(measure) <= stems(thing)
    shared = not stems(thing).isdisjoint(stems(measure))
    return alone and percent and shared and named and decision.fields.get("change") is not None
