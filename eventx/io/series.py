"""Series: what an archive that was linked measures of one thing over time, and where its articles differ."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from eventx.batch.archive.ask import opened
from eventx.batch.archive.store import FILE, fill, steps
from eventx.io.writers import words
from eventx.records import Mention, Period, Quantity

_NOWHERE = Mention(start=0, end=0, text="")  # of what several articles tell


def linked(source: Path, number: Callable[[int], int], top: int) -> dict[str, list[dict[str, Any]]]:
    """Return the series and conflicts of the archive in a folder, if there is one; ``number`` is of an article's key.

    Raises
    ------
    BatchError
        If linking was not ended.
    """
    if not (source / FILE).is_file():
        return {"series": [], "conflicts": []}
    with opened(source) as db:
        told = {name: db.execute(fill(sql, {"top": str(top)})).fetchall() for name, sql in steps("report").items()}

    def point(held: dict[str, Any], unit: str | None) -> tuple[Any, ...]:
        return held["end"], held["value"], _said(held["value"], unit), number(held["article"])

    def value(held: dict[str, Any], unit: str | None) -> tuple[str, list[int]]:
        return _said(held["value"], unit), [number(article) for article in held["articles"]]

    return {
        "series": [
            {"key": key, "articles": articles, "points": [point(one, unit) for one in points]}
            for key, unit, articles, points in told["series"]
        ],
        "conflicts": [
            {"key": key, "when": _days(start, end), "values": [value(one, unit) for one in values]}
            for key, unit, start, end, values in told["conflicts"]
        ],
    }


def _said(value: float, unit: str | None) -> str:
    return words.quantity(Quantity(mention=_NOWHERE, value=Decimal(repr(value)), unit=unit))


def _days(start: str, end: str) -> str:
    return words.period(Period(mention=_NOWHERE, start_date=start, end_date=end))
