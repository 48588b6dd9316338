"""Which period holds for a fact, and its basis: the table of examples, and what holds on any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from tables import read_lines

import eventx
from eventx.analysis.bases import basis_of
from eventx.analysis.periods import period_of
from eventx.mentions.analysis import Analysis
from eventx.pipeline import make_doc
from eventx.pipeline.components import analysis_of
from eventx.records.article import Article
from eventx.syntax.tense import tense_of

ROWS = read_lines("period")


@pytest.mark.parametrize(("sentence", "fields"), list(zip(ROWS[::2], ROWS[1::2], strict=True)))
def test_examples(nlp: Language, sentence: str, fields: str) -> None:
    wanted = dict(pair.split("=") for pair in fields.strip().split("; "))
    text, start = sentence.replace("[", "").replace("]", ""), sentence.index("[")
    analysis = analysis_of(nlp(make_doc(nlp, Article(text=text, published="2025-08-15"))))
    token = analysis.span(start, start + 1)[0]
    time = period_of(analysis, token, since_open=wanted.get("type") == "headcount")
    assert (f"{time.start_date or '-'}/{time.end_date or '-'}" if time else "-") == wanted["period"]
    assert "basis" not in wanted or (basis_of(analysis, token) or "-") == wanted["basis"]


@given(text=st.text(alphabet=st.sampled_from("a 5%\n.,;since in May 2024 rose fell from than"), max_size=80))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(nlp: Language, text: str) -> None:
    analysis = analysis_of(nlp(make_doc(nlp, Article(text=text, published="2025-08-15"))))
    for token in analysis.doc:
        period_of(analysis, token)
        basis_of(analysis, token)


def test_a_doc_without_parse(nlp: Language) -> None:
    words = ["Sales", "rose", "5", "%", "in", "May", "."]
    doc = Doc(nlp.vocab, words=words, sent_starts=[word == "Sales" for word in words])
    analysis = Analysis(doc, Article(text=doc.text), times=[])
    assert period_of(analysis, doc[2]) is None
    assert basis_of(analysis, doc[2]) is None
    assert tense_of(doc)(0) in (None, "past", "future")


def test_without_publication_nothing_relative_is_a_period(nlp: Language) -> None:
    analysis = analysis_of(nlp(make_doc(nlp, eventx.Article(text="Sales rose 5% last month."))))
    assert period_of(analysis, analysis.doc[2]) is None
