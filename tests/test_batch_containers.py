"""WARC, Parquet and zst: whole, broken, and cut into shards."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eventx.batch.shards import cut, read_shard
from eventx.batch.sources import make_source
from eventx.io.readers.how import Fields, How, Limits
from eventx.io.readers.read import Read

HTML = "text/html; charset=utf-8"
PROSE = (
    "Sales rose {n} percent to ${n} million in May, the firm said on Tuesday. It will hire {n} people in Leeds. " * 4
)


def page(n: int) -> bytes:
    prose = PROSE.format(n=n)
    return f"<html><head><title>News of {n} sales</title></head><body><article><p>{prose}</p></article>".encode()


def record(
    n: int, body: bytes | None = None, kind: str = HTML, status: str = "200 OK", headers: str = "", of: str = "response"
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + (page(n) if body is None else body)
    return (
        f"WARC/1.0\r\nWARC-Type: {of}\r\nWARC-Record-ID: <urn:uuid:{n:08d}>\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://news.example/{n}\r\nContent-Type: application/http; msgtype={of}\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


def read(path: Path, size: int = 3, fields: Fields = Fields(), limits: Limits = Limits()) -> list[Read]:  # noqa: B008
    return [r for s in cut(map(make_source, [str(path)]), size, limits) for r in read_shard(s, How(fields, limits))]


def ids(found: list[Read]) -> list[str]:
    return [(r.article.id or "")[-1] if r.article else "!" for r in found]


class TestWarc:
    @pytest.fixture(autouse=True)
    def _needs(self) -> None:
        pytest.importorskip("fastwarc")
        pytest.importorskip("trafilatura")

    def test_pages_among_other_records(self, tmp_path: Path) -> None:
        (tmp_path / "a.warc").write_bytes(
            record(1)
            + record(2, of="request")
            + record(3, b"\x89PNG", "image/png")
            + record(4, status="404 Not Found")
            + record(5, gzip.compress(page(5)), headers="Content-Encoding: gzip\r\n")
            + record(6, b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(6)), page(6)), headers="Transfer-Encoding: chunked\r\n")
            + record(7, headers="Content-Encoding: gzip\r\n")
            + record(8, b"<html></html>")
            + record(9)
        )
        found = read(tmp_path / "a.warc")
        assert ids(found) == ["1", "5", "6", "!", "!", "9"]
        assert found[0].article is not None
        assert found[0].article.url == "https://news.example/1"
        assert found[0].article.text.startswith("News of 1 sales\n\nSales rose 1 percent")
        assert "broken response" in (found[3].error or "")
        assert "no article" in (found[4].error or "")

    @pytest.mark.parametrize("how", ["plain", "members", "one", "zst"])
    def test_shards_are_the_same_however_it_is_compressed(self, tmp_path: Path, how: str) -> None:
        records = [record(n, of="request" if n % 3 == 1 else "response") for n in range(1, 10)]
        path = tmp_path / ("a.warc" + {"plain": "", "zst": ".zst"}.get(how, ".gz"))
        if how == "plain":
            path.write_bytes(b"".join(records))
        elif how == "one":
            path.write_bytes(gzip.compress(b"".join(records)))
        elif how == "members":
            path.write_bytes(b"".join(map(gzip.compress, records)))
        else:
            path.write_bytes(b"".join(map(pytest.importorskip("zstandard").compress, records)))
        shards = list(cut(map(make_source, [str(path)]), 2))
        assert [bool(s.offset) for s in shards] == [how != "one"] * 3
        assert [ids(list(read_shard(s))) for s in shards] == [["2", "3"], ["5", "6"], ["8", "9"]]

    def test_what_follows_a_broken_record_is_read(self, tmp_path: Path) -> None:
        records = [record(n) for n in range(1, 8)]
        packed = [bytearray(gzip.compress(r)) for r in records]
        packed[2][60] ^= 255
        packed[5] = packed[5][:90]
        (tmp_path / "a.warc.gz").write_bytes(b"".join(packed))
        assert ids(read(tmp_path / "a.warc.gz")) == ["1", "2", "!", "4", "5", "!", "7"]
        records[3] = b"nothing\r\n\r\n"
        (tmp_path / "a.warc").write_bytes(b"".join(records)[:-300])
        for size in (1, 2, 3, 4, 9):
            assert ids(read(tmp_path / "a.warc", size)) == ["1", "2", "3", "!", "5", "6", "!"]

    @pytest.mark.parametrize("how", ["a.warc", "a.warc.gz"])
    def test_a_record_cut_or_damaged_in_its_header_is_told(self, tmp_path: Path, how: str) -> None:
        packed = gzip.compress if how.endswith("gz") else bytes
        for size in (3, 8, 30, 60, 150):
            (tmp_path / how).write_bytes(packed(record(1)) + packed(record(2)) + packed(record(3))[:size])
            assert ids(read(tmp_path / how)) == ["1", "2", "!"], size
        damaged = record(2).replace(b"WARC-Type: response", b"WARC-Type: resp\x01nse")
        (tmp_path / how).write_bytes(packed(record(1)) + packed(damaged) + packed(record(3)))
        assert ids(read(tmp_path / how)) == ["1", "!", "3"]

    def test_what_is_no_warc_is_one_error(self, tmp_path: Path) -> None:
        for data in (b"\x1f\x8b\x08" * 300, b"junk" * 300, gzip.compress(b"junk" * 300)):
            (tmp_path / "a.warc.gz").write_bytes(data)
            assert ids(read(tmp_path / "a.warc.gz")) == ["!"]

    def test_a_bomb_is_not_read_on(self, tmp_path: Path) -> None:
        (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record(1, b" " * 30_000_000)) + gzip.compress(record(2)))
        found = read(tmp_path / "a.warc.gz")
        assert "more than is likely" in (found[0].error or "")
        assert ids(found) == ["!", "2"]


class TestParquet:
    @pytest.fixture(autouse=True)
    def _needs(self) -> None:
        pytest.importorskip("pyarrow")

    def write(self, path: Path, columns: dict[str, object], group: int = 4) -> Path:
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.table(columns), path, row_group_size=group)
        return path

    def test_rows_of_any_group(self, tmp_path: Path) -> None:
        from datetime import datetime

        path = self.write(
            tmp_path / "a.parquet",
            {
                "meta": [{"title": f"T{n}"} for n in range(9)],
                "body": [f"Sales rose {n}%." for n in range(8)] + [None],
                "when": [datetime(2024, 5, 6)] * 9,
                "key": list(range(9)),
            },
        )
        fields = Fields(id="key", text="body", title="meta.title", published="when")
        for size in (2, 3, 4, 20):
            found = read(path, size, fields)
            assert ids(found) == [*"01234567", "!"]
        assert found[3].article is not None
        assert (found[3].article.title, found[3].article.published) == ("T3", "2024-05-06T00:00:00")
        assert "no column" in (read(path)[0].error or "")

    def test_bytes_are_text_and_wrong_types_are_told(self, tmp_path: Path) -> None:
        path = self.write(tmp_path / "a.parquet", {"text": ["Zürich fell.".encode(), b"\xff\xfe"]})
        found = read(path)
        assert found[0].article is not None
        assert found[0].article.text == "Zürich fell."
        path = self.write(tmp_path / "b.parquet", {"text": [1.5, None]})
        assert [r.error for r in read(path)] == ['no article: "text" is no string', 'no article: "text" is missing']

    def test_a_broken_group_leaves_the_others(self, tmp_path: Path) -> None:
        import pyarrow.parquet as pq

        path = self.write(
            tmp_path / "a.parquet", {"id": list("012345678"), "text": [f"Sales {n}." * 9 for n in range(9)]}
        )
        column = pq.read_metadata(path).row_group(1).column(1)
        data = bytearray(path.read_bytes())
        begin = column.dictionary_page_offset or column.data_page_offset
        data[begin : begin + 40] = b"\xff" * 40
        path.write_bytes(data)
        assert ids(read(path, 20)) == [*"0123", "!", "8"]

    def test_what_is_no_parquet_is_one_error(self, tmp_path: Path) -> None:
        whole = self.write(tmp_path / "b.parquet", {"text": ["Sales rose."] * 9}).read_bytes()
        for data in (b"", b"PAR1PAR1", whole[:-20], whole[:40] + whole[60:]):
            (tmp_path / "a.parquet").write_bytes(data)
            assert set(ids(read(tmp_path / "a.parquet"))) == {"!"}


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.warc.gz", "a.jsonl.zst", "a.html.zst"])
def test_an_empty_file_is_not_compressed_data(tmp_path: Path, name: str) -> None:
    pytest.importorskip("zstandard")
    pytest.importorskip("fastwarc")
    (tmp_path / name).touch()
    assert ids(read(tmp_path / name)) == ["!"]


def test_zst_is_read_and_its_end_known(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    lines = [json.dumps({"id": str(n % 10), "text": f"Sales rose {n}%."}) + "\n" for n in range(2000)]
    data = b"".join(zstandard.compress("".join(lines[k : k + 500]).encode()) for k in range(0, 2000, 500))
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(data)
    assert "".join(ids(read(path, 300))) == "0123456789" * 200
    path.write_bytes(data[:-30])
    found = read(path, 300)
    assert len(found) > 1400
    assert [r.error for r in found if r.error] == [found[-1].error]
    assert "cut off" in (found[-1].error or "")
    path.write_bytes(zstandard.compress(b" " * 30_000_000))
    assert "decompressed" in (read(path)[0].error or "")
    path.write_bytes(b"(\xb5/\xfd" + b"junk" * 50)
    assert "broken" in (read(path)[0].error or "")
