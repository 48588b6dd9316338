"""The tables in tests/examples: how all of them are read, and how a number is written in them."""

from __future__ import annotations

from pathlib import Path

from eventx.records import Quantity, plain

EXAMPLES = Path(__file__).parent / "examples"


def read_lines(name: str) -> list[str]:
    """Return the lines of a table that are neither blank nor a comment."""
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]


def read_blocks(name: str) -> list[list[str]]:
    """Return the lines of each block of a table, a text and what is wanted of it."""
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    blocks = ([line for line in block.split("\n") if line and not line.startswith("#")] for block in text.split("\n\n"))
    return [block for block in blocks if block]


def write_number(quantity: Quantity) -> str:
    """Write a quantity's value or range."""
    if quantity.value is not None:
        return plain(quantity.value)
    return f"{plain(quantity.low or 0)}-{plain(quantity.high or 0)}"
