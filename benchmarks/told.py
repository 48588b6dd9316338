"""Tell articles otherwise, and show what the house then tells otherwise: records that should not have changed.

    python benchmarks/told.py archive.jsonl --way lines
    python benchmarks/told.py corpus/third/articles --way dateline > differs.txt

Prints a line for each record that only the article as it stands (``-``) or only the other telling (``+``) has, then how
many of how many differ. What differs is a fault of the house, mostly before its rules: in reading lines, in where
sentences begin, in what the models see.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

_PLACED = frozenset(
    {"start", "end", "id", "facts", "confidence", "attributed_to", "sentence", "statement", "rank", "rule", "section"}
)
"""What tells where a record stands, or follows from it."""
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_DATELINE = re.compile(r"^(?:[A-Z][\w .,]{0,40} )?\([A-Z][A-Za-z]+\) (?:--?|[–—]) ", re.MULTILINE)
_GAP = re.compile(r"(?<=[.!?]) (?=[A-Z])")
"""The blank between two sentences."""
_PERCENT = re.compile(r"(?<=\d) (?:per ?cent|pct)\b")


def _part(text: str) -> str:
    return re.sub(r"\n+", "\n" if "\n\n" in text else "\n\n", text)


WAYS: Mapping[str, Callable[[str], str]] = {
    "lines": _part,
    "quotes": lambda text: text.translate(_STRAIGHT),
    "percent": lambda text: _PERCENT.sub("%", text),
    "dateline": lambda text: _DATELINE.sub("", text, count=1),
    "title": lambda text: f"From the council\n\n{text}",
    "leftovers": lambda text: _GAP.sub("  ", text.replace("&", "&amp;").replace("'", "&#39;").replace("\n", " \r\n")),
}
"""How an article may be told: paragraphs parted otherwise, straight quotation marks, signs, no dateline, a title, what
pages and editors leave in a text."""


def differences(text: str, way: str, published: str | None = None) -> tuple[Counter[str], Counter[str], int]:
    """Return the records that only one telling has, as JSON, and how many the article has."""
    import eventx

    as_it_is, other = (
        Counter(map(_plain, [*found.facts, *found.events]))
        for found in eventx.extract_many(eventx.Article(text=t, published=published) for t in (text, WAYS[way](text)))
    )
    return as_it_is - other, other - as_it_is, as_it_is.total()


def _plain(record: Any) -> str:
    return json.dumps(_without_places(record.model_dump(mode="json", exclude_none=True)), sort_keys=True)


def _without_places(value: Any) -> Any:
    """Leave out where something stands, and how its words are written."""
    if isinstance(value, dict):
        return {key: _without_places(inner) for key, inner in value.items() if key not in _PLACED}
    if isinstance(value, list):
        return [_without_places(inner) for inner in value]
    if isinstance(value, str):
        return _PERCENT.sub("%", " ".join(unescape(value).split()).translate(_STRAIGHT))
    return value


def main() -> None:
    """Compare the articles of some files with themselves."""
    from eventx.io.readers import read_all

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--way", choices=WAYS, required=True)
    args = parser.parse_args()
    differ = records = 0
    for read in read_all(args.files):
        article = read.article
        if article is None or WAYS[args.way](article.text) == article.text:
            continue
        gone, new, count = differences(article.text, args.way, article.published)
        for sign, found in (("-", gone), ("+", new)):
            for record in found.elements():
                print(sign, article.id, record)
        differ, records = differ + gone.total() + new.total(), records + count
    print(f"{differ} differ, of {records} records")


if __name__ == "__main__":
    main()
