"""Parties: whom an event leaves out and the article gives, told by a linear model that weighs all who may be meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from spacy.tokens import Token

from eventx.events.draft import Draft
from eventx.events.entities.antecedents import is_paper
from eventx.events.entities.index import EntityIndex
from eventx.events.entities.tables import is_line, owner_of_line
from eventx.events.roles.bystanders import (
    bystanders,
    counts_for_others,
    has_none,
    is_nameless,
    stands_for_another,
    stands_for_itself,
)
from eventx.events.roles.lands import NOWHERE, Lands, find_lands
from eventx.events.roles.others import LISTS, branch_of, find_teller, is_of_fellow, is_untold, polls
from eventx.lexicons import lexicon, load_lexicon
from eventx.lexicons.weights import NOBODY, choose, load_weights
from eventx.mentions.names.roster import is_public
from eventx.records import Actor, Mention
from eventx.syntax.labels import has_left
from eventx.syntax.phrases import is_time
from eventx.text.section import holding, last_before

EARLIER = 5
"""Events of the type before whose parties may be meant."""

LIKELY = 0.45
"""How likely somebody must be meant at least; better nobody than the wrong one."""

_DEPENDENCIES = frozenset(
    {"nsubj", "nsubjpass", "poss", "dobj", "pobj", "appos", "agent", "dative", "compound", "conj"}
)
_NEAR = 300  # characters within which an event stands near the one before
_PLACES = 250  # characters before a sentence from which places may be parties
_NAMES = 7  # names before a number that may be,
_WINDOW = 60  # among so many mentions
_BACK, _AHEAD = 60, 15  # tokens around a number within which those who are described may be
_FAR = 8  # sentences
Shown = tuple[Actor, tuple[str, ...]]
"""Somebody who may be meant, with the features of where he stands."""


@dataclass
class Candidate:
    """Somebody who may be meant, or nobody, with what speaks for it."""

    actor: Actor | None
    features: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """What kind of party it is: an organisation, a public body, a person, a country, a town, a group, a thing."""
        if self.actor is None:
            return NOBODY
        if self.actor.kind == "organisation" and is_public(self.actor.name):
            return "public"
        return "town" if self.actor.kind == "group" and "place" in self.features else self.actor.kind or "thing"


def fill_parties(entities: EntityIndex, draft: Draft, told: Sequence[Draft]) -> None:
    """Fill the roles of a draft that its clause leaves empty and the article may fill.

    Parameters
    ----------
    entities, draft
        The article's entities; the draft, filled from its clause.
    told
        The last drafts of its type before it, filled.
    """
    if is_line(draft) and (owner := entities.titled or owner_of_line(draft)) is not None:  # "Net loss 31.9 mln"
        draft.fields |= dict.fromkeys(open_roles(draft), owner)
        return
    candidates: list[Candidate] = []
    owned = draft.clause.at("owner") and draft.frame.action is None
    for name in () if owned or is_of_fellow(entities, draft) else open_roles(draft):
        if (teller := find_teller(entities, draft, draft.frame.roles[name])) is not None:
            draft.fields[name] = teller
            continue
        table = load_weights("events/roles/parties").get(f"{draft.type}.{name}")
        if table is None:
            draft.fields[name] = told[-1].fields.get(name) if told else None
            continue
        candidates = candidates or find_candidates(entities, draft, told)
        taken = {actor.name for actor in draft.actors().values()}
        aside = bystanders(entities, draft)
        away = find_lands(entities, draft, told) if draft.frame.action is None else NOWHERE
        out = taken | aside if is_nameless(entities) else taken
        free = [c for c in candidates if not (_is_barred(draft, name, c, out) or _is_elsewhere(c, away))]
        if (branch := branch_of(draft)) is not None:
            free = [c for c in free if c.actor is None or _is_at(c.actor, branch)]
        if not free:
            continue
        best, odds = choose(table, [c.features for c in free])
        meant = free[best].actor if odds >= LIKELY else None
        passing = meant is not None and not aside.isdisjoint((meant.name, meant.country))
        none = meant is not None and has_none(draft, meant, free[best].kind)
        none = none or (meant is not None and name == "receiver" and meant.name in _donors(draft, told))
        draft.fields[name] = None if passing or none else meant
        draft.withheld |= (
            {name} if is_untold(entities, draft, free[best].actor, free[best].kind, free[best].features) else set()
        )


def _is_barred(draft: Draft, name: str, candidate: Candidate, taken: Collection[str]) -> bool:
    """Tell whether somebody is one of those counted, or of a party, or wrote of it: a union employs nobody.

    Nobody is barred where something that only a firm has is known: "the stock".
    """
    if candidate.actor is None:
        noun, of_firm = draft.clause.noun, draft.words.has("firms_own", draft.clause.noun_names)
        return of_firm and noun is not None and [t.lower_ for t in noun.subtree] == ["the", noun.lower_]
    words, who = candidate.actor.name.lower().split(), draft.fields.get("who")
    own, parts = candidate.actor.mention, [actor.mention for actor in draft.actors().values()]
    if isinstance(who, Mention):  # "*cooks* and *drivers* went on strike", but not "*Kappa* drivers"
        root = draft.root_at(who)
        parts += map(draft.analysis.quote, (root, *(t for t in root.conjuncts if who.start <= t.idx < who.end)))
    if any(part.start < own.end and own.start < part.end for part in parts):
        return True  # "*police* forces" of "police forces paid out $3 million"
    if draft.frame.money and draft.words.has_lemma("vague", draft.root_of(candidate.actor)):
        return True  # "gives *aid* worth $5 million"
    if not {candidate.actor.name, candidate.actor.country}.isdisjoint(taken) or stands_for_another(draft, name, own):
        return True
    if counts_for_others(draft, candidate.actor) or polls(draft, candidate.actor):
        return True
    speaks = not lexicon("entities").analysts.isdisjoint(words)  # of a firm or market, and has no figures of its own
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]  # "Union of Dock Workers"
    speaks = speaks or candidate.actor.name.lower() in lexicon("entities").markets
    return speaks or draft.words.has("fellows", (head,)) or is_paper(candidate.actor.name)


def _donors(draft: Draft, told: Sequence[Draft]) -> frozenset[str]:
    """Return who gave in a row that a gift goes on with, and receives nothing: "*Peru* pledged $9, *Chile* $4"."""
    if not draft.words.has("donated", (draft.action,)):
        return frozenset()
    row = (d for d in told if d.reaches(draft.start) and draft.words.has("donated", (d.action,)))
    givers = (d.fields.get("giver") for d in row)
    return frozenset(giver.name for giver in givers if isinstance(giver, Actor))


def _is_at(actor: Actor, token: Token) -> bool:
    """Tell whether somebody is who is named or described at a word."""
    return actor.mention.start <= token.idx < actor.mention.end


def _is_elsewhere(candidate: Candidate, lands: Lands) -> bool:
    """Tell whether a land stands nowhere in a clause that tells the measure to be of others, or of a part of it."""
    actor, country = candidate.actor, candidate.kind == "country"
    if actor is None or not (country or "place" in candidate.features):
        return False
    stands = any(f.startswith("at ") for f in candidate.features)
    return lands.bar(actor.country or actor.name, country, stands)


def open_roles(draft: Draft) -> list[str]:
    """Return the roles of somebody that are empty and that the article may fill."""
    held = ((n, r) for n, r in draft.frame.roles.items() if r.filler == "actor" and r.carry)
    held = ((n, r) for n, r in held if draft.is_open(n) and r.positions(draft.action) and not draft.is_personal(r))
    return [n for n, r in held if "seat" not in r.positions(draft.action) or not _is_at_other(draft)]


def _is_at_other(draft: Draft) -> bool:
    """Tell whether it is told at whose seat, though nobody known stands there: "70 jobs were lost at *Velm Parker*"."""
    seats = [t for t in draft.clause.at("at") if "NNP" in (t.tag_, *(c.tag_ for c in t.lefts))]
    alone = (t for t in seats if not has_left(t, "det", "poss", "amod"))  # but "at its Velm offices"
    return any(holding(draft.analysis.places, t.idx) is None and not is_time(t) for t in alone)


def find_candidates(entities: EntityIndex, draft: Draft, told: Sequence[Draft]) -> list[Candidate]:
    """Find who may be meant: who stands in the clause or near before it, and who was a party before; or nobody."""
    found: dict[str, Candidate] = {}
    home = [(entities.homeland, ("homeland",))] if entities.homeland is not None else []
    named, described = _named(entities, draft), _described(entities, draft)
    titled = [(entities.titled, ("titled",))] if entities.titled is not None else []
    for actor, features in chain(_in_clause(entities, draft), _in_events(draft, told), titled, home, named, described):
        found.setdefault(_identity(actor), Candidate(actor)).features.update(features)
    shown = {f for c in found.values() for f in c.features if f.startswith("at ")}
    out = [*found.values(), Candidate(None, {NOBODY, *(f"some {f}" for f in shown)})]
    for candidate in out:
        kind = f"kind {candidate.kind}"
        candidate.features.update([*_salience(entities, draft, candidate, kind), *_joined(draft, candidate, kind)])
    return out


def _identity(actor: Actor) -> str:
    """Return what the names of one party have in common: "Peru" and "the Peruvian state" the code of the country."""
    return (actor.country if actor.kind == "country" else None) or actor.name.casefold()


def _is_amount(draft: Draft, token: Token) -> bool:
    return token.like_num or any(f.span.start <= token.idx < f.span.end for f in draft.clause.group.facts)


def _is_sum(token: Token) -> bool:
    """Tell whether a noun has a sum of money of its own: "*revenue* of $2.4 billion"."""
    held = (t for c in token.rights if c.lower_ == "of" for t in c.subtree)
    return token.pos_ == "NOUN" and any(t.ent_type_ == "MONEY" for t in held)


def _in_clause(entities: EntityIndex, draft: Draft) -> Iterator[Shown]:
    amounts = [f.span.start for f in draft.clause.group.facts]
    for position in load_lexicon("clause")["parties"]:
        for token in draft.clause.at(position):
            told = _is_amount(draft, token) or _is_sum(token)
            told = told or (entities.is_unnamed(token) and not stands_for_itself(entities, token))
            actor = None if told else entities.actor(token)
            if actor is not None and not any(actor.mention.start <= at < actor.mention.end for at in amounts):
                yield actor, (f"at {position}",)


def _in_events(draft: Draft, told: Sequence[Draft]) -> Iterator[Shown]:
    for before in reversed(told):
        gap = "near" if draft.start - before.start < _NEAR else "far"
        gap = "sentence" if before.lead.sentence == draft.lead.sentence else gap
        for role, party in before.actors().items():
            last = before is told[-1]
            yield party, (f"before {role}", f"before {role} {gap}") if last else (f"earlier {role}",)


def _named(entities: EntityIndex, draft: Draft) -> Iterator[Shown]:
    """Yield the persons, bodies and places that were named last, once each."""
    end = draft.lead.sentence.end
    names = last_before(entities.analysis.names, end + 1, _WINDOW)
    beside = entities.antecedents.is_beside
    last = {n.name: n for n in names if n.kind in ("organisation", "person") and not beside(n)}
    for name in sorted(last.values(), key=lambda n: -n.start)[:_NAMES]:
        root = entities.root(name.start, name.end)
        yield entities.as_actor(name), _where(entities, draft, name.start, root)
    places = entities.places_in(max(0, draft.lead.sentence.start - _PLACES), end)
    for place in {p.place.name: p for p in places if p.form != "nested" and p.place.name not in last}.values():
        root = entities.root(place.start, place.end)
        actor = entities.named(root)
        if actor is not None:
            yield actor, ("place", *_where(entities, draft, place.start, root))


def _described(entities: EntityIndex, draft: Draft) -> Iterator[Shown]:
    """Yield those around the number who are described: "the council", "families whose houses had burned"."""
    anybody = any(role.described for role in draft.frame.roles.values())
    if not (anybody or is_nameless(entities)):
        return
    at = draft.clause.token.i
    near = (t for t in draft.analysis.doc[max(0, at - _BACK) : at + _AHEAD] if t.pos_ == "NOUN")
    for token in near:
        fits = entities.is_somebody(token) if anybody else stands_for_itself(entities, token)
        if not _is_amount(draft, token) and fits and (actor := entities.actor(token)):
            yield actor, _where(entities, draft, token.idx, token)


def _where(entities: EntityIndex, draft: Draft, start: int, root: Token) -> tuple[str, str]:
    """Say how many sentences before the number a mention stands, and what its head is there."""
    gap = entities.analysis.sentence_at(draft.lead.span.start) - entities.analysis.sentence_at(start)
    where = str(min(gap, 4)) if gap else "after" if start > draft.lead.span.start else "before"
    where = "far" if gap >= _FAR else where
    text = entities.analysis.text
    if 0 < gap < _FAR and "\n" not in text[start : draft.lead.span.start]:
        where = f"{where} of the paragraph"
    return f"where {where}", f"where {where} {root.dep_ if root.dep_ in _DEPENDENCIES else 'other'}"


def _salience(entities: EntityIndex, draft: Draft, candidate: Candidate, kind: str) -> Iterator[str]:
    """Yield what a candidate is in the article."""
    yield kind
    if candidate.actor is None:
        yield f"nobody in {draft.lead.section}"
        yield f"nobody of {draft.lead.type}"
        yield f"nobody when {draft.fields.get('modality')}"
        return
    country = candidate.actor.country if candidate.kind == "country" else None
    count = entities.counts[country or candidate.actor.name]
    yield f"count {count if count < 4 else 4 if count < 7 else 7}"
    if candidate.actor.name in entities.ranks:
        yield f"rank {entities.ranks[candidate.actor.name]}"
    if candidate.actor.name in entities.opening:
        yield "opening"
        yield f"opening {kind}"


def _joined(draft: Draft, candidate: Candidate, kind: str) -> Iterator[str]:
    """Yield what a candidate shows together with the action and what is measured, with the verb, with the nouns."""
    names, verb = draft.clause.noun_names, draft.clause.verb
    lemma = verb.lemma_.lower() if verb is not None else ""
    lists = [name for name in LISTS if draft.words.has(name, names)] or ["plain"]
    stands = [f for f in candidate.features if f.startswith("at ")]
    before = [f for f in candidate.features if f.startswith("before ") and f.count(" ") == 1]
    chief = [f for f in ("homeland", NOBODY) if f in candidate.features]
    yield from (f"{f} & {sort}" for f in (kind, *stands, *before, *chief) for sort in (*lists, draft.action))
    yield from (f"{f} & {lemma}" for f in stands or (kind,))
    yield from (f"{f} & {noun}" for f in (kind, *chief) if f != NOBODY for noun in (*names[:1], *names[-2:-1]))
