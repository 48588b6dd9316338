"""The report: a folder of static pages on the records of a batch; the pages load the parts of it that they show."""

from __future__ import annotations

import argparse
import os
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from eventx.io.page import held_in, page, script_json, view
from eventx.io.writers import words
from eventx.records import Actor, Event, Mention, Period, Place, Quantity
from eventx.records.errors import ConfigError
from eventx.records.extraction import Extraction

ARTICLES, TITLES, EVENTS = 20, 1000, 1000  # how many a file of articles, of titles and of events holds
TOP = 60  # of the most frequent names and metrics; of series and of conflicts
FOUND = 2000  # the most articles that a word of the search leads to, the newest
_WORD = re.compile(r"[^\W_]{2,}")
_SHORT = frozenset({"the", "of", "and", "to", "in", "for", "on", "at", "by", "an", "as", "is"})


class Row(NamedTuple):
    """An event as the report lists it."""

    month: str
    type: str
    country: str
    line: str
    article: int
    title: str


class Point(NamedTuple):
    """What an event measures, as of a period: ``key`` says of what."""

    key: str
    start: str
    end: str
    value: Decimal
    said: str
    article: int


@dataclass
class Held:
    """What the report keeps of some articles."""

    titles: list[tuple[int, str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: Counter[str] = field(default_factory=Counter)
    metrics: Counter[str] = field(default_factory=Counter)
    spots: dict[str, tuple[str, float, float]] = field(default_factory=dict)

    def add(self, other: Held) -> None:
        """Take in what another has."""
        self.titles += other.titles
        self.rows += other.rows
        self.points += other.points
        for word, articles in other.words.items():
            self.words[word] += articles
        self.names.update(other.names)
        self.metrics.update(other.metrics)
        self.spots = other.spots | self.spots


def make_report(records: str | os.PathLike[str], to: str | os.PathLike[str] | None = None, processes: int = 0) -> Path:
    """Make the report of a batch in JSON Lines, and return its first page.

    Parameters
    ----------
    records
        The folder that ``python -m eventx batch`` wrote.
    to
        The folder of the report; by default ``report`` in that of the batch.
    processes
        How many to use; by default one a core.

    Raises
    ------
    ConfigError
        If the folder holds no JSON Lines of a batch.
    """
    source = Path(records)
    files = [path for path in sorted(source.glob("*.jsonl")) if path.name != "errors.jsonl"]
    if not files:
        raise ConfigError(
            f"{source}: no part of a batch in JSON Lines is there; python -m eventx batch SRC --out {source} makes them"
        )
    out = Path(to) if to else source / "report"
    (out / "data").mkdir(parents=True, exist_ok=True)
    for old in (out / "data").glob("*.js"):
        old.unlink()
    held = Held()
    with ProcessPoolExecutor(processes or len(os.sched_getaffinity(0)), get_context("spawn")) as pool:
        for part in pool.map(_read, _parts(files, out), chunksize=4):
            held.add(part)
    return _write(held, source.name, out)


Part = tuple[Path, int, int, int, Path]


def _parts(files: Iterable[Path], out: Path) -> Iterator[Part]:
    """Cut the files into parts of a few lines: the file, where they begin, how many, the first's number."""
    number = 0
    for file in files:
        with file.open("rb") as stream:
            while True:
                start, count = stream.tell(), 0
                while count < ARTICLES and stream.readline():
                    count += 1
                if not count:
                    break
                yield file, start, count, number, out
                number += ARTICLES


def _read(part: Part) -> Held:
    """Write the articles of a part, and return what the report keeps of them."""
    file, start, count, first, out = part
    held, views = Held(), []
    with file.open("rb") as stream:
        stream.seek(start)
        for number in range(first, first + count):
            extraction = Extraction.model_validate_json(stream.readline())
            views.append(view(extraction))
            _keep(held, extraction, number)
    _shard(out, f"a{first // ARTICLES}", views)
    return held


def _keep(held: Held, extraction: Extraction, number: int) -> None:
    article = extraction.article
    title, day = words.clean(article.title or article.id or "untitled"), (article.published or "")[:10]
    held.titles.append((number, title, day))
    metrics = {_plain(fact.metric.text) for fact in extraction.facts if _has(fact, "metric")}
    names = {fact.speaker.name for fact in extraction.facts if isinstance(getattr(fact, "speaker", None), Actor)}
    focus = next((place.country for place in article.focus if place.country), "")
    for event in extraction.events:
        inside = list(held_in(_own(event)))
        names |= {one.name for one in inside if isinstance(one, Actor)}
        country = next((c for one in inside if isinstance(one, Actor | Place) and (c := one.country)), focus)
        held.rows.append(
            Row(day[:7], event.type, country or "", words.event(event).replace(" -> ", " \u2192 "), number, title)
        )
        if (point := _point(event, number)) is not None:
            held.points.append(point)
    for place in [
        *article.focus,
        *(fact.place for fact in extraction.facts if isinstance(getattr(fact, "place", None), Place)),
    ]:
        if place.kind == "country" and place.country and place.latitude is not None and place.longitude is not None:
            held.spots.setdefault(place.country, (place.name, place.latitude, place.longitude))
    held.names.update(name for name in map(words.clean, names) if name[:1].isupper() and not words.is_pronoun(name))
    held.metrics.update(metrics)
    for word in set(_words(" ".join([title, *names, *metrics]))):
        held.words[word].append(number)


def _has(fact: Any, name: str) -> bool:
    return isinstance(getattr(fact, name, None), Mention)


def _own(event: Event) -> list[Any]:
    """Return the values of the fields that are the type's own, then its places."""
    names = [name for name in type(event).model_fields if name not in Event.model_fields]
    return [*(getattr(event, name) for name in names), event.places]


def _point(event: Event, number: int) -> Point | None:
    """Return what an event measures, if it says of what and of which days, as a fact."""
    period, values = event.period, _own(event)
    amount = next((value for value in values if isinstance(value, Quantity) and value.value is not None), None)
    said = [words.anything(value) for value in values if value and not isinstance(value, Quantity)]
    named = any(isinstance(one, Actor | Place) for one in held_in(values))
    if amount is None or amount.value is None or period is None or not named or event.modality != "asserted":
        return None
    if not period.start_date or not period.end_date:
        return None
    unit = " per ".join(filter(None, (amount.unit or "number", amount.per)))
    key = f"{event.type}: {_plain(', '.join(filter(None, said)))} ({unit})"
    return Point(key, period.start_date, period.end_date, amount.value, words.quantity(amount), number)


def _plain(text: str) -> str:
    return re.sub(r"^(the|its|their|an?) ", "", words.clean(text).casefold())


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text as the search knows them: without accents and in small letters."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return (word for word in _WORD.findall(bare) if word not in _SHORT)


def _write(held: Held, name: str, out: Path) -> Path:
    held.titles.sort()
    for at, block in _blocks(held.titles, TITLES):
        _shard(out, f"n{at}", {number: (title, day) for number, title, day in block})
    held.rows.sort(key=lambda row: (row.month, row.type, row.country), reverse=True)
    for at, rows in _blocks(held.rows, EVENTS):
        _shard(out, f"e{at}", rows)
    for prefix, found in groupby(sorted(held.words.items()), key=lambda pair: _prefix(pair[0])):
        _shard(out, f"t{prefix}", {word: sorted(articles, reverse=True)[:FOUND] for word, articles in found})
    summary = _summary(held, name)
    data = f'<script type="application/json" id="summary">{script_json(summary)}</script>\n'
    title = f"Report of {name}"
    index = page("report.html", "page.js report.js", "'self'", "eventx", title=title, articles=data)
    (out / "index.html").write_text(index, encoding="utf-8")
    shown = page("page.html", "page.js report.js", "'self'", "eventx", title=title, articles="")
    (out / "article.html").write_text(shown, encoding="utf-8")
    return out / "index.html"


def _prefix(word: str) -> str:
    """Return which file of the search holds a word: its first two letters, of other alphabets "_"."""
    return word[:2] if word[:2].isascii() else "_"


def _summary(held: Held, name: str) -> dict[str, Any]:
    """Return what the first page shows before anything else is loaded."""
    types = sorted({row.type for row in held.rows})
    countries = sorted({row.country for row in held.rows})
    months = sorted({row.month for row in held.rows})
    at = [{value: number for number, value in enumerate(values)} for values in (months, types, countries)]
    cube = [
        (at[0][month], at[1][kind], at[2][country], sum(1 for _ in rows))
        for (month, kind, country), rows in groupby(held.rows, key=lambda row: (row.month, row.type, row.country))
    ]
    return {
        "name": name, "articles": len(held.titles), "events": len(held.rows),
        "sizes": {"a": ARTICLES, "n": TITLES, "e": EVENTS},
        "types": types, "months": months, "cube": cube,
        "countries": [(code, *held.spots.get(code, (code or "no country", None, None))) for code in countries],
        "names": [pair for pair in held.names.most_common(TOP) if pair[1] > 1],
        "metrics": [pair for pair in held.metrics.most_common(TOP) if pair[1] > 1],
        "series": _series(held.points), "conflicts": _conflicts(held.points),
    }  # fmt: skip


def _series(points: Iterable[Point]) -> list[dict[str, Any]]:
    """Return what is measured as of three periods or more, by how many articles tell it."""
    made = []
    for key, held in _grouped(points, lambda point: point.key).items():
        last = {point.end: point for point in sorted(held, key=lambda point: point.article)}
        if len(last) >= 3:
            told = [(end, float(point.value), point.said, point.article) for end, point in sorted(last.items())]
            made.append({"key": key, "articles": len({point.article for point in held}), "points": told})
    return sorted(made, key=lambda series: -len(series["points"]))[:TOP]


def _conflicts(points: Iterable[Point]) -> list[dict[str, Any]]:
    """Return what articles tell with different values as of the same days."""
    made = []
    for (key, start, end), held in _grouped(points, lambda point: (point.key, point.start, point.end)).items():
        values = _grouped(held, lambda point: point.value)
        articles = [sorted({point.article for point in told}) for told in values.values()]
        if len(values) > 1 and len(set().union(*articles)) > 1:
            days = words.period(Period(mention=Mention(start=0, end=0, text=""), start_date=start, end_date=end))
            said = [(told[0].said, found) for told, found in zip(values.values(), articles, strict=True)]
            made.append({"key": key, "when": days, "values": sorted(said, key=lambda pair: -len(pair[1]))})
    return sorted(made, key=lambda one: -sum(len(found) for _, found in one["values"]))[:TOP]


def _grouped(points: Iterable[Point], key: Any) -> dict[Any, list[Point]]:
    groups: dict[Any, list[Point]] = {}
    for point in points:
        groups.setdefault(key(point), []).append(point)
    return groups


def _blocks(rows: list[Any], size: int) -> Iterator[tuple[int, list[Any]]]:
    return ((start // size, rows[start : start + size]) for start in range(0, len(rows), size))


def _shard(out: Path, name: str, data: Any) -> None:
    """Write a part that a page loads: a script, since a page that is opened from a disk may load nothing else."""
    (out / "data" / f"{name}.js").write_text(f'take("{name}",{script_json(data)})\n', encoding="utf-8")


def main(argv: list[str]) -> int:
    """Run ``eventx report``."""
    parser = argparse.ArgumentParser(
        prog="eventx report", description="Make pages for a browser of the records of a batch in JSON Lines."
    )
    parser.add_argument("records", metavar="OUT", help="the folder that a batch wrote")
    parser.add_argument("--to", metavar="DIR", help="the folder of the report; by default OUT/report")
    args = parser.parse_args(argv)
    sys.stdout.write(f"{make_report(args.records, args.to)}\n")
    return 0
