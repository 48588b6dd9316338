"""Lands: of which land, or of which region of one, a clause tells its measure to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from eventx.events.draft import Draft
from eventx.events.entities.index import EntityIndex
from eventx.lexicons import lexicon
from eventx.lexicons.vectors import load_vectors
from eventx.mentions.names.vocabulary import tells_firm
from eventx.mentions.persons import is_demonym, singular
from eventx.records import Actor, Place
from eventx.text.section import holding

_BODIES = ("organisation", "person")
_OWNED = ("possessor", "holder")
_MEASURED = ("accounts", "national", "market")


@dataclass(frozen=True)
class Lands:
    """The lands that a clause tells its measure to be of, of whose parts alone it tells, and of whose firm."""

    told: frozenset[str] = frozenset()
    parted: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()

    def bar(self, land: str, country: bool, stands: bool) -> bool:
        """Tell whether the measure is none of a land, or of one of its towns, which may stand in the clause."""
        if stands:
            return country and land in self.homes
        return (bool(self.told) and land not in self.told) or (country and land in self.parted)


NOWHERE = Lands()


def find_lands(entities: EntityIndex, draft: Draft, told: Sequence[Draft]) -> Lands:
    """Find the lands of a clause, "*French* prices", "sales fell *in Asia*", or before: "*Peru's* output. Orders"."""
    own = [*_places(entities, draft, lexicon("clause").seats)]
    held = [*own, *_places(entities, draft, _OWNED)]
    if not held and told and told[-1].is_near(draft.clause):
        held = [*_places(entities, told[-1], _OWNED)]
    whole = any(p.kind == "country" for p in held)
    parts = () if whole else (p.country for p in held if p.country is not None)
    firms = (t for t in draft.clause.at("possessor") if is_of_firm(draft, "possessor", t))
    homes = frozenset(p.country for t in firms for p in entities.place(t) if p.country is not None)
    return Lands(frozenset(p.country or p.name for p in own), frozenset(parts), homes)


def _places(entities: EntityIndex, draft: Draft, ties: Sequence[str]) -> Iterator[Place]:
    """Yield the places that an adjective or a tie tells of."""
    noun = draft.clause.noun
    named: list[Token] = [t for t in noun.lefts if t.dep_ == "amod"] if noun is not None else []
    seats = (t for tie in ties for t in draft.clause.at(tie))
    yield from (p for t in (*named, *seats) for p in entities.place(t))


def is_of_firm(draft: Draft, position: str, token: Token) -> bool:
    """Tell whether a land only says where a firm is or sells: "*Spain's* Kappa rose 2%", "*U.S.* sales"."""
    words, noun = draft.words, draft.clause.noun
    if position == "compound":
        return token.i + 1 == token.head.i and words.has_lemma("by_market", token.head)
    if position != "possessor" or token.head != noun or words.has_any(_MEASURED, draft.clause.noun_names):
        return False
    name = holding(draft.analysis.names, noun.idx) if noun.pos_ == "PROPN" else None
    unknown = name is not None and name.kind == "other" and not noun.is_upper  # no "Germany's MDAX"
    return unknown or noun.ent_type_ in ("ORG", "PERSON") or (name is not None and name.kind in _BODIES)


def firm_named(draft: Draft, token: Token, actor: Actor | None) -> Actor | None:
    """Return the firm that a name behind a land is, whether known or not: "Spain's *Kappa* rose 2%"."""
    name = holding(draft.analysis.names, token.idx)
    if actor is not None or name is None:
        return actor.model_copy(update={"kind": "organisation"}) if actor is not None else None
    return Actor(mention=draft.analysis.mention(name.start, name.end), name=name.name, kind="organisation")


def firm_opening(draft: Draft, token: Token) -> Actor | None:
    """Return the firm by whose name, no word that is known, a measure of firms opens: "*Kvern* net profit rose"."""
    noun, word = draft.clause.noun, token.lower_
    named = (
        token.is_title
        and token.is_alpha
        and len(word) > 1
        and noun is not None
        and token.i < noun.i
        and token.tag_[0] in "NJUF"
    )
    if not named or not draft.words.has("of_firms", draft.clause.noun_names) or word in load_vectors().where:
        return None
    mention = draft.analysis.quote(token)
    known = draft.clause.group.is_row or is_demonym(token) or tells_firm(singular(token)) or tells_firm(word)
    return None if known else Actor(mention=mention, name=mention.text, kind="organisation")


def firm_called(draft: Draft, actor: Actor | None) -> Actor | None:
    """Return a firm by whose name what is measured ends, whatever it is called: "the phone assembler *Kappa* rose"."""
    held = draft.clause.group.measured
    if actor is None or held is None or not held.start < actor.mention.start < actor.mention.end == held.end:
        return None
    named = draft.root_of(actor).ent_type_ == "ORG"
    return actor.model_copy(update={"kind": "organisation"}) if named else None
