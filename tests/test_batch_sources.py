from __future__ import annotations

import gzip
import json
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from eventx.batch.shards import Shard, cut, read_shard
from eventx.batch.sources import Source, find_names, make_source
from eventx.io.readers.how import PRESETS, How, Limits
from eventx.io.readers.read import Read
from eventx.io.readers.row import read_row


def find_sources(names: Iterable[str], without: str | None = None) -> Iterator[Source]:
    return map(make_source, find_names(names, without))


def shards(*names: Path, size: int = 3, limits: Limits | None = None) -> list[Shard]:
    return list(cut(find_sources(map(str, names)), size, limits or Limits()))


def read(found: list[Shard], limits: Limits | None = None) -> list[list[Read]]:
    return [list(read_shard(pickle.loads(pickle.dumps(s)), How(limits=limits or Limits()))) for s in found]


def ids(reads: list[list[Read]]) -> list[list[str]]:
    return [[(r.article.id if r.article else "!") or "" for r in shard] for shard in reads]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    rows = "".join(json.dumps({"id": f"r{n}", "text": f"Sales rose {n}%."}) + "\n" for n in range(7))
    (tmp_path / "a.txt").write_text("Sales rose 5%.")
    (tmp_path / "b.txt").write_text("Sales fell 5%.")
    (tmp_path / "c.jsonl").write_text("\n" + rows + "\n\n")
    (tmp_path / "d.jsonl").write_text(rows[:40])
    (tmp_path / "e.md").write_text("Not an article.")
    (tmp_path / "f.zip").write_bytes(b"PK\x03\x04")
    return tmp_path


def test_small_sources_share_a_shard_and_a_large_one_is_cut(archive: Path) -> None:
    found = shards(archive)
    assert [s.number for s in found] == [1, 2, 3, 4, 5]
    assert [(s.first, s.count) for s in found] == [(0, None), (1, 3), (4, 3), (7, None), (0, None)]
    reads = read(found)
    assert ids(reads)[1:] == [["r0", "r1", "r2"], ["r3", "r4", "r5"], ["r6"], ["r0", "!", "!"]]
    assert [r.name.rpartition("/")[2] for r in reads[3]] == ["c.jsonl:8"]
    assert reads[4][2].error == "no format that is read here; unpack it first"
    assert found == shards(archive)


def test_a_compressed_source_reads_the_same(archive: Path) -> None:
    plain = (archive / "c.jsonl").read_bytes()
    (archive / "z.jsonl.gz").write_bytes(gzip.compress(plain))
    assert ids(read(shards(archive / "z.jsonl.gz"))) == ids(read(shards(archive / "c.jsonl")))


def test_a_cut_file_gives_what_is_whole_and_one_error(archive: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Sales rose {n}% {hash(str(n))}."}) + "\n" for n in range(4000))
    data = gzip.compress(lines.encode())
    path = archive / "cut.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    reads = [r for shard in read(shards(path, size=500)) for r in shard]
    assert len(reads) > 1000
    assert [r.name for r in reads if r.error] == [str(path)]
    assert "cut off" in (reads[-1].error or "")


def test_a_bomb_is_not_read_on(archive: Path) -> None:
    path = archive / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b" " * 30_000_000))
    assert ["decompressed" in (r.error or "") for r in read(shards(path))[0]] == [True]


def test_an_endless_line_is_told_and_the_next_is_read(archive: Path) -> None:
    path = archive / "long.jsonl"
    path.write_text('{"text": "' + "x" * 5000 + '"}\n{"id": "good", "text": "Sales rose."}\n')
    assert ids(read(shards(path), Limits(document=1000))) == [["!", "good"]]


def test_what_is_no_json_lines_is_one_error(archive: Path) -> None:
    path = archive / "no.jsonl"
    program, wide = b"\x7fELF" + bytes(range(256)) * 9, ('{"text": "a"}\n' * 9).encode("utf-16")
    for data, said in ((program, "a program"), (wide, "UTF-16")):
        path.write_bytes(data)
        assert [(r.error or "").startswith(said) for r in read(shards(path))[0]] == [True]


def test_what_is_missing_is_told_in_its_place(archive: Path) -> None:
    (reads,) = read(shards(archive / "none.jsonl", archive / "a.txt"))
    assert reads[0].error == "no such file or directory"
    assert reads[1].article is not None


def test_a_digest_knows_a_change_anywhere_in_a_small_file(archive: Path) -> None:
    path = archive / "a.txt"
    (before,) = find_sources([str(path)])
    path.write_text("Sales rose 6%.")
    assert next(find_sources([str(path)])).digest != before.digest


def test_the_output_folder_is_no_source(archive: Path) -> None:
    (archive / "out").mkdir()
    (archive / "out" / "part-000001.jsonl").write_text("{}\n")
    names = [s.name for s in find_sources([str(archive)], without=str(archive / "out"))]
    assert not any("part" in name for name in names)


def test_presets_find_the_fields_of_others() -> None:
    row = {"maintext": "Sales rose.", "date_publish": "2024-05-06 07:08:09", "source_domain": "a.com", "url": "u"}
    article = read_row(row, "x:1", How(PRESETS["news-please"])).article
    assert article is not None
    assert (article.text, article.published, article.source) == ("Sales rose.", "2024-05-06 07:08:09", "a.com")
    row = {"text": "Sales rose.", "date": "2024-05-06", "source": "http://a.com/b", "hostname": "a.com"}
    article = read_row(row, "x:1", How(PRESETS["trafilatura"])).article
    assert article is not None
    assert (article.url, article.source, article.published) == ("http://a.com/b", "a.com", "2024-05-06")


def test_an_edit_anywhere_in_a_large_source_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"a" * 3_000_000)
    (before,) = find_sources([str(path)])
    path.write_bytes(b"a" * 1_234_567 + b"b" + b"a" * 1_765_432)
    (after,) = find_sources([str(path)])
    assert before.size == after.size
    assert before.digest != after.digest
