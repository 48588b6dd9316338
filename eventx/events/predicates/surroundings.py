"""Surroundings: how likely the words around each word of a lead tell each type there: a small convolutional network.

It reads word vectors, so that it knows of words that it was never told of what words like them tell. ``models/senses``
trains it; ``disambiguation`` weighs it with what can be read of a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Token

from eventx.events.clauses.lede import find_lead
from eventx.lexicons.threads import one_thread
from eventx.lexicons.vectors import load_vectors
from eventx.mentions.analysis import Analysis
from eventx.mentions.memory import remembered

STRIDES = (1, 2, 4)
"""How far from a word each layer looks to its left and right."""
SHAPES, ENDINGS = 8, 1024
"""How many shapes of words there are, and of buckets for their last three letters."""
Floats = NDArray[numpy.float32]
Shown = tuple[Floats, NDArray[numpy.int64], NDArray[numpy.int64]]
"""What the network reads of the words of a text: their vectors, the numbers of their shapes and of their endings."""
_MOST = 300  # words of a lead that are read: a page without a stop is one sentence


@cache
def load_network() -> Mapping[str, Floats]:
    """Load the weights out of the package, by name; "classes" are the classes, in the order of the last ones."""
    with files("eventx.events.predicates").joinpath("surroundings.npz").open("rb") as file, numpy.load(file) as held:
        return {name: held[name] if name == "classes" else held[name].astype(numpy.float32) for name in held.files}


def show_words(tokens: Sequence[Token]) -> Shown:
    """Return what the network reads of words."""
    vectors = load_vectors().of([(t.lower_, t.lemma_.lower()) for t in tokens])
    shapes = [t.text[0].isupper() + 2 * t.is_digit + 4 * (t.is_upper and len(t) > 1) for t in tokens]
    endings = [get_string_id(t.lower_[-3:]) % ENDINGS for t in tokens]
    return vectors, numpy.array(shapes), numpy.array(endings)


def score_words(shown: Shown, network: Mapping[str, Floats]) -> list[dict[str, float]]:
    """Return how much the words around each word of a text speak for each class."""
    vectors, shapes, endings = shown
    words = numpy.concatenate([vectors, network["shapes"][shapes], network["endings"][endings]], axis=1)
    told = numpy.zeros((), numpy.float32)
    for layer, stride in enumerate(STRIDES):
        seen = words if layer == 0 else told
        aside = numpy.pad(seen, ((stride, stride), (0, 0)))
        wide = numpy.concatenate([aside[: -2 * stride], seen, aside[2 * stride :]], axis=1)
        told = told + numpy.maximum(wide @ network[f"kernel {layer}"] + network[f"bias {layer}"], 0)
    whole = numpy.broadcast_to(told.max(axis=0), told.shape)
    scores = numpy.concatenate([told, words, whole], axis=1) @ network["out"] + network["out bias"]
    classes = network["classes"].tolist()
    return [dict(zip(classes, row, strict=True)) for row in scores.tolist()]


@remembered
def read_lead(analysis: Analysis) -> Mapping[int, Mapping[str, float]]:
    """Return by the place of each word of a lead how much the words around it speak for each class."""
    spans = (analysis.span(start, end) for start, end in find_lead(analysis) if start < end)
    tokens = [token for span in spans for token in span][:_MOST]
    with one_thread():
        scores = score_words(show_words(tokens), load_network()) if tokens else []
    return {token.i: scored for token, scored in zip(tokens, scores, strict=True)}
