"""Gold against predicted: F1, whole records, fields, precision by rule, and floors that only rise.

``python -m eventx evaluate corpus/`` prints the scores; with ``--floors`` a figure below its floor fails.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from eventx.evaluate.events import EventScore, read_events
from eventx.evaluate.facts import FactScore
from eventx.evaluate.gold import to_gold
from eventx.io.readers import read_all
from eventx.pipeline import extract_many, load
from eventx.records.errors import ArticleError

SLACK = 1.0
"""Points between a figure and its floor: parses differ a little from one processor to another."""


def evaluate(folder: Path, model: str | None = None, only: str = "*") -> tuple[FactScore, EventScore]:
    """Run the pipeline over ``folder/articles`` and score it against ``folder/gold`` and ``folder/events``.

    Raises
    ------
    ArticleError
        If the folder holds no gold, or an article of it cannot be read.
    """
    names = sorted(path.stem for path in folder.glob(f"gold/{only}.json"))
    if not names:
        raise ArticleError(f"{folder}: no gold/*.json; a corpus holds articles/ID.txt and gold/ID.json")
    facts, events = FactScore(), EventScore()
    golds = [json.loads((folder / "gold" / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    articles = []
    reads = read_all([str(folder / "articles" / f"{name}.txt") for name in names])
    for read, gold in zip(reads, golds, strict=True):
        if read.article is None:
            raise ArticleError(f"{read.name}: {read.error}")
        articles.append(read.article.model_copy(update={"published": gold.get("published")}))
    for name, gold, extraction in zip(names, golds, extract_many(articles, nlp=load(model)), strict=True):
        found = extraction.model_dump(mode="json")
        facts.add(name, gold["facts"], [g for f in found["facts"] if (g := to_gold(f))])
        told = folder / "events" / f"{name}.json"
        if told.exists():
            events.add(name, read_events(json.loads(told.read_text(encoding="utf-8"))), read_events(found))
    return facts, events


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return a line for every figure that is below its floor or missing."""
    return [
        f"{name}: {figures.get(name, 0):.2f} is below its floor {floor:.2f}"
        for name, floor in floors.items()
        if figures.get(name, 0) < floor
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; exit status 1 if a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m eventx evaluate", description=__doc__)
    parser.add_argument("folder", type=Path, help="a corpus: articles/, gold/ and, if it has them, events/")
    parser.add_argument("--only", default="*", metavar="GLOB", help='articles to count, "a*" for example')
    parser.add_argument("--model", help="spaCy model to run")
    parser.add_argument("--errors", action="store_true", help="list misses, extras and wrong fields first")
    parser.add_argument("--floors", type=Path, metavar="FILE", help="JSON of floors; a figure below its floor fails")
    parser.add_argument("--raise-floors", action="store_true", help="write the file anew from figures that have risen")
    args = parser.parse_args(argv)
    facts, events = evaluate(args.folder, args.model, args.only)
    lines = [*(facts.errors + events.errors if args.errors else ()), *facts.lines(), "", *events.lines()]
    sys.stdout.write("\n".join(lines) + "\n")
    if not args.floors:
        return 0
    figures = facts.figures() | events.figures()
    floors = json.loads(args.floors.read_text(encoding="utf-8")) if args.floors.exists() else {}
    failed = below(figures, floors)
    sys.stdout.write("\n".join(failed or [f"all {len(floors)} floors held"]) + "\n")
    if args.raise_floors and not failed:
        risen = {
            name: max(round(value - SLACK, 2), floors.get(name, 0))
            for name, value in sorted(figures.items())
            if name in (floors or figures)
        }
        args.floors.write_text(json.dumps(risen, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0
