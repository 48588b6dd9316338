"""Linking and asking: one happening in several articles, over the tables of a batch."""

from __future__ import annotations

import contextlib
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_docs import ROOT, blocks

from eventx import cli
from eventx.batch.sinks import make_sink
from eventx.pipeline import extract_many
from eventx.records.article import Article
from eventx.records.errors import BatchError, ConfigError

pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
archive = pytest.importorskip("eventx.batch.archive.link")
gather = pytest.importorskip("eventx.batch.archive.gather")
questions = pytest.importorskip("eventx.batch.archive.ask")
link, ask, Question = archive.link, questions.ask, questions.Question

PAGE = ROOT / "docs" / "questions.md"
STORIES = {
    "a1": ("2031-03-02", "Northern Post", "Halden Motors AG will lay off 1,187 workers in Leeds, it said on Sunday. "
        "“We regret it,” said Ann Bell, chief executive of Halden Motors. “Nobody sleeps,” said Ida Sommer."),
    "a2": ("2031-03-03", "Daily Wire", "Carmaker Halden Motors said it would lay off about 1,200 workers in Leeds."),
    "a3": ("2031-03-03", "Evening Star", "Halden Motors will lay off 1,250 workers in Leeds, a union said on Monday."),
    "a4": ("2031-03-04", "Leeds Echo", "A banner in Leeds names 1,187 people. “They regret it,” said Ida Sommer of "
        "Halden Motors, next to Ann Bell."),
    "b1": ("2031-03-03", "Daily Wire", "Kestrel Foods will lay off 1,187 workers in Perth, it said on Monday."),
    "c1": ("2031-03-10", "Northern Post", "China's exports to Peru rose 12% to $1.4 billion in February, it said."),
    "c2": ("2031-03-11", "Daily Wire", "Exports from China to Peru were $1.4 billion in February, up 12%."),
    "c3": ("2031-04-10", "Daily Wire", "China's exports to Peru rose 3% to $1.5 billion in March, customs said."),
    "d1": ("2031-03-12", "Evening Star", "“It is a bad law,” said Ann Bell, the health minister of Ghana."),
    "e1": ("2031-03-20", "Evening Star", "A flood killed 14 people in Lima on Thursday."),
    "e2": ("2031-03-21", "Daily Wire", "The flood in Lima killed 19 people, officials said on Friday."),
    "e3": ("2031-03-21", "Daily Wire", "A flood killed 14 people in Cusco on Thursday."),
    "f1": ("2031-03-14", "Daily Wire", "Annual inflation in Ghana slowed to 5.1% in February, it said."),
    "f2": ("2031-04-14", "Daily Wire", "Inflation in Ghana rose to 5.4% in March, the statistics office said."),
    "g1": ("2031-11-05", "Daily Wire", "Ghana's exports to Togo were $90 million in October, it said."),
    "g2": ("2031-11-06", "Evening Star", "Ghana's exports to Togo were $800 million in the first ten months, it said."),
    "h1": ("2031-05-02", "Northern Post", "The Bureau of Rural Affairs (BRA) in Oslo closed on Friday, said Karl "
        "Vidal, its director. “It is over,” Vidal said."),
    "h2": ("2031-05-03", "Daily Wire", "Vidal spoke in Oslo. “The BRA did no harm,” said Vidal of the BRA."),
    "h3": ("2031-08-03", "Daily Wire", "“Our team is tired,” said Karl Vidal, a coach from Chile."),
}  # fmt: skip


def tables(nlp: Any, folder: Path, form: str, names: list[str]) -> Path:
    """The tables of a batch over some of the stories, one shard each."""
    sink = make_sink(form, folder)
    for number, name in enumerate(STORIES, 1):
        if name in names:
            day, outlet, text = STORIES[name]
            lines = folder.parent / f"{name}.jsonl"
            article = Article(id=name, published=day, source=outlet, title=f"Story {name}", text=text)
            (found,) = extract_many([article], nlp=nlp)
            lines.write_text(found.model_dump_json() + "\n", encoding="utf-8")
            sink.add(number, lines)
    sink.finish()
    return folder


@pytest.fixture(scope="module", params=["parquet", "sqlite"])
def linked(nlp: Any, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    out = tables(nlp, tmp_path_factory.mktemp("linked") / "out", request.param, list(STORIES))
    link(out)
    return out


def held(out: Path, sql: str) -> Any:
    with contextlib.closing(duckdb.connect(str(out / "archive.duckdb"), read_only=True)) as db:
        return db.execute(sql).fetchall()


def happening(out: Path, article: str, kind: str) -> set[str]:
    """The happenings of one type that an article tells."""
    return {
        row[0] for row in held(out, f"SELECT happening FROM events WHERE article_id = '{article}' AND type = '{kind}'")
    }


def test_tellings_of_one_happening_are_joined_and_no_others(linked: Path) -> None:
    (layoff,) = happening(linked, "a1", "workforce")
    assert happening(linked, "a2", "workforce") == happening(linked, "a3", "workforce") == {layoff}
    assert layoff not in happening(linked, "b1", "workforce")
    assert happening(linked, "c1", "trade") == happening(linked, "c2", "trade")
    assert not happening(linked, "c1", "trade") & happening(linked, "c3", "trade")
    assert happening(linked, "e1", "casualties") == happening(linked, "e2", "casualties")
    assert not happening(linked, "e1", "casualties") & happening(linked, "e3", "casualties")


def test_a_happening_says_who_tells_it_and_which_numbers_differ(linked: Path) -> None:
    (layoff,) = happening(linked, "a1", "workforce")
    (row,) = questions.lines(ask(linked, Question(happening=layoff, modality="any")))
    assert (row["articles"], row["outlets"], row["value"], row["parties"]) == (4, 4, 1187.0, "Halden Motors")
    (told,) = questions.lines(ask(linked, Question(view="conflicts", happening=layoff, modality="any")))
    assert [(c["value"], c["in"]) for c in json.loads(told["conflicts"])] == [(1250.0, ["a3"])]
    days = [
        str(r["published_on"])
        for r in questions.lines(ask(linked, Question("tellings", happening=layoff, modality="any")))
    ]
    assert days == ["2031-03-02", "2031-03-03", "2031-03-03", "2031-03-04"]


def test_an_article_of_the_story_that_has_its_number_tells_a_happening(linked: Path) -> None:
    (layoff,) = happening(linked, "a1", "workforce")
    assert not happening(linked, "a4", "workforce")
    told = held(linked, f"SELECT event, fact FROM happening_events WHERE happening = '{layoff}' AND fact IS NOT NULL")
    assert told == [(None, "headcount-24-36")]
    *_, last = questions.lines(ask(linked, Question("tellings", happening=layoff, modality="any")))
    assert (last["article_id"], last["tells"], last["value"]) == ("a4", "1,187 people", 1187.0)


def test_names_of_one_firm_are_one_entity_and_namesakes_are_two(linked: Path) -> None:
    firms = held(linked, "SELECT entity, articles FROM entities WHERE name ILIKE '%halden%'")
    assert firms == [("organisation:halden-motors", 4)]
    people = held(linked, "SELECT roles FROM entities WHERE name = 'Ann Bell' ORDER BY entity")
    assert [json.loads(roles)[0]["role"].split()[0] for (roles,) in people] == ["chief", "health"]
    said = ask(linked, Question(view="quotes", who="ann bell", words="bad law"))
    assert [(r["article_id"], r["speaker"]) for r in questions.lines(said)] == [("d1", "Ann Bell")]


def test_a_country_is_a_party_and_its_happenings_are_found_by_its_code(linked: Path) -> None:
    (slowed, rose) = questions.lines(ask(linked, Question(type="result", country="GH", metric="inflation")))
    assert (slowed["parties"], rose["parties"]) == ("Ghana", "Ghana")


def test_sums_hold_a_happening_once(linked: Path) -> None:
    answer = ask(linked, Question(type="trade", country="CN", by=("month",)))
    found = [(r["month"], r["articles"], r["total"], r["unit"]) for r in questions.lines(answer)]
    assert found == [("2031-02", 2, 1.4e9, "USD"), ("2031-03", 1, 1.5e9, "USD")]
    over = ask(linked, Question(type="workforce", action="lay_off", least=1000, by=("who", "place"), modality="any"))
    assert [(r["who"], r["place"], r["total"]) for r in questions.lines(over)] == [
        ("Halden Motors", "Leeds", 1187.0), ("Kestrel Foods", "Perth", 1187.0),
    ]  # fmt: skip
    assert any("forecast" in note for note in ask(linked, Question(type="workforce", by=("month",))).notes)


def test_what_flows_and_what_stands_are_no_sum(linked: Path) -> None:
    answer = ask(linked, Question(type="workforce", by=("who",), modality="any"))
    assert "action" in answer.columns
    every = ask(linked, Question(by=("month",), modality="any"))
    assert {row["total"] for row in questions.lines(every)} == {None}
    assert any("--type" in note for note in every.notes)


def test_a_narrow_terminal_leaves_columns_out_and_says_which(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from eventx.batch.archive.draw import write_table

    monkeypatch.setenv("COLUMNS", "90")
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    write_table(ask(linked, Question(type="workforce", modality="any")), stream)
    head, *_, last = stream.getvalue().splitlines()
    assert {"action", "first_on", "value", "title"} <= set(head.split())
    assert "happening" not in head.split()
    assert "happening" in last
    assert max(map(len, stream.getvalue().splitlines()[:-1])) <= 90


def test_what_grows_is_added_to_no_month(linked: Path) -> None:
    answer = ask(linked, Question(type="trade", country="GH", by=("month",)))
    found = [(r["month"], r["total"], r["of_each"], r["left_out"]) for r in questions.lines(answer)]
    assert found == [("2031-10", 9e7, "P1M", 1)]
    assert answer.notes
    rates = ask(linked, Question(type="result", metric="inflation", by=("country",), modality="any"))
    assert {r["total"] for r in questions.lines(rates)} == {None}


def articles_of(out: Path, entities: str) -> dict[str, list[str]]:
    """The articles of entities, by a pattern of their ids."""
    sql = "SELECT entity, list(DISTINCT a.id ORDER BY a.id) FROM entity_mentions JOIN article a USING (article)"
    return dict(held(out, f"{sql} WHERE entity LIKE '{entities}' GROUP BY 1"))


def test_names_outside_records_are_linked_too(linked: Path) -> None:
    assert articles_of(linked, "organisation:b%") == {"organisation:bureau-of-rural-affairs": ["h1", "h2"]}
    assert articles_of(linked, "person:%vidal%") == {"person:karl-vidal": ["h1", "h2"], "person:karl-vidal-2": ["h3"]}


class StopError(Exception):
    """The end of a process."""


def test_linking_that_was_killed_goes_on_and_new_articles_join(nlp: Any, tmp_path: Path) -> None:
    everything = "FROM happenings UNION ALL BY NAME FROM entities ORDER BY ALL"
    whole = tables(nlp, tmp_path / "whole", "parquet", list(STORIES))
    steps: list[str] = []
    link(whole, tell=steps.append)
    assert len(steps) > 10
    out = tables(nlp, tmp_path / "out", "parquet", [n for n in STORIES if n not in ("a3", "e2")])
    link(out)
    tables(nlp, tmp_path / "out", "parquet", list(STORIES))
    for at in steps[1:]:

        def kill(step: str, at: str = at) -> None:
            if step == at:
                raise StopError

        with pytest.raises(StopError):
            link(out, tell=kill)
    link(out)
    assert held(out, everything) == held(whole, everything)
    again: list[str] = []
    link(out, tell=again.append)
    assert again == []


def test_what_an_engine_extracted_is_linked_as_a_batch_is(nlp: Any, linked: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from eventx.engines import process_table

    keys = ("published", "source", "text")
    rows = [
        {"id": name, "title": f"Story {name}"} | dict(zip(keys, told, strict=True)) for name, told in STORIES.items()
    ]
    for number in (0, 1):
        pq.write_table(process_table(pa.Table.from_pylist(rows[number::2])), tmp_path / f"part-{number}.parquet")
    assert cli.main(["link", str(tmp_path / "out"), "--from", str(tmp_path)]) == 0
    told = "SELECT happening, article_id, tells FROM events ORDER BY ALL"
    assert held(tmp_path / "out", told) == held(linked, told)
    lines = [line for n in (0, 1) for line in pq.read_table(tmp_path / f"part-{n}.parquet")["extraction"].to_pylist()]
    batch = tmp_path / "batch"
    batch.mkdir()
    (batch / "part-000001.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for _ in range(2):
        assert cli.main(["link", str(batch), "--from", str(batch)]) == 0
        assert held(batch, told) == held(linked, told)
    (tmp_path / "strange").mkdir()
    pq.write_table(pa.table({"id": ["a"]}), tmp_path / "strange" / "x.parquet")
    with pytest.raises(BatchError, match="no column extraction"):
        gather.gather(tmp_path / "strange", tmp_path / "other")
    with pytest.raises(BatchError, match="no Parquet files"):
        gather.gather(tmp_path / "nothing", tmp_path / "other")


@pytest.mark.parametrize("form", ["table", "csv", "json", "chart", "svg"])
def test_the_command_answers_in_each_form(linked: Path, form: str, tmp_path: Path) -> None:
    file = tmp_path / "answer"
    assert cli.main(["ask", str(linked), "--by", "month", "--modality", "any", "--format", form, "-o", str(file)]) == 0
    said = file.read_text(encoding="utf-8")
    assert "2031-03" in said
    assert {"table": "month  ", "csv": "month,", "json": '{"month": ', "chart": "█", "svg": "<rect "}[form] in said


def test_what_a_name_holds_is_no_sql_markup_or_formula(tmp_path: Path) -> None:
    from eventx.batch.archive.ask import Answer
    from eventx.batch.archive.draw import FORMS

    odd = Answer(["who", "total"], [("=1+1<script>\x1b[2J", 3.0)])
    said = {}
    for form, write in FORMS.items():
        stream = io.StringIO()
        write(odd, stream)
        said[form] = stream.getvalue()
    assert "'=1+1" in said["csv"]
    assert "<script>" not in said["svg"]
    assert all("\x1b" not in said[form] for form in ("table", "chart", "svg"))


def test_a_filter_is_bound_and_never_sql(linked: Path) -> None:
    for odd in ("'; DROP TABLE events; --", "%", "_", '"'):
        assert not ask(linked, Question(type=odd)).rows
        assert not ask(linked, Question(who=odd)).rows
        assert not ask(linked, Question(view="entities", who=odd)).rows
    assert happening(linked, "a1", "workforce")


def spoil_version(out: Path) -> None:
    file = out / "articles" / "part-000001.parquet"
    file.parent.mkdir(parents=True)
    duckdb.sql("SELECT 1 AS article, 'a' AS id").write_parquet(str(file))


def spoil_file(out: Path) -> None:
    file = out / "articles" / "part-000001.parquet"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no parquet")


def spoil_archive(out: Path) -> None:
    spoil_version(out)
    (out / "archive.duckdb").write_bytes(b"x" * 5000)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda out: None, "no tables of a batch"),
        (spoil_version, "articles has no title, published_on, url, source, focus, names: tables of another version"),
        (spoil_file, "articles: "),
        (spoil_archive, "archive.duckdb: "),
    ],
)
def test_what_cannot_be_linked_is_told_in_a_line(tmp_path: Path, harm: Callable[[Path], Any], why: str) -> None:
    harm(tmp_path)
    with pytest.raises(BatchError, match=why) as caught:
        link(tmp_path)
    assert "\n" not in str(caught.value)


def test_asking_before_linking_or_for_what_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="not linked yet"):
        ask(tmp_path, Question())
    with pytest.raises(BatchError, match="no folder"):
        link(tmp_path / "nothing")
    (tmp_path / "records").mkdir()
    with pytest.raises(BatchError, match="no tables"):
        link(tmp_path / "records")
    assert not any((tmp_path / "records").iterdir())
    duckdb.connect(str(tmp_path / "archive.duckdb")).close()
    with pytest.raises(BatchError, match="not linked yet"):
        ask(tmp_path, Question())
    for wrong in (Question(view="tales"), Question(by=("hour",))):
        with pytest.raises(ConfigError, match="there are"):
            ask(tmp_path, wrong)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (Question(type="trades"), "no happenings of type 'trades'; there are "),
        (Question(type="trade", action="exported", by=("month",)), "no happenings of action 'exported'; there are "),
        (Question(view="entities", type="people"), "no entities of kind 'people'; there are "),
        (Question(type="trade", country="fj"), "no happenings of country 'FJ'; there are "),
        (Question(outlet="Nowhere Times"), "no happenings of outlet 'Nowhere Times'; there are "),
        (Question(who="nobody of this name"), None),
        (Question(view="quotes", who="nobody of this name"), None),
    ],
)
def test_an_answer_without_rows_says_so(linked: Path, question: Question, why: str | None) -> None:
    answer = ask(linked, question)
    assert answer.rows == []
    assert answer.notes[0] == "nothing was found"
    told = [note for note in answer.notes if "there are" in note]
    assert [note.startswith(why or "") for note in told] == [True] * (why is not None)


@pytest.mark.parametrize("number", range(8))
def test_each_question_of_the_page_is_a_command_and_a_query(
    linked: Path, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [shlex.split(line)[3:] for block in blocks(PAGE, "sh") for line in block.splitlines() if " ask " in line]
    queries = blocks(PAGE, "sql")
    assert len(commands) == len(queries) == 8
    monkeypatch.chdir(linked.parent)
    command = [word.replace("records", linked.name) for word in commands[number]]
    assert cli.main([*command, "--format", "json"]) == 0
    assert capsys.readouterr().out.count("\n") >= 1
    assert held(linked, queries[number])
