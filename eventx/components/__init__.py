"""Thin spaCy components over the floors below; they keep plain JSON on the Doc, in ``user_data["eventx"]``."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from eventx import extensions
from eventx.article import Article
from eventx.candidates import from_json
from eventx.reading import Reading

KEY = extensions.KEY


def notes_of(doc: Doc) -> dict[str, Any]:
    """Return the JSON that the components keep on a Doc, making it where it is not there."""
    data = doc.user_data.setdefault(KEY, {})
    data.setdefault("article", {})
    return data  # type: ignore[no-any-return]


def say(doc: Doc, note: str) -> None:
    """Add a note to the Extraction of a Doc, once."""
    notes: list[str] = notes_of(doc).setdefault("notes", [])
    if note not in notes:
        notes.append(note)


def is_foreign(doc: Doc) -> bool:
    """Tell whether the layout component has found that a Doc is plainly not English, so that nothing is looked for."""
    return bool(notes_of(doc).get("foreign"))


def article_of(doc: Doc) -> Article:
    """Return the Article that a Doc was made from."""
    return Article(text=doc.text, **notes_of(doc)["article"])


def reading_of(doc: Doc) -> Reading:
    """Return the Reading of a Doc as the components before have left it."""
    return from_json(doc, article_of(doc), notes_of(doc))
