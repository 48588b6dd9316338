"""Predicates: a verb or noun that tells a happening without a number, with its arguments by the sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, ClassVar

from spacy.tokens import Token

from eventx.events.clauses import adjuncts, control, marks, posts
from eventx.events.clauses.aims import aims, purposes
from eventx.events.clauses.clause import EventClause
from eventx.events.clauses.ellipsis import left_out
from eventx.events.clauses.leads import unit_kinds
from eventx.events.clauses.naming import bound, linked, pairs_of_verb, suffered
from eventx.events.predicates import cases, talks
from eventx.events.predicates.nouns import is_judged
from eventx.lexicons import lexicon
from eventx.mentions.persons import singular
from eventx.records import Mention, Quantity
from eventx.syntax import nominals
from eventx.syntax.arguments import is_existential, logical_arguments, object_of, objects_of, prepositions_of
from eventx.syntax.harm import harmed_in, harmers_in
from eventx.syntax.labels import NOUN_SUBJECTS, PLACED, has_left, has_right
from eventx.syntax.nominals import counted_noun, meant_by, nearest_subject
from eventx.syntax.participles import is_done_by_clause, stray_subject
from eventx.syntax.phrases import is_time
from eventx.syntax.tokens import hyphened

APART = frozenset({"conj", "advcl", "ccomp", "relcl", "acl", "parataxis", "cc", "punct"})
"""What is another clause, or another's."""
_STATES = frozenset({"in", "on", "under", "at"})  # before a noun that somebody is in: "in court"
_OBJECTS = frozenset({"pobj", "amod"})  # "beaten in *final*"
_AWAY = frozenset({"away", "back", "up", "down", "off", "forward"})
_BEHIND = frozenset({"dobj", "oprd", "attr", "dative"})

POSITIONS: Mapping[str, Callable[[Predicate], Iterable[Token]]] = {
    **EventClause.positions,
    **cases.POSITIONS,
    **posts.POSITIONS,
    **talks.POSITIONS,
    "fled": lambda clause: clause._fled(),
    "led": lambda clause: adjuncts.leaders(clause.token),
    "infinitive": lambda clause: aims(clause.verb or clause.token, clause.noun, clause.token),
    "agent": lambda clause: clause._arguments[0] if clause._arguments[1] else [],
    "patient": lambda clause: clause._arguments[1] or nominals.sufferers(clause.noun, clause._arguments[0]),
    "struck": lambda clause: nominals.struck_by(clause.noun) if clause.noun is not None else [],
    "harmed": lambda clause: harmed_in(clause.noun) if clause.noun is not None else [],
    "harming": lambda clause: harmers_in(clause.noun) if clause.noun is not None else [],
    "possessor": lambda clause: control.without_ranking(clause._premodifiers("possessor"), clause.noun),
    "owner": lambda clause: clause._owners(),
    "voting": lambda clause: control.firms_voting(clause.token),
    "maker": lambda clause: adjuncts.owners_of(clause._arguments[0]),
    "whose": lambda clause: [c for t in clause._arguments[1] for c in t.lefts if c.tag_ == "PRP$"],
    "proprietor": lambda clause: [c for c in clause._owners() if c.ent_type_ not in PLACED],
}
"""Those of a clause, and more: who does something to nothing is the ``patient``, not the ``agent``."""


@dataclass(frozen=True)
class Predicate(EventClause):
    """A trigger in its clause. A noun takes the subject of the light verb that governs it: "held talks with"."""

    positions: ClassVar[Mapping[str, Callable[[Any], Iterable[Token]]]] = POSITIONS
    word: Token | None = None
    """The trigger, where it is known."""

    @cached_property
    def token(self) -> Token:
        """The trigger."""
        return self.word if self.word is not None else self.span_of(self.group.lead.span).root

    @cached_property
    def noun(self) -> Token | None:
        """The trigger, where it is a noun."""
        return self.token if nominals.is_nominal(self.token) else None

    @cached_property
    def verb(self) -> Token | None:
        """The trigger, where it is a verb; else the light verb that governs it."""
        return self.token if self.noun is None else nominals.light_verb(self.token)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What may tell the action, the longest first, each with the part of speech: "v lay_off", "n job_loss"."""
        if self.noun is not None:
            state = [f"{self.noun.head.lower_}_{self.noun.lemma_.lower()}"] if self.noun.head.lower_ in _STATES else []
            within = state if self.bearer is not None or (self.verb is not None and self.verb.lemma_ == "be") else []
            return tuple(dict.fromkeys(f"n {name}" for name in (*within, *self.noun_names)))
        verb = self.token
        phrases = (*control.tendered(verb), *pairs_of_verb(verb), *bound(verb), *suffered(verb))
        phrases += (*self.verb_names, *linked(verb))
        spelt = (nominals.undoubled(verb), nominals.prefixed(verb))
        return tuple(dict.fromkeys(f"v {name}" for name in (*phrases, *spelt)))

    @cached_property
    def bearer(self) -> Token | None:
        """Of whom a title without a verb tells a noun: "Doctor in court", "Peru in talks with Chile"."""
        over = self.token.head
        elided = over.lower_ in _STATES and over.head.dep_ == "ROOT" and nominals.is_nominal(over.head)
        return over.head if self.noun is not None and self.group.lead.section == "headline" and elided else None

    def _fled(self) -> list[Token]:
        """Return what somebody flees, with where that is: "fled the *village* in *Peru*"; no "fled in boats"."""
        flees = self.verb is not None and self.verb.lemma_.lower() in lexicon("headcount").leaving
        return [*self._arguments[1], *self.at("of"), *self.at("in")] if flees and self._arguments[1] else []

    def _owners(self) -> list[Token]:
        """Return the owners of what it is done to, or paid for: of "Peru's largest foundry", of "Kappa's foundry"."""
        things = adjuncts.with_stuff(self.analysis, self._arguments[1] or self._arguments[0])
        goods = [t for tie in ("for", "on") for t in self.at(tie)] if any(map(self.analysis.is_sum, things)) else []
        return adjuncts.owners_of(things) or adjuncts.owners_of(goods)

    @cached_property
    def _arguments(self) -> tuple[list[Token], list[Token]]:
        doers, objects = self._arguments_of_verb() if self.noun is None else self._arguments_of_noun()
        doers = [c for t in doers for c in marks.called(counted_noun(t) if t.tag_ == "CD" else t)]
        return marks.with_conjuncts(doers), marks.with_conjuncts(list(map(counted_noun, objects)))

    def _arguments_of_verb(self) -> tuple[list[Token], list[Token]]:
        doers, objects = control.doers_and_objects(verb := self.token)
        if not objects and has_left(verb, "auxpass") and not logical_arguments(verb)[0]:
            doers, objects = [], doers  # "is due to be sentenced"
        told = [adjuncts.those(meant_by(nearest_subject(verb, t), verb)) for t in doers]
        doers = told or nominals.doers_by_means(verb)
        doers = [c for t in doers for c in (adjuncts.planners(t) if verb.dep_ == "xcomp" else [t])]
        if self.group.lead.section == "headline" and adjuncts.is_short(verb, objects):
            return self._objects.get("by", []), doers  # "Two men shot in Lagos": a title tells in the present
        passive = (nearest_subject(verb, t) if t.dep_ == "nsubjpass" else t for t in objects)
        objects = adjuncts.done_to(verb, list(passive)) if stray_subject(verb) is None else objects
        return doers, [c for t in map(adjuncts.thing_before, objects) for c in adjuncts.named(t)]

    def _arguments_of_noun(self) -> tuple[list[Token], list[Token]]:
        by = [t for t in self._objects.get("by", []) if not is_time(t)]
        owners = list(self.at("possessor")) or control.sides_over(self.token)
        doers, given = control.doers_and_objects(self.verb) if self.bearer is None else ([self.bearer], [])
        accused = [t for below in self._below for t in below.rights if t.dep_ == "dobj"]
        if doers and doers != by and (by or self._is_turned or control.is_agreed_to(self.token)):
            return by or owners or control.bidders(self.token), accused or doers  # "agreed a takeover by Kappa"
        if not doers and given and self.token.dep_ == "dobj":
            return by, [t for t in given if not self.holds(t)]  # "was given a sentence"
        things = accused or self._objects.get("of", [])
        doers = [] if adjuncts.is_cause(self.verb) else doers
        doers = adjuncts.receivers(self.verb, self.token) or doers or by or control.tellers(self.token)
        befalling = lexicon("telling").any_of("suffered", *(("ceding",) if "to" in self._objects else ()))
        if not things and self.token.lemma_.lower() in befalling:
            return by, owners  # "his conviction", "its sale to Kappa"
        doers = doers or owners
        return doers, things or ([] if doers == owners else owners)

    @cached_property
    def _below(self) -> list[Token]:
        """The verbs that say more of a noun: "filed a suit on Tuesday accusing the firm", "a bid to buy it"."""
        own = [c for c in self.token.rights if c.dep_ == "acl" and (c.tag_ == "VBG" or control.tender_over(c))]
        behind = self.verb.rights if self.verb is not None else ()
        return own + [c for c in behind if c.lemma_.lower() in lexicon("telling").accusing]

    @property
    def _is_turned(self) -> bool:
        """Whether the subject of the light verb is whom it befalls: "came under attack", "suffered a defeat"."""
        verb, word = self.verb, self.token.head.lower_
        if verb is None:
            return f"be_{word}" in lexicon("telling").turned  # "Minister under fire"
        lemma, particles = verb.lemma_.lower(), (c.lower_ for c in verb.rights if c.dep_ == "prt")
        ties = (f"{lemma}_{word}", f"{lemma}_{word}_{self.token.lemma_.lower()}")
        names = (lemma, *ties, *(f"{lemma}_{particle}" for particle in particles))
        return not lexicon("telling").turned.isdisjoint(names)

    def _heads(self) -> Iterator[Token]:
        """Yield the words whose prepositions tell of the event: the trigger, its light verb, what stands behind it."""
        yield from (self.token, *(self._below if self.noun is not None else ()))
        if self.noun is not None and self.verb is not None:
            yield self.verb
        elif self.noun is not None and self.noun.dep_ == "dobj" and is_judged(self, self.noun):
            yield self.noun.head  # "repulsed an attack by"
        elif self.noun is not None and (self.noun.dep_ in NOUN_SUBJECTS or is_existential(self.noun)):
            yield self.noun.head  # "fighting broke out between"
        elif self.noun is None:
            yield from (t for t in self.token.children if t.dep_ in _BEHIND or t.dep_ in ("nsubjpass", "acomp"))
            yield from (*adjuncts.small_clauses(self.token), *adjuncts.carriers(self.token))
            yield from (*adjuncts.parcels(self.token), *adjuncts.sums_from(self.token))
            yield from objects_of(self.token, "as")
            yield from (c for c in self.token.rights if c.lower_ in _AWAY)  # "walked away *from*"

    @cached_property
    def _objects(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        heads = list(self._heads())
        preps = [p for head in heads for p in chain(prepositions_of(head), marks.sources_on(head))]
        preps += [p for c in preps if c.lower_ in ("by", "for", "with") for p in adjuncts.aside(c)]
        for prep in preps:
            if prep.lower_ == "of" and prep.head not in heads and prep.head.lower_ not in lexicon("telling").joint:
                continue  # "sold to a unit of Kappa", but "voted in favour of a ban"
            if prep.dep_ == "agent" and control.is_only_answered(self.noun, self.verb) and prep.head == self.token.head:
                continue  # "the merger was cleared by a judge"
            if prep.lower_ == "for" and prep.i < prep.head.i:
                continue  # "For Kappa, the takeover gives access to ports"
            if adjuncts.is_in_return(prep):
                continue
            inner = [c for c in prep.rights if c.dep_ in _OBJECTS or (c.dep_ == "pcomp" and c.tag_ == "VBG")]
            wholes = adjuncts.wholes_paid_for(self.token, prep, inner)
            found.setdefault(prep.lower_, []).extend(marks.with_conjuncts(wholes))
        return {word: sorted(set(objects), key=lambda t: t.i) for word, objects in found.items()}

    @cached_property
    def things(self) -> frozenset[str]:
        """The lemmas of what it is done to, or of what has it happen, with the words before them and after "of".

        What is in no list has a mark: ``#person``, ``#body`` and ``#land`` of the name of one, ``#many`` of what is
        counted, ``#money`` of an amount of it; ``#plural`` is a noun that tells it in the plural.
        """
        heads = [*self._arguments[1], *(self.at("of") if self.noun is not None else ())]
        if not heads and not has_right(self.token, "attr"):
            heads = [*self._arguments[0]]  # but "his seat could become a conflict"
        heads += self.at("as") if self.noun is None else talks.subjects_of_talk(self.token)
        heads += [x for t in heads for x in (left_out(t), *adjuncts.glosses(t)) if x is not None]
        inner = filter(None, [adjuncts.stuff_of(self.analysis, t) for t in heads])
        held = [t for head in chain(heads, inner) for t in (head, *marks.words_before(head))]
        behind = [c for c in self.token.rights if c.dep_ in _BEHIND]
        own = behind if self.noun is None else marks.words_before(self.token)
        own += [g for t in own if t.dep_ == "oprd" and (g := object_of(t, "of")) is not None]  # "player of the year"
        own += [g for t in self.token.rights if t.lower_ == "worth" for g in t.children]  # "is worth *$4 million*"
        own += nominals.owned_beside(self.token) if self.noun is None else ()
        joined = [hyphened(c) for t in own for c in t.lefts if c.dep_ == "amod"]  # "became the top-grossing app"
        sorts = [m for t in heads for m in marks.marks_of_thing(self.analysis, t)]
        paid = (*heads, *own, *objects_of(self.token, "by"))  # "fell by *$4 million*"
        sorts += ["#plural"] * (self.token.tag_ == "NNS") + ["#money"] * any(map(self.analysis.is_sum, paid))
        pairs = (f"{c.lemma_.lower()}_{t.lemma_.lower()}" for t in heads for c in marks.words_before(t))
        named = (*map(hyphened, heads), *joined, *pairs, *sorts, *purposes(self.token))
        return frozenset((*(t.lemma_.lower() for t in (*held, *own)), *named))

    @cached_property
    def barring(self) -> frozenset[str]:
        """The words that may rule a sense out: those it is done to; of who only does it the heads alone."""
        of = [g for t in self._arguments[0] if t.pos_ == "NOUN" for g in objects_of(t, "of")]  # "a storm of protest"
        if self._arguments[1] or self.at("of"):
            of += marks.words_of_growth(self._arguments[1]) if self.noun is None else []
            return self.things.union(g.lemma_.lower() for g in of)
        if self.noun is not None:  # of "the oil major launched a buyback" no "oil"
            before = {t.lemma_.lower() for head in self._arguments[0] for t in marks.words_before(head)}
            own = {t.lemma_.lower() for t in marks.words_before(self.token)}
            return frozenset(t for t in self.things - (before - own) if t == "#plural" or not t.startswith("#"))
        lands = (m for t in self._arguments[0] for m in marks.marks_of(t) if m == "#land")  # "Peru protested", no crowd
        heads = (*self._arguments[0], *self.at("as"), *of)
        return frozenset((*lands, *(self.things & {"#money"}), *(t.lemma_.lower() for t in heads)))

    def things_of(self, name: str) -> frozenset[str]:
        """The lemmas of the objects of the preposition that ends a phrase: of "sail_into" those of "into"."""
        heads = adjuncts.with_stuff(self.analysis, self.at(name.rpartition("_")[2]) if "_" in name else [])
        lemmas = (x.lemma_.lower() for t in adjuncts.with_glosses(heads) for x in (t, *marks.words_before(t)))
        sorts = [f"to_{c.lemma_.lower()}" for t in heads for c in t.rights if c.tag_ == "VB"]  # "a deal *to build* it"
        sorts += ["#money"] * any(map(self.analysis.is_sum, heads))
        return frozenset(chain(lemmas, sorts, *map(marks.marks_of, heads)))

    @cached_property
    def doers(self) -> frozenset[str]:
        """The lemmas of what does it, or has it happen, with the words before names; of a noun its own, too."""
        patients = [] if is_done_by_clause(self.token) else self._arguments[1]  # "was struck *by how calm he was*"
        heads = [*(self._arguments[0] or patients), *([self.noun] if self.noun is not None else [])]
        heads += [g for t in heads for g in nominals.speaker_of(t, self.verb)]
        heads += [g for t in heads if t.lemma_.lower() in lexicon("telling").masses for g in objects_of(t, "of")]
        heads = list(map(counted_noun, heads))
        named = [x for t in heads if t.pos_ != "NOUN" for x in marks.words_before(t, "poss")]  # "a Boeing 737"
        named += [c for t in heads for c in t.rights if t.pos_ == "PROPN" and c.dep_ == "appos"]
        sorts = (m for t in heads for m in marks.marks_in(self.analysis, t))
        lemmas = (x.lemma_.lower() for x in (*heads, *named))
        return frozenset((*lemmas, *map(hyphened, heads), *map(singular, heads), *sorts))

    @cached_property
    def around(self) -> frozenset[str]:
        """The words that hang on it."""
        heads = {t for t in (self.token, self.verb) if t is not None}
        near = [c for h in heads for c in h.children if c.dep_ not in APART and c.lower_ != "according"]
        found = [*near, *(g for c in near if c.dep_ not in NOUN_SUBJECTS for g in c.children if g.dep_ not in APART)]
        things = [c for c in near if c.dep_ == "dobj"] if self.noun is None else [self.noun]
        agreed = (c for c in things if c.lemma_.lower() in lexicon("telling").bearing)
        found += [g for c in agreed for g in c.rights if g.dep_ == "acl" and g.tag_ == "VB"]  # "a deal to *buy*"
        words = (w for t in (*found, *heads) for w in (t.lower_, t.lemma_.lower()) if t != self.token)
        return frozenset((*words, *purposes(self.token)))

    @property
    def is_bare(self) -> bool:
        """Whether a noun tells it, and nobody comes to harm in it: "the crash", but not "died in the crash"."""
        return self.noun is not None and not harmed_in(self.noun)

    def number(self, position: str, kinds: frozenset[str], taken: Sequence[Mention]) -> Quantity | None:
        """Return its first free number of some kinds: a ``level`` told or changed to, or a field of a change."""
        for fact in self.group.facts:
            changes = fact.type == "change"
            name = position.removeprefix("fact.") if position != "level" else "final" if changes else "amount"
            value = vars(fact).get(name) if changes or position == "level" else None
            if not isinstance(value, Quantity) or value.mention in taken:
                continue
            if not kinds or kinds & unit_kinds(value) or ("reached" in kinds and vars(fact).get("initial")):
                return value
        return None
