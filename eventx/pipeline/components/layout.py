"""``eventx_layout``: finds the article's sections and begins sentences where blocks do; stands before the parser."""

from typing import Any, cast

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from eventx.pipeline.components import notes_of, say
from eventx.pipeline.extensions import add_extensions, text_of
from eventx.records.guard import guard
from eventx.text import layout as text_layout
from eventx.text.language import is_plainly_foreign

_HELD = 2


class Layout:
    """Writes ``sections``, ``boilerplate`` and, where they are not given, title and date of publication.

    Notes a text that is plainly not English; the components after this one then look for nothing.
    """

    def __init__(self) -> None:
        add_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Set sections, date and sentence starts."""
        data = notes_of(doc)
        article = data["article"]
        text = text_of(doc)
        found = text_layout.Layout()
        with guard(data["notes"], "layout"):
            found = text_layout.read_layout(text, article.get("title"))
        if is_plainly_foreign(text) or not article.get("language", "en").lower().startswith("en"):
            data["foreign"] = True
            say(doc, "the text is not English: no facts were looked for")
        data["sections"] = [[s.start, s.end, s.kind] for s in found.sections]
        data["boilerplate"] = [list(extent) for extent in found.boilerplate]
        for key, value in (
            ("published", found.published),
            ("title", _as_printed(found.title, text, data.get("text", text))),
        ):
            if value and not article.get(key):
                article[key] = value
        if len(doc) and not doc.to_array("DEP").any():  # has_annotation asks each token
            self._start(doc, found.starts)
        return doc

    def _start(self, doc: Doc, starts: list[int]) -> None:
        """Begin a sentence at the first token at or after each place that is no space."""
        offsets = doc.to_array("IDX")
        begins = doc.to_array("SENT_START").view("int64")
        for index in numpy.searchsorted(offsets, starts):
            while index < len(doc) and doc[int(index)].is_space:
                index += 1
            if 0 < index < len(doc):
                begins[index] = 1
                _hold(doc, begins, int(index) + 1)
        # at once: for each token by itself spaCy looks through the whole Doc
        doc.from_array("SENT_START", cast(Any, begins.view("uint64")))


def _hold(doc: Doc, begins: NDArray[Any], at: int) -> None:
    """Let no sentence begin at the second or third word of a block: behind a heading the parser parts them."""
    for token in doc[at : at + _HELD]:
        if begins[token.i] or token.is_space or token.nbor(-1).is_punct:
            return
        begins[token.i] = -1


def _as_printed(title: str | None, text: str, printed: str) -> str | None:
    """Return a title as the article prints it, whatever the case that it is read in."""
    at = text.find(title) if title else -1
    return " ".join(printed[at : at + len(title)].split()) if title and at >= 0 else title


@Language.factory("eventx_layout", assigns=["token.is_sent_start"])
def create(nlp: Language, name: str) -> Layout:
    """Make the component."""
    return Layout()
