"""The day of publication where ``--published`` gives one: it is for the articles that do not tell their own."""

from __future__ import annotations

HEAD = 50_000  # characters in which a text's own date is looked for


def published_of(text: str, title: str | None, given: str | None) -> str | None:
    """Return the date that a text prints at its head or end, else the one given; None where none is given.

    Without one given nothing need be looked for here: the pipeline reads the text's own date.

    >>> published_of("Exports rise\\n\\n2 May 2025\\n\\nExports rose 5% in April.", None, "2026-01-01")
    '2025-05-02'
    >>> published_of("Exports rose 5% in April.", None, "2026-01-01")
    '2026-01-01'
    """
    if given is None:
        return None
    from eventx.records.guard import guard
    from eventx.text.layout import read_layout

    own = None
    with guard([], "layout"):  # which the pipeline reads again, and tells
        own = read_layout(text[:HEAD], title).published
    return own or given
