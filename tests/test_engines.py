from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.parquet")

from eventx import engines  # noqa: E402
from eventx.io.readers.how import Fields  # noqa: E402
from eventx.pipeline import extract  # noqa: E402

ROWS: dict[str, list[Any]] = {
    "id": ["a", "b", "c", "d", None],
    "text": [
        "Exports rose 33% to $1.05 billion on Tuesday.", None, "", "x " * 5_000_001, "The flood killed 14 in Leeds.",
    ],
    "published": ["2025-07-19", None, None, None, "no date"],
    "more": [1, 2, 3, 4, 5],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _model(monkeypatch: pytest.MonkeyPatch, nlp: Any) -> None:
    monkeypatch.setattr(engines, "_load", lambda model: nlp)


def test_a_row_out_for_a_row_in_extraction_or_error(nlp: Any) -> None:
    out = engines.process_table(pa.table(ROWS))
    assert out.schema == engines.SCHEMA
    ids, found, errors = (out.column(name).to_pylist() for name in ("id", "extraction", "error"))
    assert ids[:4:2] == ["a", "c"]
    assert (ids[3], ids[4][:4]) == ("d", "row-")
    assert ids[1] == "b"
    want = extract(str(ROWS["text"][0]), published="2025-07-19", nlp=nlp)
    assert found[0] == want.model_copy(
        update={"article": want.article.model_copy(update={"id": "a"})}
    ).model_dump_json()  # fmt: skip
    assert [bool(one) for one in found] == [not one for one in errors] == [True, False, True, False, True]
    assert "more than the 10,000,000" in errors[3]


def test_a_long_article_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventx.pipeline.PIECE", 400)
    text = "\n\n".join(["The ministry said that exports rose 33% to $1.05 billion."] * 10)
    (found,) = engines.process_table(pa.table({"id": ["long"], "text": [text]})).column("extraction").to_pylist()
    assert "in 2 pieces" in found
    assert f'"start":{text.rindex("$")},' in found


def test_the_columns_may_have_other_names_and_none_be_left() -> None:
    table = pa.table({"key": ["k"], "body": ["Exports rose 5%."]})
    out = engines.process_table(table, Fields(id="key", text="body"))
    assert out.column("id").to_pylist() == ["k"]
    assert '"change"' in out.column("extraction")[0].as_py()
    assert engines.process_table(table.slice(0, 0)).num_rows == 0


def test_record_batches_as_spark_hands_them() -> None:
    table = pa.table(ROWS)
    out = pa.Table.from_batches(engines.arrow_batches()(table.to_batches(max_chunksize=2)))
    assert out.column("extraction").to_pylist() == engines.process_table(table).column("extraction").to_pylist()


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore")
def test_dask_gives_what_the_local_run_gives() -> None:
    frames = pytest.importorskip("dask.dataframe")
    table = pa.table(ROWS)
    frame = frames.from_pandas(table.to_pandas(), npartitions=2)
    made = engines.dask_frame(frame).compute(scheduler="synchronous")
    assert pa.Table.from_pandas(made, preserve_index=False).cast(engines.SCHEMA).equals(engines.process_table(table))


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_what_the_local_run_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    table = pa.table(ROWS)
    pa.parquet.write_table(table, tmp_path / "in.parquet")
    spark = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", str(tmp_path))
        .getOrCreate()
    )
    try:
        made = engines.spark_frame(spark.read.parquet(str(tmp_path / "in.parquet"))).toArrow()
    finally:
        spark.stop()
    assert made.cast(engines.SCHEMA).equals(engines.process_table(table))
