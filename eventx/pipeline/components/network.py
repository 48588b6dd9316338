"""The same network in less than half of its time: each document by itself, each kind of word once, by numpy's BLAS.

Most of what a spaCy model costs is the product of matrices in its ``Tok2Vec`` layers. thinc leaves it to BLIS, which
takes three times as long as numpy's own library, and joins the documents of a batch to arrays that no cache holds;
between the products it takes the highest of numbers side by side, where numpy compares whole blocks. Computed by
itself, a document comes out the same whatever is in the batch with it; against spaCy's own order of additions its
numbers differ in the seventh digit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from eventx.lexicons.threads import one_thread

try:
    from thinc.layers.chain import forward
except ImportError:  # a private name: without it no node is one that we know, and all stay as they are
    forward = None  # type: ignore[assignment]

_MIXING = "maxout>>layernorm>>dropout"
_EMBEDDING = ("extract_features", "list2ragged", "with_array(", f"with_array({_MIXING}", "ragged2list")
_CONVOLUTION = f"residual(expand_window>>{_MIXING})"
_MIX = numpy.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], "uint64")

Result = tuple[Any, Callable[..., Any]]


def quicken(nlp: Language) -> None:
    """Compute the Tok2Vec layers of a pipeline on a CPU by :func:`encode`; training is left as it is."""
    ops = NumpyOps(use_blis=False)
    for name in nlp.pipe_names:
        model = getattr(nlp.get_pipe(name), "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            if _is_tok2vec(node):
                for layer in node.walk():
                    layer.ops = ops
                node._func = encode


def encode(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Result:
    """Compute a Tok2Vec model's vectors of each Doc."""
    if is_train:
        return forward(model, docs, is_train)
    embed, encoder = model.layers
    features, _, hashes, mix, _ = embed.layers
    mixing, convolutions = _Mixing.of(mix), list(map(_Mixing.of, _convolutions(encoder)))
    out = []
    with one_thread():
        for rows in features.predict(docs):
            if not len(rows):
                out.append(model.ops.alloc2f(0, model.get_dim("nO")))
                continue
            first, places = _kinds(rows)
            vectors = mixing.mix(hashes.predict(rows[first]))[places]
            out.append(_convolve(convolutions, encoder.attrs["pad"], vectors, model.ops))
    return out, _no_gradient


@dataclass(frozen=True, slots=True)
class _Mixing:
    """A maxout layer and the normalisation behind it; the weights of its first pieces, of its second ones and so on."""

    weights: Any
    bias: Any
    pieces: int
    scale: Any
    shift: Any

    @classmethod
    def of(cls, layer: Model[Any, Any]) -> _Mixing:
        parts = {node.name: node for node in layer.walk()}
        maxout, norm = parts["maxout"], parts["layernorm"]
        weights: Any = maxout.get_param("W")
        out, pieces, width = weights.shape
        blocks = numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(out * pieces, width).T)
        return cls(blocks, maxout.get_param("b").T.ravel(), pieces, norm.get_param("G"), norm.get_param("b"))

    def mix(self, vectors: Any) -> Any:
        """Compute the layers for some vectors."""
        sums = vectors @ self.weights
        sums += self.bias
        mixed = reduce(numpy.maximum, numpy.split(sums, self.pieces, axis=1))
        mixed -= mixed.mean(axis=1, keepdims=True)
        variance = numpy.einsum("ij,ij->i", mixed, mixed) / mixed.shape[1] + 1e-08
        mixed *= (variance**-0.5)[:, None]
        mixed *= self.scale
        mixed += self.shift
        return mixed


def _convolutions(encoder: Model[Any, Any]) -> Sequence[Model[Any, Any]]:
    """Return the convolutions of an encoder, one or several."""
    inner = encoder.layers[0]
    return [inner] if inner.name == _CONVOLUTION else inner.layers


def _convolve(convolutions: Sequence[_Mixing], pad: int, vectors: Any, ops: Any) -> Any:
    """Add to the vector of each token, again and again, what its window tells."""
    told = numpy.zeros((len(vectors) + 2 * pad, vectors.shape[1]), vectors.dtype)
    told[pad : pad + len(vectors)] = vectors
    for convolution in convolutions:
        told += convolution.mix(ops.seq2col(told, 1))
    return told[pad : pad + len(vectors)]


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
    windows = [layer.attrs["window_size"] for layer in encoder.walk() if layer.name == "expand_window"]
    return (
        encoder.name.startswith("with_array(")
        and all(layer.name == _CONVOLUTION for layer in _convolutions(encoder))
        and set(windows) == {1}
        and len(names) == len(_EMBEDDING)
        and all(map(str.startswith, names, _EMBEDDING))
    )
