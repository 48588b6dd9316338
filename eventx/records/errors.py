"""The error tree: every error eventx raises on purpose says what happened, where, and what to do.

EventxError
├── ArticleError    an input that is no article: missing, empty, binary, too long
├── BatchError      a batch that cannot be begun or gone on with: locked, changed, workers that do not start
├── ConfigError     a setting, type name or frame that does not fit
├── LexiconError    a lexicon file that cannot be used: file, key, what is wrong
└── ModelError      no spaCy model, or one without what was asked of it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


class EventxError(Exception):
    """The base of all errors that eventx raises on purpose."""


class ArticleError(EventxError):
    """An input that cannot be read as an article."""


class BatchError(EventxError):
    """A batch that cannot be begun or gone on with; the message says what to do."""


class ConfigError(EventxError, ValueError):
    """A setting or type that does not fit; spaCy shows it at ``add_pipe``."""


class LexiconError(EventxError):
    """A lexicon that cannot be read: names the file and the key."""


class ModelError(EventxError):
    """No usable spaCy model is installed; the message holds the command that installs one."""


def fault_of(error: ValidationError) -> str:
    """Say the first thing that pydantic finds wrong, and in which field."""
    first = error.errors()[0]
    return ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))


def reason_of(error: Exception) -> str:
    """Say why an article came to nothing: in the words of an ArticleError, else with the error's class."""
    return str(error) if isinstance(error, ArticleError) else f"{type(error).__name__}: {error}"
