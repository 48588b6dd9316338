"""Window: where the clause of a cue ends, behind which numbers are another's."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from eventx.facts.change.cues import Cue
from eventx.facts.change.values import Clause
from eventx.lexicons import lexicon
from eventx.syntax.government import is_expectation
from eventx.syntax.labels import ASKING, PRESENT, SUBJECTS, VERBAL, first_left, first_right
from eventx.syntax.phrases import follows, governed, helped, is_time

_GOING_ON = ("by", "to", "from")
_TIES = ("of", "for")
_REACH = 45  # tokens behind a cue


def window_end(cue: Cue, clause: Clause, cues: Sequence[Cue]) -> int:
    """Return the token before which the cue's clause ends."""
    start, terms = cue.token.i + 1, lexicon("change")
    later = [c for c in cues if c.token.i >= start]
    others = {c.first.i for c in later if c.kind not in ("noun", "count")}
    if cue.kind == "noun":  # "a fall of 4% in fares, and a *rise* in the toll to $9 from $8"
        others |= {c.token.i for c in later if c.kind == "noun" and c.token.dep_ == "conj"}
    inside = {i for value in clause.values for i in range(value.first, value.last)}  # "m" and "bn" are taken for verbs
    inside |= inserted(cue, clause)
    others -= inside
    helped_by = {"aux": terms.extent_verbs, "auxpass": terms.seeing | terms.put_at}
    for token in clause.span.doc[start : min(clause.span.end, start + _REACH)]:
        helping = helped_by.get(token.dep_, frozenset())
        own = token.head if token.head.lemma_ in helping else token  # "the biggest rise *was* recorded in Alba"
        if token.i in inside or (own == cue.token.head and token.i not in others):
            continue
        after = clause.after(token)
        doing = after is not None and after.tag_ == "VBG"  # "on Friday before closing"
        dated = clause.ahead(token.i + 1) is not None or (is_time(token.nbor(-1)) and not doing)  # "the year before"
        breaking = token.lower_ in terms.breaks and not (dated or _is_rate(token, clause))
        if token.i in others or token.text in (";", ":") or breaking or opens_clause(token, clause):
            return token.i
    return min(clause.span.end, start + _REACH)


def inserted(cue: Cue, clause: Clause) -> set[int]:
    """Return the tokens of clauses within what a verb moves, behind which it goes on: "cut a fund, *which*, by 9%"."""
    if cue.kind != "verb":
        return set()
    rights, priced = list(cue.token.rights), _of_price(cue, clause)
    if not any(c.dep_ == "prep" and c.lower_ in _GOING_ON for c in rights):
        return priced
    moved = (c for c in rights if c.dep_ == "dobj" or (c.dep_ == "prep" and c.lower_ in _TIES))
    heads = (t for c in moved for t in c.subtree if t.dep_ in ("relcl", "pcomp") and t.left_edge.tag_ in ASKING)
    return priced | {i for head in heads for i in range(head.left_edge.i, head.right_edge.i + 1)}


def _of_price(cue: Cue, clause: Clause) -> set[int]:
    """Return the tokens of a clause that says which price moves: "raised the price *it pays* 40 cents a barrel"."""
    held = first_right(cue.token, "dobj")
    said = first_right(held, "relcl") if held is not None else None
    if held is None or said is None or held.lemma_.lower() not in lexicon("change").prices:
        return set()
    first = said.left_edge.i
    ends = [v.lead for v in clause.values if v.number.per is not None and v.lead > said.i and v.prep not in _GOING_ON]
    return set(range(first, min(ends, default=first)))


def is_apposed(cue: Cue) -> bool:
    """Tell whether a noun of change with an article is set off: "turnout was 61%, *a drop* from 68%"."""
    first = next((c for c in cue.token.lefts if c.lower_ in ("a", "an")), None)
    return cue.kind == "noun" and first is not None and follows(first, ",", "–", "—", "-", "--")


def _is_rate(tie: Token, clause: Clause) -> bool:
    """Tell whether "against" tells what a currency is measured in: "rose 0.2% *against the euro* to 86.7"."""
    held = governed(tie)
    if held is None or tie.pos_ != "ADP" or tie.lower_ not in lexicon("change").against_rates:
        return False
    behind = tie.doc[held.right_edge.i + 1 : held.right_edge.i + 2].text
    return behind != "," and not any(tie.i < value.first <= held.right_edge.i for value in clause.values)


def opens_clause(verb: Token, clause: Clause) -> bool:
    """Tell whether a verb begins another clause; "to close at" and participles of a noun go on with this one."""
    expected = is_expectation(helped(verb))  # "less than they had forecast, to 5%"
    described = verb.tag_ == "VB" and verb.dep_ == "amod"  # "to *fresh* highs above $5", whatever the tagger says
    aside = verb.lower_ in lexicon("change").leaving_out  # "growth, *excluding* bonuses, was 5%"
    if expected or described or aside or verb.pos_ not in VERBAL or is_plural(verb, clause):
        return False
    if any(value.lead == verb.i + 2 and value.prep in ("to", "from", "by") for value in clause.values):
        return verb.dep_ != "relcl"  # "boost the aid they give | to 5%"
    before = verb.nbor(-1)
    goes_on = before.lower_ in ("to", "and") or (before.text == "," and verb.tag_ == "VBG")
    if verb.lower_ == "compared" or (verb.lemma_ in lexicon("change").level_verbs and goes_on):
        return False
    participle = verb.tag_ in ("VBG", "VBN") or (verb.tag_ == "VBD" and verb.dep_ == "acl")
    return not participle or before.text == ","


def is_of_part(verb: Token) -> bool:
    """Tell whether a verb tells of another than what moved: "oil fell $2, *with Brent settling* at $71"."""
    own = first_left(verb, *SUBJECTS) if verb.tag_ == "VBG" else None
    same = own is not None and own.pos_ == "NOUN" and any(c.lower_ == "the" for c in own.lefts)  # "with *the index* at"
    return own is not None and not same


def is_plural(token: Token, clause: Clause) -> bool:
    """Tell whether the tagger took a plural noun for a verb: "exports fell 8% and imports 3%"."""
    joined = token.tag_ in PRESENT and (token.nbor(-1).pos_ == "CCONJ" or token.nbor(-1).text == ",")
    return joined and token.pos_ != "AUX" and clause.ahead(token.i + 1) is not None
