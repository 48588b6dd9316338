"""Headings that name who speaks beside a colon or a dash: Police: Man shot at mill; Mill to close - union."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Token

from eventx.facts.statement.frame import Frame
from eventx.facts.statement.phrases import Phrase, chunk_head, is_body
from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import roles
from eventx.mentions.persons import is_person
from eventx.syntax.labels import RELATIVE

_LEAD = re.compile(r"[ \t]*(\w[^:\n\"“”]{1,40}):[ \t]+(?=\S)")
_TAIL = re.compile(r"(?: [-–]| —(?= [A-Z])|:) (\w[^:\n–—\"“”]{1,40})$")  # not: Rates rise — a blow to farmers
_SHORT = 3  # words of what is told, at least


def add_headings(view: View, frames: list[Frame]) -> list[Frame]:
    """Add what a heading tells beside the name or noun of who says it, if no cue has told it."""
    told = {f.source.head.lower_ for f in frames if f.source is not None}
    held = {start for f in frames for start, _ in f.pieces}
    lines = takewhile(lambda piece: view.analysis.section(piece[0]) == "headline", _lines(view.text))
    found = ((_tail(view, line, told) or _lead(view, line, told)) for line in lines)
    for heading in [f for f in found if f is not None and f.pieces[0][0] not in held]:
        frames = [*(_without_source(f, heading.pieces[0][1]) for f in frames), heading]
    return frames


def _without_source(frame: Frame, end: int) -> Frame:
    """Take the source that stands behind a heading off what a cue in it tells: Half say they may leave: survey."""
    pieces = tuple((start, end if start < end < stop else stop) for start, stop in frame.pieces)
    return replace(frame, pieces=pieces)


def _lines(text: str) -> Iterator[Piece]:
    return ((m.start(), m.end()) for m in re.finditer(r"\S[^\n]*\S", text))


def _tail(view: View, line: Piece, told: set[str]) -> Frame | None:
    """Return what stands before the source that closes a heading, behind a label: Exclusive: Mill to go - sources."""
    match, label = _TAIL.search(view.text, *line), _LEAD.match(view.text, *line)
    if match is None:
        return None
    labelled = label is not None and label[1].lower() in lexicon("statement").label
    start = label.end() if label is not None and labelled else line[0]
    piece = start, match.start()
    source = _source(view, match.span(1), _told_by(view, piece, told), alone=True)
    return _frame(view, source, piece, ahead=True) if source is not None else None


def _lead(view: View, line: Piece, told: set[str]) -> Frame | None:
    """Return what follows the source that opens a heading: Police: Man shot; Mayor on cuts: 'We have no choice'."""
    match = _LEAD.match(view.text, *line)
    if match is None:
        return None
    piece = match.end(), line[1]
    source, first = _source(view, match.span(1), _told_by(view, piece, told), alone=False), view.token_at(piece[0])
    asks = first is not None and view.is_text(first, *lexicon("statement").question)  # Lund: Who she is
    return _frame(view, source, piece, ahead=False) if source is not None and not asks else None


def _frame(view: View, source: Phrase, piece: Piece, *, ahead: bool) -> Frame | None:
    """Return the statement of a source, if what stands beside it, or ``ahead``, tells: not "Lund: A life on skis"."""
    span = view.doc.char_span(*piece, alignment_mode="expand")
    first = next((t for t in span or () if t.tag_.startswith("VB") or t.tag_ in RELATIVE), None)
    verbal = first is not None and first.tag_ not in RELATIVE
    long = sum(t.is_alpha for t in span or ()) >= _SHORT and (ahead or source.head.pos_ != "PROPN")
    return Frame("statement.heading", None, source, (piece,)) if verbal or long or view.holds_quote(piece) else None


def _source(view: View, piece: Piece, told: set[str], *, alone: bool) -> Phrase | None:
    """Return the source that characters name, ``alone`` or with what it is about: Mayor on budget cuts."""
    span = view.doc.char_span(*piece, alignment_mode="expand")
    if span is None or any(t.like_num for t in span):
        return None
    head = chunk_head(view, span.start, span.end) if len(span) > 1 else span[0]  # "survey", taken for a verb
    if head is None:
        return None
    head = span[-1] if is_body(head) and span[-1].lower_ in roles() else head  # "Bank of Ghana *governor*"
    rest = view.doc[head.i + 1 : span.end]
    about = len(rest) > 1 and rest[0].pos_ == "ADP" and not alone
    known = head.lower_ in told or _is_known(head)
    return Phrase(head, span.start, head.i + 1) if known and (about or not len(rest)) else None


def _told_by(view: View, piece: Piece, told: set[str]) -> set[str]:
    """Return the last words of those who may have told a piece of a heading: a quotation any person named."""
    named = {ent[-1].lower_ for ent in view.doc.ents if ent.label_ == "PERSON"} if view.holds_quote(piece) else set()
    return told | named


def _is_known(head: Token) -> bool:
    """Say whether a noun is of somebody or something that headings have as their source: police, study, sources."""
    names, lower = lexicon("names"), head.lower_
    listed = lower in roles() or lower in names.people | names.bystanders | lexicon("statement").heading
    body = is_body(head) and lower not in names.any_of("proper_body", "topical")
    return listed or body or (head.pos_ == "NOUN" and is_person(head))
