"""Namesakes: persons, firms, teams and ships of an article that a place's name stands for."""

from __future__ import annotations

from dataclasses import dataclass

from eventx.lexicons import lexicon
from eventx.mentions.names.vocabulary import given, offices
from eventx.mentions.places.columns import Columns
from eventx.mentions.places.cues import LISTING, Strength
from eventx.mentions.places.toponyms import state
from eventx.normalize.place import look_up

TEAMS = frozenset(("town", "seat", "admin2"))
"""Levels of places whose name is mostly that of a team in sport."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer name at the tokens ``first`` to ``last``, and what is known of it.

    Parameters
    ----------
    labels
        The entity labels of its tokens.
    whole
        The entity that holds it, if any, has no other words.
    levels, people
        The levels of the places whose own name it is, and the people (ten times log10) of the greatest.
    known, famous
        It is a place so great that weak words, or none, need to speak for it.
    cue
        How strongly the words around say that it is a place.
    """

    columns: Columns
    first: int
    last: int
    name: str
    labels: frozenset[str]
    whole: bool
    levels: frozenset[str]
    people: int
    known: bool
    famous: bool
    cue: Strength

    @property
    def said(self) -> bool:
        """The words around say it strongly, or weakly of a place that is known."""
        return self.cue == "strong" or (self.cue == "weak" and self.known)


def is_surname(c: Candidate) -> bool:
    """Tell whether a person of the article has the name, and no word says that something is there."""
    return c.name in c.columns.surnames and not (c.famous and c.cue != "none")


def is_team(c: Candidate) -> bool:
    """In sport, Leeds and Porto are teams where no word says that something is there; one may be "at Arsenal"."""
    at_home = (c.cue == "strong" and c.columns.word(c.first - 1) != "at") or c.columns.word(c.last) in lexicon(
        "toponyms"
    ).locals
    return c.columns.sport and not at_home and max(look_up(c.name), key=lambda sense: sense.people).level in TEAMS


def is_firm(c: Candidate) -> bool:
    """Tell whether a firm of the article has the name of a lesser place, or it stands in a list of bodies."""
    if "country" in c.levels:
        return False
    if c.last < len(c.columns) and f"{c.name}{c.columns.text[c.last]}" in lexicon("names").possessive:
        return True
    within = c.levels == {"area"} and all(sense.country for sense in look_up(c.name))  # Berkshire, no Asia
    called = c.name in c.columns.firms and (not c.famous or (within and c.cue != "strong"))
    return called or (c.cue != "strong" and "capital" not in c.levels and _is_among_bodies(c))


def is_called_so(c: Candidate) -> bool:
    """Tell whether a firm of the article has the name, and no word says that something is there: "Alaska plans"."""
    lesser = "country" not in c.levels
    names = c.columns.firms if lesser else c.columns.styled
    placed = c.cue != "none" or "capital" in c.levels or not c.whole
    before_noun = lesser and c.last < len(c.columns) and c.columns.pos[c.last] == "NOUN"
    return c.name in names and not placed and not before_noun


def is_within_person(c: Candidate) -> bool:
    """Tell whether the recogniser sees a person, and another word of the name stands there: "Hui Shan"."""
    longer = c.columns.is_capital(c.first - 1) and c.columns.pos[c.first - 1] == "PROPN" and "country" not in c.levels
    return "PERSON" in c.labels and (not c.whole or longer)


def has_given_name(c: Candidate) -> bool:
    """Tell whether a given name stands before: "Oscar Medina"; not "Charlotte Virginia"."""
    before = c.columns.word(c.first - 1).rpartition(";")[2]
    return before in given() and c.columns.is_capital(c.first - 1) and not state(c.name) and "country" not in c.levels


def is_headed_person(c: Candidate) -> bool:
    """Tell whether a rank stands before another name and this one: "Sergeant Troy Kent"; not "President Ali, Kenya"."""
    return c.columns.is_capital(c.first - 1) and c.columns.word(c.first - 2) in offices()


def _is_among_bodies(c: Candidate) -> bool:
    """Tell whether a name stands in a list between two of bodies: "the staff of Halden, Berkshire and Orla"."""
    columns, before, after = c.columns, c.first - 2, c.last + 1
    if columns.word(c.first - 1) not in LISTING or columns.word(c.last) not in LISTING:
        return False
    return all(columns.is_capital(i) and columns.label[i] == "ORG" for i in (before, after))


def is_spelt_otherwise(c: Candidate) -> bool:
    """Tell whether a capital stands within a word, as in names of firms, and in none of the places."""
    inner = c.name.isalpha() and any(map(str.isupper, c.name[1:])) and not c.name.isupper()
    return inner and all(sense.name != c.name for sense in look_up(c.name))
