"""Holdings: what the stakes that somebody has are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.lexicons import lexicon

if TYPE_CHECKING:
    from eventx.events.clause import EventClause

_LEAST = 100_000
"""More than a share by itself costs."""


def is_holding(clause: EventClause) -> bool:
    """Tell whether an amount is what somebody's stake is worth, and no reading: "owns 4% of it, worth $40 million"."""
    amount, noun = clause.group.value, clause.noun
    if clause.group.lead.type != "money" or noun is None or amount is None or amount.per is not None:
        return False
    above = {clause.token.head.lower_, *(t.lower_ for t in (*clause.token.lefts, clause.token.head.head))}
    valued = "worth" in above or (clause.verb is not None and clause.verb.lemma_ == "value")
    most = amount.high if amount.value is None else amount.value
    return valued and noun.lemma_.lower() in lexicon("telling").parcels and most is not None and most >= _LEAST
