"""Train the model of antecedents: ``python -m models.antecedents.train`` writes ``eventx/events/antecedents.json``.

A ranker (``models.ranking``) of the bodies, and nobody, that a description may stand for, "the company", over the
features of ``eventx.events.antecedents``, on what readers told of the sixth corpus.
With ``--validate N`` it prints how it does on articles it was not trained on, in N folds, and writes nothing.
"""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Iterator
from unittest.mock import patch

import eventx
from eventx.events.entities import EntityIndex
from eventx.mentions.analysis import Analysis
from eventx.pipeline import make_doc
from models.ranking import Example, fit, is_meant, validate, write_weights
from models.slots import Slot, read_slots

ROOT = pathlib.Path(__file__).parents[2]


def read_told() -> Iterator[Example]:
    """Yield the descriptions of which readers told whom they stand for."""
    nlp, seen = eventx.load(), list[EntityIndex]()

    def watch(analysis: Analysis) -> EntityIndex:
        seen.append(EntityIndex(analysis))
        return seen[-1]

    with patch("eventx.events.EntityIndex", watch):
        for article, slots in read_slots():
            told = [slot for slot in slots if slot.field == "antecedent"]
            doc = make_doc(nlp, article) if told else None
            for _, component in nlp.pipeline if doc is not None else ():
                doc = component(doc)
            yield from filter(None, (ask(str(article.id), seen[-1], slot) for slot in told))


def ask(article: str, entities: EntityIndex, slot: Slot) -> Example | None:
    """Return the choice among those whom a description may stand for; a pronoun is none."""
    token = entities.analysis.span(slot.start, slot.end).root
    if token.pos_ == "PRON":
        return None
    choices = entities.antecedents.choices(token)
    right = [is_meant(slot.answers, name.name if name else None) for name, _ in choices]
    return Example(article, "description", [set(f) for _, f in choices], right, bool(slot.answers))


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--validate", type=int, metavar="FOLDS")
    args = parser.parse_args()
    examples = [*read_told()]
    if args.validate:
        validate({"told": examples}, args.validate, 0.0)
    else:
        write_weights(ROOT / "eventx" / "events" / "antecedents.json", fit(examples))


if __name__ == "__main__":
    main()
