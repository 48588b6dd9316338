"""Owners: what is left of a measure told before where it is another's now."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.mentions.claims import Chars
from eventx.syntax.deputies import is_owner_alone
from eventx.syntax.phrases import governed

_PLACES = frozenset({"GPE", "LOC"})
_NAMES = _PLACES | {"ORG", "PERSON", "NORP"}
_HOLDING = frozenset({"in", "at", "of"})
_LATER = 60  # tokens from a measure to whose it is now


def without_owner(last: Chars | None, other: Token) -> Chars | None:
    """Return what was told before without whose it was, if it is another's now: "*sales* at Alba rose, Kappa's fell".

    Of what is told in another place it is the place: "Peru's *output* rose, in Chile it fell".
    """
    span = other.doc.char_span(*last, alignment_mode="expand") if last is not None else None
    if span is None or last is None or len(span) == 1 or other.i - span.end > _LATER:
        return None
    placed = not is_owner_alone(other) and other.head.lower_ == "in"
    labels, mark = _PLACES if placed else _NAMES, next((t for t in span[:-1] if t.tag_ == "POS"), None)
    if mark is not None and mark.i > span.start:
        return (mark.nbor().idx, last[1]) if not placed or mark.nbor(-1).ent_type_ in labels else None
    tie = next((t for t in span[1:] if t.lower_ in _HOLDING and t.dep_ == "prep"), None)
    held = governed(tie) if tie is not None else None
    if tie is not None and held is not None and held.pos_ == "PROPN" and (not placed or tie.lower_ == "in"):
        return last[0], tie.idx - 1
    first = span[0]  # "*Lima* rents"
    place = first.pos_ == "PROPN" and first.ent_type_ in labels and first.head in span
    return (span[1].idx, last[1]) if place else None
