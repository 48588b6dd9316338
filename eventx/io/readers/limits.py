"""Limits: how much of anything is taken, so that no file can fill the memory or the days."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is taken of a file, a line and a document.

    Attributes
    ----------
    bytes
        Decompressed bytes of one file.
    ratio
        Decompressed bytes to a compressed one, above the first ``slack``: no text shrinks to less, a bomb does.
    document
        Bytes of one document before it is text: a file, a page, a line of JSON.
    characters
        Characters of text that go through the pipeline at once; a longer text is split at paragraphs.
    text
        Characters of one article; a longer one is refused.
    """

    bytes: int = 1 << 40
    ratio: int = 200
    slack: int = 8_000_000
    document: int = 64_000_000
    characters: int = 50_000
    text: int = 10_000_000

    def unpacked(self, packed: int) -> int:
        """Return the most bytes that a file of ``packed`` may become."""
        return min(self.bytes, self.slack + self.ratio * packed)


DEFAULT = Limits()
