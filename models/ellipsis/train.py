"""Train the model of ellipsis: ``python -m models.ellipsis.train`` writes ``eventx/facts/change/ellipsis.json``.

It learns which percentages that no word of change reads tell a change all the same ("after 7% in July"), over the
features of ``eventx.facts.change.ellipsis``, from the gold of our own articles and from the seventh corpus, whose
readers told every change. With ``--validate N`` it prints how it does on articles it was not trained on, in N folds,
and writes nothing.
"""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Iterable, Iterator, Sequence
from unittest.mock import patch

from spacy.language import Language

import eventx
from eventx.facts.change.ellipsis import LIKELY, Ellipsis, Told, find_percentages
from eventx.mentions.analysis import Analysis
from eventx.normalize.number import Number
from eventx.pipeline import make_doc
from eventx.records.article import Article
from models.ranking import Example, fit, validate, write_weights
from models.slots import SEVENTH, read_facts, read_slots

ROOT = pathlib.Path(__file__).parents[2]


def read_examples() -> Iterator[Example]:
    """Yield the percentages without a word of change of all articles whose changes are told."""
    nlp = eventx.load()
    for key, article, facts in read_facts():
        changes = [(f["start"], f["end"]) for f in facts if f["type"] == "change" and f.get("amount") is not None]
        yield from ask_of(nlp, key, article, changes)
    for article, slots in read_slots(SEVENTH):
        changes = [(slot.start, slot.end) for slot in slots if slot.field == "change.percent"]
        yield from ask_of(nlp, f"seventh/{article.id}", article, changes)


def ask_of(nlp: Language, key: str, article: Article, changes: Sequence[tuple[int, int]]) -> list[Example]:
    """Return the percentages without a word of change of an article; ``changes``: the characters of those that are."""
    out: list[Example] = []

    def watch(analysis: Analysis, numbers: Iterable[Number], told: Sequence[Told]) -> Iterator[Ellipsis]:
        for found in find_percentages(analysis, numbers, told):
            change = any(start < found.number.end and found.number.start < end for start, end in changes)
            out.append(Example(key, "change", [set(signs) for signs in found.choices()], [not change, change], change))
        yield from ()

    with patch("eventx.facts.change.record.find_percentages", watch):
        doc = make_doc(nlp, article)
        for _, component in nlp.pipeline:
            doc = component(doc)
    return out


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", type=int, metavar="FOLDS")
    args = parser.parse_args()
    examples = [*read_examples()]
    if args.validate:
        validate({"all": examples}, args.validate, LIKELY)
    else:
        write_weights(ROOT / "eventx" / "facts" / "change" / "ellipsis.json", fit(examples))


if __name__ == "__main__":
    main()
