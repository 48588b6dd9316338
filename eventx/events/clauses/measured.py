"""Measured: of which noun a number tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from eventx.events.clauses import adjuncts
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_person
from eventx.syntax.arguments import object_of
from eventx.syntax.labels import has_left
from eventx.syntax.phrases import is_time
from eventx.syntax.tokens import head_of

if TYPE_CHECKING:
    from eventx.events.clauses.clause import EventClause


def noun_of(clause: EventClause) -> Token | None:
    """Return the head of what is measured or counted: "the value of *exports*", "income from *exports*"."""
    mention = clause.group.measured
    if mention is None:
        return _noun_beside(clause)
    phrase = clause.span_of(mention)
    root = head_of(phrase)
    light = root.lemma_.lower() in lexicon("clause").light and not has_left(root, "compound")
    inner = object_of(root, "of") if light else _flow_behind(phrase)  # but "the export *value* of tin"
    return inner if inner is not None and inner.idx < mention.end else root


def _flow_behind(phrase: Span) -> Token | None:
    """Return the exports that bring a sum: "revenue from *exports*"."""
    return next((t for t in phrase if t.head.lower_ == "from" and t.lemma_.lower() in lexicon("clause").flows), None)


def _noun_beside(clause: EventClause) -> Token | None:
    """Return the noun that a number is told of, where the facts name none: "40 of the mills", "a $3 million grant"."""
    token, lead, flows = clause.token, clause.group.lead.type, lexicon("clause").flows
    reached = clause.slot == "object" or (clause.slot == "to" and lead == "measure")
    subjects = adjuncts.arguments_about(clause.verb)[0] if reached else ()
    if flow := [t for t in subjects if t.lemma_.lower() in flows]:
        return flow[0]  # "*exports* earned $3 million", "*exports* came to 9 tonnes"
    inner = object_of(token, "in", "of")
    if inner is not None and inner.pos_ == "NOUN" and not is_time(inner):
        return inner
    over = token.head.head if token.head.lower_ in ("of", "worth") else token.head
    return over if lead == "money" and over.pos_ == "NOUN" else None


def gauged_by(clause: EventClause) -> Token | None:
    """Return what stands at a share of a whole, or at a mark."""
    mention, verb = clause.group.measured, clause.verb
    if mention is None or verb is None:
        return None
    root, words = clause.span_of(mention).root, lexicon("clause")
    if root.lemma_.lower() not in (words.wholes if root.head.lower_ == "of" else words.marks):
        return None
    spent = clause.at("on") if verb.lemma_.lower() in lexicon("telling").spending else ()
    told = spent or clause.at("subject")
    return next((t for t in told if t.pos_ == "NOUN" and (spent or not is_person(t))), None)
