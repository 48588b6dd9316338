"""Fast: the one place that lets our code stand for spaCy's and thinc's own, for the same results in less time.

What it puts in leans on private names of theirs. Where one of those is gone, that part of the pipeline stays as it is.
"""

from __future__ import annotations

from spacy.language import Language

from eventx.pipeline.components import attributes, entities, lemmatizer, network


def quicken(nlp: Language) -> None:
    """Put the fast attribute ruler, lemmatizer, network and recogniser into a pipeline, as far as may be."""
    for part in (attributes, lemmatizer, network, entities):
        try:
            part.quicken(nlp)
        except (AttributeError, ImportError):
            continue
