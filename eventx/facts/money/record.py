"""Money: amounts of money where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from eventx.facts.money.topics import Topics
from eventx.mentions.claims import Claims, Proposal, chars_of
from eventx.mentions.nouns import words
from eventx.mentions.persons import is_person
from eventx.mentions.reading import Reading
from eventx.normalize.currency import is_currency
from eventx.normalize.number import Number
from eventx.records import Fact, Mention, Quantity
from eventx.records.registry import register
from eventx.syntax.phrases import is_time


@register
class Money(Fact):
    """An amount of money; ``what`` it is the amount of."""

    after: ClassVar[tuple[str, ...]] = ("change",)

    type: Literal["money"] = "money"
    amount: Quantity
    what: Mention | None = None

    @classmethod
    def propose(cls, reading: Reading, claims: Claims) -> Iterator[Proposal]:
        """Propose the amounts of money that no change owns."""
        topics = Topics(reading, claims)
        for number in claims.free():
            if not is_currency(number.unit):
                continue
            with reading.guard("money", number.start):
                rule, topic = topics.of(number)
                topic = _named_beside(reading, number, topic) if topic else None
                amount = reading.quantity(number)
                record = cls(
                    span=amount.mention,
                    sentence=reading.sentence(number.start),
                    rule=f"money.{rule}",
                    modality=reading.modality(number.start),
                    amount=amount,
                    what=reading.mention(*topic) if topic else None,
                )
                yield Proposal(record, takes=(chars_of(number),))


_JOINT = frozenset({"and", "with", "while", "but", ",", ";"})
_NAMED = frozenset({"ADJ", "NOUN"})


def _named_beside(reading: Reading, number: Number, topic: tuple[int, int]) -> tuple[int, int] | None:
    """Return the noun that names an amount by standing at its side, else the topic where it is one.

    "Turnover was $9m and net debt $4m" has net debt before it; in "beating the $1.27 analysts had expected" what
    follows is the subject of a clause, and in "assets in excess of $4m" the excess is but a bound.
    """
    first, last = (reading.span(number.start, number.end)[at] for at in (0, -1))
    head = reading.span(*topic)[-1]
    if head.lower_ == "excess":
        noun = head.head
        while noun.pos_ == "ADP" and noun.head is not noun:
            noun = noun.head
        return (noun.idx, noun.idx + len(noun)) if noun.pos_ == "NOUN" and noun is not head else None
    begin = reading.span(*topic)[0]
    if begin.i == last.i + 1 and first.i and first.nbor(-1).lower_ in ("the", "what"):
        verbs = [t for t in head.doc[head.i + 1 : head.i + 4] if t.pos_ in ("AUX", "VERB")]
        finite = bool(verbs) and verbs[0].i == head.i + 1 and verbs[0].tag_ in ("VBD", "VBP", "VBZ", "MD")
        if finite and (is_person(head) or any(verb.lemma_ in words("expecting") for verb in verbs)):
            return None
    at, low = first.i - 1, max(reading.sentence_span(number.start).start, first.i - 5)
    while at >= low and reading.doc[at].pos_ in _NAMED:
        at -= 1
    noun = reading.doc[first.i - 1]
    joined = first.i - 1 > at >= low and reading.doc[at].lower_ in _JOINT and head.i < at
    if joined and noun.pos_ == "NOUN" and not is_time(noun):
        return reading.doc[at + 1].idx, noun.idx + len(noun)
    return topic
