"""Measures: every number that no other type owns: physical and counted, durations, ages, index levels, bare numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal, chars_of
from eventx.mentions.measured import Measured
from eventx.mentions.units import Counting
from eventx.normalize.number import Number
from eventx.normalize.physical import physical
from eventx.records import Extent, Fact, Mention, Quantity
from eventx.records.registry import register
from eventx.syntax.phrases import follows, is_time


@register
class Measure(Fact):
    """A number with its unit; ``what`` it measures; the dimension and the SI value of a physical unit."""

    after: ClassVar[tuple[str, ...]] = ("*",)
    leads: ClassVar[str | None] = "measure"
    reads: ClassVar[str] = "{amount}, {what}"

    type: Literal["measure"] = "measure"
    amount: Quantity
    what: Mention | None = None
    dimension: str | None = None
    si: Quantity | None = None

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        """Propose the numbers that no other type owns, and that no change reads."""
        measured = Measured(analysis, claims, extents=True)
        for number in claims.free():
            if claims.reads(number):
                continue
            with analysis.guard("measure", number.start):
                counting = analysis.units[number.end]
                if _is_no_number(analysis, number, counting):
                    continue
                _, what = measured.of(number, counting.end, counting.kind)
                fields = analysis.telling(number)
                if counting.kind in ("unit", "spell"):
                    fields |= _physical(analysis, fields["amount"], fields["sentence"])
                noun = analysis.mention(*what) if what else None
                record = cls(rule=f"measure.{counting.kind}", what=noun, **fields)
                yield Proposal(record, takes=(chars_of(number),))


def _is_no_number(analysis: Analysis, number: Number, counting: Counting) -> bool:
    """Tell whether a word only stands for a thing ("the fast one", "one of the best"), or is a part of a name."""
    said, first = analysis.span(number.start, number.end), analysis.span(number.start, number.end)[0]
    counted = analysis.span(number.start, counting.end)[-1]
    behind = said.doc[said.end : said.end + 1]
    named = number.form == "word" and first.is_title and not first.is_sent_start and first.nbor(-1).pos_ != "PUNCT"
    if named and any(t.pos_ == "VERB" and t.is_lower for t in analysis.sentence_span(number.start)):
        return True  # "near the Three Silver Brooks site"
    if first.lower_ == "one" and number.value == 1:
        return counting.kind == "bare" or behind.text == "of"
    if number.form == "fraction":
        timed = any(t.pos_ == "NOUN" and is_time(t) for t in behind)
        return timed or follows(first, *lexicon("share").not_parts)  # "a sixth week", "the *eastern* half"
    if counting.kind != "counted" or number.value == 1 or counted.tag_ != "NNP" or counted.lower_.endswith("s"):
        return False
    behind = said.doc[counted.i + 1 : counted.i + 2]
    return all(t.pos_ in ("PUNCT", "SPACE", "ADP") and t.lower_ != "of" for t in behind)  # "the 360 Hackathon"


def _physical(analysis: Analysis, amount: Quantity, sentence: Extent) -> dict[str, Any]:
    """Return the dimension of an amount and its value in the SI unit."""
    told = physical(amount.unit or "", amount.per)
    if told is None:
        return {}
    if told.unit is None or (told.offset and _differs(analysis, amount.mention, sentence)):
        return {"dimension": told.dimension}
    ends = {key: getattr(amount, key) for key in ("value", "low", "high")}
    made = {key: told.convert(end) for key, end in ends.items() if end is not None}
    return {"dimension": told.dimension, "si": amount.model_copy(update={**made, "unit": told.unit, "per": told.per})}


def _differs(analysis: Analysis, number: Mention, sentence: Extent) -> bool:
    """Tell whether degrees may be a difference, "2C above normal", and no reading of a thermometer."""
    near = analysis.text[max(sentence.start, number.start - 60) : min(sentence.end, number.end + 45)]
    return not lexicon("measure").differences.isdisjoint(near.lower().replace(",", " ").replace(".", " ").split())
