"""Clauses behind a cue that no "that" opens, by the parse, or by their words where it has lost them."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import clausal, clause_of, is_told
from eventx.facts.statement.edges import is_occasion, to_edge
from eventx.facts.statement.frame import Report
from eventx.facts.statement.media import past_medium
from eventx.facts.statement.phrases import chunk_head, is_document
from eventx.facts.statement.that import is_of_noun, points
from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, NOUNS, RELATIVE, first_right, has_left
from eventx.syntax.phrases import governed, helped

_SUBJECT = (*NOUN_SUBJECTS, "expl", "csubj")
_CLAUSE = 6  # tokens of a clause, at least
_LATER = 3  # tokens from a comparison to its number
_AMOUNTS = frozenset({"RBR", "JJR", "RBS", "JJS", "DT", "CD"})  # more, most, some: subjects taken for adverbs


def clause(view: View, report: Report) -> list[Piece]:
    """Return the clause without "that" after a cue."""
    first = clause_start(view, report) if report.lemma in clausal() else None
    if first is None and report.lemma in lexicon("statement").objectless and _is_elliptical(view, report):
        first = report.end
    return to_edge(view, first, report) if first is not None and not is_told(report.cue, first) else []


def _is_elliptical(view: View, report: Report) -> bool:
    """Say whether a clause without its verb follows a cue: the union says nearly 8,000; "Mayor says dam safe"."""
    held = first_right(report.cue, "dobj", "attr", "npadvmod", "oprd", "acomp")
    if held is None or held.i in view.times or held.left_edge.i != report.end:
        return False
    headline = view.analysis.section(report.cue.idx) == "headline" and report.cue.tag_ == "VBZ"
    compared = held.dep_ == "acomp" and any(t.like_num for t in held.subtree if t.i - held.i < _LATER)
    return headline or held.like_num or compared or _is_misread(view, held, report)  # said fewer than 800


def _is_misread(view: View, held: Token, report: Report) -> bool:
    """Say whether a noun that "say" cannot have is a clause's, whose verb was misread: said her skill reassures him."""
    said = report.lemma == "say" and report.cue.tag_ in FINITE and report.cue.dep_ != "relcl"
    noun = held.dep_ == "dobj" and held.pos_ in NOUNS and held.lemma_.lower() not in lexicon("statement").uttered
    return said and noun and view.last(report.sentence) - report.end >= _CLAUSE


def clause_start(view: View, report: Report) -> int | None:
    """Return where a clause without "that" starts after a cue."""
    cue, start, cues = report.cue, report.end, lexicon("statement")
    found, bare = clause_of(cue), report.lemma not in lexicon("speech").with_that
    if found is None and any(c.tag_ == "WP" and c.dep_ == "dobj" for c in cue.lefts):
        return None  # what Kvern has announced and the board may decide
    if (stolen := _stolen_subject(view, report)) is not None:
        return stolen
    if report.lemma in cues.asking and view.is_text(start, *cues.question):
        return start if view.finite(start, report.sentence.end) else None
    if found is None:
        return _unparsed_clause(view, report) if bare else None
    standing = found.tag_ == "VBG" and has_left(found, *_SUBJECT) and not has_left(found, "aux")
    if standing and report.lemma in cues.evidence:
        return None  # figures showed output slowing
    small = found.pos_ in ("ADJ", "NOUN", "PROPN") or cue.tag_ == "VBG" or found.tag_ == "VBN"
    if not bare and small and found.tag_ not in FINITE and not view.finite(found.left_edge.i, found.i):
        return None  # found the claim absurd
    if not bare and any(c.tag_ == "WDT" and c.dep_ in NOUN_SUBJECTS for c in found.lefts):
        return None  # holds shares that are
    lacking = report.lemma in cues.objectless or cue.dep_ == "relcl"  # the cuts that he says are; not: a deal told is
    gapped = found.tag_ in FINITE and lacking
    if not has_left(found, *_SUBJECT) and not (bare and (gapped or has_left(found, "aux"))):
        return _unparsed_clause(view, report) if bare else None
    return _clause_opening(view, report, found)


def _clause_opening(view: View, report: Report, found: Token) -> int | None:
    """Return where the clause of a verb opens, past who is told and when; none where it is a question."""
    cues, first = lexicon("statement"), max(report.end, found.left_edge.i)
    if any(t.lower_ == "that" and t.head.i == found.i and is_of_noun(t, report) for t in found.lefts):
        return None
    if found.tag_ == "NNS" and any(c.dep_ == "relcl" for t in found.lefts for c in t.rights):
        return None  # reported profit that missed estimates
    if report.lemma == "ask" and any(c.lower_ == "for" and c.i < first for c in report.cue.rights):
        return None  # asked Kvern for details, whether they
    if _is_fronted(view, report.end, first):
        return report.end
    untold = report.lemma in cues.addressee and first == report.end  # not: told us the show the BBC aired was bad
    first = past_medium(view, first, found) if untold else first
    if first == report.end + 1 and view.doc[report.end].tag_ in _AMOUNTS and not has_left(found, *_SUBJECT):
        return report.end  # suggested more would follow
    first = _past_occasion(view, first, found)
    while first < found.i and _is_of_cue(view, first, found):
        first += 1
    shown = report.cue.tag_ != "VBG" and is_document(report.source.head)
    proved = report.lemma not in cues.proving or shown  # a firm shows how it can do something, and tells nothing
    asking = report.lemma in cues.any_of("asking", "expounding") and proved
    whole = asking or report.lemma not in lexicon("speech").with_that
    return first if whole or not view.is_text(first, *cues.question) else None


def _past_occasion(view: View, first: int, found: Token) -> int:
    """Return the subject behind what opens a clause and tells when it was said: said after the vote | they would."""
    held = governed(view.doc[first]) if view.is_text(first, "after", "before") else None
    behind = held.right_edge.i + 1 if held is not None else first
    own = any(c.i == behind and c.tag_ == "PRP" and c.dep_ in NOUN_SUBJECTS for c in found.lefts)
    return behind if own else first


def _is_fronted(view: View, start: int, end: int) -> bool:
    """Say whether what stands before a clause and a comma opens it: said as a result of the deal, it had stopped."""
    end -= view.is_text(end - 1, ",")
    opens = view.doc[start].dep_ == "prep" or view.is_text(start, *lexicon("statement").fronting)
    return start < end and view.is_text(end, ",") and opens and not any(map(is_occasion, view.doc[start:end]))


def _is_of_cue(view: View, i: int, found: Token) -> bool:
    """Say whether a word before a clause is no part of it: said Tuesday it would, told on Monday that."""
    if (time := view.times.get(i)) is not None:
        last = view.token_at(time.end - 1) or i
        long = time.start_date != time.end_date  # the first half of May will; May sales fell, not: Monday sales fell
        own = (c for c in found.lefts if c.dep_ in NOUN_SUBJECTS and i <= c.i)
        subject = any(c.i <= last or (long and c.i == last + 1 and view.doc[last].head.i == c.i) for c in own)
        return not subject and not view.is_text(last + (view.doc[last].tag_ != "POS"), ",", "'s", "’s")
    that = view.is_text(i, "that") and view.doc[i].dep_ not in NOUN_SUBJECTS  # said that was so
    that = that and not points(view.doc[i])
    return that or (view.doc[i].pos_ == "ADP" and i + 1 in view.times)


def _unparsed_clause(view: View, report: Report) -> int | None:
    """Return where a clause starts that the parse has lost: a subject and a finite verb straight after a cue."""
    doc, limit, cues = view.doc, report.sentence.end, lexicon("statement")
    at = _past_adverbials(view, report.end, limit)
    if at >= limit or doc[at].tag_ == "TO" or view.in_quote[at] != report.inner:
        return None  # confirmed to be infected
    verb = next((t for t in doc[at : min(limit, at + 12)] if t.text in ",;:—" or t.tag_ in FINITE), None)
    if _is_gapped(report, doc[at]):
        return at
    if verb is None or verb.tag_ not in FINITE or verb.i == at or doc[verb.i - 1].tag_ == "CC":
        return None
    over = helped(verb)
    zero = over.dep_ == "relcl" and over.head.dep_ == "pobj" and all(t.lower_ != "that" for t in doc[report.end : at])
    if report.lemma not in cues.objectless and (zero or _is_of_another(view, over, report.cue)):
        return None  # ruled against the firms it took on
    if report.cue.dep_ == "relcl" and any(t.text == "," for t in doc[report.end : at]):
        return None  # the bank, which reported last month, sales fell
    held = next((c for c in report.cue.rights if c.dep_ == "dobj" and report.end <= c.i < verb.i - 1), None)
    if held is not None and report.lemma not in cues.objectless:
        if report.lemma not in cues.addressee:
            return None  # reported the number as best they can
        of = (c.right_edge.i for c in held.rights if c.dep_ == "prep")
        at = max(of, default=held.i) + 1  # told the Daily's morning show | he had left
    before = doc[at : verb.i]
    linked = any(t.lower_ in cues.linking for t in before)
    return at if not linked and any(t.pos_ in ("PRON", "PROPN", "NOUN") for t in before) else None


def _is_of_another(view: View, verb: Token, cue: Token) -> bool:
    """Say whether a verb is that of what a cue hangs on: a forecast indicating rain moved prices."""
    own = (c for c in verb.lefts if c.dep_ in NOUN_SUBJECTS and c.i < cue.i)
    return any(c.is_ancestor(cue) and not view.finite(c.i, cue.i) for c in own)


def _is_gapped(report: Report, first: Token) -> bool:
    """Say whether a clause goes on with its verb, whose subject the cue's clause is about: the assets it says were."""
    gapped = first.tag_ in FINITE or (first.tag_ == "VB" and first.dep_ == "xcomp")  # the cuts that unions say harm it
    noun, relative = report.cue.head, report.cue.dep_ == "relcl" and gapped
    main = noun.dep_ == "ROOT" or any(t.dep_ in NOUN_SUBJECTS for t in (noun, *noun.ancestors))  # all she said was true
    return relative and report.lemma in lexicon("statement").objectless and not main


def _past_adverbials(view: View, start: int, limit: int) -> int:
    """Return the token behind times, adverbs and prepositional phrases that follow a cue."""
    doc, at = view.doc, start
    while at < limit and (at in view.times or doc[at].pos_ in ("ADP", "ADV") or (at > start and doc[at].text == ",")):
        timed = at in view.times or at + 1 in view.times  # announced on Tuesday Halden Maps is free
        head = chunk_head(view, at + 1, limit) if doc[at].pos_ == "ADP" and not timed else None
        if at + 1 < limit and doc[at + 1].tag_ in RELATIVE:
            break  # warned of scams, in which
        at = head.i + 1 if head is not None else at + 1
    return at


def _stolen_subject(view: View, report: Report) -> int | None:
    """Return where a clause starts whose subject the parse has made the cue's object: found yields would fall."""
    cue, start = report.cue, report.end
    held = next((c for c in cue.rights if c.dep_ == "dobj" and c.left_edge.i == start), None)
    if held is None or view.in_quote[start] != report.inner:
        return None
    lent = cue.dep_ == "ccomp" and not has_left(cue.head, *_SUBJECT)
    over = (cue.head,) if lent else ()  # claim the law, which has failed, is good
    verb = next((c for c in (*cue.rights, *over) if c.i > held.i and c.dep_ in ("ccomp", "conj", "ROOT")), None)
    if verb is None or verb.i >= report.sentence.end or not (verb.tag_ in FINITE or has_left(verb, "aux")):
        return None
    joined = any(c.text == "," or c.dep_ == "cc" for c in cue.rights if held.i < c.i < verb.i)
    inserted = view.is_text(verb.i - 1, ",") and view.is_text(held.right_edge.i + 1, ",")
    if inserted and view.finite(verb.i, verb.i + 1) and report.lemma in lexicon("statement").objectless:
        return start  # say the sale, and the raid on its funds, are lawful
    barred = report.lemma in lexicon("statement").addressee | lexicon("speech").with_that
    barred = barred or any(t.text == "," for t in view.doc[held.i : verb.i])
    barred = barred or any(t.lower_ == "that" for t in verb.lefts)  # added a rule that the board had passed
    own = (barred and has_left(verb, *_SUBJECT)) or view.in_quote[verb.i] < report.inner  # "It holds firm," said
    return None if joined or own else start  # admitted the trip to face Kvern was hard
