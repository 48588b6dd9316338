"""Sequels: what goes on with the event told before: numbers, the "it" that killed people."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from eventx.analysis.periods import period_of
from eventx.events.clauses.amounts import is_pot
from eventx.events.clauses.clause import EventClause
from eventx.events.draft import Draft
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_plural
from eventx.records import Period
from eventx.syntax.labels import COMPOUNDING, NOUN_SUBJECTS, NOUNS, VERBAL

_PRONOUNS = {"it": False, "they": True}
"""The pronouns that stand for a cause, and whether for several."""
_BEFORE = frozenset({"ahead", "clear"})
_HAVING = frozenset({"with", "on", "at"})
"""The prepositions before what somebody has: "Low *with* 41%"."""


def resume(before: Draft, draft: Draft | None, clause: EventClause) -> Draft | None:
    """Give a number without a verb the type of the one before: "Japan pledged $40 million, Germany $30 million"."""
    lead, other = clause.group.lead, before.lead
    if not before.action or lead.type != other.type or lead.type == "change" or clause.detached or clause.is_whole:
        return draft
    one, two = before.clause.group.value, clause.group.value
    if lead.type == "measure" and clause.slot in lexicon("clause").limits:
        return draft
    if lead.sentence != other.sentence or is_pot(clause) or one is None or two is None or one.per != two.per:
        return draft
    if lead.type == "headcount" and before.words.has("unless_weak", clause.noun_names):
        return draft  # "has 40 teachers and 900 pupils"
    other_told = draft is None and clause.befallen and clause.verb != before.clause.verb
    if other_told or before.words.has("saving", clause.verb_names):
        return draft  # "killed ten while 20 were abducted", "trapped 20 men, 14 of whom were rescued"
    between = clause.analysis.doc.char_span(other.span.end, lead.span.start, alignment_mode="contract")
    if between is None or any(t.pos_ in VERBAL or t.text == ";" for t in between):
        return draft
    name = next(
        (t for t in reversed(list(between)) if _may_act(t) or _heads_gap(t, clause) or _is_beaten(t, clause)), None
    )
    given = name is not None and bool(before.clause.at("indirect"))  # "lent Peru $40 million and *Chile* $30 million"
    elliptical = EventClause(clause.analysis, clause.group, *((None, name) if given else (name, None)))
    told = draft if draft is not None and draft.action and not given else before
    return Draft(told.cls, told.action, elliptical, told.sure)


def restate(before: Draft, draft: Draft | None, clause: EventClause) -> Draft | None:
    """Give the sum that somebody puts a gift before at its type: "paid them $4 million. The city put the sum at $3"."""
    verb, noun = clause.verb, clause.noun
    if not before.frame.money or verb is None or noun is None or (draft is not None and draft.sure and draft.action):
        return draft
    held = lexicon("clause")
    known = any(c.lower_ in held.known for c in noun.lefts) or noun.pos_ == "PRON"
    told = known and noun.lemma_.lower() in held.sums and not any(c.lower_ == "of" for c in noun.rights)
    if not (told and before.is_near(clause) and verb.lemma_.lower() in held.reckoning and clause.slot == "at"):
        return draft
    roles = {name: before.fields.get(name) for name, role in before.frame.roles.items() if role.filler != "quantity"}
    own = {name for name, filler in roles.items() if not filler}  # who puts it at so much gives nothing
    return Draft(before.cls, before.action, clause, sure=True, fields=roles, withheld=own)


def _may_act(token: Token) -> bool:
    """Tell whether a name may be the subject of a clause that leaves its verb out: it hangs on no preposition."""
    above = takewhile(lambda t: t.pos_ in NOUNS, (token, *token.ancestors))
    return token.pos_ == "PROPN" and all(t.dep_ != "pobj" for t in above)


def _is_beaten(name: Token, clause: EventClause) -> bool:
    """Tell whether a number behind "with" or "on" is of who came behind: "won 54%, ahead of *Low* with 41%"."""
    tie = name.head
    ahead = name.pos_ == "PROPN" and name.dep_ == "pobj" and tie.i > 0 and tie.nbor(-1).lower_ in _BEFORE
    return ahead and clause.slot in _HAVING


def _heads_gap(noun: Token, clause: EventClause) -> bool:
    """Tell whether those right before a count have it: "mills cut 40 jobs, and *retailers* 90"."""
    counted = clause.group.lead.type == "headcount" and noun.idx + len(noun) + 1 == clause.group.lead.span.start
    return counted and noun.tag_ == "NNS" and noun.dep_ != "pobj"


def carry_cause(draft: Draft) -> None:
    """Fill the cause that a pronoun stands for, and its time: "a quake shook Chile on Sunday. *It* killed five"."""
    if "cause" not in draft.frame.roles or not draft.is_open("cause"):
        return
    doer = next((t for t in draft.clause.at("subject") if t.lower_ in _PRONOUNS), None)
    noun = _cause_before(draft, doer) if doer is not None else None
    if noun is None:
        return
    first = next((c.left_edge for c in noun.lefts if c.dep_ in COMPOUNDING and c.left_edge.is_alpha), noun)
    draft.fields["cause"] = draft.analysis.quote(first, noun)
    if draft.fields.get("period") is None:
        draft.fields["period"] = _period_of(draft, noun)


def _cause_before(draft: Draft, doer: Token) -> Token | None:
    """Return the noun of a cause in the sentence before a pronoun: its subject, else the first."""
    if not doer.sent.start:
        return None
    known, several = draft.words.lists["causes"], _PRONOUNS[doer.lower_]
    before = doer.doc[doer.sent.start - 1].sent
    named = (t for t in before if t.pos_ in NOUNS and t.lemma_.lower() in known and is_plural(t) == several)
    whole = (t.head if t.dep_ in COMPOUNDING and t.head.pos_ == "PROPN" else t for t in named)  # "Typhoon *Mara*"
    heads = [t for t in whole if t.dep_ not in COMPOUNDING]
    return next((t for t in heads if t.dep_ in NOUN_SUBJECTS), next(iter(heads), None))


def _period_of(draft: Draft, noun: Token) -> Period | None:
    """Return the time of what a noun tells, or of the clause in which it stands."""
    time = period_of(draft.analysis, noun, alone=True)
    return draft.analysis.period(time) if time is not None else None
