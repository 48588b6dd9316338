"""explain: what was found, what gave it, who took a number and who would have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

import eventx
from eventx.cli import main
from eventx.io.explain import explain

TEXT = (
    "Lenders could cut 12% of their 4,000 loans, the bank said on Friday. Oslo has 40 schools. "
    "Norway exported fish worth $2 million to Peru in May."
)


@pytest.fixture(scope="module")
def told(nlp: Language) -> str:
    return "\n".join(explain(eventx.Article(text=TEXT, published="2025-07-19"), nlp))


@pytest.mark.parametrize(
    "line",
    [
        """cue     "could" 8-13 hypothetical over "Lenders could cut""",
        """number  "12%" 18-21 12% (ratio): change took it (change.""",
        """wanted by share (share.""",
        """number  "40" 78-80 40 schools (counted): measure took it (measure.counted)""",
        """time    "Friday" 61-67 DATE 2025-07-18 2025-07-18/2025-07-18""",
        """place   "Oslo" 69-73 Oslo, city, NO (name)""",
        """what = "Oslo" 69-73""",
        """exporter = Norway, country, NO of "Norway" 90-96""",
        """importer = Peru, country, PE of "Peru" """,
        """modality = hypothetical""",
    ],
)
def test_it_tells(told: str, line: str) -> None:
    assert line in told


def test_it_changes_nothing(nlp: Language, told: str) -> None:
    article = eventx.Article(text=TEXT, published="2025-07-19")
    before, _, after = (next(eventx.extract_many([article], nlp=nlp)), list(explain(article, nlp)),
                        next(eventx.extract_many([article], nlp=nlp)))  # fmt: skip
    assert before == after
    assert all(f"fact    {fact.id}, rule {fact.rule}" in told for fact in before.facts)
    assert all(f"event   {event.id}, rank {event.rank}" in told for event in before.events)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["explain", str(path), "--at", "SCHOOLS"]) == 0
    said = capsys.readouterr()
    assert "40 schools" in said.out
    assert "Lenders" not in said.out
    assert main(["explain", str(path), "--at", "zebras"]) == 2
    assert "no sentence of" in capsys.readouterr().err
    assert main(["explain", str(tmp_path / "none.txt")]) == 1


def test_characters_are_those_of_the_article(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 2_000)  # so long is a piece
    text = "<b>Sales</b> of AT&amp;T rose 4%.  " + "The weather was fine.\n\n" * 150 + "Profit  fell 3%."
    lines = list(explain(article := eventx.Article(text=text), nlp))
    told = [tuple(map(int, re.findall(r'" (\d+)-(\d+) ', line)[0])) for line in lines if "  number" in line]
    assert [text[start:end] for start, end in told] == ["4%", "3%"]
    ids = [line.split()[1].rstrip(",") for line in lines if line.startswith("  fact")]
    assert ids == [fact.id for fact in next(eventx.extract_many([article], nlp=nlp)).facts if fact.type == "change"]
