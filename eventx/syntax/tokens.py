"""Tokens of a document by attribute: a pass over numbers, which makes no objects of the tokens that are not asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token


def keys(words: Iterable[str]) -> frozenset[int]:
    """Return the numbers that stand for words, tags and labels in every vocabulary."""
    return frozenset(map(get_string_id, words))


def values(doc: Doc, attribute: str) -> list[int]:
    """Return the number of an attribute for each token."""
    found: list[int] = doc.to_array(attribute).tolist()
    return found


def tokens_with(doc: Doc, attribute: str, wanted: frozenset[int]) -> Iterator[Token]:
    """Yield the tokens whose attribute is one of some."""
    return (doc[i] for i, key in enumerate(values(doc, attribute)) if key in wanted)
