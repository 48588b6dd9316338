"""The clause of an event: its verb, what is measured or counted, and the words that stand in each position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import methodcaller
from typing import Any, ClassVar

from spacy.tokens import Span, Token

from eventx.events.clauses import adjuncts, aims, measured, wares
from eventx.events.clauses.leads import FactGroup
from eventx.events.clauses.naming import names_of_noun, names_of_verb, words_near
from eventx.events.clauses.turns import in_turn
from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis
from eventx.mentions.memory import remembered
from eventx.records import Mention
from eventx.syntax import phrases as syntax
from eventx.syntax.arguments import indirect_objects, prepositions_of, way_of
from eventx.syntax.deputies import bearer_of, deputy_of, owners_before
from eventx.syntax.harm import occasions
from eventx.syntax.labels import AUXILIARIES, COMPLEMENTS, NOUNS, PREMODIFIERS, VERBAL, first_right, has_left, has_right
from eventx.syntax.nominals import havers_of, outermost
from eventx.syntax.tense import told_by

_SLOTS = {"nsubj": "subject", "dobj": "object", "nsubjpass": "object"}


def _one(token: Token | None) -> Iterable[Token]:
    return () if token is None else (token,)


POSITIONS: Mapping[str, Callable[[Any], Iterable[Token]]] = {
    "subject": lambda clause: _one(clause.gap) or clause._arguments[0],
    "object": lambda clause: clause._arguments[1],
    "gauged": lambda clause: _one(clause.gauged),
    "foreseen": lambda clause: (
        c
        for tie in ("for", "on", "of")
        if {*clause.noun_names} & lexicon("modality").forecast.nouns
        for t in clause.at(tie)
        for c in (t, *t.lefts)
    ),
    "valued": lambda clause: clause._valued,
    "owner": lambda clause: (c for c in clause.token.lefts if c.dep_ == "poss" and c.pos_ in NOUNS),  # "*Alba's* $3"
    "complement": lambda clause: (c for verb in _one(clause.verb) for c in verb.rights if c.dep_ in COMPLEMENTS),
    "indirect": lambda clause: _one(clause.taker) or (indirect_objects(clause.verb) if clause.verb is not None else ()),
    **aims.POSITIONS,
    "verb": lambda clause: _one(clause.verb),
    "occasion": lambda clause: occasions(clause.verb),
    "noun": lambda clause: _one(clause._owned),
    **{at: methodcaller("_premodifiers", at) for at in PREMODIFIERS},
    "opener": lambda clause: clause.span_of(held)[:1] if (held := clause.group.measured) is not None else (),
    "apposition": lambda clause: (c for noun in _one(clause.noun) for c in noun.rights if c.dep_ == "appos"),
    "holder": lambda clause: (
        c  # right behind a pronoun, wherever the parser has put it
        for noun in _one(clause._owned)
        for tie in ((noun.nbor(),) if noun == clause.deputy else noun.rights)
        if tie.lower_ in ("of", "in")
        for c in tie.children
    ),
    "seat": lambda clause: map(adjuncts.owner_of_seat, clause.at("at")),
    "there": lambda clause: sorted((t for tie in ("in", "at", "near") for t in clause.at(tie)), key=lambda t: t.i),
    "haver": lambda clause: havers_of(clause.noun),
    "made": lambda clause: (c for goods in clause.at("of") for c in goods.lefts if c.pos_ == "ADJ" and c.ent_type_),
    **wares.POSITIONS,
    "cue": lambda clause: (c for c in _one(clause.cue) if c.pos_ in NOUNS),
}
"""The positions of a clause besides prepositions, each with what finds the heads of the phrases in it."""


@dataclass(frozen=True)
class EventClause:
    """A group of facts in its clause."""

    positions: ClassVar[Mapping[str, Callable[[Any], Iterable[Token]]]] = POSITIONS
    analysis: Analysis
    group: FactGroup
    gap: Token | None = None
    taker: Token | None = None
    """The subject of a clause that leaves its verb out, "Germany $30 million", or who has what it tells."""

    @cached_property
    def token(self) -> Token:
        """The head of the leading number."""
        return self.span_of(self.group.lead.span).root

    def span_of(self, mention: Mention) -> Span:
        """Return the tokens of a mention."""
        return self.analysis.span(mention.start, mention.end)

    @cached_property
    def cue(self) -> Token | None:
        """The head of the words that tell a change."""
        trigger = self.group.trigger
        return self.span_of(trigger).root if trigger is not None else None

    @cached_property
    def noun(self) -> Token | None:
        """The head of what is measured or counted."""
        return measured.noun_of(self)

    @cached_property
    def gauged(self) -> Token | None:
        """What stands at a share of a whole, or at a mark: "*debt* is 60% of GDP", "spent 2% of GDP on *arms*"."""
        return measured.gauged_by(self)

    @cached_property
    def verb(self) -> Token | None:
        """The verb that governs the leading number."""
        told = self.cue if self.cue is not None and self.cue.pos_ in VERBAL else self.undergone
        if told is not None:
            return told
        found = told_by(syntax.governing_verb(self.token), self.token)
        while found is not None and (found.dep_ in AUXILIARIES or found.lower_ in lexicon("clause").no_verbs):
            found = found.head if found.dep_ in AUXILIARIES else syntax.governing_verb(found)
        if found is not None and found.dep_ == "ccomp" and found.head.lemma_.lower() == "let":
            return found.head  # "let four waitresses go"
        return found

    @cached_property
    def verb_names(self) -> tuple[str, ...]:
        """The lemma of the verb, first with its particle, preposition or object: "lay_off", "lose_job", "lay"."""
        return tuple(names_of_verb(self))

    @cached_property
    def noun_names(self) -> tuple[str, ...]:
        """The lemma of what is measured, first with its compounds: "job_loss" (also of "loss of jobs"), "loss"."""
        return tuple(names_of_noun(self))

    @cached_property
    def near(self) -> frozenset[str]:
        """The lemmas of what is measured; for money also of what stands beside the verb."""
        return words_near(self)

    @cached_property
    def own_actions(self) -> tuple[str, ...]:
        """What the counted do or suffer themselves: "the families of five workers killed in a blast"."""
        action = vars(self.group.lead).get("action")
        return (action, action.split("_")[0]) if isinstance(action, str) else ()

    @cached_property
    def befallen(self) -> bool:
        """Whether the verb tells what befell the counted, whatever they do: "two nurses were arrested"."""
        return not lexicon("clause").any_of("befall", "harming").isdisjoint(self.own_actions[1:])

    @cached_property
    def detached(self) -> bool:
        """Whether the counted are enclosed so, and the verb is not theirs."""
        return self.enclosed and self.undergone is None

    @cached_property
    def undergone(self) -> Token | None:
        """The participle of what was done to those inside another noun phrase: "families of five workers *killed*"."""
        counts = self.group.lead.type == "headcount"
        return adjuncts.participle_behind(self.token, self.own_actions, within=self.enclosed) if counts else None

    @cached_property
    def enclosed(self) -> bool:
        """Whether the counted stand inside another noun phrase: "a survey of 1,200 guests"."""
        return self.group.lead.type == "headcount" and adjuncts.is_within(self.token, self.is_whole)

    @cached_property
    def is_whole(self) -> bool:
        """Whether the counted are somebody's, of whom others are told: "600 of its 2,000 workers"."""
        head = self.token.head if self.token.dep_ == "nummod" else self.token
        of = head.head
        told = of.lower_ == "of" and of.i > 0 and "NUM" in (of.head.pos_, of.nbor(-1).pos_)
        return told and has_left(head, "poss")

    @cached_property
    def slot(self) -> str | None:
        """Where the number stands to its verb: subject, object (also of a passive), or the preposition before it.

        Of "a group of 40 miners", "a $40 million loan" it is the place of the group, the loan.
        """
        head = outermost(self.token)
        own = _SLOTS.get(head.dep_) if head.head == self.verb else None
        return head.head.lower_ if head.dep_ == "pobj" else own

    @property
    def elides(self) -> bool:
        """Whether the clause leaves out who is counted: "has sent 340"."""
        measured, lead = self.group.measured, self.group.lead
        return lead.type == "headcount" and (measured is None or measured.end <= lead.sentence.start)

    @property
    def aside(self) -> bool:
        """Whether the counted are neither who acts nor to whom it is done: "jobs for 40 people"."""
        core = {None, "subject", "object"} | lexicon("clause").core
        alone = self.token.like_num and self.token.dep_ != "nummod"  # "sent 2,000 to Jilin, with 400 more to Dandong"
        return self.group.lead.type == "headcount" and not alone and self.slot not in core

    @property
    def is_capacity(self) -> bool:
        """Whether the verb tells only what could be: "a resort capable of hosting 20,000 people"."""
        above = self.verb.head if self.verb is not None else None
        above = above.head if above is not None and above.dep_ == "prep" else above
        return above is not None and above.lemma_.lower() in lexicon("clause").able

    @property
    def governs(self) -> bool:
        """Whether the verb has an object."""
        return self.verb is not None and has_right(self.verb, "dobj")

    @remembered
    def at(self, position: str) -> list[Token]:
        """Return the heads of the phrases that stand in a position, in text order."""
        seek = self.positions.get(position)
        return in_turn(list(seek(self) if seek else self._objects.get(position, ())), self)

    @cached_property
    def _arguments(self) -> tuple[list[Token], list[Token]]:
        doers, objects = adjuncts.arguments_about(self.verb)
        return [t for t in doers if not self._is_own(t)], [t for t in objects if not self._is_own(t)]

    def _is_own(self, token: Token) -> bool:
        """Tell whether a phrase holds the number itself, or is what it measures."""
        verb = self.verb
        if verb is None or token.is_ancestor(verb):
            return False
        if self.holds(token) or (token == self.deputy and token.tag_ not in ("DT", "WDT")):
            return True
        mention = self.group.measured
        measured = mention is not None and mention.start <= token.idx < mention.end  # else what has it acts
        return measured and all(c.dep_ != "dobj" or c in (token, self.token) for c in verb.rights)

    def holds(self, token: Token) -> bool:
        """Tell whether the number stands within a phrase."""
        return token.left_edge.i <= self.token.i <= token.right_edge.i

    @property
    def _valued(self) -> Iterable[Token]:
        """What a verb puts a price on: "valuing *Kappa* at $3 billion"."""
        told = self.verb is not None and self.verb.lemma_.lower() in lexicon("clause").valuing
        return [t for t in self._arguments[1] if t.pos_ != "PRON"] if told else ()

    @cached_property
    def deputy(self) -> Token | None:
        """Who stands for what is measured, of somebody else: "*those* of Kappa", "*that* in Peru", "*Kappa's*"."""
        told = self.group.measured
        chars = (told.start, told.end) if told is not None else (0, 0)
        return deputy_of(self.verb, self.noun, chars) if self.verb is not None else None

    @cached_property
    def _owned(self) -> Token | None:
        """The noun, or the pronoun with an owner of its own, by which it stands whose measure it is."""
        return bearer_of(self.noun, self.deputy)

    def _premodifiers(self, position: str) -> Iterator[Token]:
        return owners_before(self._owned, PREMODIFIERS[position]) if self._owned is not None else iter(())

    @cached_property
    def _objects(self) -> dict[str, list[Token]]:
        """The objects of the prepositions that belong to noun, number or verb: those behind the number first."""
        found: dict[str, set[Token]] = {}
        for head in self._heads():
            for prep in prepositions_of(head):
                told = [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
                if prep.lower_ != "of" or not syntax.follows(prep, "out"):  # "put 40 people out of work"
                    way = prep if prep.head == self.noun else way_of(prep)  # "income from exports *of* tea"
                    found.setdefault(way.lower_, set()).update(told)
        # of "$4 million for roads and $2 million for clinics" the second is for clinics
        return {word: adjuncts.own_first(held, self.token, self.verb) for word, held in found.items()}

    def _heads(self) -> Iterator[Token]:
        """Yield the words whose prepositions tell of the event; "those to China" has places of its own."""
        verb = self.verb
        above = self.token.head if self.token != verb else None
        owed = first_right(verb, "xcomp" if verb.lemma_ == "be" else "oprd") if verb else None  # "made *redundant* at"
        yield from (t for t in (self.deputy or self.noun, self.token, above, verb, owed) if t is not None)
        for fact in self.group.facts[1:] if self.deputy is None else ():  # "cars worth 14 billion euros to Japan"
            root = self.span_of(fact.span).root
            yield from (root, root.head) if root.head.lower_ == "worth" else (root,)
