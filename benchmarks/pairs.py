"""Show a reader what two versions tell apart, without saying which is which, and count what the reader says.

    python -m eventx archive.jsonl > before.jsonl    # by the version that is
    python -m eventx archive.jsonl > after.jsonl     # by the one that is to be
    python benchmarks/pairs.py archive.jsonl before.jsonl after.jsonl > pairs.txt
    python benchmarks/pairs.py archive.jsonl before.jsonl after.jsonl --verdicts verdicts.txt

A paragraph of ``pairs.txt`` is one record that differs: ``##`` and its code, the passage with the place marked, what
version A tells there and what B. The reader writes a line for each, the code and ``A``, ``B`` or ``=``; from these the
last command counts, by type, where the version to be is better, worse and neither.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Record = dict[str, Any]
SIDES = 250  # characters of the passage on either side
HIDDEN = frozenset({"id", "confidence", "rank", "rule", "sentence", "facts", "mentions", "statement", "attributed_to"})
"""What tells a reader nothing of a record, or only of others."""


@dataclass(frozen=True)
class Pair:
    """A record as it is told before and after, one of them None where it is told in one version only."""

    name: str
    passage: str
    before: Record | None
    after: Record | None

    @property
    def type(self) -> str:
        """The type of the record."""
        return str((self.after or self.before or {})["type"])

    @property
    def code(self) -> str:
        """What the pair is called: it tells by no more than its parity which version is A."""
        told = json.dumps([self.name, self.before, self.after], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:10]

    def judge(self, verdict: str) -> str:
        """Return what a reader's verdict says of the version after: better, worse or neither."""
        if verdict not in ("A", "B"):
            return "neither"
        return "worse" if (verdict == "A") == self._is_before_first else "better"

    @property
    def _is_before_first(self) -> bool:
        return int(self.code, 16) % 2 == 0

    def __str__(self) -> str:
        shared = {k for k, v in (self.before or {}).items() if self.after and self.after.get(k) == v} - {"type"}
        told = [_shown(record, shared - {"span", "trigger"}) for record in (self.before, self.after)]
        a, b = told if self._is_before_first else reversed(told)
        return f"## {self.code}\n{self.passage}\nA: {a}\nB: {b}\n"


def _shown(record: Record | None, shared: Iterable[str]) -> str:
    if record is None:
        return "no such record"
    return json.dumps({k: v for k, v in record.items() if k not in shared}, ensure_ascii=False)


def find_pairs(name: str, text: str, before: Iterable[Record], after: Iterable[Record]) -> Iterator[Pair]:
    """Yield the records of an article that differ in what a reader sees of them, each with its counterpart."""
    versions = [{json.dumps(r, sort_keys=True): r for r in map(_seen, records)} for records in (before, after)]
    gone, new = ([r for key, r in mine.items() if key not in other] for mine, other in (versions, versions[::-1]))
    for record in gone:
        other = next((r for r in new if r["type"] == record["type"] and _overlap(place_of(r), place_of(record))), None)
        if other is not None:
            new.remove(other)
        yield Pair(name, _passage(text, record), record, other)
    yield from (Pair(name, _passage(text, record), None, record) for record in new)


def _seen(record: Record) -> Record:
    return {k: v for k, v in record.items() if k not in HIDDEN and v}


def place_of(record: Record) -> tuple[int, int]:
    """Return where a record stands: its trigger or span."""
    told = record.get("span") or record["trigger"]
    return told["start"], told["end"]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _passage(text: str, record: Record) -> str:
    start, end = place_of(record)
    marked = f"{text[max(0, start - SIDES) : start]}<<{text[start:end]}>>{text[end : end + SIDES]}"
    return " ".join(marked.split())


def read_pairs(archive: str, before: str, after: str) -> Iterator[Pair]:
    """Yield the pairs of an archive from what two versions of the command, called alike, have printed of it."""
    from eventx.io.readers import read_all

    texts = {read.article.id: read.article.text for read in read_all([archive]) if read.article is not None}
    printed = [map(json.loads, Path(path).read_text("utf-8").splitlines()) for path in (before, after)]
    old, new = ({told["article"]["id"]: told for told in version if "facts" in told} for version in printed)
    for name in old.keys() & new.keys() & texts.keys():
        told = [(*extraction["facts"], *extraction["events"]) for extraction in (old[name], new[name])]
        yield from find_pairs(str(name), texts[name], *told)


def main() -> None:
    """Print the pairs, or count the verdicts on them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="articles without gold, as the command reads them")
    parser.add_argument("before", help="what the version that is prints of them")
    parser.add_argument("after", help="what the version that is to be prints of them")
    parser.add_argument("--verdicts", metavar="FILE", help="what a reader said of the pairs")
    args = parser.parse_args()
    pairs = {pair.code: pair for pair in read_pairs(args.archive, args.before, args.after)}
    if args.verdicts is None:
        for code in sorted(pairs):  # no order by article or version
            print(pairs[code])
        return
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in Path(args.verdicts).read_text("utf-8").splitlines():
        code, _, verdict = line.partition(" ")
        if (pair := pairs.get(code)) is not None:
            for key in (pair.type, "all"):
                counts[key][pair.judge(verdict.strip()[:1])] += 1
    for key, count in sorted(counts.items()):
        print(f"{key:12} " + "  ".join(f"{word} {count[word]}" for word in ("better", "worse", "neither")))


if __name__ == "__main__":
    main()
