"""Share: percentages and fractions that are a level or a part, not a change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.facts.share.base import find_base
from eventx.facts.share.part import is_tally
from eventx.facts.share.wholes import Wholes
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal, chars_of
from eventx.mentions.ordinals import is_ordinal
from eventx.records import Fact, Mention, Quantity
from eventx.records.registry import register


@register
class Share(Fact):
    """A percentage of a whole, or the level of a rate; ``of`` is the whole or the thing measured."""

    after: ClassVar[tuple[str, ...]] = ("change", "money", "headcount")
    leads: ClassVar[str | None] = "share"
    scored: ClassVar[tuple[str, ...]] = ("of", "modifier")
    reads: ClassVar[str] = "{amount}, {of}"

    type: Literal["share"] = "share"
    amount: Quantity
    of: Mention | None = None

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose the percentages that no change reads."""
        wholes = Wholes(analysis, claims)
        for number in claims.free():
            if number.unit != "percent" or claims.reads(number) or is_ordinal(analysis, claims, number):
                continue
            with analysis.guard("share", number.start):
                tally = is_tally(wholes, number)
                found = ("share.tally", None) if tally else find_base(wholes, number)
                if found is None:
                    continue
                rule, whole = found
                told = analysis.telling(number)
                if tally and told["modality"] == "negated":
                    told["modality"] = "asserted"  # "rejected it by 61% to 39%": so they voted
                record = cls(rule=rule, of=analysis.mention_at(whole), **told)
                yield Proposal(record, takes=(chars_of(number),))
