"""``eventx_spans``: facts and events as labelled spans, in ``doc.spans["eventx_facts"]`` and ``["eventx_events"]``."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventx.pipeline.components import notes_of
from eventx.pipeline.extensions import add_extensions, chosen_facts
from eventx.records import registry


class Spans:
    """Writes the two groups of spans, which displaCy and the trainers of spaCy read."""

    def __init__(self, nlp: Language) -> None:
        add_extensions()
        for label in (*registry.types("facts"), *registry.types("events")):
            nlp.vocab.strings.add(label)  # interned here, so that memory zones do not drop them

    def __call__(self, doc: Doc) -> Doc:
        """Make spans of what the components before have found: of a fact its words, of an event its triggers."""
        data = notes_of(doc)
        facts = [(fact["type"], fact["span"]) for fact in chosen_facts(data)]
        events = [(event["type"], mention) for event in data.get("events", ()) for mention in event["mentions"]]
        for room, held in (("facts", facts), ("events", events)):
            spans = [doc.char_span(at["start"], at["end"], label, alignment_mode="expand") for label, at in held]
            doc.spans[f"eventx_{room}"] = [span for span in spans if isinstance(span, Span)]
        return doc


@Language.factory("eventx_spans", requires=["doc._.eventx"], assigns=["doc.spans"])
def create(nlp: Language, name: str) -> Spans:
    """Make the component."""
    return Spans(nlp)
