"""Series: verbs of one speaker that commas join, up to an "and": called it cruel, accused him of lying and said."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import TOLD, assertive, lemma_of
from eventx.facts.statement.phrases import speaks
from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.syntax.labels import NOUN_SUBJECTS, has_left
from eventx.syntax.tokens import word_before, word_behind


def first_of_series(view: View, verb: Token) -> Token | None:
    """Return the verb that opens a series in which another stands behind a comma; None where there is no series."""
    before = word_before(verb)
    before = before.nbor(-1) if before.pos_ == "ADV" and before.i else before
    tag = "VBD" if _is_active(verb) else verb.tag_
    if tag not in TOLD or before.text != "," or lemma_of(verb) not in assertive() or has_left(verb, *NOUN_SUBJECTS):
        return None
    opening = view.doc[view.sentence(verb.i).start : verb.i]
    first = next((t for t in opening if t.tag_ == tag and view.in_quote[t.i] < 0 and has_left(t, *NOUN_SUBJECTS)), None)
    if first is None or not is_act(first) or has_left(first, "mark") or _is_of_other(verb, first):
        return None
    return first if _is_closed(view, verb, tag) else None


def goes_on_from(view: View, verb: Token) -> int | None:
    """Return the last token of the sentence before, if a verb goes on from it: It is late. And added: "Go."."""
    start = view.sentence(verb.i).start
    lead = [t for t in view.doc[start : verb.i] if not t.is_space]
    told = view.is_text(verb.i + 1, "that", ":", ",") or (view.is_text(verb.i + 1, "on") and verb.lemma_ == "go")
    linked = bool(lead) if verb.tag_ in TOLD else verb.tag_ == "VBG" and verb.dep_ == "ROOT"
    alone = linked and told and all(t.pos_ in ("CCONJ", "ADV") for t in lead)
    before = (t.i for t in reversed(view.doc[:start]) if not t.is_space)
    return next(before, None) if alone and not has_left(verb, *NOUN_SUBJECTS) else None


def _is_active(verb: Token) -> bool:
    """Say whether a verb is taken for a participle, whose object follows: hailed the plan, described it as fair."""
    named = lemma_of(verb) in lexicon("statement").naming  # a town called Kvern
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "acl"
        and not named
        and word_behind(verb).tag_ in ("DT", "PRP", "PRP$", "NNP")
    )


def is_act(verb: Token) -> bool:
    """Say whether a verb tells what somebody says, or does as they say it."""
    return lemma_of(verb) is not None or verb.lemma_ in lexicon("statement").acting


def _is_of_other(verb: Token, first: Token) -> bool:
    """Say whether a verb is joined to one of what is told, by its own speaker: said a court fined him, told him."""
    over = verb.head if verb.dep_ == "conj" and verb.head.i != first.i else None
    subjects = (c for c in over.lefts if c.dep_ in NOUN_SUBJECTS) if over is not None else ()
    return any(c.pos_ != "PRON" and speaks(c) for c in subjects)


def _is_closed(view: View, verb: Token, tag: str) -> bool:
    """Say whether an "and" with a last verb follows: ... and said that."""
    for joint in view.doc[verb.i + 1 : view.sentence(verb.i).end - 1]:
        last = joint.nbor(1)
        last = last.nbor(1) if last.pos_ == "ADV" and last.i + 1 < len(view.doc) else last
        if joint.tag_ == "CC" and view.in_quote[joint.i] < 0 and last.tag_ == tag and is_act(last):
            return True
    return False
