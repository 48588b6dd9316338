"""Output: the format that the records are written in, and the stream; what does not fit is told before any work."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from eventx.io.readers.kinds import files_in, kind_of
from eventx.records.errors import ConfigError

SUFFIXES = {
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".txt": "table", ".text": "table",
    ".html": "html", ".htm": "html",
}  # fmt: skip
TABLES = {".parquet": "parquet", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite"}
SHEETS = (".xlsx", ".xls", ".ods")
PACKED = (".gz", ".zst", ".bz2", ".xz", ".zip")


def tell(text: str) -> None:
    """Write on the standard error what any encoding can hold; where nobody reads it, that is no error."""
    encoding = sys.stderr.encoding or "ascii"
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def find_format(name: str, output: str | None, inputs: Sequence[str] = ()) -> str:
    """Return the format: ``name`` unless it is "auto", else that of the output's ending or of the terminal.

    Raises
    ------
    ConfigError
        If the output is one of the inputs, or its ending promises what this command does not write.
    """
    if not output:
        return name if name != "auto" else "table" if sys.stdout.isatty() else "jsonl"
    path = Path(output)
    if any(i != "-" and os.path.exists(i) and _would_read(i, path) for i in inputs):
        what = "is one of the inputs" if path.exists() else "would be one of the inputs: its folder is read"
        raise ConfigError(f"--output: {output} {what}; write it elsewhere")
    if name != "auto":
        return name
    ending = path.suffix.lower()
    if ending in TABLES:
        sources = " ".join(inputs[:1]) or "SRC"
        raise ConfigError(
            f"--output: {output}: {ending} is written by python -m eventx batch {sources} --out DIR "
            f"--format {TABLES[ending]}; here it is json, jsonl, csv, html or table (--format)"
        )
    if ending in SHEETS:
        raise ConfigError(f"--output: {output}: no {ending} is written here; write {path.with_suffix('.csv')}")
    if ending in PACKED:
        raise ConfigError(f"--output: {output}: nothing is compressed here; leave {ending} out, or give a --format")
    return SUFFIXES.get(ending, "jsonl")


def _would_read(source: str, path: Path) -> bool:
    """Tell whether an input is a file, or a folder that the file would be read in, now or when it is there."""
    if not os.path.isdir(source):
        return path.exists() and path.samefile(source)
    inside = bool(kind_of(path.name)) and path.resolve().is_relative_to(Path(source).resolve())
    return inside or (path.exists() and any(os.path.exists(file) and path.samefile(file) for file in files_in(source)))


@contextlib.contextmanager
def open_output(name: str, output: str | None) -> Iterator[TextIO]:
    """Open the file, or make the standard output ready for the format ``name``."""
    if output:
        with Path(output).open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    how = {"errors": "replace"} if name == "table" else {"encoding": "utf-8", "newline": ""}
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(**how)
    yield sys.stdout
