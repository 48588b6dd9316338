"""Trainer: what all trainers share: their command, how they look on while articles are read, and the descent."""

from __future__ import annotations

import argparse
import json
import pathlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from unittest.mock import patch

import numpy

from eventx.pipeline import extract_many
from eventx.records.article import Article

HOUSE = pathlib.Path(__file__).parents[1] / "eventx"
RATE = 0.05
T = TypeVar("T")


def run_trainer(
    about: str | None,
    read: Callable[[], T],
    write: Callable[[T], None],
    validate: Callable[[T, int], None],
) -> None:
    """Run the command of a trainer: write a model, or with ``--validate`` print how it does.

    Parameters
    ----------
    read, write, validate
        Give the examples; write the model made of them; print figures of articles not trained on, in folds.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", type=int, metavar="FOLDS")
    args = parser.parse_args()
    examples = read()
    if args.validate:
        validate(examples, args.validate)
        return
    write(examples)


def write_rows(path: str, model: Mapping[str, Any]) -> None:
    """Write a model to a file within ``eventx/`` as JSON, a row a line."""
    rows = (f"{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in model.items())
    (HOUSE / path).write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def read_watched(article: Article, name: str, watch: Callable[..., Any]) -> None:
    """Read an article with something else in the place of what has this name in the house."""
    with patch(name, watch):
        list(extract_many([article]))


def descend(slope: Callable[[Any], Any], weights: Any, steps: int) -> Any:
    """Return the weights after some steps down a slope (Adam, Kingma and Ba 2015)."""
    first, second = numpy.zeros_like(weights), numpy.zeros_like(weights)
    for step in range(1, steps + 1):
        told = slope(weights)
        first, second = 0.9 * first + 0.1 * told, 0.999 * second + 0.001 * told**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (numpy.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights
