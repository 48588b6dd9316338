"""The recipes of docs/archives.md, over the records of two articles."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_docs import ROOT, blocks

from eventx.batch.sinks import make_sink
from eventx.pipeline import extract_many
from eventx.records.article import Article

pa = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.parquet")
duckdb = pytest.importorskip("duckdb")
engines = pytest.importorskip("eventx.engines")

PAGE = ROOT / "docs" / "archives.md"
ARTICLES = [
    Article(
        id="n1", title="Trade grows", published="2025-07-19",
        text="Chinese exports to North Korea climbed 33% to $1.05 billion in June, the ministry said. "
        "Revenue of Halden Motors rose 6% to $3 billion.",
    ),
    Article(id="n2", text="The minister said that Japan pledged $40 million on Tuesday."),
]  # fmt: skip


@pytest.fixture(scope="module")
def records(nlp: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands of the page leave there."""
    folder = tmp_path_factory.mktemp("archives")
    lines = folder / "lines.jsonl"
    found = extract_many(ARTICLES, nlp=nlp)
    lines.write_text("".join(one.model_dump_json() + "\n" for one in found), encoding="utf-8")
    for name, out in (("parquet", "tables"), ("sqlite", "db")):
        sink = make_sink(name, folder / out)
        sink.add(1, lines)
        sink.finish()
    (folder / "extractions").mkdir()
    table = pa.Table.from_pylist([article.model_dump(include={"id", "text", "published"}) for article in ARTICLES])
    made = engines.process_table(table)
    pa.parquet.write_table(made, folder / "extractions" / "part.parquet")
    return folder


def test_every_query_finds_what_it_asks_for(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(records)
    asked = blocks(PAGE, "sql")
    assert len(asked) == 4
    trade, money, results, facts = (duckdb.sql(query).fetchall() for query in asked)
    assert trade == [("China", "North Korea", 1, 1_050_000_000)]
    assert [row[2] for row in money] == [3_000_000_000, 1_050_000_000]
    assert "ministry" in money[1][-1]
    assert (results[0][2], results[0][3]) == ("up", 6)
    assert sorted(int(row[2]) for row in facts) == [40_000_000, 1_050_000_000, 3_000_000_000]


def test_datasette_shows_the_views(records: Path) -> None:
    pytest.importorskip("datasette")
    command = next(line for block in blocks(PAGE, "sh") for line in block.splitlines() if "--get" in line)
    words = [sys.executable, "-m", *shlex.split(command)]
    out = subprocess.run(words, cwd=records, capture_output=True, check=True, text=True).stdout
    (row,) = json.loads(out)
    assert (row["article_id"], row["article_title"], row["value"]) == ("n1", "Trade grows", 1_050_000_000)


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("engine", ["dask", "spark"])
def test_a_cluster_run_gives_the_rows_of_the_local_one(records: Path, engine: str, nlp: Any) -> None:
    pytest.importorskip({"dask": "dask.distributed", "spark": "pyspark"}[engine])
    (script,) = (block for block in blocks(PAGE, "py") if f"{engine}_frame" in block)
    news, out = records / f"news-{engine}", records / f"out-{engine}"
    news.mkdir()
    table = pa.Table.from_pylist([article.model_dump(include={"id", "text", "published"}) for article in ARTICLES])
    pa.parquet.write_table(table, news / "part.parquet")
    script = re.sub("s3a?://news/2025/", str(news), script)
    script = re.sub("s3a?://records/2025/", str(out), script)
    script = script.replace('Client("tcp://scheduler:8786")', "Client(processes=False, dashboard_address=None)")
    script = (
        script.replace("npartitions=2000", "npartitions=1")
        .replace("repartition(2000)", "coalesce(1)")
        .replace(".getOrCreate()", ".master('local[1]').getOrCreate()")
    )
    end = "client.close()" if engine == "dask" else "spark.stop()"
    path = records / f"run_{engine}.py"
    path.write_text(f"{script}\n{end}\n")
    env = os.environ | {"PYSPARK_PYTHON": sys.executable}
    subprocess.run([sys.executable, str(path)], cwd=records, check=True, capture_output=True, env=env)
    made = pa.parquet.read_table(out).select(engines.SCHEMA.names).cast(engines.SCHEMA)
    assert sorted(made.to_pylist(), key=str) == sorted(engines.process_table(table).to_pylist(), key=str)
