"""``eventx_facts``: each fact type claims candidates and makes its records of them."""

from spacy.language import Language
from spacy.tokens import Doc

from eventx.facts import find_facts
from eventx.pipeline.components import analysis_of, ensure, is_foreign, keep_facts, notes_of, say
from eventx.pipeline.components.context import Context
from eventx.pipeline.confidence import set_confidence, show_facts
from eventx.pipeline.extensions import add_extensions
from eventx.pipeline.garbage import unswept
from eventx.records import registry

MISSING = {"DEP": "parser", "TAG": "tagger", "ENT_IOB": "named entity recogniser"}


class Facts:
    """Writes ``facts``, and in ``types`` those that are asked for."""

    def __init__(self, nlp: Language, types: list[str] | None) -> None:
        add_extensions()
        registry.types("facts", types)  # an unknown name is an error here, not at the first article
        self.types = types
        self.context = Context(nlp)

    @unswept
    def __call__(self, doc: Doc) -> Doc:
        """Find the facts of a Doc."""
        doc = ensure(doc, "scopes", self.context)
        data = notes_of(doc)
        if is_foreign(doc):
            data["facts"] = []
            return doc
        for missing, part in MISSING.items():
            if len(doc) and not doc.has_annotation(missing):
                say(doc, f"the pipeline has no {part}: facts that need one were not found")
        found = find_facts(analysis_of(doc), data.get("boilerplate", ()))
        if self.types is not None:
            data["types"] = self.types  # events are composed of all; an Extraction has these
        data["facts"] = [f.model_dump(mode="json") for f in found]
        set_confidence(show_facts(data["facts"]))
        keep_facts(doc, found)
        return doc


@Language.factory(
    "eventx_facts", default_config={"types": None}, requires=["token.dep", "token.lemma"], assigns=["doc._.eventx"]
)
def create(nlp: Language, name: str, types: list[str] | None) -> Facts:
    """Make the component; ``types`` names the fact types to keep, all by default."""
    return Facts(nlp, types)
