"""Speakers: who a noun phrase means, by the fullest name in the article, with role, organisation and country."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from spacy.tokens import Span

from eventx.facts.statement.antecedents import (
    described_body,
    described_person,
    last_body,
    last_medium,
    last_pair,
    resolve_pronoun,
)
from eventx.facts.statement.beside import office_beside, person_in
from eventx.facts.statement.entities import EntityIndex, core_of
from eventx.facts.statement.makers import is_compiled, maker_of
from eventx.facts.statement.offices import Office, body_in, describe, is_role, kind_of, trim_determiner
from eventx.facts.statement.phrases import Phrase, is_body, is_indefinite, is_telling, name_of
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.names.spans import roles
from eventx.mentions.persons import is_demonym, is_person
from eventx.records import Actor


def resolve(index: EntityIndex, phrase: Phrase, previous: Actor | None, told: int) -> Actor:
    """Make the actor that a phrase means; ``previous``: who spoke last; ``told``: where what is told begins."""
    doc, pronouns = index.view.doc, lexicon("statement").pronoun
    start = trim_determiner(doc, phrase.start, phrase.end)
    mention = index.view.analysis.mention(doc[start].idx, index.view.end_char(phrase.end))
    actor = Actor(mention=mention, name=mention.text)
    known = pronouns.he | pronouns.she | pronouns.it | pronouns.they | pronouns.first
    acronym = phrase.head.is_upper and len(phrase.head) > 1
    if phrase.end - phrase.start == 1 and phrase.head.lower_ in known and not acronym:
        return resolve_pronoun(index, actor, previous, told)
    named = person_in(index.roster, phrase)
    if (pair := _pair(index, phrase, actor, named)) is not None:
        return pair
    if named is not None:
        return _person(index, actor, phrase, named)
    if (surnamed := _surnamed(index, phrase, actor)) is not None:
        return surnamed
    actor = actor.model_copy(update={"country": _country(index, mention.start, mention.end)})
    return next(found for rule in _RULES if (found := rule(index, phrase, actor)) is not None)


def _pair(index: EntityIndex, phrase: Phrase, actor: Actor, named: Span | None) -> Actor | None:
    """Return two people, bodies or states that speak together, by their full names."""
    head = phrase.head if named is None else named.root
    other = next((c for c in head.rights if c.dep_ == "conj" and c.i < phrase.end), head)
    ours, theirs = index.roster.at(head), index.roster.at(other)
    if ours is None or theirs is None or ours.end > theirs.start or ours.kind == "other":
        return None
    actor = actor if named is None else _person(index, actor, phrase, named)
    return _with(actor, name=f"{ours.name} and {theirs.name}", kind="group")


def _person(index: EntityIndex, actor: Actor, phrase: Phrase, named: Span) -> Actor:
    """Return a person of a name, with the office beside it."""
    known, office = index.roster.at(named[-1]), office_beside(index.roster, named.start, named.end)
    if not office.role and not phrase.start <= named.start < phrase.end:
        office = describe(index.roster, phrase.start, phrase.end)
    body = office.organisation or _owner_body(index, office)
    name = known.name if known is not None else name_of(named)
    return _with(
        actor, name=name, kind="person", role=office.role, organisation=body,
        country=_country(index, actor.mention.start, named.start_char),
    )  # fmt: skip


def _surnamed(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return a person whose surname was taken for a body's name, or part of one: Kvern's Lindh."""
    doc, last = phrase.head.doc, phrase.end - 1
    full, mark = index.surnames.get(doc[last].text), next((t for t in phrase.span if t.tag_ == "POS"), None)
    if full is None or (last > phrase.start and (mark is None or mark.i != last - 1)):
        return None
    body = body_in(index.roster, phrase.start, last - 1, proper=True)
    return _with(actor, name=full, kind="person", organisation=body)


def _owner_body(index: EntityIndex, office: Office) -> str | None:
    """Return the body of its sentence that the "its" or "whose" of an office stands for."""
    owner = office.owner
    if owner is None:
        return None
    before = index.roster.at(owner.nbor(-2)) if owner.lower_ == "whose" and owner.i > 1 else None
    if before is not None and before.kind == "organisation":
        return before.name
    name = last_body(index, owner.idx, places=True, floor=index.view.char(index.view.sentence(owner.i).start))
    return name if name not in index.states else None


def _with(actor: Actor, **fields: Any) -> Actor:
    return actor.model_copy(update=fields)


def _named_body(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return the body that a phrase names, or beside whose description its name stands: the data firm, Housemark."""
    head = phrase.head
    named = index.roster.at(head)
    if named is not None and named.kind == "organisation" and _capital(index, named) is None:
        own = index.view.text[named.start : named.end]
        return _with(actor, name=named.name, kind="organisation", organisation=own)
    if head.pos_ != "NOUN" and not is_body(head):
        return None
    role = head.lower_ in roles() and not is_body(head)
    for child in head.rights:
        beside = index.roster.at(child) if child.dep_ == "appos" else None
        body = is_body(head) or child.lower_ in lexicon("names").forms
        unknown = beside is not None and beside.kind == "other" and body
        if beside is not None and (beside.kind == "organisation" or (unknown and not role)):
            return _with(actor, name=beside.name, kind="organisation", organisation=beside.name)
    return None


def _is_description(index: EntityIndex, phrase: Phrase) -> bool:
    """Say whether a phrase describes who speaks and is no name: the minister, Police, officials."""
    head = phrase.head
    alone = head.i == trim_determiner(index.view.doc, phrase.start, phrase.end) and head.lower_ in lexicon("names").body
    return alone or head.pos_ != "PROPN" or (is_role(head) and kind_of(index.roster, head) != "organisation")


def _compatriots(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return people that are called by their country or faith: many Germans; the Italian is who was told of."""
    head = phrase.head
    if not is_demonym(head) or is_role(head) or phrase.end != head.i + 1:
        return None
    if head.tag_ in ("NNS", "NNPS"):
        return _with(actor, kind="group")
    alone = index.view.doc[phrase.start].lower_ == "the" and phrase.end - phrase.start == 2
    known = described_person(index, actor.mention.start, head.lower_) if alone else None
    return _with(actor, name=known, kind="person") if known else None


def _medium(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return the newspaper or station that "the paper" means."""
    if phrase.head.lower_ not in lexicon("statement").newsroom:
        return None
    known = last_medium(index, actor.mention.start) if phrase.end - phrase.start < 3 else None
    return _with(actor, name=known or actor.name, kind="organisation", organisation=actor.mention.text)


def _data(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    data = phrase.head.lower_ in lexicon("names").data or is_compiled(index.view, phrase)
    return _with(actor, kind="document", organisation=maker_of(index, phrase)) if data else None


def _party(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return the party that a plural name means: Liberal Democrats, Labour."""
    if actor.mention.text.casefold() not in lexicon("names").party:
        return None
    return _with(actor, name=index.body(actor.mention.text), kind="organisation", organisation=actor.mention.text)


def _people(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return people without a name, or the person whose office a description names."""
    names, head, lower = lexicon("names"), phrase.head, phrase.head.lower_
    plural, unnamed = head.tag_ == "NNS", names.any_of("body", "people", "bystanders", "kin")
    aged = any(t.lower_ == "old" for t in phrase.span)  # the 31-year-old
    single = head.tag_ != "NNS" and lower not in unnamed and (aged or (head.tag_ == "NN" and is_person(head)))
    if not (is_role(head) or single or lower in names.people or (plural and lower not in names.body)):
        return None
    if (lower in roles() or single) and not plural and not is_indefinite(phrase):
        rank = {t.lower_ for t in phrase.span} & names.rank
        holder = index.holder(actor.mention.start, core_of(phrase), rank) if lower in roles() else None
        if holder is None and is_telling(phrase):
            holder = described_person(index, actor.mention.start, lower)
        if holder:
            return _with(actor, name=holder, kind="person", organisation=_body_of(index, phrase))
    body = None if lower in names.bystanders and lower not in roles() else _body_of(index, phrase)
    return _with(actor, kind="group" if plural or lower in names.collective else "person", organisation=body)


def _described_body(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return a body without a name, or the one that its description means."""
    names, head, text = lexicon("names"), phrase.head, actor.mention.text
    if head.lower_ not in names.body or not _is_description(index, phrase):
        return None
    core = core_of(phrase)
    known: str | None = index.body(core)
    if (known == core or core in names.company) and not is_indefinite(phrase):
        before = index.view.doc[phrase.start : head.i]
        modifiers = {t.lower_ for t in before if t.pos_ in ("NOUN", "PROPN") or t.lower_ in names.relational}
        known = described_body(index, actor.mention.start, core, modifiers)
    return _with(actor, name=known or text, kind="organisation", organisation=text)


def _other_description(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    if not _is_description(index, phrase):
        return None
    counted = phrase.head.text == "%" or phrase.head.is_digit  # "only 25% of Britons"
    return _with(actor, organisation=None if counted else _body_of(index, phrase))


def _capital(index: EntityIndex, named: Named) -> str | None:
    """Return the country of a city whose name is all of a name: Moscow said."""
    at = bisect_left(index.view.analysis.places, named.start, key=lambda p: p.start)
    located = next(iter(index.view.analysis.places[at : at + 1]), None)
    whole = located is not None and (located.start, located.end, located.form) == (named.start, named.end, "name")
    return located.place.country if located is not None and whole and " " not in named.name else None


def _firms(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return the two firms that "the companies" mean, who were a subject together."""
    alone = phrase.end - phrase.start == 2 and phrase.span[0].lower_ in ("the", "both")
    if not alone or phrase.head.tag_ != "NNS" or phrase.head.lemma_ not in lexicon("names").company:
        return None
    pair = last_pair(index, actor.mention.start, "organisation")
    return _with(actor, kind="group", **pair) if pair else None


def _state(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    named = index.roster.at(phrase.head)
    if named is not None and (country := _capital(index, named)) is not None:
        return _with(actor, kind="country", country=country)
    bodies = any(t.lower_ in lexicon("names").body for t in phrase.span)
    return _with(actor, kind="country") if kind_of(index.roster, phrase.head) == "place" and not bodies else None


def _unknown_body(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor:
    core, text = core_of(phrase), actor.mention.text
    full = index.body(core)
    if full == core and not phrase.head.is_lower and text.endswith(f" {core}"):
        text = core  # the research firm Kvern
    return _with(actor, name=full if full != core else text, kind="organisation", organisation=text)


_RULES = (
    _compatriots,
    _named_body,
    _medium,
    _data,
    _party,
    _firms,
    _people,
    _described_body,
    _other_description,
    _state,
    _unknown_body,
)
"""What a phrase may mean that names no person, in the order in which it is tried."""


def _country(index: EntityIndex, start: int, end: int) -> str | None:
    """Return the country of the first place between characters that is no part of a person's name: Nigel Farage."""
    analysis = index.view.analysis
    first = bisect_left(analysis.places, start, key=lambda p: p.start)
    near = (located for located in analysis.places[first : first + 4] if located.end <= end)
    return next((located.place.country for located in near), None)


def _body_of(index: EntityIndex, phrase: Phrase) -> str | None:
    """Return the body behind people without a name: analysts at the bank."""
    office, staff = describe(index.roster, phrase.start, phrase.end, phrase.head.i), is_role(phrase.head)
    staff = staff or phrase.head.lower_ in lexicon("names").people
    if not staff and not is_person(phrase.head):
        office = describe(index.roster, phrase.head.i, phrase.end, phrase.head.i)  # "internet service providers"
    return office.organisation or (_owner_body(index, office) if staff else None)
