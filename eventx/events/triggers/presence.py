"""Presence: whether a clause tells something else of persons counted, and who takes in those that come."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.events.clauses.clause import EventClause
from eventx.events.frames.frame import Frame, Words
from eventx.lexicons import lexicon
from eventx.syntax.labels import PLACED, has_left
from eventx.syntax.nominals import outermost
from eventx.text.section import holding


def does_else(frame: Frame, clause: EventClause, those: str = "bearers") -> bool:
    """Tell whether something else is told of persons, ``those`` of a list who are somebody's, or come, by their name.

    "80 of the staff are women", "the bus carried 80 staff", "gave $40 to 80 staff", "the families of 80 staff", but no
    "its 80 staff", "with 80 staff".
    """
    verb, words = clause.verb, frame.words
    if clause.group.lead.type != "headcount" or verb is None or not words.has(those, clause.noun_names):
        return False
    if frame.default and any(map(clause.at, ("haver", "possessor"))):
        return False
    given = clause.slot == "to" and words.has_lemma("giving", verb)
    given = given or (clause.slot == "for" and clause.governs and not frame.default)  # "cut rations for 4,000 refugees"
    of_others = bool(frame.default) and clause.detached and words.has("kin", clause.noun_names)
    apart = words.has_lemma("other_deeds", verb) or words.has("endangered", clause.verb_names)
    return given or of_others or apart or is_described(clause)


def is_described(clause: EventClause) -> bool:
    """Tell whether the counted are said to be something: "30 of the workers are women", "are over 60"."""
    verb = clause.verb
    if verb is None or verb.lemma_ != "be" or clause.token.i > verb.i:
        return False
    told = [c for c in verb.rights if c.dep_ in ("acomp", "attr", "prep")]
    aged = any(g.like_num for c in told if c.dep_ == "prep" for g in c.rights)
    return aged or any(c.dep_ != "prep" and c.tag_ != "CD" for c in told)


def is_of_land(words: Words, clause: EventClause) -> bool:
    """Tell whether a land or a town does it, or nobody is told to: "the island drew 900 people", no "museum"."""
    doers = clause.at("subject")
    return not doers or any(t.ent_type_ in PLACED or words.has_lemma("lands", t) or _is_place(clause, t) for t in doers)


def _is_place(clause: EventClause, token: Token) -> bool:
    """Tell whether a word ends the name of a place: "*Sri Lanka*", which the small model takes for a person."""
    place = holding(clause.analysis.places, token.idx)
    return place is not None and place.form == "name" and place.end == token.idx + len(token)


def is_done_in_part(frame: Frame, action: str | None, clause: EventClause) -> bool:
    """Tell whether an action may be done to a part, and a part is its object: "laid off *a fifth* of its staff"."""
    return action is not None and frame.words.has("in_part", (action,)) and _is_object(clause)


def _is_object(clause: EventClause) -> bool:
    """Tell whether what is counted is the object of its verb: no part of one, as in "90 posts, a third of them"."""
    verb = clause.verb
    if verb is None or clause.aside or clause.slot != "object" or clause.token.head != verb:
        return False
    return verb.lemma_ not in lexicon("headcount").refusing  # "dismissed 5% of them" is read as a denial


def is_done_to_other(clause: EventClause) -> bool:
    """Tell whether something is done to another towards the counted; no "a tribute to 40 miners was unveiled"."""
    tied = outermost(clause.token).head.head == clause.verb
    return tied and clause.verb is not None and has_left(clause.verb, "nsubjpass")
