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
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from eventx.batch.options import cores
from eventx.batch.tables import MOST
from eventx.io.arguments import add_code
from eventx.io.page import held_in, page, script_json, view
from eventx.io.series import linked
from eventx.io.writers import words
from eventx.normalize.place import country
from eventx.records import Actor, Mention, Place, Record, own_fields
from eventx.records.errors import ConfigError, fault_of
from eventx.records.extraction import Extraction

R = TypeVar("R", bound=Record)
ARTICLES, TITLES, EVENTS = 20, 1000, 1000  # how many a file of articles, of titles and of events holds
TOP = 60  # of the most frequent names and metrics; of series and of conflicts
FOUND = 2000  # the most articles that a word of the search leads to, the newest
SUMMARY = '<script type="application/json" id="summary">'
_WORD = re.compile(r"[^\W_]{2,}")
_ARTICLE = re.compile(r"^(the|its|their|an?) ")
_SHORT = frozenset({"the", "of", "and", "to", "in", "for", "on", "at", "by", "an", "as", "is"})


class Row(NamedTuple):
    """An event as the report lists it."""

    month: str
    type: str
    country: str
    line: str
    article: int
    title: str


@dataclass
class Held:
    """What the report keeps of some articles."""

    titles: list[tuple[int, str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: Counter[str] = field(default_factory=Counter)
    metrics: Counter[str] = field(default_factory=Counter)

    def add(self, other: Held) -> None:
        """Take in what another has."""
        self.titles += other.titles
        self.rows += other.rows
        for word, articles in other.words.items():
            self.words[word] += articles
        self.names.update(other.names)
        self.metrics.update(other.metrics)


def make_report(records: str | os.PathLike[str], to: str | os.PathLike[str] | None = None, processes: int = 0) -> Path:
    """Make the report of a batch in JSON Lines, and return its first page.

    Series, and numbers that articles tell differently, are of the archive that ``link`` has made of it, if it has.

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
        If the folder holds no JSON Lines of a batch, or that of the report what is none.
    """
    source = Path(records)
    files = [path for path in sorted(source.glob("*.jsonl")) if path.name != "errors.jsonl"]
    if not files:
        other = (source / "ledger.sqlite").exists()  # a batch in another format, which goes on in no other
        raise ConfigError(
            f"{source}: a batch in another format than JSON Lines, which a report is made of; "
            "make one with: python -m eventx batch SRC --out DIR"
            if other
            else f"{source}: no part of a batch in JSON Lines is there; "
            f"python -m eventx batch SRC --out {source} makes them"
        )
    out = Path(to) if to else source / "report"
    _make_room(out)
    held, parts = Held(), list(_parts(files, out))
    with ProcessPoolExecutor(processes or cores(), get_context("spawn")) as pool:
        for part in pool.map(_read, parts, chunksize=4):
            held.add(part)
    firsts = {file: number for file, start, _, number, _ in parts if not start}
    told = linked(source, lambda key: firsts[files[key // MOST - 1]] + key % MOST, TOP)
    return _write(held, told, source.name, out)


def _make_room(out: Path) -> None:
    """Take away the report that stands in a folder, and nothing else."""
    index = out / "index.html"
    known = {"data", "index.html", "article.html"}
    ours = not index.exists() or SUMMARY in index.read_text(encoding="utf-8", errors="replace")
    if out.is_dir() and not (ours and {path.name for path in out.iterdir()} <= known):
        raise ConfigError(f"{out}: holds what is no report; give a folder that is new or empty")
    (out / "data").mkdir(parents=True, exist_ok=True)
    for old in (out / "data").glob("*.js"):
        old.unlink()


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
            try:
                extraction = Extraction.model_validate_json(stream.readline())
            except ValidationError as error:
                told = f"{file.name}: no line of a batch ({fault_of(error)})"
                advice = "python -m eventx batch SRC --out DIR makes one; where it had --code, give that to report, too"
                raise ConfigError(f"{told}; {advice}") from None
            views.append(view(extraction))
            _keep(held, extraction, number)
    _shard(out, f"a{first // ARTICLES}", views)
    return held


def _keep(held: Held, extraction: Extraction, number: int) -> None:
    article = extraction.article
    title, day = words.clean(article.title or article.id or "untitled"), (article.published or "")[:10]
    held.titles.append((number, title, day))
    metrics = {
        re.sub(_ARTICLE, "", words.clean(metric.text).casefold()) for metric in _all(extraction, "metric", Mention)
    }
    names = {speaker.name for speaker in _all(extraction, "speaker", Actor)}
    focus = next((place.country for place in article.focus if place.country), "")
    for event in extraction.events:
        inside = list(held_in([*(getattr(event, name) for name in own_fields(type(event))), event.places]))
        names |= {one.name for one in inside if isinstance(one, Actor)}
        where = next((code for one in inside if isinstance(one, Actor | Place) and (code := one.country)), focus)
        held.rows.append(
            Row(day[:7], event.type, where or "", words.event(event).replace("-> ", "\u2192 "), number, title)
        )
    held.names.update(name for name in map(words.clean, names) if name[:1].isupper() and not words.is_pronoun(name))
    held.metrics.update(metrics)
    for word in set(_words(" ".join([title, *names, *metrics]))):
        held.words[word].append(number)


def _all(extraction: Extraction, name: str, kind: type[R]) -> list[R]:
    """Return what the facts have in a field of this name, where it is of this kind."""
    held = (getattr(fact, name, None) for fact in extraction.facts)
    return [value for value in held if isinstance(value, kind)]


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text as the search knows them: without accents and in small letters."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return (word for word in _WORD.findall(bare) if word not in _SHORT)


def _write(held: Held, told: dict[str, Any], name: str, out: Path) -> Path:
    held.titles.sort()
    for at, block in _blocks(held.titles, TITLES):
        _shard(out, f"n{at}", {number: (title, day) for number, title, day in block})
    held.rows.sort(key=lambda row: (row.month, row.type, row.country), reverse=True)
    for at, rows in _blocks(held.rows, EVENTS):
        _shard(out, f"e{at}", rows)
    starts = {word: word[:2] if word[:2].isascii() else "_" for word in held.words}  # of other alphabets all in one
    for prefix, found in groupby(sorted(held.words.items()), key=lambda pair: starts[pair[0]]):
        _shard(out, f"t{prefix}", {word: sorted(articles, reverse=True)[:FOUND] for word, articles in found})
    summary = _summary(held, name) | told
    data = f"{SUMMARY}{script_json(summary)}</script>\n"
    title = f"Report of {name}"
    index = page("report.html", "page.js report.js", "'self'", "eventx", title=title, articles=data)
    (out / "index.html").write_text(index, encoding="utf-8")
    shown = page("page.html", "page.js report.js", "'self'", "eventx", title=title, articles="")
    (out / "article.html").write_text(shown, encoding="utf-8")
    return out / "index.html"


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
        "countries": [(code, *_spot(code)) for code in countries],
        "names": [pair for pair in held.names.most_common(TOP) if pair[1] > 1],
        "metrics": [pair for pair in held.metrics.most_common(TOP) if pair[1] > 1],
    }  # fmt: skip


def _spot(code: str) -> tuple[str, float | None, float | None]:
    """Return the name of a country and where it is."""
    known = country(code) if code else None
    return (known.name, known.latitude, known.longitude) if known else (code or "no country", None, None)


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
    add_code(parser)
    args = parser.parse_args(argv)
    sys.stdout.write(f"{make_report(args.records, args.to)}\n")
    return 0
