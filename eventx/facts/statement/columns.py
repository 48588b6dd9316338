"""Columns: what is asked of every token of an article, read from spaCy at once rather than token by token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

_ASKED: list[int | str] = ["IDX", "LENGTH", "LOWER", "TAG", "POS", "DEP", "SENT_START"]


@cache
def identity(name: str) -> int:
    """Return the number by which spaCy knows a string."""
    return int(get_string_id(name))


def identities(names: Iterable[str]) -> frozenset[int]:
    """Return the numbers of several strings."""
    return frozenset(map(identity, names))


class Columns:
    """Places, words, tags and labels of the tokens of a Doc, each as a list of numbers."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        columns = doc.to_array(_ASKED).T.tolist() if len(doc) else [[] for _ in _ASKED]
        self.idx, self.length, self.lower, self.tag, self.pos, self.dep, self.begins = columns

    def where(self, column: list[int], wanted: frozenset[int]) -> Iterator[Token]:
        """Yield the tokens that have one of some values in a column."""
        return (self.doc[i] for i, value in enumerate(column) if value in wanted)
