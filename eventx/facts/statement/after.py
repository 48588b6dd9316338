"""Content that follows its cue: clauses, infinitives, nouns and quotations, by rules that are tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from eventx.facts.statement.cues import agent_of, assertive, clause_of, has_left, is_assertive, lemma_of
from eventx.facts.statement.edges import Report, from_quote, is_told_apart, is_whole, right_edge
from eventx.facts.statement.phrases import chunk_head
from eventx.facts.statement.source import asked_to
from eventx.facts.statement.view import FINITE, SUBJECTS, Piece, View
from eventx.lexicons import lexicon

_INNER_END = re.compile(r"[.,!?]['’](?!\w)")  # single marks that close
_TITLE = 25  # characters of a title in quotation marks
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
_SUBJECT = (*SUBJECTS, "expl", "csubj")


def _to_edge(view: View, start: int, report: Report, begin: int | None = None) -> list[Piece]:
    """Return the content from a token to where it stops; ``begin``: from a token before."""
    return [(view.char(start if begin is None else begin), right_edge(view, start, report))]


def infinitive(view: View, report: Report) -> list[Piece]:
    """Return what somebody vows to do, or admits to: vowed to go, promised in May never to go."""
    cues, start, cue = lexicon("statement"), report.end, report.cue
    if report.lemma not in cues.infinitive | cues.admitting | {"say"}:
        return []
    if start < report.sentence.end and view.doc[start].lower_ in ("to", "never", "not"):
        return _to_edge(view, start, report)
    verb = next((c for c in cue.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    first = next((t.i for t in verb.lefts if t.dep_ in ("neg", "aux")), -1) if verb is not None else -1
    held = any(c.dep_ == "dobj" for c in cue.rights) or view.finite(start, first)
    return _to_edge(view, first, report) if start <= first < report.sentence.end and not held else []


def request(view: View, report: Report) -> list[Piece]:
    """Return "the state to claw it back" after "urged", "called on" or "asked for"."""
    cue, start, doc, end = report.cue, report.end, view.doc, report.sentence.end
    cues = lexicon("statement")
    link = doc[start].lower_ if start < end else ""
    if report.lemma in ("call", "ask") and link in ("on", "upon", "for"):
        to = next((t.i for t in doc[start : min(start + 20, end)] if t.tag_ == "TO"), None)
        if to is None or view.finite(start, to) or view.is_text(start + 1, '"', "“"):
            return _to_edge(view, start + 1, report) if link == "for" and report.lemma == "call" else []
        return _to_edge(view, to, report, start + 1)
    if report.lemma not in cues.request or start >= end:
        return []
    bare = asked_to(view, cue) if cue.tag_ == "NNS" else None
    to = next((t.i for c in cue.rights if c.tag_ == "VB" for t in c.lefts if t.tag_ == "TO"), bare)
    if to is None or to < start or view.finite(start, to) or (to == start and report.lemma not in cues.begging):
        return []
    start += report.lemma == "plead" and link == "with"
    return _to_edge(view, to, report, start)


def that_clause(view: View, report: Report) -> list[Piece]:
    """Return the clause that a "that" opens, with the condition before its cue."""
    that = _that(view, report)
    if that is None:
        return []
    if report.lemma in lexicon("statement").noun and _has_object(view, report, that):
        return noun(view, report)  # rejected the view that
    return [*_fronted(view, report), *_to_edge(view, that + 1, report)]


def _that(view: View, report: Report) -> int | None:
    """Return the "that" that opens a cue's clause."""
    start, limit, clause = report.end, report.sentence.end, clause_of(report.cue)
    for token in view.doc[start : min(limit, start + 18)]:
        n = view.in_quote[token.i]
        if n != report.inner:
            if n < 0 or view.quotes[n].length > _TITLE:
                return None
            continue  # said on "Meet the Press" that
        if token.lower_ == "that" and token.i + 1 < limit and _opens_clause(view, token, report):
            joined = token.i > start and view.doc[token.i - 1].tag_ == "CC"  # had added millions to costs and that
            colon = next((t.i for t in view.doc[token.i : min(limit, token.i + 8)] if t.text == ":"), None)
            return None if joined or (colon is not None and not view.finite(token.i, colon)) else token.i
        if token.tag_ == "VBG" and token.dep_ == "advcl" and is_assertive(token):
            return None  # conceded, telling reporters that
        if token.tag_ in FINITE and not (clause is not None and token.i < clause.left_edge.i):
            return None
    return None


def _opens_clause(view: View, that: Token, report: Report) -> bool:
    """Say whether a "that" opens a clause, also where the tagger has erred: denied that money had."""
    if that.tag_ == "IN" or that.dep_ == "mark":
        return True
    following = view.doc[that.i + 1]
    if following.tag_ in FINITE or following.pos_ in ("ADV", "PUNCT"):
        return False
    if that.tag_ == "WDT":
        return that.head.dep_ == "ccomp" and that.head.head.i == report.cue.i
    end = report.sentence.end
    comma = next((t.i for t in view.doc[that.i : end] if t.text in ",;:"), end)
    return that.i == report.end and view.finite(that.i + 2, comma)


def _has_object(view: View, report: Report, that: int) -> bool:
    """Say whether a noun stands between a cue and the "that" of its own clause: rejected the view that."""
    last = view.doc[that - 1]
    held = last.dep_ != "pobj" or any(c.dep_ == "dobj" and report.end <= c.i < that for c in report.cue.rights)
    return that > report.end and last.pos_ == "NOUN" and last.i not in view.times and held


def _fronted(view: View, report: Report) -> list[Piece]:
    """Return the condition that stands before a cue and belongs to what it tells: If elected, he said he would."""
    start, comma, cues = report.sentence.start, report.start - 1, lexicon("statement")
    while comma > start and view.doc[comma].text != "," and comma > report.start - 3:
        comma -= 1
    first = next((t for t in view.doc[start:comma] if t.is_alpha), None)
    if first is None or view.doc[comma].text != "," or view.quoted(start, comma):
        return []
    all_of = first.lower_ in ("in", "for") and view.is_text(first.i + 1, *cues.quantity)
    own = first.lower_ in cues.condition and (first.lower_ != "under" or first.nbor(1).pos_ in ("DET", "PRON"))
    return [(view.char(first.i), view.end_char(comma))] if all_of or own else []


def inner_quote(view: View, report: Report) -> list[Piece]:
    """Return what is quoted with single marks in a quotation, after a cue in it: I told him, 'Wait.'"""
    if report.inner < 0:
        return []
    start = report.end
    for token in view.doc[start : min(report.sentence.end, start + 5)]:
        if token.text in ("'", "‘") and (token.i == start or view.is_text(token.i - 1, ",", ":")):
            end = view.quotes[report.inner].end
            closing = _INNER_END.search(view.text, token.idx + 1, end)
            return [(token.idx, closing.end() if closing is not None else end)]
        if token.tag_ in FINITE:
            return []
    return []


def quotation(view: View, report: Report) -> list[Piece]:
    """Return the quotation straight after a cue, its addressee or its adverbials."""
    start, cues, lemma = report.end, lexicon("statement"), report.lemma
    at = _first_quoted(view, report)
    if at is None or report.inner >= 0 or _has_cue(view, start, at):
        return []
    clause = clause_start(view, report)
    if clause is not None and at > clause:
        return []
    if view.is_text(at - 1, ",", ":"):
        apart = at > start + 1 and is_told_apart(view, at, report.sentence)
        named = lemma in cues.naming and any(c.dep_ == "dobj" and c.i < at for c in report.cue.rights)
        return [] if apart or named else [from_quote(view, view.in_quote[at], report)]
    if lemma in cues.noun or (lemma in cues.with_that and lemma not in cues.quote) or view.finite(start, at):
        return []
    inside = view.doc[at - 1].tag_ in ("PRP$", "DT", "JJ", "IN", "POS")  # boasted of his "retirement fund"
    inside = inside or any(t.tag_ == "TO" for t in view.doc[start:at])
    whole = at == start or (not inside and is_whole(view, view.in_quote[at], report.sentence))
    return [from_quote(view, view.in_quote[at], report)] if whole else []


def _first_quoted(view: View, report: Report) -> int | None:
    """Return the first token after a cue that stands in another quotation than it."""
    after = range(report.end, report.sentence.end)
    return next((i for i in after if view.in_quote[i] not in (-1, report.inner)), None)


def _has_cue(view: View, start: int, end: int) -> bool:
    """Say whether another verb that tells something stands among tokens: accused him, and an aide said: "No"."""
    told = assertive() | lexicon("statement").quote
    return any(t.tag_ in FINITE | {"VBG"} and lemma_of(t) in told for t in view.doc[start:end])


def noun(view: View, report: Report) -> list[Piece]:
    """Return the noun complement of the verbs that take one: denied the charge, put the cost at $3 billion."""
    cues, start, sentence, cue = lexicon("statement"), report.end, report.sentence, report.cue
    if report.lemma not in cues.noun and not _is_judged(view, report):
        return []
    if start >= sentence.end or view.doc[start].lower_ in cues.no_object:
        return []
    if view.doc[start].lower_ == "as":  # which he described as reckless
        return _to_edge(view, start, report) if cue.dep_ == "relcl" else []
    objects = [c for c in cue.rights if c.left_edge.i <= start + 1 and c.pos_ not in ("ADP", "PUNCT", "ADV")]
    if not objects and view.doc[start].pos_ not in _NOMINAL:
        return []
    if any(c.dep_ == "dative" for c in cue.rights if report.lemma == "deny"):
        return []
    if report.lemma == "dismiss" and any(t.like_num for c in objects for t in c.lefts):
        return []  # dismissed 1,100 workers
    if report.lemma in cues.naming and not _names_what(cue) and not view.quoted(start, sentence.end):
        return []
    rest = view.doc[start : sentence.end]
    link = getattr(cues.linked, report.lemma) if report.lemma in ("put", "accuse", "describe") else None
    if link is not None and not any(t.lower_ == link for t in rest):
        return []
    if report.lemma == "put" and not any(t.like_num or t.ent_type_ in ("MONEY", "PERCENT", "CARDINAL") for t in rest):
        return []
    return _to_edge(view, start, report)


def _names_what(cue: Token) -> bool:
    """Say whether "call" has both an object and what it is called: called the plan reckless, not called Corner."""
    said = next((c for c in cue.rights if c.dep_ in ("oprd", "ccomp", "xcomp", "acomp")), None)
    if said is None or said.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return False
    return said.pos_ == "ADJ" or any(c.dep_ in ("dobj", "nsubj") for c in (*cue.rights, *said.lefts))


def _is_judged(view: View, report: Report) -> bool:
    """Say whether a verb of judgement has an object and what it is judged as: praised the rally as "huge"."""
    at = _first_quoted(view, report)
    if report.lemma not in lexicon("statement").judging or at is None or report.inner >= 0:
        return False
    held = any(c.dep_ == "dobj" and c.i < at for c in report.cue.rights)
    return held and any(t.lower_ in ("as", "for") for t in view.doc[report.end : at])


def clause(view: View, report: Report) -> list[Piece]:
    """Return the clause without "that" after a cue."""
    first = clause_start(view, report) if report.lemma in lexicon("statement").clause else None
    return [*_fronted(view, report), *_to_edge(view, first, report)] if first is not None else []


def clause_start(view: View, report: Report) -> int | None:
    """Return where a clause without "that" starts after a cue."""
    cue, start, cues = report.cue, report.end, lexicon("statement")
    found, bare = clause_of(cue), report.lemma not in cues.with_that
    if (stolen := _stolen_subject(view, report)) is not None:
        return stolen
    if report.lemma in cues.asking and view.is_text(start, *cues.question):
        return start if view.finite(start, report.sentence.end) else None
    if found is None:
        return _unparsed_clause(view, report) if bare else None
    small = found.pos_ in ("ADJ", "NOUN", "PROPN") or cue.tag_ == "VBG"
    if not bare and small and found.tag_ not in FINITE and not view.finite(found.left_edge.i, found.i):
        return None  # found the claim absurd
    if not has_left(found, *_SUBJECT) and not (bare and (found.tag_ in FINITE or has_left(found, "aux"))):
        return _unparsed_clause(view, report) if bare else None
    first = max(start, found.left_edge.i)
    while first < found.i and _is_of_cue(view, first, start):
        first += 1
    asked = not bare and view.is_text(first, *cues.question) and report.lemma not in cues.asking
    return None if asked else first


def _is_of_cue(view: View, i: int, start: int) -> bool:
    """Say whether a word before a clause is no part of it: said Tuesday it would, told on Monday that."""
    if i in view.times:
        return not view.is_text(i + 1, ",", "'s", "’s")
    return view.is_text(i, "that") or (i == start and view.doc[i].pos_ == "ADP" and i + 1 in view.times)


def _unparsed_clause(view: View, report: Report) -> int | None:
    """Return where a clause starts that the parse has lost: a subject and a finite verb straight after a cue."""
    doc, at, limit, cues = view.doc, report.end, report.sentence.end, lexicon("statement")
    while at < limit and (at in view.times or doc[at].pos_ in ("ADP", "ADV")):
        head = chunk_head(view, at + 1, limit) if doc[at].pos_ == "ADP" else None
        at = head.i + 1 if head is not None else at + 1
    if at >= limit or doc[at].tag_ == "TO" or view.in_quote[at] != report.inner:
        return None  # confirmed to be infected
    verb = next((t for t in doc[at : min(limit, at + 12)] if t.text in ",;:—" or t.tag_ in FINITE), None)
    if verb is None or verb.tag_ not in FINITE or verb.i == at or doc[verb.i - 1].tag_ == "CC":
        return None
    held = any(c.dep_ == "dobj" and report.end <= c.i < verb.i - 1 for c in report.cue.rights)
    if held and report.lemma not in cues.objectless:
        return None  # reported the number as best they can
    if any(t.tag_ in ("WDT", "WP", "WRB", "IN") and t.lower_ in cues.linking for t in doc[at : verb.i]):
        return None
    return at if any(t.pos_ in ("PRON", "PROPN", "NOUN") for t in doc[at : verb.i]) else None


def _stolen_subject(view: View, report: Report) -> int | None:
    """Return where a clause starts whose subject the parse has made the cue's object: found yields would fall."""
    cue, start = report.cue, report.end
    held = next((c for c in cue.rights if c.dep_ == "dobj" and c.left_edge.i == start), None)
    if held is None or view.in_quote[start] != report.inner:
        return None
    if report.lemma in lexicon("statement").objectless and any(
        c.dep_ == "acl" and c.tag_ in ("VBN", "VBD") and agent_of(c) is None for c in held.rights
    ):
        return start  # said a man walked in
    verb = next((c for c in cue.rights if c.i > held.i and c.dep_ in ("ccomp", "conj")), None)
    if verb is None or verb.i >= report.sentence.end or verb.tag_ not in FINITE:
        return None
    joined = any(c.dep_ == "cc" and held.i < c.i < verb.i for c in cue.rights)
    return None if joined or has_left(verb, *_SUBJECT) else start


def after_colon(view: View, report: Report) -> list[Piece]:
    """Return what follows a colon behind a cue: The rule says: nobody waits."""
    colon = view.adverbials_end(report.end, report.sentence)
    if colon + 1 >= report.sentence.end or not view.is_text(colon, ":"):
        return []
    if report.lemma not in lexicon("statement").clause or view.doc[colon + 1].is_space:
        return []
    n = view.in_quote[colon + 1]
    return [view.marked(n) if n >= 0 else (view.char(colon + 1), view.sentence_end(view.sentence(colon + 1)))]


def carried(view: View, report: Report) -> list[Piece]:
    """Return what a noun of speech tells that its verb carries: issued a statement that; voiced fear it would."""
    cue, doc, telling = report.cue, view.doc, lexicon("statement").telling
    held = [c for c in cue.children if c.dep_ in ("dobj", "nsubjpass")]
    noun = next((t for c in held for t in doc[c.left_edge.i : c.i + 1] if t.lower_ in telling), None)
    if noun is None and report.lemma == "make" and view.is_text(cue.i + 1, "clear"):
        noun = doc[cue.i + 1]  # made clear that
    if noun is None or report.inner >= 0:
        return []
    if (that := _that(view, report)) is not None:
        return _to_edge(view, that + 1, report)
    at = noun.i + 1
    if report.lemma not in ("express", "voice") or at < report.end or not view.finite(at + 1, at + 6):
        return []
    return [] if doc[at].pos_ in ("ADP", "PUNCT", "CCONJ", "PART") else _to_edge(view, at, report)


def of_passive(view: View, report: Report) -> list[Piece]:
    """Return what a passive's agent tells: was described by critics as a sham, was accused by them of lying."""
    cues, agent = lexicon("statement"), agent_of(report.cue)
    word = "of" if report.lemma == "accuse" else "as" if report.lemma in cues.depicting else ""
    first = next((t.i for t in report.cue.subtree if agent is not None and t.i > agent.i and t.lower_ == word), None)
    return _to_edge(view, first, report) if first is not None else []


RULES: dict[str, Callable[[View, Report], list[Piece]]] = {
    "infinitive": infinitive,
    "request": request,
    "that": that_clause,
    "inner quote": inner_quote,
    "quote": quotation,
    "noun": noun,
    "clause": clause,
    "colon": after_colon,
}
"""What may follow a cue, in the order in which it is looked for."""
