"""How the time of linking grows with the archive: synthetic events and facts, whose names follow Zipf's law.

    python benchmarks/link.py [EVENTS ...] [--out DIR]

For each number of events (by default 100,000 and 1,000,000) it makes the tables that a batch would have (five events
and five facts an article, over ten years), links them, and prints seconds of CPU, seconds and the most memory so far.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb

from eventx.batch.archive.link import link

ROOT = Path(__file__).parent.parent
RANK = "(pow(10, random() * 4.3))::INT"  # the logarithm of a rank is as often one as another: Zipf
NUMBER = "(round(pow(10, random() * 3 + 1)))::INT"
TYPES = {"workforce": "'lay_off'", "result": "NULL", "trade": "'export'", "pledge": "'give'", "casualties": "NULL"}
PLACE = """'[{"name": "Town' || (rank % 4000) || '", "country": "US", "kind": "city"}]'"""


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = args.out or Path(folder)
        shapes = out / "shapes"
        batch = [
            "batch",
            str(ROOT / "corpus" / "archive" / "articles.jsonl"),
            "--out",
            str(shapes),
            "--format",
            "parquet",
        ]
        subprocess.run([sys.executable, "-m", "eventx", *batch], check=True, cwd=ROOT)
        for events in args.events:
            make(shapes, out / str(events), events)
            cpu, wall = time.process_time(), time.monotonic()
            made = link(out / str(events)).rows
            cpu, wall = time.process_time() - cpu, time.monotonic() - wall
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
            times = f"{cpu:.1f} s of CPU, {wall:.1f} s, {most:.2f} GB"
            print(f"{events:>10,} events: {made['happenings']:,} happenings, {times}")


def make(shapes: Path, out: Path, events: int) -> None:
    """Write the tables of some events: the columns are those that a batch wrote."""
    db, articles = duckdb.connect(), events // 5
    db.execute("SELECT setseed(0.5)")

    def write(name: str, cells: dict[str, str], rows: int) -> None:
        held = db.execute(f"DESCRIBE FROM '{shapes / name}/*.parquet'").fetchall()
        cells = {"article": f"(random() * {articles - 1})::BIGINT", "id": f"'{name}-' || i"} | cells
        chosen = ", ".join(f'({cells.get(c, "NULL")})::{kind} AS "{c}"' for c, kind, *_ in held)
        drawn = f"(SELECT i, {RANK} AS rank, {NUMBER} AS number FROM range({rows}) t(i))"
        (out / name).mkdir(parents=True)
        db.execute(f"COPY (SELECT {chosen} FROM {drawn}) TO '{out / name}/part-000001.parquet' (FORMAT parquet)")

    write("articles", {
        "article": "i", "id": "'a' || i", "title": "'Title ' || i", "source": "'outlet' || (i % 300)",
        "published_on": "DATE '2015-01-01' + (i % 3650)::INT",
    }, articles)  # fmt: skip
    write("statement", {
        "article": "i", "content_text": "'words ' || i", "speaker_name": "'Ann Bell' || rank",
        "speaker_kind": "'person'", "speaker_organisation": "'Firm ' || (rank % 500)",
    }, articles)  # fmt: skip
    for name, action in TYPES.items():
        write(name, event(action), events // len(TYPES))
    write("money", number("amount", "USD") | {
        "span_text": "'$' || number", "span_start": "i", "span_end": "i + 9", "rule": "'amount'",
    }, events)  # fmt: skip


def event(action: str) -> dict[str, str]:
    """Return the cells of an event: what its type lacks is not written."""
    cells: dict[str, Any] = {
        "trigger_text": "'cut'", "mentions_text": "'cut ' || number", "rank": "1", "modality": "'asserted'",
        "metric_text": "'metric ' || (rank % 200)", "action": action, "flow": action, "places": PLACE,
    }  # fmt: skip
    for party in ("employer", "subject", "giver", "receiver"):
        cells |= {f"{party}_name": "'Firm ' || rank || CASE WHEN i % 3 = 0 THEN ' AG' ELSE '' END"}
        cells |= {f"{party}_kind": "'organisation'"}
    for field, unit in {"workers": "person", "killed": "person", "value": "USD", "amount": "USD"}.items():
        cells |= number(field, unit)
    return cells


def number(field: str, unit: str) -> dict[str, str]:
    """Return the cells of a number."""
    told = {"value": "number", "bound": "'exact'", "unit": f"'{unit}'", "start": "i", "end": "i + 9"}
    return {field if field == end else f"{field}_{end}": cell for end, cell in told.items()}


if __name__ == "__main__":
    main()
