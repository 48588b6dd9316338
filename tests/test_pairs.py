"""benchmarks/pairs.py: what changes between two versions, shown to a reader who does not know which is which."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "pairs.py"
TEXT = "Halden Steel cut 40 jobs. Sales rose 3% to $20 million. It was founded in 1911."


def _record(type_: str, words: str, **fields: object) -> dict[str, object]:
    start = TEXT.index(words)
    return {"type": type_, "id": words, "span": {"start": start, "end": start + len(words), "text": words}, **fields}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    same = _record("change", "3%", metric="Sales")
    before = [_record("headcount", "40 jobs", who="jobs"), same, _record("money", "$20 million")]
    after = [_record("headcount", "40", who="jobs"), same | {"id": "other"}, _record("time", "1911")]
    told = {name: {"article": {"id": "n1"}, "facts": v, "events": []} for name, v in (("old", before), ("new", after))}
    rows: dict[str, object] = {"archive": {"id": "n1", "text": TEXT}} | told
    paths = [tmp_path / f"{name}.jsonl" for name in rows]
    for path, row in zip(paths, rows.values(), strict=True):
        path.write_text(json.dumps(row) + "\n", "utf-8")
    return [str(path) for path in paths]


def _run(*args: str) -> str:
    run = subprocess.run([sys.executable, str(SCRIPT), *args], capture_output=True, text=True, check=True)
    return run.stdout


def test_each_record_that_differs_is_one_pair(files: list[str]) -> None:
    told = _run(*files)
    assert told.count("## ") == 3  # changed, gone, new; what differs in its id alone is the same
    assert told.count("no such record") == 2
    assert "cut <<40 jobs>>. Sales" in told
    assert "3%>>" not in told


def test_verdicts_are_counted_by_the_version_they_are_for(files: list[str], tmp_path: Path) -> None:
    verdicts = tmp_path / "verdicts.txt"
    lines = []
    for pair in _run(*files).split("## ")[1:]:
        code, _, a = pair.splitlines()[:3]
        is_after = '"time"' in a or '"text": "40"' in a
        lines.append(f"{code} {'=' if 'money' in pair else 'A' if is_after else 'B'}")
    verdicts.write_text("\n".join(lines) + "\nff A\n", "utf-8")
    counted = _run(*files, "--verdicts", str(verdicts)).splitlines()
    assert "all          better 2  worse 0  neither 1" in counted
