"""Annotations: what the articles of this project are told to hold, for the models that learn from it.

Some corpora have gold. Of the sixth and the seventh readers told single numbers, statements and descriptions:
``articles.jsonl`` has the articles, ``slots.tsv`` a line for each slot: the article, the field, the characters of the
number, speaker or description that it is of, and the answers, any of which is right; none where nothing is told.
"""

from __future__ import annotations

import csv
import json
import pathlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eventx.evaluate.forms import Gold, read_gold
from eventx.records.article import Article

CORPUS = pathlib.Path(__file__).parents[1] / "corpus"
FIFTH, SIXTH, SEVENTH = CORPUS / "fifth", CORPUS / "sixth", CORPUS / "seventh"
GOLD = [(CORPUS, "a*"), (CORPUS / "second", "*"), (CORPUS / "third", "*")]
"""Folders of articles with gold, and the names of those that are learned from."""
LAST_READ = "d075"
"""The last of the first paragraphs of the fourth corpus whose errors may be read."""
Chars = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """An event of a lead's gold, or of the rules: its type and action, the characters of the words that tell it.

    ``types`` are all that are right; what is ``doubtful`` counts neither way.
    """

    type: str
    action: str
    chars: tuple[Chars, ...]
    main: bool = False
    doubtful: bool = False
    types: tuple[str, ...] = ()

    def is_told_by(self, start: int, end: int) -> bool:
        """Tell whether one of its words stands at some characters."""
        return any(first < end and start < last for first, last in self.chars)


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


def read_corpora(corpora: Sequence[tuple[pathlib.Path, str]] = GOLD) -> Iterator[tuple[str, Gold]]:
    """Yield the articles that have gold, each with a key that names its corpus."""
    for folder, only in corpora:
        yield from ((f"{folder.name}/{gold.name}", gold) for gold in read_gold(folder, only))


def read_gold_leads(name: str, last: str | None = None) -> Iterator[tuple[Article, list[Told]]]:
    """Yield the leads of a corpus that may be read, up to the last that may, each with the events of its gold."""
    leads, golds = ((CORPUS / name / f"{part}.jsonl").read_text("utf-8").splitlines() for part in ("leads", "gold"))
    by_id = {row["id"]: row for row in map(json.loads, golds)}
    for row in map(json.loads, leads):
        gold = by_id[row["id"]]
        if gold.get("half") != "blind" and (last is None or row["id"] <= last):
            told = [read_event(event, row["text"]) for event in gold["events"]]
            yield Article(id=row["id"], text=row["text"], published=row.get("published")), told


def read_event(event: dict, text: str) -> Told:
    """Read an event of a lead's gold."""
    triggers = [(event["trigger"], event.get("occurrence", 1)), *event.get("also", ())]
    chars = tuple(find_chars(text, word, number) for word, number in triggers)
    types = (event["type"], *(event.get("type_alt") or ()))
    return Told(event["type"], event["action"], chars, bool(event.get("main")), bool(event.get("doubtful")), types)


def find_chars(text: str, words: str, number: int) -> Chars:
    """Return the characters of the n-th of the same words in a text; if they stand nowhere by themselves, anywhere."""
    told = re.escape(words)
    apart = [held.span() for held in re.finditer(rf"(?<!\w){told}(?!\w)", text)]
    found = apart or [held.span() for held in re.finditer(told, text)]
    return found[min(number, len(found)) - 1] if found else (0, 0)
