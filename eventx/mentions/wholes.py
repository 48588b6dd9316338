"""Wholes: what a part, a number or "one" stands for, "each of the *buildings*", and by what a thing is ordered."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.mentions.persons import is_plural
from eventx.syntax.arguments import object_of
from eventx.syntax.labels import ADNOMINAL, COMPOUNDING, NOUNS, has_left
from eventx.syntax.nominals import is_new
from eventx.syntax.phrases import ancestors, follows
from eventx.syntax.tokens import SETTING_OFF

_PARTS = frozenset({"each", "all", "some", "most", "many", "both", "half", "none", "any", "several", "more", "one"})
_RESUMED = 20  # tokens from a noun to "one", which takes it up


def whole_of(noun: Token) -> Token:
    """Return the whole that a pronoun or number is a part of ("each of the *buildings*"), else the word itself."""
    if noun.pos_ != "NUM" and noun.lower_ not in _PARTS and noun.lower_ not in lexicon("topic").measures:
        return noun
    return object_of(noun, "of") or _resumed(noun) or noun


def priced_by(noun: Token) -> Token:
    """Return what is priced by so much of it, else the noun itself: "a kilo of *tomatoes*", "a loaf of *bread*"."""
    portion = noun.lower_ in lexicon("topic").portions and is_new(noun)
    return (object_of(noun, "of") if portion else None) or noun


def order_for(noun: Token) -> Token:
    """Return what binds to sell or make a thing, else the thing: "an *order* for 20 jets", "a *deal* to build one"."""
    if noun.dep_ not in ("pobj", "dobj"):
        return noun
    kinds = (*NOUNS, "ADP", "NUM")
    bound = takewhile(lambda t: t.pos_ in kinds or (t.tag_ == "VB" and t.dep_ in ADNOMINAL), ancestors(noun))
    return next((t for t in bound if t.lemma_.lower() in lexicon("topic").orders), noun)


def _resumed(one: Token) -> Token | None:
    """Return the noun that "one" behind a comma or dash takes up: "saw a *market* for kelp, *one* worth $5 million"."""
    if one.lower_ != "one" or one.i < 2 or not (one.nbor(-1).text in SETTING_OFF or follows(one, "and")):
        return None
    described = any(c.dep_ in ADNOMINAL or c.lower_ == "worth" for c in one.rights)
    before = reversed(one.doc[max(one.sent.start, one.i - _RESUMED) : one.i - 1])
    told = (t for t in before if t.dep_ not in COMPOUNDING and (has_left(t, "nummod") or is_new(t)))
    return next(told, None) if described else None


def whole_before(first: Token) -> Token | None:
    """Return the noun of which a sentence tells parts from its first word on: "Of the *ports* we saw, 11 grew"."""
    lead, at = first.sent[0], first.i - 1
    while at > lead.i and first.doc[at].lower_ in lexicon("topic").bounds:
        at -= 1
    told = first.doc[at].text == "," or lead.head in (first, first.head)  # "Of the *ports*, Halden sold 11"
    if lead.lower_ not in ("of", "among") or not told:
        return None
    return next((child for child in lead.rights if child.pos_ in NOUNS and is_plural(child)), None)
