"""The network beside the weights of what can be read: how the words around a word of a lead tell what it tells.

``eventx.events.predicates.surroundings`` reads with it; ``models.senses.train`` writes it. The word vectors stay.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
import torch
from torch import nn
from torch.nn import functional

from eventx.events.predicates.surroundings import ENDINGS, SHAPES, STRIDES
from eventx.lexicons.vectors import load_vectors

EPOCHS, BATCH, RATE, FALL, DROPOUT = 5, 32, 2e-3, 0.9, 0.3
"""Passes over the leads, leads a step, the rate of the first step, by how much it falls, what is left out of sight."""
WIDTH, SHAPE, ENDING = 128, 8, 16
"""Numbers that a layer tells of a word, and those that are learned of its shape and of its ending."""
_NONE = -1e9


@dataclass(frozen=True)
class Passage:
    """What the network reads of a text, and of which words it is asked: the classes of each, and which is right."""

    shown: tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]
    asked: list[tuple[int, tuple[str, ...], str]]


class Network(nn.Module):
    """Layers that each look a stride further; a word is told by itself, by what they say of it, and of the text."""

    def __init__(self, classes: Sequence[str]) -> None:
        super().__init__()
        first = load_vectors().rows.shape[1] + SHAPE + ENDING
        self.shapes, self.endings = nn.Embedding(SHAPES, SHAPE), nn.Embedding(ENDINGS, ENDING)
        sizes = [first, *(WIDTH for _ in STRIDES)]
        self.layers = nn.ModuleList(
            nn.Conv1d(size, WIDTH, 3, padding=stride, dilation=stride)
            for size, stride in zip(sizes, STRIDES, strict=False)
        )
        self.out, self.drop = nn.Linear(2 * WIDTH + first, len(classes)), nn.Dropout(DROPOUT)

    def forward(self, vectors: torch.Tensor, shapes: torch.Tensor, endings: torch.Tensor) -> torch.Tensor:
        """Return the scores of texts that are filled up to one length with words without a shape."""
        mask = (shapes >= 0)[..., None]
        learned = [self.shapes(shapes.clamp(0)), self.endings(endings)]
        words = self.drop(torch.cat([vectors, *learned], -1) * mask)
        told = torch.zeros(())
        for at, layer in enumerate(self.layers):
            seen = words if at == 0 else told
            more = functional.relu(layer(seen.transpose(1, 2)).transpose(1, 2)) * mask
            told = told + (self.drop(more) if at else more)
        whole = told.masked_fill(~mask, _NONE).amax(1, keepdim=True).expand_as(told)
        scores: torch.Tensor = self.out(self.drop(torch.cat([told, words, whole], -1)))
        return scores

    def weights(self, classes: Sequence[str]) -> dict[str, numpy.ndarray]:
        """Return the weights as ``eventx.events.predicates.surroundings`` reads them."""

        def held(values: torch.Tensor) -> numpy.ndarray:
            return values.detach().numpy().astype(numpy.float16)

        out = {
            "classes": numpy.array(classes),
            "shapes": held(self.shapes.weight),
            "endings": held(self.endings.weight),
        }
        for at, layer in enumerate(self.layers):
            out[f"kernel {at}"] = held(layer.weight.permute(2, 1, 0).reshape(-1, WIDTH))
            out[f"bias {at}"] = held(layer.bias)
        return out | {"out": held(self.out.weight.T), "out bias": held(self.out.bias)}


def fit_network(passages: Sequence[Passage]) -> dict[str, numpy.ndarray]:
    """Return the weights of the network: it learns which class of those that a word may have is right (Adam)."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    shuffler = random.Random(0)
    passages = [passage for passage in passages if passage.asked]
    classes = sorted({name for passage in passages for _, names, _ in passage.asked for name in names})
    network = Network(classes)
    descent = torch.optim.Adam(network.parameters(), lr=RATE)
    for epoch in range(EPOCHS):
        for group in descent.param_groups:
            group["lr"] = RATE * (1 - FALL * epoch / EPOCHS)
        for some in _batches(passages, shuffler):
            loss = _loss(network, some, {name: at for at, name in enumerate(classes)})
            descent.zero_grad()
            loss.backward()
            descent.step()
    return network.eval().weights(classes)


def _batches(passages: Sequence[Passage], shuffler: random.Random) -> Iterator[list[Passage]]:
    """Yield the passages in groups of about one length, in any order."""
    mixed = sorted(passages, key=lambda p: len(p.shown[1]) + BATCH * shuffler.random())
    starts = [*range(0, len(mixed), BATCH)]
    shuffler.shuffle(starts)
    yield from (mixed[start : start + BATCH] for start in starts)


def _loss(network: Network, passages: Sequence[Passage], classes: dict[str, int]) -> torch.Tensor:
    longest = max(len(passage.shown[1]) for passage in passages)
    filled = [
        [numpy.pad(part, [(0, longest - len(part)), *[(0, 0)] * (part.ndim - 1)], constant_values=-(at == 1))
         for at, part in enumerate(passage.shown)]
        for passage in passages
    ]  # fmt: skip
    scores = network(*(torch.from_numpy(numpy.stack(parts)) for parts in zip(*filled, strict=True)))
    asked = [(text, *some) for text, passage in enumerate(passages) for some in passage.asked]
    barred = torch.full((len(asked), len(classes)), _NONE)
    for row, (_, _, names, _) in enumerate(asked):
        barred[row, [classes[name] for name in names]] = 0
    at = torch.tensor([[text, word] for text, word, _, _ in asked])
    right = torch.tensor([classes[name] for *_, name in asked])
    return functional.cross_entropy(scores[at[:, 0], at[:, 1]] + barred, right)
