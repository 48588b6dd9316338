"""Control: who does what a verb or noun tells that has no subject of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import is_agreed, logical_arguments, objects_of
from eventx.syntax.labels import ADNOMINAL, NOUN_SUBJECTS, PATIENTS, PLACED, VERBAL
from eventx.syntax.nominals import doers_by_means, planner_of
from eventx.syntax.phrases import governing_verb, is_time

_ENDING = frozenset({"with", "by", "in", "after"})
_INSTRUMENTS = frozenset({"with", "through", "via"})


def doers_and_objects(verb: Token | None) -> tuple[list[Token], list[Token]]:
    """Return who does what a verb or its object tells, and to whom: "is due to complete its purchase"."""
    if verb is None:
        return [], []
    doers, objects = logical_arguments(verb)
    words = lexicon("telling")
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words.engaging and verb.lemma_.lower() in words.dealing:
        return logical_arguments(verb.head)[0], objects  # "hired a bank to sell its arm"
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words.wielding:
        return logical_arguments(verb.head)[0], objects  # "used an old law to ban it"
    if is_agreed(verb):
        bought = [c for c in verb.lefts if c.dep_ == "nsubjpass"]  # "a deal for Kappa to be bought"
        return doers, bought or planner_of(verb)  # "signed a deal to be bought by Kappa"
    return doers or doers_above(verb), objects


def tellers(noun: Token) -> list[Token]:
    """Return who does what a noun tells by its clause: "ended May with a sale", or whose talks are over it.

    What a verb takes "with" is its own right behind it, and where it sets two beside each other: "compared it with".
    """
    tie, over = noun.head, noun.head.head
    if (sides := sides_over(noun)) and noun.dep_ == "pobj":
        return sides
    if noun.dep_ != "pobj" or any(c.dep_ == "poss" and c.tag_ != "PRP$" and not is_time(c) for c in noun.lefts):
        return []  # "Kappa's talks on Lorne's purchase of a mill"
    if over.lemma_.lower() in lexicon("telling").talking:
        return [c for c in over.lefts if c.dep_ == "poss"]  # "Kappa's talks with Lorne over a merger"
    said = tie.lower_ == "in" and over.lemma_.lower() in lexicon("government").speaking  # "in a suit filed, it said"
    own = over.i + 1 == tie.i or over.lemma_.lower() in lexicon("telling").comparing
    means = tie.lower_ in _INSTRUMENTS and over.pos_ in VERBAL and not own
    return doers_and_objects(over)[0] if said or means else []


def sides_over(noun: Token) -> list[Token]:
    """Return whose hopes or run a contest ends that a noun tells: "*Mali's* hopes were dashed by a defeat"."""
    tie, over = noun.head, noun.head.head
    ends = tie.lower_ in _ENDING and over.pos_ in VERBAL and noun.lemma_.lower() in lexicon("telling").clinching
    course = (
        c for c in over.lefts if ends and c.dep_ in NOUN_SUBJECTS and c.lemma_.lower() in lexicon("telling").courses
    )
    return [c for t in course for c in t.lefts if c.dep_ == "poss" and c.tag_ != "PRP$" and not is_time(c)]


def doers_above(verb: Token) -> list[Token]:
    """Return who does what a verb without a subject tells, by what it hangs on: "plans to buy", "is due to hold"."""
    if verb.dep_ in ADNOMINAL and verb.tag_ == "VB":
        return planner_of(verb)
    above = verb.head
    if verb.dep_ == "xcomp" and above.lower_ in lexicon("telling").any_of("sure", "feeling"):
        return logical_arguments(above.head)[0]
    struck = (c.lemma_.lower() for c in above.rights if c.dep_ == "dobj")  # "struck a deal to buy"
    agreed = (verb.dep_, verb.tag_) == ("advcl", "VB") and not lexicon("telling").bearing.isdisjoint(struck)
    return logical_arguments(above)[0] or doers_by_means(above) if agreed else []


def bidders(noun: Token) -> list[Token]:
    """Return who makes an offer by the name before it: "rejected the Kappa bid", "rebuffed a Kappa takeover offer"."""
    if noun.lemma_.lower() not in lexicon("telling").tenders:
        return []  # "suffered a Champions League defeat"
    before = (t for c in noun.lefts for t in (c, *c.lefts))
    return [t for t in before if t.dep_ == "compound" and t.pos_ == "PROPN"]


def firms_voting(told: Token) -> list[Token]:
    """Return the firms whose owners decide on an offer, or get something: "shareholders in *Kappa* accepted a bid"."""
    verb = told if told.pos_ in VERBAL else governing_verb(told)
    voting = [t for t in doers_and_objects(verb)[0] if t.lemma_.lower() in lexicon("telling").voting]
    own = [c for t in voting for c in t.lefts if c.dep_ == "poss" or (c.dep_ == "compound" and c.pos_ == "PROPN")]
    return own + [c for t in voting for c in objects_of(t, "in", "of")]


def without_ranking(owners: Iterable[Token], noun: Token | None) -> list[Token]:
    """Return owners but a place among which something is the largest or first: "*Peru's* biggest flotation"."""
    before = noun.lefts if noun is not None else ()
    ranked = any(c.tag_ in ("JJS", "RBS") or c.ent_type_ == "ORDINAL" for c in before)
    return [t for t in owners if not (ranked and t.dep_ == "poss" and t.ent_type_ in PLACED)]


def tender_over(verb: Token) -> Token | None:
    """Return the offer that is made to do what a verb tells: "rejected an *offer* to buy it"."""
    words, made = lexicon("telling"), (verb.dep_, verb.tag_) == ("acl", "VB")
    buys = made and verb.lemma_.lower() in words.buying
    return verb.head if buys and verb.head.lemma_.lower() in words.tenders else None


def tendered(verb: Token) -> Iterator[str]:
    """Yield what an offer is made to do, with its noun: "bid_buy" of "made a bid to buy"."""
    if (offer := tender_over(verb)) is not None:
        yield f"{offer.lemma_.lower()}_{verb.lemma_.lower()}"


def is_answered(noun: Token) -> bool:
    """Tell whether a verb says what those to whom an offer is made do with it: "rejected Kappa's bid"."""
    words, verb = lexicon("telling"), noun.head
    tendered = noun.lemma_.lower() in words.tenders and noun.dep_ in PATIENTS
    return tendered and verb.lemma_.lower() in words.answering


def is_only_answered(noun: Token | None, verb: Token | None) -> bool:
    """Tell whether the verb over a noun only says what others do about it: "Kappa's bid was rejected by Lorne"."""
    return noun is not None and (verb is None or is_answered(noun))


def is_agreed_to(noun: Token) -> bool:
    """Tell whether somebody gives way to an offer, or answers it: "agreed to the Kappa takeover"."""
    return is_answered(noun) or (bool(bidders(noun)) and noun.head.lower_ == "to" and noun.head.head.lemma_ == "agree")
