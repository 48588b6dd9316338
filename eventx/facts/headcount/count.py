"""Count: a number of persons as the census finds it, before it is a record."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from eventx.facts.headcount.action import action_of, of_whom
from eventx.mentions.tally import Tally
from eventx.syntax.government import Government, government_of, participle, relative

Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons: its tally, the characters of ``who``, what governs it, the action, the rule."""

    tally: Tally
    who: Chars | None
    government: Government
    action: str | None
    rule: str
    place: Chars | None = None
    """The place of an ellipsis: "the UAE 18,900"."""
    origin: Chars | None = None
    """The origin of one: "and 4.4 million from China"."""
    partial: bool = False
    """Whether it is the whole of another count: "61 of the 240 nurses"."""
    placed: Token | None = None
    """What the places of the sentence stand to: the counted noun, the number, or the subject of a level."""


def make(item: Tally, who: Chars | None, rule: str, silent: bool = False) -> Count:
    """Make the count of a tally; ``silent`` where nothing is done by or to the persons."""
    above = item.governed.head
    fronted = item.governed.dep_ == "pobj" and above.lower_ == "of" and above.head.i > above.i  # "of her five brothers"
    partial = (silent or fronted) and item.head is not None
    government = government_of(item.governed, item.begin, item.head)
    if item.of_whom and government.verb is not None and government.verb.i < item.begin.i:
        government = of_whom(item.begin)
    if silent and item.head is not None and (below := relative(item.head) or participle(item.head)) is not None:
        government, silent = Government(below), False
    subject = item.head is not None and item.head.dep_ in ("nsubj", "nsubjpass")
    return Count(item, who, government, None if silent else action_of(government, subject), rule, partial=partial)
