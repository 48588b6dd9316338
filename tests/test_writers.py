from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from spacy.language import Language

import eventx
from eventx.io.writers import make_writer, select, words
from eventx.io.writers.csv import COLUMNS, defuse, row
from eventx.io.writers.table import TableWriter
from eventx.records import Mention, Period, Quantity

TEXT = """Tin exports of Bolivia climb to $1.05 billion

LA PAZ, May 4, 2026 (Andes Wire) - Bolivia's tin exports to Japan climbed 33% to $1.05 billion in April, the customs
office said. "We will hire 400 workers in Oruro," said Rosa Quispe, the minister. The storm killed 14 people.
"""


@pytest.fixture(scope="module")
def found(nlp: Language) -> eventx.Extraction:
    return eventx.extract(TEXT, nlp=nlp)


def written(name: str, *extractions: eventx.Extraction, events: bool = False) -> str:
    stream = io.StringIO()
    writer = make_writer(name, stream, events)
    for extraction in extractions:
        writer.write(extraction)
    writer.close()
    return stream.getvalue()


def mention(text: str = "x") -> Mention:
    return Mention(start=0, end=len(text), text=text)


def test_json_lines_hold_one_extraction_each(found: eventx.Extraction) -> None:
    lines = written("jsonl", found, found).split("\n")
    assert lines[2:] == [""]
    assert eventx.Extraction.model_validate_json(lines[0]) == found


def test_json_is_one_object_or_an_array(found: eventx.Extraction) -> None:
    assert json.loads(written("json", found))["schema"] == "eventx/1"
    assert len(json.loads(written("json", found, found, found))) == 3
    assert written("json") == ""


def test_csv_has_one_row_a_fact(found: eventx.Extraction) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", found))))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len(found.facts)
    money = next(row for row in rows if row["type"] == "money" and row["section"] == "body")
    assert (money["value"], money["unit"], money["published"]) == ("1050000000", "USD", "2026-05-04")
    assert TEXT[int(money["start"]) : int(money["end"])] == money["text"]
    events = list(csv.DictReader(io.StringIO(written("csv", found, events=True))))
    assert len(events) == len(found.events)


def test_a_type_of_your_own_may_hold_anything_under_any_name() -> None:
    place = {"name": "Oslo", "country": "NO", "kind": "city"}
    quantity = {"value": "3", "low": None, "high": None, "bound": "exact", "unit": "year", "per": None}
    own = {
        "type": "own",
        "place": [place, place],
        "giver": [{"name": "Ana"}],
        "value": quantity,
        "initial": "low",
        "days": [1, 2],
    }
    cells = row(own)
    assert (cells["value"], cells["country"], cells["actor"]) == ("3", None, None)
    assert json.loads(str(cells["others"])) == {"place": "Oslo; Oslo", "giver": "Ana", "initial": "low", "days": "1; 2"}


def test_a_column_holds_one_party_of_a_type() -> None:
    told = {"type": "personnel", "person": {"name": "Ann Bell"}, "predecessor": {"name": "Jo Lee"}, "confidence": 0.9}
    cells = row(told)
    assert (cells["actor"], cells["organisation"], cells["confidence"]) == ("Ann Bell", None, 0.9)
    assert json.loads(str(cells["others"])) == {"predecessor": "Jo Lee"}
    assert row(told | {"organisation": {"name": "Kappa"}})["organisation"] == "Kappa"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=2+5", "'=2+5"), ("+cmd", "'+cmd"), ("-1+1", "'-1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("-3.5", "-3.5"), ("+5", "+5"),  ("plain", "plain"), (None, ""), (5, "5"), (" =1", "' =1"),
        ("-", "-"), ("-:3", "-:3"), ("-:3+1", "'-:3+1"), ("＝1+1", "'＝1+1"), ("\u3000＠SUM(A1)", "'\u3000＠SUM(A1)"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: object, safe: str) -> None:
    assert defuse(cell) == safe


def test_a_lone_carriage_return_ends_no_row(nlp: Language) -> None:
    article = eventx.Article(id="x\r=1+1", text="Sales of the firm\rrose 5%.")
    lines = written("csv", *eventx.extract_many([article], nlp=nlp))
    assert "\r" not in lines
    assert {row["article"] for row in csv.DictReader(io.StringIO(lines))} == {"x\n=1+1"}


def test_the_table_tells_events_first_in_80_columns(found: eventx.Extraction) -> None:
    stream = io.StringIO()
    TableWriter(stream, width=80).write(found)
    lines = stream.getvalue().splitlines()
    assert lines[0] == "Tin exports of Bolivia climb to $1.05 billion"
    assert max(map(len, lines)) <= 80
    kinds = [line.split()[0] for line in lines if line[:1].strip()]
    assert kinds.index("trade") < kinds.index("money")
    trade = next(line for line in lines if line.startswith("trade"))
    assert "Bolivia -> Japan" in trade
    assert "$1.05bn" in trade


def test_the_table_obeys_no_escape(nlp: Language) -> None:
    table = written("table", eventx.extract("\x1b[2J\x1b]0;x\x07Ann Lee said: “Sales \x1b[31mrose 5%.”", nlp=nlp))
    assert "\x1b" not in table
    assert "\x07" not in table
    assert "nothing found" in written("table", eventx.extract("Hello.", nlp=nlp))


def test_a_change_without_the_date_it_counts_from_says_no_since(nlp: Language) -> None:
    found = eventx.extract("Exports have risen 33% since January, the ministry said.", nlp=nlp)
    (change,) = found.of(eventx.Change)
    assert change.basis == "since"
    assert words.fact(change) == "+33%, Exports"


def test_a_fact_is_told_once(nlp: Language) -> None:
    text = "Tin exports of Bolivia rose 33% to $1.05 billion. It paid $1.05 billion."
    found = eventx.extract(text, nlp=nlp)
    lines = words.once(found.of(eventx.Money))
    assert len(lines) == len(set(lines)) < len(found.of(eventx.Money))
    assert not any(line == "$1.05bn" for line in lines)


def test_an_event_tells_where_when_and_who_says_so(nlp: Language) -> None:
    found = eventx.extract(
        "A storm killed 14 people in Oruro on May 3, 2026, police said.", published="2026-05-04", nlp=nlp
    )
    event = next(event for event in found.events if event.type == "casualties")
    assert words.event(event).endswith("in Oruro, 3 May 2026, says police")


def test_select_keeps_types_and_rooms(found: eventx.Extraction) -> None:
    assert {f.type for f in select(found, {"money"}).facts} == {"money"}
    assert select(found, {"money"}).events == []
    assert select(found, None, "events").facts == []
    assert select(found, None, "facts").events == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "1050000000", "unit": "USD"}, "$1.05bn"),
        ({"value": "74500", "unit": "person"}, "74,500"),
        ({"value": "4.4", "unit": "percent", "bound": "approx"}, "about 4.4%"),
        ({"low": "4", "high": "6", "unit": "percent", "bound": "range"}, "4-6%"),
        ({"value": "90", "unit": "basis_point"}, "90bp"),
        ({"value": "60000000", "unit": "SEK"}, "SEK 60m"),
        ({"value": "3200000", "unit": "barrel", "per": "day"}, "3.2m barrels per day"),
        ({"value": "1E+40", "unit": None}, "1.000e+40"),
        ({"value": "-0.5", "unit": "percent"}, "-0.5%"),
        ({"value": "0", "unit": None}, "0"),
    ],
)
def test_quantities_in_words(fields: dict[str, str], told: str) -> None:
    assert words.quantity(Quantity.model_validate({**fields, "mention": mention()})) == told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2025-01-01", "2025-06-30", "Jan-Jun 2025"),
        ("2025-10-01", "2025-10-31", "Oct 2025"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2024-01-01", "2025-12-31", "2024-2025"),
        ("2024-11-01", "2025-01-31", "Nov 2024-Jan 2025"),
        ("2025-07-17", "2025-07-17", "17 Jul 2025"),
        ("2025-07-14", "2025-07-20", "14 Jul 2025 - 20 Jul 2025"),
        (None, "2030-12-31", "to 31 Dec 2030"),
        ("2019-01-01", None, "since 1 Jan 2019"),
        (None, None, ""),
        ("9999-12-01", "9999-12-31", "Dec 9999"),
    ],
)
def test_periods_in_words(start: str | None, end: str | None, told: str) -> None:
    assert words.period(Period(mention=mention(), start_date=start, end_date=end)) == told


def test_numbers_round_for_people_only() -> None:
    assert words.number(Decimal("1234567890")) == "1.23bn"
    assert words.number(Decimal("0.00000001")) == "1.000e-8"


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
    for column, told in COLUMNS.items():
        assert f"| `{column}` | {told} |" in page


def test_the_bound_of_an_amount_is_in_its_cell(nlp: Language) -> None:
    found = eventx.extract("A flood killed 14 people and injured more than 30 in Peru.", nlp=nlp)
    (told,) = [cells for cells in found.to_rows() if cells["type"] == "casualties"]
    assert "more_than 30 person" in told["others"]
    assert told["sentence"] == "A flood killed 14 people and injured more than 30 in Peru."
