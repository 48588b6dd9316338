"""Gold of one's own: brat, Label Studio and Extractions, in and out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from spacy.language import Language

import eventx
from eventx.evaluate import main
from eventx.evaluate.facts import FactScore, in_context, interval
from eventx.evaluate.forms import draft, read_gold, to_brat
from eventx.evaluate.gold import to_gold
from eventx.records.errors import ArticleError, ConfigError

TEXT = (
    "Exports of tin\nfrom Bolivia to Japan rose 33% to $1.05 billion in April 2026 \U0001f600, Ana Quispe said.\r\n"
    "It hired 400 workers."
)


@pytest.fixture
def found(nlp: Language) -> eventx.Extraction:
    (one,) = eventx.extract_many([eventx.Article(id="tin", text=TEXT, published="2026-05-04")], nlp=nlp)
    return one


@pytest.mark.parametrize("form", ["brat", "label-studio", "jsonl"])
def test_what_is_written_as_a_draft_is_read_back_as_gold(form: str, found: eventx.Extraction, tmp_path: Path) -> None:
    (gold,) = read_gold(draft(form, [found], tmp_path))
    assert gold.article.text == TEXT
    assert gold.article.published == "2026-05-04"
    score = FactScore()
    score.add("tin", gold.facts, [g for f in found.model_dump(mode="json")["facts"] if (g := to_gold(f))])
    assert score.errors == []
    assert score.gold["money"] == 1
    assert gold.events is not None
    assert {event["type"] for event in gold.events["events"]} == {event.type for event in found.events}


def test_brat_takes_no_span_across_a_line_end(found: eventx.Extraction) -> None:
    for line in to_brat(found):
        if line.startswith("T"):
            extents = [part.split() for part in line.split("\t")[1].partition(" ")[2].split(";")]
            words = " ".join(TEXT[int(a) : int(b)] for a, b in extents)
            assert words == line.split("\t")[2]
            assert "\n" not in words


def test_spans_alone_are_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nlp: Language, capsys: object) -> None:
    text = "Sales rose 5% to $3 million. Costs fell 2%."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    spans = [("change", "5%"), ("money", "$3 million"), ("money", "Costs")]
    rows = [
        f"T{n}\t{kind} {text.index(said)} {text.index(said) + len(said)}\t{said}"
        for n, (kind, said) in enumerate(spans, 1)
    ]
    (tmp_path / "a.ann").write_text("\n".join([*rows, "#1\tAnnotatorNotes T1\tlooks odd"]) + "\n", encoding="utf-8")
    monkeypatch.setattr("eventx.evaluate.load", lambda model=None: nlp)
    assert main([str(tmp_path), "--worst", "3"]) == 0
    told = capsys.readouterr().out  # type: ignore[attr-defined]
    assert "1  MISS money\n      a: Sales rose 5% to $3 million. [Costs] fell 2%." in told
    assert "1  EXTRA change" in told
    assert "FIELD" not in told


def test_label_studios_export_with_labels_and_relations(tmp_path: Path) -> None:
    text = "It paid $3 million to Peru."
    rows = [
        {"id": "x", "type": "labels", "value": {"start": 8, "end": 18, "labels": ["money"]}},
        {"id": "y", "type": "labels", "value": {"start": 3, "end": 7, "labels": ["pledge", "no type of ours"]}},
        {"type": "relation", "from_id": "y", "to_id": "x"},
    ]
    path = tmp_path / "export.json"
    path.write_text(
        json.dumps([{"id": 7, "data": {"text": text}, "annotations": [{"result": rows}]}]), encoding="utf-8"
    )
    (gold,) = read_gold(path)
    assert [(f["type"], f["anchor"]) for f in gold.facts] == [("money", "$3 million")]
    assert gold.events == {
        "events": [{"type": "pledge", "trigger": {"start": 3, "end": 7}, "facts": [(8, 18)], "fields": {}}]
    }


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"no gold; it is a folder with gold/ID\.json"):
        read_gold(tmp_path)


def test_the_interval_holds_the_figure_and_narrows_with_articles() -> None:
    few, many = (
        interval([[8, 10, 10], [5, 10, 10], [9, 10, 10]]),
        interval([[8, 10, 10], [5, 10, 10], [9, 10, 10]] * 40),
    )
    low, high = map(float, few.split("-"))
    assert low <= 73.3 <= high
    assert high - low > float(many.split("-")[1]) - float(many.split("-")[0])
    assert interval([[1, 1, 1]]) == ""


def test_context_is_one_line() -> None:
    assert in_context("a\nb c", 2, 3) == "a [b] c"


@pytest.mark.parametrize("form", ["brat", "label-studio", "jsonl"])
def test_a_draft_that_nobody_touched_is_right(
    form: str, nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["Nordsee has bought Kappa, the maker of pumps.", "The lake is deep.", "Sales rose 5%."]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr("eventx.evaluate.load", lambda model=None: nlp)
    out = tmp_path / "gold"
    assert main(["--draft", form, str(tmp_path), "--out", str(out), "-p", "2026-05-04"]) == 0
    made = Path(capsys.readouterr().out.strip())
    assert {gold.article.published for gold in read_gold(made)} == {"2026-05-04"}
    assert main([str(made)]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^acquisition +100\.0 +1 +1 +1$", told, re.MULTILINE)
    assert re.search(r"^all +100\.0$", told, re.MULTILINE)


def test_what_a_person_made_of_a_draft_is_not_written_over(found: eventx.Extraction, tmp_path: Path) -> None:
    draft("brat", [found], tmp_path)
    (tmp_path / "00000.ann").write_text("")
    with pytest.raises(ConfigError, match="is there"):
        draft("brat", [found], tmp_path)
    assert (tmp_path / "00000.ann").read_text() == ""
    draft("brat", [found], tmp_path, redo=True)
    assert (tmp_path / "00000.ann").read_text()


def test_lines_that_are_no_extractions_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Sales rose."}\n')
    with pytest.raises(ArticleError, match=r"a\.jsonl:1: no Extraction"):
        read_gold(path)


def test_label_studio_has_a_label_for_every_type_of_a_draft(found: eventx.Extraction, tmp_path: Path) -> None:
    path = draft("label-studio", [found], tmp_path)
    labels = set(re.findall(r'<Label value="(\w+)"', (tmp_path / "label-studio.xml").read_text()))
    rows = json.loads(path.read_text())[0]["predictions"][0]["result"]
    assert {row["value"]["labels"][0] for row in rows if row["type"] == "labels"} <= labels
    assert {"legal", "acquisition", "money"} <= labels
    assert "time" not in labels
