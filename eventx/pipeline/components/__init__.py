"""Thin spaCy components over the layers below; they keep plain JSON on the Doc, in ``user_data["eventx"]``."""

from __future__ import annotations

from typing import Any

from spacy.pipeline import Sentencizer
from spacy.tokens import Doc

from eventx.mentions.candidates import from_json
from eventx.mentions.reading import Reading
from eventx.pipeline import extensions
from eventx.records import Fact, registry
from eventx.records.article import Article

KEY = extensions.KEY


def notes_of(doc: Doc) -> dict[str, Any]:
    """Return the JSON that the components keep on a Doc, making it where it is not there."""
    data = doc.user_data.setdefault(KEY, {})
    data.setdefault("article", {})
    data.setdefault("notes", [])
    return data  # type: ignore[no-any-return]


def say(doc: Doc, note: str) -> None:
    """Add a note to the Extraction of a Doc, once."""
    notes = notes_of(doc)["notes"]
    if note not in notes:
        notes.append(note)


def is_foreign(doc: Doc) -> bool:
    """Tell whether the layout component has found that a Doc is plainly not English, so that nothing is looked for."""
    return bool(notes_of(doc).get("foreign"))


def article_of(doc: Doc) -> Article:
    """Return the Article that a Doc was made from."""
    return Article(text=doc.text, **notes_of(doc)["article"])


def sound(doc: Doc) -> Doc:
    """Return a Doc whose tokens may be asked for their children and sentence: the Doc itself if parsed, else a copy.

    The tokenizer leaves an unparsed Doc's tokens with the edges of others, and ``Token.lefts`` reads past its end.
    Where the pipeline sets no sentences, the copy has those of spaCy's ``sentencizer``.
    """
    if not len(doc) or doc.has_annotation("DEP"):
        return doc
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes(exclude=("user_data", "tensor", "spans")))
    return copy if copy.has_annotation("SENT_START") else Sentencizer()(copy)


def reading_of(doc: Doc) -> Reading:
    """Return the Reading of a Doc as the components before have left it."""
    return from_json(sound(doc), article_of(doc), notes_of(doc))


def facts_of(doc: Doc) -> list[Fact]:
    """Return the facts of a Doc."""
    return [registry.parse("facts", fact) for fact in notes_of(doc).get("facts", ())]
