"""Terms: the sum of a deal that is told behind it, by its noun or by share: "The sale is worth $9 billion"."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.events.draft import TOPIC, Draft
from eventx.events.merging.identity import thing_of
from eventx.events.merging.restated import join_tellings, level_of, take_again
from eventx.lexicons import lexicon
from eventx.normalize.currency import is_currency
from eventx.records import Actor
from eventx.syntax.labels import has_left

_NEAR = 4  # sentences within which a deal is told


def join_terms(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a deal the sums that are told of it behind, and drop what told them."""
    kept: list[Draft] = []
    for draft in drafts:
        told = (d for d in reversed(kept) if d.reaches(draft.start, TOPIC) and d.sentences_to(draft.clause) <= _NEAR)
        deal = next((d for d in told if d.words.lists.get("resuming")), None) if _is_term(draft) else None
        if deal is None or _is_of_others(draft, deal):
            kept.append(draft)
        else:
            _take(deal, draft)
    return kept


def _is_term(draft: Draft) -> bool:
    """Tell whether a sum is that of a deal: "*the sale*, for $9 million", "will *receive* $48 *a share*"."""
    amount, thing, words = level_of(draft), thing_of(draft.fields), lexicon("result")
    if draft.frame.action is not None or amount is None or not is_currency(amount.unit) or thing is None:
        return False
    head = draft.analysis.span(thing.start, thing.end).root
    known = has_left(head, "det") and head.left_edge.lower_ in lexicon("clause").known
    named = any(t.pos_ == "PROPN" for c in head.lefts for t in c.subtree)  # "the *Kappa* deal"
    if known and not named and head.lemma_.lower() in words.deals:
        return amount.per in (None, "share")
    granted = not words.granting.isdisjoint(draft.clause.verb_names)
    return amount.per == "share" and granted and words.any_of("quoted", "market").isdisjoint(thing.text.lower().split())


def _is_of_others(draft: Draft, deal: Draft) -> bool:
    """Tell whether a sum is told to be of somebody who is no party of the deal."""
    owner = draft.fields.get("subject")
    names = {actor.name for actor in deal.actors().values()}
    return isinstance(owner, Actor) and "subject" not in draft.fields["inferred"] and owner.name not in names


def _take(deal: Draft, term: Draft) -> None:
    """Make a sum the value of a deal, or another telling of it."""
    if deal.fields.get("value") is not None:
        take_again(deal, term)
        return
    deal.fields["value"] = level_of(term)
    join_tellings(deal, term)
