"""What both scorers do: counts by type, pairs one to one, F1, and values that are near enough."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, TypeVar

T = TypeVar("T")
Judged = list[tuple[str, float | None, bool]]
DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my"})


class Score:
    """Counts over articles by type, and the lines of what was missed, too much or wrong."""

    def __init__(self, types: Iterable[str]) -> None:
        self.types = list(types)
        self.matched: Counter[str] = Counter()
        self.predicted: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.errors: list[str] = []
        self.judged: Judged = []
        """The id of each record that is scored, its confidence, and whether it is right."""

    @property
    def present(self) -> list[str]:
        """The types that gold or prediction has."""
        return [kind for kind in self.types if self.gold[kind] or self.predicted[kind]]


def f1(matched: int, predicted: int, gold: int) -> float:
    """Return F1 in per cent.

    >>> f1(3, 4, 5)
    66.66666666666667
    """
    return 200 * matched / (predicted + gold) if matched else 0.0


def pair(gold: Sequence[T], found: Sequence[T], near: Callable[[T, T], Any]) -> list[tuple[int, int]]:
    """Pair one to one, the nearest first; ``near`` tells how near two are, None where they may not be a pair."""
    close = [(n, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (n := near(g, f)) is not None]
    used_gold, used_found, pairs = set(), set(), []
    for _, i, j in sorted(close, key=itemgetter(0), reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def tokens(value: Any) -> list[str]:
    """Split a text, or several as one, into its words in small letters."""
    text = " ".join(x for x in value if x) if isinstance(value, list | tuple) else value or ""
    return re.findall(r"\w+(?:[.,]\d+)*", text.replace("’", "'").casefold())


def bare(value: Any) -> list[str]:
    """Return the words of a text but for determiners."""
    return [token for token in tokens(value) if token not in DETERMINERS]


def overlap(a: Any, b: Any) -> float:
    """Return the F1 of the words of two texts, 0 to 1, without determiners."""
    x, y = Counter(bare(a)), Counter(bare(b))
    return 2 * (x & y).total() / max(1, x.total() + y.total())


def jaccard(a: Any, b: Any) -> float:
    """Return the share of their words that two texts have in common, 0 to 1."""
    x, y = Counter(tokens(a)), Counter(tokens(b))
    return (x & y).total() / max(1, (x | y).total())


def contained(a: Any, b: Any) -> bool:
    """Tell whether the words of one text stand in the other, determiners aside."""
    x, y = " ".join(bare(a)), " ".join(bare(b))
    return bool(x and y) and (f" {x} " in f" {y} " or f" {y} " in f" {x} ")


def same_number(a: Any, b: Any) -> bool:
    """Tell whether two numbers are the same to half a per cent, or neither is there."""
    if a is None or b is None:
        return a is b
    x, y = float(a), float(b)
    return abs(x - y) <= 0.005 * max(abs(x), abs(y))
