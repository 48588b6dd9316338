"""Train the model of parties: ``python models/parties/train.py`` writes ``eventx/events/parties.json``.

A log-linear ranker: of those who may be meant, and nobody, it gives the one that the gold names the greatest weight
(conditional likelihood with an L2 penalty), over the features of ``eventx.events.parties``, on the events of our own
articles whose clause leaves a party out, and on real articles of which readers told who is meant (``labels.tsv``: the
article, the role, the character where the leading number starts, the names; ``judged.jsonl``: what is shown there).
Roles share weights besides their own. With ``--validate N`` it prints how it does on articles it was not trained on, in
N folds, and writes nothing; with ``--archive FILE`` it reads the real articles anew, as features that change ask for.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import pathlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy
from spacy.language import Language

import eventx
from eventx.events.draft import Draft
from eventx.events.entities import EntityIndex
from eventx.events.parties import LIKELY, choose, fill_parties, find_candidates, open_roles
from eventx.events.tables import is_line
from eventx.pipeline import make_doc
from eventx.records.article import Article

ROOT = pathlib.Path(__file__).parents[2]
LABELS, JUDGED = (pathlib.Path(__file__).parent / name for name in ("labels.tsv", "judged.jsonl"))
RARE, PENALTY, STEPS, RATE, LEAST = 3, 5.0, 300, 0.05, 5
_SMALL = frozenset({"the", "a", "an", "s"})


@dataclass
class Example:
    """One empty role: the features of each candidate, which of them are right, and whether somebody is."""

    article: str
    role: str
    features: list[set[str]]
    right: list[bool]
    filled: bool


Ask = Callable[[Draft, str], Sequence[str] | None]
"""Who is meant in a role of a draft, by the names that may be told: nobody, or None where nobody knows."""


def read_gold(corpora: Sequence[pathlib.Path], pattern: str) -> Iterator[Example]:
    """Yield the roles that the clauses of the gold events leave empty."""
    nlp = eventx.load()
    for corpus in corpora:
        for path in sorted((corpus / "events").glob("*.json")):
            if not re.match(pattern, path.stem):
                continue
            gold = [e for e in json.loads(path.read_text(encoding="utf-8"))["events"] if not e.get("doubtful")]
            facts = json.loads((corpus / "gold" / path.name).read_text(encoding="utf-8"))
            text = (corpus / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8")
            article = Article(text=text, published=facts.get("published"))
            yield from ask_of(nlp, path.stem, article, partial(ask_gold, gold))


def ask_gold(gold: Sequence[dict[str, Any]], draft: Draft, role: str) -> list[str] | None:
    """Return whom the gold event of a draft names in a role."""
    event = find_gold(draft, gold)
    wanted = event["fields"].get(role) if event is not None else None
    return None if event is None else [w["name"] for w in (wanted if isinstance(wanted, list) else [wanted]) if w]


def read_archive(path: pathlib.Path) -> Iterator[Example]:
    """Yield the roles of real articles whose parties readers told, of an archive that has these articles."""
    told: dict[str, dict[tuple[str, int], list[str]]] = defaultdict(dict)
    with LABELS.open(encoding="utf-8", newline="") as file:
        for article, role, start, *names in csv.reader(file, delimiter="\t"):
            told[article][role, int(start)] = names
    nlp = eventx.load()
    for row in map(json.loads, gzip.decompress(path.read_bytes()).splitlines()):
        head = f"{row['title'].strip()}\n\n" if row.get("title") else ""
        known, skip = told[row["id"]], len(head)

        def ask(draft: Draft, role: str, known=known, skip=skip) -> Sequence[str] | None:
            return known.get((f"{draft.type}.{role}", draft.lead.span.start - skip))

        if known:
            yield from ask_of(nlp, row["id"], Article(text=head + row["text"], published=row.get("published")), ask)


def ask_of(nlp: Language, key: str, article: Article, ask: Ask) -> list[Example]:
    """Return the empty roles of an article of which somebody knows who is meant."""
    out: list[Example] = []

    def watch(entities: EntityIndex, draft: Draft, told: Sequence[Draft]) -> None:
        if is_line(draft) and entities.titled is not None:
            return fill_parties(entities, draft, told)
        known = [(name, names) for name in open_roles(draft) if (names := ask(draft, name)) is not None]
        candidates = find_candidates(entities, draft, told) if known else []
        for name, names in known:
            right = [is_meant(names, c.actor.name if c.actor else None) for c in candidates]
            out.append(Example(key, f"{draft.type}.{name}", [set(c.features) for c in candidates], right, bool(names)))
            if any(right):
                draft.fields[name] = candidates[right.index(True)].actor  # those that follow see what is true

    with patch("eventx.events.discourse.fill_parties", watch):
        doc = make_doc(nlp, article)
        for _, component in nlp.pipeline:
            doc = component(doc)
    return out


def write_judged(examples: Sequence[Example]) -> None:
    """Write what is shown in the roles of real articles: the features once, then by number."""
    counts = Counter(f for e in examples for features in e.features for f in features)
    names = sorted(f for f, n in counts.items() if n > 1)
    index = {f: at for at, f in enumerate(names)}
    with JUDGED.open("w", encoding="utf-8") as file:
        print(json.dumps(names, ensure_ascii=False), file=file)
        for e in examples:
            shown = [sorted(index[f] for f in features if f in index) for features in e.features]
            print(json.dumps([e.article, e.role, e.filled, [*map(int, e.right)], shown]), file=file)


def read_judged() -> Iterator[Example]:
    """Yield the roles of real articles; the file holds what they show, not their text."""
    with JUDGED.open(encoding="utf-8") as file:
        names = json.loads(next(file))
        for article, role, filled, right, shown in map(json.loads, file):
            yield Example(article, role, [{names[i] for i in some} for some in shown], [*map(bool, right)], filled)


def find_gold(draft: Draft, gold: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the gold event of a draft's type that has most of its facts."""

    def shared(event: dict[str, Any]) -> int:
        spans = [fact[1:] for fact in event["facts"]]
        facts = draft.clause.group.facts
        return sum(any(f.span.start < end and start < f.span.end for start, end in spans) for f in facts)

    best = max((e for e in gold if e["type"] == draft.type), key=shared, default=None)
    return best if best is not None and shared(best) else None


def is_meant(names: Sequence[str], name: str | None) -> bool:
    """Tell whether a candidate is one of those named: one name lies in the other, word for word; no name, nobody."""
    return not names if name is None else any(_contains(n, name) for n in names)


def _contains(a: str, b: str) -> bool:
    one, two = sorted(([w for w in re.findall(r"\w+", n.casefold()) if w not in _SMALL] for n in (a, b)), key=len)
    return bool(one) and any(two[i : i + len(one)] == one for i in range(len(two) - len(one) + 1))


def _own(example: Example, features: set[str]) -> list[str]:
    """Return a candidate's features as the role's own and as those all roles share."""
    return [f"{example.role}|{f}" for f in features] + [f"|{f}" for f in features if "&" not in f]


def fit(examples: Sequence[Example]) -> dict[str, dict[str, int]]:
    """Return the weights of each role's features in hundredths, those that all roles share added in."""
    examples = [e for e in examples if any(e.right)]
    shown = [[_own(e, features) for features in e.features] for e in examples]
    counts = Counter(f for candidates in shown for features in candidates for f in features)
    index = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    flat = [features for candidates in shown for features in candidates]
    rows = numpy.array([row for row, features in enumerate(flat) for f in features if f in index])
    columns = numpy.array([index[f] for features in flat for f in features if f in index])
    sizes = [len(candidates) for candidates in shown]
    starts = numpy.cumsum([0, *sizes[:-1]])
    group = numpy.repeat(numpy.arange(len(sizes)), sizes)
    right = numpy.concatenate([e.right for e in examples]).astype(float)
    weights = numpy.zeros(len(index))
    first, second = numpy.zeros_like(weights), numpy.zeros_like(weights)
    for step in range(1, STEPS + 1):  # Adam (Kingma and Ba 2015)
        scores = numpy.bincount(rows, weights[columns], len(flat))
        odds = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[group])
        expected = odds / numpy.add.reduceat(odds, starts)[group]
        told = odds * right / numpy.add.reduceat(odds * right, starts)[group]
        slope = numpy.bincount(columns, (expected - told)[rows], len(weights)) + PENALTY * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (numpy.sqrt(second / (1 - 0.999**step)) + 1e-8)
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for feature in index:
        role, _, name = feature.partition("|")
        for owner in [role] if role else sorted({e.role for e in examples}):
            out[owner][name] = out[owner].get(name, 0.0) + float(weights[index[feature]])
    hundredths = {role: {f: round(100 * w) for f, w in table.items()} for role, table in sorted(out.items())}
    return {role: {f: w for f, w in table.items() if abs(w) >= LEAST} for role, table in hundredths.items()}


def validate(written: Sequence[Example], judged: Sequence[Example], folds: int) -> None:
    """Print how many of the parties that are told are right, and how many there are to tell, by role."""
    examples = [*written, *judged]
    articles = sorted({e.article for e in examples})
    told: list[tuple[Example, int, float]] = []
    for fold in range(folds):
        held = set(articles[fold::folds])
        weights = fit([e for e in examples if e.article not in held])
        told += [(e, *choose(weights.get(e.role, {}), e.features)) for e in examples if e.article in held]
    for where, some in (("written", written), ("real", judged)):
        inside = set(map(id, some))
        for role in sorted({e.role for e in some}):
            report(where, role, [(e, at, odds) for e, at, odds in told if id(e) in inside and e.role == role])


def report(where: str, role: str, told: Sequence[tuple[Example, int, float]]) -> None:
    """Print the figures of one role."""
    given = [e.right[at] for e, at, odds in told if odds >= LIKELY and "nobody" not in e.features[at]]
    filled = [e for e, _, _ in told if e.filled]
    reach = sum(any(e.right) for e in filled)
    print(f"{where:8} {role:20} right {sum(given)} of {len(given)} told; of {len(filled)} to tell {reach} in reach")


def main() -> None:
    """Train, or validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpora",
        type=pathlib.Path,
        nargs="*",
        default=[ROOT / "corpus", ROOT / "corpus" / "second", ROOT / "corpus" / "third"],
    )
    parser.add_argument(
        "--articles", default="[ac]", help="a pattern of the names of articles; b is kept for measuring"
    )
    parser.add_argument("--archive", type=pathlib.Path, help="JSON Lines, gzipped, with the articles of labels.tsv")
    parser.add_argument("--validate", type=int, metavar="FOLDS")
    args = parser.parse_args()
    if args.archive:
        write_judged([*read_archive(args.archive)])
    written, judged = [*read_gold(args.corpora, args.articles)], [*read_judged()]
    if args.validate:
        validate(written, judged, args.validate)
        return
    tables = fit([*written, *judged])
    rows = (f"{json.dumps(role)}: {json.dumps(table, ensure_ascii=False)}" for role, table in tables.items())
    (ROOT / "eventx" / "events" / "parties.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
