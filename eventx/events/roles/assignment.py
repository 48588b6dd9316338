"""Roles: each field of an event from what stands in its positions. A role that nothing fills stays empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any

from spacy.tokens import Token

from eventx.analysis.bases import basis_of
from eventx.analysis.periods import noun_of, period_of
from eventx.events.clauses.amounts import whole_term
from eventx.events.clauses.leads import FactGroup
from eventx.events.clauses.naming import deed_over, suffered_too
from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex
from eventx.events.frames.frame import Role
from eventx.events.predicates.predicate import Predicate
from eventx.events.roles.fillers import find_actor, find_actors
from eventx.events.roles.outlook import AHEAD, is_over, is_scheduled, modality_of
from eventx.events.roles.places import find_places
from eventx.events.roles.things import find_mention
from eventx.facts.change.quantities import with_unit
from eventx.lexicons import lexicon
from eventx.normalize.date import Time
from eventx.records import Basis, Fact, Mention, Period, Quantity
from eventx.syntax.arguments import subject_of
from eventx.syntax.participles import bringing
from eventx.syntax.phrases import governing_verb

_NEAR = 15  # tokens from a number to the verb that tells the event
_CLOSE = 40  # characters from the facts to a trigger that their mention takes in


def fill_roles(draft: Draft, entities: EntityIndex) -> None:
    """Fill each of a draft's roles with what stands in the first of its positions that holds something which fits."""
    for name, role in draft.frame.roles.items():
        if draft.is_open(name):
            found = (_FILLERS[role.filler](draft, at, entities, role) for at in role.positions(draft.action))
            draft.fields[name] = next(filter(None, found), None)


def fill_rest(draft: Draft) -> None:
    """Fill the fields that all types have from a draft's clause and facts."""
    group, fields = draft.clause.group, draft.fields
    heads = {name: root for name, a in draft.actors().items() if (root := draft.root_of(a)).pos_ == "NOUN"}
    fields |= {name: None for name, t in heads.items() if draft.words.has_lemma("stakes", t)}
    fields["period"] = _period(draft)
    fields["modality"] = "forecast" if is_scheduled(draft) else modality_of(draft)
    name, unit = next(((n, r.unit) for n, r in draft.frame.roles.items() if r.unit), ("", None))
    change, cue = group.change, draft.clause.cue
    if unit is not None and change is not None and cue is not None and change.unit == cue.lemma_.lower():
        fields[name], change = change.model_copy(update={"unit": unit}), None  # "announced 300 job cuts"
    changes = [f for f in group.facts if f.type == "change"]
    if (own := draft.change_told) is not None:
        change, group.previous = own["amount"] or change, group.previous or own["initial"]
    fields["change"] = fields.get("change") or (change and with_unit(change, unit))
    fields["previous"] = before = _previous(group, unit)
    fields["also"] = list(group.also)
    for name in ("direction", "basis"):
        fields[name] = next((v for f in changes if (v := vars(f).get(name)) is not None), None)
    if fields["direction"] is None and draft.words.has("flat", draft.clause.verb_names):
        fields["direction"] = "flat"  # "kept its rate at 4%"
    fields["basis"] = fields["basis"] or basis_before(draft, before)
    if draft.frame.action:
        fields[draft.frame.action] = draft.base
    fields["trigger"] = _trigger(draft)
    fields["mentions"] = [*_rows_beside(draft), extent_of(draft)]
    fields["facts"] = list(dict.fromkeys(f.id for f in group.facts if f.id))


def _previous(group: FactGroup, unit: str | None) -> Quantity | None:
    """Return the level before, if it is one of the same measure: no "84,100 employees, down from 239 mln dlrs"."""
    level, before = (q and with_unit(q, unit) for q in (group.value, group.previous))
    return before if level is None or before is None or level.unit == before.unit else None


def basis_before(draft: Draft, before: Quantity | None) -> Basis | None:
    """Return what a level before is the basis of: "against $6 million the year before"."""
    return None if before is None else basis_of(draft.analysis, draft.root_at(before.mention), draft.clause.token)


def _period(draft: Draft) -> Period | None:
    """Return the period that the facts have; for facts that look for none, that of the clause."""
    group, analysis = draft.clause.group, draft.analysis
    own = (f for f in (draft.lead, *group.facts) if not _is_of_before(group, f))  # "from 16,900 in 2019"
    known = next((p for f in own if isinstance(p := vars(f).get("period"), Period)), None)
    if known is not None or draft.lead.type in ("change", "headcount"):
        return known
    told = draft.clause.span_of(draft.lead.span)[0]
    time = period_of(analysis, told, draft.frame.money, draft.lead.type == "trigger")
    other = time is None or _is_of_other(draft, time) or _is_term(draft, time)
    return None if time is None or other else analysis.period(time)


def _is_of_before(group: FactGroup, fact: Fact) -> bool:
    """Tell whether a fact is the level before, whose time is not that of the event."""
    before = group.previous
    return before is not None and fact.type != "change" and fact.span.start < before.mention.end <= fact.span.end


def _is_term(draft: Draft, time: Time) -> bool:
    """Tell whether a time is not when it is done: "for the next thirty years", "(as of October)", "2024 forecasts".

    One that is over, or of what was done before, is none of what lies ahead: "in May confirmed plans to open a mill",
    "rose on Friday on hopes that they will sign"; but that of a contest is when it is won.
    """
    token, span = draft.clause.token, draft.analysis.span(time.start, time.end)
    before = span.doc[max(0, span.start - 2) : span.start].text.lower()
    length = time.timex_type == "DURATION" and before.endswith("for")
    planned = _is_of_past(draft, span.root) or (token.tag_ == "VB" and is_over(draft, time))
    noun = noun_of(span, [t for t in (token, draft.clause.verb) if t is not None])
    other = noun is not None and not draft.words.has_lemma("contests", noun)
    caused = (verb := bringing(token)) is not None and time.start < verb.idx
    apart = length or before == "as of" or other or caused
    return draft.lead.type == "trigger" and (apart or (planned and modality_of(draft) in AHEAD))


def _is_of_past(draft: Draft, day: Token) -> bool:
    """Tell whether a day before the trigger is that of a past tense above it: "rose on Friday on hopes to sign"."""
    verb = day.head.head if day.dep_ == "pobj" else day.head
    token = draft.clause.token
    told = verb.tag_ == "VBD" and verb.lemma_ != "be" and verb.is_ancestor(token)
    return told and day.i < token.i and token.dep_ != "acl"  # but "struck on Friday a deal to buy"


def _is_of_other(draft: Draft, time: Time) -> bool:
    """Tell whether a time before the verb is another's: "they leave on Friday, and Norway gave $5", "after it gave"."""
    verb, span = draft.clause.verb, draft.analysis.span(time.start, time.end)
    own = governing_verb(span.root)
    if verb is None or own is None or span.end > verb.i:
        return False
    up = takewhile(lambda t: t != own and not t.is_ancestor(own), (verb, *verb.ancestors))
    marks = (c.lower_ for t in up if t.dep_ == "advcl" for c in t.lefts if c.dep_ in ("mark", "advmod"))
    apart = time.start_date == time.end_date and not lexicon("clause").apart.isdisjoint(marks)
    return apart or (draft.frame.money and subject_of(verb) != subject_of(own))


def _trigger(draft: Draft) -> Mention:
    """The word that tells the event: the change's own, the verb, else what is measured."""
    if (own := draft.clause.group.trigger) is not None:
        return own
    verb, token, measured = draft.clause.verb, draft.clause.token, draft.clause.group.measured
    if draft.frame.counts_persons and verb is not None and (state := _state_behind(verb)) is not None:
        return draft.analysis.quote(verb, state)
    if (deed := deed_over(draft.clause)) is not None:
        return draft.analysis.quote(deed)
    if (further := suffered_too(draft.clause)) is not None and not _tells(draft, verb):
        return draft.analysis.quote(further)  # "were shot and *wounded*"
    noun = draft.clause.noun
    if noun is not None and draft.clause.slot == "subject" and draft.words.has_lemma("gifts", noun):
        return draft.analysis.quote(noun)  # "a gift of $4 million will keep it open"
    if verb is not None and abs(verb.i - token.i) < _NEAR:
        return draft.analysis.quote(verb)
    if measured is None:
        return draft.analysis.quote(token)
    inside = draft.clause.group.is_row or draft.lead.sentence.start <= measured.start
    return measured if inside else draft.analysis.quote(token)


def _tells(draft: Draft, verb: Token | None) -> bool:
    """Tell whether a verb by itself tells the event."""
    return verb is not None and (verb.lemma_.lower() in draft.words.verbs or verb.lemma_.lower() in draft.words.weak)


def _state_behind(verb: Token) -> Token | None:
    """Return the word that says how a verb leaves somebody: "*were missing*", "*left five men dead*"."""
    if verb.lemma_.lower() not in lexicon("clause").leaving:
        return None
    behind, states = verb.doc[verb.i + 1 : verb.i + _NEAR], lexicon("clause").any_of("states", "harms")
    return next((t for t in behind if t.lower_ in states and verb.is_ancestor(t)), None)


def _rows_beside(draft: Draft) -> list[Mention]:
    """Quote the row of accounts that tells the same a share, with its label."""
    spans = [m for f in draft.clause.group.beside for m in (vars(f).get("what"), f.span) if isinstance(m, Mention)]
    if not spans:
        return []
    return [draft.analysis.mention(min(m.start for m in spans), max(m.end for m in spans))]


def extent_of(draft: Draft) -> Mention:
    """The stretch of the facts, and of a trigger close to them."""
    trigger, sentence = draft.fields["trigger"], draft.lead.sentence
    facts = [f for f in draft.clause.group.facts if f not in draft.clause.group.beside]
    start, end = min(f.span.start for f in facts), max(f.span.end for f in facts)
    close = start - trigger.end < _CLOSE and trigger.start - end < _CLOSE
    if close and (draft.clause.group.is_row or sentence.start <= trigger.start < sentence.end):
        start, end = min(start, trigger.start), max(end, trigger.end)
    return draft.analysis.mention(start, end)


def _quantity(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Quantity | None:
    if isinstance(draft.clause, Predicate):
        taken = [v.mention for v in draft.fields.values() if isinstance(v, Quantity)]
        number = draft.clause.number(position, role.kinds, taken)
        return None if number is None or draft.is_beside(number) else whole_term(number, draft.analysis)
    stay = draft.lead.type == "change" and draft.words.has("in_part", (draft.action,))  # "cut its staff by 9 to *40*"
    level = None if stay else draft.clause.group.value
    value = level if position == "level" else vars(draft.lead).get(position.removeprefix("fact."))
    if not isinstance(value, Quantity):
        return None
    number = _most_of(value) if draft.base in role.shared else value
    return None if number is None else with_unit(number, role.unit)


def _most_of(number: Quantity) -> Quantity | None:
    """Return the most that each of those may be whom a number tells together, unless they may be more than it."""
    most = number.high if number.value is None else number.value
    if most is None or number.bound in ("at_least", "more_than"):
        return None
    return number.model_copy(update={"value": most, "low": None, "high": None, "bound": "at_most"})


_FILLERS: Mapping[str, Callable[[Draft, str, EntityIndex, Role], Any]] = {
    "quantity": _quantity,
    "place": find_places,
    "actor": find_actor,
    "actors": find_actors,
    "mention": find_mention,
}
