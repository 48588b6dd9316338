"""Flows: whether a verb, a noun or what a partner is called tells of goods that go from one land to another."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.wares import partner_named
from eventx.events.frames.checks import positions
from eventx.events.frames.frame import Frame, Words
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import PLACED
from eventx.text.section import holding

FAR = frozenset({"to", "with", "from", "between", "into", "made", "grown"})
"""Where the other end of a flow stands: "sales to Peru"; "Peru's sales" may be made at home."""


def is_worth(clause: EventClause) -> bool:
    """Tell whether the amount is what goods are worth: "rice worth $2 million", "$2 million worth of rice"."""
    told = clause.group.value.mention if clause.group.value is not None else clause.group.lead.span
    beside = clause.token.head.lower_ == "worth" or clause.span_of(told).root.head.lower_ == "worth"
    return beside or "worth" in clause.analysis.text[told.end : told.end + 9]


def is_bulk(frame: Frame, clause: EventClause) -> bool:
    """Tell whether a country is the one that takes in goods told by weight or volume: "Egypt bought 60,000 tonnes".

    So are those who send goods abroad: "Peruvian *exporters* sold 60,000 tonnes".
    """
    amount, words = clause.group.value, frame.words
    bulk = amount is not None and words.has("bulk", (amount.unit or "",))
    abroad = any(words.has_lemma("traders", t) for t in clause.at("subject"))
    return bulk and (abroad or words.has("taking", clause.verb_names))


def is_flow(frame: Frame, clause: EventClause, action: str, one_end: bool) -> bool:
    """Tell whether the two places of a flow, or one of them, stand beside it: "shipments to Britain"."""
    if frame.pair is None:
        return False
    ends = ends_of(frame, clause, action, positions())
    return any(ends) if one_end else all(ends)


def partner_action(frame: Frame, clause: EventClause) -> str | None:
    """Return the action of a flow told by what a partner is called: "Chad is the top *market* for its exports"."""
    name = partner_named(clause) if frame.pair is not None else None
    if name is None or not any(_is_placed(clause, t) for t in clause.at("trader")):
        return None
    return "import:given" if frame.words.has_lemma("givers_names", name) else "export:taken"


def is_of_flow(words: Words, clause: EventClause) -> bool:
    """Tell whether it is a flow of which the clause tells: "*the balance of trade* showed a deficit of $4 million"."""
    told = ((t.lemma_.lower(), (*t.lefts, *objects_of(t, "of"))) for t in clause.at("subject"))
    return any(name in words.nouns or any(f"{c.lemma_.lower()}_{name}" in words.nouns for c in of) for name, of in told)


def ends_of(frame: Frame, clause: EventClause, action: str, among: frozenset[str]) -> list[bool]:
    """Tell of each place of a flow whether it stands in one of its positions that are ``among`` others."""
    names = frame.pair or (name for name, role in frame.roles.items() if role.filler == "place" and name != "places")
    held = ((p for p in frame.roles[name].positions(action) if p in among) for name in names)
    return [any(_is_placed(clause, t) for p in some for t in clause.at(p)) for some in held]


def _is_placed(clause: EventClause, token: Token) -> bool:
    """Tell whether a word is a place, whatever its label, or of one: "Japanese importers"."""
    place = holding(clause.analysis.places, token.idx) if token.pos_ == "PROPN" else None
    named = token.ent_type_ in PLACED or (place is not None and place.form == "name")
    return named or any(c.ent_type_ == "NORP" and c.dep_ == "amod" for c in token.lefts)
