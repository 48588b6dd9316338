"""The same network in less than half of its time: each document by itself, each kind of word once, by numpy's BLAS.

Most of what a spaCy model costs is the product of matrices in its ``Tok2Vec`` layers. thinc leaves it to BLIS, which
takes three times as long as numpy's own library, and joins the documents of a batch to arrays that no cache holds.
Computed by itself, a document comes out the same whatever is in the batch with it; against spaCy's own order of
additions its numbers differ in the seventh digit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

try:
    from thinc.layers.chain import forward
except ImportError:  # a private name: without it no node is one that we know, and all stay as they are
    forward = None  # type: ignore[assignment]

_EMBEDDING = ("extract_features", "list2ragged", "with_array(", "with_array(maxout", "ragged2list")
_ENCODER = "with_array(residual("
_MIX = numpy.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], "uint64")

Result = tuple[Any, Callable[..., Any]]


def quicken(nlp: Language) -> None:
    """Compute the Tok2Vec layers of a pipeline on a CPU by :func:`encode`; training is left as it is."""
    for name in nlp.pipe_names:
        model = getattr(nlp.get_pipe(name), "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if _is_tok2vec(node):
                ops = NumpyOps(use_blis=False)
                for layer in node.walk():
                    layer.ops = ops
                node._func = encode


def encode(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Result:
    """Compute a Tok2Vec model's vectors of each Doc."""
    if is_train:
        return forward(model, docs, is_train)
    embed, encoder = model.layers
    features, _, hashes, mix, _ = embed.layers
    out = []
    with _blas().limit(limits=1):  # for matrices as small as these, more threads cost more than they bring
        for rows in features.predict(docs):
            if not len(rows):
                out.append(model.ops.alloc2f(0, model.get_dim("nO")))
                continue
            first, places = _kinds(rows)
            vectors = mix.predict(hashes.predict(rows[first]))
            out += encoder.predict([vectors[places]])
    return out, _no_gradient


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


def _kinds(rows: Any) -> tuple[Any, Any]:
    """Return where each distinct row stands first, and for each row which of those it is."""
    mixed = numpy.zeros(len(rows), "uint64")
    for column in range(rows.shape[1]):
        mixed = (mixed ^ rows[:, column]) * _MIX[column % len(_MIX)]
        mixed ^= mixed >> numpy.uint64(29)
    _, first, places = numpy.unique(mixed, return_index=True, return_inverse=True)
    return first, places


def _no_gradient(_: Any) -> Any:
    raise RuntimeError("eventx: there is no gradient of a prediction")


def _is_tok2vec(node: Model[Any, Any]) -> bool:
    """Tell whether a node is spaCy's hash embedding with its convolutions over it, as its small models have it."""
    if (
        forward is None
        or type(node.ops) is not NumpyOps
        or getattr(node, "_func", None) is not forward
        or len(node.layers) != 2
    ):
        return False
    embed, encoder = node.layers
    names = [layer.name for layer in embed.layers]
    return (
        encoder.name.startswith(_ENCODER)
        and len(names) == len(_EMBEDDING)
        and all(map(str.startswith, names, _EMBEDDING))
    )
