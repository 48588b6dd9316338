"""The object that a change moves: the noun of a verb or noun of change, fitted between it and its numbers."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.change.levels import is_when, with_relative
from eventx.facts.change.roles import Frame
from eventx.facts.change.subjects import is_number
from eventx.facts.change.values import Clause
from eventx.lexicons import lexicon
from eventx.mentions.claims import Chars
from eventx.syntax.labels import ASKING, NOUNS
from eventx.syntax.phrases import is_time, modified, whole_phrase

_CLOSING = frozenset({"VERB", "AUX", "PUNCT", "CCONJ", "ADV", "SCONJ"})
_OBJECTS = frozenset({"dobj", "dative", "nsubj", "ccomp", "oprd"})
_LOOSE = frozenset({"ADP", "DET", "PART", "CCONJ", "PUNCT"})
_MEMBER = 6  # tokens from "and" to the noun that it joins


def moved_object(frame: Frame, verb: Token, clause: Clause) -> Token | None:
    """Return the object between verb and first number ("raised its rate by"), or None."""
    cue = frame.cue
    limit = min((value.lead for value in frame.values if value.lead > cue.token.i), default=clause.span.end)
    for child in verb.rights:
        if child.dep_ in _OBJECTS and cue.token.i != child.i < limit:
            if child.pos_ not in (*NOUNS, "PRON"):
                child = next((c for c in child.children if c.dep_ == "nsubj"), child)
            adverb = child.dep_ == "dobj" and child.pos_ == "ADV"  # "pushed *crude* down"
            noun = (adverb or child.pos_ in (*NOUNS, "PRON")) and child.lower_ not in lexicon("change").degrees
            held = verb == cue.token and child.dep_ == "dobj"
            own = held and any(c.tag_ == "PRP$" for c in child.lefts)  # "cut *its working week* by two hours"
            if child.i > verb.i and noun and not is_number(child) and (own or not is_when(child)):
                return child
    for token in clause.span.doc[cue.token.i + 1 : limit]:
        if token.pos_ in (*NOUNS, "PRON"):
            return token if not is_when(token) and token.lower_ not in lexicon("change").degrees else None
        if token.pos_ not in ("DET", "ADJ", "ADV"):
            return None
    return None


def fitted(chars: Chars | None, head: Token, frame: Frame) -> Chars | None:
    """Fit an object's phrase between the cue and its first number ("cut | the tariff on buses | to zero")."""
    if chars is None or not chars[0] <= head.idx < chars[1]:
        return chars
    doc, cue = head.doc, frame.cue.token
    start = max(chars[0], cue.idx + len(cue) + 1) if cue.i < head.i else chars[0]
    behind = min((value for value in frame.values if value.lead > head.i), key=lambda v: v.lead, default=None)
    if behind is None:
        return start, max(chars[1], with_relative(head, whole_phrase(head)[1], len(doc)))
    last, end = head, behind.governor(doc)
    asked = next((t for t in doc[head.i + 1 : end] if t.dep_ == "pcomp" and t.left_edge.tag_ in ASKING), None)
    if asked is not None and asked.left_edge.i == head.i + 2:
        return start, doc[min(asked.right_edge.i, end - 1)].idx + len(doc[min(asked.right_edge.i, end - 1)])
    for token in doc[head.i + 1 : end]:
        closing = token.pos_ in _CLOSING or token.dep_ == "nsubj"  # "the aid | they give"
        closing = closing or token.lower_ in lexicon("change").worth  # "cuts to aid | worth $4 million"
        inside = (token.text == "-" and not token.whitespace_) or _joins(token, head, end)
        whole = modified(token)  # "duties on *imported* wine", "its target for *2025* sales"
        before = token.i < whole.i < end and not is_time(whole)
        if not before and ((closing and not inside) or is_time(token)):
            break
        last = token if token.pos_ not in _LOOSE else last
    return start, last.idx + len(last)


def _joins(token: Token, head: Token, end: int) -> bool:
    """Tell whether a comma or "and" joins nouns that the object is of: "spending on *staff, buildings and tools*"."""
    if token.text != "," and token.dep_ != "cc":
        return False
    near = token.doc[token.i + 1 : min(token.i + _MEMBER, end)]
    member = next((t for t in near if t.dep_ == "conj"), None)
    return member is not None and member.pos_ in NOUNS and head.i < member.head.i < token.i


def before_next(chars: Chars, clause: Clause) -> Chars:
    """Cut a phrase before an amount that is joined to it: "cut $4 from | schools | and $3 from roads"."""
    inside = (v for v in clause.values if v.joined and chars[0] < v.number.start < chars[1])
    return next(((chars[0], clause.span.doc[v.lead - 1].idx - 1) for v in inside), chars)
