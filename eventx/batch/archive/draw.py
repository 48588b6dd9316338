"""Draw: an answer as a table, CSV, JSON Lines, or a chart of bars in letters or as SVG."""

from __future__ import annotations

import csv
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import escape
from typing import Any, TextIO

from eventx.batch.archive.ask import Answer, lines
from eventx.io.writers.csv import defuse
from eventx.io.writers.words import clean

WIDE, NARROW = 60, 3
LEAST = 16
"""Letters that a column wants before others are left out for it."""
SPARE = (
    "rough",
    "outlets",
    "happening",
    "change_unit",
    "period_start",
    "direction",
    "outlet",
    "tells",
    "period_end",
    "change",
    "type",
)
"""Columns that a narrow terminal has no room for, the first to go first."""
BLOCK, PARTS = "█", " ▏▎▍▌▋▊▉"
MEASURED = ("total", "value")
NUMBERS = (*MEASURED, "happenings", "articles")
UNNAMED = (*NUMBERS, "unit", "of_what", "of_each", "rough", "left_out")


def write_table(answer: Answer, out: TextIO) -> None:
    """Write the columns that hold something; on a terminal those that it has room for, and the names of the others."""
    rows = [[_said(value) for value in row] for row in (answer.columns, *answer.rows)]
    columns = [column for column in zip(*rows, strict=True) if any(column[1:])]
    room = shutil.get_terminal_size((160, 24)).columns if out.isatty() else 10_000
    left = []
    for name in SPARE:
        if sum(min(LEAST, max(map(len, column))) + 2 for column in columns) > room:
            left += [column[0] for column in columns if column[0] == name]
            columns = [column for column in columns if column[0] != name]
    widths = [min(WIDE, max(map(len, column))) for column in columns]
    while sum(widths) + 2 * len(widths) > room and max(widths) > NARROW:
        widths[widths.index(max(widths))] -= 1
    for cells in zip(*columns, strict=True):
        out.write("  ".join(map(_fit, cells, widths)).rstrip() + "\n")
    if left:
        out.write(f"(no room for {', '.join(left)}; --format csv has all)\n")


def _said(value: Any) -> str:
    """Say in words what is told as JSON: a list of names, or of records.

    >>> _said('[{"value": 12.0, "unit": "person", "in": ["a", "b"]}]')
    '12 person a, b'
    >>> _said('[{"low": 38.0, "high": 41.0, "unit": "person"}]')
    '38–41 person'
    """
    if not (isinstance(value, str) and value.startswith(("[{", '["'))):
        return _cell(value)
    rows = [_range(row).values() if isinstance(row, dict) else [row] for row in json.loads(value)]
    return "; ".join(
        " ".join(", ".join(c) if isinstance(c, list) else _cell(c) for c in row if c is not None) for row in rows
    )


def _range(row: dict[str, Any]) -> dict[str, Any]:
    """Return the record with the two ends of a range as one."""
    if row.get("low") is None or row.get("high") is None:
        return row
    ends = {"low": f"{_cell(row['low'])}–{_cell(row['high'])}", "high": None}
    return {name: ends.get(name, value) for name, value in row.items()}


def write_csv(answer: Answer, out: TextIO) -> None:
    """Write rows in which no spreadsheet finds a formula."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(answer.columns)
    rows.writerows([defuse(value) for value in row] for row in answer.rows)


def write_json(answer: Answer, out: TextIO) -> None:
    """Write an object a line."""
    for line in lines(answer):
        out.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def write_chart(answer: Answer, out: TextIO) -> None:
    """Write a bar of blocks for each row."""
    bars = list(_bars(answer))
    wide = max((len(name) for name, _, _ in bars), default=0)
    for name, part, shown in bars:
        whole, rest = divmod(round(part * 40 * 8), 8)
        out.write(f"{name:<{wide}}  {BLOCK * whole}{PARTS[rest].strip()} {shown}\n")


def write_svg(answer: Answer, out: TextIO) -> None:
    """Write the bars as a picture; text in it is escaped."""
    bars = list(_bars(answer))
    high = 24 * len(bars) + 8
    out.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {high}" role="img"')
    out.write(' font-family="sans-serif" font-size="13">\n')
    for place, (name, part, shown) in enumerate(bars):
        y, wide = 24 * place + 4, round(part * 400, 1)
        out.write(
            f'<text x="212" y="{y + 15}" text-anchor="end">{escape(_fit(name, 30).strip())}</text>'
            f'<rect x="220" y="{y}" width="{wide}" height="20" fill="#3b6ea5"/>'
            f'<text x="{226 + wide}" y="{y + 15}">{escape(shown)}</text>\n'
        )
    out.write("</svg>\n")


FORMS: dict[str, Callable[[Answer, TextIO], None]] = {
    "table": write_table, "csv": write_csv, "json": write_json, "chart": write_chart, "svg": write_svg,
}  # fmt: skip


def _bars(answer: Answer) -> Iterator[tuple[str, float, str]]:
    """Yield name, length and words of a bar for each row: its first number that says how much, else how many.

    The longest of each unit is 1: dollars and yen, or workers and happenings, have no scale in common.
    """
    bars: list[tuple[str, float, str, str]] = []
    most: dict[str, float] = defaultdict(float)
    for row in lines(answer):
        held = next((name for name in NUMBERS if row.get(name) is not None), "")
        names = (str(row[name]) for name in answer.columns if name not in UNNAMED and row[name] is not None)
        value, unit = float(row.get(held) or 0), row.get("unit") or ""
        if held in MEASURED:
            scale, shown = unit, f"{_cell(row[held])} {unit}"
        else:
            scale, shown = held, f"{_cell(row.get(held))} {held[:-1] if value == 1 else held}"
            shown += f" without a total, in {unit}" if unit else " without a number" if "total" in row else ""
        most[scale] = max(most[scale], abs(value))
        bars.append((clean(" ".join(names))[:WIDE], abs(value), scale, shown.strip()))
    for name, value, scale, shown in bars:
        yield name, value / (most[scale] or 1), shown


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"
    return "" if value is None else clean(str(value))


def _fit(cell: str, width: int) -> str:
    return f"{cell:<{width}}" if len(cell) <= width else cell[: width - 1] + "…"
