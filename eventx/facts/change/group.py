"""A telling of a change: the numbers that play a role in it, and small tests of how numbers stand together."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span

from eventx.facts.change.values import Value
from eventx.mentions.units import TIMES

_WIDE = 9  # tokens up to money after "or": "60% of its market value, or $3 billion"


@dataclass(slots=True)
class Group:
    """One telling: its amounts ("$1.20, or 1.5%" are two) and levels.

    ``metric`` is the noun of its own where words are left out ("exports rose 3% and *imports* 5%").
    """

    amounts: list[Value] = field(default_factory=list)
    initial: Value | None = None
    final: Value | None = None
    metric: Span | None = None

    @property
    def values(self) -> list[Value]:
        """The numbers that play a role."""
        return [*self.amounts, *(value for value in (self.initial, self.final) if value is not None)]

    @property
    def empty(self) -> bool:
        """Tell whether no number plays a role."""
        return not self.amounts and self.initial is None and self.final is None


def told_again(value: Value, group: Group, last: int) -> bool:
    """Tell whether a number tells the amount again in another unit: "$1.20, or 1.5%", "85 yen (3%)"."""
    if not group.amounts or value.prep not in ("or", "(") or value.lead - last > (_WIDE if value.money else 4):
        return False
    first = group.amounts[0]
    return value.prep == "(" or value.number.unit != first.number.unit or value.relative != first.relative


def is_ago(value: Value, sentence: Span) -> bool:
    """Tell whether "from N" is a time: "from just three days ago"."""
    near = sentence.doc[value.last : min(value.last + 2, sentence.end)]
    return value.number.unit in TIMES and any(token.lower_ in ("ago", "earlier", "before") for token in near)
