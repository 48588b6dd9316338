"""Outer clauses: where the clause that a reporting clause stands in goes on, so that nothing more is told."""

from __future__ import annotations

from spacy.tokens import Token

from eventx.facts.statement.cues import clause_of, is_assertive, lemma_of
from eventx.facts.statement.frame import Report
from eventx.facts.statement.phrases import actor_at
from eventx.facts.statement.view import View
from eventx.lexicons import lexicon
from eventx.syntax.labels import AUXILIARIES, FINITE, NOUN_SUBJECTS, PRESENT, RELATIVE, has_left, has_right
from eventx.syntax.phrases import helped
from eventx.syntax.tokens import DASHES

_HELD = frozenset({"advcl", "acl", "ccomp", "pcomp", "prep", "relcl", "pobj"})  # from a clause to what it stands in
_OPENING = NOUN_SUBJECTS | {"aux", "neg"}


def parts(view: View, i: int) -> bool:
    """Say whether a token parts clauses: a comma, a semicolon, a closing mark with one inside: "dead," adding."""
    token, n = view.doc[i], view.in_quote[i]
    if token.text == ";" and any(t.text == "(" for t in view.doc[max(0, i - 4) : i]):
        return False  # ($2.2bn; £1.1bn)
    if token.text in (",", ";"):
        return n < 0 or not token.whitespace_
    return n >= 0 and token.idx == view.quotes[n].end and view.text[token.idx - 1] in ",;"


def main_clause(view: View, cue: Token, start: int, limit: int) -> int:
    """Return the comma where a clause begins that the cue's own stands in: Asked if he had lied, he said no."""
    found = _after_relative(view, cue, start, limit)
    found = _after_opening(view, cue, start, limit) if found is None else found
    if found is not None:
        return found
    verb = cue
    while verb.dep_ in _HELD:
        held, verb = verb.dep_ == "ccomp", verb.head
        if held and lemma_of(verb) is None:
            break
        if verb.i > start:
            lefts = [c for c in verb.lefts if c.i > start]
            opening = (c for c in lefts if c.dep_ in _OPENING or view.is_text(c.left_edge.i - 1, ";"))
            first = min((c.left_edge.i for c in opening), default=verb.i)
            if start < first - 1 < limit and parts(view, first - 1):
                return first
    return limit


def _after_relative(view: View, cue: Token, start: int, limit: int) -> int | None:
    """Return where a cue's relative clause ends: the bill, which critics say would cost jobs, | is due."""
    noun = next((t for t in (cue.head, *cue.head.ancestors) if t.dep_ not in ("appos", "conj")), cue.head)
    main = noun.head
    if cue.dep_ != "relcl" or noun.dep_ not in NOUN_SUBJECTS or not start < main.i < limit:
        return None
    lefts = [c for c in main.lefts if c.left_edge.i > start and c.dep_ != "punct"]
    comma = min((c.left_edge.i for c in lefts), default=main.i) - 1
    if parts(view, comma) or (view.in_quote[comma] >= 0 and view.is_text(comma, ",")):
        return comma
    verb = min((c.i for c in lefts if c.dep_ in AUXILIARIES), default=main.i)
    return verb if not view.is_text(noun.i + 1, ",") else None


def _after_opening(view: View, cue: Token, start: int, limit: int) -> int | None:
    """Return where a subordinate clause that opens a sentence ends: When Kvern said that it fell, | the share sank."""
    marks = (c for c in cue.lefts if c.dep_ in ("mark", "advmod"))
    link = next((c for c in marks if c.lower_ in lexicon("time").joints), None)
    if link is None or view.finite(view.sentence(cue.i).start, link.i) or view.is_text(start - 1, ","):
        return None
    commas = (t.i for t in view.doc[start:limit] if t.text == ",")
    return next((i for i in commas if opens_clause(view, i + 1, limit)), None)


def opens_clause(view: View, i: int, limit: int) -> bool:
    """Say whether a clause begins at a token with its subject, and neither hangs on a noun nor on another's verb."""
    verbs = (v for v in view.doc[i].ancestors if v.i < limit and v.dep_ not in ("relcl", "advcl"))
    begun = (v for v in verbs if any(c.dep_ in NOUN_SUBJECTS and c.left_edge.i == i for c in v.lefts))
    return any(view.finite(i, v.i + 1) for v in begun)


def ends_clause(view: View, i: int, limit: int, report: Report) -> bool:
    """Say whether the outer clause goes on at a token: its verb behind a relative clause, or another's closing tag."""
    if i >= limit:
        return False
    return is_tag(view, i, limit) or (_is_relative(view, report) and _resumes(view.doc[i], report.end))


def others_act(view: View, i: int, limit: int, report: Report) -> bool:
    """Say whether others act behind a mark, where no finite clause is told: accused it of fraud, and the court sat."""
    token, cue = view.doc[i], report.cue
    joint = token.text == ";" or token.tag_ == "CC"
    if not joint or cue.i > i or clause_of(cue) is not None or view.finite(report.end, i):
        return False
    if token.text == ";":  # undertook to pay; the court fined it
        return view.doc[report.end].tag_ == "TO" and view.finite(i, limit)
    joined = [c for c in cue.rights if c.dep_ == "conj" and i < c.i < limit]
    if any(_is_finite_clause(c, i + 1) for c in joined) or _is_told_next(view, i + 1, limit):
        return True  # vowed to lay cables and Moss said; called it fair and now it must pass
    parted = token.head.i == cue.i and parts(view, i - 1)
    return parted and any(has_left(c, *NOUN_SUBJECTS) or has_right(c, "acl") for c in joined)


def _is_told_next(view: View, start: int, limit: int) -> bool:
    """Say whether another's reporting clause begins at a token, with what it tells behind it: Moss said it had."""
    _, verb = actor_at(view, start, limit)
    return verb is not None and verb.tag_ in FINITE and is_assertive(verb) and clause_of(verb) is not None


def _is_finite_clause(verb: Token, start: int) -> bool:
    """Say whether a verb has a finite clause of its own that begins at a token with its subject, or an adverb."""
    lefts = [c for c in verb.lefts if c.i >= start]
    finite = verb.tag_ in FINITE or any(t.tag_ in FINITE for t in lefts)
    subject = next((c for c in lefts if c.dep_ in NOUN_SUBJECTS), None)
    before = [c for c in lefts if subject is not None and c.i <= subject.i]
    return finite and bool(before) and before[0].left_edge.i == start and all(c.pos_ == "ADV" for c in before[:-1])


def is_tag(view: View, i: int, limit: int) -> bool:
    """Say whether all that is left of a sentence is another's reporting clause: Kvern said it fell, the agency said."""
    verb = next((t for t in view.doc[i : min(limit, i + 10)] if t.tag_ in FINITE), None)
    if verb is None or not is_assertive(verb) or view.in_quote[verb.i] >= 0 or view.finite(verb.i + 1, limit):
        return False
    asked = lemma_of(verb) in lexicon("statement").infinitive and has_right(verb, "dobj")
    told = asked or has_right(verb, "ccomp", "xcomp")
    inverted = verb.i == i and has_right(verb, "nsubj")  # vowed to go on, said Lund of the union
    return not told and (inverted or any(c.dep_ == "nsubj" and c.left_edge.i == i for c in verb.lefts))


def _is_relative(view: View, report: Report) -> bool:
    """Say whether a relative pronoun leads to a reporting clause: a levy which Kvern says; some of which she said."""
    before = view.doc[max(report.sentence.start, report.start - 2) : report.source.start]
    return report.cue.dep_ == "relcl" or any(t.tag_ in RELATIVE for t in before)


def _resumes(token: Token, begin: int) -> bool:
    """Say whether an outer clause goes on with its verb at a token, not what is told: ..., is no more than a tax."""
    return token.tag_ in FINITE and not any(c.dep_ in NOUN_SUBJECTS and c.i >= begin for c in helped(token).lefts)


def concedes(view: View, i: int, limit: int, cue: Token) -> bool:
    """Say whether the writer's doubt starts at a token: , although this could not be verified; , though it hangs there.

    What is told as past is not doubted by the speaker in the present.
    """
    even = view.is_text(i, "even")
    link = view.doc[i + even : i + even + 1].text
    if link not in ("although", "though", "while", "as")[: 4 if even else 2]:
        return False
    words, told = view.doc[i + even + 1 : limit], [t for t in view.doc[cue.i + 1 : i] if t.tag_ in FINITE]
    first = next((t for t in words if t.tag_ in FINITE), None)
    doubted = any(t.lemma_ in lexicon("statement").unproven for t in words) and any(t.dep_ == "neg" for t in words)
    present = first is not None and first.tag_ in PRESENT and all(t.tag_ == "VBD" for t in (cue, *told))
    shown = lemma_of(cue) in lexicon("statement").evidence  # data showed it had slowed, though the rate is high
    return link == "as" or doubted or (present and bool(told) and not shown)


def splits_verb(view: View, start: int) -> bool:
    """Say whether what is put in at a token parts a verb from its auxiliary: It *had*, police said, burnt down."""
    before = view.doc[start - 2] if start > 1 and view.is_text(start - 1, ",", *DASHES) else None
    return (
        before is not None
        and before.is_lower
        and (before.dep_ == "neg" or before.tag_ == "MD" or before.lemma_ in ("be", "have", "do"))
    )


def is_fragment(first: Token) -> bool:
    """Say whether a token opens words that go on with the content: ..., she said, 2,000 more than before."""
    if first.like_num or first.tag_ in ("$", "IN", "CC", "DT", "VBG"):
        return True
    return first.lower_ in lexicon("statement").comparing
