"""Listed: what a frame's own lists of words and patterns name beside a trigger."""

from __future__ import annotations

import re

from eventx.events.draft import Draft, mention_of
from eventx.events.entities import EntityIndex
from eventx.records import Mention

_REACH = 60  # tokens around a trigger within which a listed word is


def find_listed(draft: Draft, words: frozenset[str], entities: EntityIndex) -> Mention | None:
    """Return the nearest word of a list in the sentence, with the words before it."""
    analysis, at = draft.clause.analysis, draft.clause.token.i
    sentence = analysis.sentence_span(draft.lead.span.start)
    around = analysis.doc[max(sentence.start, at - _REACH) : min(sentence.end, at + _REACH)]
    named = (t for t in around if t.lemma_.lower() in words and t.pos_ != "VERB" and t.dep_ != "amod")
    found = (t for t in named if not entities.is_in_body(t))
    near = sorted(found, key=lambda t: abs(t.i - at))[:1]
    first = [c for t in near for c in t.lefts if c.dep_ in ("compound", "nmod")] or near
    return mention_of(draft, first[0], near[0]) if near else None


def find_matched(draft: Draft, patterns: frozenset[str]) -> Mention | None:
    """Return what one of some patterns matches in the clause, the first behind the trigger, else the last before it."""
    clause, extent, trigger = draft.clause, draft.lead.sentence, draft.clause.token
    found = re.compile("|".join(sorted(patterns))).finditer(clause.analysis.text, extent.start, extent.end)
    near, above = [], [t.lemma_.lower() for t in trigger.head.lefts]
    apart = trigger.dep_ != "conj" or draft.frame.words.has("contests", above)  # "the tie ended 2-1 and Peru won"
    for hit in found:
        first, last = sorted((trigger.i, clause.analysis.span(*hit.span())[0].i))
        own = first == trigger.i or apart or not trigger.head.is_ancestor(trigger.doc[first])
        if own and all(t.pos_ != "VERB" or t.dep_ == "amod" for t in trigger.doc[first + 1 : last]):  # "lost, won 2-0"
            near.append(clause.analysis.mention(*hit.span()))
    return next((m for m in near if m.start > trigger.idx), near[-1] if near else None)
