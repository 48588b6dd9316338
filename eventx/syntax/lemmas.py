"""Lemmas: what a form may be a form of."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.lexicons import load_lexicon


def bases(form: str) -> Iterator[str]:
    """Yield what a form in small letters that has an ending may be a form of: "cities" of "city"."""
    for end, others in load_lexicon("lemma")["endings"].items():
        if form.endswith(end):
            stem = form.removesuffix(end)
            yield from (stem + other for other in others)
            if end in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]  # "planned"
