"""Weights: what trained rankers have learned, as JSON in the room they serve, and the choice by them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, TypeVar

K = TypeVar("K")
NOBODY = "nobody"
"""The feature that only the candidate for nobody, or nothing, has."""
Weights = Mapping[str, int]
"""The weight of each feature, in hundredths of the logarithm of odds."""


def read_learned(name: str) -> Any:
    """Read what a model has learned ("events/roles/parties") out of the package."""
    return json.loads(files("eventx").joinpath(f"{name}.json").read_text(encoding="utf-8"))


@cache
def load_weights(name: str) -> Mapping[str, Weights]:
    """Load the weights of a ranker ("events/roles/parties") by what is chosen ("pledge.giver"), out of the package."""
    weights: Mapping[str, Weights] = read_learned(name)
    return weights


def choose(weights: Weights, shown: Sequence[Iterable[str]]) -> tuple[int, float]:
    """Return which of several candidates, each given by its features, weighs most, and how likely it is meant.

    The first of equals is taken. The weights are those of a conditional likelihood, so that the odds are its own.
    """
    scores = (sum([weights[feature] for feature in features if feature in weights]) for features in shown)
    odds = odds_of({at: score / 100 for at, score in enumerate(scores)})
    best = max(odds, key=odds.__getitem__)
    return best, odds[best]


def odds_of(scores: Mapping[K, float]) -> dict[K, float]:
    """Return how likely each of several classes is by its score, the logarithm of its odds, if one of them is right."""
    most = max(scores.values(), default=0.0)
    weighed = {name: exp(score - most) for name, score in scores.items()}
    whole = sum(weighed.values())
    return {name: weight / whole for name, weight in weighed.items()}
