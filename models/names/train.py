"""Train the model of names: ``python -m models.names.train`` writes ``eventx/mentions/names/names.json``.

Multinomial logistic regression with an L2 penalty, over the features of ``eventx.mentions.names``, on the names of
our own articles as they are labelled in ``models/names/labels``. With ``--validate N`` it prints how it does on
articles it was not trained on, in N folds, and writes nothing.
"""

from __future__ import annotations

import json
import pathlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy

import eventx
from eventx.mentions.names.model import KINDS, read_features
from eventx.mentions.names.names import collect
from eventx.pipeline.components import analysis_of
from models.annotations import CORPUS
from models.trainer import descend, run_trainer, write_rows

HERE = pathlib.Path(__file__).parent
LABELS = {"P": "person", "O": "organisation", "L": "place", "N": "other", "X": "other"}
RARE, PENALTY, STEPS = 4, 1.0, 400
Example = tuple[str, str, str, dict[str, float]]


def read_examples() -> Iterator[Example]:
    """Yield article, name, kind and features of every stretch written as a name; those without a label are none."""
    nlp, folders = eventx.load(), [*CORPUS.glob("**/articles"), HERE / "texts"]
    for path in sorted((HERE / "labels").glob("*.json")):
        text = next(p for folder in folders if (p := folder / f"{path.stem}.txt").exists()).read_text(encoding="utf-8")
        known = json.loads(path.read_text(encoding="utf-8"))
        analysis = analysis_of(nlp(text))
        named, places = collect(analysis)
        for name, features in read_features(analysis.doc, named, places).items():
            label = known.get(name) or known.get(f"{name}.") or known.get(name.split(" ", 1)[-1], "X")
            yield path.stem, name, LABELS[label[0]], features


def fit(examples: list[Example]) -> dict[str, list[float]]:
    """Return the weights of each feature, one a kind."""
    counts = Counter(feature for *_, features in examples for feature in features)
    index = {feature: at for at, feature in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    matrix = numpy.zeros((len(examples), len(index) + 1))
    matrix[:, -1] = 1
    for row, (*_, features) in enumerate(examples):
        for feature, share in features.items():
            if feature in index:
                matrix[row, index[feature]] = share
    wanted = numpy.eye(len(KINDS))[[KINDS.index(kind) for _, _, kind, _ in examples]]

    def slope(weights: Any) -> Any:
        scores = matrix @ weights
        odds = numpy.exp(scores - scores.max(1, keepdims=True))
        return matrix.T @ (odds / odds.sum(1, keepdims=True) - wanted) + PENALTY * weights

    weights = descend(slope, numpy.zeros((matrix.shape[1], len(KINDS))), STEPS)
    rounded = numpy.round(weights, 2).tolist()
    return {"bias": rounded[-1], **{feature: rounded[at] for feature, at in index.items()}}


def predict(weights: dict[str, list[float]], features: dict[str, float]) -> str:
    """Return the kind that the weights give to features."""
    rows = [weights["bias"], *([share * w for w in weights[f]] for f, share in features.items() if f in weights)]
    return KINDS[int(numpy.sum(rows, axis=0).argmax())]


def validate(examples: list[Example], folds: int) -> None:
    """Print precision and recall of each kind on articles not trained on, and those of the entity recogniser."""
    articles = sorted({example[0] for example in examples})
    told: list[tuple[str, str, str]] = []
    for fold in range(folds):
        held = set(articles[fold::folds])
        weights = fit([e for e in examples if e[0] not in held])
        told += [(e[2], predict(weights, e[3]), _recognised(e[3])) for e in examples if e[0] in held]
    for kind in KINDS:
        for name, at in (("model", 1), ("spaCy", 2)):
            hits = sum(t[0] == kind == t[at] for t in told)
            found, there = sum(t[at] == kind for t in told), sum(t[0] == kind for t in told)
            print(f"{kind:12} {name} P {hits / max(1, found):.3f} R {hits / max(1, there):.3f} of {there}")


def _recognised(features: dict[str, float]) -> str:
    kinds = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place"}
    label = max((f for f in features if f.startswith("label ")), key=lambda f: features[f])
    return kinds.get(label.split()[1] if " " in label.strip() else "", "other")


if __name__ == "__main__":
    run_trainer(
        __doc__,
        lambda: [*read_examples()],
        lambda examples: write_rows("mentions/names/names.json", fit(examples)),
        validate,
    )
