"""Fillers: who and what stands in the positions of a role, and fits."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.events.clauses.ellipsis import noun_left_out
from eventx.events.clauses.marks import is_fellow, is_public, words_before
from eventx.events.draft import Draft, is_private
from eventx.events.entities.antecedents import is_paper
from eventx.events.entities.index import EntityIndex
from eventx.events.frames.frame import Role
from eventx.events.predicates.cases import is_victim
from eventx.events.predicates.predicate import Predicate
from eventx.events.roles.bystanders import advises, foresees_for_others, stands_for_itself
from eventx.events.roles.lands import firm_called, firm_named, firm_opening, is_of_firm
from eventx.events.roles.things import is_fit
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_of_people, is_person, is_plural, singular
from eventx.records import Actor, ActorKind
from eventx.syntax.labels import NOUN_SUBJECTS
from eventx.syntax.nominals import is_version, parted
from eventx.syntax.tense import is_report
from eventx.text.section import holding

_NAMED = frozenset(
    {"modifier", "compound", "firm", "noun", "holder", "seat", "haver", "foreseen", "counterpart", "partner"}
)
"""Positions where only a name is somebody."""
_ARGUMENTS = ("subject", "object", "indirect", "to", "from", "with")
"""Positions of which no two hold the same party."""
_OWNERS = ("possessor", "compound", "seat", "at", "from")
"""Positions of the body for which a person acts."""
_DESCRIBED = frozenset({"noun", "holder", "counterpart"})
_SAYERS = frozenset({"it", "he", "she", "they"})
_HOLDERS = _DESCRIBED - {"counterpart"}
"""Positions where a country is a place unless the measure is one of a country: "sales in Peru"."""


def find_actor(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Actor | None:
    """Return the first who stands in a position and fits; who says it as ``source`` if an office, as ``speaker``."""
    source = draft.fields.get("source")
    if position not in ("source", "speaker"):
        found = next(_actors_at(draft, position, entities, role), None)
        acts_for = position == "subject" and role.things and found is not None and found.kind == "person"
        return (_body_acted_for(draft, entities, role) if acts_for else None) or found
    if not isinstance(source, Actor):
        return None
    told = position == "speaker" and source.kind in role.kinds and not is_paper(source.name)
    return source if is_fit(draft, draft.root_of(source), role, told) else None


def _body_acted_for(draft: Draft, entities: EntityIndex, role: Role) -> Actor | None:
    """Return the body whose the counted are where a person does it: "Low will cut *Kappa's* staff"."""
    ties = ("possessor", "seat", "at") if draft.base == "hire" else _OWNERS  # "hired 40 cooks *from Kappa*"
    owners = (a for at in ties for a in _actors_at(draft, at, entities, role))
    return next((a for a in owners if a.kind == "organisation" and draft.root_of(a).pos_ == "PROPN"), None)


def _actors_at(draft: Draft, position: str, entities: EntityIndex, role: Role) -> Iterator[Actor]:
    """Yield those who stand in a position and fit."""
    tokens = draft.clause.at(position) if position != "possessor" or not is_fellow(draft.clause.noun) else []
    taken = {actor.name for actor in draft.actors().values()} if tokens else set()
    called = _named_beside(draft, entities) if tokens else set()
    for token in tokens:
        actor = _standing_for(draft, position, token, entities)
        if actor is None or actor.name in taken or not _may_fill(draft, position, token, actor, role):
            continue
        if token.pos_ != "PROPN" and actor.name in called:
            continue  # "the firm will pay Kappa" is of another firm
        unnamed = role.carry and not role.described and entities.is_unnamed(token)
        if unnamed and not stands_for_itself(entities, token):
            continue
        actor = _by_deed(draft, position, token, actor, role)
        kinds = draft.kinds_of(role, token, actor.kind == "person" and token.pos_ == "PROPN")
        placed = actor.kind == "group" and entities.places_in(actor.mention.start, actor.mention.end)
        fits = not role.kinds or actor.kind in kinds or (bool(placed) and "place" in kinds)  # a town for its people
        if is_fit(draft, token, role, fits):
            yield actor


def _standing_for(draft: Draft, position: str, token: Token, entities: EntityIndex) -> Actor | None:
    """Return for whom a word stands in a position."""
    if position == "opener":
        return _in_full(entities, firm_opening(draft, token))
    actor = entities.named(token) if position in _NAMED else entities.actor(token)
    if actor is None and position in _DESCRIBED and is_body(token):
        actor = entities.beside(token)  # "shares in the drug firm Kappa", "talks with the drug firm Kappa"
    if actor is None and position == "noun":
        actor = firm_called(draft, entities.actor(token))
    meant = _meant(draft, token, actor)
    actor = meant if meant is actor else _in_full(entities, meant)
    if position == "noun" and any(is_of_firm(draft, "possessor", t) for t in draft.clause.at("possessor")):
        actor = firm_named(draft, token, actor)
    if position == "object":
        actor = entities.befallen(token, draft.clause.at("subject"))
        if actor is None and noun_left_out(token) is not None:
            actor = entities.thing(token)  # "shot down *another 62*"
    elif actor is None and position == "against":
        actor = entities.thing(token)
    if draft.words.has_lemma("stakes", token) and (whole := parted(token)) is not None:
        return entities.thing(whole) or entities.actor(whole) or actor
    return actor


def _in_full(entities: EntityIndex, actor: Actor | None) -> Actor | None:
    """Return somebody by the fullest name of whom the article calls so."""
    known = entities.roster.forms.get(actor.name) if actor is not None and actor.kind == "organisation" else None
    return actor if actor is None or known is None else actor.model_copy(update={"name": known.name})


def _named_beside(draft: Draft, entities: EntityIndex) -> set[str]:
    """Return those whom a clause calls by name as who acts or to whom it is done: nobody does it to himself."""
    named = (entities.named(t) for at in _ARGUMENTS for t in draft.clause.at(at) if t.pos_ == "PROPN")
    return {actor.name for actor in named if actor is not None}


def _meant(draft: Draft, token: Token, actor: Actor | None) -> Actor | None:
    """Return whom a word stands for in what somebody says: "it" is who "said it", in quote marks never the speaker."""
    source = draft.fields.get("source")
    if isinstance(source, Actor) and draft.quoted and token.lower_ in lexicon("clause").writers:
        return _spoken_for(draft, token, source) or actor
    if not isinstance(source, Actor) or token.lower_ not in lexicon("clause").others:
        return actor
    if draft.quoted:
        return None if actor is not None and actor.name == source.name else actor
    said = token.lower_ in _SAYERS and token.head.dep_ == "ccomp" and is_report(token.head.head)
    voice = f"{source.role or ''} {source.name}".lower()
    if said and token.lower_ == "it" and source.organisation and any(v in voice for v in lexicon("entities").voices):
        return Actor(mention=draft.analysis.quote(token), name=source.organisation, kind="organisation")
    named = source.name[:1].isupper()  # "a source said he planned it" of somebody else
    other = named and actor.name != source.name if actor is not None else named or token.lower_ in ("it", "they")
    several = token.lower_ == "they"
    many = is_plural(draft.root_of(source))  # "critics of the ministry say it has closed two libraries"
    alike = many if several else (source.kind == "person") == (token.lower_ != "it") and not many
    kind = "organisation" if token.lower_ == "it" and source.kind in (None, "group") else source.kind
    fits = said and other and alike
    return Actor(mention=draft.analysis.quote(token), name=source.name, kind=kind) if fits else actor


def _spoken_for(draft: Draft, token: Token, source: Actor) -> Actor | None:
    """Return whom "we" are in a quote: a body that speaks, that of its speaker, "said *Kappa's* Low", or a minister."""
    body = source.name if source.kind == "organisation" else source.organisation
    if body is not None:
        return Actor(mention=draft.analysis.quote(token), name=body, kind="organisation")
    rules = not lexicon("names").state.isdisjoint((source.role or "").lower().split())
    return source.model_copy(update={"mention": draft.analysis.quote(token)}) if rules else None


def _may_fill(draft: Draft, position: str, token: Token, actor: Actor, role: Role) -> bool:
    """Tell whether somebody may fill a role from a position: what comes "from a relief fund" is the subject's."""
    product = position == "agent" and is_version(token)  # "the Harrow 3, which started sales in May"
    if product or _is_no_party(draft, token, role) or _is_of_another(draft, token, role):
        return False
    noun = draft.clause.noun or token
    named = actor.mention.start <= noun.idx < actor.mention.end  # "the Orbis One costs $300"
    priced = named and draft.words.has("pricing", draft.clause.verb_names)
    placed = position == "in" and role.filler == "actor" and actor.kind in ("country", "group", None)  # "tried in Oslo"
    held = any(draft.words.has_lemma("stakes", t) for t in draft.clause.at("object"))
    placed = placed and not (held and token.pos_ == "NOUN")  # but "sold its shares in the brewery"
    office = role.kinds == {"person"} and is_body(token)  # "the Lima office will assume the role"
    own = draft.holds_itself(position, token, role)
    ownerless = position in _HOLDERS and not _may_hold(draft, token, actor)
    firm = actor.kind == "country" and is_of_firm(draft, position, token)
    staged = position == "at" and draft.base == "protest" and draft.words.has_lemma("venues", token)  # "sit-in at work"
    origin = position == "from" and draft.frame.befalls and is_person(token.head.head)  # "robbed tourists *from Spain*"
    if any((priced, placed, office, own, ownerless, firm, staged, origin, draft.is_index(actor))):
        return False
    if role.carry and (advises(draft, actor) or foresees_for_others(draft, actor)):
        return False
    if role.words and draft.base in role.official:
        return is_public(actor, draft.root_of(actor), draft.words, role.words)
    owns = position == "owner" and role.agent is True  # "the Peruvian rules were dropped", no "pension age of nurses"
    return not (owns or draft.is_over(role)) or _is_public(draft, role, actor)


def _by_deed(draft: Draft, position: str, token: Token, actor: Actor, role: Role) -> Actor:
    """Return somebody with the kind that what they do tells, where the name does not tell it, or tells it wrongly."""
    if actor.kind is None and _acts(draft, position, token, role):
        named: ActorKind = "organisation" if "organisation" in role.kinds else "person"  # who resigns is a person
        actor = _of_kind(actor, named if isinstance(draft.clause, Predicate) or draft.is_polled else "group")
    elif actor.kind == "person" and _is_body_by_deed(draft, token, actor, role):
        actor = _of_kind(actor, "organisation")
    return _of_kind(actor, "person") if _takes_post(draft, token, actor, role) else actor


def _of_kind(actor: Actor, kind: ActorKind) -> Actor:
    return actor.model_copy(update={"kind": kind})


def _may_hold(draft: Draft, token: Token, actor: Actor) -> bool:
    """Tell whether a measure of somebody's accounts, or of a country, is told of a name: "shares of Harlow"."""
    words, names = draft.words, (token.lower_, token.lemma_.lower(), actor.name.split()[-1].lower())
    if actor.kind == "country":
        return words.has("national", draft.clause.noun_names) or not words.has("accounts", draft.clause.noun_names)
    return actor.kind == "organisation" and not words.has_any(("national", "market"), names)


def _acts(draft: Draft, position: str, token: Token, role: Role) -> bool:
    """Tell whether who stands in a position is somebody for what they do: who pays or hires, a name that launches."""
    deed = draft.frame.action is not None or draft.is_polled
    if not isinstance(draft.clause, Predicate):
        return deed and not role.things and (position == "subject" or draft.is_given(position, token))
    starts = token.is_sent_start or draft.lead.section == "headline"
    several = token.tag_ == "NNS" and (starts or not token.text[1:].islower())  # "Investors", "PCs"
    named = deed and token.text[:1].isupper() and not several and draft.clause.noun is None
    done = position == "object" and (token.dep_ == "nsubjpass" or token.pos_ == "PROPN")
    return named and (done or position in ("subject", "agent", "by"))


def _is_body_by_deed(draft: Draft, token: Token, actor: Actor, role: Role) -> bool:
    """Tell whether one name alone, no person by any word, is a body: "designer Nexar", "the grower, Kappa"."""
    if "person" in role.kinds or "organisation" not in role.kinds or " " in actor.name:
        return False
    root = draft.root_of(actor)
    if draft.words.has("firms", (t.lemma_.lower() for t in (*words_before(root), token))):
        return True
    return all(t.ent_type_ != "PERSON" for t in root.subtree) and not is_of_people(root)


def _takes_post(draft: Draft, token: Token, actor: Actor, role: Role) -> bool:
    """Tell whether a name that was taken for a body's is a person's: "the appointment of Rao Mehta as chairman".

    So is one that is labelled so, or does what only persons do: "Rao Mehta died on Monday".
    """
    if role.kinds != {"person"} or any(map(str.isdigit, actor.name)):  # "the 2027 World Cup"
        return False
    human = draft.words.has("human", (*draft.clause.verb_names, *draft.clause.noun_names))
    lone = " " not in actor.name and not (human and token.dep_ in NOUN_SUBJECTS)
    if actor.kind != "organisation" or lone or is_private(actor):
        return False
    name, words = holding(draft.analysis.names, token.idx), actor.name.lower().split()
    unknown = name is None or name.kind == "other"
    labelled = token.ent_type_ == "PERSON" and (unknown or draft.words.has("posting", (draft.action,)))
    if token.pos_ == "PROPN" and words[0] != "the" and (labelled or (human and unknown)):
        spot = lexicon("names").any_of("body", "forms", "public", "spots", "works", "contests", "papers")
        return spot.isdisjoint(words)
    told = (t for at in ("as", "complement") for t in draft.clause.at(at) if t != token)
    return draft.words.has(role.words, (t.lemma_.lower() for t in told))


def _is_of_another(draft: Draft, token: Token, role: Role) -> bool:
    """Tell whether a word is one of those that fill another role, a prize or weapon, and none of this one's."""
    words, names = draft.words, (token.lower_, token.lemma_.lower(), singular(token))
    others = (r.words for r in draft.frame.roles.values() if r.filler == "mention" and r.applies(draft.action))
    named = any(c.pos_ == "PROPN" for c in token.lefts)  # "Harlow Capital" is no capital
    return not named and words.has_any(others, names) and not words.has(role.words, names)


def find_actors(draft: Draft, position: str, entities: EntityIndex, role: Role) -> list[Actor]:
    """Return all who stand in any of the positions of a role, each once: of "met officials in Tokyo" no Tokyo."""
    if position != role.positions(draft.action)[0]:
        return []
    places = [at for at in role.positions(draft.action) if at != "in" or not draft.clause.at("object")]
    sides = list(_actors_at(draft, "between", entities, role)) if "between" in places else []
    if len(sides) > 1 and any(_is_public(draft, role, actor) for actor in sides):
        return sides  # not who "hosted talks between Peru and Chile"
    found = list({a.name: a for at in places for a in _actors_at(draft, at, entities, role)}.values())
    who = [*map(draft.root_of, found), *draft.clause.at(position)]
    several = any(is_plural(t) or draft.words.has_lemma("assemblies", t) for t in who)
    first = 1 if draft.action in role.first else None
    if first is not None:  # a minister visits a land, or whom he calls on there, but no school
        found = [a for a in found if a is found[0] or _is_public(draft, role, a) or entities.is_place(draft.root_of(a))]
    if draft.action in role.mutual and len(found) == 1 and not several:
        return []  # but "ministers met", "the Security Council met"
    return found if any(_is_public(draft, role, actor) for actor in found[:first]) else []


def _is_public(draft: Draft, role: Role, actor: Actor) -> bool:
    """Tell whether somebody is one of those among whom one who fills a role must be, if any must."""
    return role.among is None or is_public(actor, draft.root_of(actor), draft.words, role.among)


def _is_own_deed(draft: Draft) -> bool:
    """Tell whether who tells of a deed does it: "Kappa announced 700 job *cuts*"; but "announced 700 job losses"."""
    cue, verb = draft.clause.noun if isinstance(draft.clause, Predicate) else draft.clause.cue, draft.clause.verb
    if cue is None or verb is None or (cue.dep_, cue.head) != ("dobj", verb):
        return False
    return verb.lemma_ in lexicon("telling").lending and draft.words.has_lemma("deeds", cue)


def _is_no_party(draft: Draft, token: Token, role: Role) -> bool:
    """Tell whether a word is an amount, who writes, the source, or those who are counted: "2,400 of its members"."""
    verb = draft.clause.verb
    planned = verb is not None and (verb.dep_, verb.tag_) == ("acl", "VB")  # "it announced *plans* to cut 300 jobs"
    source = None if role.sayer or planned or _is_own_deed(draft) else draft.fields.get("source")
    facts = draft.clause.group.facts[: 1 if isinstance(draft.clause, Predicate) else None]
    speaker = [source.mention] if isinstance(source, Actor) else []
    others = [*(f.span for f in facts if vars(f).get("amount", f)), *speaker]
    words, names = draft.words, (token.lemma_.lower(), token.lower_)
    counted = role.things and words.has_any(("counted", "fellows"), names)
    told = isinstance(draft.clause, Predicate) and token.pos_ == "NOUN" and names[0] in words.nouns  # a "state visit"
    told = told or (token.tag_.startswith("PRP") and token.lower_ in lexicon("clause").writers and not draft.quoted)
    named = token.pos_ == "PROPN" and token.dep_ == "compound" and token.head.pos_ == "NOUN"
    own = named and token.head == draft.clause.noun  # "300 *Kappa* pilots"
    within = not own and any(m.start <= token.idx < m.end for m in others)
    return counted or told or within or is_victim(token, draft.clause.noun) or draft.analysis.is_sum(token)
