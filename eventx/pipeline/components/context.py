"""``eventx_context``: finds the scopes of modality cues."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from eventx.analysis.context import find_scopes
from eventx.pipeline.components import analysis_of, ensure, is_foreign, keep, notes_of
from eventx.pipeline.components.candidates import Candidates
from eventx.pipeline.extensions import add_extensions
from eventx.pipeline.garbage import unswept


class Context:
    """Writes ``scopes``."""

    def __init__(self, nlp: Language) -> None:
        add_extensions()
        self.candidates = Candidates(nlp)

    @unswept
    def __call__(self, doc: Doc) -> Doc:
        """Find the scopes of a Doc."""
        doc = ensure(doc, "numbers", self.candidates)
        if not is_foreign(doc):
            analysis = analysis_of(doc)
            with analysis.guard("scopes"):
                analysis = replace(analysis, scopes=find_scopes(analysis))
            notes_of(doc)["scopes"] = [[s.start, s.end, s.modality] for s in analysis.scopes]
            keep(doc, analysis)
        return doc


@Language.factory("eventx_context", requires=["token.dep", "token.lemma"])
def create(nlp: Language, name: str) -> Context:
    """Make the component."""
    return Context(nlp)
