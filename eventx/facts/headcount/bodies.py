"""Bodies: parties in numbers that are firms, no persons: "two customers, Halden Motors and Quill"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.facts.headcount.phrase import CountedPhrase
from eventx.lexicons import lexicon
from eventx.mentions.persons import singular

_SUCH_AS = frozenset({"including", "among", "as", "like", "namely"})


def counts_bodies(phrase: CountedPhrase) -> bool:
    """Tell whether the counted parties trade and are named, and their names are those of firms."""
    if phrase.noun is None or singular(phrase.noun) not in lexicon("headcount").trading:
        return False
    counted = {phrase.last, phrase.noun}
    return any(name.ent_type_ == "ORG" for noun in counted for name in _names(noun))


def _names(noun: Token) -> Iterator[Token]:
    """Yield what stands in apposition to a noun, or behind "including" and "such as"."""
    for child in noun.rights:
        if child.dep_ == "appos":
            yield child
        elif child.dep_ == "prep" and child.lower_ in _SUCH_AS:
            yield from child.rights
