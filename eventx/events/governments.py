"""Governments: whose "the government" is, where it was told before: "the Latvian government", "that of Peru"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from eventx.events.salience import NameIndex
from eventx.lexicons import lexicon
from eventx.mentions.names.traits import is_acting
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import MODIFIERS, PLACED
from eventx.syntax.tokens import keys, tokens_with

_NEAR = 2  # sentences within which another land's is meant


@dataclass(frozen=True)
class GovernmentIndex(NameIndex):
    """The governments of an article."""

    def government(self, token: Token) -> Token | None:
        """Return the noun of the government that a bare "the government" is, or None: that of one land, or near."""
        noun, at = token.lemma_.lower(), self.analysis.sentence_at
        if noun not in lexicon("entities").ruling or next(self._lands_of(token), None) is not None:
            return None
        before = [(t, land) for t, land in self._told if t.i < token.i and t.lemma_.lower() == noun]
        if not before or any(c.dep_ in (*MODIFIERS, "prep") for c in token.children):
            return None
        last, land = before[-1]
        near = at(token.idx) - at(last.idx) <= _NEAR and is_acting(last)
        home = self.homeland is not None and self.homeland.country == land
        return last if near or (home and len({held for _, held in before}) == 1) else None

    @cached_property
    def _told(self) -> list[tuple[Token, str]]:
        """The governments that are told with their land, in text order."""
        nouns = tokens_with(self.analysis.doc, "LEMMA", keys(lexicon("entities").ruling))
        return [(token, land) for token in nouns for land in self._lands_of(token)]

    def _lands_of(self, token: Token) -> Iterator[str]:
        """Yield the land that a noun is told with, before it or behind "of"."""
        beside = [*(c for c in token.lefts if c.dep_ in MODIFIERS), *objects_of(token, "of")]
        for token in (t for t in beside if t.ent_type_ in PLACED or self.places_in(t.idx, t.idx + len(t))):
            held = self.places_in(token.idx, token.idx + len(token))
            yield next((p.place.country or p.place.name for p in held), token.text)
            return
