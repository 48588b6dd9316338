"""Clauses that a "that" opens, and nouns that a "that" goes with instead."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import clausal, clause_of, is_assertive, is_passive, lemma_of
from eventx.facts.statement.edges import to_edge
from eventx.facts.statement.frame import Report
from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS
from eventx.syntax.phrases import helped, object_before
from eventx.syntax.tokens import word_behind

_TITLE = 25  # characters of a title in quotation marks


def that_clause(view: View, report: Report) -> list[Piece]:
    """Return the clause that a "that" opens."""
    that, cues = find_that(view, report), lexicon("statement")
    if that is None or (report.lemma in cues.noun | lexicon("speech").quote and report.lemma not in clausal()):
        return []
    other = report.lemma in cues.contradiction and that > report.end  # rejected the view that
    return [] if other else to_edge(view, that + 1, report)


def find_that(view: View, report: Report) -> int | None:
    """Return the "that" that opens a cue's clause: said on "Meet the Press" that, conceded that."""
    past = False  # a relative clause: said in a letter that was read in court that
    for token in view.doc[report.end : min(report.sentence.end - 1, report.end + 18)]:
        n = view.in_quote[token.i]
        if n != report.inner and (n < 0 or view.quotes[n].length > _TITLE):
            return None
        if token.lower_ == "that" and (_is_object(view, token, report) or is_of_noun(token, report)):
            return None  # said that about the mill
        taken = (token.dep_, token.head.dep_) == ("dobj", "relcl")  # offered less than the $200 that teachers asked
        opens = not points(token) and (
            (token.tag_ == "IN" and not taken) or token.dep_ == "mark" or _is_told_to(token, report, past)
        )
        if token.lower_ == "that" and opens:
            joined = token.nbor(-1).tag_ == "CC" or token.nbor(-1).lower_ == "so" or _is_in_subject(token, report.cue)
            return None if joined else token.i  # had added costs and that
        if token.tag_ in FINITE and _stands_between(helped(token), report.cue):
            past = helped(token).dep_ == "relcl" or past
            continue
        doing = token.tag_ == "VBG" and (token.dep_ in ("advcl", "pcomp") or is_assertive(token))
        if token.tag_ in FINITE or (doing and not _is_parenthesis(view, token, report)):
            return None  # conceded, telling reporters that
    return None


def _is_object(view: View, that: Token, report: Report) -> bool:
    """Say whether a "that" stands for what was told: they said *that* about Kvern."""
    rest = view.doc[that.i + 1 : report.sentence.end]
    end = next((t.i for t in rest if view.in_quote[t.i] != report.inner), report.sentence.end)
    held = that.i == report.cue.i + 1 and that.i + 1 < end and rest[0].pos_ == "ADP"
    return held and not view.finite(that.i, end)


def _is_parenthesis(view: View, doing: Token, report: Report) -> bool:
    """Say whether what a speaker does stands in commas before "that": said, *pausing* for breath, that it was late."""
    commas = [t.i for t in view.doc[doing.i : report.sentence.end - 1] if t.text == ","][:1]
    told = is_assertive(doing) and clause_of(doing) is not None
    return view.is_text(doing.i - 1, ",") and any(view.is_text(i + 1, "that") for i in commas) and not told


def points(that: Token) -> bool:
    """Say whether a "that" points at the noun behind it and opens nothing: said *that figure* was likely to rise."""
    noun = word_behind(that)
    return that.tag_ == "DT" and noun.tag_ == "NN" and noun.lower_ in lexicon("statement").pointed


def _stands_between(verb: Token, cue: Token) -> bool:
    """Say whether a verb's clause stands between a cue and its own: told them as he left that; in a note that grew."""
    if lemma_of(verb) is not None and not is_passive(verb):
        return False
    held = verb.dep_ == "relcl" and verb.head.dep_ == "pobj" and verb.head.head.head.i == cue.i
    return held or (verb.dep_ == "advcl" and verb.head.i == cue.i)


def is_of_noun(that: Token, report: Report) -> bool:
    """Say whether a "that" goes with a noun, not with a cue: added a clause that; held out in hope that."""
    cues, verb = lexicon("statement"), that.head
    if report.lemma in cues.transitive and object_before(report.cue, that) is not None:
        return True
    held = verb.dep_ == "acl" and report.lemma in lexicon("speech").with_that and report.cue.i < verb.head.i < that.i
    return held and verb.head.lower_ in cues.any_of("mood", "telling")


def _is_told_to(that: Token, report: Report, past: bool) -> bool:
    """Say whether a "that" opens what somebody is told, taken for a relative: told reporters in Kvern that he would."""
    told = (past or report.lemma in lexicon("statement").addressee) and clause_of(report.cue) is None
    met = that.nbor(-1).lower_ in lexicon("statement").gatherings and that.dep_ not in NOUN_SUBJECTS  # told a briefing
    return told and that.tag_ == "WDT" and (met or word_behind(that).tag_ == "PRP")


def _is_in_subject(token: Token, cue: Token) -> bool:
    """Say whether a token stands in the subject of what a cue tells: said claims that it lied were false."""
    told = clause_of(cue)
    subjects = (c for c in told.lefts if c.dep_ in NOUN_SUBJECTS) if told is not None else ()
    return any(c.i < token.i <= c.right_edge.i for c in subjects)
