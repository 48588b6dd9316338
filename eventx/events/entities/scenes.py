"""Scenes: the places of an article, where something happens in it, and which countries it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.analysis import Analysis, Located
from eventx.mentions.memory import remembered
from eventx.mentions.persons import is_person
from eventx.mentions.places.places import find_focus
from eventx.mentions.places.toponyms import generic
from eventx.records import Place
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import COMPOUNDING, NOUN_SUBJECTS, PLURAL, VERBAL
from eventx.syntax.phrases import ancestors
from eventx.syntax.tense import is_report
from eventx.text.section import holding, starting

_SCENE = 300  # characters within which a scene goes on


def is_of_healing(place: Place) -> bool:
    """Tell whether those who came to harm elsewhere are brought to a place: a hospital."""
    return place.name.lower().rpartition(" ")[2] in lexicon("entities").healing


@dataclass(frozen=True)
class PlaceIndex:
    """The places of an article."""

    analysis: Analysis

    def places_in(self, start: int, end: int) -> list[Located]:
        """Return the places that stand within characters ``start`` to ``end``."""
        return [p for p in starting(self.analysis.places, start, end) if p.end <= end]

    def as_place(self, found: Located) -> Place:
        """Return the record of a place where it stands."""
        return found.place.model_copy(update={"mention": self.analysis.mention(found.start, found.end)})

    @remembered
    def place(self, token: Token) -> list[Place]:
        """Return the places that a phrase names, coordinated ones too; those of its relative clauses are left out."""
        name = holding(self.analysis.places, token.idx)
        whole = name is not None and token == self.root(name.start, name.end)  # "the *United States* of America"
        held = self.places_in(*_extent(token)) or ([name] if name is not None and whole else [])
        called = [p for t in _called(token) for p in self.places_in(*_extent(t)) if p.form == "name"]
        if all(p.place.kind == "country" for p in held):  # but "the *Mitte* district of Berlin"
            held = called or held
        within = lexicon("entities").lands | lexicon("health").diseases
        if token.pos_ == "PROPN" or token.lemma_.lower() in within:  # "the *European* Open", "the *Asian* nation"
            held = [p for p in held if p.form != "adjective" or p.place.country is not None]
        return [self.as_place(found) for found in held]

    def is_place(self, token: Token) -> bool:
        """Tell whether a word stands in the name of a place."""
        return holding(self.analysis.places, token.idx) is not None

    def scenes(self, start: int, end: int) -> list[Place]:
        """Return the places between two characters where something can happen: "in Doha", "near Kumba"."""
        return [self.as_place(found) for found in self.places_in(start, end) if self._is_scene(found)]

    def _is_scene(self, found: Located) -> bool:
        if is_of_healing(found.place):
            return False
        root = self.root(found.start, found.end)
        if root.dep_ in COMPOUNDING and root.head.lower_ in generic():
            root = root.head  # "in Harare's Mbare township"
        above = list(islice(root.ancestors, 2))
        root = next((noun for noun in above if root in _called(noun)), root)  # "in the city of Kano"
        head = root.head if root.dep_ != "conj" else root.head.head
        if found.form != "name" or head.dep_ != "prep":
            return False
        beside = head.lower_ == "of" and head.head.lower_ in lexicon("toponyms").compass  # "wildfires north of Moss"
        return beside or head.lower_ in lexicon("entities").scene

    def scene_between(self, start: int, end: int) -> list[Place]:
        """Return the place where something happens told last between two characters, not far before the second.

        Those told together are one scene: "fires in *Bologna and Parma*".
        """
        near = self.places_in(max(start, end - _SCENE), end)
        last = next((p for p in reversed(near) if self._befalls_at(p)), None)
        joined = self.root(last.start, last.end).conjuncts if last is not None else ()
        return [self.as_place(p) for p in near if p == last or self.root(p.start, p.end) in joined]

    def scene_before(self, start: int) -> list[Place]:
        """Return the place where something happens near before a character, else the chief place of the article."""
        return self.scene_between(0, start) or self._chief_place

    def _befalls_at(self, found: Located) -> bool:
        """Tell whether something may befall people at a place."""
        return self._is_scene(found) and not self._is_forum(found)

    def _is_forum(self, found: Located) -> bool:
        """Tell whether a place is only where people talk, or stands for who does: "talks in Geneva", "Moscow said"."""
        above = list(ancestors(self.root(found.start, found.end)))
        verb = next((at for at, token in enumerate(above) if token.pos_ in VERBAL), len(above) - 1)
        speaker = next((token for token in above[:verb] if token.dep_ in NOUN_SUBJECTS), above[0])
        said = is_report(above[verb]) and speaker == above[0]  # but "officials in Lviv said"
        return said or not lexicon("entities").forums.isdisjoint(t.lemma_.lower() for t in above[: verb + 1])

    def _is_head(self, found: Located) -> bool:
        """Tell whether a place only heads a report, in capitals, or is one where people talk."""
        return self.analysis.text[found.start : found.end].isupper() or self._is_forum(found)

    def _is_home(self, found: Located) -> bool:
        """Tell whether a place is only where persons are from: "four *from Ireland* died", "four *Swedes* died"."""
        root = self.root(found.start, found.end)
        tie = root.head.head if root.dep_ == "conj" else root.head
        if found.form == "adjective" and root.tag_ in PLURAL and root.dep_ not in COMPOUNDING:
            return True
        return tie.lower_ == "from" and tie.dep_ == "prep" and is_person(tie.head)

    @cached_property
    def _focus(self) -> list[Place]:
        return find_focus(self.analysis.places)

    @cached_property
    def _chief_place(self) -> list[Place]:
        """The place that the article is chiefly about, if it is more than a dateline or a forum; else its country."""
        chief = sorted((p for p in self._focus if p.country), key=lambda p: p.kind == "country")
        held = ((p, found) for p in chief for found in self.analysis.places if found.place.name == p.name)
        homes = {f.place.name for f in self.analysis.places if f.place.kind != "city" and self._is_home(f)}
        held = ((p, found) for p, found in held if p.name not in homes and not self._is_home(found))
        told = (found for p, found in held if p.kind == "country" or not self._is_head(found))
        return [self.as_place(found) for found in islice(told, 1)]

    @cached_property
    def home(self) -> list[Place]:
        """The country that the article is chiefly about, if nobody is told to come from it: "visitors *from* Chad"."""
        first = self.lands[0] if self.lands else []
        named = (found for found in self.analysis.places for land in first if found.place.country == land.country)
        return [] if any(map(self._is_left, named)) else first

    def _is_left(self, found: Located) -> bool:
        root = self.root(found.start, found.end)
        while root.dep_ in ("conj", "appos"):
            root = root.head
        return root.head.lower_ == "from"

    @cached_property
    def lands(self) -> list[list[Place]]:
        """The countries that the article is chiefly about, the first first, each with its first mention."""
        first: dict[str, Located] = {}
        for found in self.analysis.places:
            first.setdefault(found.place.country or found.place.name, found)
        chief = ((p, first.get(p.country or p.name)) for p in self._focus if is_land(p))
        return [
            [place.model_copy(update={"mention": self.analysis.mention(at.start, at.end)})]
            for place, at in chief
            if at is not None
        ]

    @cached_property
    def land_names(self) -> dict[str, str]:
        """The fullest form in which the text has each country's name: "U.S." where nobody writes it out."""
        forms: dict[str, str] = {}
        for found in self.analysis.places:
            text = self.analysis.text[found.start : found.end]
            if found.form == "name" and len(text) > len(forms.get(found.place.name, "")):
                forms[found.place.name] = text
        return forms

    @cached_property
    def _roots(self) -> dict[tuple[int, int], Token]:
        return {}

    def root(self, start: int, end: int) -> Token:
        """Return the head of the tokens between two characters."""
        if (start, end) not in self._roots:
            self._roots[start, end] = self.analysis.span(start, end).root
        return self._roots[start, end]


def is_land(place: Place) -> bool:
    """Tell whether a place is a country or a union of countries."""
    return place.kind == "country" or (place.kind == "region" and place.country is None)


def _called(noun: Token) -> list[Token]:
    """Return the names behind what sort or part of a place is told: "the city of *Kano*", "the capital, *Doha*"."""
    if noun.pos_ != "NOUN" or not (noun.lower_ in generic() or noun.lower_ in lexicon("toponyms").parts):
        return []
    return [t for t in (*objects_of(noun, "of"), *noun.rights) if t.pos_ == "PROPN" and t.dep_ in ("pobj", "appos")]


def _extent(token: Token) -> tuple[int, int]:
    """Return the characters of a phrase without relative clauses and appositions."""
    last = token
    for child in token.rights:
        if child.dep_ in ("relcl", "acl", "appos", "advcl", "prep"):
            break
        if child.dep_ == "conj":
            last = max((child, *(c for c in child.children if c.dep_ == "conj")), key=lambda t: t.i)
        elif child.dep_ in ("case", "cc", "nummod", "compound", "nmod"):
            last = child.right_edge
    return token.left_edge.idx, last.idx + len(last)
