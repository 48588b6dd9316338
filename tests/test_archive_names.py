"""Whose a short name, an acronym or a place is, and which numbers are one, over the articles of an archive."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from test_archive import articles_of, held

from eventx import cli
from eventx.batch.sinks import make_sink
from eventx.pipeline import extract_many
from eventx.records.article import Article
from eventx.records.errors import BatchError, ConfigError

pytest.importorskip("duckdb")
archive = pytest.importorskip("eventx.batch.archive.link")
questions = pytest.importorskip("eventx.batch.archive.ask")
link, ask, Question, lines = archive.link, questions.ask, questions.Question, questions.lines

STORIES = {
    "a1": ("2031-03-02", "Aer Lunen will lay off 310 workers in Dublin, the airline said on Sunday."),
    "a2": ("2031-03-04", "AL will lay off 420 workers in Boston, the AL said on Tuesday."),
    "a3": ("2031-03-05", "The Lunen Works Council (LWC) in Dublin regrets it. The LWC will sue Aer Lunen."),
    "a4": ("2031-03-06", "“We are no enemies,” said Ida Sommer, who speaks for the LWC. The LWC met in Dublin."),
    "b1": ("2031-03-02", "United Lathes will lay off 130 workers in Leeds. “It is over,” said Ann Bell of United."),
    "b2": ("2031-03-09", "Halden United dismissed its coach. “We lost,” said Karl Vidal of United on Sunday."),
    "c1": ("2031-03-02", "Turkey is at odds. Parliament in Ankara adopted a law on rents on Sunday, Turkey said."),
    "c2": ("2031-03-03", "Belgium waits. Parliament in Brussels rejected a law on rents on Monday, Belgium said."),
    "d1": ("2031-03-05", "Marlowe Foods said that it would lay off between 700 and 800 workers in Perth."),
    "d2": ("2031-03-05", "In a speech that he gave to the owners of the bank on Thursday, Oliver\nNorth said that "
        "Tamarisk Capital would close in May. “We are sorry,”\nsaid North."),
    "e1": ("2031-03-06", "Tamarisk Capital to Cut 3,000 Jobs\n\nAda Holm said she will cut Tamarisk Capital's "
        "workforce by 7 percent, or more than 3,000 jobs, warning that the road ahead is difficult.\n\nTamarisk "
        "Capital had about 45,000 employees, Holm told a newspaper, so the 7 percent cut works out to be about 3,150 "
        "jobs lost."),
    "f1": ("2031-03-07", "Marlowe Foods employs 5,000 people in Norway, and Quillon employs 7,000 people in Norway."),
    "g1": ("2031-03-08", "Brenntal agreed to buy Zephyra for $41.75 a share. The deal is worth $1.6 billion, it said."),
    "h1": ("2031-03-09", "The Swiss said no. A Swiss court fined Quillon $3 million in Geneva, Swiss law in hand."),
    "h2": ("2031-03-10", "Switzerland exported watches worth $2 billion in January, it said."),
}  # fmt: skip


def batch(nlp: Any, folder: Path, form: str, names: list[str]) -> Path:
    """The output of a batch over some of the stories, one shard each, numbered from 1."""
    sink = make_sink(form, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names, 1):
        day, text = STORIES[name]
        made = folder.parent / f"{folder.name}-{name}.jsonl"
        (found,) = extract_many([Article(id=name, published=day, source="Wire", title=name, text=text)], nlp=nlp)
        made.write_text(found.model_dump_json() + "\n", encoding="utf-8")
        sink.add(number, made)
    sink.finish()
    return folder


@pytest.fixture(scope="module")
def linked(nlp: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = batch(nlp, tmp_path_factory.mktemp("names") / "out", "parquet", list(STORIES))
    link(out)
    return out


@pytest.mark.parametrize(
    ("entity", "articles"),
    [
        ("organisation:aer-lunen", ["a1", "a3"]),
        ("organisation:al", ["a2"]),  # initials alone join nothing
        ("organisation:lunen-works-council", ["a3", "a4"]),  # an article tells both
        ("organisation:united-lathes", ["b1"]),
        ("organisation:united", ["b2"]),  # "United" is that of its article
        ("organisation:parliament-tr", ["c1"]),
        ("organisation:parliament-be", ["c2"]),
        ("organisation:swiss%", []),  # no adjective of a nation is a body
        ("person:oliver-north", ["d2"]),
    ],
)
def test_a_short_name_is_that_of_whom_its_article_calls_so(linked: Path, entity: str, articles: list[str]) -> None:
    found = articles_of(linked, entity)
    assert (list(found.values()) or [[]])[0] == articles


@pytest.mark.parametrize(
    ("entity", "articles"),
    [("place:ch", ["h1", "h2"]), ("place:no", ["f1"]), ("place:2964574", ["a1", "a3", "a4"])],
)
def test_a_place_has_one_key_wherever_it_is_told(linked: Path, entity: str, articles: list[str]) -> None:
    assert articles_of(linked, entity) == {entity: articles}


def test_a_name_over_the_end_of_a_line_is_found(linked: Path) -> None:
    (north,) = lines(ask(linked, Question(view="entities", who="Oliver North")))
    assert north["name"] == "Oliver North"
    said = {quote["speaker"] for quote in lines(ask(linked, Question(view="quotes", who="oliver north")))}
    assert said == {"Oliver North"}


def test_a_range_has_two_ends_and_no_value(linked: Path) -> None:
    (row,) = lines(ask(linked, Question(type="workforce", who="marlowe", action="lay_off", modality="any")))
    assert (row["value"], row["low"], row["high"]) == (None, 700, 800)
    assert not ask(linked, Question(action="lay_off", who="marlowe", least=750, modality="any")).rows
    added = ask(linked, Question(type="workforce", action="lay_off", who="marlowe", by=("who",), modality="any"))
    assert [(row["total"], row["left_out"]) for row in lines(added)] == [(None, 1)]


def test_an_article_that_tells_a_layoff_twice_tells_one(linked: Path) -> None:
    (row,) = lines(ask(linked, Question(action="lay_off", who="tamarisk", modality="any")))
    assert (row["value"], row["bound"], row["articles"], row["unit"]) == (3150, "approx", 1, "person")
    assert not ask(linked, Question(view="conflicts", who="tamarisk", modality="any")).rows


def test_levels_and_prices_of_each_are_added_to_nothing(linked: Path) -> None:
    staff = ask(linked, Question(type="workforce", action="employ", by=("country",)))
    assert {row["total"] for row in lines(staff)} == {None}
    shares = ask(linked, Question(type="acquisition", who="brenntal", by=("type",), modality="any"))
    assert [row["total"] for row in lines(shares)] == [None]
    (row,) = lines(ask(linked, Question(type="acquisition", who="brenntal", modality="any")))
    assert (row["value"], row["per"]) == (41.75, "share")


def test_articles_are_counted_once_and_months_of_publication_are_told(linked: Path) -> None:
    answer = ask(linked, Question(type="workforce", action="employ", by=("action",)))
    assert [(row["happenings"], row["articles"]) for row in lines(answer)] == [(3, 2)]
    dated = ask(linked, Question(type="workforce", by=("month",), modality="any"))
    assert any("day they were first published" in note for note in dated.notes)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (Question(view="quotes", type="trade"), "--type says nothing to the view quotes, which is asked with --who"),
        (Question(view="quotes", least=5), "--min says nothing"),
        (Question(view="entities", words="law"), "--words says nothing"),
        (Question(view="entities", by=("type",)), "--by says nothing"),
        (Question(view="series", by=("who",)), "--by says nothing"),
        (Question(view="tellings", sort="value"), "--sort says nothing"),
        (Question(sort="size"), "no order; there are value, date, articles"),
        (Question(country="Banana"), "no country of this name"),
    ],
)
def test_what_a_view_has_not_is_refused(linked: Path, question: Any, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        ask(linked, question)


def test_a_country_is_asked_for_by_name_and_rows_by_value(linked: Path) -> None:
    told = [ask(linked, Question(country=name, modality="any")).rows for name in ("NO", "no", "Norway")]
    assert told[0] == told[1] == told[2] != []
    sizes = [row["value"] for row in lines(ask(linked, Question(unit="person", modality="any", sort="value")))]
    assert sizes[:2] == [45000, 7000]
    assert sizes == sorted(sizes, key=lambda size: size or 700, reverse=True)
    days = [row["first_on"] for row in lines(ask(linked, Question(type="workforce", modality="any", sort="date")))]
    assert days == sorted(days)


def test_each_unit_of_a_chart_has_its_scale() -> None:
    from eventx.batch.archive.ask import Answer
    from eventx.batch.archive.draw import write_chart

    rows = [("2031-01", 1, 4e11, "JPY"), ("2031-02", 2, 2e9, "USD"), ("(no date)", 1, None, None)]
    stream = io.StringIO()
    write_chart(Answer(["month", "happenings", "total", "unit"], rows), stream)
    first, second, last = stream.getvalue().splitlines()
    assert first.count("█") == second.count("█") == last.count("█") == 40
    assert last.endswith("1 happening without a number")


@pytest.mark.parametrize(
    "forms", [("jsonl", "jsonl"), ("parquet", "parquet"), ("sqlite", "jsonl"), ("parquet", "sqlite")]
)
def test_outputs_of_several_batches_are_one_archive(
    nlp: Any, linked: Path, tmp_path: Path, forms: tuple[str, str]
) -> None:
    names = list(STORIES)
    days = [batch(nlp, tmp_path / "d1", forms[0], names[:6]), batch(nlp, tmp_path / "d2", forms[1], names[6:])]
    told = "SELECT happening, article_id, tells FROM events ORDER BY ALL"
    assert cli.main(["link", str(tmp_path / "out"), "--from", *map(str, days)]) == 0
    assert held(tmp_path / "out", told) == held(linked, told)
    sums = "SELECT entity, articles FROM entities ORDER BY ALL"
    assert held(tmp_path / "out", sums) == held(linked, sums)
    assert cli.main(["link", str(tmp_path / "out"), "--from", str(days[0])]) == 0
    assert {article for _, article, _ in held(tmp_path / "out", told)} < set(names[:6]) | {"none"}


def test_a_folder_is_given_once_and_a_batch_keeps_its_tables(nlp: Any, tmp_path: Path) -> None:
    from eventx.batch.archive.gather import gather

    one = batch(nlp, tmp_path / "in" / "one", "parquet", ["a1"])
    for sources, out, why in (([one, one], tmp_path / "out", "given twice"), ([one], one, "a batch wrote tables here")):
        with pytest.raises(BatchError, match=why):
            gather(sources, out)
    gather(tmp_path / "in", tmp_path / "all")  # a folder of batches
    assert link(tmp_path / "all").rows["happenings"] == 1
