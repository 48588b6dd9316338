"""Speakers with what tells more of them, beside their cue or behind it, and those that the parse has made objects."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from eventx.facts.statement.cues import clause_of
from eventx.facts.statement.frame import Frame
from eventx.facts.statement.phrases import Phrase, is_body, phrase_at
from eventx.facts.statement.titles import is_role
from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import roles
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import FINITE, RELATIVE

OPENING = frozenset({",", "—", "–", ":", "”", '"', "''", "»", "’"})
_CONJUNCTIONS = frozenset({"as", "after", "before", "since", "until", "than", "like"})
_LINKS = {"VBP": _CONJUNCTIONS, "VBD": _CONJUNCTIONS, "VBZ": _CONJUNCTIONS, "VBG": frozenset({"with"})}
WIDE = 18
"""Tokens of a speaker before its cue, at most."""


def apposed(view: View, cue: Token) -> Phrase | None:
    """Return the name before an apposition or participle that ends right before a cue: Tom Hill, QC, said."""
    doc, sentence, comma = view.doc, view.sentence(cue.i), cue.i - 1
    if comma < sentence.start + 3 or doc[comma].text != "," or (cue.tag_ not in FINITE and cue.tag_ != "VBN"):
        return None
    commas = [t.i for t in doc[max(sentence.start + 1, comma - WIDE) : comma] if t.text == ","]
    led = len(commas) > 1 and doc[commas[-1] + 1].tag_ in RELATIVE
    relative = led and any(map(is_role, doc[commas[-2] : commas[-1]]))
    first = commas[-1 - relative] if commas else None  # Tom Hill, head of Kvern, which is building it, said
    if first is None or view.in_quote[first - 1] >= 0:
        return None
    return _apposed_to(view, first)


def after_link(view: View, cue: Token) -> Phrase | None:
    """Return the subject that the parse has made an object: as banks including Kvern warn that; with Lund asking us."""
    if cue.dep_ not in ("advcl", "relcl") or (cue.tag_ != "VBG" and clause_of(cue) is None):
        return None
    end, links = cue.i, _LINKS.get(cue.tag_, frozenset())
    end -= view.doc[end - 1].lower_.endswith(("self", "selves"))
    before = view.doc[max(view.sentence(cue.i).start, end - WIDE) : end]
    objects = (t for t in reversed(before) if t.dep_ == "pobj" and t.head.lower_ in links)
    noun = next((t for t in objects if t.right_edge.i == end - 1), None)
    return phrase_at(view, noun) if noun is not None else None


def _apposed_to(view: View, first: int) -> Phrase | None:
    """Return the name or office before the comma at ``first``, if what follows tells more of it."""
    doc = view.doc
    head, participle = doc[first - 1], doc[first + 1].tag_ in ("VBG", "VBN", "VBD")
    while head.dep_ in ("pobj", "prep", "compound") and doc[first + 1].pos_ == "PROPN":
        head = head.head
    told = participle and head.lower_ in lexicon("names").any_of("data", "body")
    counted = head.lower_ in lexicon("statement").single  # one of them, Kvern Mills, said
    speaking = head.pos_ == "NOUN" and (is_of_people(head) or is_body(head))
    named = doc[first + 1].pos_ == "PROPN" and (counted or speaking)
    known = head.pos_ == "PROPN" or head.lower_ in roles() or told or named
    over = head.head  # its finance chief, Ann Reed, formerly of Kvern, said
    led = head.dep_ == "appos" and is_role(over) and view.is_text(head.left_edge.i - 1, ",")
    return phrase_at(view, over if led else head) if known else None


def taken_up_by(view: View, cue: Token, frames: Sequence[Frame]) -> Phrase | None:
    """Return the source that a relative pronoun takes up: it fell, according to police, who said it was old."""
    source = frames[-1].source if frames and frames[-1].rule == "statement.according" else None
    lead = list(view.doc[source.end : cue.i]) if source is not None else []
    near = len(lead) > 1 and lead[0].text == "," and lead[1].tag_ in RELATIVE
    return source if near and all(t.pos_ in ("ADV", "AUX") for t in lead[2:]) else None


def named_before(view: View, phrase: Phrase) -> Phrase | None:
    """Return the person before the comma that a role tells more of: "...," Ann Reed, mayor, said."""
    comma, first = phrase.start - 1, phrase.start - 1
    while first > 0 and "PERSON" in (t.ent_type_ for t in view.doc[first - 1 - view.is_text(first - 1, "and") : first]):
        first -= 1
    told = phrase.head.lower_ in roles() or (is_role(phrase.head) and view.is_text(phrase.end, ","))
    if first == comma or view.doc[comma].text != "," or not told:  # not: Ann Reed, analysts say, will win
        return None
    parted = first == 0 or view.doc[first - 1].text in OPENING or view.in_quote[first - 1] >= 0
    return Phrase(view.doc[comma - 1], first, comma) if parted else None


def after_source(view: View, phrase: Phrase, limit: int) -> int:
    """Return the token after a speaker with its apposition: at the comma or full stop that ends the group."""
    doc, at = view.doc, phrase.end
    while at < limit:
        if doc[at].text == "," and at + 1 < limit and _is_apposition(view, phrase, at):
            at += 2
        elif view.in_quote[at] >= 0 or (doc[at].is_punct and doc[at].text not in "-–&'’()"):
            return at
        else:
            at += 1
    return limit


def _is_apposition(view: View, phrase: Phrase, comma: int) -> bool:
    """Say whether what tells more of a speaker, a clause or an age, follows a comma."""
    following = view.doc[comma + 1]
    if _names_holder(view, phrase, comma):
        return True
    if following.lower_ in ("who", "which", "whose") or (following.like_num and view.is_text(comma + 2, ",")):
        return True
    told = (c for t in phrase.span for c in t.rights if c.dep_ in ("appos", "relcl", "acl"))  # Low of Kappa, a broker,
    told = (c for c in told if c.dep_ != "appos" or not view.finite(end := _end_of(c), end + 1))
    return any(c.left_edge.i in (comma + 1, comma + 2) and c.left_edge.tag_ != "IN" for c in told)


def _names_holder(view: View, phrase: Phrase, comma: int) -> bool:
    """Say whether an office's holder is named between commas, whatever the parse makes of it: the mayor, *Ada Obi*."""
    end = next((t.i for t in view.doc[comma + 1 : comma + WIDE] if t.text == "," or view.in_quote[t.i] >= 0), 0)
    inside = view.doc[comma + 1 : end]
    if not view.is_text(end, ",") or phrase.end != comma:
        return False
    named = all(t.pos_ == "PROPN" or t.ent_type_ == "PERSON" for t in inside)
    return named and len(inside) > 1 and is_role(phrase.head) and is_of_people(phrase.head)


def _end_of(noun: Token) -> int:
    """Return the token behind a noun with what belongs to it, up to a comma and an "and": its head, Reed, | and."""
    joints = (c.i for c in noun.rights if c.text == "," and c.nbor(1).tag_ == "CC")
    return next(joints, noun.right_edge.i + 1)
