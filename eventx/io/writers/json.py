"""JSON Lines, one Extraction a line; and indented JSON: one object, or an array where there are several."""

from __future__ import annotations

from typing import TextIO

from eventx.records.extraction import Extraction


class JsonLinesWriter:
    """One Extraction a line."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, extraction: Extraction) -> None:
        """Write one line."""
        self.stream.write(extraction.model_dump_json() + "\n")

    def close(self) -> None:
        """Nothing is left."""


class JsonWriter:
    """Indented JSON; the first Extraction waits until it is known whether another comes."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.count = 0
        self.first = ""

    def write(self, extraction: Extraction) -> None:
        """Write one Extraction."""
        self.count += 1
        text = extraction.model_dump_json(indent=1)
        if self.count == 1:
            self.first = text
            return
        if self.count == 2:
            self.stream.write(f"[\n{self.first}")
        self.stream.write(f",\n{text}")

    def close(self) -> None:
        """End the array, or write the one Extraction."""
        if self.count:
            self.stream.write("\n]\n" if self.count > 1 else f"{self.first}\n")
