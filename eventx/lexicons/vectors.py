"""Vectors: words as points, those used alike near each other (GloVe), as ``models/vectors`` keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy
from numpy.typing import NDArray

STEPS = 32
"""Steps in which each number of a vector is kept."""


@dataclass(frozen=True)
class Vectors:
    """The vectors of the commonest words, a row each; where each word's row is."""

    rows: NDArray[numpy.int8]
    where: Mapping[str, int]

    def of(self, words: Sequence[Sequence[str]]) -> NDArray[numpy.float32]:
        """Return a row for each of some words, each given by its forms: of the first that is known, else zeros."""
        at = [next((self.where[form] for form in forms if form in self.where), -1) for forms in words]
        rows: NDArray[numpy.float32] = self.rows[at].astype(numpy.float32) / numpy.float32(STEPS)
        rows[[row < 0 for row in at]] = 0
        return rows


@cache
def load_vectors() -> Vectors:
    """Load the vectors out of the package."""
    with files("eventx.lexicons").joinpath("vectors.npz").open("rb") as file, numpy.load(file) as held:
        words = str(held["words"]).split("\n")
        return Vectors(held["rows"], {word: at for at, word in enumerate(words)})
