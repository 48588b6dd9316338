"""benchmarks/rare.py: a copy of the house in which what seldom tells something tells nothing."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "rare.py"
SOURCE = '''
from collections.abc import Iterator
from functools import cache


def tells(word: str) -> bool:
    """Tell whether it is long."""
    return len(word) > 3


@cache
def find(word: str) -> str | None:
    if word:
        return word
    return None


def walk(word: str) -> Iterator[str]:
    yield from word


def names(word: str) -> tuple[str, ...]:
    return (word,)


def keep(word: str) -> None:
    KEPT.append(word)


KEPT: list[str] = []
'''


@pytest.fixture
def rare() -> Any:
    spec = importlib.util.spec_from_file_location("rare", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_silenced_tells_nothing_and_what_does_something_does_it(rare: Any, tmp_path: Path) -> None:
    path = tmp_path / "room.py"
    path.write_text(SOURCE, "utf-8")
    lines = [i for i, line in enumerate(SOURCE.split("\n"), 1) if line.startswith(("def", "@"))]
    said = list(rare.silence(path, dict.fromkeys(lines, 1)))
    room: dict[str, Any] = {}
    exec(path.read_text("utf-8"), room)
    assert room["tells"]("words") is False
    assert room["find"]("words") is None
    assert list(room["walk"]("words")) == []
    assert room["names"]("words") == ()
    room["keep"]("words")
    assert room["KEPT"] == ["words"]
    assert sorted(line.split(": ")[1] for line in said) == ["find", "names", "tells", "walk"]


def test_a_function_is_rare_by_the_articles_in_which_it_tells_something(rare: Any) -> None:
    code = compile("def f(): pass", str(rare.HOUSE / "events" / "x.py"), "exec").co_consts[0]
    other = compile("def g(): pass", str(rare.HOUSE / "events" / "x.py"), "exec").co_consts[0]
    tellings = rare.Tellings()
    tellings.none[code] = set(range(rare.OTHERS + 1))
    tellings.some[code] = {90, 91}
    tellings.none[other] = set(range(rare.OTHERS))  # seen too seldom to say
    assert [count for *_, count in tellings.find_rare(2)] == [2]
    assert list(tellings.find_rare(1)) == []
