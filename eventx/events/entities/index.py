"""The entities of an article: persons, bodies and countries by their fullest names, and whom a word stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from spacy.tokens import Token

from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.descriptions import (
    LONGEST,
    are_some,
    called_behind,
    extent_of,
    is_body,
    is_labelled,
    part_before,
    title_of,
)
from eventx.events.clauses.ellipsis import noun_left_out, thing_meant, words_of
from eventx.events.clauses.leads import FactGroup
from eventx.events.entities.antecedents import is_bare, owner_of_organ
from eventx.events.entities.governments import GovernmentIndex
from eventx.events.entities.introductions import named_behind
from eventx.events.entities.parents import parent_of
from eventx.events.entities.referents import compatriot_of, referent_of
from eventx.events.entities.scenes import is_land
from eventx.lexicons import lexicon, load_lexicon
from eventx.mentions.analysis import Named
from eventx.mentions.memory import remembered
from eventx.mentions.names.described import Described, described_of
from eventx.mentions.names.traits import brand_of, is_acting, noun_of
from eventx.mentions.persons import is_of_people, is_person, is_plural
from eventx.records import Actor, ActorKind, Event, Mention
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import NOUNS, has_left
from eventx.text.section import holding


@dataclass(frozen=True)
class EntityIndex(GovernmentIndex):
    """Who and what appears in an article."""

    def clause(self, group: FactGroup) -> EventClause:
        """Return the clause of a group of facts, with what it has found where the same group was asked about before."""
        held = self._clauses.get(name := tuple(fact.id for fact in group.facts))
        if held is None or held.group != group:
            held = self._clauses[name] = EventClause(self.analysis, group)
        return held

    @cached_property
    def _clauses(self) -> dict[tuple[str, ...], EventClause]:
        return {}

    @remembered
    def named(self, token: Token) -> Actor | None:
        """Return the country, body or person that a token names or belongs to the name of."""
        name = self.roster.at(token)
        if name is not None and (owner := owner_of_organ(self.analysis, name)) is not None:
            return owner
        told = name is not None and name.kind in ("person", "organisation") and not is_bare(name.name)
        whole = self.as_actor(name) if name is not None and told else None
        found = holding(self.analysis.places, token.idx)
        if found is None or found.end < token.idx + len(token):
            return whole
        if whole is not None and whole.mention.end - whole.mention.start > found.end - found.start:
            return whole
        kind: ActorKind = "country" if is_land(found.place) else "group"
        text = self.analysis.text[found.start : found.end]
        if found.form == "adjective":
            text = self.land_names.get(found.place.name, found.place.name)
        mention = self.analysis.mention(found.start, found.end)
        return Actor(mention=mention, name=text, kind=kind, country=found.place.country)

    @remembered
    def actor(self, token: Token) -> Actor | None:
        """Return whom the phrase headed by ``token`` stands for, by the fullest name; None where nobody is meant."""
        if (named := self._named_by_another(token)) is not None:
            return named[0]
        if (title := title_of(token)) is not None:
            mention = self.analysis.quote(title[0], title[-1])
            return Actor(mention=mention, name=mention.text, kind="organisation")
        if (holder := self._holder(token)) is not None:
            return holder
        found = None if are_some(token) else self.named(token)
        if found is not None and (not is_body(token) or found.mention.end - found.mention.start > len(token)):
            return found
        if (person := self._described_person(token)) is not None:
            return person
        if brand_of(token) and self.beside(token) is None:
            owner, phrase = self.antecedents.traits.holder(token), self._phrase(token)
            mention = self.analysis.quote(token.left_edge.nbor(1), token)
            return self.as_actor(owner).model_copy(update={"mention": mention}) if owner is not None else phrase
        is_noun = (token.pos_ in NOUNS or is_labelled(token)) and token.is_alpha and not token.like_num
        nobody = lexicon("entities").nobody | lexicon("names").any_of("accounting", "capitals")
        if not is_noun or syntax.is_time(token) or not nobody.isdisjoint((token.lemma_.lower(), token.lower_)):
            return None
        meant = self._described(token) if self._is_bare(token) else self._introduced(token)
        return self.beside(token) or meant or self._phrase(token)

    def _holder(self, post: Token) -> Actor | None:
        """Return who has a post, named behind what it is of: "the head of retail banking *Ann Low*"; no "wife of a"."""
        ranked = not lexicon("names").office.isdisjoint((post.lower_, post.lemma_.lower()))
        named = ((t, self.roster.at(t)) for t in objects_of(post, "of") if ranked and t.pos_ == "PROPN")
        told = ((t, name) for t, name in named if name is not None and name.kind == "person")
        behind = (name for t, name in told if t.left_edge.idx < name.start and not self._is_titled(name))
        return next(map(self.as_actor, behind), None)

    def _is_titled(self, name: Named) -> bool:
        """Tell whether the word before a name says who that is: "supporters of *President* Ann Low"."""
        return is_person(self.analysis.span(name.start, name.end)[0].nbor(-1))

    def _named_by_another(self, token: Token) -> tuple[Actor | None] | None:
        """Return whom a word stands for that is nobody's own: "they", "the Russian", the firm of "the firm's board"."""
        words = lexicon("entities")
        word = token.lower_ if token.pos_ != "PROPN" else token.text  # "US" is not "us"
        if word in words.of_two and token.dep_ != "amod":
            one = self.antecedents.of_two(token)
            return (self._at(token, self.as_actor(one)) if one is not None else None,)
        if self._is_fellow(token) and (fellow := compatriot_of(self, token)) is not None:
            return (self._at(token, fellow),)
        if word in words.things or word in words.persons or self._is_fellow(token):
            return (self._at(token, referent_of(self, token, persons=word not in words.things)),)
        if (parent := parent_of(self.roster, token)) is not None:
            return (self._at(token, self.as_actor(parent)),)
        # "the board of Kappa", "Kappa's board"; no "Canada's Kappa Pension Board"
        organ = token.lemma_.lower() in words.organs and (token.pos_ != "PROPN" or self.named(token) is None)
        seats = lexicon("entities").seats  # "the board *of directors* of Kappa"
        sitting = (
            o for t in objects_of(token, "of") for o in ((*objects_of(t, "of"), t) if t.lower_ in seats else (t,))
        )
        owners = [*(c for c in token.lefts if c.dep_ == "poss"), *sitting] if organ else []
        return (self._at(token, self.actor(owners[0])),) if owners else None

    def _is_bare(self, token: Token) -> bool:
        """Tell whether a noun may describe somebody named elsewhere: "the firm", but no "firms" or "the Orbis unit"."""
        lemma, first = token.lemma_.lower(), token.left_edge
        part = lemma in lexicon("entities").apart and any(c.dep_ == "compound" and c.ent_type_ for c in token.lefts)
        told = first.lower_ in ("the", "this", token.lower_) or (first.tag_ == "PRP$" and lemma == "country")
        named = any(t.pos_ == "PROPN" for o in objects_of(token, "of") for t in o.subtree)  # "the owner of *Kappa*"
        return told and not (part or named) and token.tag_ != "NNS"

    def _phrase(self, token: Token) -> Actor | None:
        """Return somebody by the words that a noun heads."""
        mention = self.with_part(token, self._extent(token))
        named = token.pos_ == "PROPN" or is_body(token) or is_labelled(token)
        kind: ActorKind | None = "organisation" if named else "group" if self.is_somebody(token) else None
        return Actor(mention=mention, name=mention.text, kind=kind) if len(mention.text) < LONGEST else None

    def _extent(self, token: Token) -> tuple[int, int]:
        """Return the characters of who is meant, without what is paid: "sold it to a fund | for $9 million"."""
        start, end = extent_of(token)
        priced = (c for c in token.rights if c.lower_ == "for" and any(map(self.analysis.is_sum, c.subtree)))
        return start, next((c.nbor(-1).idx + len(c.nbor(-1)) for c in priced if c.idx < end), end)

    def _is_fellow(self, token: Token) -> bool:
        """Tell whether an adjective of a land stands for one person: "the Russian won", but "the French won"."""
        people = token.lower_.endswith(load_lexicon("demonyms")["peoples"])
        the = token.left_edge if is_acting(token) and not people else token
        one = the.lower_ == "the" and the.i == token.i - 1
        return one and any(p.form == "adjective" for p in self.places_in(token.idx, token.idx + len(token)))

    def befallen(self, token: Token, doers: Sequence[Token]) -> Actor | None:
        """Return whom something is done to, who is not who does it: of "Kappa sold the business" not Kappa."""
        actor = self.actor(token)
        names = {doer.name for doer in map(self.actor, doers) if doer is not None}
        if actor is None or actor.name == actor.mention.text or actor.name not in names:
            return actor
        meant = thing_meant(token)  # "Kappa bought Alba. It wants to sell *it*"
        if meant is not None:
            return self.actor(meant) or self.thing(meant)
        phrase = self.thing(token)
        return phrase and phrase.model_copy(update={"kind": actor.kind})

    def thing(self, token: Token) -> Actor | None:
        """Return what is no party but may be fought: "a protest against a new law"."""
        if noun_left_out(token) is not None:
            mention = self.analysis.quote(*words_of(token))  # "shot down *another 62*"
            return Actor(mention=mention, name=mention.text, kind=None)
        if token.pos_ != "NOUN":
            return None
        mention = self.with_part(token, syntax.noun_phrase(token))
        return Actor(mention=mention, name=mention.text, kind=None)

    def with_part(self, token: Token, extent: tuple[int, int]) -> Mention:
        """Return a phrase with the number that tells how many of those are meant: "*one of* its generals"."""
        part = part_before(token)
        return self.analysis.mention(extent[0] if part is None else part.left_edge.idx, extent[1])

    @remembered
    def is_somebody(self, token: Token) -> bool:
        """Tell whether a noun means persons or a body, who can give and receive."""
        known = lexicon("entities").any_of("collectives", "sets", *(("fellows",) if token.tag_ == "NNS" else ()))
        name = self.roster.at(token)
        named = name is not None and name.kind == "organisation"
        return named or token.lemma_.lower() in known or is_body(token) or is_person(token)

    def is_unnamed(self, token: Token) -> bool:
        """Tell whether a noun means a firm or office that the article names elsewhere: "the company"; no "banks"."""
        several = token.tag_ == "NNS" and not has_left(token, "det", "poss")
        actor = self.actor(token) if token.pos_ == "NOUN" and not several and is_body(token) else None
        own = actor is not None and actor.mention.start <= token.idx < actor.mention.end  # no "chipmaker Orbis"
        return own and actor is not None and (actor.name == actor.mention.text or self.government(token) is not None)

    def is_in_body(self, token: Token) -> bool:
        """Tell whether a word belongs to the longer name of a body: "Centers for Disease Control", no "Cholera"."""
        name = self.roster.at(token)
        return name is not None and name.kind == "organisation" and name.end - name.start > len(token)

    def beside(self, token: Token) -> Actor | None:
        """Return whose name stands beside a description: "its owner, Kurobe Lifts"; no "officers of the airline"."""
        called = [c for c in token.rights if c.dep_ == "appos"]  # "a Peruvian company, the brewer Kappa"
        called += [g for c in called if c.pos_ == "NOUN" for g in c.rights if g.dep_ == "appos"]
        human = is_of_people(token) and not (is_body(token) or token.lemma_.lower() in lexicon("entities").fellows)
        called += called_behind(token)
        beside = [*called, *syntax.words_behind(token)]
        named = (found for t in beside if (found := self.named(t)) and not (human and found.kind == "organisation"))
        return next(named, None)

    def _described(self, token: Token) -> Actor | None:
        """Return what a description without a name stands for: "the council", "the firm", "the country"."""
        lemma = token.lemma_.lower()
        if lemma in lexicon("entities").lands:
            return self._at(token, self.land_of_owner(token) or self.homeland)
        if (told := self.government(token)) is not None:
            return self._at(token, self._phrase(told))
        known = is_body(token) or lemma in lexicon("entities").sites
        body = self.antecedents.find(token) if known else None
        return self._at(token, self.as_actor(body)) if body is not None else None

    def land_of_owner(self, token: Token) -> Actor | None:
        """Return the land that a person is told to be of: "the *Peruvian* minister Ann Low said her country"."""
        owner = next((c for c in token.lefts if c.lower_ in ("his", "her")), None)
        whose = referent_of(self, owner, persons=True) if owner is not None else None
        root = self.root(whose.mention.start, whose.mention.end) if whose is not None else None
        held = self.places_in(root.left_edge.idx, root.idx) if root is not None else []
        return next((self.named(self.root(p.start, p.end)) for p in held if p.form == "adjective"), None)

    def _described_person(self, token: Token) -> Actor | None:
        """Return the person whom a description without a name stands for: "the 54-year-old", "the architect"."""
        found = None if self.beside(token) is not None else self._persons.person(token)
        if found is None or self.analysis.section(token.idx) == "headline":
            return None
        mention = self.analysis.quote(token.left_edge.nbor(1), token)
        return self.as_actor(replace(found, kind="person")).model_copy(update={"mention": mention})

    @cached_property
    def _persons(self) -> Described:
        return described_of(self.roster)

    def _introduced(self, token: Token) -> Actor | None:
        """Return whom a noun tells that the next sentence names: "*A nurse* was charged. Ann Low, 46, is"."""
        name = named_behind(self.roster, token)
        return self._at(token, self.as_actor(name)) if name is not None else None

    def _at(self, token: Token, actor: Actor | None) -> Actor | None:
        """Return somebody, quoted by the word that stands for them."""
        first = token.doc[token.i - 2] if "-" in noun_of(token) else token  # "the *start-up*"
        return actor.model_copy(update={"mention": self.analysis.quote(first, token)}) if actor is not None else None


def tell_kinds(entities: EntityIndex, event: Event) -> Event:
    """Return an event with the kind of each of its parties that has no name: "the *pilot* was held" of a person."""
    told = {name: _with_kind(entities, held) for name, held in event}
    return event.model_copy(update={name: held for name, held in told.items() if held != getattr(event, name)})


def _with_kind(entities: EntityIndex, held: Any) -> Any:
    if isinstance(held, list):
        return [_with_kind(entities, one) for one in held]
    if isinstance(held, Actor) and held.kind == "group" and _is_one(entities, held):
        return held.model_copy(update={"kind": "person"})
    return held


def _is_one(entities: EntityIndex, actor: Actor) -> bool:
    """Tell whether a noun is that of one person: no "crew", no "police"."""
    noun = entities.root(actor.mention.start, actor.mention.end)
    several = any(c.dep_ == "conj" and c.idx < actor.mention.end for c in noun.rights)
    many = several or is_plural(noun) or noun.lower_ in lexicon("names").collective
    return noun.tag_ == "NN" and is_person(noun) and not many
