"""Choice: which records of an Extraction are asked for, by ``--types``, ``--facts`` and ``--events``."""

from __future__ import annotations

from eventx.records import registry
from eventx.records.errors import ConfigError


def chosen_types(names: str | None, only: str | None = None) -> set[str] | None:
    """Return the names in ``--types``, None where it is not given.

    Raises
    ------
    ConfigError
        If there is no such type, or ``only`` ("facts" or "events") leaves none of them.
    """
    if names is None:
        return None
    wanted = {name.strip().lower() for name in names.split(",") if name.strip()}
    rooms = {room: set(registry.types(room)) for room in ("facts", "events")}
    if unknown := wanted - rooms["facts"] - rooms["events"]:
        known = ", ".join(sorted(rooms["facts"] | rooms["events"]))
        raise ConfigError(f"--types: no type {', '.join(sorted(unknown))}; there are {known}")
    if not wanted:
        raise ConfigError("--types: no type is named; write them as money,change,trade")
    if only and not wanted & rooms[only]:
        other = "events" if only == "facts" else "facts"
        raise ConfigError(f"--types: {', '.join(sorted(wanted))} are {other}, which --{only} leaves out")
    return wanted


def csv_rows(types: set[str] | None, only: str | None = None) -> tuple[str, set[str]]:
    """Say of what CSV has rows, "facts" or "events", and which of the types asked for have none in it.

    A table has rows of one kind: those of facts, unless only events are asked for.
    """
    if only:
        return only, set()
    told = types or set()
    events = told & set(registry.types("events"))
    facts = told & set(registry.types("facts"))
    return ("events", set()) if events and not facts else ("facts", events - facts)
