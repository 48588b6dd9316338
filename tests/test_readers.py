from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from eventx.io.readers import How, Read, file, html, objects, printable, read_all, sheet
from eventx.io.readers.how import PRESETS, Fields, Limits
from eventx.io.readers.read import ReadError
from eventx.io.readers.row import read_row
from eventx.io.readers.text import binary_kind, decode

TEXT = "Zürich paid €5 million, “a lot”, said Zoë Berg."


def read(*names: str | Path, published: str | None = None) -> list[Read]:
    return list(read_all(map(str, names), How(published=published)))


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (TEXT.encode(), None),
        (b"\xef\xbb\xbf" + TEXT.encode(), None),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "read as UTF-16-LE"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "read as UTF-16-BE"),
        (TEXT.encode("utf-16-le"), "no byte order mark; read as UTF-16-LE"),
        (TEXT.encode("cp1252"), "not UTF-8; read as Windows-1252"),
    ],
)
def test_encodings(data: bytes, note: str | None) -> None:
    assert decode(data) == (TEXT, note)


def test_a_bad_byte_in_utf8_leaves_the_rest() -> None:
    text, note = decode(TEXT.encode() + b" \xff")
    assert text == TEXT + " \ufffd"
    assert note == "not quite UTF-8; 1 bad byte replaced"


def test_binary_files_are_told_from_texts() -> None:
    assert binary_kind(b"\xff\xd8\xff\xe0") == "a JPEG image"
    assert binary_kind(bytes(range(32)) * 9) == "a binary file"
    assert binary_kind(b"Sales rose\x00 5%, the firm said on Tuesday.") is None


def test_a_file_keeps_its_line_ends_and_its_path_as_id(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Sales rose 5%.\r\nCosts fell.\r\n")
    (found,) = read(path, published="2026-01-02")
    assert found.article is not None
    assert found.article.text == "Sales rose 5%.\r\nCosts fell.\r\n"
    assert (found.article.id, found.article.published) == (str(path), "2026-01-02")


def test_what_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "x.zip").write_bytes(b"")
    (tmp_path / "good.txt").write_text("Sales rose 5%.")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    names = ["missing.txt", "empty.txt", "x.zip", "folder", "pipe", "good.txt"]
    found = read(*(tmp_path / name for name in names))
    assert [bool(r.error) for r in found] == [True, False, True, True, True, False]
    assert found[1].note == "the text is empty"
    assert "unpack it first" in (found[2].error or "")
    assert "no articles" in (found[3].error or "")
    assert found[5].article is not None


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Two.")
    (tmp_path / "1.txt").write_text("One.")
    (tmp_path / ".hidden.txt").write_text("No.")
    (tmp_path / "notes.md").write_text("No.")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [Path(r.name).name for r in read(tmp_path)] == ["1.txt", "2.txt"]


def test_json_lines_end_at_newlines_alone(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "Sales rose.\u2028Costs fell.", "title": "T", "published": "2026-01-02T03:04:05Z"},
        {"id": 7, "text": "Up 5%.", "published": "Sat, 19 Jul 2025 08:30:00 GMT"},
        {"text": "No id.", "published": "soon"},
        {"id": "half", "text": "Half \ud800 a character."},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps(rows[0], ensure_ascii=False), *map(json.dumps, rows[1:])]) + "\n\n")
    found = [r for r in read(path) if r.article]
    articles = [r.article for r in found if r.article]
    assert [a.id for a in articles] == ["a", "7", f"{path}:3", "half"]
    assert [a.published for a in articles] == ["2026-01-02T03:04:05Z", "2025-07-19", None, None]
    assert articles[0].text == "Sales rose.\u2028Costs fell."
    assert "no date" in (found[2].note or "")
    assert articles[3].text == "Half \ufffd a character."


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "5", '{"id": "a"}', '{"text": 5}', '{"text": null}', "[" * 100_000, "\xff", '{"text": {"a": "b"}}'],
)
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "Good."}\n' + line.encode("latin-1") + b'\n{"text": "Good, too."}')
    found = read(path)
    assert [bool(r.error) for r in found] == [False, True, False]
    assert found[1].name == f"{path}:2"
    assert len(found[1].error or "") < 120


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b"Sales rose 5%.", ["-"]),
        (b"[Corrected] Sales rose 5%.", ["-"]),
        (b'{"id": "x", "text": "Up."}\n', ["x"]),
        (b'{\n "id": "x",\n "text": "Up."\n}\n', ["x"]),
        (b'[{"id": "x", "text": "Up."}, {"text": "Down."}]', ["x", "-:2"]),
    ],
)
def test_the_standard_input_is_text_or_json(monkeypatch: pytest.MonkeyPatch, data: bytes, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert [r.article.id for r in read("-") if r.article] == ids


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("data", "ids"),
    [
        ('{"text": "Up."}', ["{}"]),
        ('{\n "text": "Up."\n}\n', ["{}"]),
        ('[{"id": "a", "text": "Up."}, {"text": "Down."}]', ["a", "{}:2"]),
        ('[\n {"id": "a", "text": "Up."},\n {"text": "Down."}\n]\n', ["a", "{}:2"]),
    ],
)
def test_json_is_an_object_or_an_array_of_them(tmp_path: Path, data: str, ids: list[str], encoding: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(data, encoding)
    assert [r.article.id for r in read(path) if r.article] == [name.format(path) for name in ids]


def test_lines_of_json_are_rows_by_whatever_name(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"id": "a", "text": "Up."}\n\n{"text": "Down."}\n{"id": "c", "text": 5}\n')
    found = read(path)
    assert [r.article.id for r in found if r.article] == ["a", f"{path}:3"]
    assert [(r.id, r.error) for r in found if r.error] == [("c", 'no article: "text" is no string')]


@pytest.mark.parametrize(("data", "said"), [("[]", "an empty array"), ("[1]", "a row is an object"), ("{", "no JSON")])
def test_json_without_an_article_is_told(tmp_path: Path, data: str, said: str) -> None:
    (tmp_path / "a.json").write_text(data)
    (found,) = read(tmp_path / "a.json")
    assert said in (found.error or "")


def test_too_long_an_array_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": "Up."}] * 9))
    with pytest.raises(ReadError, match="one object a line"):
        list(objects.read(str(tmp_path / "a.json"), How(limits=Limits(document=50))))


def test_a_cut_file_of_json_is_told_as_such(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps([{"text": f"Sales rose {n}%."} for n in range(99)]).encode())
    (tmp_path / "a.json.gz").write_bytes(packed[:-20])
    (found,) = read(tmp_path / "a.json.gz")
    assert "cut off" in (found.error or "")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_rows_that_are_not_utf8_keep_their_letters(tmp_path: Path, name: str) -> None:
    rows = {"a.jsonl": '{"text": "Café Noir rose 5%."}\n', "a.csv": "text\nCafé Noir rose 5%.\n"}
    (tmp_path / name).write_text(rows[name], "cp1252")
    (found,) = read(tmp_path / name)
    assert found.article is not None
    assert (found.article.text, found.note) == ("Café Noir rose 5%.", "not UTF-8; read as Windows-1252")


def test_a_sheet_may_be_utf16(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\ttext\nx\tCafé Noir rose 5%.\n", "utf-16")
    (found,) = read(tmp_path / "a.tsv")
    assert found.article is not None
    assert (found.article.id, found.article.text) == ("x", "Café Noir rose 5%.")


@pytest.mark.parametrize(
    ("given", "month_first", "read_as", "note"),
    [
        ("05/06/2026", False, "2026-06-05", ""),
        ("05/06/2026", True, "2026-05-06", ""),
        ("01/13/2020", False, "2020-01-13", "--month-first"),
        ("01/13/2020", True, "2020-01-13", ""),
        ("13/01/2020", True, "2020-01-13", ""),
        (1577923200, False, "2020-01-02T00:00:00+00:00", ""),
        (1577923200123, False, "2020-01-02T00:00:00+00:00", ""),
        ("1577923200.5", False, "2020-01-02T00:00:00+00:00", ""),
        (20200102, False, "2020-01-02", ""),
        (43832, False, None, "no date"),
    ],
)
def test_dates_of_rows(given: object, month_first: bool, read_as: str | None, note: str) -> None:
    found = read_row({"text": "Up 5%.", "published": given}, "here", How(month_first=month_first))
    assert found.article is not None
    assert found.article.published == read_as
    assert note in (found.note or "") if note else found.note is None


def test_html_without_its_extra_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "a.html"
    path.write_text("<html><p>Sales rose 5%.</p></html>")
    (found,) = read(path)
    assert found.error == html.INSTALL


def test_html_is_read_and_its_text_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = SimpleNamespace(text="Sales rose 5%.", title="Sales rise at the mill", date="2026-01-02")
    monkeypatch.setitem(sys.modules, "trafilatura", SimpleNamespace(bare_extraction=lambda *_, **__: page))
    path = tmp_path / "a.html"
    path.write_text("<html><p>Sales rose 5%.</p></html>")
    (found,) = read(path)
    assert found.article is not None
    assert found.article.text == "Sales rise at the mill\n\nSales rose 5%."
    assert (found.article.published, found.article.keep_text) == ("2026-01-02", True)


def test_a_page_that_tells_no_day_has_none(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    story = "<p>The dairy sued 45 banks over its collapse in 2003. It had gone bust last year, the court heard.</p>" * 4
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><article>{story}</article><footer>Copyright 2019</footer></body></html>")
    (found,) = read(path)
    assert found.article is not None
    assert found.article.published is None


def test_a_broken_page_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    path = tmp_path / "a.html"
    path.write_text("<span>" * 9000)
    for extract in (fail, lambda *_, **__: None):
        monkeypatch.setitem(sys.modules, "trafilatura", SimpleNamespace(bare_extraction=extract))
        (found,) = read(path)
        assert "no article found" in (found.error or "")


def test_names_that_are_no_utf8_are_printable() -> None:
    assert printable("caf\udce9.txt") == "caf\\udce9.txt"


def test_published_is_for_what_tells_no_date_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    story = "Tin exports rose 33% to $1.05 billion in April, the customs office of Bolivia said in a statement. " * 3
    dated = f"Tin exports climb\n\nMay 4, 2026\n\n{story}"
    page = "<html><head>{}<title>Tin exports climb again</title></head><body><article><p>{}</p></article></body></html>"
    meta = '<meta property="article:published_time" content="2026-05-03T08:00:00Z">'
    (tmp_path / "1.txt").write_text(dated)
    (tmp_path / "2.txt").write_text(story)
    (tmp_path / "3.html").write_text(page.format(meta, story))
    rows = [{"text": dated}, {"text": dated, "published": "2026-05-02"}, {"text": story}]
    (tmp_path / "4.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = [r.article.published for r in read(tmp_path, published="2026-01-01") if r.article]
    assert found == ["2026-05-04", "2026-01-01", "2026-05-03", "2026-05-04", "2026-05-02", "2026-01-01"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", 'id,text,title,published,source\n7,"Sales rose 5%.\n\nIn May.",Sales,2031-05-02,Post\n'),
        ("a.csv", 'Article_ID;Body;Headline;Date;Outlet\n7;"Sales rose 5%.\n\nIn May.";Sales;2031-05-02;Post\n'),
        (
            "a.tsv",
            'id\tcontent\theadline\tpub_date\tpublisher\n7\t"Sales rose 5%.\n\nIn May."\tSales\t2031-05-02\tPost\n',
        ),
        ("a.csv", '\ufeffid,text,title,published,source\r\n7,"Sales rose 5%.\n\nIn May.",Sales,2031-05-02,Post\r\n'),
    ],
)
def test_a_sheet_is_read_by_its_header(tmp_path: Path, name: str, data: str) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8", newline="")
    (found,) = read(tmp_path / name)
    assert found.article is not None
    held = found.article.model_dump(include={"id", "text", "title", "published", "source"})
    assert held == {
        "id": "7", "text": "Sales rose 5%.\n\nIn May.", "title": "Sales", "published": "2031-05-02", "source": "Post",
    }  # fmt: skip


def test_json_lines_take_the_names_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"guid": 7, "body": "Up 5%.", "headline": "Sales", "date": "2031-05-02", "link": "x:y", "outlet": "P"},
        {"id": "own", "guid": 7, "text": "Down.", "body": "Up 5%.", "title": "Costs", "headline": "Sales"},
        {"text": None, "content": "Even."},
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, second, third = (r.article for r in read(path) if r.article)
    assert (first.id, first.text, first.title, first.published) == ("7", "Up 5%.", "Sales", "2031-05-02")
    assert (first.url, first.source) == ("x:y", "P")
    assert (second.id, second.text, second.title) == ("own", "Down.", "Costs")
    assert third.text == "Even."


def test_a_key_of_the_text_that_is_named_is_the_only_one() -> None:
    read = read_row({"body": "Up 5%."}, "here", How(Fields(text="story")))
    assert '"story" is missing' in (read.error or "")


def test_what_is_wrong_in_a_sheet_is_told_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,Sales rose.\n2,\n3,Costs\nfell\n")
    found = read(tmp_path / "a.csv")
    assert [(r.name.rpartition(":")[2], bool(r.error)) for r in found] == [
        ("1", False),
        ("2", True),
        ("3", False),
        ("4", True),
    ]
    (tmp_path / "b.csv").write_text("a,b\n1,2\n")
    (tmp_path / "c.csv").write_bytes(b"PK\x03\x04" + bytes(90))
    assert [r.error for r in read(tmp_path / "b.csv", tmp_path / "c.csv")] == [
        'no column "text"; there are: a, b; in a batch --text-column NAME says which it is',
        "a ZIP or Office file, no table",
    ]  # fmt: skip


def test_a_column_that_is_named_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Headline,Body\nTin,Sales rose 5%.\n", encoding="utf-8")
    (joined,) = sheet.read(str(path), How(Fields(text="headline+body")))
    assert joined.article is not None
    assert joined.article.text == "Tin\n\nSales rose 5%."
    for wrong in (Fields(text="bdy"), Fields(text="title+body"), Fields(published="day")):
        with pytest.raises(ReadError, match="; there are: Headline, Body"):
            list(sheet.read(str(path), How(wrong)))
    (found,) = sheet.read(str(path), How(PRESETS["news-please"]))
    assert found.article is not None


def test_pieces_of_a_sheet_make_the_whole(tmp_path: Path) -> None:
    path = str(tmp_path / "a.csv")
    Path(path).write_text("id,text\n" + "".join(f'{n},"It sold {n}\ntonnes."\n' for n in range(10)))
    assert list(file.marks(path, "sheet", 3)) == [(n, 0) for n in range(10)]
    parts = [
        [r.article.id for r in file.read_file(path, "sheet", begin=(n, 0), count=3) if r.article] for n in (0, 6, 3, 9)
    ]
    assert parts == [["0", "1", "2"], ["6", "7", "8"], ["3", "4", "5"], ["9"]]
    assert [r.name.rpartition(":")[2] for r in file.read_file(path, "sheet", begin=(8, 0))] == ["9", "10"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"title": "Mill cuts 90 jobs", "text": "It shut."}, "Mill cuts 90 jobs\n\nIt shut."),
        ({"title": "It shut", "text": "It shut.\n\nAll left."}, "It shut.\n\nAll left."),
        ({"text": "It shut."}, "It shut."),
    ],
)
def test_a_title_may_be_joined_to_the_text(row: dict[str, str], text: str) -> None:
    read = read_row(row, "here", How(Fields(text="title+text")))
    assert read.article is not None
    assert read.article.text == text
    assert read.article.keep_text
