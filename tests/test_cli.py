from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar, Literal

import pytest

import eventx
from eventx import pipeline
from eventx.cli import main
from eventx.io.run import _Told
from eventx.records import registry

TEXT = "Tin exports rose 33% to $1.05 billion in May, the customs office said."


@pytest.fixture(autouse=True)
def _one_pipeline(nlp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load no model anew in each test, and keep the command from turning warnings off for all tests."""
    monkeypatch.setattr(pipeline, "load", lambda model=None, **_: nlp)
    monkeypatch.setattr("eventx.io.run.quiet", lambda: None)


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_a_package_that_is_missing_is_told_with_what_brings_it(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "eventx.io.run", None)
    monkeypatch.delenv("EVENTX_DEBUG", raising=False)
    assert main([article]) == 2
    told = capsys.readouterr().err
    assert "is not installed" in told
    assert 'pip install "eventx-news[en]"' in told


def command(*words: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "eventx", *words], capture_output=True, timeout=120, **how
    )  # type: ignore[call-overload,no-any-return]


def test_json_lines_by_default_in_a_pipe(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([article, "--published", "2026-06-02"]) == 0
    out, err = capsys.readouterr()
    held = json.loads(out)
    assert held["schema"] == "eventx/1"
    assert (held["article"]["id"], held["article"]["published"]) == (article, "2026-06-02")
    assert err == ""


def test_formats(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name, begins in (("table", article), ("json", "{\n"), ("csv", "article,published,"), ("jsonl", '{"schema"')):
        assert main([article, "--format", name]) == 0
        assert capsys.readouterr().out.startswith(begins)


def test_types_and_rooms(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([article, "--types", "money"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert ({f["type"] for f in held["facts"]}, held["events"]) == ({"money"}, [])
    assert main([article, "--events"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert held["facts"] == []
    assert main([article, "--types", "monney"]) == 2
    assert "there are" in capsys.readouterr().err


class Ruling(eventx.Event):
    """A user's own type of event."""

    frame: ClassVar[eventx.Frame] = eventx.Frame(
        leads=("measure",),
        action="ruling",
        triggers={"jail": eventx.Trigger(verbs=("jail",))},
        roles={"term": eventx.Role("quantity", ("level",))},
    )

    type: Literal["ruling"] = "ruling"
    ruling: Literal["jail"]
    term: eventx.Quantity | None = None


def test_csv_has_rows_of_what_the_types_name(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.types("events")
    monkeypatch.setitem(registry._TYPES["events"], "ruling", Ruling)
    Path(article).write_text(f"{TEXT} A court in Lusaka jailed the former minister for 12 years.")

    def rows(*words: str) -> tuple[set[str], str]:
        assert main([article, "--format", "csv", "--published", "2031-06-02", *words]) == 0
        out, err = capsys.readouterr()
        return {row["type"] for row in csv.DictReader(io.StringIO(out))}, err

    assert rows("--types", "trade") == ({"trade"}, "")
    assert rows("--types", "ruling") == ({"ruling"}, "")
    assert rows("--types", "money") == ({"money"}, "")
    assert rows("--types", "money,trade", "--events") == ({"trade"}, "")
    held, err = rows("--types", "money,trade,ruling")
    assert held == {"money"}
    assert err == "eventx: CSV: one row a fact; for the rows of ruling, trade add --events\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--types", "trade", "--facts"], "trade are events, which --facts leaves out"),
        (["--types", "money", "--events"], "money are facts, which --events leaves out"),
        (["--types", ","], "no type is named"),
    ],
)
def test_types_of_which_nothing_can_come(
    article: str, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([article, *words]) == 2
    assert said in capsys.readouterr().err
    assert main(["batch", article, "--out", f"{article}.out", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x.parquet", "--format parquet"), ("x.sqlite", "--format sqlite"), ("x.DB", "--format sqlite"),
        ("x.csv.gz", "nothing is compressed"),
    ],
)  # fmt: skip
def test_an_ending_that_is_not_written_is_refused(
    name: str, said: str, article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([article, "-o", str(tmp_path / name)]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert ("python -m eventx batch" in err) == ("gz" not in name)
    assert not (tmp_path / name).exists()


def test_a_date_that_an_article_prints_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(f"Tin exports climb\n\nMay 4, 2026\n\n{TEXT}")
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text(json.dumps({"id": "c", "text": TEXT, "published": "2025-01-01"}) + "\n")
    assert main([str(tmp_path), "--published", "2026-06-02"]) == 0
    out, err = capsys.readouterr()
    dates = [json.loads(line)["article"]["published"] for line in out.splitlines()]
    assert dates == ["2026-05-04", "2026-06-02", "2025-01-01"]
    assert err == (
        f"eventx: {tmp_path}/a.txt tells its own date, 2026-05-04, as 1 more does: "
        "there --published 2026-06-02 is not used\n"
    )
    assert main([str(tmp_path / "a.txt"), "--published", "2026-05-04"]) == 0
    assert capsys.readouterr().err == ""


def test_an_empty_file_is_an_article_without_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("")
    assert main([str(tmp_path / "a.txt"), "--format", "table"]) == 0
    out, err = capsys.readouterr()
    assert "nothing found" in out
    assert "the text is empty" in err


def test_progress_counts_one_article(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    for count, said in ((1, "\r1 article"), (2, "\r2 articles")):
        told = _Told()
        told.done, told.last = count, told.last - 2
        told.progress()
        assert capsys.readouterr().err == said


def test_what_a_csv_cannot_hold_is_told_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Le tribunal a condamné la société à payer 86 millions d'euros aux riverains de la rivière, a dit le juge."
    )
    assert main([str(path), "--format", "csv"]) == 0
    assert f"eventx: {path}: the text is not English" in capsys.readouterr().err


def test_output_goes_to_a_file_by_its_name(article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, begins in (
        ("o.csv", "article,"), ("o.json", "{\n"), ("o.jsonl", '{"schema"'), ("o.ndjson", '{"schema"'),
        ("o.txt", article), ("o.out", '{"schema"'),
    ):  # fmt: skip
        assert main([article, "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert capsys.readouterr().out == ""
    for inputs in ([article], [str(tmp_path)]):
        assert main([*inputs, "-o", article]) == 2
        assert "is one of the inputs" in capsys.readouterr().err
    assert main([str(tmp_path), "-o", str(tmp_path / "new.txt")]) == 2
    assert "would be one of the inputs: its folder is read" in capsys.readouterr().err
    assert main([article, "-o", str(tmp_path / "o.xlsx")]) == 2
    assert f"no .xlsx is written here; write {tmp_path / 'o.csv'}" in capsys.readouterr().err
    assert Path(article).read_text() == TEXT


def test_days_that_stay_open_are_told(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([article]) == 0
    assert capsys.readouterr().err == (
        "eventx: 1 time stays open: nothing tells the day of publication; --published DATE does\n"
    )
    assert main([article, "--published", "2031-06-02"]) == 0
    assert capsys.readouterr().err == ""


def test_bad_inputs_are_told_and_the_others_done(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.jsonl").write_text('{"text": 5}\n{"id": "b", "text": "Sales rose 5%."}\n')
    (tmp_path / "c.txt").write_bytes(b"\xff\xd8\xff\xe0")
    names = [str(tmp_path / name) for name in ("none.txt", "b.jsonl", "c.txt", "a.txt")]
    assert main([*names, "--published", "2031-06-02"]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["article"]["id"] for line in out.split("\n") if line] == ["b", article]
    assert len(err.strip().split("\n")) == 4
    assert err.endswith("eventx: 3 of 5 inputs failed\n")


def test_nothing_to_read_loads_no_model(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(pipeline, "load", lambda *_, **__: pytest.fail("loaded"))
    assert main(["no\x1b[2Jsuch.txt"]) == 1
    err = capsys.readouterr().err
    assert "no such file" in err
    assert "\x1b" not in err


@pytest.mark.parametrize(
    "words", [[], ["--format", "xml", "a"], ["a", "--published", "soon"], ["a", "--events", "--facts"]]
)
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_command_that_is_misspelt_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bathc", "news", "--output", "q"]) == 2
    assert "is it batch?" in capsys.readouterr().err


def test_a_document_in_a_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n\x00\x01")
    assert main([str(tmp_path)]) == 1
    assert "a PDF document, not a text" in capsys.readouterr().err


def test_schema_and_info(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Extraction"
    assert main(["info"]) == 0
    assert "money" in capsys.readouterr().out


def test_a_file_may_have_a_command_s_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("schema").write_text(TEXT)
    assert main(["./schema"]) == 0


def test_an_error_within_is_one_line(
    article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.delenv("EVENTX_DEBUG", raising=False)
    monkeypatch.setattr("eventx.pipeline.tokenizer.tokenize", fail)
    assert main([article]) == 1
    assert capsys.readouterr().err == f"eventx: {article}: RuntimeError: oops\n"
    monkeypatch.setattr(pipeline, "load", fail)
    assert main([article]) == 1
    assert "internal error: RuntimeError: oops" in capsys.readouterr().err


def test_help_is_quick_and_light() -> None:
    shown = "print({'spacy', 'pydantic'} & {*sys.modules})"
    script = f"import sys; from eventx.cli import main\ntry: main(['--help'])\nfinally: {shown}"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.endswith("set()\n")
    assert "python -m eventx" in told.stdout


def test_the_command_leaves_spacy_s_own_out_until_it_is_asked_for() -> None:
    script = (
        "import sys; from eventx.io.start import started\n"
        "with started(): import spacy\n"
        "print('httpx' in sys.modules, 'spacy_version' in spacy.info(silent=True))\n"
        "import spacy.cli; print(callable(spacy.cli.download))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True", "True"]


def test_a_full_disk_and_a_closed_pipe(article: str) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "eventx", article], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode == 1
    assert run.stderr == b"eventx: No space left on device\n"
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run([sys.executable, "-m", "eventx", article], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_locale_of_ascii_changes_no_json(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Zürich paid €5 million.", encoding="utf-8")
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    run = command(str(path), env=env)
    assert (run.returncode, run.stderr) == (0, b"")
    assert "€5 million" in run.stdout.decode("utf-8")


def test_an_interrupt_is_130(article: str) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "eventx", *[article] * 2000], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    time.sleep(0.7)
    run.send_signal(signal.SIGINT)
    assert run.communicate(timeout=30)[1] == b"eventx: interrupted\n"
    assert run.returncode == 130
