"""Talks, unions and barriers: what talks are about and who holds them, who is joined, whose goods are stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from spacy.tokens import Token

from eventx.events.clauses.descriptions import is_body
from eventx.lexicons import lexicon
from eventx.syntax.arguments import logical_arguments, objects_of
from eventx.syntax.labels import MODIFIERS
from eventx.syntax.phrases import is_time

if TYPE_CHECKING:
    from eventx.events.predicates.predicate import Predicate

_TRADED = frozenset({"on", "of", "from", "to", "in", "against", "with", "into"})
_LANDS = frozenset({"GPE", "NORP"})
_BELOW = frozenset({"xcomp", "advcl", "relcl", "acl"})
_SIDES = frozenset({"equal"})  # "a merger of equals"


def discussed(told: Token) -> list[Token]:
    """Return what somebody talks about, or meets to: "met to discuss a tax", "in Lima, where they are to debate it"."""
    debating = lexicon("telling").debating
    verbs = (t for t in told.subtree if (t.dep_ in _BELOW or t == told) and t.lemma_.lower() in debating)
    return [thing for verb in verbs for thing in logical_arguments(verb)[1]]


def talks_by(told: Token) -> Iterator[Token]:
    """Yield the talks or the deal by which it is told: "negotiated with Kappa to", "is in talks to", "in a deal"."""
    words = lexicon("telling")
    above = told.head.head if told.dep_ == "pobj" else told.head
    inner = (g for t in dict.fromkeys((above, told)) for g in objects_of(t, "in"))
    for token in (above, *above.rights, *inner):
        if token.lemma_.lower() in words.any_of("bearing", "discussing") and token != told:
            yield token


def _counterparts(clause: Predicate) -> list[Token]:
    """Return with whom one talks or has a deal, maybe behind its verb: "signed a deal | with *Kappa* to"."""
    talks = list(talks_by(clause.token))
    over = (t.head for t in talks if t.dep_ == "dobj")
    return [
        g for t in dict.fromkeys((*talks, *over)) for g in objects_of(t, "with") if g.i < clause.token.i or t in talks
    ]


def aimed_at(told: Token) -> list[Token]:
    """Return what a noun is aimed at: "talks aimed at ending the war"."""
    aimed = (c for c in told.rights if c.dep_ == "acl" and c.lemma_.lower() in lexicon("telling").aiming)
    return [g for c in aimed for p in c.rights if p.lower_ == "at" for g in p.rights if g.dep_ in ("pobj", "pcomp")]


def joined_before(noun: Token) -> list[Token]:
    """Return the lands that a hyphen joins before a noun: "Peru-Chile talks"."""
    first = (t for c in noun.lefts for t in (*c.lefts, c) if t.ent_type_ in _LANDS and t.i + 2 < len(t.doc))
    pairs = ((t, t.nbor(2)) for t in first if t.nbor(1).tag_ == "HYPH" and t.nbor(2).ent_type_ in _LANDS)
    return list(next(pairs, ()))


def subjects_of_talk(noun: Token) -> list[Token]:
    """Return what talks are about: "talks on a border", "talks to end the war", "talks aimed at ending it"."""
    if noun.lemma_.lower() not in lexicon("telling").talking:
        return []
    deeds = [c for c in (*noun.rights, *aimed_at(noun)) if c.pos_ == "VERB" and c.tag_ in ("VB", "VBG")]
    return [*objects_of(noun, "on", "over", "about"), *(g for verb in deeds for g in verb.rights if g.dep_ == "dobj")]


def topics_before(told: Token) -> list[Token]:
    """Return what the word before talks says that they are about: "began *membership* talks", no "crisis talks"."""
    words = lexicon("telling")
    held = (told, *(c for c in told.rights if c.dep_ == "dobj"), *objects_of(told, "for", "in"))
    talks = (t for t in held if t.lemma_.lower() in words.talking)
    before = (c for t in talks for c in t.lefts if (c.dep_, c.pos_) == ("compound", "NOUN") and not c.ent_type_)
    return [c for c in before if c.lemma_.lower() not in words.formats]


def _hosts(clause: Predicate) -> list[Token]:
    """Return to whom a journey goes on which somebody comes: "arrived on a visit to *Peru*"."""
    words = lexicon("telling")
    journeys = (t for t in objects_of(clause.token, "on", "for") if t.lemma_.lower() in words.journeys)
    return [host for journey in journeys for host in objects_of(journey, "to", "of")]


def _errands(clause: Predicate) -> list[Token]:
    """Return for what somebody comes that is no journey: "flew to Lima for *talks*", not "for a visit"."""
    return [t for t in clause.at("for") if t.lemma_.lower() not in lexicon("telling").journeys]


def _partners(clause: Predicate) -> list[Token]:
    """Return whose goods, or goods for whom, a barrier to trade is put on: "a tariff on Chilean copper"."""
    barriers = clause.at("object") if clause.noun is None else [clause.noun]
    told = [t for t in barriers if t.lemma_.lower() in lexicon("telling").barriers]
    apart = [c for t in told if t.dep_ == "dobj" for c in t.head.rights if c.lower_ == "on" and c.i > t.i]
    goods = (g for c in apart for g in c.rights if g.dep_ == "pobj")  # "put a tariff | on Chilean copper"
    within = [t for noun in told for t in _partners_of(noun)]
    return within + [c for g in goods for c in g.lefts if c.ent_type_ in _LANDS and c.dep_ in MODIFIERS]


def _partners_of(noun: Token) -> Iterator[Token]:
    """Yield the lands in what hangs on a noun: "imports of beef from Peru", "steel made in Peru"."""
    made = [c for c in noun.rights if c.dep_ == "acl" and c.lemma_.lower() in lexicon("telling").making]
    ties = [c for t in (noun, *made) for c in t.rights if c.dep_ in ("prep", "agent") and c.lower_ in _TRADED]
    for goods in (g for c in ties for g in c.rights if g.dep_ == "pobj"):
        if goods.ent_type_ in _LANDS:
            yield from (goods, *goods.conjuncts)
        else:
            yield from (c for c in goods.lefts if c.ent_type_ in _LANDS and c.dep_ in MODIFIERS)
            yield from _partners_of(goods)


def _rivals(clause: Predicate) -> list[Token]:
    """Return between whom what happens is: "the match between *Peru* and *Chile* ended level"."""
    return [x for t in clause.at("subject") for g in objects_of(t, "between") for x in (g, *g.conjuncts)]


def _hosts_of_draw(clause: Predicate) -> list[Token]:
    """Return who holds a side, or is visited by it: "held to a draw by *Peru*", "drew 2-2 at *Kappa Town*"."""
    words, within = lexicon("telling"), clause.token.subtree
    ties = (t for t in within if t.head.lower_ == "away" or (t.lower_ == "by" and t.head.lower_ in words.levelled))
    ends = [c for tie in ties for c in tie.rights]
    held = [t for c in ends for t in (c, *c.rights) if t.dep_ in ("pobj", "dobj")]
    held += [t for t in objects_of(clause.token, "at") if t.lower_ not in words.stadiums]
    return [t for t in held if t.pos_ == "PROPN"]


def _pair(clause: Predicate) -> list[Token]:
    """Return the two that are joined: "a merger between *A* and *B*", "of *A* with *B*", "to merge *A* with *B*"."""
    things = _joined(clause)
    return things if len(things) > 1 or clause.at("between") else [*things, *(clause.at("with") if things else ())]


def _joined(clause: Predicate) -> list[Token]:
    """Return what somebody else joins, none of their own: "wants a merger of *A* and *B*", no "merged its arm"."""
    if clause.noun is not None:
        things = clause.at("between") or clause.at("of")
    else:
        others = list(clause.at("with"))
        things = [t for t in clause.at("object") if others and t not in others and (t.pos_ == "PROPN" or is_body(t))]
    told = (t for t in things if t.lemma_.lower() not in _SIDES and not is_time(t))
    return [t for t in told if all(c.tag_ != "PRP$" for c in t.lefts)]


def _joining(clause: Predicate) -> list[Token]:
    """Return the subject of who joins with another, none of who joins others: "*Kappa* merged with Lorne"."""
    return [] if _joined(clause) else list(clause.at("subject"))


POSITIONS: Mapping[str, Callable[[Predicate], list[Token]]] = {
    "counterpart": _counterparts,
    "discussed": lambda clause: discussed(clause.token),
    "topical": lambda clause: topics_before(clause.token),
    "joined": lambda clause: joined_before(clause.token),
    "aimed": lambda clause: aimed_at(clause.token),
    "hosts": _hosts,
    "errand": _errands,
    "partner": _partners,
    "rivals": _rivals,
    "visited": _hosts_of_draw,
    "pair": _pair,
    "joining": _joining,
}
"""The positions of talks and barriers, each with what finds the heads of the phrases in it."""
