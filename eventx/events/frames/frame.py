"""Frames: an event type as data. Which words tell it, which facts lead it, and where each of its roles stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from eventx.events.frames.checks import Filler, check_role, members
from eventx.events.frames.words import Sense, Trigger, Words, compile_words, unvaried
from eventx.lexicons import load_lexicon
from eventx.records import Event
from eventx.records.errors import ConfigError

_INFLECTED = re.compile(r"(?!(?:[ei]m)bed)(?:[a-z]*[aeiouy][a-z]*(?:ing|(?<!e)ed))")
"""Verbs that are no base form: "jailed", "jailing", but not "need", "bring" or "shed"."""


@dataclass(frozen=True)
class Role:
    """Where the filler of one field stands.

    Parameters
    ----------
    filler
        ``place``, ``actor``, ``actors`` (all that stand in its positions), ``quantity`` or ``mention``.
    at
        Positions, tried in order: ``subject`` and ``object`` (logical: a passive is turned round), ``indirect``, the
        ``noun`` measured, its ``modifier``, ``possessor``, ``compound``, ``apposition``, where its goods are ``made``
        ("imports of Chinese steel"), the ``seat`` ("jobs at Kappa"), the ``haver``
        ("Kappa, with 40 jobs"), ``level`` (the number),
        ``measured`` (what is counted or measured, where no trigger), ``struck`` and ``harmed`` (what a noun hits,
        who dies in it), ``cue`` (the noun that tells a change), ``verb`` (of the lexicon's list ``telling`` where
        there is one), ``foreseen`` (of whom a forecast is), ``occasion`` (what happens as it does),
        ``whose`` (a pronoun before what it is done to: "*its* rate was raised"),
        ``counted`` (what a number counts),
        ``infinitive`` (what the verb is done to do), ``gerund`` (what is stopped: "will stop smelting"),
        ``led`` (by whom a round is),
        ``discussed`` (what it is done to talk of), ``topical`` (the word before talks),
        ``succeeded`` (whose place it is done to take),
        ``counterpart`` (with whom it is talked of), ``employer`` (whose the post is), ``speaker`` (who says it),
        ``alleged`` (what somebody is said to have done: "sued it, alleging"), ``doubted`` (what it is looked into
        whether somebody did), ``suspect`` (who is said to have done it), ``matter`` (what a word before a case says it
        is about), ``ordered`` and ``payee`` (whom a court tells to do something, and whom to pay), ``mover`` (whose
        motion it judges), ``respondent`` (against whom), ``forum`` (the court that has it), ``aimed`` (what a
        noun is aimed at),
        ``joined`` (the lands that a hyphen joins before it), ``partner`` (on whose goods a barrier is put),
        ``helped`` (whom an amount is to help), ``asker`` (who asks for it), ``pair`` (two between whom, or of whom, it
        is told), ``joining`` (the subject, but of who joins others),
        ``ware`` and ``grown`` (a land's goods in the clause before, and the land),
        ``sentence`` (the nearest place of the sentence where something can happen), ``fact.NAME`` (a field of the
        leading fact), ``list.NAME`` (a word of that list of the lexicon in the sentence), ``like.NAME`` (what that
        pattern of the lexicon matches near the trigger), or a preposition.
    when
        Other positions for some actions.
    only
        The actions that have the role; all by default.
    unit
        The unit of a number that has none.
    shared
        The actions of which a number is told of several roles, none of which can have more: "killed or wounded 40".
    kinds
        The kinds of place or actor that fit; all by default. Of a quantity the kinds of unit: ``money``, ``percent``
        (points too), ``time``, ``number``, ``fraction``; ``reached`` what a change goes to from another.
    words
        The list of the lexicon that holds the head of the filler, or a word before it, if it is of none of the kinds.
    sayer
        Whether who says it may fill it: a bank that forecasts a measure is not whose measure it is.
    carry
        Whether the article may fill it where the clause does not: whom the model of parties tells; for a type without
        weights, and for a role of another filler, as in the event of the same type before.
    resumed
        Whether, in an action that resumes an event of its type, it is filled as it was there.
    described
        Whether the article may fill it with somebody who has no name: "families whose houses had burned".
    series
        Whether all that stand side by side are one filler: "charged with fraud, theft and perjury".
    content
        Whether what its words tell is part of the event, and no other: "talks on *lifting a ban*".
    things
        Whether persons are no filler: what kills is not who dies; those who are counted employ nobody.
    unplaced
        Whether it is told without where it is: "flu", not "flu in Peru".
    scene
        Whether the place told last, else the one the article is chiefly about, fills it.
    home
        The list of the lexicon for whose measures the article's own country fills the role.
    barred
        The list of the lexicon for whose measures the role is left empty, but for those of its list with ``_but``.
    personal
        The list of the lexicon for whose measures a person fills the role, whom the clause must name: "his fortune".
    needed
        Whether there is no event without it; or for which actions.
    unneeded
        The actions that may be without it all the same: what an offering raises.
    among
        The list of the lexicon that holds a word of one of those who fill it, if none of them is a country or public.
    over
        The list of the things over which ``among`` holds, and over which there is no event without it: any by default.
    named
        The actions for which the words are no filler: who is appointed has a name.
    doing
        The actions of which who does it by the sense fits, whatever its word: what burst, what swept through.
    agent
        Whether (or for which actions), where something does it, that must fill it: a storm repeals no law.
    public
        The actions that no firm, nor one of its people, does: there is no event with one.
    first
        The actions for which the first of those who fill it must be of ``among``: a minister who visits Peru.
    official
        The actions of which only an office of its words, or a public body, fills it: who settles with a court.
    mutual
        The actions that need two who fill it, or a plural.
    """

    filler: Filler
    at: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    unit: str | None = None
    shared: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    words: str | None = None
    sayer: bool = True
    carry: bool = False
    resumed: bool = False
    described: bool = False
    series: bool = False
    content: bool = False
    things: bool = False
    unplaced: bool = False
    scene: bool = False
    home: str | None = None
    barred: str | None = None
    personal: str | None = None
    needed: bool | frozenset[str] = False
    unneeded: frozenset[str] = frozenset()
    among: str | None = None
    first: frozenset[str] = frozenset()
    over: str | None = None
    official: frozenset[str] = frozenset()
    mutual: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    agent: bool | frozenset[str] = False
    public: frozenset[str] = frozenset()

    def applies(self, action: str) -> bool:
        """Tell whether an action has the role."""
        return not self.only or unvaried(action) in self.only

    def is_needed(self, action: str) -> bool:
        """Tell whether there is no event of an action without it."""
        return action not in self.unneeded and (self.needed is True or action in (self.needed or ()))

    def is_agent(self, action: str) -> bool:
        """Tell whether what does an action must fill it."""
        return self.agent if isinstance(self.agent, bool) else action in self.agent

    def positions(self, action: str) -> tuple[str, ...]:
        """Return the positions for an action ("invest:turned" may have its own, else those of "invest")."""
        if not self.applies(action):
            return ()
        return self.when.get(action, self.when.get(unvaried(action), self.at))


def variants(names: Mapping[str, str]) -> frozenset[str]:
    """Return actions with the names of their variants: of ``{"sign": "agree join"}`` "sign:agree" and "sign:join"."""
    return frozenset(f"{action}:{name}" for action, own in names.items() for name in own.split())


ANYBODY = frozenset({"organisation", "country", "person", "group"})
"""The kinds of those who may act."""
SCENE = Role("place", ("there", "on", "sentence"))
"""Where something happens."""


@dataclass(frozen=True)
class Frame:
    """An event type as data.

    Parameters
    ----------
    leads
        The fact types that can lead a mention of it: change, money, headcount, share, measure.
    roles
        Field name to :class:`Role`.
    triggers
        Action to :class:`Trigger`; or ``lexicon``, the name of a TOML file that holds them.
    action
        The field that takes the action's name, if any.
    default
        The action of a counted word that no trigger governs; None means that it tells no event.
    signs
        Positions whose filling tells the type without a trigger ("$40 million for schools"), with the action then.
    always
        Fact types that need no trigger.
    counted, unless
        Words that a weak verb needs beside the number; words measured that rule the type out. A lexicon's lists of
        these names are added; it may have others: ``unless_verbs``, ``unless_weak`` (which strong verbs overrule),
        ``bearers`` (nouns of persons that tell the action where no verb of ``other_deeds`` tells something else of
        them), ``receiving`` (verbs of a land that takes in anybody, of others only ``travellers``),
        ``vague`` and ``stakes`` (mentions and actors that fill no role), and those that ``Role.home`` and
        ``Role.barred`` name.
    per
        Whether an amount "per" something (other than a person) can be of this type.
    money
        Whether an event of this type needs an amount of money.
    least
        The smallest amount that an event of this type has.
    befalls
        Whether one happening may strike several: a storm the coast and a village.
    steps
        Actions that are steps of one where one authority takes them in a breath: "ruled for him and awarded him $5".
    pair, turned
        Two place roles that complete each other from pairs told before; the actions that turn the pair round.
    one_of
        Roles of which one must be filled.
    of_noun
        Roles of which one must be filled where a noun tells it; what befalls somebody needs none.
    needs_number
        Whether there is no event without a number. Without it a trigger suffices in a clause that fills a role.
    priority
        Types are tried low first; a user's own come before the built-in ones.
    """

    leads: tuple[str, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    triggers: Mapping[str, Trigger] = field(default_factory=dict)
    lexicon: str | None = None
    action: str | None = None
    default: str | None = None
    signs: Mapping[str, str] = field(default_factory=dict)
    always: frozenset[str] = frozenset()
    counted: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    per: bool = True
    money: bool = False
    least: int = 0
    one_of: tuple[str, ...] = ()
    of_noun: tuple[str, ...] = ()
    needs_number: bool = True
    priority: int = 0
    befalls: bool = False
    steps: frozenset[str] = frozenset()
    pair: tuple[str, str] | None = None
    turned: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> Words:
        """The trigger words of code and lexicon, compiled."""
        return compile_words(
            load_lexicon(self.lexicon) if self.lexicon else {}, self.triggers, self.counted, self.unless
        )

    @cached_property
    def counts_persons(self) -> bool:
        """Whether the number of an event of this type is one of persons."""
        return any(role.unit == "person" for role in self.roles.values())

    def check(self, cls: type[BaseModel]) -> None:
        """Raise ConfigError, naming class and field, if a role does not fit the class."""
        fields = cls.model_fields
        if not (self.needs_number or self.triggers or self.lexicon):
            raise ConfigError(f"{cls.__qualname__}.frame: an event that needs no number needs triggers")
        for name in (*self.roles, *self.one_of, *(self.pair or ()), *([self.action] if self.action else [])):
            if name not in fields:
                raise ConfigError(
                    f"{cls.__qualname__}.frame: role {name!r} is no field of the class; there are {', '.join(fields)}"
                )
        for verb in (verb for trigger in self.triggers.values() for verb in (*trigger.verbs, *trigger.weak)):
            if _INFLECTED.fullmatch(verb.partition("_")[0]):
                raise ConfigError(f"{cls.__qualname__}.frame: the verb {verb!r} is inflected; give its base form")
        if self.action:
            self._check_actions(f"{cls.__qualname__}.{self.action}", fields[self.action])
        for name, role in self.roles.items():
            check_role(f"{cls.__qualname__}.{name}", role, fields[name])
        for name, held in fields.items():
            if held.is_required() and name not in (*Event.model_fields, *self.roles, self.action):
                where = f"{cls.__qualname__}.{name}"
                raise ConfigError(
                    f"{where}: nothing fills it; make it the frame's action, a role, or give it a default"
                )

    def _check_actions(self, where: str, field: FieldInfo) -> None:
        known = {value for value in members(field.annotation) if isinstance(value, str)}
        told = {unvaried(name) for name in (*self.triggers, *self.signs.values(), self.default or "") if name}
        if known and (unknown := told - known):
            raise ConfigError(
                f"{where}: the frame has {', '.join(sorted(unknown))}, the field only {', '.join(sorted(known))}"
            )


__all__ = ["ANYBODY", "SCENE", "Frame", "Role", "Sense", "Trigger", "Words", "variants"]
