"""Ask: questions about an archive that was linked, as SQL over ``archive.duckdb``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from eventx.batch.archive.keys import KEYS, TAKES
from eventx.batch.archive.question import DAY, Question, both, checked, of_happenings, option, tests
from eventx.batch.archive.store import FILE, broken, connect, fill, steps
from eventx.records.errors import BatchError

TIMES = ("month", "quarter", "year")  # listed in their order; what else there is, by how many happenings
COUNTED = {"value": ("total DESC NULLS LAST",), "articles": ("articles DESC",)}
MOST = 1_000_000  # rows of an answer
SORTED = {
    None: "",
    "articles": "",
    "date": f"{DAY}, ",
    "value": "coalesce(h.value, h.high) DESC NULLS LAST, ",
}


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
        If a view, key, order or country is none of those there are, or a filter says nothing to the view.
    """
    asked = checked(question)
    with opened(out) as db:
        answer = _count(db, asked) if asked.by else _list(db, asked)
        return answer if answer.rows else replace(answer, notes=[*_of_nothing(db, asked), *answer.notes])


@contextlib.contextmanager
def opened(out: str | Path) -> Iterator[Any]:
    """Open the archive in a folder for reading.

    Raises
    ------
    BatchError
        If nothing was linked there.
    """
    path = Path(out) / FILE
    unlinked = BatchError(f"{out}: not linked yet, or by another version; run: python -m eventx link {out}")
    if not path.is_file():
        raise unlinked
    with contextlib.closing(connect(path, read_only=True)) as db, broken(path):
        last = "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'quotes' AND column_name = 'cue'"  # made last
        if not db.execute(last).fetchone()[0]:
            raise unlinked
        yield db


def _of_nothing(db: Any, asked: Question) -> Iterator[str]:
    """Tell of an answer without rows which filter asks for what the archive has not, and what it has."""
    yield "nothing was found"
    named = {"type": asked.type, "action": asked.action, "unit": asked.unit, "countries": asked.country}
    table = "happenings"
    if asked.view in ("entities", "quotes"):
        table, named = asked.view, {"kind": asked.type, "country": asked.country} if asked.view == "entities" else {}
    for column, said in {**named, "outlet": asked.outlet}.items():
        if said is None:
            continue
        held = "happening_events" if column == "outlet" and table == "happenings" else table
        each = f"SELECT DISTINCT unnest(string_split({column}, '; ')) AS one FROM {held} ORDER BY 1"
        known = [row[0] for row in db.execute(each).fetchall() if row[0]]
        if not any(said == one or (column == "outlet" and said.lower() in one.lower()) for one in known):
            name = {"countries": "country"}.get(column, column)
            yield f"no {table} of {name} {said!r}; there are {', '.join(known)}"
    if table == "happenings" and len(given := _each(asked)) > 1:
        found = {
            name: db.execute(f"SELECT count(*) FROM happenings h {where}", bound).fetchone()[0]
            for name, where, bound in given
        }
        yield "by themselves find: " + ", ".join(f"{name} {count:,}" for name, count in found.items())
    if asked.metric is not None:
        each = "SELECT lower(metric) FROM happenings WHERE metric IS NOT NULL"
        most = f"{each} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 20"
        yield f"the metrics told most are {', '.join(row[0] for row in db.execute(most).fetchall())}"


def _each(asked: Question) -> list[tuple[str, str, list[Any]]]:
    """Return each filter of happenings by itself: its option, and its test."""
    held = [name for name in TAKES["tellings"] if name not in ("modality", "top") and getattr(asked, name) is not None]
    alone = ((name, Question(modality=asked.modality, **{name: getattr(asked, name)})) for name in held)
    return [(option(name), *both(of_happenings(one))) for name, one in alone]


def _list(db: Any, asked: Question) -> Answer:
    where, bound = both(tests(asked))
    mood = "" if asked.modality == "asserted" else "h.modality,"
    words = {"where": where, "mood": mood, "order": SORTED[asked.sort]}
    answer = _answer(db, fill(steps("ask")[asked.view], words), bound, asked.top)
    units = {row["unit"] for row in lines(answer)} if asked.sort == "value" else set()
    mixed = "numbers of several units are sorted together; name one with --unit"
    return replace(answer, notes=[mixed] if len(units - {None}) > 1 else [])


def _count(db: Any, asked: Question) -> Answer:
    where, bound = both(of_happenings(asked))
    alike = asked.type is not None or "type" in asked.by
    by = asked.by if asked.action or "action" in asked.by or not alike else (*asked.by, "action")
    keys = ", ".join(f"{KEYS[key].format(day=DAY)} AS {key}" for key in by)
    order = [*by, "happenings DESC"] if by[0] in TIMES else ["happenings DESC", *by]
    sql = fill(steps("ask")["count"], {
        "where": where, "keys": keys, "names": ", ".join(by), "apart": str("metric" in by),
        "alike": str(alike),
        "groups": "".join(f", {key}" for key in by if key not in TIMES),
        "order": ", ".join([*COUNTED.get(asked.sort or "", ()), *order]),
    })  # fmt: skip
    answer = _answer(db, sql, bound, asked.top)
    return replace(answer, notes=[*_of_sums(answer, alike), *_left_out(db, asked)])


def _of_sums(answer: Answer, alike: bool) -> Iterator[str]:
    """Tell of numbers that are in no total, and of totals that are rough."""
    rows = list(lines(answer))
    if out := sum(row["left_out"] for row in rows):
        yield (
            f"in no total: {out} numbers that are rates, levels, prices of each, ranges, readings of several metrics, "
            "or of periods of another length"
            if alike
            else "numbers of several types are in no total; name one with --type"
        )
    if any(row["total"] is None and not row["left_out"] for row in rows):
        yield "rows without a unit are of happenings that tell no number"
    if rough := sum(row["rough"] or 0 for row in rows):
        yield f"rough or a bound (“more than 3,000”): {rough} of the numbers in the totals"


def _left_out(db: Any, asked: Question) -> Iterator[str]:
    """Tell of happenings that stand in no row, or not where they happened."""
    if set(asked.by) & set(TIMES):
        where, bound = both([*of_happenings(asked), ("h.period_end IS NULL AND ?", True)])
        if undated := _number(db, where, bound):
            yield f"{undated} that tell no day of their own are counted on the day they were first published"
    if asked.modality == "asserted":
        where, bound = both(of_happenings(asked, "h.modality <> ?"))
        if left := _number(db, where, bound):
            yield f"{left} that are forecast, denied or possible are left out; --modality any takes them in"


def _number(db: Any, where: str, bound: list[Any]) -> int:
    found: int = db.execute(f"SELECT count(*) FROM happenings h {where}", bound).fetchone()[0]
    return found


def _answer(db: Any, sql: str, bound: list[Any], top: int | None) -> Answer:
    rows = db.execute(f"{sql} LIMIT {top or MOST}", bound)
    return Answer([column[0] for column in rows.description], rows.fetchall())


def lines(answer: Answer) -> Iterator[dict[str, Any]]:
    """Yield the rows by column."""
    for row in answer.rows:
        yield dict(zip(answer.columns, row, strict=True))
