"""Train the confidence: ``python -m models.confidence.train`` writes ``eventx/pipeline/confidence.json``.

For each type of record a logistic regression with an L2 penalty over the features of ``eventx.pipeline.confidence``,
whether the record is one of the gold's; leads of which half tell nothing, as on real pages, teach what a word told in
passing is worth. Records of the sixth corpus, written in the manner of real news, that readers judged one by one
(``verdicts.tsv``) teach that of events, too, and offset and scale of all: on what a model says of them that has not
seen their article. With ``--validate N`` it prints how it does on articles it was not trained on, in N folds, and
writes nothing.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from unittest.mock import patch

import numpy

from eventx.evaluate.confidence import lines
from eventx.evaluate.events import EventScore, read_events
from eventx.evaluate.facts import FactScore
from eventx.evaluate.gold import Json, to_gold
from eventx.events.predicates.disambiguation import Classes, find_odds
from eventx.mentions.analysis import Analysis
from eventx.pipeline import extract_many
from eventx.pipeline.confidence import FEW, show_events, show_facts
from eventx.records import Event
from eventx.records.article import Article
from models.annotations import FIFTH, GOLD, LAST_READ, SIXTH, read_articles, read_corpora, read_gold_leads
from models.trainer import run_trainer, write_rows

RARE, PENALTY, LEAST, FAINT = 8, 4.0, 40, 0.1
FOLDS = 5
REAL = 2
"""How often a judged event counts beside one of gold; judged facts are too few to teach."""
Tables = dict[str, dict[str, float]]
Found = tuple[Json, Mapping[str, float]]
"""What is found in an article, and how likely the model of senses holds the events of its lead, by their ids."""


@dataclass
class Row:
    """A record that gold or readers judge: its article, room and type, what it shows, whether it is right, its id."""

    article: str
    room: str
    kind: str
    features: list[str]
    right: bool
    key: str = ""


def read_rows() -> tuple[list[Row], list[Row]]:
    """Return the rows that gold judges, and those that readers judged."""
    return [*read_gold(), *read_leads()], [*read_verdicts()]


def read_gold() -> Iterator[Row]:
    """Yield the judged facts and events of the corpora."""
    golds = [gold for _, gold in read_corpora([*GOLD, (FIFTH, "*")])]
    for gold, found in zip(golds, extract([gold.article for gold in golds]), strict=True):
        yield from judge(gold.name, gold.facts, gold.events, found)


def read_leads() -> Iterator[Row]:
    """Yield the events of the first paragraphs that may be read, as gold judges them by type and trigger."""
    leads = [*chain(read_gold_leads("fourth", LAST_READ), read_gold_leads("tenth"))]
    leads = [(Article(id=article.id, text=article.text), gold) for article, gold in leads]  # no day
    for (article, golds), (found, odds) in zip(leads, extract([article for article, _ in leads]), strict=True):
        events = {event["id"]: event for event in found["events"]}
        for shown, _ in rows_of(found, odds):
            event = events.get(shown.key) if shown.room == "events" else None
            if event is None:
                continue
            words = [(word["start"], word["end"]) for word in (event["trigger"], *event["mentions"])]
            told = [g for g in golds if event["type"] in g.types and any(g.is_told_by(*word) for word in words)]
            if not any(gold.doubtful for gold in told):
                yield replace(shown, article=str(article.id), right=bool(told))


def read_verdicts() -> Iterator[Row]:
    """Yield the records of the sixth corpus that readers judged, as they are found today."""
    told: dict[str, dict[tuple[str, ...], bool]] = defaultdict(dict)
    with (SIXTH / "verdicts.tsv").open(encoding="utf-8", newline="") as file:
        for article, *record, right in csv.reader(file, delimiter="\t"):
            told[article][tuple(record)] = right == "right"
    for found, odds in extract([*read_articles()]):
        name = found["article"]["id"]
        for row, span in rows_of(found, odds):
            right = told[name].get((row.room, row.kind, str(span["start"]), str(span["end"])))
            if right is not None:
                yield replace(row, article=name, right=right)


def extract(articles: Sequence[Article]) -> Iterator[Found]:
    """Yield what is found in articles, as JSON, with the odds of the events of their leads."""
    known: dict[str, dict[str, float]] = {}

    def watch(analysis: Analysis, classes: Classes, told: Iterable[Event]) -> dict[str, float]:
        known[analysis.text] = odds = find_odds(analysis, classes, told)
        return odds

    with patch("eventx.events.find_odds", watch):
        for article, extraction in zip(articles, extract_many(articles), strict=True):
            yield extraction.model_dump(mode="json"), known.pop(article.text, {})


def judge(name: str, gold: Sequence[Json], events: Json | None, read: Found) -> Iterator[Row]:
    """Yield a row for every record of an article that the gold judges."""
    found, odds = read
    facts, told = FactScore(), EventScore()
    facts.add(name, list(gold), [g for fact in found["facts"] if (g := to_gold(fact))])
    rows = {row.key: row for row, _ in rows_of(found, odds)}
    for key, _, right in facts.judged:
        yield replace(rows[key], article=name, right=right)
    if events is None:
        return
    told.add(name, read_events(events), read_events(found))
    for key, _, right in told.judged:
        yield replace(rows[key], article=name, right=right)


def rows_of(found: Json, odds: Mapping[str, float]) -> Iterator[tuple[Row, Json]]:
    """Yield a row, not yet judged, for each fact and event of an extraction, with its span or trigger."""
    for fact, features in show_facts(found["facts"]):
        yield Row("", "facts", fact["type"], features, False, fact["id"]), fact["span"]
    for event, features in show_events(found["facts"], found["events"], odds):
        yield Row("", "events", event["type"], features, False, event["id"]), event["trigger"]


def fit(rows: Sequence[Row]) -> Tables:
    """Return the weights of each type; "bias" is the type's own."""
    out: Tables = {}
    by_kind: dict[str, list[Row]] = defaultdict(list)
    judged = Counter(row.kind for row in rows)
    for row in rows:
        few = row.room == "events" and judged[row.kind] < LEAST
        by_kind[FEW if few else row.kind].append(
            replace(row, features=[*row.features, f"type {row.kind}"]) if few else row
        )
    for kind, some in sorted(by_kind.items()):
        counts = Counter(f for row in some for f in set(row.features))
        names = sorted(f for f, n in counts.items() if RARE <= n < len(some) or f.startswith("type "))
        if len(some) < LEAST:
            continue
        index = {name: at + 1 for at, name in enumerate(names)}
        shown = numpy.zeros((len(some), len(names) + 1))
        shown[:, 0] = 1
        for at, row in enumerate(some):
            shown[at, [index[f] for f in set(row.features) if f in index]] = 1
        weights = _regress(shown, numpy.array([row.right for row in some], dtype=float))
        out[kind] = {"bias": float(weights[0])} | {n: float(weights[at]) for n, at in index.items()}
    return out


def _regress(shown: numpy.ndarray, right: numpy.ndarray) -> numpy.ndarray:
    """Fit a logistic regression by Newton's method; the bias has hardly a penalty."""
    penalty = numpy.full(shown.shape[1], PENALTY)
    penalty[0] = 0.01
    weights = numpy.zeros(shown.shape[1])
    for _ in range(30):
        odds = 1 / (1 + numpy.exp(-shown @ weights))
        slope = shown.T @ (odds - right) + penalty * weights
        curve = (shown * (odds * (1 - odds))[:, None]).T @ shown + numpy.diag(penalty)
        step = numpy.linalg.solve(curve, slope)
        weights -= step
        if abs(step).max() < 1e-6:
            break
    return weights


def is_known(tables: Tables, row: Row) -> bool:
    """Tell whether a row's type has weights."""
    return row.kind in tables or f"type {row.kind}" in tables.get(FEW, {})


def odds_of(tables: Tables, row: Row) -> float:
    """Return the log odds of a row."""
    table = tables.get(row.kind) or tables[FEW]
    return table["bias"] + sum(table.get(f, 0.0) for f in {*row.features, f"type {row.kind}"})


def taught(judged: Sequence[Row]) -> list[Row]:
    """Return the judged rows that teach, as often as each counts."""
    return [row for row in judged if row.room == "events" for _ in range(REAL)]


def hold_out(rows: Sequence[Row], judged: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Yield each judged row with its log odds by tables that have not seen its article."""
    articles = sorted({row.article for row in judged})
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        tables = fit([*rows, *taught([row for row in judged if row.article not in held])])
        yield from ((r, odds_of(tables, r)) for r in judged if r.article in held and is_known(tables, r))


def _platt(odds: numpy.ndarray, right: numpy.ndarray) -> tuple[float, float]:
    """Return offset and scale of the log odds under which what is right is likeliest."""
    shown = numpy.stack([numpy.ones_like(odds), odds], axis=1)
    fitted = numpy.array([0.0, 1.0])
    for _ in range(30):
        told = 1 / (1 + numpy.exp(-shown @ fitted))
        curve = (shown * (told * (1 - told))[:, None]).T @ shown + numpy.eye(2)
        fitted -= numpy.linalg.solve(curve, shown.T @ (told - right) + (fitted - (0.0, 1.0)))
    return float(fitted[0]), float(fitted[1])


def shift(tables: Tables, rows: Sequence[Row], room: str, offset: float, scale: float) -> Tables:
    """Return the tables of facts or events moved by an offset and a scale, rounded."""
    kinds = {row.kind for row in rows if row.room == room} | ({FEW} if room == "events" else set())
    out = {}
    for kind in kinds & tables.keys():
        moved = {name: round(scale * weight, 2) for name, weight in tables[kind].items()}
        moved["bias"] = round(scale * tables[kind]["bias"] + offset, 2)
        out[kind] = {name: weight for name, weight in moved.items() if kept(name, weight)}
    return out


def kept(name: str, weight: float) -> bool:
    """Tell whether a weight says something: those of types are kept, for they say that a type is known."""
    return name == "bias" or name.startswith("type ") or abs(weight) >= FAINT


def finish(read: tuple[Sequence[Row], Sequence[Row]]) -> Tables:
    """Fit on rows and judged ones, with the offset and scale that the judged ones ask for."""
    rows, judged = read
    tables, out, told = fit([*rows, *taught(judged)]), Tables(), [*hold_out(rows, judged)]
    for room in ("facts", "events"):
        odds = numpy.array([odds for row, odds in told if row.room == room])
        right = numpy.array([row.right for row, _ in told if row.room == room], dtype=float)
        out |= shift(tables, rows, room, *_platt(odds, right))
    return dict(sorted(out.items()))


def validate(read: tuple[Sequence[Row], Sequence[Row]], folds: int) -> None:
    """Print how it does on articles that it was not trained on, in folds: of gold, then of verdicts."""
    rows, judged = read
    articles = sorted({row.article for row in rows})
    told: dict[str, list[tuple[str, float | None, bool]]] = defaultdict(list)
    for fold in range(folds):
        held = set(articles[fold::folds])
        tables = fit([*(row for row in rows if row.article not in held), *taught(judged)])
        for row in rows:
            if row.article in held and is_known(tables, row):
                told[row.room].append(("", _likely(odds_of(tables, row)), row.right))
    for row, odds in hold_out(rows, judged):
        told[f"{row.room} judged"].append(("", _likely(odds), row.right))
    for room, some in told.items():
        print("\n".join(lines(room, some)))


def _likely(odds: float) -> float:
    return 1 / (1 + float(numpy.exp(-odds)))


if __name__ == "__main__":
    run_trainer(__doc__, read_rows, lambda rows: write_rows("pipeline/confidence.json", finish(rows)), validate)
