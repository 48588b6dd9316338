"""The parts of a batch that need no worker: ledger, orders, marks, progress, words of the command."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from eventx.batch.ledger import Counts, Failure, Ledger, Text
from eventx.batch.parts import Parts, make_directory, remove_output
from eventx.batch.progress import Lines, Screen
from eventx.batch.protocol import Order, Slate
from eventx.batch.run import Summary
from eventx.batch.shards import Shard
from eventx.batch.sources import Source
from eventx.batch.supervisor import Job
from eventx.io import arguments
from eventx.records.errors import BatchError, ConfigError


def shard(number: int, digest: str = "d") -> Shard:
    return Shard(number, (Source("news.jsonl", "rows", 9, digest),), first=number, count=1)


def test_a_ledger_has_one_writer_and_outlives_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.begin({"format": "jsonl"})
    with pytest.raises(BatchError, match="another batch writes here"):
        Ledger(tmp_path)
    failures = [Failure(1, "b", "news.jsonl:2", "facts", "why")]
    ledger.write(shard(1), Counts(found=2, failed=1), failures, [])
    ledger.write(shard(2), Counts(empty=1), [], [])
    ledger.finish(1, doubled=1, output="o")
    ledger.close()

    ledger = Ledger(tmp_path)
    assert ledger.settings() == {"format": "jsonl"}
    assert [ledger.state(shard(n)) for n in (1, 2, 3)] == [("done", "o"), ("written", None), (None, None)]
    assert ledger.counts() == Counts(found=2, failed=1, doubled=1)
    assert [failure.row()["id"] for failure in ledger.failures()] == ["b"]
    with pytest.raises(BatchError, match=r"news\.jsonl: changed since this batch read it"):
        ledger.state(shard(1, "changed"))
    with pytest.raises(BatchError, match="fewer articles than this batch has read"):
        ledger.check_last(1)
    ledger.close()


def test_sources_are_added_after_those_before_and_none_may_go(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.add_sources(["b", "d", "caf\udce9.txt"])
    ledger.add_sources(["a"])  # nothing is done yet: begun anew
    ledger.write(shard(1), Counts(found=1), [], [])
    ledger.add_sources(["c", "a", "caf\udce9.txt", "c"])
    ledger.add_sources(["a", "b", "c", "caf\udce9.txt"])
    assert [list(names) for names in ledger.sources()] == [["a"], ["c", "caf\udce9.txt"], ["b"]]
    with pytest.raises(BatchError, match="a: not among the sources any more; name all of them"):
        ledger.add_sources(["b", "c", "caf\udce9.txt"])
    ledger.close()


def test_ids_of_articles_that_differ_are_counted(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    texts = [Text(0, b"x", "a"), Text(1, b"y", "a"), Text(2, b"z", "b"), Text(3, b"z", "b")]
    ledger.write(shard(1), Counts(found=4), [], texts)
    assert ledger.repeated() == 1
    ledger.close()


def test_a_ledger_that_cannot_be_written_or_is_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        Ledger(tmp_path / "none")
    (tmp_path / "ledger.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(BatchError, match=r"damaged .* --redo"):
        Ledger(tmp_path)
    Ledger(tmp_path, anew=True).close()
    Ledger(tmp_path).close()


def test_the_first_in_the_sources_is_the_original_in_whatever_order_shards_are_done(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.write(shard(2), Counts(), [], [Text(0, b"x", "c"), Text(1, b"y", "d"), Text(3, b"y", "e")])
    ledger.write(shard(1), Counts(), [], [Text(0, b"x", "a"), Text(1, b"z", "b")])
    assert (ledger.doubles(1), ledger.doubles(2)) == ({}, {0: "a", 3: "d"})
    ledger.close()


def test_marks_are_made_of_the_lines_as_they_were_written(tmp_path: Path) -> None:
    parts = Parts(tmp_path)
    lines = [json.dumps({"id": n, "notes": []}) + "\n" for n in range(3)]
    parts.begun(1).write_text("".join(lines))
    parts.keep(1)
    assert parts.mark(1, {}, leave_out=False) == parts.whole(1)
    marked = parts.mark(1, {1: "a"}, leave_out=False).read_text().splitlines()
    assert [json.loads(line)["notes"] for line in marked] == [[], ["duplicate of a"], []]
    assert parts.mark(1, {1: "a"}, leave_out=True).read_text() == lines[0] + lines[2]
    assert parts.whole(1).read_text() == "".join(lines)
    parts.drop(1)
    parts.close(ended=True)
    assert not parts.folder.exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = make_directory(str(tmp_path / "new" / "out"))
    (folder / "mine.txt").touch()
    (folder / "part-000001.jsonl").touch()
    with pytest.raises(ConfigError, match="holds other files"):
        make_directory(str(folder))
    (folder / "ledger.sqlite").touch()
    remove_output(make_directory(str(folder)))
    assert sorted(path.name for path in folder.iterdir()) == ["ledger.sqlite", "mine.txt"]


@pytest.mark.parametrize(
    ("at", "sure", "careful", "condemned"),
    [
        ((b"", 5, 1), False, 0, {}),  # between two batches: nobody's doing
        ((b"language", 4, 3), True, 7, {}),  # one of these, one at a time
        ((b"facts", 5, 1), False, 6, {}),  # killed, perhaps from outside: again, alone
        ((b"facts", 5, 1), True, 0, {5: ("facts", "why")}),
    ],
)
def test_what_a_lost_worker_was_at(
    at: tuple[bytes, int, int], sure: bool, careful: int, condemned: dict[int, tuple[str, str]]
) -> None:
    job = Job(Order(shard(1), Path("part"), first=4))
    slate = Slate(stage=at[0], document=at[1], count=at[2])
    job.lost(slate, "why", sure)
    assert (job.order.careful, job.order.condemned) == (careful, condemned)
    if careful:
        slate.stage, slate.document, slate.count = b"facts", careful - 1, 1
        job.lost(slate, "again", sure=False)
        assert job.order.condemned == {careful - 1: ("facts", "again")}


def test_a_document_whose_work_cannot_be_told_is_condemned_when_workers_are_lost_over_it(tmp_path: Path) -> None:
    job = Job(Order(shard(1), tmp_path / "part", first=4))
    for _ in range(4):
        job.lost(Slate(), "ends", sure=True)
    assert job.order.condemned == {4: ("records", "ends")}


def test_where_reading_cannot_go_on_the_shard_ends() -> None:
    job = Job(Order(shard(1), Path("part"), first=4))
    for reason in ("hangs", "hangs still"):
        job.lost(Slate(stage=b"read", document=6, count=1), reason, sure=True)
    assert job.order.most == 6
    assert job.failures == [Failure(6, "news.jsonl", "news.jsonl", "read", "cannot be read further: hangs still")]


def test_progress_in_lines_and_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("x" * 1000)
    end = Summary(documents=3, found=1, empty=1, failed=1, doubled=1, repeated=1, stopped=False, seconds=1.0)
    for progress in (Lines([str(tmp_path)]), Screen([str(tmp_path)], "out")):
        progress.measuring.join()
        progress.tell("batch", {"documents": 3, "failed": 1, "harmed": 2})
        progress.tell("error", {"id": "a", "source": "a\x1b[2J", "stage": "facts", "reason": "why"})
        for position in (0, 500):
            progress.tell("shard", {"shard": 1, "position": position})
        assert progress.left is not None
        progress.end(end)
    *lines, error, last, harmed, repeated, where = capsys.readouterr().err.splitlines()
    assert where == "eventx: what went wrong with 1 is in out/errors.jsonl"
    assert harmed.startswith("eventx: 2 lost a record to an error of eventx, as their notes tell")
    assert repeated == "eventx: 1 id names several articles that differ"
    told = [json.loads(line) for line in lines]
    assert [line["event"] for line in told] == ["batch", "error", "shard", "shard", "end"]
    assert error == "eventx: a [2J: why"
    assert last.startswith(
        "eventx: 3 documents: 1 with records, 1 without, 1 in error, 1 duplicate left out of these; "
    )


def test_words_of_the_command() -> None:
    assert arguments.share("2/8") == (2, 8)
    assert arguments.seconds("0.5") == 0.5
    for take, word in (
        (arguments.share, "9/8"), (arguments.share, "0/8"), (arguments.share, "2"), (arguments.number, "0"),
        (arguments.number, "²"), (arguments.seconds, "nan"), (arguments.seconds, "-1"), (arguments.iso_date, "July"),
    ):  # fmt: skip
        with pytest.raises(argparse.ArgumentTypeError):
            take(word)


def test_help_imports_no_model() -> None:
    code = (
        "import sys; from eventx.batch.command import parser; parser().format_help(); "
        "assert not {'spacy', 'pydantic', 'pyarrow'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_off_a_terminal_it_tells_where_it_is_once_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen([], "out")
    for ago in (0, 61, 0, 61):
        screen.last -= ago
        screen.tell("batch", {"documents": 10, "failed": 0, "harmed": 0})
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(" done")[0] for line in told] == ["eventx: 20", "eventx: 40"]
