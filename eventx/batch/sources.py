"""Sources: the files of an archive, in an order that is the same on every run."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from eventx.io.readers.file import missing_extra
from eventx.io.readers.kinds import Kind, all_in, files_in, kind_of
from eventx.io.readers.read import printable, trouble
from eventx.records.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds articles; or, with ``error``, one that cannot be read, which is told in its place.

    ``name`` is the path as the system has it: write it with :func:`eventx.io.readers.printable`.
    """

    name: str
    kind: Kind
    size: int = 0
    digest: str = ""
    error: str = ""


def check_sources(names: Iterable[str], without: str | None = None) -> Counter[str]:
    """See that what is named is there, and all that its files need to be read; count the endings of other files.

    Raises
    ------
    ConfigError
        If a source is missing, or an extra, or there is no article at all.
    """
    seen: set[tuple[Kind, bool]] = set()
    others: Counter[str] = Counter()
    for name in names:
        if not os.path.exists(name):
            raise ConfigError(f"{printable(name)}: no such file or folder")
        is_folder = os.path.isdir(name)
        for file in all_in(name, without) if is_folder else [name]:
            if is_folder and not kind_of(file):
                others[os.path.splitext(file)[1].lower() or "none"] += 1
                continue
            what = kind_of(file), file.lower().endswith(".zst")
            if what not in seen and (install := missing_extra(file)):
                raise ConfigError(f"{printable(file)}: {install}")
            seen.add(what)
    if not seen:
        raise ConfigError("no articles in these folders, by the names of their files")
    return others


def find_names(names: Iterable[str], without: str | None = None) -> Iterator[str]:
    """Yield the files at ``names`` and those in the folders among them, sorted by name within each; or an empty folder.

    Parameters
    ----------
    names
        Files of any name, and folders; in a folder a file counts whose name ends as an article's or container's.
    without
        A folder to leave out: the one that the output goes to.
    """
    for name in names:
        if not os.path.isdir(name):
            yield name
            continue
        found = False
        for file in files_in(name, without):
            found = True
            yield file
        if not found:
            yield name


def make_source(name: str) -> Source:
    """Look at a file, and digest it."""
    if os.path.isdir(name):
        return Source(name, "", error="no articles in this folder")
    kind = kind_of(name) or "text"
    try:
        told = os.stat(name)
        if not stat.S_ISREG(told.st_mode):
            return Source(name, kind, error="not a file")
        if kind == "other":
            return Source(name, kind, told.st_size, error="no format that is read here; unpack it first")
        with open(name, "rb", buffering=0) as stream:
            return Source(name, kind, told.st_size, hashlib.file_digest(stream, "sha256").hexdigest()[:32])
    except OSError as error:
        return Source(name, kind, error=trouble(error))
