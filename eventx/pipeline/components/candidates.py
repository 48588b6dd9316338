"""``eventx_candidates``: finds numbers, times and places; shows them as ``doc.spans["eventx"]``."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from eventx.mentions.analysis import Located
from eventx.mentions.candidates import find_candidates, to_json
from eventx.mentions.names.names import find_named, find_names
from eventx.mentions.places.places import find_focus
from eventx.normalize.date import Time
from eventx.normalize.number import Number
from eventx.pipeline.components import article_of, ensure, is_foreign, keep, notes_of, repaired
from eventx.pipeline.components.layout import Layout
from eventx.pipeline.extensions import add_extensions
from eventx.pipeline.garbage import unswept
from eventx.text.layout import lies_within
from eventx.text.section import Section

LABELS = ("NUMBER", "TIME", "PLACE")


class Candidates:
    """Writes numbers, times, places, names and focus."""

    def __init__(self, nlp: Language) -> None:
        add_extensions()
        self.layout = Layout()
        for label in LABELS:
            nlp.vocab.strings.add(label)  # interned here, so that memory zones do not drop them

    @unswept
    def __call__(self, doc: Doc) -> Doc:
        """Find the candidates of a Doc."""
        doc = ensure(doc, "sections", self.layout)
        data = notes_of(doc)
        if is_foreign(doc):
            doc.spans["eventx"] = []
            return doc
        analysis = find_candidates(repaired(doc), article_of(doc), data["notes"])
        idle = data.get("boilerplate", ())
        analysis = replace(
            analysis,
            numbers=[n for n in analysis.numbers if not lies_within(n.start, idle)],
            times=[t for t in analysis.times if not lies_within(t.start, idle)],
            places=[p for p in analysis.places if not lies_within(p.start, idle)],
            sections=[Section(*section) for section in data.get("sections", ())],
        )
        with analysis.guard("names"):
            analysis = replace(analysis, names=find_names(analysis))
        data.update(to_json(analysis))
        data["focus"] = [place.model_dump(mode="json") for place in find_focus(analysis.places)]
        data["named"] = [actor.model_dump(mode="json") for actor in find_named(analysis)]
        spans: list[Span] = []
        mentions: tuple[Sequence[Number | Time | Located], ...] = (analysis.numbers, analysis.times, analysis.places)
        for label, held in zip(LABELS, mentions, strict=True):
            for item in held:
                found = analysis.span(item.start, item.end)
                spans.append(Span(doc, found.start, found.end, label=label))
        doc.spans["eventx"] = spans
        keep(doc, analysis)
        return doc


@Language.factory("eventx_candidates", requires=["doc.ents"], assigns=["doc.spans"])
def create(nlp: Language, name: str) -> Candidates:
    """Make the component."""
    return Candidates(nlp)
