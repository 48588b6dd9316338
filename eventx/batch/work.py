"""The work itself: the documents of a shard to lines, a batch at a time; every error stays with its document."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, TypeVar

from spacy.tokens import Doc

from eventx import pipeline
from eventx.batch.ledger import Failure, Text
from eventx.batch.options import Options
from eventx.batch.protocol import DOCUMENTS, GIVE_WAY, READ, Done, Order, Slate
from eventx.batch.shards import read_shard
from eventx.batch.worker import memory
from eventx.io.readers import html
from eventx.io.readers.how import How
from eventx.io.readers.read import Read, printable
from eventx.io.writers import select
from eventx.pipeline.extensions import get_extraction
from eventx.pipeline.pieces import Piece, join_pieces, split_article
from eventx.records.errors import reason_of
from eventx.records.extraction import Extraction
from eventx.records.guard import HARMED

T = TypeVar("T")
CHARACTERS = 60_000  # in a batch, however few its documents; the model takes 5 kB for each
LEMMAS = 20_000  # that the lemmatizer may remember; spaCy's own forgets nothing, ours later
LANGUAGE = "language"  # the stage of the model's own components, which see a batch as a whole


@dataclass(slots=True)
class Item:
    """A document in work, from what was read to its line or its error; its number in the shard."""

    number: int
    read: Read
    pieces: list[Piece] = field(default_factory=list)
    doc: Doc | None = None
    line: bytes = b""
    holds: bool = False
    harmed: bool = False
    failure: Failure | None = None

    @property
    def id(self) -> str:
        """The id of its article or row, else where it stands."""
        return (self.read.article and self.read.article.id) or self.read.id or self.read.name

    def fail(self, stage: str, reason: str) -> None:
        """Let it end in an error."""
        self.doc = None
        self.failure = Failure(self.number, self.id, self.read.name, stage, printable(reason))

    def digest(self, line: int) -> Text | None:
        """Digest the text, but for its spaces and forms of letters, as that on a line; nothing for an empty one."""
        text = self.read.article.text if self.read.article else ""
        words = unicodedata.normalize("NFC", " ".join(text.split())).encode()
        return Text(line, hashlib.blake2b(words, digest_size=16).digest(), self.id) if words else None


class Work:
    """A loaded model, and how it is put to work."""

    def __init__(self, options: Options, slate: Slate, report: Callable[[Done], None]) -> None:
        self.options, self.slate, self.report = options, slate, report
        self.types = set(options.types) if options.types is not None else None
        self.nlp = pipeline.load(options.model)
        names = self.nlp.pipe_names
        self.ours = names[names.index(pipeline.COMPONENTS[0]) :]
        self.components = [(name.removeprefix("eventx_"), self.nlp.get_pipe(name)) for name in self.ours]
        lemmatizer = self.nlp.get_pipe("lemmatizer") if "lemmatizer" in names else None
        self.lemmas: dict[Any, Any] = getattr(lemmatizer, "cache", {})
        self.documents = 0
        self.order: Order

    def do(self, order: Order) -> None:
        """Write the lines of a shard, and report each batch of them.

        Raises
        ------
        OSError
            If they cannot be written.
        """
        self.order = order
        try:
            self._do(order)
        except OSError as error:
            raise OSError(error.errno, error.strerror, error.filename or str(order.path)) from error

    def _do(self, order: Order) -> None:
        upto, lines = order.first, order.lines
        if len(self.lemmas) > LEMMAS:
            self.lemmas.clear()
        # The words that come up in a shard are forgotten with it.
        with order.path.open("r+b" if order.first else "wb") as out, self.nlp.memory_zone():
            out.seek(order.size)
            out.truncate()
            for batch in self._batches(order):
                self._run(batch)
                self._at("", 0, 0)
                made = [item for item in batch if item.line]
                out.writelines(item.line for item in made)
                out.flush()
                texts = [item.digest(line) for line, item in enumerate(made, lines)]
                upto, lines = batch[-1].number + 1, lines + len(made)
                found = sum(item.holds for item in made)
                failures = tuple(item.failure for item in batch if item.failure)
                harmed = sum(item.harmed for item in made)
                done = Done(upto, out.tell(), found, len(made) - found, harmed, failures, tuple(filter(None, texts)))
                self.report(done)
                self.documents += len(batch)
                if self.documents >= self.options.recycle:
                    os._exit(GIVE_WAY)
            self._at("", 0, 0)
            os.fsync(out.fileno())
            self.report(Done(upto, out.tell(), last=True))

    def _batches(self, order: Order) -> Iterator[list[Item]]:
        """Read the shard, and give what is to be done in batches."""
        options = self.options
        how = How(options.fields, options.limits, options.published, options.month_first)
        reads = read_shard(order.shard, how)
        batch: list[Item] = []
        size = 0
        for number in count():
            self._at(READ, number)
            read = self._read(reads, number) if number != order.most else None
            if read is None:
                break
            if number < order.first:
                continue
            if read.article and options.text:
                read = replace(read, article=read.article.model_copy(update={"keep_text": True}))
            length = len(read.article.text) if read.article else 0
            if batch and size + length > CHARACTERS:
                yield batch
                batch, size = [], 0
            batch.append(Item(number, read))
            size += length
            if len(batch) >= DOCUMENTS or number < order.careful:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _read(self, reads: Iterator[Read], number: int) -> Read | None:
        stage, reason = self.order.condemned.get(number, ("", ""))
        try:
            with html.refuse_pages(reason) if stage == READ else contextlib.nullcontext():
                return next(reads, None)
        except MemoryError as error:
            said = self._too_large(error, number)
        except Exception as error:
            said = f"{type(error).__name__}: {error}"[:300]
        return Read(printable(self.order.shard.sources[-1].name), error=f"cannot be read further: {said}")

    def _run(self, batch: list[Item]) -> None:
        """Make the lines of a batch. An article of several pieces takes its turn alone, piece by piece."""
        limits = self.options.limits
        for item in batch:
            if item.read.article is None:
                item.fail(READ, item.read.error or "nothing was read")
            elif item.number in self.order.condemned:
                item.fail(*self.order.condemned[item.number])
            else:
                most = min(limits.characters, self.nlp.max_length)
                item.pieces = self._try("tokens", item, split_article, item.read.article, most, limits.text) or []
                if len(item.pieces) == 1:
                    self._tokens(item, item.pieces[0])
        self._language([item for item in batch if item.doc is not None])
        for item in batch:
            found: list[Extraction | None] = []
            end = time.monotonic() + self.options.article_seconds
            for piece in item.pieces:
                if time.monotonic() > end:
                    item.fail("records", f"takes more than {self.options.article_seconds:g} s in all")
                    break
                if len(item.pieces) > 1:
                    self._tokens(item, piece)
                    self._language([item])
                found.append(self._records(item))
            self._try("records", item, self._write, item, found)

    def _tokens(self, item: Item, piece: Piece) -> None:
        item.doc = self._try("tokens", item, pipeline.make_doc, self.nlp, piece.article)

    def _language(self, items: list[Item]) -> None:
        """Run the model's components over a batch; where one fails, over each document alone."""
        if len(items) < 2:
            for item in items:
                docs = self._try(LANGUAGE, item, self._pipe, items)
                item.doc = docs[0] if docs else None
            return
        first, last = items[0].number, items[-1].number
        self._at(LANGUAGE, first, last + 1 - first)
        try:
            found = self._pipe(items)
        except MemoryError:
            os._exit(GIVE_WAY)  # the slate tells that it was one of these
        except Exception:
            for item in items:
                self._tokens(item, item.pieces[0])
                self._language([item])
        else:
            for item, doc in zip(items, found, strict=True):
                item.doc = doc

    def _pipe(self, items: list[Item]) -> list[Doc]:
        docs = [item.doc for item in items if item.doc is not None]
        return list(self.nlp.pipe(docs, batch_size=len(docs), disable=self.ours))

    def _records(self, item: Item) -> Extraction | None:
        """Run our components over a document that the model's have been over."""
        doc, item.doc = item.doc, None
        for name, component in self.components:
            doc = self._try(name, item, component, doc)
        return self._try("records", item, get_extraction, doc)

    def _write(self, item: Item, found: list[Extraction]) -> None:
        article = item.read.article
        assert article is not None
        options = self.options
        joined = join_pieces(article, item.pieces, found)
        extraction = select(joined, self.types, options.only, options.min_confidence)
        if item.read.note:
            extraction = extraction.model_copy(update={"notes": [*extraction.notes, item.read.note]})
        item.line = extraction.model_dump_json().encode() + b"\n"
        item.holds = bool(extraction.facts or extraction.events)
        item.harmed = any(note.endswith(HARMED) for note in joined.notes)

    def _try(self, stage: str, item: Item, step: Callable[..., T], *args: Any) -> T | None:
        """Do one thing with one document, unless it has failed before; what is raised is its error."""
        if item.failure:
            return None
        self._at(stage, item.number)
        try:
            return step(*args)
        except MemoryError as error:
            item.fail(stage, self._too_large(error, item.number))
        except Exception as error:
            name = item.read.article and item.read.article.id
            item.fail(stage, reason_of(error).removeprefix(f"{name}: ")[:300])
        return None

    def _too_large(self, error: MemoryError, number: int) -> str:
        """Say that a document takes too much memory; where much is taken without it, let a new worker find out."""
        error.__traceback__ = None  # which holds what the document took
        if number >= self.order.careful and memory(1) > self.options.megabytes << 19:
            os._exit(GIVE_WAY)
        return f"takes more than {self.options.megabytes} MB of memory"

    def _at(self, stage: str, number: int, count: int = 1) -> None:
        """Write on the slate what comes now."""
        slate = self.slate
        slate.document, slate.count, slate.stage = number, count, stage.encode()[:40]
        slate.tick += 1
