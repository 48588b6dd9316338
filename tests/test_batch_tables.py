from __future__ import annotations

import contextlib
import csv
import json
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field
from pydantic_core import from_json

from eventx.batch.command import FORMATS
from eventx.batch.sinks import make_sink
from eventx.batch.tables import MOST, Schema
from eventx.events.frames.frame import Frame
from eventx.facts.measure import Measure
from eventx.pipeline import extract_many
from eventx.records import Event, Extent, Mention, Place, Quantity, Record, registry
from eventx.records.errors import ConfigError
from eventx.records.extraction import Extraction

pa = pytest.importorskip("pyarrow.parquet")

TEXTS = (
    "Chinese exports to North Korea rose 33% to $1.05 billion in June 2025, the ministry said.",
    "The flood killed 14 people in Leeds on Tuesday. Halden Motors will cut 1,200 jobs.",
)


@pytest.fixture(scope="module")
def lines(nlp, tmp_path_factory: pytest.TempPathFactory) -> Path:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("lines") / "shard"
    found = extract_many(TEXTS, nlp=nlp)
    path.write_text("".join(extraction.model_dump_json() + "\n" for extraction in found), encoding="utf-8")
    return path


def extraction(*values: str) -> dict[str, object]:
    """Make the JSON of an article with a measure of each value."""
    mention = Mention(start=0, end=1, text="9")
    facts = [
        Measure(
            id=f"measure-{i}", span=mention, sentence=Extent(start=0, end=1), rule="measure.bare",
            amount=Quantity(value=Decimal(value), mention=mention),
        )
        for i, value in enumerate(values)
    ]  # fmt: skip
    return Extraction(article={"text_sha256": ""}, facts=facts).model_dump(mode="json")


def rows(path: Path, table: str) -> list[dict[str, object]]:
    with contextlib.closing(sqlite3.connect(path / "eventx.sqlite")) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]


def test_every_record_is_a_row_of_its_table_in_parquet_and_sqlite(lines: Path, tmp_path: Path) -> None:
    for name in ("parquet", "sqlite"):
        sink = make_sink(name, tmp_path)
        sink.add(3, lines)
        sink.finish()
    schema = Schema.of_types()
    records = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    for (room, kind), table in schema.names.items():
        want = [(3 * MOST + i, r["id"]) for i, one in enumerate(records) for r in one[room] if r["type"] == kind]
        parquet = pa.read_table(tmp_path / table).to_pylist()
        assert sorted(want) == sorted((row["article"], row["id"]) for row in parquet)
        plain = [{k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()} for row in parquet]
        for held, row in zip(rows(tmp_path, table), sorted(plain, key=lambda r: (r["article"], r["id"])), strict=True):
            assert {k: Decimal(str(held[k])) if isinstance(v, Decimal) else held[k] for k, v in row.items()} == row
    (trade,) = rows(tmp_path, "trade_view")
    assert (trade["exporter_country"], trade["importer_name"], trade["value"]) == ("CN", "North Korea", 1050000000)
    assert trade["change_value"] == 33
    assert trade["article_id"] is None
    linked = {(row["event"], row["fact"]) for row in rows(tmp_path, "event_facts")}
    assert linked == {(e["id"], fact) for one in records for e in one["events"] for fact in e["facts"]}


@pytest.mark.parametrize("name", FORMATS)
def test_a_shard_added_again_changes_nothing(lines: Path, tmp_path: Path, name: str) -> None:
    sink = make_sink(name, tmp_path / "out")
    (tmp_path / "out").mkdir()
    kept = []
    for _ in range(2):
        given = tmp_path / "given"
        given.write_bytes(lines.read_bytes())
        sink.add(1, given)
        sink.finish()
        files = {p: p for p in sorted((tmp_path / "out").rglob("*")) if p.is_file()}
        kept.append({p: rows(tmp_path / "out", "money") if name == "sqlite" else p.read_bytes() for p in files})
    assert kept[0] == kept[1]
    assert not [p for p in kept[0] if p.name.startswith(".")]


def test_jsonl_moved_before_is_no_error(lines: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.write_bytes(lines.read_bytes())
    for _ in range(2):
        make_sink("jsonl", tmp_path).add(1, given)
    assert (tmp_path / "part-000001.jsonl").read_bytes() == lines.read_bytes()


def test_a_shard_with_other_records_replaces_them(lines: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    for name in ("parquet", "sqlite"):
        sink = make_sink(name, tmp_path)
        sink.add(2, lines)
        sink.add(2, empty)
        sink.finish()
    assert rows(tmp_path, "money") == []
    assert pa.read_table(tmp_path / "money").num_rows == 0
    assert rows(tmp_path, "shards") == [{"shard": 2, "articles": 0}]


def test_csv_has_facts_and_events(lines: Path, tmp_path: Path) -> None:
    make_sink("csv", tmp_path).add(1, lines)
    facts, events = (
        list(csv.DictReader((tmp_path / f"{name}-000001.csv").read_text(encoding="utf-8").splitlines()))
        for name in ("part", "events")
    )
    assert "money" in {row["type"] for row in facts}
    assert "trade" in {row["type"] for row in events}


def test_numbers_that_do_not_fit_are_kept_as_text(tmp_path: Path) -> None:
    values = ("0.1", "12345678901234567.25", "-7", "1" + "0" * 40, "0.1234567890123", "9" * 19)
    path = tmp_path / "lines"
    path.write_text(json.dumps(extraction(*values)))
    held = {}
    for name in ("parquet", "sqlite"):
        sink = make_sink(name, tmp_path)
        sink.add(1, path)
    held["parquet"] = sorted(pa.read_table(tmp_path / "measure").to_pylist(), key=lambda row: row["id"])
    held["sqlite"] = rows(tmp_path, "measure")
    for found in held.values():
        for value, row in zip(values, found, strict=True):
            exact = json.loads(row["exact"])["amount_value"] if row["exact"] else str(row["amount_value"])
            assert Decimal(exact) == Decimal(value)
    assert held["parquet"][3]["amount_value"] is None
    assert held["sqlite"][3]["amount_value"] == 1e40


def test_a_type_of_ones_own_has_its_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Stake(Record):
        holder: str
        part: Decimal

    class Deal(Event):
        frame = Frame(leads=("money",), roles={})
        type: Literal["money"] = "money"
        Rank: bool = True
        title: str | int | None = None
        where: list[Place] = Field(default_factory=list)
        stake: Stake | None = None
        count: int = 0

    registry.types("events")
    monkeypatch.setitem(registry._TYPES["events"], "money", Deal)
    mention = Mention(start=0, end=1, text="x")
    places = [Place(name="A", country="DE"), Place(name="B")]
    deal = Deal(id="e", trigger=mention, mentions=[mention], title=7, where=places, count=2**70,
                stake=Stake(holder="H", part=Decimal("0.5")), facts=["f", "f"])  # fmt: skip
    path = tmp_path / "lines"
    path.write_text(Extraction(article={"text_sha256": ""}, events=[deal]).model_dump_json())
    for name in ("parquet", "sqlite"):
        sink = make_sink(name, tmp_path)
        sink.add(1, path)
        sink.finish()
    (row,) = rows(tmp_path, "event_money")
    assert (row["title"], row["where_name"], row["where_country"], row["stake_holder"]) == ("7", "A; B", "DE", "H")
    assert (row["stake_part"], row["Rank"], row["rank_"], row["count"]) == (0.5, 1, 1, None)
    assert json.loads(row["exact"]) == {"count": 2**70}
    assert from_json(row["where"])[1]["name"] == "B"
    assert pa.read_table(tmp_path / "event_money").num_rows == 1


def test_what_has_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no table for the type 'x'"):
        list(Schema.of_types().rows({"article": {}, "facts": [{"type": "x"}], "events": []}, 1))
