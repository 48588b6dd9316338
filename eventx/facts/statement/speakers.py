"""Speakers: who a noun phrase means, by the fullest name in the article, with role, organisation and country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from spacy.tokens import Span, Token

from eventx.facts.statement.beside import office_beside, person_in
from eventx.facts.statement.calls import Call
from eventx.facts.statement.entities import EntityIndex, core_of
from eventx.facts.statement.makers import maker_of
from eventx.facts.statement.meant import find_meant
from eventx.facts.statement.offices import Office, body_in, describe
from eventx.facts.statement.phrases import Phrase, is_body, is_firm, name_of, speaks
from eventx.facts.statement.titles import is_role, kind_of, trim_determiner
from eventx.facts.statement.unnamed import body_of, owner_body, people
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.names.roster import Roster
from eventx.mentions.persons import is_demonym
from eventx.records import Actor
from eventx.syntax.labels import PLURAL
from eventx.text.section import first_from


def resolve(index: EntityIndex, phrase: Phrase, spoken: Sequence[Actor], told: int) -> Actor:
    """Make the actor that a phrase means; ``spoken``: who spoke before; ``told``: where what is told begins."""
    doc = index.view.doc
    start = trim_determiner(doc, phrase.start, phrase.head.i + 1)  # not: those behind the talks
    mention = index.view.analysis.mention(doc[start].idx, index.view.end_char(phrase.end))
    actor = Actor(mention=mention, name=mention.text)
    call = Call(index, phrase, actor, spoken, told)
    if call.is_pronoun:
        return find_meant(call) or actor
    if (several := _apposed_people(index, phrase, actor) or _together(index, phrase, actor)) is not None:
        return several
    if (named := person_in(index.roster, phrase)) is not None:
        return _person(index, actor, phrase, named)
    if (surnamed := _surnamed(index, phrase, actor)) is not None:
        return surnamed
    actor = _with(actor, country=_country(index, mention.start, mention.end))
    named_so = _compatriots(phrase, actor) or _named_body(index, phrase, actor)
    found = _meant(call, actor, named_so) or named_so
    return found or next(found for rule in _RULES if (found := rule(index, phrase, actor)) is not None)


def _meant(call: Call, actor: Actor, named_so: Actor | None) -> Actor | None:
    """Return somebody told of elsewhere whom a description means, with the body that it gives."""
    named = call.index.roster.at(call.phrase.head)
    is_name = (named is not None and named.kind != "other") or not _is_description(call.index, call.phrase)
    called = named_so.kind == "person" if named_so is not None else not is_name  # the Italian
    found = find_meant(call) if called and call.sort is not None else None
    if found is None:
        return None
    body = actor.mention.text if found.kind == "organisation" else None
    body = body_of(call.index, call.phrase) if found.kind == "person" else body
    return _with(found, organisation=body, country=actor.country)


def _together(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return people, bodies or states that speak together, by their full names where each has one."""
    names = _listed(index.roster, phrase)
    if len(names) < 2 or names[0].kind == "other":
        return _with(actor, kind="group") if _is_joint(index.roster, phrase) else None
    first, last = index.roster.span(names[0]), index.roster.span(names[-1])
    before = first[0].nbor(-1) if first.start > phrase.start else phrase.head
    led = before.i < first.start and (before.tag_ in ("NNS", "POS") or (is_role(before) and before.lower_[-1] == "s"))
    beside = first if led else last  # analysts Reed and Moss; Reed and Moss, analysts at Kvern
    shared = office_beside(index.roster, beside.start, beside.end)
    role, apposed = (shared.role or "").partition(" of ")[0], index.view.is_text(last.end, ",")
    if not led and not (apposed and role.removesuffix("ss").endswith("s")):
        shared = Office()
    link = ", " if names[0].kind == "person" and " and " in names[-1].name else " and "  # Reed, Moss and Lindh
    name = f"{', '.join(name.name for name in names[:-1])}{link}{names[-1].name}"
    return _with(actor, name=name, kind="group", role=shared.role, organisation=shared.organisation)


def _apposed_people(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return those whose names are set beside what they are together: the founders, Ann Reed and Ivo Kern, said."""
    doc, roster, at, names = phrase.head.doc, index.roster, phrase.head.i + 1, list[Named]()
    if phrase.head.tag_ != "NNS" or not is_role(phrase.head) or not index.view.is_text(at, ","):
        return None
    while at < len(doc) and (doc[at].text in (",", "and") or _is_person_at(roster, doc[at])):
        named = roster.at(doc[at])
        names += [named] if named is not None and named not in names else []
        at += 1
    if len(names) < 2 or doc[at - 1].text != ",":
        return None
    office, told = describe(roster, phrase.start, phrase.head.i + 1), ", ".join(name.name for name in names[:-1])
    name = f"{told} and {names[-1].name}"
    return _with(actor, name=name, kind="group", role=office.role, organisation=office.organisation)


def _is_person_at(roster: Roster, token: Token) -> bool:
    """Say whether a token is of a person's name."""
    return (named := roster.at(token)) is not None and named.kind in ("person", "other")


def _listed(roster: Roster, phrase: Phrase) -> list[Named]:
    """Return the names that a phrase lists at its end: analysts Ann Reed, Ben Moss and union leader Ivo Kern."""
    found = (roster.at(t) for t in phrase.span)
    named = list({name.start: name for name in found if name is not None}.values())
    names = [one for one, two in zip_longest(named, named[1:]) if two is None or not _employs(roster, one, two)]
    while len(names) > 2 and roster.span(names[-1])[0].nbor(-1).pos_ == "ADP":
        names.pop()  # Ann Reed and Ben Moss at Kvern
    doc, first = phrase.head.doc, len(names) - 1
    end = roster.span(names[-1]).end if names else phrase.end
    ended = end in (phrase.end, len(doc)) or doc[end].pos_ == "ADP"
    if not names or not ended or (is_role(doc[end - 1]) and names[-1].kind != "organisation"):  # but: Kvern Partners
        return []
    while first and _joins(roster, names[first - 1], names[first]):
        first -= 1
    before = doc[phrase.start : roster.span(names[first]).start]
    within = any(t.pos_ == "ADP" and roster.at(t) is None for t in before)  # a poll by Kvern and Lindh
    joint = names[-1].kind == "person" or any(t.tag_ == "CC" for t in phrase.span[len(before) :])  # not: Leeds, Alabama
    return names[first:] if joint and not within else []


def _employs(roster: Roster, one: Named, two: Named) -> bool:
    """Say whether a name only tells whose the next is: *Labour* leader Ivo Kern, Kvern and *Moss*'s Lund Mills."""
    between = roster.analysis.doc[roster.span(one).end : roster.span(two).start]
    owning = [t.tag_ for t in between] == ["POS"]
    titled = len(between) > 0 and is_role(between[-1]) and all(t.tag_ != "CC" and not t.is_punct for t in between)
    return owning or (one.kind != "person" and two.kind == "person" and titled)


def _joins(roster: Roster, one: Named, two: Named) -> bool:
    """Say whether words lead from a name to the next of a list, with no more than an office before that."""
    last, then = roster.span(one), roster.span(two)
    between = [t for t in last.doc[last.end : then.start] if t.text not in "<>"]
    rest = between[len([t for t in between[:2] if t.tag_ == "CC" or t.text == ","]) :]
    told = all(t.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART") for t in rest)
    told = told and (len(rest) < 2 or is_role(rest[-1]) or rest[-1].tag_ == "POS")  # Kvern and Moss's Lund Mills
    inner = then.root.head in last and then.root.head.i != last.root.i  # Union of Rail and Dockers
    alike = one.kind == two.kind or len(between) < 3  # not: Rail and Port Minister Lindh
    return len(rest) < len(between) and told and not inner and alike


def _is_joint(roster: Roster, phrase: Phrase) -> bool:
    """Say whether a phrase without a list of names is of several: Reed and two others; not: a nurse and mother."""
    head = phrase.head
    other = next((c for c in head.rights if c.dep_ == "conj" and c.i < phrase.end), None)
    if other is None or head.lower_ in lexicon("names").data:
        return False
    if phrase.span[0].lower_ == "both":
        return speaks(other)
    one, two = roster.at(head), roster.at(other)
    if head.pos_ == other.pos_ == "PROPN" and other.left_edge.tag_ != "CD":  # not: Reed and three Democrats
        return one is not None and two is not None and one is not two and one.kind == two.kind != "other"
    titled = one is None and head.tag_ == "NN" and head.left_edge.tag_ != "DT"  # Kvern CEO Lindh
    own = (two is not None and not titled) or other.tag_ in PLURAL or other.left_edge.tag_ in ("DT", "CD", "PRP$")
    return own and speaks(other)


def _person(index: EntityIndex, actor: Actor, phrase: Phrase, named: Span) -> Actor:
    """Return a person of a name, with the office beside it."""
    known, office = index.roster.at(named[-1]), office_beside(index.roster, named.start, named.end)
    led = describe(index.roster, phrase.start, phrase.end)
    titled = office.organisation is not None and named.start and is_role(named[0].nbor(-1))
    outside = not phrase.start <= named.start < phrase.end
    if led.role and outside and not titled:  # the head of the panel, the judge Nils Berg; not: a critic, Kvern CEO Berg
        office = replace(led, organisation=led.organisation or office.organisation)
    body = office.organisation or owner_body(index, office)
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


def _with(actor: Actor, **fields: Any) -> Actor:
    return actor.model_copy(update=fields)


def _named_body(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return the body that a phrase names, or beside whose description its name stands: the data firm, Housemark."""
    head = phrase.head
    named = index.roster.at(head) if head.lower_ not in lexicon("statement").written else None
    if named is not None and named.kind == "organisation" and _capital(index, named) is None:
        own = index.view.text[named.start : named.end]
        return _with(actor, name=named.name, kind="organisation", organisation=own)
    if head.pos_ != "NOUN" and not is_body(head):
        return None
    for child in head.rights:
        beside = index.roster.at(child) if child.dep_ == "appos" else None
        body = is_body(head) or child.lower_ in lexicon("names").forms
        unknown = beside is not None and beside.kind == "other" and body
        if beside is not None and (beside.kind == "organisation" or unknown):
            return _with(actor, name=beside.name, kind="organisation", organisation=beside.name)
    return None


def _is_description(index: EntityIndex, phrase: Phrase) -> bool:
    """Say whether a phrase describes who speaks and is no name: the minister, Police, officials."""
    head = phrase.head
    alone = head.i == trim_determiner(index.view.doc, phrase.start, phrase.end) and head.lower_ in lexicon("names").body
    titled = is_role(head) and kind_of(index.roster, head) != "organisation" and not is_firm(phrase)
    return alone or head.pos_ != "PROPN" or titled


def _compatriots(phrase: Phrase, actor: Actor) -> Actor | None:
    """Return who is called by country or faith: many Germans, the Italian."""
    called = is_demonym(phrase.head) and not is_role(phrase.head) and phrase.end == phrase.head.i + 1
    if called and phrase.head.tag_ in PLURAL:
        return _with(actor, kind="group")
    alone = called and phrase.end - phrase.start == 2
    return _with(actor, kind="person") if alone else None


def _data(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    head, end, cues = phrase.head, phrase.end, lexicon("statement")
    made = index.view.is_text(end, *cues.compiled) and index.view.is_text(end + 1, "by")  # rankings compiled by it
    data = made or head.lower_ in lexicon("names").data
    if not data and cues.documents.isdisjoint((head.lower_, head.lemma_.lower())):
        return None
    return _with(actor, kind="document", organisation=maker_of(index, phrase))


def _party(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return the party that a plural name means: Liberal Democrats, Labour."""
    if actor.mention.text.casefold() not in lexicon("names").party:
        return None
    return _with(actor, name=index.body(actor.mention.text), kind="organisation", organisation=actor.mention.text)


def _described_body(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return a body without a name."""
    listed = phrase.head.lower_ in lexicon("names").body and _is_description(index, phrase)
    called = {phrase.head.lower_, actor.mention.text.casefold()}
    if not listed and called.isdisjoint(lexicon("statement").any_of("newsroom", "air", "residences")):
        return None
    return _with(actor, kind="organisation", organisation=actor.mention.text)


def _other_description(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    if not _is_description(index, phrase):
        return None
    counted = phrase.head.text == "%" or phrase.head.is_digit  # "only 25% of Britons"
    return _with(actor, organisation=None if counted else body_of(index, phrase))


def _capital(index: EntityIndex, named: Named) -> str | None:
    """Return the country of a place whose name is all of a name: Moscow said."""
    located = next(iter(first_from(index.view.analysis.places, named.start)), None)
    whole = located is not None and (located.start, located.end, located.form) == (named.start, named.end, "name")
    return located.place.country if located is not None and whole and " " not in named.name else None


def _state(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor | None:
    """Return the state that a place speaks for: Moscow said; not: Chicago said it had traded the pitcher."""
    named = index.roster.at(phrase.head)
    if named is not None and (country := _capital(index, named)) is not None:
        return _with(actor, kind="organisation" if _is_town(index, named) else "country", country=country)
    bodies = any(t.lower_ in lexicon("names").body for t in phrase.span)
    return _with(actor, kind="country") if kind_of(index.roster, phrase.head) == "place" and not bodies else None


def _is_town(index: EntityIndex, named: Named) -> bool:
    """Say whether a name is of a town that is no seat of a government."""
    place = first_from(index.view.analysis.places, named.start)[0].place
    return (
        place.kind == "city" and place.country != named.name and named.name.casefold() not in lexicon("statement").seats
    )


def _unknown_body(index: EntityIndex, phrase: Phrase, actor: Actor) -> Actor:
    core, text = core_of(phrase), actor.mention.text
    if not phrase.head.is_lower and text.endswith(f" {core}"):
        text = core  # the research firm Kvern
    return _with(actor, name=text, kind="organisation", organisation=text)


_RULES = (_data, _party, people, _described_body, _other_description, _state, _unknown_body)
"""What a phrase may mean that names no person, in the order in which it is tried."""


def _country(index: EntityIndex, start: int, end: int) -> str | None:
    """Return the country of the first place between characters that is no part of a person's name: Nigel Farage."""
    near = (located for located in first_from(index.view.analysis.places, start, 4) if located.end <= end)
    return next((located.place.country for located in near), None)
