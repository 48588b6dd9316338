"""How well linking finds what is one: B-cubed of happenings and of entities over corpus/archive.

    python benchmarks/archive.py [CORPUS] [--out DIR] [--errors]

Runs the batch and the linking over ``CORPUS/articles.jsonl`` (into ``DIR``, by default a temporary folder) and compares
with ``CORPUS/gold.json``. B-cubed (Bagga and Baldwin 1998): of each telling or name of gold, how much of its cluster
is of its own, and how much of its own is in it; the mean over all. What is not found is a cluster by itself.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parent.parent
Key = tuple[str, str]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "corpus" / "archive")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--errors", action="store_true", help="the clusters that are split or mixed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = args.out or Path(folder)
        run = [sys.executable, "-m", "eventx"]
        batch = [*run, "batch", str(args.corpus / "articles.jsonl"), "--out", str(out), "--format", "parquet"]
        subprocess.run(batch, check=True, cwd=ROOT)
        subprocess.run([*run, "link", str(out)], check=True, cwd=ROOT)
        rows = (json.loads(line) for line in (args.corpus / "articles.jsonl").open(encoding="utf-8"))
        texts = {row["id"]: row["text"] for row in rows}
        gold = json.loads((args.corpus / "gold.json").read_text("utf-8"))
        db = duckdb.connect(str(out / "archive.duckdb"), read_only=True)
        report("happenings", *happenings(db, gold["happenings"], texts), args.errors)
        report("entities", *entities(db, gold["entities"]), args.errors)


def happenings(db: Any, gold: list[dict[str, Any]], texts: dict[str, str]) -> tuple[dict[Key, str], dict[Key, str]]:
    """Return the cluster of each telling, in gold and as found: the event of its type that has most words in it."""
    found = defaultdict(list)
    for article, kind, happening, mentions, numbers in db.execute(
        "SELECT e.article_id, e.type, e.happening, e.spans, to_json(list({'start': n.start, 'end': n.end}))"
        " FROM events e"
        " LEFT JOIN numbers n ON n.article = e.article AND n.event = e.event AND n.start IS NOT NULL GROUP BY ALL"
    ).fetchall():
        spans = json.loads(mentions) + [n for n in json.loads(numbers) if n["start"] is not None]
        found[article].append((kind, happening, spans))
    for article, kind, happening, start, end in db.execute(
        'SELECT a.id, h.type, h.happening, f.start, f."end" FROM happening_events h JOIN article a USING (article)'
        " JOIN fact f ON f.article = h.article AND f.id = h.fact"
    ).fetchall():
        found[article].append((kind, happening, [{"start": start, "end": end}]))
    known, made = {}, {}
    for one in gold:
        kinds = {one["type"], one.get("type_alt")}
        for telling in one["tellings"]:
            start = texts[telling["article"]].index(telling["words"])
            end = start + len(telling["words"])
            overlaps = [
                (kind in kinds, sum(max(0, min(end, m["end"]) - max(start, m["start"])) for m in spans), happening)
                for kind, happening, spans in found[telling["article"]]
            ]
            best = max((o for o in overlaps if o[0] and o[1]), default=None)
            key = (telling["article"], f"{one['type']}: {telling['words']}")
            known[key] = one["id"]
            made[key] = best[2] if best else f"none {key}"
    return known, made


def entities(db: Any, gold: list[dict[str, Any]]) -> tuple[dict[Key, str], dict[Key, str]]:
    """Return the cluster of each name, in gold and as found: the entity that the article tells by this name."""
    found = defaultdict(list)
    for article, entity, name in db.execute(
        "SELECT DISTINCT a.id, entity, m.name FROM entity_mentions m JOIN article a USING (article)"
    ).fetchall():
        found[article].append((entity, name))
    known, made = {}, {}
    for one in gold:
        for mention in one["mentions"]:
            name, article = mention["name"], mention["article"]
            held = [
                (len(n), entity) for entity, n in found[article] if entity.startswith(one["kind"]) and alike(n, name)
            ]
            known[article, name] = one["id"]
            made[article, name] = max(held)[1] if held else f"none {article} {name}"
    return known, made


def alike(one: str, other: str) -> bool:
    """Tell whether the words of one name are among those of the other."""
    a, b = (set(name.casefold().replace(".", "").split()) for name in (one, other))
    return a <= b or b <= a


def report(name: str, known: dict[Key, str], made: dict[Key, str], errors: bool) -> None:
    """Print precision, recall and F1 of all, and of what was found at all, which is what linking had."""
    found = [key for key in known if not made[key].startswith("none ")]
    print(f"{name:<11} {score(known, made)}; of the {len(found)} found {score({k: known[k] for k in found}, made)}")
    if errors:
        for cluster, keys in group(known).items():
            parts = {made[key] for key in keys}
            if len(parts) > 1:
                print(f"  split {cluster}: {sorted((made[key], *key) for key in keys)}")
        for cluster, keys in group(made).items():
            if len({known[key] for key in keys}) > 1:
                print(f"  mixed {cluster}: {sorted((known[key], *key) for key in keys)}")


def score(known: dict[Key, str], made: dict[Key, str]) -> str:
    """Write the B-cubed figures of some keys."""
    own, put = group(known), group({key: made[key] for key in known})
    both = {key: len(own[known[key]] & put[made[key]]) for key in known}
    precision = sum(both[key] / len(put[made[key]]) for key in known) / len(known)
    recall = sum(both[key] / len(own[known[key]]) for key in known) / len(known)
    f1 = 2 * precision * recall / (precision + recall)
    return f"P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f} of {len(known)}"


def group(clusters: dict[Key, str]) -> dict[str, set[Key]]:
    """Group keys by their cluster."""
    out: dict[str, set[Key]] = defaultdict(set)
    for key, cluster in clusters.items():
        out[cluster].add(key)
    return out


if __name__ == "__main__":
    main()
