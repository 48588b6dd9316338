"""The same lemmatizer for English, which looks for the lemma of a word, part of speech and form once."""

from __future__ import annotations

from typing import Any, cast

import numpy
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc

SEEN: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]
MOST = 100_000  # words that are remembered


class RememberingLemmatizer(EnglishLemmatizer):
    """A lemmatizer by rules that remembers what it has found."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a Doc's tokens that have none."""
        if not self._validated or not doc.has_annotation("POS"):
            return super().__call__(doc)
        try:
            if len(self.cache) > MOST:
                self.cache.clear()
            lemmas = [
                lemma or self.vocab.strings.add(self._lemma(doc, at, (orth, pos, morph)))
                for at, (orth, pos, morph, lemma) in enumerate(doc.to_array(SEEN).tolist())
            ]
            doc.from_array("LEMMA", cast(Any, numpy.array(lemmas, "uint64")))
            return doc
        except Exception as error:
            return self.get_error_handler()(self.name, self, [doc], error)

    def _lemma(self, doc: Doc, at: int, word: tuple[int, int, int]) -> str:
        found: list[str] | None = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self._look_up(doc, at)
        return found[0]

    def _look_up(self, doc: Doc, at: int) -> list[str]:
        """Return the lemmas of a word; of a verb with what a hyphen joins before it those of the verb: "re-elected"."""
        token = doc[at]
        before, joint, verb = token.text.rpartition("-")
        if token.pos_ != "VERB" or not (before and verb.isalpha()):
            return list(self.rule_lemmatize(token))
        part = Doc(doc.vocab, [verb])[0]
        part.pos, part.morph = token.pos, token.morph
        return [before.lower() + joint + lemma for lemma in self.rule_lemmatize(part)]


def quicken(nlp: Language) -> None:
    """Let a pipeline's lemmatizer by the rules of English remember; one that is told to overwrite lemmas stays."""
    slow: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if type(slow) is EnglishLemmatizer and slow.mode == "rule" and not slow.overwrite:
        slow.__class__ = RememberingLemmatizer
