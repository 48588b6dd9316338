"""A batch as a whole: a few short articles, real workers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eventx.batch import Options, Summary, run_batch
from eventx.records.errors import BatchError, ConfigError, ModelError
from eventx.records.guard import STRICT

TABLES = ("articles", "money", "change", "result")
POISON = """
import contextlib
import mmap
import os
import stat
from typing import Literal
from eventx import Fact, register

@register
class Poison(Fact):
    type: Literal["poison"] = "poison"

    @classmethod
    def propose(cls, reading, claims):
        text = reading.doc.text
        if "RAISES" in text:
            raise ValueError("poison")
        while "HANGS" in text:
            pass
        held = []
        while "ALLOCATES" in text:
            held.append(bytes(20_000_000))
        if "MAPS" in text:
            shared = mmap.mmap(-1, 4 << 30)
        if "CLOSES" in text:
            for number in range(3, 256):
                with contextlib.suppress(OSError):
                    if stat.S_ISFIFO(os.fstat(number).st_mode):
                        os.close(number)
        if "EXITS" in text:
            os._exit(3)
        if "KILLED" in text:
            os.kill(os.getpid(), 9)
        return iter(())
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Six articles in two files; the last has the text of the first."""
    texts = [f"Sales rose {n}% to ${n} million." for n in range(2, 7)] + ["Sales rose  2% to\n$2 million."]
    rows = [json.dumps({"id": f"a{n}", "text": text}) + "\n" for n, text in enumerate(texts)]
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(rows[:4]))
    (folder / "b.jsonl").write_text("".join(rows[4:]))
    return folder


@pytest.fixture
def options(archive: Path, tmp_path: Path) -> Options:
    return Options(sources=(str(archive),), out=str(tmp_path / "out"), workers=1, shard_size=3)


def counts(summary: Summary) -> tuple[int, int, int, int]:
    return summary.documents, summary.found, summary.failed, summary.doubled


def rows(out: str, name: str = "part-*.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(Path(out).glob(name)) for line in path.read_text().splitlines()]


def records(out: str) -> dict[str, bytes | list[Any]]:
    """What the output holds: the bytes of its files, of a database the rows."""
    found: dict[str, bytes | list[Any]] = {
        str(path): path.read_bytes() for end in ("jsonl", "csv", "parquet") for path in Path(out).rglob(f"*.{end}")
    }
    for path in Path(out).glob("eventx.sqlite"):
        with contextlib.closing(sqlite3.connect(path)) as db:
            found |= {table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}
    return found


def files(out: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(out).rglob("*.jsonl")}


def test_a_batch_a_second_run_and_another_setting(options: Options) -> None:
    told: list[str] = []
    assert counts(run_batch(options, lambda what, values: told.append(what))) == (6, 6, 0, 0)
    made = files(options.out)
    assert sorted(made) == ["errors.jsonl", "part-000001.jsonl", "part-000002.jsonl", "part-000003.jsonl"]
    found = rows(options.out)
    assert [row["article"]["id"] for row in found] == [f"a{n}" for n in range(6)]
    assert [row["notes"] for row in found] == [[]] * 5 + [["duplicate of a0"]]
    assert told.count("shard") == 3

    assert counts(run_batch(replace(options, workers=2))) == (6, 6, 0, 0)  # nothing is left to do
    assert files(options.out) == made
    with pytest.raises(BatchError, match=r"other settings \(duplicates\)"):
        run_batch(replace(options, duplicates=False))
    summary = run_batch(replace(options, duplicates=False, redo=True, workers=2))
    assert counts(summary) == (6, 6, 0, 1)
    assert [row["article"]["id"] for row in rows(options.out)] == [f"a{n}" for n in range(5)]


def cut_short(out: Path) -> None:
    (out / "part-000001.jsonl").write_bytes((out / "part-000001.jsonl").read_bytes()[:-30])


def delete_rows(out: Path) -> None:
    with contextlib.closing(sqlite3.connect(out / "eventx.sqlite")) as db, db:
        db.execute("DELETE FROM change WHERE article = (SELECT min(article) FROM articles)")


def change_a_value(out: Path) -> None:
    with contextlib.closing(sqlite3.connect(out / "eventx.sqlite")) as db, db:
        db.execute("UPDATE articles SET title = 'another' WHERE article = (SELECT min(article) FROM articles)")


@pytest.mark.parametrize(
    ("form", "harm"),
    [
        ("jsonl", cut_short),
        ("csv", lambda out: (out / "events-000001.csv").unlink()),
        ("parquet", lambda out: (out / "change" / "part-000001.parquet").unlink()),
        ("sqlite", delete_rows),
        ("sqlite", change_a_value),
    ],
)
def test_output_that_was_removed_or_changed_is_made_again(
    options: Options, form: str, harm: Callable[[Path], None]
) -> None:
    pytest.importorskip("pyarrow")
    options = replace(options, format=form)
    run_batch(options)
    made = records(options.out)
    harm(Path(options.out))
    told: list[str] = []
    assert counts(run_batch(options, lambda what, values: told.append(what))) == (6, 6, 0, 0)
    assert told.count("damaged") == 1
    assert records(options.out) == made


def test_a_database_that_is_none_is_told(options: Options) -> None:
    options = replace(options, format="sqlite")
    run_batch(options)
    Path(options.out, "eventx.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(BatchError, match=r"damaged .* --redo"):
        run_batch(options)
    assert counts(run_batch(replace(options, redo=True))) == (6, 6, 0, 0)


def test_shares_of_machines_and_a_limit(options: Options, archive: Path, tmp_path: Path) -> None:
    run_batch(replace(options, share=(2, 2)))
    assert [row["article"]["id"] for row in rows(options.out)] == ["a3"]
    other = replace(options, out=str(tmp_path / "limited"), limit=2)
    assert counts(run_batch(other)) == (2, 2, 0, 0)
    with (archive / "a.jsonl").open("a") as stream:
        stream.write('{"id": "new", "text": "Sales fell."}\n')
    with pytest.raises(BatchError, match=r"a\.jsonl: changed since this batch read it"):
        run_batch(other)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "sqlite"])
def test_files_that_come_later_are_added(options: Options, archive: Path, form: str) -> None:
    pytest.importorskip("pyarrow")
    options = replace(options, format=form, shard_size=4)
    assert counts(run_batch(options)) == (6, 6, 0, 0)
    before = records(options.out)
    (archive / "0.jsonl").write_text('{"id": "new", "text": "Sales fell 2% to $3 million."}\n')
    (archive / "ab.txt").write_text("Sales rose 2% to $2 million.")
    (archive / "notes.md").write_text("Not an article.")
    told: list[tuple[str, dict[str, Any]]] = []
    summary = run_batch(options, lambda what, values: told.append((what, values)))
    assert (counts(summary), summary.repeated) == ((8, 8, 0, 0), 0)
    assert ("left_out", {"files": 1, "endings": {".md": 1}}) in told
    assert [values["documents"] for what, values in told if what == "shard"] == [2]
    after = records(options.out)
    for name, held in before.items():
        old, new = (held, after[name])
        assert (new[: len(old)] == old) if isinstance(old, list) else new == old or name.endswith("errors.jsonl")
    if form == "jsonl":
        assert [row["notes"] for row in rows(options.out)][6:] == [[], ["duplicate of a0"]]
    assert counts(run_batch(options)) == (8, 8, 0, 0)
    (archive / "b.jsonl").unlink()
    with pytest.raises(BatchError, match=r"b\.jsonl: not among the sources any more"):
        run_batch(options)


def test_a_stop_keeps_what_is_done(options: Options) -> None:
    done: list[str] = []
    summary = run_batch(options, lambda what, values: done.append(what), lambda: "shard" in done)
    assert summary.stopped
    assert 0 < summary.documents < 6
    assert not list(Path(options.out, ".parts").glob("*.jsonl.*"))
    assert counts(run_batch(options)) == (6, 6, 0, 0)
    assert not Path(options.out, ".parts").exists()


def test_every_poison_is_one_row_and_all_else_is_done(
    options: Options, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "poison-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[eventx_facts]\npoison = poison:Poison\n")
    (tmp_path / "poison.py").write_text(textwrap.dedent(POISON))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delenv(STRICT)
    words = ("HANGS", "ALLOCATES", "EXITS", "KILLED", "CLOSES")
    told = ("RAISES", "MAPS")
    lines = "".join(json.dumps({"id": word, "text": f"The firm {word} by 5%."}) + "\n" for word in (*told, *words))
    (archive / "c.jsonl").write_text(lines + json.dumps({"id": "a6", "text": "Sales fell by 6%."}) + "\nno JSON\n")
    summary = run_batch(replace(options, shard_size=20, seconds=5, megabytes=700))
    assert counts(summary) == (15, 9, 6, 0)
    errors = rows(options.out, "errors.jsonl")
    assert [error["id"].rpartition("/")[2] for error in errors] == [*words, "c.jsonl:9"]
    assert [error["stage"] for error in errors] == ["facts"] * 4 + ["records", "read"]
    assert [error["reason"] for error in errors[:5]] == [
        "takes more than 5 s", "takes more than 700 MB of memory", "its worker ended with exit status 3",
        "its worker was killed by SIGKILL, perhaps for want of memory", "its worker ended with exit status 1",
    ]  # fmt: skip
    notes = {row["article"]["id"]: row["notes"] for row in rows(options.out)}
    assert all("facts of type poison: left out after" in notes[word][0] for word in told)


def test_strict_stops_at_the_first_error(options: Options, archive: Path) -> None:
    (archive / "a.jsonl").write_text("no JSON\n" * 3)
    summary = run_batch(replace(options, strict=True))
    assert summary.stopped


def test_what_cannot_be_begun_is_told(options: Options, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not installed"):
        run_batch(replace(options, model="no_such_model"))
    with pytest.raises(ConfigError, match="holds other files"):
        run_batch(replace(options, out=str(tmp_path)))
    with pytest.raises(ConfigError, match="no such file or folder"):
        run_batch(replace(options, sources=(*options.sources, str(tmp_path / "none.jsonl"))))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match="no articles"):
        run_batch(replace(options, sources=(str(tmp_path / "empty"),)))
    assert not Path(options.out).exists()


@pytest.mark.parametrize(
    ("module", "source", "form"),
    [
        ("pyarrow", "a.jsonl", "parquet"), ("pyarrow", "x.parquet", "jsonl"), ("fastwarc", "x.warc.gz", "jsonl"),
        ("trafilatura", "x.html", "jsonl"), ("zstandard", "x.jsonl.zst", "jsonl"),
    ],
)  # fmt: skip
def test_a_missing_extra_is_told_before_anything_is_written(
    module: str, source: str, form: str, options: Options, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / source).touch()
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "eventx.batch.parquet", raising=False)
    for name in (archive / source, archive):
        with pytest.raises(ConfigError, match="pip install"):
            run_batch(replace(options, sources=(str(name),), format=form))
    assert not Path(options.out).exists()


def test_a_batch_in_which_nothing_is_done_may_be_begun_anew(options: Options) -> None:
    assert run_batch(replace(options, duplicates=False), stopped=lambda: True).documents == 0
    assert counts(run_batch(options)) == (6, 6, 0, 0)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_the_command_ends_by_a_signal_and_goes_on(options: Options, archive: Path) -> None:
    command = [sys.executable, "-m", "eventx", "batch", str(archive), "--out", options.out, "--workers", "1"]
    command += ["--shard-size", "1", "--json-logs"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        next(line for line in running.stderr if '"shard"' in line)
        running.send_signal(signal.SIGTERM)
        said = running.stderr.read()
    assert running.returncode == 143, said
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    summary = json.loads(ended.stderr.splitlines()[-1])
    assert (summary["event"], summary["documents"], summary["found"]) == ("end", 6, 6)
    assert len(rows(options.out)) == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "parqet"),
        ("types", ("mony",)),
        ("only", "fact"),
        ("workers", 0),
        ("share", (3, 2)),
        ("min_confidence", 80),
    ],
)
def test_what_is_no_choice_is_told_before_anything_is_read(name: str, value: object) -> None:
    with pytest.raises(ConfigError, match=name):
        Options(sources=("a",), out="b", **{name: value})  # type: ignore[arg-type]
