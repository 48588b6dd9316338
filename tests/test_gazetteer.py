"""The full gazetteer, built out of a table in GeoNames' published format."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventx.cli import main
from eventx.gazetteer.geonames import build
from eventx.normalize import place
from eventx.normalize.place import Sense, country, look_up
from eventx.records.errors import ConfigError


def line(
    number: int, name: str, others: str, at: tuple[float, float], code: str, where: str, admin1: str, people: int
) -> str:
    kind = "P" if code.startswith("PPL") else "H" if code == "STM" else "A"
    held = [
        number,
        name,
        name,
        others,
        *at,
        kind,
        code,
        where,
        "",
        admin1,
        "",
        "",
        "",
        people,
        "",
        90,
        "Europe/Oslo",
        "",
    ]
    return "\t".join(map(str, held)) + "\n"


TABLE = [
    line(3144096, "Kingdom of Norway", "Norge,Norway,挪威", (62.0, 10.0), "PCLI", "NO", "00", 5_000_000),
    line(90000001, "Qvistdalen", "Kvistdalen", (61.1, 9.2), "PPL", "NO", "97", 0),
    line(90000002, "Innerfjord Fylke", "Innerfjord County,Indre Fjord", (61.0, 9.0), "ADM1", "NO", "97", 40_000),
    line(90000003, "Storqvist", "Gamleby,Великий", (61.3, 9.9), "PPL", "NO", "97", 60_000),
    line(90000004, "Old Qvist", "", (61.3, 9.9), "PPLH", "NO", "97", 0),
    line(90000005, "Qvist River", "", (61.3, 9.9), "STM", "NO", "97", 0),
    line(90000006, "Leeds", "", (61.5, 9.5), "PPL", "NO", "97", 12),
    line(90000007, "Sydqvist", "", (59.5, 9.5), "PPLX", "NO", "98", 300),
    line(2644688, "Leeds (renamed)", "", (0.0, 0.0), "PPLA2", "GB", "ENG", 5),
    line(90000008, "Nowhere", "", (0.0, 0.0), "PPL", "", "", 5),
    line(90000009, "Broken", "", (0.0, 0.0), "PPL", "NO", "97", 5).replace("\t0.0\t", "\tx\t"),
    "too\tfew\n",
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("allCountries.txt", "".join(TABLE))
    (tmp_path / "admin1CodesASCII.txt").write_text("NO.98\tSydfjord\tSydfjord\t90000010\n", encoding="utf-8")
    return path


@pytest.fixture
def _anew() -> Iterator[None]:
    """Let nothing that was read of one gazetteer be taken for another's."""
    caches = (place.look_up, place.country, place._data, place._regions)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def sense(name: str, code: str) -> Sense:
    return next(s for s in look_up(name) if s.country == code)


@pytest.mark.usefixtures("_anew")
def test_villages_are_found_in_the_full_one(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "full.sqlite"
    assert main(["gazetteer", "build", str(table), "--out", str(out)]) == 0
    assert f"export EVENTX_GAZETTEER={out}" in capsys.readouterr().out
    assert [p.name for p in tmp_path.glob("full*")] == ["full.sqlite"]
    monkeypatch.setenv("EVENTX_GAZETTEER", str(out))
    village = sense("Qvistdalen", "NO")
    assert (village.admin1, village.level, village.geonames_id, village.latitude) == (
        "Innerfjord", "town", 90000001, 61.1,
    )  # fmt: skip
    assert sense("Sydqvist", "NO").admin1 == "Sydfjord"  # by the file beside the table
    assert sense("Innerfjord County", "NO").level == "admin1"
    assert (sense("Gamleby", "NO").name, sense("Gamleby", "NO").alternate) == ("Storqvist", True)
    assert [look_up(name) for name in ("Old Qvist", "Qvist River", "Kvistdalen", "Nowhere", "Broken")] == [()] * 5


@pytest.mark.usefixtures("_anew")
def test_what_is_embedded_stays_as_it_is(table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("Leeds", "Norway", "Bombay", "Jilin", "Warren County", "St. Louis", "Kyiv")
    before = {name: look_up(name) for name in names}
    build(table, tmp_path / "full.sqlite")
    monkeypatch.setenv("EVENTX_GAZETTEER", str(tmp_path / "full.sqlite"))
    for cached in (place.look_up, place.country, place._data, place._regions):
        cached.cache_clear()
    assert {name: tuple(s for s in look_up(name) if s.geonames_id != 90000006) for name in names} == before
    assert {s.country for s in look_up("Leeds")} == {s.country for s in before["Leeds"]} | {"NO"}
    assert country("NO") == before["Norway"][0]


def test_a_table_may_be_no_zip(table: Path, tmp_path: Path) -> None:
    plain = tmp_path / "NO.txt"
    plain.write_text("".join(TABLE), encoding="utf-8")
    assert build(plain, tmp_path / "a.sqlite") == build(table, tmp_path / "b.sqlite") == 5


def test_what_is_no_table_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "cities.csv"
    other.write_text("Leeds,GB\n")
    assert main(["gazetteer", "build", str(other), "--out", str(tmp_path / "o.sqlite")]) == 2
    assert "1 columns in line 1, not the 19" in capsys.readouterr().err
    with pytest.raises(ConfigError, match="is the table"):
        build(other, other)
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("a.bin", "")
    with pytest.raises(ConfigError, match=r"no \.txt"):
        build(tmp_path / "e.zip", tmp_path / "o.sqlite")
    assert main(["gazetteer", "build", str(tmp_path / "none.zip")]) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cities.csv", "e.zip"]


@pytest.mark.usefixtures("_anew")
def test_a_gazetteer_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "wrong.sqlite"
    for make in (lambda: None, lambda: wrong.write_text("x"), lambda: sqlite3.connect(tmp_path / "n.sqlite").close()):
        make()
        monkeypatch.setenv("EVENTX_GAZETTEER", str(wrong))
        with pytest.raises(ConfigError, match=r"EVENTX_GAZETTEER: .* is no gazetteer"):
            look_up("Leeds")
