"""One run of the command: read the inputs, extract, write, and tell what went wrong, input by input."""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import os
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from eventx.article import Article
from eventx.errors import ArticleError, ConfigError
from eventx.readers import read_all

MOST = 10  # lines told of one file
SUFFIXES = {".json": "json", ".csv": "csv", ".txt": "table"}


def run(args: argparse.Namespace) -> int:
    """Do what the command line asks; return its exit status."""
    _quiet()
    told = _Told()
    articles = _articles(args, told)
    first = next(articles, None)
    if first is None:
        told.end()
        return 1 if told.failed else 0  # nothing to extract from: no model need be loaded

    from eventx import pipeline, registry
    from eventx.writers import make_writer, select

    types = _types(args.types, {*registry.types("facts"), *registry.types("events")})
    nlp = pipeline.load(args.model)
    gc.freeze()  # the model is never garbage: looking through it takes longer than most articles
    gc.set_threshold(200_000, 20, 100)  # records in the making are none either, and a long article has many
    with _stream(args) as (stream, name):
        writer = make_writer(name, stream, events=args.only == "events")

        def all_articles() -> Iterator[Article]:
            yield first
            yield from articles

        def failed(article: Article, error: Exception) -> None:
            said = str(error) if isinstance(error, ArticleError) else f"{type(error).__name__}: {error}"
            told.error(article.id or "article", said.removeprefix(f"{article.id}: "))

        for extraction in pipeline.extract_many(all_articles(), nlp=nlp, batch_size=16, on_error=failed):
            told.done += 1
            writer.write(select(extraction, types, args.only))
            stream.flush()
            told.progress()
        writer.close()
        stream.flush()
    told.end()
    return 1 if told.failed else 0


def info() -> Iterator[tuple[str, str]]:
    """Yield what ``eventx info`` prints: versions, model and record types."""
    _quiet()
    from importlib.metadata import version

    from spacy.util import get_package_version

    from eventx import __version__, pipeline, registry
    from eventx.errors import ModelError

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
        self._write(before + _printable(f"eventx: {name}: {said}")[:500] + "\n")

    def progress(self) -> None:
        if sys.stderr.isatty() and time.monotonic() - self.last > 1:
            self.last, self.shown = time.monotonic(), True
            self._write(f"\r{self.done} articles")

    def end(self) -> None:
        if self.shown:
            self._write("\r\x1b[K")
        for file, count in self.lines.items():
            if count > MOST:
                self._write(_printable(f"eventx: {file}: {count - MOST} more lines like these") + "\n")
        if self.failed and self.failed + self.done > 1:
            self._write(f"eventx: {self.failed} of {self.failed + self.done} inputs failed\n")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def _printable(text: str) -> str:
    """Write a line so that no terminal obeys it and any encoding holds it."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode("ascii") for c in text)
    return shown.encode(sys.stderr.encoding or "ascii", "backslashreplace").decode(sys.stderr.encoding or "ascii")


def _articles(args: argparse.Namespace, told: _Told) -> Iterator[Article]:
    for read in read_all(args.inputs, args.published):
        if read.error:
            told.error(read.name, read.error)
        elif read.note:
            told.note(read.name, read.note)
        if read.article:
            yield read.article.model_copy(update={"keep_text": True}) if args.text else read.article


def _types(names: str | None, known: set[str]) -> set[str] | None:
    if names is None:
        return None
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    if unknown := wanted - known:
        raise ConfigError(f"--types: no type {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    return wanted


@contextlib.contextmanager
def _stream(args: argparse.Namespace) -> Iterator[tuple[TextIO, str]]:
    """Open what is written to; give it with the name of its format."""
    name = args.format
    if args.output:
        path = Path(args.output)
        if any(i != "-" and os.path.exists(i) and path.exists() and path.samefile(i) for i in args.inputs):
            raise ConfigError(f"--output: {args.output} is one of the inputs")
        name = SUFFIXES.get(path.suffix.lower(), "jsonl") if name == "auto" else name
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream, name
        return
    if name == "auto":
        name = "table" if sys.stdout.isatty() else "jsonl"
    if name != "table":
        _reconfigure(encoding="utf-8", newline="")
    else:
        _reconfigure(errors="replace")
    yield sys.stdout, name


def _reconfigure(**how: str) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(**how)


def _quiet() -> None:
    """Keep the warnings and logs of libraries off the standard error: it is for what concerns the inputs."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
