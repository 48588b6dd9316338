"""Cast: the persons and bodies of an article by their fullest names, and whom a word in it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property

from spacy.tokens import Span, Token

from eventx import syntax
from eventx.geography.places import find_focus
from eventx.lexicon import load_lexicon
from eventx.people import is_person
from eventx.reading import Located, Reading
from eventx.records import Actor, ActorKind, Mention, Place

_KINDS: dict[str, ActorKind] = {"ORG": "organisation", "PERSON": "person", "GPE": "country", "NORP": "group"}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("cast")[name])


@dataclass
class Cast:
    """Who appears in an article."""

    reading: Reading
    persons: set[str] = field(default_factory=set)

    @cached_property
    def entities(self) -> list[Span]:
        """The persons and bodies that the recogniser finds, in text order."""
        return [e for e in self.reading.doc.ents if e.label_ in _KINDS and e.text[0].isalnum() and "\n" not in e.text]

    @cached_property
    def bodies(self) -> set[str]:
        """The full names of the bodies that the recogniser finds."""
        return {self._name(e) for e in self.entities if e.label_ == "ORG"}

    @cached_property
    def by_token(self) -> dict[int, Span]:
        """Entity by each of its tokens."""
        return {t.i: e for e in self.entities for t in e}

    @cached_property
    def fullest(self) -> dict[str, str]:
        """Each name's fullest form in the article."""
        names = sorted({_clean(e.text) for e in self.entities if e.label_ in ("ORG", "PERSON")}, key=len, reverse=True)
        by_word: dict[str, str] = {}
        for name in names:
            for word in name.split():
                if word[0].isupper():
                    by_word.setdefault(word, name)
        out = {}
        for name in names:
            full = by_word.get(name.split()[0], name)
            out[name] = full if f" {name} " in f" {full} " else name
        return out

    @cached_property
    def _place_starts(self) -> list[int]:
        return [p.start for p in self.reading.places]

    def places_in(self, start: int, end: int) -> list[Located]:
        """Return the places that stand within characters ``start`` to ``end``."""
        first = bisect_right(self._place_starts, start - 1)
        last = bisect_right(self._place_starts, end - 1)
        return [p for p in self.reading.places[first:last] if p.end <= end]

    def place(self, token: Token) -> list[Place]:
        """Return the places that a phrase names, coordinated ones too; those of its relative clauses are left out."""
        start, end = _extent(token)
        return [
            found.place.model_copy(update={"mention": self.reading.mention(found.start, found.end)})
            for found in self.places_in(start, end)
        ]

    def scenes(self, start: int, end: int) -> list[Place]:
        """Return the places between two characters where something can happen: "in Doha", "near Kumba"."""
        out = []
        for found in self.places_in(start, end):
            root = self.reading.span(found.start, found.end).root
            head = root.head if root.dep_ != "conj" else root.head.head
            if found.form == "name" and head.dep_ == "prep" and head.lower_ in _words("scene"):
                out.append(found.place.model_copy(update={"mention": self.reading.mention(found.start, found.end)}))
        return out

    def named(self, token: Token) -> Actor | None:
        """Return the country, body or person that a token names or belongs to the name of."""
        held = self.places_in(token.idx, token.idx + len(token)) or self._over(token)
        entity = self.by_token.get(token.i)
        if held and (
            entity is None or entity.label_ in ("GPE", "NORP") or len(entity.text) <= held[0].end - held[0].start
        ):
            found = held[0]
            kind: ActorKind = "country" if found.place.kind == "country" else "group"
            name = found.place.name if found.form == "adjective" else self.reading.text[found.start : found.end]
            return Actor(
                mention=self.reading.mention(found.start, found.end), name=name, kind=kind, country=found.place.country
            )
        if entity is None or entity.label_ not in ("ORG", "PERSON"):
            return None
        return self._entity(entity, self.reading.mention(entity.start_char, entity.end_char))

    def actor(self, token: Token) -> Actor | None:
        """Return whom the phrase headed by ``token`` stands for, by the fullest name; None where nobody is meant."""
        if token.pos_ == "PRON" or token.lower_ in _words("things") | _words("persons"):
            word = token.lower_
            return (
                self._stands_for(token, "ORG")
                if word in _words("things")
                else self._stands_for(token, "PERSON")
                if word in _words("persons")
                else None
            )
        found = self.named(token)
        if found is not None and not _is_body(token):
            return found
        if (
            token.pos_ not in ("NOUN", "PROPN")
            or syntax.is_time(token)
            or token.like_num
            or token.lower_ in ("date", "total", "end", "top", "part")
        ):
            return None
        if _is_body(token) and token.left_edge.lower_ in ("the", "this", token.lower_):
            body = self._stands_for(token, "ORG")
            if body is not None:
                return body
        start, end = syntax.noun_phrase(token)
        mention = self.reading.mention(start, end)
        lemma = token.lemma_.lower()
        kind: ActorKind | None = (
            "organisation" if token.pos_ == "PROPN" or lemma in _words("bodies") | _words("offices") else None
        )
        if kind is None and (lemma in _words("collectives") or is_person(token)):
            kind = "group"
        return Actor(mention=mention, name=mention.text, kind=kind) if mention.text and len(mention.text) < 80 else None

    @cached_property
    def house(self) -> Actor | None:
        """The body whose affairs the article tells: named early and most often."""
        weights: dict[str, float] = {}
        first: dict[str, Span] = {}
        for entity in self.entities:
            if entity.label_ != "NORP" and not _is_body(entity.root) and self._maybe_body(entity):
                name = self._name(entity)
                weights[name] = weights.get(name, 0) + (
                    1.5 if entity.root.dep_ in ("nsubj", "nsubjpass", "poss") else 1
                )
                first.setdefault(name, entity)
        best = max(weights, key=lambda n: (weights[n], -first[n].start), default=None)
        if best is None or weights[best] < 2.5 or first[best].start_char > 600:
            return None
        entity = first[best]
        mention = self.reading.mention(entity.start_char, entity.end_char)
        return Actor(mention=mention, name=best, kind="organisation")

    def _maybe_body(self, entity: Span) -> bool:
        """Tell whether a name may be a body's: the recogniser takes some firms of one word for persons."""
        name = self._name(entity)
        if name in self.persons:
            return False
        labels = self._labels.get(name, set())
        return "ORG" in labels or (
            (" " not in name or labels != {"PERSON"}) and not self.places_in(entity.start_char, entity.end_char)
        )

    @cached_property
    def _labels(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        for entity in self.entities:
            out.setdefault(self._name(entity), set()).add(entity.label_)
        return out

    @cached_property
    def home(self) -> list[Place] | None:
        """The country that the article is chiefly about, with its first mention."""
        focus = next((p for p in find_focus(self.reading.places) if p.kind == "country"), None)
        if focus is None:
            return None
        at = next((p for p in self.reading.places if p.place.country == focus.country), None)
        return (
            [focus.model_copy(update={"mention": self.reading.mention(at.start, at.end)})] if at is not None else None
        )

    def _over(self, token: Token) -> list[Located]:
        """Return the place of several words that a token is part of."""
        at = bisect_right(self._place_starts, token.idx) - 1
        found = self.reading.places[at] if at >= 0 else None
        return [found] if found is not None and found.start <= token.idx and token.idx + len(token) <= found.end else []

    def _name(self, entity: Span) -> str:
        name = _clean(entity.text)
        return self.fullest.get(name, name)

    def _entity(self, entity: Span, mention: Mention) -> Actor:
        return Actor(mention=mention, name=self._name(entity), kind=_KINDS[entity.label_])

    @cached_property
    def _starts(self) -> list[int]:
        return [e.start for e in self.entities]

    def _stands_for(self, token: Token, label: str) -> Actor | None:
        """Return what a pronoun or "the company" stands for: the last subject before it, else the house."""
        mention = self.reading.mention(token.idx, token.idx + len(token))
        verb = syntax.governing_verb(token)
        near = syntax.subject(verb) if verb is not None and label == "ORG" else None
        if (
            near is not None
            and near.i < token.i
            and (own := self.named(near)) is not None
            and own.kind in ("organisation", "country")
        ):
            return own.model_copy(update={"mention": mention})
        upto = bisect_right(self._starts, token.i - 1)
        for entity in reversed(self.entities[max(0, upto - 8) : upto]):
            if token.i - entity.end > 40:
                break
            if entity.root.dep_ not in ("nsubj", "nsubjpass", "agent") or entity.root.i == token.i:
                continue
            if entity.label_ == label:
                return self._entity(entity, mention)
            land = self.named(entity.root) if label == "ORG" and entity.label_ == "GPE" else None
            if land is not None and land.kind == "country":
                return land.model_copy(update={"mention": mention})
        if label == "ORG" and self.house is not None and self.house.mention.start < token.idx:
            return self.house.model_copy(update={"mention": mention})
        return None


def _is_body(token: Token) -> bool:
    return token.lemma_.lower() in _words("bodies")


def _clean(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+|['’]s$|\s.*\n.*$|\s+$", "", name)


def _extent(token: Token) -> tuple[int, int]:
    """Return the characters of a phrase without relative clauses and appositions."""
    first, last = token.left_edge, token
    for child in token.rights:
        if child.dep_ in ("relcl", "acl", "appos", "advcl", "prep"):
            break
        if child.dep_ == "conj" or child.dep_ in ("case", "cc", "nummod", "compound", "nmod"):
            last = child.right_edge if child.dep_ != "conj" else child
            if child.dep_ == "conj":
                for inner in child.children:
                    if inner.dep_ == "conj":
                        last = max(last, inner, key=lambda t: t.i)
    return first.idx, last.idx + len(last)
