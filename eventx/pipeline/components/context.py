"""``eventx_context``: finds the scopes of modality cues."""

from spacy.language import Language
from spacy.tokens import Doc

from eventx.analysis.context import find_scopes
from eventx.pipeline.components import is_foreign, notes_of, reading_of
from eventx.pipeline.extensions import add_extensions


class Context:
    """Writes ``scopes``."""

    def __init__(self) -> None:
        add_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the scopes of a Doc."""
        if not is_foreign(doc):
            reading = reading_of(doc)
            with reading.guard("scopes"):
                reading.scopes = find_scopes(reading)
            notes_of(doc)["scopes"] = [[s.start, s.end, s.modality] for s in reading.scopes]
        return doc


@Language.factory("eventx_context", requires=["token.dep", "token.lemma"])
def create(nlp: Language, name: str) -> Context:
    """Make the component."""
    return Context()
