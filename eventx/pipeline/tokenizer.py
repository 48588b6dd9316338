"""``eventx.Tokenizer.v1``: a pipeline's tokenizer that reads texts as articles have them, wrapped and typeset.

What it reads otherwise keeps its length: line ends within a sentence and angles about names are blanks of the Doc,
typographic marks plain ones, capitals of titles small letters, so that tagger and parser read on. The text as it
stands is kept beside, for the records quote that.
"""

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from eventx.pipeline.extensions import KEY
from eventx.pipeline.vocabulary import known_words
from eventx.text.brackets import unbracket
from eventx.text.casing import lower_titles
from eventx.text.lines import soften
from eventx.text.marks import straighten
from eventx.text.tokens import tokenize

NAME = "eventx.Tokenizer.v1"
Plain = Callable[[str], Doc]


class Tokenizer:
    """Makes Docs of texts by the tokenizer of a pipeline, which it keeps as ``plain``."""

    def __init__(self, nlp: Language, plain: Plain) -> None:
        self.nlp, self.plain = nlp, plain

    def __call__(self, text: str) -> Doc:
        """Tokenize a text; the Doc has as many characters."""
        read = lower_titles(straighten(unbracket(soften(text))), known_words(self.nlp))
        doc = tokenize(self.plain, self.nlp.vocab, read)
        if read != text:
            doc.user_data[KEY] = {"text": text}
        return doc

    def __getattr__(self, name: str) -> Any:
        """Do what else a tokenizer does, to be saved among it, as the one that is kept does it."""
        if name == "plain":  # not there yet: it is being unpickled
            raise AttributeError(name)
        return getattr(self.plain, name)


def read_articles(nlp: Language) -> None:
    """Let a pipeline's tokenizer read texts as articles have them, when it is loaded from the disk, too."""
    if not isinstance(nlp.tokenizer, Tokenizer):
        told = nlp.config["nlp"].get("tokenizer", {"@tokenizers": "spacy.Tokenizer.v1"})
        nlp.tokenizer = Tokenizer(nlp, nlp.tokenizer)
        nlp.config["nlp"]["tokenizer"] = {"@tokenizers": NAME, "plain": told}


# spaCy reads its annotations, and older ones not where they are postponed
@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create(plain: Callable[[Language], Plain]) -> Callable[[Language], Tokenizer]:
    """Make what makes the tokenizer of a pipeline, about another."""
    return lambda nlp: Tokenizer(nlp, plain(nlp))
