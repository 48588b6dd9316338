"""One case: a hostile file and what is right to come of it."""

from __future__ import annotations

from dataclasses import dataclass

CANARY = "EVXCANARY"
GOOD = "Halden Motors said on Tuesday that revenue rose 12.5 percent to $4.5 billion. It will cut 300 jobs in Leeds. "
ANY = ("records", "empty", "clear error", "skip with error row")


@dataclass(frozen=True, slots=True)
class Case:
    """A file; ``expect`` and ``accept`` in the words of check_cli.py, ``family`` and ``n`` for how its time grows."""

    category: str
    name: str
    data: bytes
    expect: str = "records"
    accept: tuple[str, ...] = ANY
    values: tuple[float, ...] = ()
    forbid: tuple[str, ...] = ("NaN", "Infinity")
    min_records: int = 0
    family: str = ""
    n: int = 0


def text(category: str, name: str, held: str, encoding: str = "utf-8") -> Case:
    """Return a text that must do no harm."""
    return Case(category, f"{name}.txt", held.encode(encoding, "surrogatepass"))


def good(category: str, name: str, held: str, encoding: str = "utf-8") -> Case:
    """Return a text that holds what GOOD holds, and it must be found."""
    return Case(category, f"{name}.txt", held.encode(encoding, "surrogatepass"), accept=(), values=(4.5e9, 12.5, 300))
