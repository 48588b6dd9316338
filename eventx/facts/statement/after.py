"""Content that follows its cue: clauses, infinitives, nouns and quotations, by rules that are tried in order."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from eventx.facts.statement.bare import clause, clause_start
from eventx.facts.statement.cues import is_assertive, link_of
from eventx.facts.statement.edges import from_quote, is_whole, to_edge
from eventx.facts.statement.frame import Report
from eventx.facts.statement.nouns import bearer, noun
from eventx.facts.statement.phrases import is_fetched
from eventx.facts.statement.quoted import first_quoted
from eventx.facts.statement.that import find_that, that_clause
from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon, load_lexicon
from eventx.syntax.labels import FINITE, PATIENTS, RELATIVE, first_left, has_right
from eventx.syntax.phrases import helped, object_before


def infinitive(view: View, report: Report) -> list[Piece]:
    """Return what somebody vows to do, or admits to: vowed to go, promised in May never to go."""
    cues, start, cue = lexicon("statement"), report.end, report.cue
    if report.lemma not in cues.any_of("infinitive", "admitting") and report.lemma != "say":
        return []
    if _is_of_object(view, report):
        return []
    if view.is_text(start, "to", "never", "not"):
        verbal = any(t.tag_ in ("VB", "VBG") for t in view.doc[start + 1 : start + 4])
        rumoured = report.lemma == "say" and view.is_text(start + 1, "be", "have")  # Kvern Said to Be in Talks
        return to_edge(view, start, report) if verbal and not rumoured else []  # admitted to a debt
    linked = ("xcomp",) if cue.dep_ == "relcl" else ("xcomp", "advcl")  # not: moves it undertook in May to win
    verbs = [c for c in cue.rights if c.dep_ in linked and c.tag_ == "VB"]
    first = next((t.i for verb in verbs for t in verb.lefts if t.dep_ in ("neg", "aux")), -1)
    if any(c.dep_ == "advcl" for c in verbs) and any(
        i not in view.times and view.doc[i].pos_ != "ADP" for i in range(start, first)
    ):
        return []  # vowed cash on Monday to close the gap
    return to_edge(view, first, report) if start <= first else []


def _is_of_object(view: View, report: Report) -> bool:
    """Say whether a cue's object is what its clause is about, so that an infinitive tells what for: aid it offered."""
    cue = report.cue
    led = any(t.tag_ == "WRB" or t.dep_ == "prep" for t in cue.lefts)  # a port where it vowed to build a dock
    own = any(c.dep_ == "nsubj" and c.tag_ not in RELATIVE for c in cue.lefts)
    beside = view.doc[report.end + 1 : report.end + 2] if view.is_text(report.end, "to") else ()
    done = (c for c in (*cue.rights, *beside) if c.dep_ in ("xcomp", "acl") and c.tag_ == "VB")
    return cue.dep_ == "relcl" and own and not led and any(has_right(c, "dobj", "ccomp") for c in done)


def gerund(view: View, report: Report) -> list[Piece]:
    """Return what somebody suggests or admits doing: recommended closing the pit; complained of waiting for it."""
    start, link = report.end, load_lexicon("statement")["doing"].get(report.lemma, ())
    if view.is_text(start, *link):
        done = any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in view.doc[start].rights)
        return to_edge(view, start + 1, report) if done else []
    doing = report.lemma in lexicon("statement").gerund and view.doc[start : start + 1].text.endswith("ing")
    held = doing and view.doc[start].tag_ == "VBG" and helped(view.doc[start]).head.i == report.cue.i
    moved = held and report.lemma == "report" and view.doc[start].lemma_ in lexicon("modality").forecast.seen_moving
    return to_edge(view, start, report) if held and not moved else []  # not: reports falling demand


def request(view: View, report: Report) -> list[Piece]:
    """Return "the state to claw it back" after "urged", "called on" or "asked for"."""
    start, doc = report.end, view.doc
    link = doc[start].lower_ if start < report.sentence.end else ""
    if report.lemma in ("call", "ask") and link in ("on", "upon", "for"):
        return _called_for(view, report, link)
    asked = (c for c in report.cue.rights if c.tag_ in ("VB", "VBN") and report.lemma in lexicon("statement").request)
    to = next((t.i for c in asked for t in c.lefts if t.tag_ == "TO"), -1)
    if to < start or has_right(report.cue, "agent") or view.finite(start, to):
        return []
    nobody = to == start + view.is_text(start, "not") and report.lemma not in lexicon("statement").begging
    if nobody or doc[to - 1].lower_ in lexicon("statement").ending or any(t.lower_ == "for" for t in doc[start:to]):
        return []  # asked the state for money to pay nurses
    return to_edge(view, to, report, start + (link == "with" or report.lemma == "appeal"))


def _called_for(view: View, report: Report, link: str) -> list[Piece]:
    """Return what somebody "called for", or "called on" another to do."""
    start = report.end
    to = next((t.i for t in view.doc[start : min(start + 20, report.sentence.end)] if t.tag_ == "TO"), None)
    if to is None or view.finite(start, to):
        told = link == "for" and report.lemma == "call" and not is_fetched(view.doc[start])
        return to_edge(view, start + 1, report) if told else []
    return to_edge(view, to, report, start + 1)


def quotation(view: View, report: Report) -> list[Piece]:
    """Return the quotation straight after a cue, its addressee or its adverbials."""
    start, cues, lemma = report.end, lexicon("statement"), report.lemma
    at = first_quoted(view, report)
    linked = lemma in cues.quoting and (link_of(lemma) is not None or view.is_text((at or 0) - 1, "as"))
    if at is None or report.inner >= 0 or view.finite(start, at) or linked:
        return []  # portrays it as a "farce", slammed it as "mad"
    clause = clause_start(view, report)
    other = any(t.lower_ == "that" and t.nbor(-1).tag_ == "CC" for t in view.doc[start + 1 : at])  # closed it and that
    if other or (clause is not None and at > clause):
        return []
    told = [from_quote(view, view.in_quote[at], report)]
    held = object_before(report.cue, view.doc[at]) is not None
    if lemma in cues.evidence and held and not view.is_text(at - 1, ":"):
        return []  # "It is," she said at a briefing where she showed footage, "a lie."
    if view.is_text(at - 1, ",", ":"):
        return told
    if lemma in cues.rating and at > start and (held or view.doc[at].dep_ == "oprd"):
        return [(view.char(start), view.marked(view.in_quote[at])[1])]  # declared the talks "a failure"
    if lemma in cues.noun or (lemma in lexicon("speech").with_that and lemma not in lexicon("speech").quote):
        return []
    return told if at == start or is_whole(view, view.in_quote[at], report.sentence) else []


def carried(view: View, report: Report) -> list[Piece]:
    """Return what a noun of speech tells that its verb carries: issued a statement that; voiced fear that."""
    held = (c for c in report.cue.children if c.dep_ in PATIENTS)
    clear = report.end + view.is_text(report.end, "it")
    telling = any(c.lower_ in lexicon("statement").telling for c in held) or view.is_text(clear, "clear", "plain")
    if not telling or report.inner >= 0 or (report.lemma == "raise" and _raises_mood(report.cue)):
        return []
    that, at = find_that(view, report), first_quoted(view, report)
    if that is None and at is not None and view.is_text(at - 1, ":"):
        return [view.marked(view.in_quote[at])]  # sent a note: "We are reading it."
    told = clear + 1 if that is None and _opens_clause(view, clear + 1, report.cue) else None
    start = that + 1 if that is not None else told
    return to_edge(view, start, report) if start is not None else []


def _opens_clause(view: View, start: int, cue: Token) -> bool:
    """Say whether a clause without "that" begins at a token behind what is clear: made clear *he would* go."""
    verbs = (t for t in view.doc[start : view.sentence(cue.i).end] if t.tag_ in FINITE)
    clause = next((helped(t) for t in verbs), None)
    subject = first_left(clause, "nsubj", "nsubjpass") if clause is not None else None
    return subject is not None and subject.left_edge.i == start and clause is not None and clause.dep_ != "relcl"


def _raises_mood(cue: Token) -> bool:
    """Say whether a mood is raised by what happened: raising hopes that; the talks raised hopes that."""
    raised = [c.lower_ for c in cue.rights if c.dep_ == "dobj"]
    moved = cue.tag_ == "VBG" and cue.dep_ == "advcl" and not is_assertive(cue.head)
    moved |= any(t.lower_ == "among" for c in cue.rights for t in (c, *c.rights))  # raised fears among traders
    return any(w in ("hope", "hopes") or (moved and w in lexicon("statement").mood) for w in raised)


def lines(view: View, report: Report) -> list[Piece]:
    """Return the unquoted paragraph that follows a colon at the end of a reporting clause: Lund said: | It fell."""
    end, last = report.sentence.end, view.last(report.sentence)
    ended = last >= report.end and view.is_text(last, ":")
    if not ended or report.lemma not in lexicon("statement").saying or end >= len(view.doc):
        return []
    stop = view.text.find("\n", view.char(end))
    told = view.char(end), stop if stop >= 0 else len(view.text)
    return [told] if view.in_quote[end] < 0 and view.text[slice(*told)].rstrip()[-1:] in (".", "!", "?") else []


RULES: dict[str, Callable[[View, Report], list[Piece]]] = {
    "infinitive": infinitive,
    "request": request,
    "gerund": gerund,
    "that": that_clause,
    "quote": quotation,
    "bearer": bearer,
    "noun": noun,
    "clause": clause,
    "lines": lines,
}
"""What may follow a cue, in the order in which it is looked for."""
