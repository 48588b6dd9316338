"""A trace: which function first gave a mention, quantity or place.

Nothing is noted while articles are extracted. Here the components run once more under a profiler that keeps which
function first returned a mention, quantity or place: that is the rule that gave a field its filler.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from eventx.records import Actor, Event, Mention, Period, Place, Quantity

HOUSE = str(Path(__file__).parents[1])


class Source(NamedTuple):
    """The function that returned something, and the position of a frame's role that it was looking at."""

    module: str
    function: str
    position: str | None


class Trace:
    """What the functions of fact and event types returned, by the characters of it."""

    def __init__(self) -> None:
        self.sources: dict[Any, list[Source]] = {}
        self.events: dict[tuple[str, ...], Event] = {}

    def run(self, nlp: Language, doc: Doc) -> Doc:
        """Run a pipeline on a Doc, watching the components of eventx."""
        for name, component in nlp.pipeline:
            before = sys.getprofile()
            sys.setprofile(self._watch if name.startswith("eventx_") else before)
            try:
                doc = component(doc)
            finally:
                sys.setprofile(before)
        return doc

    def source(self, value: Any, home: str) -> Source | None:
        """Return the first function of a package that returned a value, for a position if any did, else of another."""
        found = self.sources.get(_key(value), [])
        own = [source for source in found if source.module.startswith(home)]
        placed = [source for source in own if source.position]
        others = [source for source in found if not source.module.startswith("events")]
        return next(chain(placed, own, others), None)

    def _watch(self, frame: FrameType, event: str, value: Any) -> None:
        if event != "return" or value is None or not frame.f_code.co_filename.startswith(HOUSE):
            return
        if isinstance(value, Event) and len(value.mentions) == 1:
            self.events.setdefault((value.type, *value.facts), value)
        if (key := _key(value)) is not None:
            module = str(frame.f_globals.get("__name__", "")).removeprefix("eventx.")
            if not module.startswith(("records", "mentions.analysis")):
                position = frame.f_locals.get("position")
                name = frame.f_code.co_qualname.partition(".<locals>")[0]
                source = Source(module, name, position if isinstance(position, str) else None)
                self.sources.setdefault(key, []).append(source)


def _key(value: Any) -> Any:
    """Return by what a value is known again: its kind and characters."""
    if isinstance(value, list):
        return _key(value[0]) if value else None
    if isinstance(value, Quantity | Period | Actor | Place):
        return _key(value.mention) and (type(value).__name__, *_key(value.mention)[1:])
    if isinstance(value, Mention):
        return "chars", value.start, value.end
    if isinstance(value, Token | Span):
        start = value.idx if isinstance(value, Token) else value.start_char
        return "chars", start, start + len(value.text)
    if isinstance(value, tuple) and len(value) == 2 and all(type(part) is int for part in value):
        return "chars", *value
    return None
