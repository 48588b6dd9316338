"""The page: articles with their records as one HTML file that needs no network, and its view in a notebook."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any, TextIO

from pydantic_core import to_json

from eventx.io.writers import words
from eventx.records import Actor, Event, Extent, Fact, Period, Place, Quantity, Record, own_fields, plain
from eventx.records.extraction import Extraction

_COMMON = {
    "id", "type", "span", "sentence", "trigger", "mentions", "facts", "inferred", "statement", "rank", "confidence",
}  # fmt: skip
_USUAL = {"modality": "asserted", "section": "body"}
_UNSAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
_ARTICLES = "{articles}"


class HtmlWriter:
    """One page; with several articles it has a list to choose from. An article is written when it comes."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.head, self.tail = "", ""

    def write(self, extraction: Extraction, text: str | None = None) -> None:
        """Write one article."""
        data = view(extraction, text)
        title = extraction.article.title or extraction.article.id or "eventx"
        if not self.head:
            self.head, _, self.tail = page("page.html", title=title, articles=_ARTICLES).partition(_ARTICLES)
            self.stream.write(self.head)
        block = f'<script type="application/json" class="article" data-title="{escape(words.clean(title))}">'
        self.stream.write(f"{block}{script_json(data)}</script>\n")

    def close(self) -> None:
        """Write what follows the articles."""
        self.stream.write(self.tail)


def render(extraction: Extraction, text: str | None = None, *, frame: bool = False) -> str:
    """Return the HTML page of one article: its text with every fact marked, events, quotes, map, periods, table.

    Parameters
    ----------
    extraction
        What was found in the article.
    text
        The article's text, where the Extraction is not fresh from it (``extraction.text`` is None, as when it was read
        back from JSON). Without it, the page has all but the article.
    frame
        Return an ``iframe`` that holds the page, for a notebook, instead of a file's content.

    Returns
    -------
    str
        A page by itself: no network, no other file, all text escaped, a Content-Security-Policy that lets
        nothing but its own script and style act.

    Examples
    --------
    >>> from eventx import extract
    >>> page = render(extract("Exports rose 33% to $1.05 billion."))
    >>> page.startswith("<!doctype html>"), "https://" in page
    (True, False)
    """
    title = extraction.article.title or extraction.article.id or "eventx"
    block = f'<script type="application/json" class="article">{script_json(view(extraction, text))}</script>\n'
    made = page("page.html", title=title, articles=block)
    if not frame:
        return made
    held = 'sandbox="allow-scripts allow-modals" width="100%" height="640" style="border:1px solid #8888"'
    return f'<iframe title="{escape(words.clean(title))}" srcdoc="{escape(made)}" {held}></iframe>'


def page(name: str, scripts: str = "page.js", sources: str = "", makes: str = "'none'", **parts: str) -> str:
    """Fill a template with its style, scripts and the policy that lets only these act.

    Parameters
    ----------
    name
        The template's file.
    scripts
        Names of the script files that are put in it, one after the other.
    sources
        What else may be loaded as a script.
    makes
        The name of the policy by which the script makes the addresses of these.
    parts
        What goes in the template's other places; ``title`` is escaped.
    """
    held = {
        "style": _file("page.css") + ("" if name == "page.html" else _file(name.replace(".html", ".css"))),
        "script": "\n".join(map(_file, scripts.split())),
        "world": _file("world.json"),
        "title": escape(words.clean(parts.pop("title"))),
        **parts,
    }
    acting = " ".join(filter(None, (sources, _hash(held["script"]))))
    held["policy"] = (
        f"default-src 'none'; script-src {acting}; style-src {_hash(held['style'])}; base-uri 'none'; "
        f"form-action 'none'; require-trusted-types-for 'script'; trusted-types {makes}"
    )
    first, *pieces = _file(name).split("{")
    return first + "".join(held[key] + rest for key, _, rest in (piece.partition("}") for piece in pieces))


@cache
def _file(name: str) -> str:
    return (files("eventx.io.page") / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def script_json(data: Any) -> str:
    """Write JSON that may stand in a script element, whatever the text in it."""
    made = to_json(data).decode()
    for character, harmless in _UNSAFE:
        made = made.replace(character, harmless)
    return made


def view(extraction: Extraction, text: str | None = None) -> dict[str, Any]:
    """Return what the page's script shows of an Extraction: records in words, with the places and days they hold."""
    article = extraction.article
    about = {name: getattr(article, name) for name in ("id", "title", "published", "source", "url")}
    return {
        "article": about | {"text": text if text is not None else extraction.text},
        "facts": [_fact(fact) for fact in extraction.facts],
        "events": [_event(event) for event in sorted(extraction.events, key=lambda event: event.rank)],
        "notes": extraction.notes,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    told = _record(fact, words.short(fact) if fact.listed else words.fact(fact))
    told |= {"start": fact.span.start, "end": fact.span.end, "rule": fact.rule}
    content, speaker = getattr(fact, "content", None), getattr(fact, "speaker", None)
    if isinstance(content, list) and isinstance(speaker, Actor | None):
        name, *about = (speaker.name, speaker.role, speaker.organisation) if speaker else (None,)
        about.append(words.anything(getattr(fact, "date", None)))
        told["quote"] = {
            "content": words.clean(words.anything(content)),
            "speaker": name and words.clean(name),
            "about": words.clean(", ".join(part for part in about if part and part != name)),
        }
    return told | {"section": fact.section}


def _event(event: Event) -> dict[str, Any]:
    return _record(event, words.event(event, marks=False)) | {
        "facts": event.facts,
        "mentions": sorted({(mention.start, mention.end) for mention in (event.trigger, *event.mentions)}),
        "source": event.source and not words.is_pronoun(event.source.name) and event.source.name,
    }


def _record(record: Fact | Event, line: str) -> dict[str, Any]:
    """Tell what any record has, whatever its fields."""
    inferred = record.inferred if isinstance(record, Event) else ()
    values = {name: getattr(record, name) for name in _names(type(record))}
    values = {name: value for name, value in values.items() if value not in (None, "", [], ())}
    amount = next((value for value in values.values() if isinstance(value, Quantity)), None)
    held = list(held_in(list(values.values())))
    periods = [one for one in held if isinstance(one, Period)]
    places = [one for one in held if isinstance(one, Place)]
    return {
        "type": record.type,
        "id": record.id,
        "line": line.replace("-> ", "\u2192 "),
        "modality": record.modality,
        "confidence": None if record.confidence is None else f"{record.confidence:.2f}",
        "value": amount and _ends(amount),
        "unit": amount and amount.unit,
        "when": words.anything(next(iter(periods), None)),
        "places": [(p.name, p.latitude, p.longitude) for p in places if p.latitude is not None],
        "days": [(p.start_date, p.end_date, said) for p in periods if (said := words.period(p))],
        "fields": [(n, words.clean(_said(v)), n in inferred) for n, v in values.items() if v != _USUAL.get(n)],
    }


def _ends(amount: Quantity) -> str:
    return "-".join(plain(end) for end in (amount.value, amount.low, amount.high) if end is not None)


@cache
def _names(kind: type[Fact | Event]) -> tuple[str, ...]:
    """Return the fields that are shown of a type, its own before those that all types have."""
    return tuple(name for name in dict.fromkeys([*own_fields(kind), *kind.model_fields]) if name not in _COMMON)


def _said(value: Any) -> str:
    """Write a field's value in full: an actor with role and body, a place with its country."""
    if isinstance(value, list):
        return "; ".join(map(_said, value))
    if isinstance(value, Actor):
        return ", ".join(dict.fromkeys(filter(None, (value.name, value.role, value.organisation))))
    if isinstance(value, Place):
        return f"{value.name} ({value.country})" if value.country and value.kind != "country" else value.name
    return words.anything(value)


def held_in(value: Any) -> Iterator[Record]:
    """Yield the records in a value, at any depth, but for bare mentions."""
    if isinstance(value, list | tuple):
        for one in value:
            yield from held_in(one)
    elif isinstance(value, Record) and not isinstance(value, Extent):
        yield value
        if not isinstance(value, Quantity | Period | Place | Actor):  # these hold no other
            for name in type(value).model_fields:
                yield from held_in(getattr(value, name))
