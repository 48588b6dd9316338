"""Tell happenings in many frames, and show in which the event, or who takes part in it, is lost.

    python benchmarks/frames.py
    python benchmarks/frames.py --table mine.toml > lost.txt

Prints a line for each sentence that does not tell its happening: what is wrong, and the sentence; then how many of how
many. Every frame is one that news uses, so what is lost is a fault of the house: a parse that is wrong by habit, a
position that no role knows, a sense that is barred too widely. The table is `frames.toml`.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
if TYPE_CHECKING:
    from eventx import AnyEvent

_FORMS = ("S", "do", "past", "done", "doing", "O")
_PUBLISHED = "2026-03-11"


def sentences(table: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Yield each happening in each frame, and whether that denies it."""
    for happening in table["happenings"]:
        forms = dict(zip(_FORMS, happening["tell"], strict=True))
        for denied in (False, True):
            for frame in table["denied" if denied else "frames"]:
                told = frame.format(**forms)
                yield told[0].upper() + told[1:], happening, denied


def fault(happening: Mapping[str, Any], denied: bool, events: Sequence[AnyEvent]) -> str | None:
    """Return what is wrong with the events of a sentence, None where it tells its happening."""
    told = next((event for event in events if event.type == happening["type"]), None)
    if told is None:
        return "told as " + ", ".join(event.type for event in events) if events else "no event"
    lost = [role for role, words in happening["roles"].items() if words.lower() not in str(getattr(told, role)).lower()]
    if lost:
        return "without " + ", ".join(lost)
    if denied != (told.modality == "negated" or getattr(told, "action", None) == "reject"):
        return told.modality
    return "told twice" if len(events) > 1 else None


def main() -> int:
    """Print what is lost."""
    import eventx

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=Path, default=Path(__file__).with_suffix(".toml"))
    table = tomllib.loads(parser.parse_args().table.read_text(encoding="utf-8"))
    rows = list(sentences(table))
    articles = (eventx.Article(text=text, published=_PUBLISHED) for text, *_ in rows)
    lost = 0
    for (text, happening, denied), found in zip(rows, eventx.extract_many(articles), strict=True):
        if wrong := fault(happening, denied, found.events):
            print(f"{wrong}: {text}")
            lost += 1
    print(f"{lost} of {len(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
