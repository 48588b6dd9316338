"""Record types by name: the built-in ones, and those that users add by decorator or entry point."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from eventx.records import Event, Fact, Record
from eventx.records.errors import ConfigError

CODE = "EVENTX_CODE"
"""The environment variable that names files of types of a user's own, as paths are listed there."""
R = TypeVar("R", bound=BaseModel)
_BASES: dict[str, type[Record]] = {"facts": Fact, "events": Event}
_TYPES: dict[str, dict[str, type[Any]]] = {"facts": {}, "events": {}}
_HOMES = {"facts": "eventx.facts", "events": "eventx.events.types"}


def register(cls: type[R]) -> type[R]:
    """Register a Fact or Event class under the default of its ``type`` field (use as a decorator).

    Raises
    ------
    ConfigError
        If the class has no ``type`` default, another class has the name, or what it says of itself does not fit.
    """
    room = "facts" if issubclass(cls, Fact) else "events" if issubclass(cls, Event) else None
    if room is None:
        raise ConfigError(f"{cls.__qualname__}: a record type is a subclass of eventx.Fact or eventx.Event")
    name = cls.model_fields["type"].default
    if not isinstance(name, str):
        raise ConfigError(f'{cls.__qualname__}.type: give it a default, as in type: Literal["deal"] = "deal"')
    asked = {*_BASES[room].__class_vars__, "shown"} if room == "facts" else _BASES[room].__class_vars__
    _check(cls, sorted(asked))
    known = _TYPES[room].get(name)
    if known is not None and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
        raise ConfigError(
            f"{cls.__qualname__}: the type name {name!r} belongs to {known.__module__}.{known.__qualname__}"
        )
    if room == "facts" and not callable(getattr(cls, "propose", None)):
        raise ConfigError(
            f"{cls.__qualname__}: a fact type has a class method propose(analysis, claims); see docs/add-a-fact-type.md"
        )
    _TYPES[room][name] = cls
    return cls


def _check(cls: Any, asked: Iterable[str]) -> None:
    """Raise ConfigError where a field has the name of what eventx asks a type, or what it reads is no field."""
    for name in asked:
        if name in cls.model_fields:
            raise ConfigError(f"{cls.__qualname__}.{name}: eventx asks a type for this; give the field another name")
    for name in re.findall(r"\{(\w+)", cls.reads):
        if name not in cls.model_fields:
            raise ConfigError(f"{cls.__qualname__}.reads: no field {name!r}; there are {', '.join(cls.model_fields)}")


@cache
def _load(room: str) -> None:
    """Import the rooms of eventx/facts or files of eventx/events/types, then the types of packages and of users."""
    package = importlib.import_module(_HOMES[room])
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{_HOMES[room]}.{module.name}")
    for point in entry_points(group=f"eventx_{room}"):
        try:
            point.load()
        except Exception as error:  # another package's code, which may fail in any way
            of = point.dist.name if point.dist else "a package"
            raise ConfigError(
                f"{room}: {point.name} = {point.value!r} of {of} cannot be loaded: {error}; mend or uninstall it"
            ) from error
    for path in filter(None, os.environ.get(CODE, "").split(os.pathsep)):
        _run(Path(path))


@cache
def _run(path: Path) -> None:
    """Run a file of a user's own code, whose classes register themselves."""
    if not path.is_file():
        raise ConfigError(f"--code: {path}: no such file")
    name = f"eventx_code_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    try:
        if spec is None or spec.loader is None:
            raise ImportError("no Python file")
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    except Exception as error:  # somebody's own code, which may fail in any way
        sys.modules.pop(name, None)
        raise ConfigError(f"--code: {path}: {type(error).__name__}: {error}") from error


def types(room: str, names: Iterable[str] | None = None) -> dict[str, type[Any]]:
    """Return the registered types of ``room`` ("facts" or "events"), all or those named.

    Raises
    ------
    ConfigError
        If a name is not registered; the message lists those that are.
    """
    _load(room)
    if names is None:
        return dict(_TYPES[room])
    known = _TYPES[room]
    for name in names:
        if name not in known:
            raise ConfigError(f"{room}: no type {name!r}; there are {', '.join(sorted(known))}")
    return {name: known[name] for name in names}


def parse(room: str, data: Any) -> Any:
    """Validate one JSON record into its registered class; one that is a record already is left as it is.

    Raises
    ------
    ConfigError
        If it is no JSON object, or its type is not registered.
    """
    if isinstance(data, _BASES[room]):
        return data
    name = data.get("type") if isinstance(data, dict) else None
    if not isinstance(name, str):
        raise ConfigError(f'{room}: {str(data)[:40]!r} is no record; a record is an object with a "type"')
    _load(room)
    kind = _TYPES[room].get(name) or types(room, [name])[name]
    return kind.model_validate(data)
