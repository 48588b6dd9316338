"""Signs: per cents with a plus, a minus or a bracket right behind a name: "Kestrel Corp. (-2.8 percent)"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.values import Clause, Value
from eventx.facts.change.vocabulary import ways
from eventx.records import Direction
from eventx.syntax.labels import NOUNS, VERBAL
from eventx.syntax.phrases import follows, is_time

_LIST = frozenset({*NOUNS, "CCONJ", "PUNCT", "DET"})
_VERB = 5  # tokens behind a bracket in which the way is told


def find_signs(clause: Clause) -> dict[int, Direction]:
    """Find the ways of a sentence's signed per cents, by their first tokens."""
    return {value.first: way for value in clause.values if (way := _sign(value, clause)) is not None}


def _sign(value: Value, clause: Clause) -> Direction | None:
    """Return the way of a signed per cent right behind a name: "Kestrel Corp. (-2.8 percent)", "the Kospi +0.4%"."""
    doc, start, at = clause.span.doc, value.first, value.first - 1
    at -= at > clause.span.start and doc[at].text == "+"
    at -= at > clause.span.start and doc[at].text == "("
    added = doc[start - 1].lower_ == "plus" and doc[start - 2].text == "("  # "(plus 6 percent)"
    at -= 2 * added
    if at < clause.span.start or doc[at].pos_ not in (*NOUNS, "NUM", "PUNCT", "PART") or not value.relative:
        return None
    if is_time(doc[at]):  # "down from the rate in *May* (3 percent)"
        return None
    if added or "+" in (doc[start].text[:1], doc[start - 1].text):
        return "up"
    if (value.number.value or 0) < 0:
        return "down"
    bracketed = doc[at + 1].text == "(" and doc[value.last : value.last + 1].text == ")"
    return (_way_of_verb(clause, value) or _way_of_list(clause, at)) if bracketed else None


def _way_of_verb(clause: Clause, value: Value) -> Direction | None:
    """Return the way that a verb right behind the bracket tells: "Kestrel (7 percent) was also up nicely"."""
    near = clause.span.doc[value.last + 1 : min(value.last + _VERB, clause.span.end)]
    if near and near[0].pos_ not in VERBAL:
        other = next((v for v in clause.values if v.first > value.last), None)  # "Alba (7%) *and Kestrel (5%)* were up"
        listed = other is not None and all(t.pos_ in _LIST for t in clause.span.doc[value.last + 1 : other.first])
        return _way_of_verb(clause, other) if other is not None and listed and other.prep == "(" else None
    told = (ways("adverbs").get(t.lower_) for t in near if clause.ahead(t.i + 1) is None)
    return next(filter(None, told), None)


def _way_of_list(clause: Clause, at: int) -> Direction | None:
    """Return the way of those listed with a per cent in brackets: "gains included Kestrel (3%) and Alba (2%)"."""
    told = (ways("listing").get(t.lemma_.lower()) for t in reversed(clause.span.doc[clause.span.start : at]))
    return next(filter(None, told), None)


def is_ticker(token: Token) -> bool:
    """Tell whether a name is the sign of a stock in brackets behind the firm's: "Kestrel (KES) -2 percent"."""
    return follows(token, "(") and token.doc[token.i + 1 : token.i + 2].text == ")"
