"""Drafts: events in the making."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from spacy.tokens import Token

from eventx.events.clauses.adnominal import names_day
from eventx.events.clauses.clause import EventClause
from eventx.events.frames.frame import Frame, Role, Words
from eventx.events.frames.words import unvaried
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.names.vocabulary import offices
from eventx.mentions.persons import is_of_people, is_person
from eventx.records import Actor, Event, Fact, Mention, Quantity
from eventx.syntax.labels import NOUNS, has_left, has_right
from eventx.syntax.participles import is_advised
from eventx.syntax.tense import is_backshifted

_NUMBER = re.compile(r" \d+(?: [Ii]ndex)?\Z")  # no "Kappa 737 sales"
TOPIC, REACH = 900, 450
"""Characters within which events of a type go on, and figures in time or of one flow."""


def type_of(cls: type[Event]) -> str:
    """Return the name of a type."""
    return str(cls.model_fields["type"].default)


@dataclass
class Draft:
    """An event in the making: its class, action, clause and the fields set so far."""

    cls: type[Event]
    action: str
    clause: EventClause
    sure: bool = False
    """Whether a trigger tells it."""
    quoted: bool = False
    """Whether it is told within quote marks."""
    speaker: Actor | None = None
    """Who says it, by whatever word."""
    fields: dict[str, Any] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    """The fields that are not told, for its clause is of others; the events after it may still mean their fillers."""

    @property
    def type(self) -> str:
        """The name of its type."""
        return type_of(self.cls)

    @property
    def frame(self) -> Frame:
        """The frame of its class."""
        frame: Frame = self.cls.frame
        return frame

    @property
    def words(self) -> Words:
        """The words of its frame."""
        return self.frame.words

    @property
    def base(self) -> str:
        """Its action without the variant: "export" of "export:part"."""
        return unvaried(self.action)

    @property
    def analysis(self) -> Analysis:
        """The article that tells it."""
        return self.clause.analysis

    @property
    def lead(self) -> Fact:
        """The leading fact."""
        return self.clause.group.lead

    @property
    def start(self) -> int:
        """Where the draft's facts start."""
        return self.clause.group.start

    def reaches(self, at: int, characters: int = TOPIC) -> bool:
        """Tell whether what goes on with a draft may stand at a character, within some behind it."""
        return at - self.start <= characters

    def sentences_to(self, clause: EventClause) -> int:
        """Return how many sentences behind a draft a clause stands."""
        at = self.analysis.sentence_at
        return at(clause.group.lead.span.start) - at(self.lead.span.start)

    def is_near(self, clause: EventClause) -> bool:
        """Tell whether a clause stands in the sentence of a draft, or in the next."""
        return self.sentences_to(clause) <= 1

    @property
    def lacks(self) -> bool:
        """Whether it is without what its type needs."""
        frame, action, filled = self.frame, self.action, self.fields.get
        if self.words.has("ahead", (action,)) and not self._lies_ahead:
            return True  # "headed the bank"
        if any(action in role.public and is_private(filled(name)) for name, role in frame.roles.items()):
            return True
        advised = is_advised(self.clause.token)  # nobody does yet what is "recommended"
        roles = (r for name, r in frame.roles.items() if not filled(name))
        free = {*("subject",) * advised, *("agent",) * self._is_fresh}
        empty = (r for r in roles if free.isdisjoint(r.positions(action)))
        if any(r.is_needed(action) or self.is_over(r) or (r.is_agent(action) and self._is_done(r)) for r in empty):
            return True
        parties = [name for name in frame.one_of if action not in frame.roles[name].unneeded]
        among = (parties, frame.of_noun if getattr(self.clause, "is_bare", False) else ())
        return any(names and not any(map(filled, names)) for names in among)

    @property
    def change_told(self) -> dict[str, Any] | None:
        """The fields of the change that a number tells which fills a role of a trigger's, else of the trigger's own.

        "Adopted a *$9 million* budget, up 3%", "*raised* its dividend by 5%".
        """
        group, held = self.clause.group, [q.mention for q in self.fields.values() if isinstance(q, Quantity)]
        told = [vars(f) for f in group.facts if f.type == "change" and self.lead.type == "trigger"]
        filling = (t for t in told if any(q.mention in held for q in (t["amount"], t["final"]) if q is not None))
        return next(chain(filling, (t for t in told if t["trigger"] == group.trigger)), None)

    @property
    def resumes(self) -> list[str]:
        """The types of which one must have been told before, if any."""
        return self.words.resumed(self.action)

    @property
    def contents(self) -> list[tuple[int, int]]:
        """The characters of what it is about, of which no more is told."""
        held = (self.fields.get(name) for name, role in self.frame.roles.items() if role.content)
        return [(m.start, m.end) for m in held if isinstance(m, Mention)]

    @property
    def is_of_content(self) -> bool:
        """Whether it is, within what another is about, a part of it: a scene, or what is decided or agreed there."""
        return self.clause.noun is not None or any(role.content for role in self.frame.roles.values())

    @property
    def _lies_ahead(self) -> bool:
        """Whether it is told of what is to come, in what was said, too: "will head the bank", "said he would"."""
        token = self.clause.token
        return self.analysis.modality(token) == "forecast" or is_backshifted(token)

    @property
    def _is_fresh(self) -> bool:
        """Whether a passive tells what is new, whoever does it: "will be built", "was recalled on Friday"."""
        verb = self.clause.token
        if not has_left(verb, "auxpass") or has_right(verb, "agent"):
            return False
        perfect = any(c.lower_ in ("has", "have") for c in verb.lefts)
        return perfect or names_day(verb) or self.analysis.modality(verb) == "forecast"

    def is_over(self, role: Role) -> bool:
        """Tell whether it is done to one of the things over which only some may decide: a plan, but no law."""
        if role.over is None:
            return False
        heads = self.clause.at("object") or self.clause.at("of") or self.clause.at("subject")
        return self.words.has(role.over, (t.lemma_.lower() for t in heads))

    def _is_done(self, role: Role) -> bool:
        """Tell whether a noun does it that is of no other role: "the law bans", but not "wages undo"."""
        acts = self.clause.noun is None and self.clause.at("object")
        doers = [t for t in self.clause.at("subject") if t.pos_ == "NOUN"] if acts else []
        names = [t.lemma_.lower() for t in doers]
        lists = [r.words for r in self.frame.roles.values() if r.words and r is not role]
        return bool(doers) and role.applies(self.action) and not self.words.has_any(lists, names)

    def is_beside(self, number: Quantity) -> bool:
        """Tell whether a number is of what stands beside a thing: "a ban on bags and a *5%* levy", "by £4 or *£5*"."""
        start = number.mention.start
        things = (self.root_at(m) for name in self.frame.roles if isinstance(m := self.fields.get(name), Mention))
        others = (c for t in things for c in t.rights if c.dep_ == "conj" and c.pos_ in NOUNS)
        told = any(isinstance(self.fields.get(name), Quantity) for name in self.frame.roles)
        or_else = told and self.analysis.text.endswith(" or ", 0, start)
        return or_else or any(c.left_edge.idx <= start < c.idx for c in others)

    def names(self, token: Token) -> bool:
        """Tell whether a word stands in the name of an actor."""
        return any(actor.mention.start <= token.idx < actor.mention.end for actor in self.actors().values())

    def is_index(self, actor: Actor) -> bool:
        """Tell whether a name is part of that of a measure, which a number ends: "the *Stoxx Europe* 600 fell"."""
        held, end = self.clause.group.measured, actor.mention.end
        if held is None or self.frame.action is not None or not held.start < end < held.end:
            return False
        return _NUMBER.match(self.analysis.text, end, held.end) is not None

    def root_of(self, actor: Actor) -> Token:
        """Return the head of an actor's name."""
        return self.root_at(actor.mention)

    def root_at(self, mention: Mention) -> Token:
        """Return the head of some words."""
        return self.analysis.span(mention.start, mention.end).root

    def actors(self) -> dict[str, Actor]:
        """Return the parties that fill its roles so far."""
        return {k: v for k in self.frame.roles if isinstance(v := self.fields.get(k), Actor)}

    @property
    def sets_price(self) -> bool:
        """Whether somebody sets a price, which is his own: "*Kappa* cut its posted prices 4 cents a barrel"."""
        noun, verb = self.clause.noun, self.clause.verb
        if noun is None or noun.dep_ != "dobj" or noun.head != verb:
            return False
        return self.words.has_lemma("priced", noun) and self.words.has("setting", self.clause.verb_names)

    @property
    def is_polled(self) -> bool:
        """Whether it is somebody's share of a vote: "the Front polled 22% in the first round"."""
        return self.words.has("polled", (self.action,))

    def is_open(self, name: str) -> bool:
        """Tell whether a role of its action is empty and not barred by what is measured."""
        role = self.frame.roles[name]
        has, names = self.words.has, self.clause.noun_names
        barred = has(role.barred, names) and not (has(f"{role.barred}_but", names) or self.sets_price)
        return self.fields.get(name) is None and role.applies(self.action) and not barred

    def says_nothing(self, noun: Token) -> bool:
        """Tell whether a noun only repeats the sum, or who gets it: "a state grant", but no "training grant"."""
        bodies, words = lexicon("names").any_of("body", "public"), self.words
        named = (c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "NOUN" and c.lower_ not in bodies)
        told = any(named) or words.has("apt", (c.lower_ for c in noun.lefts))
        return (self.frame.money and self.names(noun)) or (not told and words.has_lemma("vague", noun))

    def is_given(self, position: str, token: Token) -> bool:
        """Tell whether something gets it, whatever it is: "gave *the play* $5", "*it* was given $5", "$5 to it"."""
        passive = token.dep_ == "nsubjpass" and has_right(token.head, "dobj", "oprd")
        passed = position == "to" and self.words.has("passed", (self.action,))
        served = position == "indirect" and not self.words.has_lemma("vague", token)  # but "gives *aid* worth $5"
        return (served or passed or (position == "object" and passive)) and not self.clause.holds(token)

    def holds_itself(self, position: str, token: Token, role: Role) -> bool:
        """Tell whether something is no other party: "from its fund", not "from its owner"; "will add $2 *from a fund*".

        What is yet to be is none, either: "for a school", but "for the school".
        """
        other = is_of_people(token) or token.lemma_.lower() in lexicon("entities").fellows
        own = not other and any(c.tag_ == "PRP$" for c in token.lefts)
        if position == "from" and "subject" in role.positions(self.action) and self.clause.at("subject"):
            drawn = token.head.head == self.clause.verb and token.pos_ == "NOUN" and not token.ent_type_
            own = own or drawn
        known = any(c.dep_ == "poss" or c.lower_ in lexicon("clause").known for c in token.lefts)
        planned = not known and self.words.has_lemma("works", token)
        return own if position in ("from", "seat") else planned and position == "for"

    def is_personal(self, role: Role) -> bool:
        """Tell whether what is measured is a person's, in a role that persons fill then."""
        return self.words.has(role.personal, self.clause.noun_names)

    def kinds_of(self, role: Role, token: Token, person: bool = False) -> frozenset[str]:
        """Return the kinds of those who may fill a role; of a measure that may be a person's, people whose it is.

        A name may be known for a ``person``'s from elsewhere: "Ann Low won. *Low* got 40% of the vote".
        """
        if self.is_personal(role):
            return (role.kinds - {"organisation"}) | {"person"}
        return role.kinds | {"group", "person"} if role.personal and self._is_of(token, person) else role.kinds

    def _is_of(self, people: Token, person: bool) -> bool:
        """Tell whether it is people's own measure: "investors lost $5 million", "nurses' pay"; no officials'."""
        verb, has = self.clause.verb, self.words.has
        if (person or people.ent_type_ == "PERSON") and verb is not None and people.dep_ != "poss":
            return has("getting", (verb.lemma_.lower(), self.action, *self.clause.noun_names))
        others = lexicon("entities").analysts if people.dep_ == "poss" else offices()
        if people.tag_ != "NNS" or not is_person(people) or people.lemma_.lower() in others:
            return False
        return self.tells_of_doer() if verb is not None and people.head == verb else people.dep_ == "poss"

    def tells_of_doer(self) -> bool:
        """Tell whether the verb tells what its doer has: "growers raised output", "lost $5", no "dealers grew"."""
        verb, trigger = self.clause.verb, self.clause.group.trigger
        moves = verb is not None and trigger is not None and trigger.start <= verb.idx < trigger.end
        return (moves and self.clause.governs) or (verb is not None and self.words.has_lemma("telling", verb))


def is_private(actor: object) -> bool:
    """Tell whether somebody is a firm by its name, or a person of one: an analyst."""
    if not isinstance(actor, Actor):
        return False
    names, words = lexicon("names"), actor.name.casefold().rstrip(".").split()
    guild = len(words) > 1 and words[-1] in names.guilds and words[-2] not in names.blocs  # no "European Union"
    if actor.name.casefold() in names.firms or guild:
        return True
    if actor.kind == "person":
        return not lexicon("entities").analysts.isdisjoint((actor.role or "").casefold().split())
    return len(words) > 1 and words[-1] in names.forms and names.public.isdisjoint(words)
