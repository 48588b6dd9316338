"""Train the model of antecedents, ``eventx/events/entities/antecedents.json``: ``python -m models.antecedents.train``.

A ranker (``models.ranking``) of the bodies, and nobody, that a description may stand for, "the company", over the
features of ``eventx.events.entities.antecedents``, on what readers told of the sixth corpus.
With ``--validate N`` it prints how it does on articles it was not trained on, in N folds, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventx.events.entities.index import EntityIndex
from eventx.mentions.analysis import Analysis
from models.annotations import Slot, read_slots
from models.ranking import Example, is_meant, train_ranker
from models.trainer import read_watched


def read_told() -> Iterator[Example]:
    """Yield the descriptions of which readers told whom they stand for."""
    seen: list[EntityIndex] = []

    def watch(analysis: Analysis) -> EntityIndex:
        seen.append(EntityIndex(analysis))
        return seen[-1]

    for article, slots in read_slots():
        if told := [slot for slot in slots if slot.field == "antecedent"]:
            read_watched(article, "eventx.events.EntityIndex", watch)
            yield from filter(None, (ask(str(article.id), seen[-1], slot) for slot in told))


def ask(article: str, entities: EntityIndex, slot: Slot) -> Example | None:
    """Return the choice among those whom a description may stand for; a pronoun is none."""
    token = entities.analysis.span(slot.start, slot.end).root
    if token.pos_ == "PRON":
        return None
    choices = entities.antecedents.choices(token)
    right = [is_meant(slot.answers, name.name if name else None) for name, _ in choices]
    return Example(article, "description", [set(f) for _, f in choices], right, bool(slot.answers))


if __name__ == "__main__":
    train_ranker(__doc__, "events/entities/antecedents.json", {"told": read_told})
