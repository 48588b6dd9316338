"""Guard: what a rule raises costs its record, not the article; a note says which rule it was, and where."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import PurePath
from traceback import extract_tb

from eventx.records.errors import EventxError

STRICT = "EVENTX_STRICT"
"""The environment variable with which all is raised, as in tests."""


@contextlib.contextmanager
def guard(notes: list[str], rule: str, start: int | None = None) -> Iterator[None]:
    """Note what is raised within, instead of letting it end the article.

    What is raised on purpose goes on up, and so does a want of memory, which no rule is to blame for.
    """
    try:
        yield
    except (EventxError, MemoryError):
        raise
    except Exception as error:
        if os.environ.get(STRICT):
            raise
        place = extract_tb(error.__traceback__)[-1]
        where = f", at character {start}" if start is not None else ""
        said = str(error).partition("\n")[0][:100]
        what = f"{type(error).__name__} ({PurePath(place.filename).name}:{place.lineno}) {said}".rstrip()
        notes.append(f"{rule}{where}: left out after {what}; please report it")
