"""Item: a document in work, from what was read to its line or its error."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field

from spacy.tokens import Doc

from eventx.batch.ledger import Failure, Text
from eventx.io.readers.read import Read, printable
from eventx.pipeline.pieces import Piece


@dataclass(slots=True)
class Item:
    """A document in work: its number in the shard, and what has come of it."""

    number: int
    read: Read
    pieces: list[Piece] = field(default_factory=list)
    doc: Doc | None = None
    line: bytes = b""
    holds: bool = False
    failure: Failure | None = None

    def fail(self, stage: str, reason: str) -> None:
        """Let it end in an error."""
        name = self.read.name
        self.doc = None
        known = (self.read.article and self.read.article.id) or name
        self.failure = Failure(self.number, known, name, stage, printable(reason))

    def digest(self, line: int) -> Text | None:
        """Digest the text, but for its spaces and forms of letters, as that on a line; nothing for an empty one."""
        article = self.read.article
        words = unicodedata.normalize("NFC", " ".join(article.text.split())) if article else ""
        if not article or not words:
            return None
        made = hashlib.blake2b(words.encode(), digest_size=16).digest()
        return Text(line, made, article.id or self.read.name)
