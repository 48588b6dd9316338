"""A number of persons as it is found, before it is a record, and what was counted before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Token

from eventx.facts.headcount.action import action_of
from eventx.facts.headcount.phrase import CountedPhrase
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.mentions.persons import singular
from eventx.syntax.government import Government, government_of, participle
from eventx.syntax.labels import first_right
from eventx.syntax.phrases import is_verb

_CLAUSE = 25  # tokens in which the verb of a clause may stand


@dataclass(frozen=True, slots=True)
class PersonCount:
    """A number of persons: its phrase, the characters of ``who``, what governs it, the action, the rule."""

    phrase: CountedPhrase
    who: Chars | None
    government: Government
    action: str | None
    rule: str
    place: Chars | None = None
    """The place of an ellipsis: "the UAE 18,900"."""
    partial: bool = False
    """Whether it is the whole of another count: "61 of the 240 nurses"."""
    level: Token | None = None
    """The noun whose level it is: "the death toll rose to 27"."""


@dataclass(frozen=True, slots=True)
class History:
    """What was counted before in the article."""

    values: Mapping[Decimal, Chars | None]
    """The numbers of persons that have a noun, anywhere in the article, and who they are."""
    starts: frozenset[int] = frozenset()
    """The characters where they stand."""
    last: PersonCount | None = None
    """The last count of persons."""

    @classmethod
    def of(cls, counts: Iterable[PersonCount | None]) -> History:
        """Begin a history with the persons that have a noun."""
        told = [(count.phrase.number, count.who) for count in counts if count is not None]
        known = [(number.value, who) for number, who in told if number.value is not None]
        return cls(dict(reversed(known)), frozenset(number.start for number, _ in told))


def count_of(phrase: CountedPhrase, who: Chars | None, rule: str, silent: bool = False) -> PersonCount:
    """Make the count of a phrase; ``silent`` where nothing is done by or to the persons."""
    noun, partial = phrase.noun, silent and phrase.noun is not None
    government = government_of(phrase.governed, phrase.begin, noun)
    if (describing := phrase.describing) is not None and government.verb == describing:
        government = government_of(describing, phrase.begin)
    if government.verb is None and who is not None and noun is not None and who[1] > noun.idx + len(noun):
        last = noun.doc.char_span(*who, alignment_mode="contract")  # "for the cooks and stewards sacked in May"
        government = Government(participle(last[-1])) if last is not None else government
    if phrase.of_whom and government.verb is not None and government.verb.i < phrase.begin.i:
        clause = phrase.begin.doc[phrase.begin.i + 1 : phrase.begin.i + _CLAUSE]
        government = Government(next(filter(is_verb, clause), None))  # "one of whom, a man of 67, remains in hospital"
    if silent and noun is not None and (below := first_right(noun, "relcl") or participle(noun)) is not None:
        government, silent = Government(below), False
    return PersonCount(phrase, who, government, None if silent else action_of(government), rule, partial=partial)


def who_of(count: PersonCount | None) -> Chars | None:
    """Return the persons of the count before; a toll is not what was injured, nor is one person several."""
    if count is None or count.who is None:
        return None
    if count.phrase.number.value == 1 and not count.phrase.partitive:
        return None  # "left one man dead. Some 1,400 were hurt"
    toll = count.level is not None and singular(count.level) in lexicon("persons").tallies
    dead = count.rule == "headcount.state" and count.who[0] > count.phrase.last.idx  # "12 dead, 40 hurt"
    return None if toll or dead else count.who
