"""A file that is one document: text, a web page, or a JSON object."""

from __future__ import annotations

from eventx.io.readers import html, jsonl, text
from eventx.io.readers.fields import DEFAULT, Fields
from eventx.io.readers.kinds import Kind
from eventx.io.readers.published import published_of
from eventx.io.readers.read import Read, printable
from eventx.records.article import Article


def read_document(
    data: bytes, name: str, kind: Kind = "text", fields: Fields = DEFAULT, published: str | None = None
) -> Read:
    """Make an article of a file's bytes; its id is the file's name, ``published`` its date where it tells none."""
    name = printable(name)
    if wrong := text.binary_kind(data):
        return Read(name, error=f"{wrong}, not a text")
    if kind == "json":
        return jsonl.read_object(data.removeprefix(jsonl.BOM), name, fields, published)
    held, note = text.decode(data)
    title = dated = None
    if kind == "page":
        try:
            page = html.read_page(html.decode(data))
        except html.PageError as error:
            return Read(name, error=str(error))
        held, title, dated = page.text, page.title, page.published
    if not held.strip():
        note = "the text is empty" if not note else f"{note}; the text is empty"
    dated = dated or published_of(held, title, published)
    article = Article(text=held, id=name, title=title, published=dated, keep_text=kind == "page")
    return Read(name, article=article, note=note)
