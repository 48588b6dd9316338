"""Lookup: the words of a list, or what a pattern matches, near a trigger."""

from __future__ import annotations

import re

from eventx.events.draft import Draft, mention_of
from eventx.events.entities import EntityIndex
from eventx.records import Mention

_REACH = 60  # tokens around it within which a listed word is


def find_listed(draft: Draft, words: frozenset[str], entities: EntityIndex) -> Mention | None:
    """Return the nearest word of a list in the sentence, with the words before it."""
    analysis, at = draft.clause.analysis, draft.clause.token.i
    sentence = analysis.sentence_span(draft.lead.span.start)
    around = analysis.doc[max(sentence.start, at - _REACH) : min(sentence.end, at + _REACH)]
    found = [t for t in around if t.lemma_.lower() in words and t.pos_ != "VERB" and not entities.is_in_body(t)]
    token = min(found, key=lambda t: abs(t.i - at), default=None)
    if token is None:
        return None
    return mention_of(draft, next((c for c in token.lefts if c.dep_ in ("compound", "nmod")), token), token)


def find_matched(draft: Draft, patterns: frozenset[str]) -> Mention | None:
    """Return what one of some patterns matches in the sentence, the first behind the trigger first."""
    analysis, extent, start = draft.clause.analysis, draft.lead.sentence, draft.lead.span.end
    pattern = re.compile("|".join(sorted(patterns)))
    for at in (start, extent.start):
        if (found := pattern.search(analysis.text, at, extent.end)) is not None:
            return analysis.mention(found.start(), found.end())
    return None
