"""Thin spaCy components over the layers below; they keep plain JSON on the Doc, in ``user_data["eventx"]``."""

from __future__ import annotations

import weakref
from threading import local
from typing import Any

from spacy.pipeline import Sentencizer
from spacy.tokens import Doc

from eventx.mentions.analysis import Analysis
from eventx.mentions.candidates import from_json
from eventx.pipeline import extensions
from eventx.pipeline.extensions import text_of
from eventx.records import Fact, registry
from eventx.records.article import Article
from eventx.records.errors import EventxError
from eventx.text.lines import soften

KEY = extensions.KEY
ABOUT = ("id", "title", "published", "url", "source")


def notes_of(doc: Doc) -> dict[str, Any]:
    """Return the JSON that the components keep on a Doc, making it where it is not there."""
    data = doc.user_data.setdefault(KEY, {})
    if "article" not in data:
        data["article"] = _context(doc)
    data.setdefault("notes", [])
    return data  # type: ignore[no-any-return]


def _context(doc: Doc) -> dict[str, Any]:
    """Return what ``nlp.pipe(..., as_tuples=True)`` was told of a Doc, of what an Article has."""
    context = getattr(doc, "_context", None)
    told = {key: context[key] for key in ABOUT if context.get(key)} if isinstance(context, dict) else {}
    try:
        return Article(text="", **told).model_dump(include=set(told))
    except (ValueError, EventxError):
        return {}  # keys that are another's


def say(doc: Doc, note: str) -> None:
    """Add a note to the Extraction of a Doc, once."""
    notes = notes_of(doc)["notes"]
    if note not in notes:
        notes.append(note)


def is_foreign(doc: Doc) -> bool:
    """Tell whether the layout component has found that a Doc is plainly not English, so that nothing is looked for."""
    return bool(notes_of(doc).get("foreign"))


def article_of(doc: Doc) -> Article:
    """Return the Article that a Doc was made from, with blanks for the line ends within its sentences."""
    data, told = notes_of(doc), text_of(doc)
    text = soften(told)
    if text != told:
        data.setdefault("text", told)
    return Article(text=text, **data["article"])


def sound(doc: Doc) -> Doc:
    """Return a Doc whose tokens may be asked for their children and sentence: the Doc itself if parsed, else a copy.

    The tokenizer leaves an unparsed Doc's tokens with the edges of others, and ``Token.lefts`` reads past its end.
    Where the pipeline sets no sentences, the copy has those of spaCy's ``sentencizer``.
    """
    if not len(doc) or doc.has_annotation("DEP"):
        return doc
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes(exclude=("user_data", "tensor", "spans")))
    return copy if copy.has_annotation("SENT_START") else Sentencizer()(copy)


_kept = local()  # the Doc that a thread's components are at, its Analysis and its facts


def release() -> None:
    """Keep no Analysis: the last component has had it."""
    _kept.__dict__.clear()


def keep(doc: Doc, analysis: Analysis) -> None:
    """Keep the Analysis of a Doc for the components that follow, until they are at another Doc."""
    release()
    _kept.doc, _kept.numbers, _kept.analysis = weakref.ref(doc), notes_of(doc)["numbers"], analysis


def analysis_of(doc: Doc) -> Analysis:
    """Return the Analysis of a Doc, as the components before have kept it or left its JSON on the Doc."""
    data = notes_of(doc)
    kept = getattr(_kept, "doc", None)
    if kept is not None and kept() is doc and _kept.numbers is data.get("numbers"):
        return _kept.analysis  # type: ignore[no-any-return]
    return from_json(sound(doc), article_of(doc), data)


def keep_facts(doc: Doc, facts: list[Fact]) -> None:
    """Keep the facts of a Doc beside its Analysis, if that is kept."""
    if getattr(_kept, "doc", None) is not None and _kept.doc() is doc:
        _kept.written, _kept.facts = notes_of(doc)["facts"], facts


def facts_of(doc: Doc) -> list[Fact]:
    """Return the facts of a Doc, as they have been kept or as their JSON on the Doc tells them."""
    written = notes_of(doc).get("facts", ())
    if getattr(_kept, "written", None) is written and _kept.doc() is doc:
        return _kept.facts  # type: ignore[no-any-return]
    return [registry.parse("facts", fact) for fact in written]
