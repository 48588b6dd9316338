"""The work itself: the documents of a shard to lines, a batch at a time; every error stays with its document."""

from __future__ import annotations

import contextlib
import hashlib
import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from eventx import pipeline
from eventx.batch.ledger import Failure, Text
from eventx.batch.options import Options
from eventx.batch.protocol import READ, Done, Order, Slate
from eventx.batch.shards import read_shard
from eventx.components import forget
from eventx.errors import ArticleError
from eventx.readers import html
from eventx.readers.read import Read, printable
from eventx.writers import select

DOCUMENTS = 24  # in a batch; more take more memory and are no faster
CHARACTERS = 100_000  # after which a batch is run, however few its documents
LANGUAGE = "language"  # the stage of the model's own components, which see a batch as a whole


@dataclass(slots=True)
class Item:
    """A document in work: its number in the shard, and what has come of it."""

    number: int
    read: Read
    doc: Doc | None = None
    line: bytes = b""
    holds: bool = False
    failure: Failure | None = None

    def fail(self, stage: str, reason: str) -> None:
        """Let it end in an error."""
        name = self.read.name
        self.doc = None
        self.failure = Failure(self.number, (self.read.article and self.read.article.id) or name, name, stage, reason)


class Work:
    """A loaded model, and how it is put to work."""

    def __init__(self, options: Options, slate: Slate, report: Callable[[Done], None]) -> None:
        self.options, self.slate, self.report = options, slate, report
        self.types = set(options.types) if options.types is not None else None
        self.nlp = pipeline.load(options.model)
        names = self.nlp.pipe_names
        self.ours = names[names.index(pipeline.COMPONENTS[0]) :]
        self.components = [(name.removeprefix("eventx_"), self.nlp.get_pipe(name)) for name in self.ours]
        self.documents = 0

    def do(self, order: Order) -> None:
        """Write the lines of a shard, and report each batch of them."""
        upto, lines = order.first, order.lines
        with order.path.open("r+b" if order.first else "wb") as out:
            out.seek(order.size)
            out.truncate()
            for batch in self._batches(order):
                with self.nlp.memory_zone():  # the words of a batch are forgotten with it
                    self._run(batch, order)
                    forget()
                made = [item for item in batch if item.line]
                out.writelines(item.line for item in made)
                out.flush()
                self._at("", 0, 0)
                texts = [_text(line, item) for line, item in enumerate(made, lines)]
                upto, lines = batch[-1].number + 1, lines + len(made)
                self.report(
                    Done(
                        upto,
                        size=out.tell(),
                        found=sum(item.holds for item in made),
                        empty=sum(not item.holds for item in made),
                        failures=tuple(item.failure for item in batch if item.failure),
                        texts=tuple(filter(None, texts)),
                    )
                )
                self.documents += len(batch)
                if self.documents >= self.options.recycle:
                    os._exit(0)
            os.fsync(out.fileno())
            self._at("", 0, 0)
            self.report(Done(upto, out.tell(), last=True))

    def _batches(self, order: Order) -> Iterator[list[Item]]:
        """Read the shard, and give what is to be done in batches."""
        options = self.options
        reads = read_shard(order.shard, options.fields, options.limits, options.published)
        batch: list[Item] = []
        size = number = 0
        while order.most is None or number < order.most:
            self._at(READ, number)
            read = self._read(reads, number, order)
            if read is None:
                break
            if number >= order.first:
                batch.append(Item(number, read))
                size += len(read.article.text) if read.article else 0
            number += 1
            if batch and (len(batch) >= DOCUMENTS or size > CHARACTERS or number <= order.careful):
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _read(self, reads: Iterator[Read], number: int, order: Order) -> Read | None:
        try:
            with _refusing(order.condemned.get(number)):
                return next(reads, None)
        except MemoryError:
            if number >= order.careful:
                os._exit(1)
            said = f"takes more than {self.options.megabytes} MB of memory"
        except Exception as error:
            said = f"{type(error).__name__}: {error}"[:300]
        return Read(printable(order.shard.sources[-1].name), error=f"cannot be read further: {said}")

    def _run(self, batch: list[Item], order: Order) -> None:
        """Make the lines of a batch."""
        for item in batch:
            if item.read.article is None:
                item.fail(READ, item.read.error or "nothing was read")
            elif item.number in order.condemned:
                item.fail(*order.condemned[item.number])
            else:
                self._tokens(item, order)
        self._language([item for item in batch if item.doc is not None], order)
        for item in batch:
            for name, component in self.components:
                if item.doc is not None:
                    with self._trying(name, item, order):
                        item.doc = component(item.doc)
            if item.doc is not None:
                with self._trying("records", item, order):
                    self._write(item, item.doc)
                item.doc = None

    def _tokens(self, item: Item, order: Order) -> None:
        article = item.read.article
        assert article is not None
        if self.options.text and not article.keep_text:
            article = article.model_copy(update={"keep_text": True})
        with self._trying("tokens", item, order):
            item.doc = pipeline.make_doc(self.nlp, article)

    def _language(self, items: list[Item], order: Order) -> None:
        """Run the model's components over a batch; where one fails, over each document alone."""
        if not items:
            return
        first, last = items[0], items[-1]
        if first is last:
            with self._trying(LANGUAGE, first, order):
                [first.doc] = self._pipe(items)
            return
        self._at(LANGUAGE, first.number, last.number + 1 - first.number)
        try:
            docs = self._pipe(items)
        except MemoryError:
            os._exit(1)  # the slate tells that it was one of these
        except Exception:
            for item in items:
                self._tokens(item, order)
                self._language([item] if item.doc is not None else [], order)
        else:
            for item, doc in zip(items, docs, strict=True):
                item.doc = doc

    def _pipe(self, items: list[Item]) -> list[Doc]:
        docs = (item.doc for item in items if item.doc is not None)
        return list(self.nlp.pipe(docs, batch_size=len(items), disable=self.ours))

    def _write(self, item: Item, doc: Doc) -> None:
        extraction = select(doc._.eventx, self.types, self.options.only)
        if item.read.note:
            extraction = extraction.model_copy(update={"notes": [*extraction.notes, item.read.note]})
        item.line = extraction.model_dump_json().encode() + b"\n"
        item.holds = bool(extraction.facts or extraction.events)

    @contextlib.contextmanager
    def _trying(self, stage: str, item: Item, order: Order) -> Iterator[None]:
        """Do one thing with one document; what is raised is its error."""
        self._at(stage, item.number)
        try:
            yield
        except MemoryError:
            if item.number >= order.careful:
                os._exit(1)  # it may not be this document's doing: a new worker tries it alone
            item.fail(stage, f"takes more than {self.options.megabytes} MB of memory")
        except Exception as error:
            said = str(error) if isinstance(error, ArticleError) else f"{type(error).__name__}: {error}"
            item.fail(stage, said[:300])

    def _at(self, stage: str, number: int, count: int = 1) -> None:
        """Write on the slate what comes now."""
        slate = self.slate
        slate.document, slate.count, slate.stage = number, count, stage.encode()[:40]
        slate.tick += 1


@contextlib.contextmanager
def _refusing(condemned: tuple[str, str] | None) -> Iterator[None]:
    """Let a page that no worker could read be told as an error rather than be read again."""
    if condemned is None or condemned[0] != READ:
        yield
        return

    def refuse(*page: Any) -> html.Page:
        raise html.PageError(condemned[1])

    real = html.read_page
    html.read_page = refuse  # type: ignore[assignment]
    try:
        yield
    finally:
        html.read_page = real


def _text(line: int, item: Item) -> Text | None:
    """Digest the text on a line, its spaces and forms of letters apart; nothing for an empty one."""
    article = item.read.article
    words = unicodedata.normalize("NFC", " ".join(article.text.split())) if article else ""
    if not article or not words:
        return None
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Text(line, digest, article.id or item.read.name)
