"""``eventx_candidates``: finds numbers, times and places; shows them as ``doc.spans["eventx"]``."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventx.mentions.candidates import find_candidates, to_json
from eventx.mentions.names.names import find_names
from eventx.mentions.places.places import find_focus
from eventx.pipeline.components import article_of, is_foreign, notes_of, sound
from eventx.pipeline.extensions import add_extensions
from eventx.text.layout import lies_within
from eventx.text.section import Section

LABELS = ("NUMBER", "TIME", "PLACE")


class Candidates:
    """Writes numbers, times, places and focus."""

    def __init__(self, nlp: Language) -> None:
        add_extensions()
        for label in LABELS:
            nlp.vocab.strings.add(label)  # interned here, so that memory zones do not drop them

    def __call__(self, doc: Doc) -> Doc:
        """Find the candidates of a Doc."""
        data = notes_of(doc)
        if is_foreign(doc):
            doc.spans["eventx"] = []
            return doc
        reading = find_candidates(sound(doc), article_of(doc), data["notes"])
        if idle := data.get("boilerplate"):
            reading.numbers = [n for n in reading.numbers if not lies_within(n.start, idle)]
            reading.times = [t for t in reading.times if not lies_within(t.start, idle)]
            reading.places = [p for p in reading.places if not lies_within(p.start, idle)]
        reading.sections = [Section(*section) for section in data.get("sections", ())]
        with reading.guard("names"):
            reading.names = find_names(reading)
        data.update(to_json(reading))
        data["focus"] = [place.model_dump(mode="json") for place in find_focus(reading.places)]
        spans: list[Span] = []
        for label, held in zip(LABELS, (reading.numbers, reading.times, reading.places), strict=True):
            for item in held:  # type: ignore[attr-defined]
                found = reading.span(item.start, item.end)
                spans.append(Span(doc, found.start, found.end, label=label))
        doc.spans["eventx"] = spans
        return doc


@Language.factory("eventx_candidates", requires=["doc.ents"], assigns=["doc.spans"])
def create(nlp: Language, name: str) -> Candidates:
    """Make the component."""
    return Candidates(nlp)
