"""Guard: what a rule raises costs its record, not the article; a note says which rule it was, and where."""

from __future__ import annotations

import os
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType

from eventx.records.errors import EventxError

HARMED = "please report it"
"""How a note of this kind ends."""
STRICT = "EVENTX_STRICT"
"""The environment variable with which all is raised, as in tests."""


class guard:  # noqa: N801  # asked as a function is; a generator would cost four times as much, and there are many
    """Note what is raised within, instead of letting it end the article.

    What is raised on purpose goes on up, and so does a want of memory, which no rule is to blame for.
    """

    __slots__ = ("notes", "rule", "start")

    def __init__(self, notes: list[str], rule: str, start: int | None = None) -> None:
        self.notes, self.rule, self.start = notes, rule, start

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        """Note an error of a rule, and tell whether it is dealt with."""
        if not isinstance(error, Exception) or isinstance(error, EventxError | MemoryError) or os.environ.get(STRICT):
            return False
        place = extract_tb(error.__traceback__)[-1]
        where = f", at character {self.start}" if self.start is not None else ""
        said = str(error).partition("\n")[0][:100]
        what = f"{type(error).__name__} ({PurePath(place.filename).name}:{place.lineno}) {said}".rstrip()
        self.notes.append(f"{self.rule}{where}: left out after {what}; {HARMED}")
        return True
