"""Slots: what readers told of the numbers and statements of the sixth corpus, for the models that learn from it.

``corpus/sixth/articles.jsonl`` has the articles, ``slots.tsv`` a line for each slot: the article, the field, the
characters of the number, speaker or description that it is of, and the answers, any of which is right; none where
nothing is told.
"""

from __future__ import annotations

import csv
import json
import pathlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from eventx.records.article import Article

SIXTH = pathlib.Path(__file__).parents[1] / "corpus" / "sixth"


@dataclass(frozen=True)
class Slot:
    """A field ("money.what", "result.subject") of what stands at some characters, and what may fill it."""

    field: str
    start: int
    end: int
    answers: tuple[str, ...]


def read_slots(folder: pathlib.Path = SIXTH) -> Iterator[tuple[Article, list[Slot]]]:
    """Yield the articles of a folder with the slots that readers filled."""
    told: dict[str, list[Slot]] = defaultdict(list)
    with (folder / "slots.tsv").open(encoding="utf-8", newline="") as file:
        for article, field, start, end, *answers in csv.reader(file, delimiter="\t"):
            told[article].append(Slot(field, int(start), int(end), tuple(answers)))
    for article in read_articles(folder):
        yield article, told[str(article.id)]


def read_articles(folder: pathlib.Path = SIXTH) -> Iterator[Article]:
    """Yield the articles of a folder."""
    with (folder / "articles.jsonl").open(encoding="utf-8") as file:
        yield from (Article(**row) for row in map(json.loads, file))
