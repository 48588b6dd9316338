"""Cast: the persons and bodies of an article by their fullest names, and whom a word in it stands for."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Span, Token

from eventx import syntax
from eventx.reading import Located, Reading
from eventx.records import Actor, ActorKind, Mention, Place

_KINDS: dict[str, ActorKind] = {"ORG": "organisation", "PERSON": "person", "GPE": "country", "NORP": "group"}
_BODY = frozenset("company firm group business retailer carmaker maker bank start-up startup corporation plant airline chain manufacturer agency".split())
_PRONOUN = frozenset("it its they their we our he his she her i us them".split())


@dataclass
class Cast:
    """Who appears in an article."""

    reading: Reading
    _names: dict[str, str] = field(default_factory=dict)

    @cached_property
    def entities(self) -> list[Span]:
        """The persons and bodies that the recogniser finds, in text order."""
        return [e for e in self.reading.doc.ents if e.label_ in _KINDS]

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
        return [found.place.model_copy(update={"mention": self.reading.mention(found.start, found.end)}) for found in self.places_in(start, end)]

    def actor(self, token: Token) -> Actor | None:
        """Return whom the phrase headed by ``token`` stands for, by the fullest name; None where nobody is named."""
        if token.lower_ in _PRONOUN or token.pos_ == "PRON":
            return self._earlier(token, {"ORG"}) if token.lower_ in ("it", "its", "they", "their", "we", "our", "us") else self._earlier(token, {"PERSON"})
        entity = self.by_token.get(token.i)
        if entity is not None:
            name = _clean(entity.text)
            return Actor(mention=self._mention(entity.start_char, entity.end_char), name=self.fullest.get(name, name), kind=_KINDS[entity.label_])
        if token.pos_ not in ("NOUN", "PROPN") or syntax.is_time(token):
            return None
        if token.lemma_.lower() in _BODY and token.left_edge.lower_ in ("the", "this"):
            found = self._earlier(token, {"ORG"})
            if found is not None:
                return found
        start, end = syntax.noun_phrase(token)
        mention = self._mention(start, end)
        return Actor(mention=mention, name=mention.text, kind="group") if mention.text and len(mention.text) < 80 else None

    def _mention(self, start: int, end: int) -> Mention:
        return self.reading.mention(start, end)

    @cached_property
    def _starts(self) -> list[int]:
        return [e.start for e in self.entities]

    def _earlier(self, token: Token, labels: set[str]) -> Actor | None:
        """Return the last body or person named before a token: subjects first, in the same or the five sentences before."""
        upto = bisect_right(self._starts, token.i - 1)
        for entity in reversed(self.entities[max(0, upto - 12) : upto]):
            if entity.label_ in labels and entity.root.dep_ in ("nsubj", "nsubjpass", "agent", "pobj", "appos", "poss", "ROOT", "compound"):
                name = _clean(entity.text)
                return Actor(mention=self.reading.mention(token.idx, token.idx + len(token)), name=self.fullest.get(name, name), kind=_KINDS[entity.label_])
        return None


def _clean(name: str) -> str:
    return re.sub(r"^(?:the|The)\s+|['’]s$|\s+$", "", name)


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
