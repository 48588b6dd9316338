"""Link: entities and happenings across the articles of a batch, made step by step in ``archive.duckdb``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from eventx.batch.archive.shape import ACTOR, QUANTITY, REPORTED, Shape, is_event, is_fact
from eventx.batch.archive.store import (
    FILE,
    MADE,
    MEGABYTES,
    broken,
    connect,
    digest,
    fill,
    has_tables,
    open_tables,
    steps,
    text,
)
from eventx.batch.archive.write import write_tables
from eventx.batch.sqlite import quote
from eventx.lexicons import lexicon, load_lexicon
from eventx.records.errors import BatchError

BOUNDS = {
    "least": 1.5,  # points of two tellings that are joined
    "kin": 1,  # of what two articles share, counted by how rare it is
    "close": 1.5,  # as kin, of two tellings that have neither party, place nor topic alike
    "few": 25,  # articles of a fortnight that share what says they tell one story
    "third": 0.25,  # how much of what both share with a third counts, too
    "nearest": 10,  # and with how many of them
    "facts": 2,  # as kin, of an article with a happening's number and all those that tell it
    "next": 3,  # events of a block, in the order of days, that each is compared with; one less if it is loose
    "loose": 7,  # days between two of a loose block, which has but a party or a place alike
    "known": 10,  # articles that tell of a person: then a bare name is this one's
    "around": 4,  # days in which two bare names are one person's
    "far": 366,  # days before and after which an archive tells of a body, in which its short form is its own
    "most": 40,  # articles of a name that tells persons of another name apart
}
LISTS = ("legal", "apposed", "longer", "honorifics", "firms", "small", "joints", "pronouns")
NUMBER = ("value", *QUANTITY, "start", "end")
ROUNDS = 100  # of joining: each halves what is left of the longest chain
Tell = Callable[[str], None]
Run = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Linked:
    """How much was made: rows by table."""

    rows: dict[str, int]


def link(out: str | Path, megabytes: int = MEGABYTES, tell: Tell = lambda step: None) -> Linked:
    """Join what the articles of a batch tell: events into happenings, names into entities.

    Reads the tables of the batch in ``out`` (Parquet or SQLite) and writes four more beside them, in the same format:
    ``happenings``, ``happening_events``, ``entities`` and ``entity_mentions``; ``archive.duckdb`` holds them all, and
    what :func:`~eventx.batch.archive.ask.ask` reads. Equal tables give equal results; a run that was ended goes on at
    the step it was at.

    Parameters
    ----------
    megabytes
        What DuckDB may take of memory before it uses the disk.
    tell
        Is told the name of each step when it begins.

    Raises
    ------
    BatchError
        If there are no tables in ``out``, or they are of another version.
    ConfigError
        If DuckDB, the extra ``archive``, is not installed.
    """
    out = Path(out)
    if not out.is_dir():
        raise BatchError(f"{out}: no folder; link takes the --out of a batch")
    if not has_tables(out):
        raise BatchError(
            f"{out}: no tables of a batch here; make them with: python -m eventx batch SRC --out DIR --format parquet, "
            f"or of a batch in JSON Lines with: python -m eventx link {out} --from DIR"
        )
    db = connect(out / FILE, megabytes=megabytes)
    try:
        with broken(out):
            _link(db, out, tell)
            return Linked({name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in MADE})
    finally:
        db.close()


def _link(db: Any, out: Path, tell: Tell) -> None:
    tables = open_tables(db, out)
    plan = list(_plan(tables, out))
    sources = digest(out, *(name + sql for name, sql, _ in plan))
    db.execute("CREATE TABLE IF NOT EXISTS done (step TEXT PRIMARY KEY, sources TEXT)")
    db.execute("DELETE FROM done WHERE sources <> ?", [sources])
    done = {row[0] for row in db.execute("SELECT step FROM done").fetchall()}
    for name, sql, run in plan:
        if name in done:
            continue
        tell(name)
        db.execute("BEGIN")
        db.execute(sql) if sql else None
        run(db) if run else None
        db.execute("INSERT INTO done VALUES (?, ?)", [name, sources])
        db.execute("COMMIT")


def _plan(tables: dict[str, list[str]], out: Path) -> Iterator[tuple[str, str, Run | None]]:
    """Yield the steps in order: name, SQL, and what is run after it."""
    yield "stage", _stage(tables), None
    known = {"reported": ", ".join(map(text, REPORTED)), "deeds": _deeds(), "demonyms": _demonyms()} | {
        name: _words(name) for name in LISTS
    }
    words = known | {name: str(bound) for name, bound in BOUNDS.items()}
    for file in ("bodies", "entities", "happenings", "views"):
        for name, sql in steps(file).items():
            nodes = name.removeprefix("joined ")
            yield f"{file}: {name}", fill(sql, words), partial(_join, nodes=nodes) if nodes != name else None
    yield "output", "", lambda db: write_tables(db, out, MADE)


def _deeds() -> str:
    deeds = sorted(load_lexicon("link")["deeds"].items())
    return " ".join(f"WHEN {text(one)} THEN {text(deed)}" for deed, held in deeds for one in held)


def _demonyms() -> str:
    """Write the adjectives of nations as rows, each with its country."""
    held = {
        word: code for code, said in load_lexicon("demonyms")["country"].items() for word in said.lower().split("|")
    }
    return ", ".join(f"({text(word)}, {text(code)})" for word, code in sorted(held.items()))


def _words(name: str) -> str:
    """Write the words of a list as alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, getattr(lexicon("link"), name)), key=lambda word: (-len(word), word)))


def _stage(tables: dict[str, list[str]]) -> str:
    """Write the SQL that brings the tables of all types into one form."""
    sql = steps("stage")
    out = [sql["articles"], sql["tables"]]
    for name, columns in tables.items():
        if is_event(columns):
            out += _of_type(name, Shape.of(columns), columns, sql)
        elif is_fact(columns):
            out.append(fill(sql["fact"], _columns(name, "span", ("text", "start", "end"))))
            out += [fill(sql["number"], _columns(name, field, NUMBER)) for field in Shape.of(columns).numbers]
    out.append(fill(sql["actor"], _columns("statement", "speaker", (*ACTOR, "start", "end"))))
    if "location" in tables:
        out.append(sql["located"])
    held = load_lexicon("link")
    days = " ".join(f"WHEN {text(kind)} THEN {most}" for kind, most in sorted(held["days"].items()))
    growing = ", ".join(map(text, sorted(held["growing"])))
    return "".join([*out, fill(sql["events"], {"days": days, "patience": str(held["patience"]), "growing": growing})])


def _of_type(name: str, shape: Shape, columns: list[str], sql: dict[str, str]) -> Iterator[str]:
    about = next((f"{field}_text" for field in ("metric", "goods", *shape.words) if f"{field}_text" in columns), None)
    yield fill(sql["event"], {
        "raw": quote(f"raw_{name}"), "type": text(name), "action": quote(shape.label) if shape.label else "NULL",
        "metric": quote(about) if about else "NULL",
    })  # fmt: skip
    for place, field in enumerate(sorted(shape.numbers, key=lambda field: field not in ("value", "amount"))):
        yield fill(sql["place"], {"type": text(name), "field": text(field), "place": str(place)})
        yield fill(sql["number"], _columns(name, field, NUMBER))
    chief = next((field for field in shape.numbers if field not in ("change", "previous")), None)
    if chief and "also" in columns:
        yield fill(sql["also"], _columns(name, chief, ()))
    for field in shape.actors:
        yield fill(sql["actor"], _columns(name, field, (*ACTOR, "start", "end")))
    for field in shape.words:
        yield fill(sql["word"], _columns(name, field, ("text",)))
    for field in shape.groups:
        yield fill(sql["list"], _columns(name, field, ()) | {"list": quote(field)})


def _columns(name: str, field: str, ends: tuple[str, ...]) -> dict[str, str]:
    """Name a table, a field of it, and the columns of that field."""
    ends_of = {end: quote(field if end == field else f"{field}_{end}") for end in ends}
    return {"raw": quote(f"raw_{name}"), "field": text(field)} | ends_of


def _join(db: Any, nodes: str) -> None:
    """Make ``label``: of each node of a table the least node that edges lead to from it."""
    node, spread = "eid" if nodes == "event" else "node", steps("stage")["spread"]
    db.execute("CREATE OR REPLACE TEMP TABLE way AS SELECT a, b FROM edge UNION ALL SELECT b, a FROM edge")
    db.execute("CREATE OR REPLACE TABLE label AS SELECT DISTINCT a AS node, a AS label FROM way")
    for _ in range(ROUNDS):
        db.execute(spread)
        changed = "SELECT count(*) FROM next JOIN label USING (node) WHERE next.label <> label.label"
        (left,) = db.execute(changed).fetchone()
        db.execute("CREATE OR REPLACE TABLE label AS FROM next")
        if not left:
            break
    db.execute(f"INSERT INTO label SELECT {node}, {node} FROM {nodes} ANTI JOIN label ON label.node = {nodes}.{node}")
