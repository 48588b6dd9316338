"""Nouns that are told: the object of a cue, or what a passive or a relative clause with one is about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import dropwhile

from spacy.tokens import Span, Token

from eventx.facts.statement.cues import is_passive, link_of
from eventx.facts.statement.edges import is_occasion, right_edge, to_edge
from eventx.facts.statement.frame import Report
from eventx.facts.statement.phrases import NOMINAL, actor_at, phrase_at, speaks
from eventx.facts.statement.view import Piece, View
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people, is_person
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import (
    ADNOMINAL,
    FINITE,
    NOUN_SUBJECTS,
    NOUNS,
    PAST,
    RELATIVE,
    first_left,
    first_right,
    has_right,
)
from eventx.syntax.phrases import governed, is_finite

_OBJECTS = frozenset({"dobj", "ccomp", "oprd", "attr"})


def bearer(view: View, report: Report) -> list[Piece]:
    """Return the noun that bears what is told, and what goes on with it: plans she announced; asked by Lund to go."""
    cue, lemma, cues = report.cue, report.lemma, lexicon("statement")
    link = link_of(lemma)
    agents = (c for by in cue.rights if by.dep_ == "agent" for doer in by.rights for c in doer.rights)
    behind = (*cue.rights, *(c for c in agents if c.lower_ == link))  # described by police *as* armed
    rest = next((c for c in behind if _goes_on(c, link)), None)
    asked = lemma in cues.request and is_passive(cue) and rest is not None and rest.dep_ == "xcomp"
    head = _borne(cue) if asked or (lemma in cues.noun and lemma not in cues.naming) else None
    if head is None and link and rest is not None and lemma in cues.noun and _lacks_subject(cue):
        return [_rest_of(view, rest, len(view.doc))]
    if head is None or (link and rest is None) or view.in_quote[head.i] != report.inner or _is_decided(report, [head]):
        return []
    phrase = phrase_at(view, head)
    last = phrase.end
    while head.head.i == cue.i and last <= head.right_edge.i and view.doc[last].text not in ",;:—–":
        last += 1
    told = [(view.char(phrase.start), view.end_char(last))]
    if rest is None:
        return told
    by = first_right(cue, "agent")
    loose = cue.dep_ == "relcl" and view.is_text(phrase.end, ",")
    return [*([] if loose else told), _rest_of(view, rest, by.i if by is not None and by.i > rest.i else len(view.doc))]


def _rest_of(view: View, rest: Token, limit: int) -> Piece:
    """Return what goes on with a noun that is told of, up to a token, with all of a quotation in which it ends."""
    end = min(rest.right_edge.i + 1, limit)
    n = view.in_quote[end - 1]
    return rest.left_edge.idx, view.end_char(end) if n < 0 else view.marked(n)[1]


def _lacks_subject(cue: Token) -> bool:
    """Say whether a passive has its agent and no subject of its own: *being described* by staff as odd, he left."""
    passive = is_passive(cue) and first_right(cue, "agent") is not None
    return passive and cue.dep_ in ("advcl", "pcomp", "csubj") and first_left(cue, "nsubjpass") is None


def _goes_on(after: Token, link: str | None) -> bool:
    """Say whether a dependent behind a cue goes on with what is told: as "odd", at $3 million, to grow by 3%."""
    valued = after.lower_ == "at" and _counts(after.subtree)
    return valued or after.lower_ in (link, "as") or after.dep_ == "xcomp"


def _borne(cue: Token) -> Token | None:
    """Return the subject of a passive with its agent, or the noun that a clause without an object tells of."""
    passive = is_passive(cue) and first_right(cue, "agent") is not None
    if passive and cue.dep_ == "acl" and cue.head.pos_ == "NOUN":
        aimed = cue.head.head.dep_ == "acl"  # the plan to sell the mill announced by Kvern, but: the levy announced by
        return None if aimed or _are_people([cue.head]) else cue.head
    subject = first_left(cue, "nsubjpass") if passive else None
    if subject is not None:
        return subject if subject.tag_ not in RELATIVE else cue.head if cue.dep_ == "relcl" else None
    held = any((c.dep_ in _OBJECTS and c.tag_ not in RELATIVE) or c.lower_ == "what" for c in cue.children)
    clausal = cue.dep_ in ADNOMINAL and cue.head.i < cue.i and not held
    spoken = any(c.dep_ == "nsubj" and c.tag_ not in RELATIVE for c in cue.lefts)
    return cue.head if clausal and spoken else None


def noun(view: View, report: Report) -> list[Piece]:
    """Return the noun complement of the verbs that take one: denied the charge, put the cost at $3 billion."""
    cues, start, cue, lemma = lexicon("statement"), _past_adverbial(view, report), report.cue, report.lemma
    rest = view.doc[start : report.sentence.end]
    links = (t.i for t in rest if lemma in cues.viewing and t.lower_ == link_of(lemma))
    seen = next(links, start)  # not: sees "Dawn" as a success
    quoting = lemma in cues.quoting and report.inner < 0 and view.quoted(seen, _object_end(report))
    if not (lemma in cues.noun or quoting) or not len(rest) or rest[0].lower_ in cues.no_object:
        return []
    dated = start in view.times and (view.doc[start].tag_ == "NN" or _is_when_told(view, start, cue))
    if dated or has_right(cue, "dative"):
        return []  # what I announced yesterday will do; denied the pupils a meal
    if rest[0].lower_ == "as":  # which he described as reckless; for what he described as reckless
        return to_edge(view, start, report) if lemma in cues.contradiction or _has_what(cue) else []
    if not _is_told_noun(view, report, rest):
        return []
    if lemma in cues.naming and report.inner < 0 and (n := view.in_quote[start]) >= 0:
        return [_quoted_name(view, n, report)]
    told = view.char(start), right_edge(view, start, report)
    return [(told[0], _without_adjunct(view, start, told[1], report))]


def _object_end(report: Report) -> int:
    """Return where the object of a cue ends, with what it is seen as: praised her as a "pearl"; referred to it as."""
    held = (c for c in report.cue.rights if c.dep_ == "dobj")
    seen = (c for t in (report.cue, *report.cue.rights) for c in objects_of(t, "as"))
    return max((t.i + 1 for t in (*held, *seen)), default=report.end)


def _quoted_name(view: View, n: int, report: Report) -> Piece:
    """Return what something is called in quotation marks: "a farce" in May, "a pearl" of a port, "sky-high" fees."""
    left, right = view.marked(n)
    at = next((t.i for t in view.doc[report.end : report.sentence.end] if t.idx >= right), -1)
    quoted = (t for t in view.doc[report.end : max(at, report.end)] if view.in_quote[t.i] == n)
    named = view.doc[at].pos_ in NOUNS and any(t.head.i == at for t in quoted)
    last = view.doc[at].right_edge if view.is_text(at, "of") else view.doc[at] if named else None
    return left, right if last is None else view.end_char(last.i + 1)


def _past_adverbial(view: View, report: Report) -> int:
    """Return where a noun complement may start, past when or to whom it is told: announced this week the sale."""
    held = next((c.left_edge.i for c in report.cue.rights if c.dep_ == "dobj"), 0)
    if any(c.i == report.end and c.right_edge.i + 1 == held and c.lower_ in ("to", "in") for c in report.cue.rights):
        return held  # announced to parliament a plan
    last = view.token_at(view.times[report.end].end - 1) if report.end in view.times else None
    if last is None or not _is_when_told(view, report.end, report.cue) or last + 1 == len(view.doc):
        return report.end
    return last + 1 if view.doc[last + 1].tag_ in ("DT", "PRP$") or last + 1 == held else report.end


def _is_when_told(view: View, i: int, cue: Token) -> bool:
    """Say whether the time that begins at a token is that of the cue: announced last month the sale."""
    last = view.token_at(view.times[i].end - 1)
    return last is not None and view.doc[last].dep_ == "npadvmod" and view.doc[last].head.i == cue.i


def _is_told_noun(view: View, report: Report, rest: Span) -> bool:
    """Say whether what follows a verb is a noun that it tells, with the number, name or link that it needs."""
    cues, cue, lemma = lexicon("statement"), report.cue, report.lemma
    objects = [c for c in cue.rights if c.left_edge.i <= rest.start + 1 and c.pos_ not in ("ADP", "PUNCT", "ADV")]
    if (not objects and rest[0].pos_ not in NOMINAL) or (lemma == "dismiss" and _are_people(objects)):
        return False  # dismissed 1,100 workers
    links = (c for t in (cue, *cue.rights) for c in t.rights if lemma == "call" and c.lower_ == "as")
    if _is_decided(report, objects) or any((who := governed(c)) is not None and is_person(who) for c in links):
        return False  # called a clerk as their witness
    verb = next((t.i for t in rest if t.tag_ in FINITE and view.in_quote[t.i] < 0), rest.end)
    if lemma in cues.naming and not (_names_what(cue) or view.quoted(rest.start, verb)):
        return False  # called time on the tour, said: "I am done"
    link = link_of(lemma)
    behind = [*dropwhile(lambda t: t.lower_ != link, rest)] if link else []
    if link and not behind:
        return False
    return lemma != "put" or _counts(behind)  # "put costs at $3", but "put 700 jobs at risk"


def _is_decided(report: Report, objects: Iterable[Token]) -> bool:
    """Say whether something is rejected by a deed: voters rejected the plan; the judge denied her motion."""
    cues = lexicon("statement")
    told = any(c.lower_ == "as" for t in (report.cue, *objects) for c in t.rights)  # dismissed the petition as a stunt
    who = report.source.head.lower_
    decided = who in cues.deciding or (who in cues.courts and any(c.lower_ in cues.plea for c in objects))
    return report.lemma in cues.contradiction and decided and not told


def _without_adjunct(view: View, start: int, end: int, report: Report) -> int:
    """Return where a noun complement ends before what tells when or where it was told: the bailout last night."""
    last = view.token_at(end - 1)
    held = view.doc[start + 1 : start if last is None else last + 1]
    link = link_of(report.lemma)
    apart = report.lemma in lexicon("statement").contradiction | {"announce"} and not is_person(view.doc[start])
    for token in held:
        if apart and (_opens_other(view, token) or _opens_beside(view, token)):
            return view.end_char(token.i)
        if (link is None and _is_writers(view, token, report.cue)) or _is_behind_quotation(view, token, report):
            return view.end_char(token.i)
        if token.tag_ in FINITE:
            later = view.doc[token.i : start + 1 + len(held)] if apart else ()
            return next((view.end_char(t.i) for t in later if t.nbor(-1).text == "," and _opens_beside(view, t)), end)
        if view.in_quote[token.i] != report.inner:
            continue  # hailed the "Black Friday" rush
        if view.doc[token.i - 1].pos_ in NOMINAL | {"PUNCT"} and _is_adjunct(view, token, report):
            return view.end_char(token.i)
    return end


def _opens_other(view: View, joint: Token) -> bool:
    """Say whether an "and" opens a clause of what others do, or a question: announced the levy | and traders left."""
    if joint.tag_ != "CC" or view.in_quote[joint.i] >= 0 or joint.i + 1 == len(view.doc):
        return False
    first, end = joint.nbor(1), view.sentence(joint.i).end
    if first.tag_ in ("WRB", "WP"):
        return first.head.dep_ == "csubj"
    head, verb = actor_at(view, first.i, end)
    acts = head is not None and (is_person(head) or (speaks(head) and head.pos_ != "PRON"))
    return acts and verb is not None and verb.tag_ in FINITE and verb.pos_ == "VERB" and verb.dep_ not in ADNOMINAL


def _opens_beside(view: View, joint: Token) -> bool:
    """Say whether an "as" opens a clause of what others do meanwhile: rejected the charge | as protesters marched."""
    if joint.lower_ not in ("as", "while") or joint.dep_ != "mark" or view.in_quote[joint.i] >= 0:
        return False
    doer = first_left(joint.head, *NOUN_SUBJECTS)
    return doer is not None and doer.pos_ != "PRON" and is_finite(joint.head)


def _is_behind_quotation(view: View, token: Token, report: Report) -> bool:
    """Say whether a writer's clause begins at a token, behind a quotation: called it "mad" after it fined him."""
    if token.i == 0 or not view.in_quote[token.i] < 0 <= view.in_quote[token.i - 1]:
        return False
    over = (report.cue.i, *(t.i for t in report.cue.ancestors if t.tag_ not in FINITE or t.i < report.cue.i))
    hangs = token.head.i == report.cue.i or token.head.head.i in over
    alone = token.tag_ in FINITE and token.dep_ not in ADNOMINAL  # called it "mad," appeared to smile and left
    return alone or (hangs and token.lower_ in lexicon("statement").turning - {"as"})


def _is_writers(view: View, token: Token, cue: Token) -> bool:
    """Say whether what tells more than was told begins at a token: forecast $9m, which is less; after a weak year."""
    relative = token.tag_ in RELATIVE and view.is_text(token.i - 1, ",") and view.in_quote[token.i] < 0
    relative = relative and next((t.tag_ for t in view.doc[token.i :] if t.tag_ in FINITE), "MD") != "MD"
    turning = token.lower_ in lexicon("statement").turning - {"as"} and token.dep_ == "prep"
    return relative or (turning and token.head.i == cue.i)


def _is_adjunct(view: View, token: Token, report: Report) -> bool:
    """Say whether the time of speaking, a day or one that is over, or its occasion begins at a token."""
    if is_occasion(token):
        return True
    prep = token.lower_ in lexicon("statement").placing
    time = view.times.get(token.i + prep)
    if time is None or (not prep and token.pos_ == "ADP") or view.times.get(token.i - 1) is time:
        return False
    behind = next((t for t in view.doc[token.i + 1 :] if view.times.get(t.i) is not time), None)
    if behind is None or behind.pos_ in ("NOUN", "PROPN", "ADJ", "PART") or view.is_text(behind.i - 1, "earlier"):
        return False  # last year's results
    done = report.lemma in lexicon("statement").contradiction | {"announce"} and report.cue.tag_ in PAST
    start, published = time.start_date, view.analysis.article.published_on
    over = done and start is not None and published is not None and start <= published.isoformat()
    return start is not None and (start == time.end_date or over)


def _are_people(objects: Iterable[Token]) -> bool:
    """Say whether workers are dismissed, not what somebody says."""
    heads = [u for t in objects for u in (t, *objects_of(t, "of"))]
    named = [t for t in heads if t.ent_type_ == "PERSON" or t.lower_ in lexicon("names").managing]
    called = any(c.lower_ == "as" for t in named for c in (*t.rights, *t.head.rights))  # dismissed Lund as a liar
    return _counts(objects) or (bool(named) and not called) or any(t.pos_ == "NOUN" and is_of_people(t) for t in heads)


def _counts(tokens: Iterable[Token]) -> bool:
    """Say whether there is a number among tokens or before them."""
    return any(
        t.like_num or t.ent_type_ in ("MONEY", "PERCENT") or _is_sum(t) or any(c.like_num for c in t.lefts)
        for t in tokens
    )


def _is_sum(token: Token) -> bool:
    """Say whether a word of letters and digits may be a sum of money: Rs40bn."""
    return token.text[:1].isalpha() and any(map(str.isdigit, token.text)) and token.pos_ != "ADJ"


def _names_what(cue: Token) -> bool:
    """Say whether "call" has both an object and what it is called: called the plan reckless, not called Corner."""
    said = first_right(cue, "oprd", "ccomp", "xcomp", "acomp")
    if said is None or said.pos_ not in ("NOUN", "ADJ"):
        return False
    after = said.doc[said.right_edge.i + 1 : said.right_edge.i + 2].text
    ends = said.left_edge.dep_ == "det" and after in (",", ".")  # no "a tax fell"
    relative = (c for c in cue.lefts if c.tag_ in RELATIVE and c.dep_ == "dobj" and ends)
    held = (*cue.rights, *said.lefts, *relative)  # a fee that he called a tax
    return said.pos_ == "ADJ" or _has_what(cue) or any(c.dep_ in ("dobj", "nsubj") for c in held)


def _has_what(cue: Token) -> bool:
    """Say whether what a cue tells of is not named: in what she called a gamble."""
    return any(c.lower_ == "what" for c in cue.lefts)
