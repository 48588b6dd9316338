"""Edges: where content that starts at a token stops being what was said."""

from __future__ import annotations

import re

from spacy.tokens import Token

from eventx.facts.statement.cues import assertive, clausal, clause_of, is_assertive, lemma_of
from eventx.facts.statement.frame import Report
from eventx.facts.statement.outer import concedes, ends_clause, main_clause, others_act, parts
from eventx.facts.statement.phrases import speaks
from eventx.facts.statement.series import is_act
from eventx.facts.statement.view import Piece, Sentence, View
from eventx.lexicons import lexicon
from eventx.syntax.labels import ADNOMINAL, AUXILIARIES, FINITE, NOUN_SUBJECTS, first_left, has_left
from eventx.syntax.phrases import governed, helped
from eventx.syntax.tokens import DASHES, is_dash


def to_edge(view: View, start: int, report: Report, begin: int | None = None) -> list[Piece]:
    """Return the content from a token to where it stops; ``begin``: from a token before."""
    return [(view.char(start if begin is None else begin), right_edge(view, start, report))]


def right_edge(view: View, start: int, report: Report, *, resumed: bool = False) -> int:
    """Return the character where content that starts at a token stops; ``resumed``: it began before its cue."""
    doc, limit, inner = view.doc, report.sentence.end, report.inner
    if inner >= 0:
        limit = next((t.i for t in doc[start:limit] if t.idx >= view.quotes[inner].end), limit)
    limit = limit if resumed else main_clause(view, report.cue, start, limit)
    bracket = next((t for t in doc[start:limit] if t.text == ")" or "(" in t.text), None)  # "A(H1N1"
    limit = bracket.i if bracket is not None and bracket.text == ")" else limit
    for i in range(start + 1, limit):
        if view.in_quote[i] >= 0 and inner < 0 and not parts(view, i):
            continue
        if (cut := _cut(view, i, limit, report, resumed, start)) is not None:
            return view.end_char(cut)
    if inner >= 0:
        return min(view.end_char(limit), view.quotes[inner].end)
    return view.end_char(limit) if limit < report.sentence.end else view.sentence_end(report.sentence)


def _cut(view: View, i: int, limit: int, report: Report, resumed: bool, start: int) -> int | None:
    """Return the token before which content ends at or just before token ``i``, if it does."""
    token, cue = view.doc[i], report.cue
    if (token.lower_ in ("and", "but") or token.text == ";") and _goes_on(view, i, limit, cue):
        return i
    led = token.lower_ in lexicon("statement").beside and view.is_text(i + 1, ":")  # rejected it | saying: "No"
    if led or (token.lower_ in ("but", "while", "whereas") and has_cue(view, i, limit)):
        return i  # 20 had died | while the police said it was 30
    if parts(view, i - 1) and concedes(view, i, limit, cue):
        return i - 1
    joined = cue.dep_ == "relcl" and token.lower_ == "and" and view.is_text(i + 1, "that", "which", "who")
    if joined and has_cue(view, i, limit):
        return i  # a plan that Kvern says is good | and that Lund says is bad
    if others_act(view, i, limit, report):
        return i - (token.text != ";" and parts(view, i - 1))
    if any(t.ent_type_ == "PERCENT" for t in report.source.span) and _compares(view, i, limit):
        return i
    colon = token.text == ":" and view.in_quote[i : i + 2] == (-1, -1)
    if colon and ((not resumed and clause_of(cue) is None) or has_cue(view, i + 1, limit, main=True)):
        return i
    if parts(view, i) and has_cue(view, i + 1, limit, main=cue.tag_ == "VBG", begin=start):
        return i + 1
    if parts(view, i) and ends_clause(view, i + 1, limit, report):
        return i
    if token.text == ";" and report.lemma in lexicon("statement").noun and clause_of(cue) is None:
        return i
    return _cut_aside(view, i, cue, resumed) if i > start + 2 else None


def _compares(view: View, i: int, limit: int) -> bool:
    """Say whether other answers are told at a token: 70% said yes, compared with 39%; 45% said it was good and 41%."""
    if view.is_text(i, "compared"):
        return view.is_text(i + 1, "with", "to")
    return view.is_text(i, "and") and i + 1 < limit and view.doc[i + 1].like_num and has_cue(view, i, limit)


def _cut_aside(view: View, i: int, cue: Token, resumed: bool) -> int | None:
    """Return the mark before which content ends where the writer goes on behind it."""
    before = view.doc[i - 1]
    parted = before.text in DASHES or is_dash(before) or parts(view, i - 1)
    left = parted and not resumed and (_turns(view, i, cue) or _leaves_quotation(view, i, cue))
    silent = view.doc[i].tag_ == "VBG" and keeps_silent(view, i, cue)  # , declining to say more
    if left or (parted and (silent or is_aside(view, i))):
        return i - 1 if before.text in (*DASHES, ",", ";", "-") else i
    return None


def has_cue(view: View, i: int, limit: int, *, main: bool = False, begin: int | None = None) -> bool:
    """Say whether another's cue has a clause at a token; ``main``: with no conjunction; ``begin``: of what is told."""
    doc, begin = view.doc, i if begin is None else begin
    if i >= limit:
        return False
    linked = doc[i].tag_ in ("CC", "IN") and doc[i].lower_ not in lexicon("statement").reasons
    if not (main or linked or doc[i - 1].text == ";"):
        return False
    at, end = i, min(limit, i + 14)
    while at < end:
        token = doc[at]
        clause = helped(token) if token.tag_ in FINITE else token
        if clause.dep_ == "relcl":
            at, end = clause.right_edge.i + 1, min(limit, clause.right_edge.i + 4)
        elif token.tag_ in FINITE and token.tag_ != "MD":
            verb = helped(token)
            lemma = lemma_of(verb)
            rated = lemma in lexicon("statement").quoting and view.quoted(verb.i + 1, limit)  # slammed "lavish" fees
            told = assertive() - lexicon("statement").thought  # not: hope to offer it
            spoken = lemma in told or rated or (lemma in clausal() and clause_of(verb) is not None)
            spoken = spoken and view.in_quote[verb.i] in (-1, view.in_quote[i])
            return spoken and any(c.dep_ == "nsubj" and not begin <= c.i < i for c in verb.lefts)
        else:
            at += 1
    return False


def _goes_on(view: View, i: int, limit: int, cue: Token) -> bool:
    """Say whether the speaker's next statement starts at an "and": called it a gamble and said that."""
    doc, at = view.doc, i + 1
    while at < limit and (doc[at].pos_ == "ADV" or doc[at].lemma_ == "have"):
        at += 1
    if at + 1 >= limit:
        return False
    if keeps_silent(view, i + 1, cue) or _acts(doc[at], cue):
        return True
    verb, tags = doc[at], ("VBG",) if cue.tag_ == "VBG" else ("VBD", "VBZ", "VBP", "VBN")
    bare = verb.tag_ == "VB" and verb.head.tag_ in FINITE and not any(t.tag_ == "TO" for t in doc[cue.i : i])
    if verb.tag_ not in tags and not bare:  # they say it was lost and claim
        return False
    untold = verb.tag_ in FINITE and cue.tag_ in FINITE and not view.finite(cue.i + 1, i)  # ordered it to pay and fined
    if clause_of(cue) is None and (verb.head.i == cue.i or untold):
        return True  # called it a gamble and asked him to go
    if lemma_of(verb) in lexicon("statement").infinitive - clausal() and not view.is_text(at + 1, "to"):
        return False  # their plan is fair and offers more
    plain = all(n == view.in_quote[cue.i] for n in view.in_quote[at:limit])
    if lemma_of(verb) in lexicon("statement").thought and plain and verb.head.i > cue.i:
        return False  # said they liked the plan and hoped it would work
    if _is_of_speaker(verb, cue):
        return True
    return is_assertive(verb) and (doc[at - 1].lemma_ != "have" or verb.head.i <= cue.i)


def _is_of_speaker(verb: Token, cue: Token) -> bool:
    """Say whether a verb that is joined to what is told tells what its speaker does: costs fell, but highlighted."""
    subject = first_left(verb.head, *NOUN_SUBJECTS)
    return is_act(verb) and verb.dep_ == "conj" and subject is not None and subject.i > cue.i and not speaks(subject)


def _acts(first: Token, cue: Token) -> bool:
    """Say whether a past verb, from its first word, tells what a speaker did: said it would grow, and raised it."""
    verb, told = first.head if first.dep_ == "aux" else first, clause_of(cue)
    past = first.tag_ == "VBD" and first.lower_ != first.lemma_  # not: would close a mill and shut a dock
    if told is not None and any(t.lemma_ == "have" for t in told.lefts) and first.nbor(-2).text != ",":
        return False  # would have reached the town and killed hundreds
    if not past or verb.dep_ != "conj" or told is None or verb.head.i != told.i or has_left(verb, *NOUN_SUBJECTS):
        return False
    moved = any(c.dep_ == "dobj" and c.lower_ in lexicon("statement").mood for c in verb.rights)
    return moved or (cue.tag_ == "VBD" and any(t.tag_ == "MD" for t in told.lefts))


def keeps_silent(view: View, i: int, cue: Token) -> bool:
    """Say whether what a speaker does not say starts at a token: declined to comment; gave no details; has not said."""
    cues, doc = lexicon("statement"), view.doc
    first = next((t for t in doc[i : i + 3] if t.pos_ != "ADV"), None)
    if first is None:
        return False
    if first.lemma_ in cues.giving:
        return view.is_text(first.i + 1, "no")
    if first.lemma_ in cues.silent:
        shunned = view.is_text(first.i + 2, "be") and view.is_text(first.i + 3, *cues.shunned)
        return view.is_text(first.i + 1, "to") and (shunned or view.is_text(first.i + 2, *cues.withheld))
    alike = first.lower_ == "would" or first.lemma_ == "do" or any(c.lower_ == first.lower_ for c in cue.lefts)
    said = {t.lemma_ for t in doc[first.i + 2 : first.i + 3]}
    return alike and view.is_text(first.i + 1, "not", "n't", "n’t") and not cues.withheld.isdisjoint(said)


def is_aside(view: View, i: int) -> bool:
    """Say whether what the speaker or writer adds starts at a token: , citing fuel costs; , hours after the vote."""
    cues, token, lower = lexicon("statement"), view.doc[i], view.doc[i].lower_
    beside = lower == "with" and any(is_assertive(c) and has_left(c, "nsubj") for c in token.rights)
    told = beside or (is_occasion(token) and _closes(view, token))  # , in an interview with the station
    if told or lower == "according" or lower in cues.beside | lexicon("clause").reacting:
        return True  # , citing fuel costs; , with an official saying it was late
    untold = (t for t in view.doc[i + 1 : i + 4] if t.lower_ in cues.untold or (t.tag_ == "VBG" and is_assertive(t)))
    insisted = lower == "having" and token.dep_ == "aux" and is_assertive(token.head)
    if insisted or (lower == "without" and any(untold)):
        return True  # , having insisted that; , without elaborating; , without giving further details
    spoken = (t for t in view.doc[i + 1 : i + 2] if t.tag_ == "VBG" and lower in cues.turning - {"but", "and", "as"})
    if any(is_assertive(t) or view.is_text(t.i + 1, "that") for t in spoken):
        return True  # , after saying it would; , despite finding that it does
    if token.tag_ == "VBG" and any(c.lower_ in cues.mood for c in token.rights):
        return True  # , easing worries about supply
    if view.is_text(i + 1, "by") and token.tag_ == "VBN" and lemma_of(token) in cues.noun | lexicon("speech").quote:
        return True  # , described by a union as mad
    denied = token.tag_ == "WDT" and token.head.dep_ == "relcl" and _names(token.head) and _closes(view, token.head)
    if denied or _is_remark(view, i) or (lower == "in" and view.is_text(i + 1, "what")):
        return True  # , which the bank denies; , in what a critic called a farce
    if any(c.dep_ == "relcl" and _names(c) for t in view.doc[i : i + 4] for c in t.rights if t.left_edge.i == i):
        return True  # , a number he called tiny
    link = next((t for t in view.doc[i : i + 4] if t.lower_ in ("after", "before")), None)
    nominal = ("NOUN", "NUM", "DET", "ADJ", "ADV")
    return link is not None and link.i > i and all(t.pos_ in nominal for t in view.doc[i : link.i])


def _is_remark(view: View, i: int) -> bool:
    """Say whether a noun for what was said starts at a token, with what others make of it: , a claim Kvern denied."""
    noun = next((t for t in view.doc[i + 1 : i + 4] if t.pos_ == "NOUN"), None)
    quoted = view.in_quote[i - 1] >= 0 or view.in_quote[i - 2] >= 0  # it was "vermin", a word he withdrew
    words = lexicon("statement").any_of("remark", "wording") if quoted else lexicon("statement").remark
    told = noun is not None and view.is_text(i, "a", "an") and noun.lower_ in words
    clauses = [c for c in noun.rights if c.dep_ in ADNOMINAL and _closes(view, c)] if noun is not None else []
    unproven = any(c.lemma_ in lexicon("statement").unproven for c in clauses)  # a figure that could not be verified
    return bool(clauses) and (told or (unproven and view.is_text(i, "a", "an", "figures")))


def _closes(view: View, head: Token) -> bool:
    """Say whether what hangs on a token goes on to the end of its sentence."""
    return head.right_edge.i + 2 >= view.sentence(head.i).end


def _names(verb: Token) -> bool:
    """Say whether a verb tells something of the noun that its clause is about: a charge the bank denies."""
    cues = lexicon("statement")
    return lemma_of(verb) in cues.any_of("noun", "naming") and has_left(verb, "nsubj")


def _turns(view: View, i: int, cue: Token) -> bool:
    """Say whether the clause that starts at a token hangs on the cue and is the writer's: but he gave no date."""
    token, joint = view.doc[i], view.doc[i].lower_ in ("but", "and")
    if token.tag_ == "VBG" and token.dep_ == "advcl" and token.head.i == cue.i:
        return True
    later = (c for c in cue.rights if c.i > i and c.dep_ in ("conj", "advcl"))
    verb = next((c for c in later if joint or c.left_edge.i <= i + 1), None)
    if verb is None or token.lower_ not in lexicon("statement").turning:
        return False
    if token.lower_ == "but" and view.is_text(i + 1, "only", "if", "when", "not", "that"):
        return False  # it would pay, but only if others did
    resumed = token.lower_ == "but" and view.is_text(i + 1, "it", "they", "there") and lemma_of(verb) is None
    if resumed and clause_of(cue) is not None:
        return keeps_silent(view, i + 2, cue)  # said costs fell, but there was no need
    return not (joint and _is_told_on(verb)) and _is_writers(view, i, verb, cue)


def _leaves_quotation(view: View, i: int, cue: Token) -> bool:
    """Say whether the writer goes on behind what is quoted: it was "a mess," and Kvern did not reply."""
    quoted = view.in_quote[i - 1] >= 0 or view.in_quote[i - 2] >= 0
    if not quoted or view.in_quote[i] >= 0 or view.doc[i].lower_ != "and":
        return False
    verb = next((c for c in cue.rights if c.dep_ == "conj" and c.i > i), None)
    return verb is not None and any(c.dep_ in NOUN_SUBJECTS and c.left_edge.i == i + 1 for c in verb.lefts)


def _is_told_on(verb: Token) -> bool:
    """Say whether a joined verb goes on with what is told: and would begin in May; but struggling to count."""
    bare = not is_assertive(verb) and not has_left(verb, *NOUN_SUBJECTS)
    reported = bare and any(c.lower_ in ("would", "could", "might", "will") for c in verb.lefts)
    finite = verb.tag_ in FINITE or any(c.dep_ in AUXILIARIES and c.tag_ != "TO" for c in verb.lefts)
    return reported or not finite  # for the court, and not them, to decide


def _is_writers(view: View, i: int, verb: Token, cue: Token) -> bool:
    """Say whether a clause that hangs on a cue, from the link at a token, is the writer's, not told."""
    doc, token = view.doc, view.doc[i]
    if clause_of(cue) is None and not view.is_text(i + 1, "that"):
        return True  # puts receipts at $37bn, and it aims
    own = not any(t.dep_ in NOUN_SUBJECTS for t in doc[i + 1 : verb.i])
    return token.lower_ != "and" or own or (verb.tag_ in FINITE and lemma_of(verb) is not None)


def is_whole(view: View, n: int, sentence: Sentence) -> bool:
    """Say whether a quotation goes on to the end of its sentence."""
    right = view.quotes[n].right
    return not re.search(r"\w", view.text[right : max(right, view.end_char(sentence.end))])


def is_occasion(token: Token) -> bool:
    """Say whether where something is told begins at a preposition: in a note, at a conference in Boston."""
    head = governed(token)
    place = token.lower_ in lexicon("statement").placing
    return place and head is not None and head.lower_ in lexicon("statement").occasion


def from_quote(view: View, n: int, report: Report) -> Piece:
    """Return a quotation that is told, with the words that go on from it: "theatre" that cost millions."""
    quote = view.quotes[n]
    inside, after = view.text[quote.end - 1 : quote.end], view.text[quote.right : quote.right + 1]
    behind = view.token_at(quote.right + 1) if after == " " else None
    if behind is not None and is_occasion(view.doc[behind]):
        return view.marked(n)  # cited "a weak quarter" in its filing
    if is_whole(view, n, report.sentence) or after in ",.;" or inside in ".!?,":
        return view.marked(n)
    first = view.token_at(quote.left)
    return quote.left, max(quote.right, right_edge(view, report.cue_end if first is None else first, report))


def is_doing(view: View, lead: int) -> bool:
    """Say whether a token opens a participle's clause: *asked* if it was; *after* reading it."""
    return any(t.tag_ in ("VBN", "VBG") for t in view.doc[lead : lead + 1 + (view.doc[lead].pos_ in ("ADP", "SCONJ"))])
