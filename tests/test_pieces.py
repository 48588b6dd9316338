from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import mentions_in
from spacy.language import Language

import eventx
from eventx import pipeline
from eventx.pipeline.pieces import join_pieces, split_article
from eventx.records.article import Article
from eventx.records.errors import ArticleError
from eventx.text.leftovers import clean

TEXT = "Tin exports rise\n\n2 May 2025\n\n" + "\n\n".join(
    f"Mill No {n} said on Monday it exported {n} tonnes of tin to Peru, worth ${n} million. "
    f"“We hired {n} people, up 5%,” said Zoë Berg, the head of Mill No {n}."
    for n in range(11, 31)
)


def test_pieces_make_the_whole() -> None:
    pieces = split_article(Article(text=TEXT), 500)
    assert len(pieces) > 5
    assert "".join(p.article.text for p in pieces) == TEXT
    assert all(TEXT.startswith(p.article.text, p.offset) and len(p.article.text) <= 500 for p in pieces)
    assert {(p.article.title, p.article.published) for p in pieces} == {("Tin exports rise", "2025-05-02")}
    assert all(p.article.text.startswith("Mill No") for p in pieces[1:])


def test_records_of_pieces_are_those_of_the_whole_text(nlp: Language) -> None:
    article = Article(text=TEXT, id="tin", keep_text=True)
    pieces = split_article(article, 900)
    found = list(pipeline.extract_many([p.article for p in pieces], nlp=nlp))
    whole = join_pieces(article, pieces, found)
    held = whole.model_dump(mode="json")
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in mentions_in([held["facts"], held["events"]]))
    ids = [record.id for record in (*whole.facts, *whole.events)]
    assert len({*ids}) == len(ids) == sum(len(e.facts) + len(e.events) for e in found)
    assert {f for event in whole.events for f in event.facts} <= {*ids}
    assert {f.attributed_to for f in whole.facts} - {None} <= {*ids}
    assert sorted(e.rank for e in whole.events) == list(range(1, len(whole.events) + 1))
    assert (whole.article.text, whole.article.text_sha256) == (TEXT, article.text_sha256)
    (undivided,) = pipeline.extract_many([article], nlp=nlp)
    assert {f.id for f in undivided.facts if f.type == "money"} == {f.id for f in whole.facts if f.type == "money"}


def test_whom_and_what_a_long_article_is_about_is_told_of_all_its_pieces(nlp: Language) -> None:
    text = "Kappa Corp. cut 40 jobs in Peru, it said.\n\nZeta Holdings cut 50 jobs in Kenya, Ivo Brandt said."
    article = Article(text=text)
    pieces = split_article(article, 60)
    whole = join_pieces(article, pieces, list(pipeline.extract_many([p.article for p in pieces], nlp=nlp)))
    assert len(pieces) == 2
    assert {place.name for place in whole.article.focus} == {"Peru", "Kenya"}
    assert {"Kappa Corp.", "Zeta Holdings", "Ivo Brandt"} <= {name.name for name in whole.article.names}
    assert all(text[n.mention.start : n.mention.end] == n.mention.text for n in whole.article.names)


def test_a_short_article_stays_as_it_is(nlp: Language) -> None:
    article = Article(text="Sales rose 5%.")
    pieces = split_article(article)
    (found,) = pipeline.extract_many([pieces[0].article], nlp=nlp)
    assert join_pieces(article, pieces, [found]) is found


@given(st.lists(st.sampled_from(["a", "B.", " ", "\t", "\r", "\n", "\xa0", "\xad", "\u200b", "&amp;", "&#8217;"])))
def test_every_character_of_a_piece_has_its_place(told: list[str]) -> None:
    text = "".join(["B.\n", *told])
    (piece,) = split_article(Article(text=text))
    held = [(text[piece.start(at) : piece.end(at + 1)], char) for at, char in enumerate(piece.article.text)]
    assert all(html.unescape(quoted) == char for quoted, char in held)
    said = "".join(char for _, char in held)
    assert "".join(said.split()) == "".join(re.sub("[\xad\u200b]", "", html.unescape(text)).split())


def test_scripts_and_comments_are_no_part_of_a_text(nlp: Language) -> None:
    text = 'Floods killed 22 people.\n<script>var ad = "Save $30 now";</script>\n<!-- 45 people hired -->\nIt rained.'
    found = eventx.extract(text, nlp=nlp)
    assert {fact.type for fact in found.facts} == {"headcount"}
    assert {event.type for event in found.events} <= {"casualties", "disaster"}


@pytest.mark.parametrize(
    "text",
    [
        "PHILLIPS <P> said a < b and c > d.", "a unit <a unit of Tin Corp> of 90 workers", "2**3 and **kwargs, f**king",
        "cut 90<sup>1</sup> jobs", "cut 90[1](https://kappa.example/z) jobs", "sent to 're-education' camps",
        "by 's-Hertogenbosch", "Arizona vs. Houston", "R&D; AT&T;", "use --help", "a . . . b", "[sic] and (so)",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_leftover_stays(text: str) -> None:
    assert clean(text).text == text


def test_cells_of_a_table_stay_apart() -> None:
    assert clean("cut <td>90</td><td>40</td> jobs").text.split() == ["cut", "90", "40", "jobs"]


def test_a_long_page_is_split_where_its_paragraphs_end() -> None:
    page = "".join(f'<p>Tin &amp; <a href="https://x.example/{n}">copper</a> fell {n}%.</p>' for n in range(300))
    pieces = split_article(Article(text=page), 900)
    assert len(pieces) > 5
    assert all(p.article.text.rstrip().endswith("%.") and "<" not in p.article.text for p in pieces)
    assert all(page[p.start(0) : p.end(1)] in (p.article.text[0], "<p>", "</p>") for p in pieces)


@pytest.mark.parametrize(
    ("plain", "odd"),
    [
        *(("\n", end) for end in ("\r\n", " \n", "\t \r\n")),
        (". ", ".  "), (" ", "\xa0"), ("r", "r\xad"), (" h", " \u200bh"), ("&", "&amp;"), ("'", "&#39;"),
        ("'", "â€™"), ("cut ", "cutÂ\xa0"),
        ("Kappa", "<b>Kappa</b>"), ("Kappa", "[Kappa](https://kappa.example/a)"), ("Kappa", "**Kappa**"),
        ("%.", "% ."), ("'s", " 's"),
    ],
)  # fmt: skip
def test_odd_blanks_and_signs_tell_the_same(plain: str, odd: str, nlp: Language) -> None:
    told = "Ann\nLow, head of Kappa\nMills & Co, said it would\ncut 90 jobs in Mexico. Kappa's sales fell 5%.\n"
    text = told.replace(plain, odd)
    one, other = pipeline.extract_many([told, text], nlp=nlp)
    held = other.model_dump(mode="json")
    before, after = ([(f.type, f.span.text.replace(odd, plain).split()) for f in found.facts] for found in (one, other))
    assert before == after
    assert [e.type for e in one.events] == [e.type for e in other.events] == ["workforce", "result"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions_in([held["facts"], held["events"]]))
    assert other.notes == []
    assert other.article.text_sha256 == Article(text=text).text_sha256


@pytest.mark.parametrize(
    ("text", "ends"), [("Sales rose 5%. Tin fell. " * 90, ". "), ("tin and copper " * 90, " "), ("x" * 1200, "x")]
)
def test_a_paragraph_without_end_is_split_where_sentences_or_words_end(text: str, ends: str) -> None:
    pieces = split_article(Article(text=text), 500)
    assert "".join(p.article.text for p in pieces) == text
    assert all(len(p.article.text) <= 500 and p.article.text.endswith(ends) for p in pieces)


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(ArticleError, match="12,000 characters, more than the 10,000"):
        split_article(Article(text="x\n" * 6000), 500, 10_000)
