"""Measures: every number that no other type owns: physical and counted, durations, ages, index levels, bare numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from spacy.tokens import Span, Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims, Proposal, chars_of
from eventx.mentions.measured import Measured
from eventx.mentions.nouns import is_hyphen
from eventx.mentions.ordinals import is_ordinal
from eventx.mentions.units import Counting
from eventx.normalize.number import Number
from eventx.normalize.physical import physical
from eventx.records import Extent, Fact, Mention, Quantity
from eventx.records.registry import register
from eventx.syntax.labels import SUBJECTS
from eventx.syntax.phrases import follows, is_time, words_behind


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
                if _is_no_number(analysis, number, counting) or is_ordinal(analysis, claims, number):
                    continue
                kind = "times" if counting.unit == "time" else counting.kind  # "cut rates four times"
                _, what = measured.of(number, counting.end, kind)
                fields = analysis.telling(number)
                if counting.kind in ("unit", "spell"):
                    fields |= _physical(analysis, fields["amount"], fields["sentence"])
                record = cls(rule=f"measure.{counting.kind}", what=analysis.mention_at(what), **fields)
                yield Proposal(record, takes=(chars_of(number),))


def _is_no_number(analysis: Analysis, number: Number, counting: Counting) -> bool:
    """Tell whether the words of a number say none."""
    said, counted = (analysis.span(number.start, end) for end in (number.end, counting.end))
    if number.form == "word" and _is_name(said, analysis.sentence_span(number.start)):
        return True
    if (counting.kind == "bare" and _is_model(said)) or (counting.kind in ("bare", "counted") and _is_joined(said)):
        return True
    if said.text.lower() == "one":
        return counting.kind == "bare" or _picks(said)
    if number.form == "fraction":
        return not _is_share(said) or follows(said[0], "in", *lexicon("parts").not_parts)  # "in the *eastern* half"
    return counting.kind == "counted" and number.value != 1 and _is_titled(counted[-1])


def _is_name(said: Span, sentence: Span) -> bool:
    """Tell whether a number word is part of a name: "near the *Three* Silver Brooks site"."""
    first = said[0]
    inside = first.is_title and not first.is_sent_start and first.nbor(-1).pos_ != "PUNCT"
    return inside and any(token.pos_ == "VERB" and token.is_lower for token in sentence)


def _is_model(said: Span) -> bool:
    """Tell whether a small number is told behind the name of a thing, that it belongs to: "the Alba QRS *13*"."""
    name = said[0].nbor(-1) if said.start else said[0]
    inside = said[0].head == name or name.head == said[0] or (name.dep_ == "compound" and name.head == said[0].head)
    thing = name.pos_ == "PROPN" and name.ent_type_ not in ("GPE", "LOC", "PERSON") and not is_time(name)
    return inside and thing and bool(name.whitespace_) and said.text.isdigit() and len(said.text) < 4


def _is_joined(said: Span) -> bool:
    """Tell whether a number is joined to an adjective and so part of a word: "a *three*-dimensional map"."""
    joined = said.doc[said.end : said.end + 2]
    return len(joined) == 2 and is_hyphen(joined[0]) and joined[1].tag_ in ("JJ", "VBN") and joined[1].lower_ != "fold"


def _picks(one: Span) -> bool:
    """Tell whether "one" picks something out of a group: "one of the best"."""
    return one.doc[one.end : one.end + 1].text == "of"


def _is_share(part: Span) -> bool:
    """Tell whether it is told of what something is a part: "a third of it", "a third was lost"; no "a sixth *week*"."""
    behind = next(iter(part.doc[part.end : part.end + 1]), part[0])
    whole = behind.lower_ in ("of", "as", "that") or behind.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "PRON")
    timed = behind.pos_ == "NOUN" and is_time(behind)
    return (whole and not timed) or follows(part[0], "by", "or") or part.root.dep_ in SUBJECTS


def _is_titled(counted: Token) -> bool:
    """Tell whether a number and its noun are a title: "the *360 Hackathon*"."""
    behind = words_behind(counted)
    ends = all(token.pos_ in ("PUNCT", "SPACE", "ADP") and token.lower_ != "of" for token in behind)
    return ends and counted.tag_ == "NNP" and not counted.lower_.endswith("s")


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
