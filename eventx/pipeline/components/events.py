"""``eventx_events``: frames compose facts into events; mentions of one happening are merged."""

from spacy.language import Language
from spacy.tokens import Doc

from eventx.events import find_events
from eventx.pipeline.components import analysis_of, ensure, facts_of, is_foreign, notes_of, release
from eventx.pipeline.components.facts import Facts
from eventx.pipeline.confidence import set_confidence, show_events
from eventx.pipeline.extensions import add_extensions
from eventx.pipeline.garbage import unswept
from eventx.records import Event, registry


class Events:
    """Writes ``events``."""

    def __init__(self, nlp: Language, types: list[str] | None) -> None:
        add_extensions()
        self.facts = Facts(nlp, None)
        registry.types("events", types)  # an unknown name is an error here, not at the first article
        self.types = types

    @unswept
    def __call__(self, doc: Doc) -> Doc:
        """Find the events of a Doc."""
        doc = ensure(doc, "facts", self.facts)
        data = notes_of(doc)
        if is_foreign(doc):
            data["events"] = []
            return doc
        analysis, found, odds = analysis_of(doc), list[Event](), dict[str, float]()
        with analysis.guard("events"):
            found, odds = find_events(analysis, facts_of(doc), self.types, data.get("boilerplate", ()))
        data["events"] = [event.model_dump(mode="json") for event in found]
        set_confidence(show_events(data["facts"], data["events"], odds))
        release()
        return doc


@Language.factory(
    "eventx_events", default_config={"types": None}, requires=["token.dep", "doc._.eventx"], assigns=["doc._.eventx"]
)
def create(nlp: Language, name: str, types: list[str] | None) -> Events:
    """Make the component; ``types`` names the event types to keep, all by default."""
    return Events(nlp, types)
