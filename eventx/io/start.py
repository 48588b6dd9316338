"""Start: what lets a command be there sooner and be quiet; a library leaves it to the process that it is in."""

from __future__ import annotations

import gc
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_COMMAND = ("spacy.cli", "spacy.cli.info")


def quiet() -> None:
    """Keep the warnings and logs of libraries off the standard error: it is for what concerns the inputs."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)


@contextmanager
def started() -> Iterator[None]:
    """Look for no garbage among what is imported and loaded within, then or later: it stays to the end."""
    sweeping = gc.isenabled()
    gc.disable()
    try:
        _import_spacy()
        yield
        gc.freeze()
    finally:
        if sweeping:
            gc.enable()


def _import_spacy() -> None:
    """Import spaCy without its own command, whose libraries of the net take as long to import as spaCy itself."""
    if "spacy" in sys.modules:
        return
    for name in _COMMAND:
        sys.modules[name] = ModuleType(name)
    sys.modules[_COMMAND[-1]].info = _info  # type: ignore[attr-defined]  # all that spaCy takes of it
    try:
        import spacy  # noqa: F401
    except ImportError as error:
        if not (error.name or "").startswith(_COMMAND[0]):
            raise
    finally:
        for name in _COMMAND:
            sys.modules.pop(name, None)


def _info(*args: Any, **named: Any) -> Any:
    """Do what ``spacy.info`` does, importing it now."""
    from spacy.cli.info import info

    return info(*args, **named)
