"""Vocabulary: which words the lemmatiser of a pipeline knows, in any of their forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from weakref import WeakKeyDictionary

from spacy.language import Language

_ENDS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("d", ""),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("men", "man"),
)


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
        return form in odd or vocab[form].is_stop or any(base in words for base in _bases(form))

    return is_word


def _bases(form: str) -> Iterator[str]:
    """Yield what a form may be a form of."""
    for end, base in _ENDS:
        if form.endswith(end):
            stem = form[: len(form) - len(end)]
            yield stem + base
            if end in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
