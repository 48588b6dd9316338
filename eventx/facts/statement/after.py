"""Content that follows its cue: clauses, infinitives, nouns and quotations, by rules that are tried in order."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from eventx.facts.statement.cues import clausal, clause_of, is_assertive, is_told, link_of
from eventx.facts.statement.edges import from_quote, is_occasion, is_whole, to_edge
from eventx.facts.statement.frame import Report
from eventx.facts.statement.media import past_medium
from eventx.facts.statement.nouns import bearer, noun
from eventx.facts.statement.phrases import chunk_head, is_document, is_fetched
from eventx.facts.statement.quoted import first_quoted
from eventx.facts.statement.that import find_that, is_of_noun, points, that_clause
from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon, load_lexicon
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, PATIENTS, has_left, has_right
from eventx.syntax.phrases import helped

_SUBJECT = (*NOUN_SUBJECTS, "expl", "csubj")
_LATER = 3  # tokens from a comparison to its number
_AMOUNTS = frozenset({"RBR", "JJR", "RBS", "JJS", "DT", "CD"})  # more, most, some: subjects taken for adverbs


def infinitive(view: View, report: Report) -> list[Piece]:
    """Return what somebody vows to do, or admits to: vowed to go, promised in May never to go."""
    cues, start, cue = lexicon("statement"), report.end, report.cue
    if report.lemma not in cues.any_of("infinitive", "admitting") and report.lemma != "say":
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
    held = any(c.dep_ == "dobj" and c.i < at for c in report.cue.rights)
    if lemma in cues.evidence and held and not view.is_text(at - 1, ":"):
        return []  # "It is," she said at a briefing where she showed footage, "a lie."
    if view.is_text(at - 1, ",", ":"):
        return told
    if lemma in cues.rating and at > start and (held or view.doc[at].dep_ == "oprd"):
        return [(view.char(start), view.marked(view.in_quote[at])[1])]  # declared the talks "a failure"
    if lemma in cues.noun or (lemma in lexicon("speech").with_that and lemma not in lexicon("speech").quote):
        return []
    return told if at == start or is_whole(view, view.in_quote[at], report.sentence) else []


def clause(view: View, report: Report) -> list[Piece]:
    """Return the clause without "that" after a cue."""
    first = clause_start(view, report) if report.lemma in clausal() else None
    if first is None and report.lemma in lexicon("statement").objectless and _is_elliptical(view, report):
        first = report.end
    return to_edge(view, first, report) if first is not None and not is_told(report.cue, first) else []


def _is_elliptical(view: View, report: Report) -> bool:
    """Say whether a clause without its verb follows a cue: the union says nearly 8,000; "Mayor says dam safe"."""
    held = next((c for c in report.cue.rights if c.dep_ in ("dobj", "attr", "npadvmod", "oprd", "acomp")), None)
    if held is None or held.i in view.times or held.left_edge.i != report.end:
        return False
    headline = view.analysis.section(report.cue.idx) == "headline" and report.cue.tag_ == "VBZ"
    compared = held.dep_ == "acomp" and any(t.like_num for t in held.subtree if t.i - held.i < _LATER)
    return headline or held.like_num or compared  # said fewer than 800


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
    small = found.pos_ in ("ADJ", "NOUN", "PROPN") or cue.tag_ == "VBG" or found.tag_ == "VBN"
    if not bare and small and found.tag_ not in FINITE and not view.finite(found.left_edge.i, found.i):
        return None  # found the claim absurd
    if not bare and any(c.tag_ == "WDT" and c.dep_ in NOUN_SUBJECTS for c in found.lefts):
        return None  # holds shares that are
    if not has_left(found, *_SUBJECT) and not (bare and (found.tag_ in FINITE or has_left(found, "aux"))):
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
    while first < found.i and _is_of_cue(view, first, found):
        first += 1
    shown = report.cue.tag_ != "VBG" and is_document(report.source.head)
    proved = report.lemma not in cues.proving or shown  # a firm shows how it can do something, and tells nothing
    asking = report.lemma in cues.any_of("asking", "expounding") and proved
    whole = asking or report.lemma not in lexicon("speech").with_that
    return first if whole or not view.is_text(first, *cues.question) else None


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
    return to_edge(view, that + 1, report) if that is not None else []


def _raises_mood(cue: Token) -> bool:
    """Say whether a mood is raised by what happened: raising hopes that; the talks raised hopes that."""
    raised = [c.lower_ for c in cue.rights if c.dep_ == "dobj"]
    moved = cue.tag_ == "VBG" and cue.dep_ == "advcl" and not is_assertive(cue.head)
    moved |= any(t.lower_ == "among" for c in cue.rights for t in (c, *c.rights))  # raised fears among traders
    return any(w in ("hope", "hopes") or (moved and w in lexicon("statement").mood) for w in raised)


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
    held = next((c for c in report.cue.rights if c.dep_ == "dobj" and report.end <= c.i < verb.i - 1), None)
    if held is not None and report.lemma not in cues.objectless:
        if report.lemma not in cues.addressee:
            return None  # reported the number as best they can
        of = (c.right_edge.i for c in held.rights if c.dep_ == "prep")
        at = max(of, default=held.i) + 1  # told the Daily's morning show | he had left
    before = doc[at : verb.i]
    linked = any(t.lower_ in cues.linking for t in before)
    return at if not linked and any(t.pos_ in ("PRON", "PROPN", "NOUN") for t in before) else None


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
