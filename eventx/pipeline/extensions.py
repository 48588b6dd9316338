"""The extensions: ``doc._.eventx`` (the Extraction), ``doc._.eventx_published`` (ISO or None), ``span._.eventx``."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from eventx.pipeline.garbage import unswept
from eventx.records import registry
from eventx.records.article import Article
from eventx.records.extraction import Extraction

KEY = "eventx"
_texts: weakref.WeakKeyDictionary[Doc, str] = weakref.WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """Return the text of a Doc, which spaCy would join of its tokens at each ``doc.text``."""
    text = _texts.get(doc)
    if not text:
        text = _texts[doc] = doc.text
    return text


def chosen_facts(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the facts that the components have left, of the types that ``eventx_facts`` was told to find."""
    facts, types = data.get("facts", []), data.get("types")
    return [fact for fact in facts if types is None or fact["type"] in types]


@unswept
def get_extraction(doc: Doc) -> Extraction:
    """Validate what the components have left on a Doc into an Extraction."""
    data = doc.user_data.get(KEY, {})
    article = Article(text=data["text"] if "text" in data else text_of(doc), **data.get("article", {}))
    info = article.model_dump(exclude={"text", "keep_text"})
    records = {"facts": chosen_facts(data)} | {key: data.get(key, []) for key in ("events", "focus", "named")}
    if "text" in data:
        records = _quoted(records, article.text)
    info |= {"text_sha256": article.text_sha256, "focus": records.pop("focus"), "names": records.pop("named")}
    info["text"] = article.text if article.keep_text else None
    found = Extraction.model_validate({"article": info, "notes": data.get("notes", []), **records})
    return found.with_text(article.text)


def _quoted(value: Any, text: str) -> Any:
    """Quote every mention in a record as the text has it: rules read a line end within a sentence as a blank."""
    if isinstance(value, list):
        return [_quoted(held, text) for held in value]
    if not isinstance(value, dict):
        return value
    quoted = {key: _quoted(held, text) for key, held in value.items()}
    if isinstance(value.get("text"), str):
        quoted["text"] = text[value["start"] : value["end"]]
    return quoted


def get_published(doc: Doc) -> str | None:
    """Return the article's day or time of publication, as ISO."""
    article: dict[str, Any] = doc.user_data.get(KEY, {}).get("article", {})
    return article.get("published")


def set_published(doc: Doc, value: str | date | None) -> None:
    """Set the day or time of publication, before the components run."""
    published = Article(text="", published=value).published
    doc.user_data.setdefault(KEY, {}).setdefault("article", {})["published"] = published


def records_of(span: Span) -> list[Any]:
    """Return the facts and events that stand within a span: those whose words, or trigger, are all in it."""
    data, start, end = span.doc.user_data.get(KEY, {}), span.start_char, span.end_char
    rooms = (("facts", "span", chosen_facts(data)), ("events", "trigger", data.get("events", [])))
    held = [(room, r) for room, at, rs in rooms for r in rs if start <= r[at]["start"] and r[at]["end"] <= end]
    text = data.get("text")
    return [registry.parse(room, r if text is None else _quoted(r, text)) for room, r in held]


def add_extensions() -> None:
    """Register the extensions, once; another package's extension of the same name is left alone."""
    if not Doc.has_extension("eventx"):
        Doc.set_extension("eventx", getter=get_extraction)
    if not Doc.has_extension("eventx_published"):
        Doc.set_extension("eventx_published", getter=get_published, setter=set_published)
    if not Span.has_extension("eventx"):
        Span.set_extension("eventx", getter=records_of)
