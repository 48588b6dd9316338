"""The hostile set of benchmarks/hostile, as far as reading goes: nothing is raised, and what is good is read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from eventx.batch.shards import cut, read_shard
from eventx.batch.sources import make_source

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks" / "hostile"))

archives = pytest.importorskip("archives")
containers = pytest.importorskip("containers")
SLOW = ("bomb", "endless", "deep", "nested", "page")


@pytest.mark.parametrize("kind", [containers.jsonl, archives.warc, archives.parquet, containers.others])
def test_what_is_good_is_read_and_the_rest_told(kind: Any, tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    for case in kind():
        if any(word in case.name for word in SLOW):
            continue
        path = tmp_path / case.name
        path.write_bytes(case.data)
        for size in (1, 100):
            found = [r for shard in cut(map(make_source, [str(path)]), size) for r in read_shard(shard)]
            assert sum(r.article is not None for r in found) >= case.min_records, case.name
            assert all((r.article is None) != (r.error is None) for r in found), case.name
            assert all(len(r.error or "") < 400 for r in found), case.name
