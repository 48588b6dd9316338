from __future__ import annotations

import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import eventx
from eventx.pipeline import COMPONENTS, find_model
from eventx.records.errors import ArticleError, ConfigError, ModelError
from eventx.text.tokens import tokenize

HARD = [
    "", " ", "\n\n", "\x00", "a", "5%", "$", "-", '"' * 3000, "[" * 500 + "]" * 500, "9" * 3000, "x" * 5000, "中" * 900,
    "\ud800 is half a character", "e\u0301" * 300, "\u202e5%\u202c", "said.The" * 200, "=" * 90 + " 5% " + "'\"" * 400,
    "\U0001f600 Sales rose 5%.", "Sales rose 5%.\u2028Costs fell 3%.", "http://" * 300, "1,2,3," * 300,
    "(" * 30 + "5" + ")" * 30,
]  # fmt: skip


@pytest.mark.parametrize("text", HARD)
def test_any_text_is_read(nlp: Language, text: str) -> None:
    extraction = eventx.extract(text, nlp=nlp)
    whole = text.replace("\ud800", "\ufffd")
    for fact in extraction.facts:
        assert whole[fact.span.start : fact.span.end] == fact.span.text


def test_half_a_character_is_replaced_in_all_that_is_told_of_an_article(nlp: Language) -> None:
    told = {name: "a\ud83d" for name in ("id", "title", "url", "source", "language")}
    article = eventx.Article(text="\ud83d\ude00 Sales rose 5%.", **told)
    (found,) = eventx.extract_many([article], nlp=nlp)
    assert article.text == "\ufffd\ufffd Sales rose 5%."
    assert all(getattr(article, name) == "a\ufffd" for name in told)
    assert found.article.text_sha256 == article.text_sha256
    assert found.model_dump_json()


def split(text: str) -> Doc:
    nlp = spacy.blank("en")
    return tokenize(nlp.tokenizer, nlp.vocab, text)


@pytest.mark.parametrize("text", HARD)
def test_tokens_keep_every_character(text: str) -> None:
    text = eventx.Article(text=text).text
    assert split(text).text == text


def test_words_that_lost_their_blank_are_two() -> None:
    doc = split("It is for most people,”Reed said of the SMEsThe plan. LinkedIn grew.")
    assert doc.text == "It is for most people,”Reed said of the SMEsThe plan. LinkedIn grew."
    assert {"Reed", "SMEs", "The", "LinkedIn"} <= {token.text for token in doc}


def test_verbs_with_a_hyphen_before_them_are_one_token_and_in_a_long_run_no_character_comes_twice() -> None:
    address = f"https://x.example/{'a/' * 120}re-elected/{'b/' * 30}"
    doc = split(f"Low was re-elected, see {address} re-elected.")
    assert doc.text == f"Low was re-elected, see {address} re-elected."
    assert [token.text for token in doc].count("re-elected") == 2


def test_a_run_of_one_mark_takes_no_time(nlp: Language) -> None:
    began = time.process_time()
    doc = nlp.make_doc('"' * 20_000 + " said Ann.")
    assert len(doc) < 300
    assert time.process_time() - began < 1


def test_one_article_too_long_leaves_the_others(nlp: Language) -> None:
    failed: list[tuple[str | None, Exception]] = []
    articles = [
        eventx.Article(text="Sales rose 5%.", id="a"),
        eventx.Article(text="x " * 5_000_001, id="b"),
        eventx.Article(text="It paid $5 million.", id="c"),
    ]
    found = list(
        eventx.extract_many(articles, nlp=nlp, on_error=lambda article, error: failed.append((article.id, error)))
    )
    assert [extraction.article.id for extraction in found] == ["a", "c"]
    assert failed[0][0] == "b"
    assert isinstance(failed[0][1], ArticleError)
    with pytest.raises(ArticleError, match="b: 10,000,002 characters"):
        list(eventx.extract_many(articles, nlp=nlp))


def test_a_pipeline_without_parser_says_what_is_missing() -> None:
    nlp = eventx.add_to(spacy.blank("en"))
    extraction = eventx.extract("Oil fell\n\nOil fell 5% to $60 in May. It rose again.", nlp=nlp)
    assert {fact.type for fact in extraction.facts} & {"money", "change"}
    assert any("no parser" in note for note in extraction.notes)


@pytest.mark.parametrize("others", [[], ["ner"], ["tagger", "attribute_ruler", "lemmatizer"]])
def test_a_pipeline_that_sets_no_sentences_is_read(others: list[str]) -> None:
    nlp = spacy.load(find_model(), exclude=["parser", *others])
    for name in COMPONENTS:
        nlp.add_pipe(name)
    text = 'Coffee exports rose 12% to $1.4 billion, she said. "Six of the 40 workers died." Two were hurt in Kumasi.'
    assert any(fact.type == "money" for fact in nlp(text)._.eventx.facts)


@pytest.mark.parametrize("text", [None, 7, b"Sales rose 5%."])
def test_what_is_no_text_is_told_so(text: object, nlp: Language) -> None:
    with pytest.raises(ArticleError, match="no text"):
        eventx.extract(text, nlp=nlp)  # type: ignore[arg-type]


def test_a_part_of_a_model_is_enough() -> None:
    nlp = eventx.add_to(spacy.load(find_model(), exclude=["ner"]))
    assert eventx.extract("Sales rose 5% to $3 million.", nlp=nlp).facts


def test_the_text_comes_back_on_request(nlp: Language) -> None:
    text = "Sales rose 5%."
    kept, left = eventx.extract_many([eventx.Article(text=text, keep_text=True), text], nlp=nlp)
    assert (kept.article.text, left.article.text) == (text, None)


def test_no_model_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventx.pipeline.MODELS", ("no_such_model",))
    monkeypatch.delenv("EVENTX_MODEL", raising=False)
    with pytest.raises(ModelError, match="pip install"):
        find_model()
    with pytest.raises(ModelError, match="pip install"):
        eventx.load("no_such_model")


def test_a_missing_model_is_told_with_its_own_command() -> None:
    with pytest.raises(ModelError, match="spacy download en_core_web_none_lg"):
        find_model("en_core_web_none_lg")
    with pytest.raises(ModelError, match="no folder has this name"):
        eventx.load("no such model")


def test_what_is_no_list_of_articles_or_no_confidence_is_an_error(nlp: Language) -> None:
    with pytest.raises(ArticleError, match="a string is no list of articles"):
        eventx.extract_many("Sales rose 5%.", nlp=nlp)  # when it is called, not where the first is taken
    with pytest.raises(ConfigError, match="80 is no number from 0 to 1"):
        eventx.extract("Sales rose 5%.", nlp=nlp, min_confidence=80)


@pytest.mark.parametrize("told", [{"text": 5}, {"text": "x", "title": 5}, {"text": "x", "size": 1}, {}])
def test_what_makes_no_article_is_one_kind_of_error(told: dict[str, object]) -> None:
    with pytest.raises(ArticleError):
        eventx.Article(**told)  # type: ignore[arg-type]


def test_types_may_be_any_sequence() -> None:
    own = eventx.add_to(spacy.blank("en"), facts=("money",))
    found = own("It paid $5 million, 4% more.")._.eventx
    assert {fact.type for fact in found.facts} == {"money"}


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_no_time_at_all_is_an_error(nlp: Language, seconds: float) -> None:
    with pytest.raises(ConfigError, match="is no number above 0"):
        eventx.extract("Sales rose 5%.", nlp=nlp, seconds=seconds)


def test_a_pipeline_without_the_components_is_told_what_to_do() -> None:
    with pytest.raises(ConfigError, match=r"eventx\.load\(\).*eventx\.add_to\(nlp\)"):
        eventx.extract("Sales rose 5%.", nlp=spacy.blank("en"))


@pytest.mark.parametrize("held", [(), ("eventx_facts",), ("eventx_candidates", "eventx_events"), COMPONENTS])
def test_components_that_are_missing_are_added_in_their_order(held: tuple[str, ...]) -> None:
    nlp = spacy.blank("en")
    for name in held:
        nlp.add_pipe(name)
    names = ["eventx_layout", "sentencizer", *COMPONENTS]
    assert eventx.add_to(nlp).pipe_names == names
    assert eventx.add_to(nlp, spans=True).pipe_names == [*names, "eventx_spans"]
    assert eventx.add_to(nlp, spans=True).pipe_names == [*names, "eventx_spans"]
    assert eventx.extract("Sales rose 5% to $3 million.", nlp=nlp).facts


def test_types_of_a_component_that_is_there_cannot_be_named() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("eventx_facts", name="facts")
    with pytest.raises(ConfigError, match=r"remove_pipe\('facts'\)"):
        eventx.add_to(nlp, facts=["money"])
    assert nlp.pipe_names == ["facts"]
    assert "eventx_facts" not in eventx.add_to(nlp, events=["trade"]).pipe_names


@pytest.mark.parametrize("room", ["facts", "events"])
def test_a_type_that_is_not_known_leaves_the_pipeline_as_it_is(room: str) -> None:
    nlp = spacy.blank("en")
    with pytest.raises(ConfigError, match="no type 'vibes'"):
        eventx.add_to(nlp, **{room: ["vibes"]})
    assert nlp.pipe_names == []


def test_records_of_a_type_are_had_by_its_class_or_name(nlp: Language) -> None:
    found = eventx.extract("Sales rose 5% to $3 million.", nlp=nlp)
    assert found.of("money") == found.of(eventx.Money) != []
    assert found.of("casualties") == []
    for kind in ("casualty", 5):
        with pytest.raises(ConfigError, match=r"no type .*casualties, change"):
            found.of(kind)  # type: ignore[call-overload]


def test_an_article_is_read_without_a_parser() -> None:
    nlp = spacy.load(find_model(), exclude=["parser"])
    text = (Path(__file__).parents[1] / "corpus" / "articles" / "a05-riksbank-cut.txt").read_text(encoding="utf-8")
    found = eventx.extract(text, nlp=eventx.add_to(nlp))
    assert {"money", "share", "location", "time"} <= {fact.type for fact in found.facts}
    assert found.notes == ["the pipeline has no parser: facts that need one were not found"]


@pytest.mark.parametrize(
    ("given", "told"),
    [("20250719", "2025-07-19"), ("2025-07-19T08:30", "2025-07-19T08:30"), ("20250719 08:30", "2025-07-19T08:30:00")],
)
def test_a_day_of_publication_is_told_as_an_iso_date(given: str, told: str) -> None:
    article = eventx.Article(text="Exports rose 5%.", published=given)
    assert (article.published, str(article.published_on)) == (told, "2025-07-19")
