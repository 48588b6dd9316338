"""Batch: archives of articles to records, by many processes, killed at any point and resumed."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventx.batch.options import Options as Options
    from eventx.batch.run import Summary as Summary
    from eventx.batch.run import run_batch as run_batch

FORMATS = ("jsonl", "parquet", "sqlite", "csv")
"""What a batch writes."""
_HOME = {"Options": "options", "Summary": "run", "run_batch": "run"}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: ``batch --help`` needs none."""
    if name not in _HOME:
        raise AttributeError(f"module 'eventx.batch' has no attribute {name!r}")
    return getattr(importlib.import_module(f"eventx.batch.{_HOME[name]}"), name)
