"""Train the model of ellipsis: ``python -m models.ellipsis.train`` writes ``eventx/facts/change/ellipsis.json``.

It learns which percentages that no word of change reads tell a change all the same ("after 7% in July"), over the
features of ``eventx.facts.change.ellipsis``, from the gold of our own articles and from the seventh corpus, whose
readers told every change. With ``--validate N`` it prints how it does on articles it was not trained on, in N folds,
and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eventx.facts.change.ellipsis import LIKELY, Ellipsis, Told, find_percentages
from eventx.mentions.analysis import Analysis
from eventx.normalize.number import Number
from eventx.records.article import Article
from models.annotations import SEVENTH, read_corpora, read_slots
from models.ranking import Example, train_ranker
from models.trainer import read_watched


def read_examples() -> Iterator[Example]:
    """Yield the percentages without a word of change of all articles whose changes are told."""
    for key, gold in read_corpora():
        told = [f for f in gold.facts if f["type"] == "change" and f.get("amount") is not None]
        yield from ask_of(key, gold.article, [(f["start"], f["end"]) for f in told])
    for article, slots in read_slots(SEVENTH):
        changes = [(slot.start, slot.end) for slot in slots if slot.field == "change.percent"]
        yield from ask_of(f"seventh/{article.id}", article, changes)


def ask_of(key: str, article: Article, changes: Sequence[tuple[int, int]]) -> list[Example]:
    """Return the percentages without a word of change of an article; ``changes``: the characters of those that are."""
    out: list[Example] = []

    def watch(analysis: Analysis, numbers: Iterable[Number], told: Sequence[Told]) -> Iterator[Ellipsis]:
        for found in find_percentages(analysis, numbers, told):
            change = any(start < found.number.end and found.number.start < end for start, end in changes)
            out.append(Example(key, "change", [set(signs) for signs in found.choices()], [not change, change], change))
        yield from ()

    read_watched(article, "eventx.facts.change.record.find_percentages", watch)
    return out


if __name__ == "__main__":
    train_ranker(__doc__, "facts/change/ellipsis.json", {"all": read_examples}, LIKELY)
