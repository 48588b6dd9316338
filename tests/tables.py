"""The tables of examples, in the rooms of the types or in tests/examples: how they are read and numbers written."""

from __future__ import annotations

from pathlib import Path

from eventx.records import Quantity, plain

EXAMPLES = Path(__file__).parent / "examples"
HOUSE = Path(__file__).parents[1] / "eventx"


def read_table(name: str) -> str:
    """Return the text of a table: "events", with one of each type, that of a fact type, or one of tests/examples."""
    if name == "events":
        tables = sorted((HOUSE / "events" / "types").glob("*.txt"))
        return "\n\n".join(path.read_text(encoding="utf-8").strip("\n") for path in tables) + "\n"
    room = HOUSE / "facts" / name
    path = room / "examples.txt" if room.exists() else EXAMPLES / f"{name}.txt"
    return path.read_text(encoding="utf-8")


def read_lines(name: str) -> list[str]:
    """Return the lines of a table that are neither blank nor a comment."""
    return [line for line in read_table(name).split("\n") if line.strip() and not line.startswith("#")]


def read_blocks(name: str) -> list[list[str]]:
    """Return the lines of each block, a text and what is wanted of it; a text behind a row would go unread."""
    blocks = [[line for line in text.split("\n") if line] for text in read_table(name).split("\n\n")]
    for block in filter(None, blocks):
        kinds = [0 if line.startswith("#") else 2 if line.startswith(("=", " ")) else 1 for line in block]
        assert kinds == sorted(kinds), f"{name}: a blank line is missing below {block[0]!r}"
    texts = ([line for line in block if not line.startswith("#")] for block in blocks)
    return [text for text in texts if text]


def write_number(quantity: Quantity) -> str:
    """Write a quantity's value or range."""
    if quantity.value is not None:
        return plain(quantity.value)
    return f"{plain(quantity.low or 0)}-{plain(quantity.high or 0)}"
