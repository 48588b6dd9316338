"""Adjuncts: what stands about a predicate beside its arguments, and what is told of it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from eventx.analysis.context import is_given_up
from eventx.lexicons import lexicon
from eventx.mentions.persons import is_human
from eventx.records import Modality
from eventx.syntax.arguments import logical_arguments, object_of
from eventx.syntax.nominals import counted_noun, is_nominal, named_before, offices_of, planner_of, titles_of
from eventx.syntax.phrases import has_subject, is_time, object_before

_BELOW = frozenset({"xcomp", "advcl", "relcl", "acl"})
_OWNERS = ("poss", "pobj")
_TOWARDS = frozenset({"on", "to", "for"})
_TRADED = frozenset({"on", "of", "from", "to", "in", "against", "with", "into"})
_LANDS = frozenset({"GPE", "NORP"})


def small_clauses(verb: Token) -> list[Token]:
    """Return the adjectives of what somebody is found or made to be: "found Ann Low guilty"."""
    return [c for c in verb.rights if c.dep_ == "ccomp" and c.pos_ == "ADJ" and all(t.pos_ != "AUX" for t in c.lefts)]


def aside(prep: Token) -> Iterator[Token]:
    """Yield what hangs on who acts and is told of the act: "by rebels on a base", "with a win over Lorne"."""
    words = lexicon("entities")
    for doer in (c for c in prep.rights if c.dep_ == "pobj"):
        apart = words.any_of("against", *(("aside",) if prep.lower_ == "by" and doer.pos_ == "NOUN" else ()))
        yield from (c for c in doer.rights if c.dep_ == "prep" and c.lower_ in apart)


def carriers(verb: Token) -> Iterator[Token]:
    """Yield what says of what a case is: "went on trial for murder", "on charges of fraud", "for four years for"."""
    yield from _successions(verb)
    behind = (g for c in verb.rights if c.dep_ == "prep" for g in c.rights if g.dep_ == "pobj")
    known = lexicon("telling").carriers
    for noun in behind:
        if noun.lemma_.lower() in known or (is_time(noun) and any(c.lower_ == "for" for c in noun.rights)):
            yield noun


def in_title(verb: Token) -> list[Token]:
    """Return who does what a title tells by a participle before its object: "Kappa unit redeeming debentures"."""
    stands = verb.tag_ == "VBG" and verb.dep_ == "amod" and verb.head.dep_ == "ROOT" and verb.head.i == verb.i + 1
    before = verb.nbor(-1) if verb.i else verb
    return [before] if stands and is_nominal(before) and before.i > verb.sent.start else []


def filers(noun: Token) -> list[Token]:
    """Return who says something in what was filed: "in a lawsuit filed on Monday, Kappa said"."""
    over = noun.head.head
    said = noun.dep_ == "pobj" and noun.head.lower_ == "in" and over.lemma_.lower() in lexicon("government").speaking
    return logical_arguments(over)[0] if said else []


def parcels(verb: Token) -> list[Token]:
    """Return what of somebody does it by itself: "a *stake* in Kappa changed hands"."""
    known = lexicon("telling").parcels
    return [c for c in verb.lefts if c.dep_ == "nsubj" and c.lemma_.lower() in known]


def sums_from(verb: Token) -> list[Token]:
    """Return the sums that were read as part of whom they are taken from: "fined Kappa Inc *40,000 dlrs*"."""
    behind = (g for c in verb.rights if c.dep_ == "dative" for g in c.rights)
    return [g for g in behind if g.dep_ in ("appos", "dobj")]


def owners_of(things: Sequence[Token]) -> list[Token]:
    """Return the owners of things: of "Peru's largest foundry", of "a foundry of Kappa", but not "57% of voters"."""
    wholes = (object_of(t, "of") for t in things if counted_noun(t) == t)
    held = (c for c in (*(c for t in things for c in t.lefts), *wholes) if c is not None)
    return [c for c in held if c.dep_ in _OWNERS and c.tag_ != "PRP$"]


def done_to(verb: Token, objects: list[Token]) -> list[Token]:
    """Return what a verb is done to: its objects, else the noun that it follows, or what others of its clause have."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not objects:
        objects = [verb.head]  # "the law, passed by parliament"
    objects = [*objects, *(g for c in small_clauses(verb) for g in c.lefts if g.dep_ == "nsubj")] or shared(verb)
    below = [] if objects else [c for c in verb.rights if c.dep_ == "xcomp"]
    return [*objects, *(t for verb in below for t in logical_arguments(verb)[1])]  # "offered to buy the firm"


def shared(verb: Token) -> list[Token]:
    """Return what two verbs side by side are done to: "shot and killed a reporter"."""
    beside = [c for c in verb.rights if c.dep_ == "conj" and c.i == verb.i + 2 and c.tag_ == verb.tag_]
    return [thing for c in beside for thing in logical_arguments(c)[1]]


def thing_before(thing: Token) -> Token:
    """Return what "it" stands for behind the second of two verbs: "bought a mill and sold it"."""
    verb = thing.head
    beside = verb.dep_ == "conj" and thing.lower_ in ("it", "them") and not has_subject(verb)
    before = object_before(verb.head, verb) if beside else None
    return thing if before is None or is_human(before) else before


def named(thing: Token) -> list[Token]:
    """Return who is named before a post or a parcel: "named Ann Low governor", "sold Kappa shares"; else the thing."""
    told = is_human(thing) or thing.lemma_.lower() in lexicon("telling").parcels
    return (named_before(thing) if told else []) or [thing]


def those(doer: Token) -> Token:
    """Return who of several says that "they" do it: "Norway and Spain said they would recognise"."""
    told = doer.lower_ == "they" and doer.head.dep_ == "ccomp"
    return next((c for c in doer.head.head.lefts if c.dep_ == "nsubj" and c.conjuncts), doer) if told else doer


def planners(doer: Token) -> list[Token]:
    """Return whose aim it is that something is done: "Peru's aim is to capture the port"; else who does it."""
    own = [c for c in doer.lefts if c.dep_ == "poss"]
    return own if own and doer.lemma_.lower() in lexicon("telling").aims else [doer]


def doers_above(verb: Token) -> list[Token]:
    """Return who does what a verb without a subject tells, by what it hangs on: "plans to buy", "is due to hold"."""
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB":
        return planner_of(verb)
    above = verb.head
    if verb.dep_ == "xcomp" and above.lower_ in lexicon("telling").any_of("sure", "feeling"):
        return logical_arguments(above.head)[0]
    agreed = (
        verb.dep_ == "advcl"
        and verb.tag_ == "VB"
        and any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon("telling").bearing for c in above.rights)
    )
    return logical_arguments(above)[0] if agreed else []  # "struck a deal to buy"


def mood_of(token: Token) -> Modality:
    """Return how what stands above a trigger makes it sound: talked about, owed, or given up."""
    over = token.head.head if token.dep_ == "pobj" else token.head
    lemma = over.lemma_.lower()
    if (token.lower_, token.head.lower_) == ("sale", "for"):
        return "hypothetical"  # "the firm is up for sale"
    if is_nominal(token) and is_given_up(token):
        return "negated"
    owed = token.dep_ == "xcomp" and lemma in lexicon("telling").owing and over.tag_ != "VBD"  # what "had to" was
    words = lexicon("telling")
    near = not words.nearing.isdisjoint((over.head.lemma_.lower(), over.head.head.lemma_.lower()))
    open_ = owed or lemma in words.discussing or token.lemma_.lower() in words.pondering
    open_ = open_ or (near and lemma in words.bearing)  # "is close to a deal to buy"
    towards = token.head.lower_ in _TOWARDS if token.dep_ == "pobj" else lemma not in words.completing
    still = towards and lemma in words.nearing
    open_ = open_ or (still and is_nominal(token))  # "closes in on a takeover", "explores a sale"
    return "hypothetical" if open_ else "asserted"


def receivers(verb: Token | None) -> list[Token]:
    """Return those whom a light verb gives it: "the goal gave Mali a win"."""
    behind = verb.rights if verb is not None else ()
    return [c for c in behind if c.dep_ in ("dative", "iobj") and c.pos_ != "ADP"]


def leaders(told: Token) -> list[Token]:
    """Return by whom what is told is led: "closed a round led by Kappa"."""
    led = (t for t in told.subtree if t.dep_ == "acl" and t.lemma_.lower() in lexicon("telling").leading)
    return [g for t in led for c in t.rights if c.dep_ == "agent" for g in c.rights if g.dep_ == "pobj"]


def discussed(told: Token) -> list[Token]:
    """Return what somebody talks about, or meets to: "met to discuss a tax", "in Lima, where they are to debate it"."""
    debating = lexicon("telling").debating
    verbs = (t for t in told.subtree if (t.dep_ in _BELOW or t == told) and t.lemma_.lower() in debating)
    return [thing for verb in verbs for thing in logical_arguments(verb)[1]]


def aims(told: Token) -> list[Token]:
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
    told = [g for c in noun.rights if c.lower_ in ("on", "over", "about") for g in c.rights if g.dep_ == "pobj"]
    deeds = [c for c in (*noun.rights, *aims(noun)) if c.pos_ == "VERB" and c.tag_ in ("VB", "VBG")]
    return [*told, *(g for verb in deeds for g in verb.rights if g.dep_ == "dobj")]


def partners(barriers: Sequence[Token]) -> list[Token]:
    """Return whose goods, or goods for whom, a barrier to trade is put on: "a tariff on Chilean copper"."""
    return [t for noun in barriers if noun.lemma_.lower() in lexicon("telling").barriers for t in _partners_of(noun)]


def _partners_of(noun: Token) -> Iterator[Token]:
    """Yield the lands in what hangs on a noun: "imports of beef from Peru", "steel made in Peru"."""
    made = [c for c in noun.rights if c.dep_ == "acl" and c.lemma_.lower() in lexicon("telling").making]
    ties = [c for t in (noun, *made) for c in t.rights if c.dep_ in ("prep", "agent") and c.lower_ in _TRADED]
    for goods in (g for c in ties for g in c.rights if g.dep_ == "pobj"):
        if goods.ent_type_ in _LANDS:
            yield from (goods, *goods.conjuncts)
        else:
            yield from (c for c in goods.lefts if c.ent_type_ in _LANDS and c.dep_ in ("amod", "compound", "nmod"))
            yield from _partners_of(goods)


def _successions(verb: Token) -> list[Token]:
    """Return the verbs that tell in whose place somebody is put: "named Ann Low to succeed"."""
    return [c for c in verb.rights if c.dep_ == "xcomp" and c.lemma_.lower() in lexicon("telling").succeeding]


def succeeded(verb: Token) -> list[Token]:
    """Return in whose place somebody is put: "named Ann Low to succeed Ivo Brandt"."""
    return [g for c in _successions(verb) for g in c.rights if g.dep_ == "dobj"]


def titles(doers: Sequence[Token], objects: Sequence[Token]) -> list[Token]:
    """Return the titles of a person who suffers, no post of who appoints or dismisses; else those of all."""
    people = [t for t in objects if t.ent_type_ == "PERSON" or is_human(t)]
    return _titles(people or (*doers, *objects))


def offices(doers: Sequence[Token], objects: Sequence[Token]) -> list[Token]:
    """Return those of whom somebody who acts or suffers has an office."""
    return [office for title in _titles((*doers, *objects)) for office in offices_of(title)]


def _titles(people: Sequence[Token]) -> list[Token]:
    """Return what people are called, and the nouns that stand for one of them."""
    called = (c for t in people for c in (*titles_of(t), *((t,) if t.pos_ == "NOUN" else ())))
    return [c for c in called if {c.tag_, c.doc[min(c.i + 1, len(c.doc) - 1)].tag_}.isdisjoint(("NNS", "CD"))]
