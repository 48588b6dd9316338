"""Slots: what readers told of single numbers, statements and descriptions, for the models that learn from it.

``articles.jsonl`` of the sixth and the seventh corpus has the articles, ``slots.tsv`` a line for each slot: the
article, the field, the characters of the number, speaker or description that it is of, and the answers, any of which is
right; none where nothing is told. The other corpora have gold.
"""

from __future__ import annotations

import csv
import json
import pathlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventx.records.article import Article

CORPUS = pathlib.Path(__file__).parents[1] / "corpus"
SIXTH, SEVENTH = CORPUS / "sixth", CORPUS / "seventh"
GOLD = [(CORPUS, "a"), (CORPUS / "second", ""), (CORPUS / "third", "")]
"""Folders of articles with gold, and how the names of those begin that are learned from."""


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


def read_facts() -> Iterator[tuple[str, Article, list[dict[str, Any]]]]:
    """Yield the articles that have gold, each with a key that names its corpus, and its facts."""
    for corpus, start in GOLD:
        for path in sorted((corpus / "gold").glob(f"{start}*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            text = (corpus / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8")
            yield f"{corpus.name}/{path.stem}", Article(text=text, published=gold.get("published")), gold["facts"]
