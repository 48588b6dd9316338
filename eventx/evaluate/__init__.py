"""Gold against predicted: F1, whole records, fields, precision by rule, and floors that only rise.

``python -m eventx evaluate corpus/`` prints the scores; with ``--floors`` a figure below its floor fails.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eventx.evaluate import confidence
from eventx.evaluate.events import EventScore, read_events
from eventx.evaluate.facts import FactScore
from eventx.evaluate.forms import FORMS, draft, read_gold
from eventx.evaluate.gold import to_gold
from eventx.io.arguments import add_code, iso_date
from eventx.io.readers import How, read_all
from eventx.pipeline import extract_many, load

ABOUT = """\
Compare what is found with gold: F1 by type, whole records, every field, precision by rule. With --draft, write what is
found in articles of yours as gold for a person to correct."""
SLACK = 1.0
"""Points between a figure and its floor: parses differ a little from one processor to another."""


def evaluate(folder: Path, model: str | None = None, only: str = "*") -> tuple[FactScore, EventScore]:
    """Run the pipeline over the articles of a gold, and score what it finds.

    Parameters
    ----------
    folder
        A corpus (``articles/ID.txt``, ``gold/ID.json`` and, if it has them, ``events/ID.json``), a folder of brat, an
        export of Label Studio (``.json``) or Extractions with their text (``.jsonl``).
    model
        spaCy model to run.
    only
        Which names count, as "a*".

    Raises
    ------
    ArticleError
        If there is no gold, or an article of it cannot be read.
    """
    golds = read_gold(folder, only)
    facts, events = FactScore(), EventScore()
    articles = (gold.article for gold in golds)
    tells = any(gold.events and gold.events["events"] for gold in golds)  # else nobody annotated any
    for gold, extraction in zip(golds, extract_many(articles, nlp=load(model)), strict=True):
        found = extraction.model_dump(mode="json")
        facts.add(gold.name, gold.facts, [g for f in found["facts"] if (g := to_gold(f))], gold.article.text)
        if gold.events is not None and tells:
            events.add(gold.name, read_events(gold.events, gold.bare), read_events(found, gold.bare))
    return facts, events


def summary(facts: FactScore, events: EventScore) -> dict[str, Any]:
    """Return what the pages of the types tell: figures, counts by type, fields right of those in gold, faults."""
    counts: dict[str, list[int]] = {}
    for score in (facts, events):
        counts |= {kind: [score.matched[kind], score.predicted[kind], score.gold[kind]] for kind in score.present}
    return {
        "figures": facts.figures() | events.figures(),
        "counts": counts,
        "fields": {
            f"{kind}.{name}": [right, told] for (kind, name), (_, _, told, right) in facts.fields.items() if told
        },
        "faults": {cause: len(held) for cause, held in sorted(facts.causes.items(), key=lambda pair: -len(pair[1]))},
    }


def worst(causes: dict[str, list[str]], most: int) -> Iterator[str]:
    """Yield the largest groups of faults, with some of each in context."""
    for cause, faults in sorted(causes.items(), key=lambda pair: -len(pair[1]))[:most]:
        yield f"{len(faults):>4}  {cause}"
        yield from (f"      {fault}" for fault in faults[:5])
    yield ""


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Return a line for every figure that is below its floor or missing."""
    return [
        f"{name}: {figures.get(name, 0):.2f} is below its floor {floor:.2f}"
        for name, floor in floors.items()
        if figures.get(name, 0) < floor
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; exit status 1 if a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m eventx evaluate", description=ABOUT)
    told = "a corpus, a folder of brat, Label Studio's .json, or a .jsonl; with --draft, articles"
    parser.add_argument("folder", type=Path, metavar="GOLD", help=told)
    parser.add_argument("--only", default="*", metavar="GLOB", help='articles to count, "a*" for example')
    parser.add_argument("--model", help="spaCy model to run")
    parser.add_argument("--errors", action="store_true", help="list misses, extras and wrong fields first")
    parser.add_argument("--worst", type=int, metavar="N", help="first the N largest groups of faults, in context")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="write the figures, fields and groups of faults there"
    )
    parser.add_argument("--draft", choices=FORMS, help="write what is found in articles as gold to correct")
    parser.add_argument("--out", type=Path, default=Path("gold"), metavar="DIR", help="where it goes; by default gold")
    parser.add_argument("--redo", action="store_true", help="write over a draft that is there")
    parser.add_argument(
        "-p", "--published", metavar="DATE", type=iso_date, help="of articles of a draft that tell none"
    )
    parser.add_argument("--floors", type=Path, metavar="FILE", help="JSON of floors; a figure below its floor fails")
    parser.add_argument("--raise-floors", action="store_true", help="write the file anew from figures that have risen")
    add_code(parser)
    args = parser.parse_args(argv)
    if args.draft:
        articles = (
            read.article for read in read_all([str(args.folder)], How(published=args.published)) if read.article
        )
        sys.stdout.write(f"{draft(args.draft, extract_many(articles, nlp=load(args.model)), args.out, args.redo)}\n")
        return 0
    facts, events = evaluate(args.folder, args.model, args.only)
    shown = worst(facts.causes, args.worst) if args.worst else ()
    lines = [*shown, *(facts.errors + events.errors if args.errors else ()), *facts.lines(), "", *events.lines(), ""]
    lines += [*confidence.lines("facts", facts.judged), "", *confidence.lines("events", events.judged)]
    sys.stdout.write("\n".join(lines) + "\n")
    if args.json:
        args.json.write_text(json.dumps(summary(facts, events), indent=1) + "\n", encoding="utf-8")
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
