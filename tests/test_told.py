"""benchmarks/told.py: an article told otherwise tells the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from told import WAYS, differences

ARTICLE = """Mill to shut

(Reuters) -- Halden said on Monday it would cut 300 jobs at its mill in Ludlow.

Prices

West Texas crude rose 3 percent to $80. “The mill is old,” Ann Low, its chief, said.

Five owners have run the mill since 1998. The company's profit fell 4 percent in May."""


@pytest.mark.parametrize("way", WAYS)
def test_an_article_told_otherwise_tells_the_same(way: str) -> None:
    text = ARTICLE.partition("\n\n")[2] if way == "title" else ARTICLE
    assert WAYS[way](text) != text
    gone, new, count = differences(text, way, "2026-05-04")
    assert count > 10
    assert (gone, new) == ({}, {})
