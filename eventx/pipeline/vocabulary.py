"""Vocabulary: which words the lemmatiser of a pipeline knows, in any of their forms."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

from spacy.language import Language

from eventx.syntax.lemmas import bases

_KNOWN: WeakKeyDictionary[Language, Callable[[str], bool]] = WeakKeyDictionary()
"""What was made for a pipeline, for as long as that is there."""


def known_words(nlp: Language) -> Callable[[str], bool]:
    """Return what tells whether a word in small letters is a form of one that a pipeline knows."""
    if nlp not in _KNOWN:
        _KNOWN[nlp] = _read_words(nlp)
    return _KNOWN[nlp]


def _read_words(nlp: Language) -> Callable[[str], bool]:
    lemmatiser = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    tables = getattr(lemmatiser, "lookups", None)
    if tables is None or not tables.has_table("lemma_index"):
        return lambda form: False
    index = tables.get_table("lemma_index")
    words = frozenset(word for kind in ("noun", "verb", "adj", "adv") for word in index.get(kind, ()))
    odd = frozenset(form for held in tables.get_table("lemma_exc", {}).values() for form in held)

    vocab = nlp.vocab

    def is_word(form: str) -> bool:
        known = form in odd or form in words or vocab[form].is_stop
        return known or any(base in words for base in bases(form))

    return is_word
