"""Contents: what is decided, agreed or ruled on is told by the decision, and is no happening beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.records import Event
from eventx.syntax.labels import AUXILIARIES, has_left, has_right
from eventx.syntax.nominals import is_nominal
from eventx.syntax.phrases import ancestors, is_infinitive
from eventx.text.section import starting

_DECIDED = {"policy": {"adopt", "reject"}, "diplomacy": {"sign"}, "legal": {"rule"}}
_OLD = timedelta(days=30)  # what was so long ago is why somebody is tried, and no news
_TIES = frozenset({"over", "for", "into", "about"})


def leave_contents(analysis: Analysis, events: Sequence[Event]) -> list[Event]:
    """Return the events without those that another one's decision holds, in whose sentence they are told."""
    kinds = {event.type for event in events}
    if kinds.isdisjoint(("policy", "diplomacy", "legal")) or len(events) == 1:
        return list(events)
    words = {event.id: analysis.span(event.trigger.start, event.trigger.end)[0] for event in events}
    over = [(event, words[event.id]) for event in events if event.type in _DECIDED]
    return [
        event
        for event in events
        if not any(_holds(analysis, one, token, event, words[event.id]) for one, token in over if one is not event)
    ]


def _holds(analysis: Analysis, one: Event, decision: Token, other: Event, token: Token) -> bool:
    """Tell whether a decision holds what another event of its sentence tells."""
    if decision.sent != token.sent or decision.i > token.i:
        return False
    action = getattr(one, "action", "")
    if other.type == "operation" and one.type != "legal" and action in _DECIDED[one.type]:
        return _is_decided(decision, token)
    if one.type == other.type == "policy":  # "eased its visa rules, *allowing* them to stay"
        lets = token.tag_ == "VBG" and token.lemma_.lower() in lexicon("telling").letting
        return lets and token.dep_ == "advcl" and decision in token.ancestors
    if one.type != "legal":
        return False
    if other.type == "disaster":
        return is_nominal(token) and token.head.lower_ in _TIES and _is_old(analysis, token)
    return action == "rule" and other.type == "policy" and _is_ruled_on(decision, token)


def _is_decided(decision: Token, token: Token) -> bool:
    """Tell whether a deed is what is decided on: "approved the *construction*", "signed a pact to *build* it"."""
    if is_infinitive(token) and token.head == decision:
        return has_right(decision, "dobj")  # "signed a pact on Friday to build it"
    held = token.head if token.dep_ in ("acl", "relcl") and is_infinitive(token) else token
    return held.dep_ == "dobj" and held.head == decision and (held != token or is_nominal(token))


def _is_ruled_on(decision: Token, token: Token) -> bool:
    """Tell whether a deed is what a court ruled that somebody "*had* done"."""
    above = [step for step in ancestors(token) if decision.is_ancestor(step)]
    return any(
        step.dep_ in ("ccomp", "acl")
        and has_left(step, "mark")
        and any(c.lower_ == "had" for c in step.lefts if c.dep_ in AUXILIARIES)
        for step in above
    )


def _is_old(analysis: Analysis, token: Token) -> bool:
    """Tell whether the time behind a deed that somebody answers for is long over: "the *crash* of a jet in 2019"."""
    published = analysis.article.published_on
    behind = starting(analysis.times, token.idx, token.sent.end_char)
    return published is not None and any((t.end_date or "9") < (published - _OLD).isoformat() for t in behind)
