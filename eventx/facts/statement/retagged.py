"""Cues that the tagger takes for nouns: "analysts forecast exports of 3 million"; "..., state data show"."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import lemma_of
from eventx.facts.statement.phrases import NOMINAL, Phrase, is_source
from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.syntax.nominals import is_new


def is_verb_of_sentence(view: View, cue: Token, source: Phrase) -> bool:
    """Say whether a cue that was tagged a noun is the verb that its sentence lacks: analysts forecast exports."""
    doc, sentence = view.doc, view.sentence(cue.i)
    mistagged = cue.tag_ in ("NN", "NNS", "VBN", "VB", "VBD") or (cue.tag_ == "NNP" and cue.is_lower)
    if not mistagged or cue.i + 1 >= sentence.end:
        return False
    if source.span[-1].tag_ in ("DT", "PRP$", "IN") or source.span[-1].lower_ == "such":
        return False  # a researcher on the project; numbers of such calls
    joined = cue.tag_ == cue.nbor(1).tag_ == source.head.tag_ == "NN" and cue.dep_ == "compound"
    if joined and view.finite(cue.i + 1, sentence.end):
        return False  # the bank note printer closed
    if cue.tag_ == "NN" and is_new(cue):
        return False  # an analyst at the bank in a research note
    following, lemma, cues = view.doc[cue.i + 1], lemma_of(cue), lexicon("statement")
    data = {source.head.lower_, source.span[-1].lower_} & lexicon("names").data
    if (data and following.text in ".!?,") or _ends_sentence(view, cue, source):
        return True
    plural = source.head.tag_ in ("NNS", "NNPS", "PRP", "NNP") or source.head.lower_ in lexicon("names").body
    start = next((t.i for t in reversed(doc[sentence.start : source.start]) if t.text == ";"), sentence.start)
    if (cue.tag_ == "NN" and not plural) or view.finite(start, cue.i):
        return False
    at = next((i for i in range(cue.i + 1, sentence.end) if i not in view.times and doc[i].pos_ != "ADP"), sentence.end)
    if view.is_text(at, "that"):
        return view.finite(at + 1, sentence.end)
    if cue.tag_ == "VBN" and lemma in cues.infinitive and view.is_text(at, "to"):
        return cue.head.dep_ == "ROOT"  # the mayor, Ada Obi, promised in May to go
    if following.text in (",", ":") and view.quoted(cue.i + 2, cue.i + 3):
        return True
    return lemma in cues.noun and following.pos_ in NOMINAL


def _ends_sentence(view: View, cue: Token, source: Phrase) -> bool:
    """Say whether a cue with its source ends a sentence behind its content: ..., state data show."""
    sentence = view.sentence(cue.i)
    told = any(t.ent_type_ == "PERSON" or is_source(t) for t in source.span)
    told = told and all(t.lower_ != "than" for t in source.span)  # more than analysts forecast
    closed = not view.finite(cue.i + 1, sentence.end)
    closed = closed and (cue.pos_ != "NOUN" or source.head.dep_ != "appos")  # Kvern, a developer of energy projects
    return told and closed and view.finite(sentence.start, source.start - 1)
