"""Thin spaCy components over the layers below; they keep plain JSON on the Doc, in ``user_data["eventx"]``."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from contextlib import suppress
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
from eventx.syntax.repairs.parse import repair_parse
from eventx.text.lines import soften

KEY = extensions.KEY
ABOUT = ("id", "title", "published", "url", "source")
Component = Callable[[Doc], Doc]


def notes_of(doc: Doc) -> dict[str, Any]:
    """Return the JSON that the components keep on a Doc, making it where it is not there."""
    data = doc.user_data.setdefault(KEY, {})
    if "article" not in data:
        data["article"] = _context(doc)
    data.setdefault("notes", [])
    return data  # type: ignore[no-any-return]


def ensure(doc: Doc, key: str, component: Component) -> Doc:
    """Let the component run that leaves a key on a Doc, where it has not: a pipeline may do without its name."""
    return doc if key in notes_of(doc) else component(doc)


def _context(doc: Doc) -> dict[str, Any]:
    """Return what ``nlp.pipe(..., as_tuples=True)`` was told of a Doc, of what an Article has.

    A value that an Article cannot have is another's, and left alone.
    """
    context, told = getattr(doc, "_context", None), dict[str, Any]()
    held = context if isinstance(context, dict) else {}
    for key in filter(held.get, ABOUT):
        value = str(held[key]) if key == "id" and isinstance(held[key], int) else held[key]
        with suppress(ValueError, EventxError):
            told |= Article.model_validate({"text": "", key: value}).model_dump(include={key})
    return told


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


def repaired(doc: Doc) -> Doc:
    """Return a copy of a Doc that has the parse as we read it; the Doc itself, which others read, stays as it is."""
    data, copy = notes_of(doc), _sound(doc)
    titles = [(start, end) for start, end, kind in data.get("sections", ()) if kind == "headline"]
    repair_parse(copy, titles, data["notes"])
    return copy


def _sound(doc: Doc) -> Doc:
    """Return a copy of a Doc whose tokens may be asked for their children and sentence.

    The tokenizer leaves an unparsed Doc's tokens with the edges of others, and ``Token.lefts`` reads past its end.
    Where the pipeline sets no sentences, the copy has those of spaCy's ``sentencizer``.
    """
    if not len(doc) or doc.has_annotation("DEP"):
        return doc.copy()
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes(exclude=("user_data", "tensor", "spans")))
    return copy if copy.has_annotation("SENT_START") else Sentencizer()(copy)


_kept = local()  # the Doc that a thread's components are at, its Analysis and its facts


def release() -> None:
    """Keep no Analysis: the last component has had it."""
    _kept.__dict__.clear()


def keep(doc: Doc, analysis: Analysis) -> None:
    """Keep the Analysis of a Doc for the components that follow, until they are at another Doc."""
    release()
    forgotten = weakref.ref(doc, lambda _: release())
    _kept.doc, _kept.numbers, _kept.analysis = forgotten, notes_of(doc)["numbers"], analysis


def analysis_of(doc: Doc) -> Analysis:
    """Return the Analysis of a Doc, as the components before have kept it or left its JSON on the Doc."""
    data = notes_of(doc)
    kept = getattr(_kept, "doc", None)
    if kept is not None and kept() is doc and _kept.numbers is data.get("numbers"):
        return _kept.analysis  # type: ignore[no-any-return]
    return from_json(repaired(doc), article_of(doc), data)


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
