"""Parts: shares that are only parts of a whole, and no readings of a measure."""

from __future__ import annotations

from eventx.events.clause import EventClause
from eventx.events.frame import Words
from eventx.lexicons import lexicon


def is_parted(words: Words, clause: EventClause) -> bool:
    """Tell whether a share is only a part of what it is of: "fined it 4% *of its revenue*", "fuels 5% of the economy".

    But "debt hit 60% of GDP", "spends 5% of its revenue on research" are ratios.
    """
    noun, share = clause.noun, clause.group.lead
    if share.type != "share" or noun is None or (noun.dep_, noun.head.lower_) != ("pobj", "of"):
        return False
    own = share.span.start <= noun.head.head.idx < share.span.end
    told = words.has("telling", clause.verb_names) or not lexicon("telling").spending.isdisjoint(clause.verb_names)
    done = clause.slot == "for" or (clause.slot == "object" and not told)
    return own and (clause.gauged is None or done)
