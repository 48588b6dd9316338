"""``eventx_layout``: finds sections, and sets sentence starts at block starts; stands before the parser."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from eventx.components import notes_of
from eventx.extensions import add_extensions
from eventx.layout import find_published, find_sections


class Layout:
    """Writes ``sections`` and, where it is not given, the date of publication."""

    def __init__(self) -> None:
        add_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Set sections, date and sentence starts."""
        data = notes_of(doc)
        data["sections"] = [[s.start, s.end, s.kind] for s in find_sections(doc.text)]
        if not data["article"].get("published") and (found := find_published(doc.text)):
            data["article"]["published"] = found
        return doc


@Language.factory("eventx_layout", assigns=["token.is_sent_start"])
def create(nlp: Language, name: str) -> Layout:
    """Make the component."""
    return Layout()
