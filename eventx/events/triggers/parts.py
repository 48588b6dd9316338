"""Parts: shares that are only parts of a whole, and no readings of a measure."""

from __future__ import annotations

from eventx.events.clauses.clause import EventClause

_CORE = frozenset({"subject", "object", "of"})


def is_parted(clause: EventClause) -> bool:
    """Tell whether a share is only a part of what it is of: "fined it 4% *of its revenue*", "stands for 5% of sales".

    But "debt hit 60% of GDP", "interest eats 45% of revenue", "spending was held below 9% of revenue" are ratios.
    """
    noun, share, verb = clause.noun, clause.group.lead, clause.verb
    if share.type != "share" or noun is None or (noun.dep_, noun.head.lower_) != ("pobj", "of"):
        return False
    own = share.span.start <= noun.head.head.idx < share.span.end
    held = (c for c in verb.rights if c.dep_ in ("dobj", "dative")) if verb is not None else ()
    alone = clause.gauged is None and clause.slot in _CORE
    return own and (alone or clause.slot == "for" or not all(map(clause.holds, held)))
