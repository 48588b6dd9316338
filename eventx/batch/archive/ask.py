"""Ask: questions about an archive that was linked, as SQL over ``archive.duckdb``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from eventx.batch.archive.keys import KEYS, VIEWS
from eventx.batch.archive.store import FILE, broken, connect, fill, steps
from eventx.records.errors import BatchError, ConfigError

TIMES = ("month", "quarter", "year")  # listed in their order; what else there is, by how many happenings
MOST = 1_000_000  # rows of an answer
_DAY = "coalesce(h.period_end, h.first_on)"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; every filter that is set must hold.

    Attributes
    ----------
    view
        ``happenings``; ``series``, by metric and period; ``tellings``, each article's of each, in the order of days;
        ``conflicts``, the numbers that differ; ``quotes``; ``entities``.
    type, action, country, who, metric, outlet, happening
        As the records have them; ``country`` an ISO code; ``who`` a name, or part of it, of a party or speaker.
    words
        Words that its telling, title, topics, parties or places, or what was said, hold, all of them.
    least, most, unit
        Bounds of its chief number, and its unit.
    since, until
        ISO days.
    modality
        By default what is asserted; ``any`` for all.
    by
        Keys to count by, as ``month`` or ``("who", "place")``; numbers of one unit are added up, of one ``type`` only,
        each action by itself.
    top
        The most rows.
    """

    view: str = "happenings"
    type: str | None = None
    action: str | None = None
    country: str | None = None
    who: str | None = None
    metric: str | None = None
    outlet: str | None = None
    happening: str | None = None
    words: str | None = None
    least: float | None = None
    most: float | None = None
    unit: str | None = None
    since: str | None = None
    until: str | None = None
    modality: str = "asserted"
    by: tuple[str, ...] = ()
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, the names of their columns, and what was left out and why."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    notes: list[str] = field(default_factory=list)


def ask(out: str | Path, question: Question) -> Answer:
    """Answer a question about the archive in ``out``, which :func:`eventx.batch.archive.link.link` has made.

    A sum holds each happening once, with the value that most articles tell; those of one unit whose periods have one
    length, asserted ones apart from forecasts. What had to be left out is told in ``notes``.

    Raises
    ------
    BatchError
        If nothing was linked there.
    ConfigError
        If a view or key is not one of those there are.
    """
    if question.view not in VIEWS:
        raise ConfigError(f"{question.view!r}: no view; there are {', '.join(VIEWS)}")
    if unknown := [key for key in question.by if key not in KEYS]:
        raise ConfigError(f"{unknown[0]!r}: no key to count by; there are {', '.join(KEYS)}")
    with opened(out) as db:
        answer = _count(db, question) if question.by else _list(db, question)
        return answer if answer.rows else replace(answer, notes=[*_of_nothing(db, question), *answer.notes])


@contextlib.contextmanager
def opened(out: str | Path) -> Iterator[Any]:
    """Open the archive in a folder for reading.

    Raises
    ------
    BatchError
        If nothing was linked there.
    """
    path = Path(out) / FILE
    unlinked = BatchError(f"{out}: not linked yet; run: python -m eventx link {out}")
    if not path.is_file():
        raise unlinked
    with contextlib.closing(connect(path, read_only=True)) as db, broken(path):
        last = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'quotes'"  # the last that linking makes
        if not db.execute(last).fetchone()[0]:
            raise unlinked
        yield db


def _of_nothing(db: Any, asked: Question) -> Iterator[str]:
    """Tell of an answer without rows which filter asks for what the archive has not."""
    yield "nothing was found"
    table, named = "happenings", {"type": asked.type, "action": asked.action, "unit": asked.unit}
    if asked.view == "entities":
        table, named = "entities", {"kind": asked.type}
    for column, said in named.items():
        known = [row[0] for row in db.execute(f"SELECT DISTINCT {column} FROM {table} ORDER BY 1").fetchall() if row[0]]
        if said is not None and said not in known and asked.view != "quotes":
            yield f"no {table} of {column} {said!r}; there are {', '.join(known)}"


def _list(db: Any, asked: Question) -> Answer:
    tests = {"entities": _of_entities, "quotes": _of_quotes}.get(asked.view, _of_happenings)(asked)
    if asked.view == "conflicts":
        tests.append(("h.conflicts IS NOT NULL AND ?", True))
    where, bound = _both(tests)
    mood = "" if asked.modality == "asserted" else "h.modality,"
    return _answer(db, fill(steps("ask")[asked.view], {"where": where, "mood": mood}), bound, asked.top)


def _count(db: Any, asked: Question) -> Answer:
    where, bound = _both(_of_happenings(asked))
    alike = asked.type is not None or "type" in asked.by
    by = asked.by if asked.action or "action" in asked.by or not alike else (*asked.by, "action")
    keys = ", ".join(f"{KEYS[key].format(day=_DAY)} AS {key}" for key in by)
    sql = fill(steps("ask")["count"], {
        "where": where, "keys": keys, "names": ", ".join(by), "apart": str("metric" in by),
        "alike": str(alike),
        "groups": "".join(f", {key}" for key in by if key not in TIMES),
        "order": ", ".join([*by, "happenings DESC"] if by[0] in TIMES else ["happenings DESC", *by]),
    })  # fmt: skip
    answer = _answer(db, sql, bound, asked.top)
    notes = []
    if out := sum(row[-1] for row in answer.rows):
        notes.append(
            f"{out} numbers are in no total: rates, readings of several metrics, or of periods of another length"
            if alike
            else "numbers of several types are in no total; name one with --type"
        )
    if asked.modality == "asserted":
        where, bound = _both(_of_happenings(asked, "h.modality <> ?"))
        if left := db.execute(f"SELECT count(*) FROM happenings h {where}", bound).fetchone()[0]:
            notes.append(f"{left} that are forecast, denied or possible are left out; --modality any takes them in")
    return replace(answer, notes=notes)


def _answer(db: Any, sql: str, bound: list[Any], top: int | None) -> Answer:
    rows = db.execute(f"{sql} LIMIT {top or MOST}", bound)
    return Answer([column[0] for column in rows.description], rows.fetchall())


Tests = list[tuple[str, Any]]


def _of_happenings(asked: Question, modality: str = "h.modality = ?") -> Tests:
    return [
        ("h.type = ?", asked.type), ("h.action = ?", asked.action), ("h.unit = ?", asked.unit),
        ("list_contains(string_split(h.countries, '; '), ?)", asked.country),
        (steps("ask")["party"], _part(asked.who)),
        ("contains(lower(h.metric), ?)", _part(asked.metric)), ("h.happening = ?", asked.happening),
        ("h.value >= ?", asked.least), ("h.value <= ?", asked.most),
        (f"{_DAY} >= ?::DATE", asked.since), (f"{_DAY} <= ?::DATE", asked.until),
        (modality, None if asked.modality == "any" else asked.modality),
        (steps("ask")["outlet"], _part(asked.outlet)),
        *(
            ("contains(lower(concat_ws(' ', h.title, h.tells, h.about, h.parties, h.places)), ?)", word)
            for word in (asked.words or "").lower().split()
        ),
    ]  # fmt: skip


def _of_quotes(asked: Question) -> Tests:
    return [
        ("contains(lower(concat_ws(' / ', e.name, q.speaker)), ?)", _part(asked.who)),
        ("q.published_on >= ?::DATE", asked.since), ("q.published_on <= ?::DATE", asked.until),
        ("contains(lower(q.outlet), ?)", _part(asked.outlet)),
        *(("contains(lower(q.content), ?)", word) for word in (asked.words or "").lower().split()),
    ]  # fmt: skip


def _of_entities(asked: Question) -> Tests:
    return [("contains(lower(name), ?)", _part(asked.who)), ("country = ?", asked.country), ("kind = ?", asked.type)]


def _both(tests: Tests) -> tuple[str, list[Any]]:
    """Join the tests whose value is given."""
    given = [(test, value) for test, value in tests if value is not None]
    where = f"WHERE {' AND '.join(test for test, _ in given)}" if given else ""
    return where, [value for _, value in given]


def _part(words: str | None) -> str | None:
    """Return a part of a name as it is looked for, whatever its case."""
    return None if words is None else words.lower()


def lines(answer: Answer) -> Iterator[dict[str, Any]]:
    """Yield the rows by column."""
    for row in answer.rows:
        yield dict(zip(answer.columns, row, strict=True))
