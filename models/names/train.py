"""Train the model of names: ``python models/names/train.py`` writes ``eventx/mentions/names/names.json``.

Multinomial logistic regression with an L2 penalty, over the features of ``eventx.mentions.names``, on the names of
our own articles as they are labelled in ``models/names/labels``. With ``--validate N`` it prints how it does on
articles it was not trained on, in N folds, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import pathlib
from collections import Counter
from collections.abc import Iterator

import numpy

import eventx
from eventx.mentions.names.model import KINDS, read_features
from eventx.mentions.names.names import collect
from eventx.pipeline.components import analysis_of

ROOT = pathlib.Path(__file__).parents[2]
LABELS = {"P": "person", "O": "organisation", "L": "place", "N": "other", "X": "other"}
RARE, PENALTY, STEPS, RATE = 4, 1.0, 400, 0.05
Example = tuple[str, str, str, dict[str, float]]


def read_examples(labels: pathlib.Path, folders: list[pathlib.Path]) -> Iterator[Example]:
    """Yield article, name, kind and features of every stretch written as a name; those without a label are none."""
    nlp = eventx.load()
    for path in sorted(labels.glob("*.json")):
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
    weights = numpy.zeros((matrix.shape[1], len(KINDS)))
    first, second = numpy.zeros_like(weights), numpy.zeros_like(weights)
    for step in range(1, STEPS + 1):  # Adam (Kingma and Ba 2015)
        scores = matrix @ weights
        odds = numpy.exp(scores - scores.max(1, keepdims=True))
        slope = matrix.T @ (odds / odds.sum(1, keepdims=True) - wanted) + PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (numpy.sqrt(second / (1 - 0.999**step)) + 1e-8)
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


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=pathlib.Path, default=ROOT / "models" / "names" / "labels")
    parser.add_argument(
        "--articles",
        type=pathlib.Path,
        nargs="*",
        default=[*(ROOT / "corpus").glob("**/articles"), ROOT / "models/names/texts"],
    )
    parser.add_argument("--validate", type=int, metavar="FOLDS")
    args = parser.parse_args()
    examples = list(read_examples(args.labels, args.articles))
    if args.validate:
        validate(examples, args.validate)
        return
    rows = (f"{json.dumps(feature)}: {json.dumps(weights)}" for feature, weights in fit(examples).items())
    out = ROOT / "eventx" / "mentions" / "names" / "names.json"
    out.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
