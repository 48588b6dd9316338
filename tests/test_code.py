"""Types of one's own by --code, and records in narrow columns."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from spacy.language import Language

import eventx
from eventx.records.errors import ConfigError

OWN = '''
from collections.abc import Iterator
from typing import Literal
from eventx import Analysis, Claims, Fact, Proposal, register

@register
class Docket(Fact):
    """The number of a case."""
    type: Literal["docket"] = "docket"

    @classmethod
    def propose(cls, analysis: Analysis, claims: Claims) -> Iterator[Proposal]:
        start = analysis.text.find("No ")
        if start >= 0:
            span = analysis.mention(start, start + 5)
            yield Proposal(cls(span=span, sentence=analysis.sentence(start), rule="docket.number"))
'''
TEXT = "The court ruled in case No 42 that Halden Motors owes Peru $3.5 million."


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "eventx", *words], capture_output=True, text=True, check=False)


def test_types_of_a_file_come_out_of_the_command_and_of_a_batch(tmp_path: Path) -> None:
    code, article = tmp_path / "own.py", tmp_path / "a.txt"
    code.write_text(OWN, encoding="utf-8")
    article.write_text(TEXT, encoding="utf-8")
    said = run(str(article), "--code", str(code), "--types", "docket", "--format", "jsonl")
    assert [f["span"]["text"] for f in json.loads(said.stdout)["facts"]] == ["No 42"], said.stderr
    made = run("batch", str(article), "--out", str(tmp_path / "out"), f"--code={code}")
    assert made.returncode == 0, made.stderr
    (line,) = (tmp_path / "out" / "part-000001.jsonl").read_text(encoding="utf-8").splitlines()
    assert "docket" in {fact["type"] for fact in json.loads(line)["facts"]}
    other = run("batch", str(article), "--out", str(tmp_path / "out"))
    assert (other.returncode, "other settings" in other.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "why"), [("1/0", "ZeroDivisionError"), ("def", "SyntaxError"), (None, "no such file")]
)
def test_code_that_fails_is_told_in_a_line(tmp_path: Path, text: str | None, why: str) -> None:
    code, article = tmp_path / "own.py", tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    if text:
        code.write_text(text, encoding="utf-8")
    said = run(str(article), "--code", str(code))
    assert said.returncode == 2
    assert said.stderr.startswith(f"eventx: --code: {code}: {why}")
    assert said.stderr.count("\n") == 1


def test_rows_have_the_amount_and_the_sentence(nlp: Language) -> None:
    extraction = eventx.extract(TEXT, published="2031-05-02", nlp=nlp)
    (money,) = [row for row in extraction.to_rows("facts") if row["type"] == "money"]
    assert (money["value"], money["unit"], money["published"], money["sentence"]) == (
        Decimal(3500000), "USD", "2031-05-02", TEXT,
    )  # fmt: skip
    assert {len(row) for room in ("facts", "events") for row in extraction.to_rows(room)} == {len(money)}


def test_rows_become_a_table(nlp: Language) -> None:
    pytest.importorskip("pyarrow")
    table = eventx.extract(TEXT, nlp=nlp).to_arrow("facts")
    assert ("money", Decimal(3500000)) in zip(
        *(table.column(name).to_pylist() for name in ("type", "value")), strict=True
    )


def test_a_table_of_no_rows_has_its_columns(nlp: Language) -> None:
    pytest.importorskip("pandas")
    frame = eventx.extract("Nothing happened.", nlp=nlp).to_pandas()
    assert len(frame) == 0
    assert {"type", "value", "sentence"} <= set(frame.columns)


def test_rows_lose_no_field_of_an_event(nlp: Language) -> None:
    extraction = eventx.extract("A flood killed 14 people and injured 30 in Peru.", nlp=nlp)
    (row,) = [row for row in extraction.to_rows() if row["type"] == "casualties"]
    assert (row["value"], json.loads(row["others"])["injured"]) == (Decimal(14), "30 person")
    assert row["confidence"] == extraction.of(eventx.Casualties)[0].confidence
    with pytest.raises(ConfigError, match="there are rows of facts and of events"):
        extraction.to_rows("event")  # type: ignore[arg-type]
