from __future__ import annotations

import re

import pytest
from growth import is_linear
from spacy.language import Language
from tables import read_blocks

import eventx
from eventx.facts.statement import Statement
from eventx.mentions.analysis import Analysis
from eventx.mentions.claims import Claims
from eventx.pipeline import make_doc
from eventx.pipeline.components import analysis_of

BLOCKS = read_blocks("statement")
LINE = re.compile(r'= (\w+) "([^"]*)" (?:"([^"]+)"|(\S+))(.*?) :: (.*)')


def statements(nlp: Language, text: str, published: str | None = "2025-08-15") -> list[Statement]:
    doc = nlp(make_doc(nlp, eventx.Article(text=text, published=published)))
    return [proposal.record for proposal in Statement.propose(analysis_of(doc), Claims())]


def wanted(line: str) -> tuple[object, ...]:
    match = LINE.match(line)
    assert match, line
    mode, speaker, quoted, bare, fields, content = match.groups()
    given = {key: a or b for key, a, b in re.findall(r'(\w+)=(?:"([^"]*)"|(\S+))', fields)}
    cue = None if bare == "-" else quoted or bare
    return mode, speaker, cue, given.get("role"), given.get("org"), given.get("date"), content.split(" | ")


@pytest.mark.parametrize("lines", BLOCKS, ids=lambda lines: lines[0][:50])
def test_examples(nlp: Language, lines: list[str]) -> None:
    text = "\n".join(line for line in lines if not line.startswith("= "))
    found = [
        (
            s.mode,
            s.speaker.name if s.speaker else None,
            s.cue.text if s.cue else None,
            s.speaker.role if s.speaker else None,
            s.speaker.organisation if s.speaker else None,
            s.date.start_date if s.date else None,
            [text[piece.start : piece.end] for piece in s.content],
        )
        for s in statements(nlp, text)
    ]
    assert found == [wanted(line) for line in lines if line.startswith("= ")]


def test_mentions_quote_the_text(nlp: Language) -> None:
    text = "“A long day,” said Ann Reed, mayor of Hull. “We are tired.”\n\nShe told the BBC that it was over."
    for statement in statements(nlp, text):
        for mention in (*statement.content, statement.span, *([statement.cue] if statement.cue else [])):
            assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("text", "modality"), [("He will say that sales rose.", "forecast"), ("He said that it fell.", "asserted")]
)
def test_speech_to_come_is_forecast(nlp: Language, text: str, modality: str) -> None:
    assert [s.modality for s in statements(nlp, text)] == [modality]


def test_quotation_runs_on_into_the_next_paragraph(nlp: Language) -> None:
    text = "“We lost the house,” said Ann Reed.\n\n“Then the rain came back and took the road.”"
    (statement,) = statements(nlp, text)
    assert len(statement.content) == 2


@pytest.mark.parametrize(
    "text",
    ["", '"', "“", "he said", "said:", "according to", "called on to", "“A", "NAME: “", '," said', "’’ said that"],
)
def test_fragments_do_not_raise(nlp: Language, text: str) -> None:
    statements(nlp, text, None)


@pytest.mark.parametrize("piece", ['"', "“", "he said that ", "“A b c d,” he said. ", "' "])
def test_time_is_linear(nlp: Language, piece: str) -> None:
    def analysed(count: int) -> Analysis:
        return analysis_of(nlp(make_doc(nlp, eventx.Article(text=piece * count))))

    assert is_linear(lambda analysis: list(Statement.propose(analysis, Claims())), analysed, 500)


@pytest.mark.parametrize(
    "title", ["Rates Are Too Low, Brandt Says", "Rates are too low - Brandt", "Rates are low: Brandt"]
)
def test_titles(nlp: Language, title: str) -> None:
    text = f"{title}\n\nDana Brandt said on Monday that the rates of the bank were far too low for the summer."
    assert [s.speaker.name for s in statements(nlp, text) if s.speaker] == ["Dana Brandt", "Dana Brandt"]
