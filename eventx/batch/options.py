"""Options: all that may be said of a batch, and those that change its records."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import Any

from eventx.batch import FORMATS
from eventx.io.readers.how import PLAIN, Fields, Limits
from eventx.records.errors import ConfigError

ROOMS = ("facts", "events")


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Options:
    """What a batch reads, where it writes, and how.

    Attributes
    ----------
    sources
        Files and folders.
    out
        The folder of the output and of the ledger.
    format
        jsonl, parquet, sqlite or csv.
    published, model, types, only, min_confidence, text
        As for the plain command: date of what tells none; spaCy model; types to keep, "facts" or "events" alone; how
        likely right a record must be; whether to give the text back.
    fields, limits, month_first
        Which keys of a row hold what; how much of anything is taken; whether 01/02/2020 in a row is 2 January.
    duplicates
        False: articles whose text another had before are left out, not marked.
    shard_size
        Documents of a shard, the unit of work and of resuming.
    limit
        The most documents that are read.
    share
        ``(i, n)``: of every n shards the i-th alone, from 1 on; for n machines.
    workers
        Processes; by default as many as there are cores.
    seconds, megabytes
        What one stage of a document may take of time, and a worker of memory.
    article_seconds
        What a document of several pieces may take in all.
    recycle
        Documents after which a worker gives way to a new one.
    strict
        Stop at the first error.
    redo
        Begin again where the settings or sources have changed, rather than refuse.
    """

    sources: tuple[str, ...]
    out: str
    format: str = "jsonl"
    published: str | None = None
    model: str | None = None
    types: tuple[str, ...] | None = None
    only: str | None = None
    min_confidence: float | None = None
    text: bool = False
    fields: Fields = PLAIN.fields
    limits: Limits = PLAIN.limits
    month_first: bool = PLAIN.month_first
    duplicates: bool = True
    shard_size: int = 100
    limit: int | None = None
    share: tuple[int, int] = (1, 1)
    workers: int = field(default_factory=cores)
    seconds: float = 60
    article_seconds: float = 1800
    megabytes: int = 1500
    recycle: int = 5000
    strict: bool = False
    redo: bool = False

    def __post_init__(self) -> None:
        """See that each choice is one of those that there are.

        Raises
        ------
        ConfigError
            If one is not.
        """
        from eventx.io.choice import chosen_types

        chosen_types(None if self.types is None else ",".join(self.types), self.only)
        part, of = self.share
        for name, fits, told in (
            ("format", self.format in FORMATS, f"one of {', '.join(FORMATS)}"),
            ("only", self.only in (None, *ROOMS), f"one of {', '.join(ROOMS)}, or None"),
            ("min_confidence", 0 <= (self.min_confidence or 0) <= 1, "a number from 0 to 1"),
            ("share", 1 <= part <= of, "(i, n): the i-th of n parts, from 1 on"),
            *((name, getattr(self, name) >= 1, "1 or more") for name in ("workers", "shard_size", "recycle")),
        ):
            if not fits:
                raise ConfigError(f"{name}: {getattr(self, name)!r} is not {told}")

    def settings(self) -> dict[str, Any]:
        """Return what changes the records or how they lie in files, as JSON: versions, model and choices."""
        from importlib.metadata import version

        from spacy.util import get_package_version

        from eventx import __version__, pipeline
        from eventx.records import registry

        model = pipeline.find_model(self.model)
        chosen = {
            name: value
            for name, value in asdict(self).items()
            if name
            not in ("sources", "out", "workers", "seconds", "article_seconds", "megabytes", "recycle", "strict", "redo")
        }
        told = chosen | {
            "eventx": __version__,
            "spacy": version("spacy"),
            "model": f"{model} {get_package_version(model) or ''}".strip(),
            "known": sorted([*registry.types("facts"), *registry.types("events")]),
            "code": os.environ.get("EVENTX_CODE"),
            "lexicons": os.environ.get("EVENTX_LEXICONS"),
            "gazetteer": os.environ.get("EVENTX_GAZETTEER"),
        }
        return json.loads(json.dumps(told))  # type: ignore[no-any-return]
