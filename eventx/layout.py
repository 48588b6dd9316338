"""The layout of a news text: headline, standfirst, body and asides; title, dateline and date; where sentences cannot go on."""

from __future__ import annotations

from eventx.reading import Section


def find_sections(text: str) -> list[Section]:
    """Find the sections of an article's text."""
    return []


def find_published(text: str) -> str | None:
    """Find the day of publication (ISO) that the head of the text tells, or None."""
    return None
