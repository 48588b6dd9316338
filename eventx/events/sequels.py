"""Sequels: what goes on with the event told before: numbers, another noun for it, the "it" that killed people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Token

from eventx.analysis.periods import period_of
from eventx.events.amounts import is_pot
from eventx.events.clause import EventClause
from eventx.events.draft import Draft
from eventx.events.identity import are_apart
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_plural
from eventx.records import Actor, Mention, Period
from eventx.syntax.labels import COMPOUNDING, NOUN_SUBJECTS, NOUNS, VERBAL
from eventx.syntax.nominals import harmed_in
from eventx.syntax.phrases import is_time

_BACK = 2  # sentences before one in which a noun tells a happening again
_KNOWN = frozenset({"the", "this", "that"})
_PRONOUNS = {"it": False, "they": True}
"""The pronouns that stand for a cause, and whether for several."""
_SORTS = ("fires", "blasts", "quakes", "storms", "slides")
"""The lists of words for one sort of disaster."""


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
    if before.words.has("saving", clause.verb_names):
        return draft  # "trapped 20 men, 14 of whom were rescued"
    between = clause.analysis.doc.char_span(other.span.end, lead.span.start, alignment_mode="contract")
    if between is None or any(t.pos_ in VERBAL or t.text == ";" for t in between):
        return draft
    name = next(filter(_may_act, reversed(list(between))), None)
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


def retell(told: Sequence[Draft], draft: Draft) -> None:
    """Fill what is told again by a noun alone as it was told: "a fire gutted a mill. *The blaze* killed two".

    So is what a noun tells only for whom it harmed: "a bomb hit a base. Two were hurt in *the attack*".
    """
    if _is_of_harm(draft):
        before = next((d for d in reversed(told) if _is_same_deed(d, draft)), None)
        draft.fields |= {} if before is None else _told_of(before)
        return
    kind, near = draft.fields.get("kind"), [d for d in told if 0 <= d.sentences_to(draft.clause) <= _BACK]
    noun = draft.root_at(kind) if isinstance(kind, Mention) else draft.clause.noun
    kinds = {k.start if isinstance(k := d.fields.get("kind"), Mention) else -1 for d in near}  # one happening
    if len(kinds) != 1 or noun is None or not _is_known(noun) or draft.fields.get("period") is not None:
        return
    before = near[0]
    done = {d.fields["modality"] for d in (before, draft)} == {"asserted"}
    if done and before.base == draft.base and _is_called_so(before, noun):
        draft.fields |= _told_of(before)


def _told_of(draft: Draft) -> dict[str, object]:
    """Return what a draft tells by its roles, and when."""
    return {name: filler for name in (*draft.frame.roles, "period") if (filler := draft.fields.get(name))}


def _is_of_harm(draft: Draft) -> bool:
    """Tell whether a noun that is known, or ends its sentence, names nobody but whom it harmed."""
    noun, named = draft.clause.noun, [f for f in draft.fields.values() if isinstance(f, Actor)]
    harmed = harmed_in(noun) if noun is not None else []
    if noun is None or not harmed:
        return False
    parties = [f for name, f in draft.fields.items() if name in draft.frame.roles and f in named]
    known = any(c.lower_ in _KNOWN or (c.dep_ == "poss" and is_time(c)) for c in noun.lefts)
    trailing = noun.head.head.dep_ == "advcl" and noun.head.head.tag_ == "VBG"
    return (known or trailing) and all(draft.root_of(f) in harmed for f in parties)


def _is_same_deed(before: Draft, draft: Draft) -> bool:
    """Tell whether a draft tells, near before, what another may tell again: at no other time or place."""
    trailing = before.lead.sentence.start == draft.lead.sentence.start
    if before.cls is not draft.cls or before.base != draft.base or not 0 <= before.sentences_to(draft.clause) <= _BACK:
        return False
    if {d.fields["modality"] for d in (before, draft)} != {"asserted"}:
        return False
    times = [d.fields.get("period") for d in (before, draft)]
    places = [d.fields.get("places") or [] for d in (before, draft)]
    return (trailing or not all(times) or times[0] == times[1]) and not are_apart(*places)


def _is_known(noun: Token) -> bool:
    """Tell whether a noun alone means what was told: "*the blaze* destroyed", no "the blaze in Peru"."""
    before, behind = [*noun.lefts], [c for c in noun.rights if c.dep_ != "punct"]
    return noun.tag_ == "NN" and not behind and [c.lower_ in _KNOWN for c in before] == [True]


def _is_called_so(before: Draft, noun: Token) -> bool:
    """Tell whether a noun is a word for what a draft tells, of one sort with its own: a blaze for a fire."""
    kind = before.fields.get("kind")
    if not isinstance(kind, Mention):
        return False
    words = {noun.lemma_.lower(), before.root_at(kind).lemma_.lower()}
    return any(words <= before.words.lists[name] for name in _SORTS)


def _may_act(token: Token) -> bool:
    """Tell whether a name may be the subject of a clause that leaves its verb out: it hangs on no preposition."""
    above = takewhile(lambda t: t.pos_ in NOUNS, (token, *token.ancestors))
    return token.pos_ == "PROPN" and all(t.dep_ != "pobj" for t in above)


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
