"""Rank: what the trained rankers share, who or what is meant among some, in ``models/NAME/train.py``.

A log-linear ranker gives the right one the greatest weight (conditional likelihood with an L2 penalty, by Adam), over
features that can be read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import numpy

from eventx.lexicons.weights import NOBODY, choose
from models.trainer import descend, run_trainer, write_rows

RARE, PENALTY, STEPS, LEAST = 3, 5.0, 300, 5
_SMALL = frozenset({"the", "a", "an", "s"})


@dataclass
class Example:
    """One choice: the features of each candidate, which of them are right, and whether there is one to tell."""

    article: str
    role: str
    features: list[set[str]]
    right: list[bool]
    filled: bool


def is_meant(names: Sequence[str], name: str | None) -> bool:
    """Tell whether a candidate is one of those named: one name lies in the other, word for word; no name, nobody."""
    return not names if name is None else any(shared_words(n, name) for n in names)


def shared_words(name: str, told: str) -> int:
    """Return how many words of a name are told, none if one does not lie in the other."""
    words = [[w for w in re.findall(r"\w+", n.casefold()) if w not in _SMALL] for n in (name, told)]
    one, two = sorted(words, key=len)
    return len(one) if any(two[i : i + len(one)] == one for i in range(len(two) - len(one) + 1)) else 0


def _own(example: Example, features: set[str]) -> list[str]:
    """Return a candidate's features as the role's own and as those all roles share."""
    return [f"{example.role}|{f}" for f in features] + [f"|{f}" for f in features if "&" not in f]


def fit(examples: Iterable[Example], rare: int = RARE, least: int = LEAST) -> dict[str, dict[str, int]]:
    """Return the weights of each role's features in hundredths, those that all roles share added in.

    Features seen less than ``rare`` times have none, and those below ``least`` are left out.
    """
    examples = [e for e in examples if any(e.right)]
    shown = [[_own(e, features) for features in e.features] for e in examples]
    counts = Counter(f for candidates in shown for features in candidates for f in features)
    index = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= rare))}
    flat = [features for candidates in shown for features in candidates]
    rows = numpy.array([row for row, features in enumerate(flat) for f in features if f in index])
    columns = numpy.array([index[f] for features in flat for f in features if f in index])
    sizes = [len(candidates) for candidates in shown]
    starts = numpy.cumsum([0, *sizes[:-1]])
    group = numpy.repeat(numpy.arange(len(sizes)), sizes)
    right = numpy.concatenate([e.right for e in examples]).astype(float)

    def slope(weights: Any) -> Any:
        scores = numpy.bincount(rows, weights[columns], len(flat))
        odds = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[group])
        expected = odds / numpy.add.reduceat(odds, starts)[group]
        told = odds * right / numpy.add.reduceat(odds * right, starts)[group]
        return numpy.bincount(columns, (expected - told)[rows], len(weights)) + PENALTY * weights

    weights = descend(slope, numpy.zeros(len(index)), STEPS)
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for feature in index:
        role, _, name = feature.partition("|")
        for owner in [role] if role else sorted({e.role for e in examples}):
            out[owner][name] = out[owner].get(name, 0.0) + float(weights[index[feature]])
    hundredths = {role: {f: round(100 * w) for f, w in table.items()} for role, table in sorted(out.items())}
    return {role: {f: w for f, w in table.items() if abs(w) >= least} for role, table in hundredths.items()}


def validate(groups: Mapping[str, Sequence[Example]], folds: int, likely: float) -> None:
    """Print by group and role how many of the choices as likely as asked are right, in articles not trained on."""
    examples = [*chain(*groups.values())]
    articles = sorted({e.article for e in examples})
    told: dict[int, tuple[int, float]] = {}
    for fold in range(folds):
        held = set(articles[fold::folds])
        weights = fit(e for e in examples if e.article not in held)
        told |= {id(e): choose(weights.get(e.role, {}), e.features) for e in examples if e.article in held}
    for group, some in groups.items():
        for role in sorted({e.role for e in some}):
            asked = [(e, *told[id(e)]) for e in some if e.role == role]
            given = [e.right[at] for e, at, odds in asked if odds >= likely and NOBODY not in e.features[at]]
            filled = [e for e, _, _ in asked if e.filled]
            reach = sum(any(e.right) for e in filled)
            right = f"right {sum(given)} of {len(given)} told"
            print(f"{group:8} {role:20} {right}; of {len(filled)} to tell {reach} in reach")


def train_ranker(
    about: str | None, path: str, readers: Mapping[str, Callable[[], Iterable[Example]]], likely: float = 0.0
) -> None:
    """Run the command of a ranker's trainer, which learns from what several readers, by name, yield.

    Choices less likely than ``likely`` are none where it is validated.
    """
    run_trainer(
        about,
        lambda: {group: [*read()] for group, read in readers.items()},
        lambda groups: write_rows(path, fit(chain(*groups.values()))),
        partial(validate, likely=likely),
    )
