"""Lexicons: word lists and cues as TOML, validated when read, frozen, and extended or replaced by a user's own files.

Those that several rooms share stand here, the lexicon of one type in the room of the type.

A user's folder, named by ``EVENTX_LEXICONS``, may hold a file of the same name: its lists are added to ours;
``replace = true`` at its top takes the place of the whole file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from eventx.records.errors import LexiconError

ENVIRONMENT = "EVENTX_LEXICONS"


@cache
def load_lexicon(name: str) -> Mapping[str, Any]:
    """Read the lexicon ``name``; lists become tuples, tables read-only mappings.

    Raises
    ------
    LexiconError
        If there is no such file, it is no TOML, or a user's key is not one of the built-in file's or of another kind.

    Examples
    --------
    >>> "about" in load_lexicon("bound")["approx"]
    True
    """
    file = _find(f"{name}.toml")
    if not file.is_file():
        raise LexiconError(f"{name}.toml: no such lexicon; it stands in eventx/lexicons or in the room of its type")
    built_in = _parse(file.read_text(encoding="utf-8"), name)
    folder = os.environ.get(ENVIRONMENT)
    own = Path(folder, f"{name}.toml") if folder else None
    if own is not None and own.exists():
        extra = _parse(own.read_text(encoding="utf-8"), str(own))
        built_in = extra if extra.pop("replace", False) else _extend(built_in, extra, str(own))
    frozen: Mapping[str, Any] = _freeze(built_in)
    return frozen


class Lexicon:
    """A lexicon, or a table of one, asked by attribute: a list is a frozenset, a table a Lexicon, a string itself."""

    def __init__(self, name: str, table: Mapping[str, Any]) -> None:
        self._name, self._table = name, table
        self._joined: dict[tuple[str, ...], frozenset[str]] = {}

    def __getattr__(self, key: str) -> Any:
        """Look a key up, once: what is found becomes a plain attribute."""
        if key.startswith("_") or key not in self._table:
            raise AttributeError(f"lexicon {self._name}: no key {key!r}; its keys are {', '.join(self._table)}")
        value = self._table[key]
        if isinstance(value, tuple):
            value = frozenset(value)
        elif isinstance(value, Mapping):
            value = Lexicon(f"{self._name}.{key}", value)
        setattr(self, key, value)
        return value

    def any_of(self, *keys: str) -> frozenset[str]:
        """Return the words of several lists, joined once."""
        if keys not in self._joined:
            self._joined[keys] = frozenset().union(*(getattr(self, key) for key in keys))
        return self._joined[keys]


@cache
def lexicon(name: str) -> Lexicon:
    """Return the lexicon ``name`` to be asked by attribute.

    Examples
    --------
    >>> "about" in lexicon("bound").approx
    True
    """
    return Lexicon(name, load_lexicon(name))


@cache
def matcher(name: str, template: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compile a pattern in which ``{table.key}`` stands for a list of patterns, or one, of the lexicon ``name``.

    >>> matcher("currency", r"({home.agencies}) reports$").search("AFP reports")[1]
    'AFP'
    """

    def listed(found: re.Match[str]) -> str:
        held: Any = load_lexicon(name)
        for key in found[1].split("."):
            held = held[key]
        return held if isinstance(held, str) else "|".join(held)

    return re.compile(re.sub(r"\{([a-z_.]+)\}", listed, template), flags)


def alternation(words: Iterable[str]) -> str:
    """Write words as a regex alternation, the longest first.

    >>> alternation(["a.m", "a.m."])
    'a\\\\.m\\\\.|a\\\\.m'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _find(file: str) -> Traversable:
    """Find a built-in file: one that is shared, else that of one type, in its room."""
    house = files("eventx")
    shared = house.joinpath("lexicons", file)
    if shared.is_file():
        return shared
    rooms = [*house.joinpath("facts").iterdir(), house.joinpath("events", "types")]
    return next((own for own in (room.joinpath(file) for room in rooms) if own.is_file()), shared)


def _parse(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{where}: no valid TOML: {error}") from error


def _extend(base: dict[str, Any], extra: dict[str, Any], where: str) -> dict[str, Any]:
    out = dict(base)
    for key, value in extra.items():
        old = base.get(key)
        if old is None:
            raise LexiconError(f"{where}: no key {key!r} in the built-in lexicon; its keys are {', '.join(base)}")
        if type(old) is not type(value):
            raise LexiconError(f"{where}: {key!r} must be a {type(old).__name__}, not a {type(value).__name__}")
        if isinstance(old, list):
            out[key] = old + value
        elif isinstance(old, dict):
            merge = old and all(isinstance(v, list | dict) for v in old.values())
            out[key] = old | value if not merge else _extend_table(old, value, f"{where}: {key}")
        else:
            out[key] = value
    return out


def _extend_table(old: dict[str, Any], new: dict[str, Any], where: str) -> dict[str, Any]:
    return old | _extend(
        {k: old[k] for k in new if k in old} | {k: type(v)() for k, v in new.items() if k not in old}, new, where
    )


def _freeze(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({k: _freeze(v) for k, v in value.items()})
    return tuple(_freeze(v) for v in value) if isinstance(value, list) else value
