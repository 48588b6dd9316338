"""Governments: whose "the government" is, told before: "the Latvian government"; which central bank "the bank" is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from eventx.events.entities.salience import NameIndex
from eventx.lexicons import lexicon
from eventx.mentions.names.traits import is_acting
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import MODIFIERS, PLACED
from eventx.syntax.tokens import keys, tokens_with
from eventx.text.section import starting

_NEAR = 2  # sentences within which another land's is meant
_BANKS = frozenset({"bank", "Bank"})


@dataclass(frozen=True)
class GovernmentIndex(NameIndex):
    """The governments of an article."""

    def government(self, token: Token) -> Token | None:
        """Return the noun of the government that a bare "the government" is, or None: that of one land, or near."""
        noun, at = token.lemma_.lower(), self.analysis.sentence_at
        ruling = noun in lexicon("entities").ruling or token.lower_ in _BANKS
        if not ruling or next(self._lands_of(token), None) is not None:
            return None
        before = [(t, land) for t, land in self._told if t.i < token.i and t.lemma_.lower() == noun]
        beside = (c for c in token.children if not (noun in _BANKS and c.lower_ == "central"))
        if not before or any(c.dep_ in (*MODIFIERS, "prep") for c in beside):
            return None
        last, land = before[-1]
        names = starting(self.analysis.names, last.right_edge.idx + 1, token.idx)
        if noun in _BANKS and not _is_central(token) and any(name.kind == "organisation" for name in names):
            return None  # "Peru's central bank cut rates. *Kappa* fell. The bank"
        near = at(token.idx) - at(last.idx) <= _NEAR and is_acting(last)
        home = self.homeland is not None and self.homeland.country == land
        return last if near or (home and len({held for _, held in before}) == 1) else None

    @cached_property
    def _told(self) -> list[tuple[Token, str]]:
        """The governments that are told with their land, in text order."""
        nouns = tokens_with(self.analysis.doc, "LEMMA", keys(lexicon("entities").ruling | _BANKS))
        rules = (t for t in nouns if t.lemma_ not in _BANKS or t.tag_ == "NNP" or _is_central(t))
        return [(token, land) for token in rules for land in self._lands_of(token)]

    def _lands_of(self, token: Token) -> Iterator[str]:
        """Yield the land that a noun is told with, before it or behind "of"."""
        beside = [*(c for c in token.lefts if c.dep_ in MODIFIERS), *objects_of(token, "of")]
        for token in (t for t in beside if t.ent_type_ in PLACED or self.places_in(t.idx, t.idx + len(t))):
            held = self.places_in(token.idx, token.idx + len(token))
            land = any(p.place.kind == "country" for p in held)
            if land or token.head.lemma_ != "Bank":  # no "Halifax Bank"
                yield next((p.place.country or p.place.name for p in held), token.text)
            return


def _is_central(bank: Token) -> bool:
    """Tell whether a bank is told to be a central one: "Peru's *central* bank"."""
    return bank.tag_ == "NN" and any(c.lower_ == "central" for c in bank.lefts)
