"""The places of an article: recognised in the Doc, resolved against the gazetteer and against each other."""

from __future__ import annotations

from spacy.tokens import Doc

from eventx.article import Article
from eventx.reading import Located
from eventx.records import Place


def find_places(doc: Doc, article: Article) -> list[Located]:
    """Find and resolve the places of a Doc, in text order: names, adjectives, and names nested in other names."""
    return [
        Located(ent.start_char, ent.end_char, "name", Place(name=ent.text)) for ent in doc.ents if ent.label_ == "GPE"
    ]


def find_focus(places: list[Located]) -> list[Place]:
    """Return the countries and places that an article is chiefly about, the first first."""
    return []
