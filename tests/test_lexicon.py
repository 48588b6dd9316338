from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import eventx
from eventx.lexicons import load_lexicon
from eventx.records.errors import LexiconError

_LONG = 5  # words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EVENTX_LEXICONS", str(tmp_path))
    load_lexicon.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def _forget() -> object:
    yield
    load_lexicon.cache_clear()


def test_a_users_words_are_added(folder: Path) -> None:
    (folder / "bound.toml").write_text('approx = ["ca."]', encoding="utf-8")
    assert {"about", "ca."} <= set(load_lexicon("bound")["approx"])


def test_a_users_file_replaces(folder: Path) -> None:
    (folder / "bound.toml").write_text('replace = true\napprox = ["ca."]', encoding="utf-8")
    assert dict(load_lexicon("bound")) == {"approx": ("ca.",)}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("approx = ", "no valid TOML"),
        ('aprox = ["ca."]', "no key 'aprox'"),
        ('approx = "ca."', "'approx' must be a list, not a str"),
    ],
)
def test_a_wrong_file_is_told_with_file_and_key(folder: Path, content: str, told: str) -> None:
    (folder / "bound.toml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=told) as caught:
        load_lexicon("bound")
    assert "bound.toml" in str(caught.value)


def test_a_lexicon_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match=r"awrd\.toml: no such lexicon"):
        load_lexicon("awrd")


def test_a_room_alone_and_those_above_read_its_lexicon() -> None:
    house = Path(eventx.__file__).parent
    asked = re.compile(r'lexicon\("(\w+)"\)')
    below = {path.stem: path.parent for path in (house / "facts").glob("*/*.toml")}
    above = {"events", "pipeline", "batch", "engines", "evaluate", "io"}
    for path in house.rglob("*.py"):
        if path.relative_to(house).parts[0] in above:
            continue
        foreign = {name for name in asked.findall(path.read_text("utf-8")) if name in below} - {path.parent.name}
        assert not foreign, f"{path}: reads the lexicon of {foreign}; what several rooms read stands in eventx/lexicons"


def test_what_is_asked_of_a_lexicon_stands_in_it() -> None:
    asked = re.compile(r'\blexicon\("(\w+)"\)\.(?!any_of)(\w+)|\bload_lexicon\("(\w+)"\)\["(\w+)"\]')
    found = [
        match.groups()
        for path in Path(eventx.__file__).parent.rglob("*.py")
        for match in asked.finditer(path.read_text("utf-8"))
    ]
    assert len(found) > 500
    for name, key, loaded, entry in found:
        assert (key or entry) in load_lexicon(name or loaded), f"{name or loaded}: {key or entry}"


def lists_of(held: Mapping[str, Any], where: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for key, value in held.items():
        if isinstance(value, Mapping):
            yield from lists_of(value, f"{where}.{key}")
        elif isinstance(value, tuple) and all(isinstance(word, str) for word in value):
            yield f"{where}.{key}", value


@pytest.mark.parametrize("name", sorted(path.stem for path in Path(eventx.__file__).parent.rglob("*.toml")))
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    assert [where for where, words in lists_of(load_lexicon(name), name) if len(set(words)) < len(words)] == []


@pytest.mark.parametrize("path", sorted(Path(eventx.__file__).parent.glob("events/types/*.toml")), ids=lambda p: p.stem)
def test_a_long_list_is_named_once(path: Path) -> None:
    told = Counter(frozenset(words) for _, words in lists_of(load_lexicon(path.stem), path.stem) if len(words) > _LONG)
    assert [words for words, times in told.items() if times > 1] == []


def test_a_lexicon_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load_lexicon("bound")["approx"] = ()  # type: ignore[index]
