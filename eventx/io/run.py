"""One run of the command: read the inputs, extract, write, and tell what went wrong, input by input."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from collections.abc import Iterator

from eventx.io.output import find_format, open_output, tell
from eventx.io.readers import How, read_all
from eventx.io.start import quiet, started
from eventx.records.article import Article
from eventx.records.errors import reason_of
from eventx.records.extraction import Extraction

MOST = 10  # lines told of one file


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; return its exit status."""
    quiet()
    told = _Told()
    name = find_format(args.format, args.output, args.inputs)
    articles = _articles(args, told)
    first = next(articles, None)
    if first is None:
        told.end()
        return 1 if told.failed else 0  # nothing to extract from: no model need be loaded

    with started():
        from eventx import pipeline
        from eventx.io.choice import chosen_types, csv_rows
        from eventx.io.writers import make_writer, select

        types = chosen_types(args.types, args.only)
        nlp = pipeline.load(args.model)
    room, left_out = csv_rows(types, args.only)
    if name == "csv" and left_out:
        told.note("CSV", f"one row a fact; for the rows of {', '.join(sorted(left_out))} add --events")
    gc.set_threshold(200_000, 20, 100)  # records in the making are none either, and a long article has many
    with open_output(name, args.output) as stream:
        writer = make_writer(name, stream, events=room == "events")

        def all_articles() -> Iterator[Article]:
            yield first
            yield from articles

        def failed(article: Article, error: Exception) -> None:
            told.error(article.id or "article", reason_of(error).removeprefix(f"{article.id}: "))

        for extraction in pipeline.extract_many(
            all_articles(), nlp=nlp, batch_size=16, on_error=failed, seconds=args.max_seconds
        ):
            told.done += 1
            told.date(extraction, args.published)
            for said in extraction.notes if name == "csv" else ():  # which has no place for them
                told.note(extraction.article.id or "article", said)
            writer.write(select(extraction, types, args.only, args.min_confidence))
            stream.flush()
            told.progress()
        writer.close()
        stream.flush()
    told.end()
    return 1 if told.failed else 0


def info() -> Iterator[tuple[str, str]]:
    """Yield what ``eventx info`` prints: versions, model and record types."""
    quiet()
    from importlib.metadata import version

    from spacy.util import get_package_version

    from eventx import __version__, pipeline
    from eventx.records import registry
    from eventx.records.errors import ModelError

    yield "eventx", __version__
    yield "python", sys.version.split()[0]
    yield "spacy", version("spacy")
    try:
        model = pipeline.find_model()
        told = get_package_version(model)
        yield "model", f"{model} {told}" if told else model
    except ModelError as error:
        yield "model", str(error)
    yield "facts", ", ".join(sorted(registry.types("facts")))
    yield "events", ", ".join(sorted(registry.types("events")))


class _Told:
    """What is told on the standard error: notes, errors, progress on a terminal."""

    def __init__(self) -> None:
        self.failed = self.done = 0
        self.lines: Counter[str] = Counter()
        self.dated: tuple[str, str, str] | None = None  # the first article with another date than --published
        self.others = 0  # how many there are of these
        self.open = 0  # times that a day of publication would resolve
        self.shown = False
        self.last = time.monotonic()

    def error(self, name: str, said: str) -> None:
        self.failed += 1
        self.note(name, said)

    def note(self, name: str, said: str) -> None:
        file = name.rpartition(":")[0]  # of "news.jsonl:3"
        self.lines[file] += bool(file)
        if self.lines[file] > MOST:
            return
        before = "\r" if self.shown else ""
        tell(before + _printable(f"eventx: {name}: {said}")[:500] + "\n")

    def date(self, found: Extraction, given: str | None) -> None:
        """Keep that an article tells another date than the one given, or that nothing tells one and days stay open."""
        from eventx.facts.time import Time

        article = found.article
        if article.published is None:
            points = (fact.period.timex or "" for fact in found.of(Time) if fact.timex_type in ("DATE", "TIME"))
            self.open += sum("X" in timex for timex in points)
        elif given and article.published[:10] != given[:10]:
            self.others += 1
            self.dated = self.dated or (article.id or "article", article.published[:10], given)

    def progress(self) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.last > 1:
            self.last, self.shown = time.monotonic(), True
            tell(f"\r{self.done} article{'s' * (self.done != 1)}")

    def end(self) -> None:
        if self.shown:
            tell("\r\x1b[K")
        for file, count in self.lines.items():
            if count > MOST:
                more = f"{count - MOST} more line{'s' * (count - MOST != 1)} like these"
                tell(_printable(f"eventx: {file}: {more}") + "\n")
        if self.dated:
            name, own, given = self.dated
            more = f", as {self.others - 1} more do{'es' * (self.others == 2)}" if self.others > 1 else ""
            said = f"eventx: {name} tells its own date, {own}{more}: there --published {given} is not used"
            tell(_printable(said) + "\n")
        if self.open:
            times = f"{self.open} time{'s' * (self.open != 1)} stay{'s' * (self.open == 1)} open"
            tell(f"eventx: {times}: nothing tells the day of publication; --published DATE does\n")
        if self.failed and self.failed + self.done > 1:
            tell(f"eventx: {self.failed} of {self.failed + self.done} inputs failed\n")


def _printable(text: str) -> str:
    """Write a line so that no terminal obeys it."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode("ascii") for c in text)


def _articles(args: argparse.Namespace, told: _Told) -> Iterator[Article]:
    for read in read_all(args.inputs, How(published=args.published, month_first=args.month_first)):
        if read.error:
            told.error(read.name, read.error)
        elif read.note:
            told.note(read.name, read.note)
        if read.article:
            yield read.article.model_copy(update={"keep_text": True}) if args.text else read.article
