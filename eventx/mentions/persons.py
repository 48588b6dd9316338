"""Persons: which nouns stand for persons, jobs or deaths, so that their number is a number of persons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from eventx.lexicons import lexicon, load_lexicon, matcher
from eventx.mentions.names.vocabulary import offices
from eventx.syntax.labels import NOUNS, PLURAL

_BACK = 60  # tokens before a pronoun in which its noun may stand
_WINDOW = 8
"""Words around a noun that tell whether it is a person."""


@cache
def peoples() -> frozenset[str]:
    """Return names of people by country, region, city or faith: "Nepalis", "Britons"."""
    tables = (table for table in load_lexicon("demonyms").values() if hasattr(table, "values"))
    found = (name.lower() for table in tables for names in table.values() for name in str(names).split("|"))
    known: frozenset[str] = lexicon("persons").peoples
    return known.union(found)


@cache
def people() -> frozenset[str]:
    """Return the nouns for persons, by what they are, or their office or rank: no "head", which is a part, too."""
    words = lexicon("persons")
    return frozenset(words.persons | (offices() - words.things - {*load_lexicon("persons")["unless"]}))


def singular(token: Token) -> str:
    """Return the singular of a noun; proper nouns, which the lemmatiser leaves alone, lose their plural ending."""
    lemma, word = token.lemma_.lower(), token.lower_
    if word.endswith("s") and token.text[:-1].isupper() and token.text[-1] == "s" and len(word) > 2:
        return word[:-1]  # "MPs"
    plural = token.tag_ in PLURAL or token.is_upper
    if lemma != word or not plural or not word.endswith("s"):
        return lemma
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


def tells_of_disease(text: str) -> bool:
    """Tell whether an article speaks of a disease, where "cases" are persons."""
    return matcher("health", r"\b(?:{diseases}|{signs})\b").search(text) is not None


def is_plural(token: Token) -> bool:
    """Tell whether a noun is plural by its tag or by the lexicon ("troops", "police")."""
    return token.tag_ in PLURAL or token.lower_ in lexicon("persons").plurals


def nouns_before(token: Token, plural: bool) -> Iterator[Token]:
    """Yield the nouns not far before a token that are plural, or are not, the nearest first."""
    before = reversed(token.doc[max(0, token.i - _BACK) : token.i])
    return (noun for noun in before if noun.pos_ in NOUNS and is_plural(noun) == plural)


def is_aged(token: Token) -> bool:
    """Tell whether somebody's age stands for them: "the *63-year-old* replaces Ann Low", no "a 63-year-old man"."""
    years = token.lower_ == "old" and any(c.lower_ in ("year", "years") for c in token.lefts)
    aged = years or token.lower_.endswith("-year-old")
    return aged and token.dep_ != "amod" and token.left_edge.lower_ == "the"


def is_person(token: Token) -> bool:
    """Tell whether a noun stands for persons themselves: no death, murder or job that is counted as they are."""
    words = lexicon("persons")
    return is_of_people(token) and singular(token) not in words.any_of("happenings", "jobs")


def is_of_people(token: Token, diseased: bool = False) -> bool:
    """Tell whether a number of what a noun tells is one of people: of persons, jobs, arrivals or deaths.

    Parameters
    ----------
    token : Token
        The head of a noun phrase.
    diseased : bool
        Whether the article tells of a disease, so that cases are persons.
    """
    words, lemma = lexicon("persons"), singular(token)
    if token.lower_ in words.plurals:
        return True
    if lemma in words.cases:
        return diseased
    if lemma in words.bodies:
        return any(other.lemma_.lower() in words.found for other in (token.head, token.head.head, *token.lefts))
    for table, verdict in (("unless", False), ("given", True)):
        said = load_lexicon("persons")[table].get(lemma, ())
        near = token.doc[max(0, token.i - _WINDOW) : token.i + _WINDOW] if said else ()
        if any(t.lower_ in said or t.lemma_.lower() in said for t in near):
            return verdict
    if lemma in words.parties and any(t.lower_ == "the" for t in token.doc[max(0, token.i - 4) : token.i]):
        return False
    turned = lemma in words.turns and any(c.dep_ == "compound" and singular(c) in words.turned for c in token.lefts)
    if turned or lemma in people() or lemma in words.any_of("jobs", "happenings"):
        return True  # "2,300 job losses"
    return _is_hand(token, lemma) or _has_form(token, lemma)


def _is_hand(token: Token, lemma: str) -> bool:
    """Tell whether a hand is a worker: "deckhands", "farm hands", "need 18,000 hands"."""
    if lemma != "hand":
        return lemma.endswith("hand") and token.tag_ in ("NN", "NNS")
    lead = token.doc[max(0, token.i - 3) : token.i]
    many = any(len(t) > 3 and t.like_num for t in lead) and not any(is_plural(t) for t in lead)
    return many or any(t.lower_ in lexicon("persons").hands for t in lead[-1:])


def is_demonym(token: Token) -> bool:
    """Tell whether a word names people by their country, region, city or faith: "Nepalis", "the Italian"."""
    word = token.lower_
    return token.text[:1].isupper() and not peoples().isdisjoint((word, singular(token), word.removesuffix("s")))


def _has_form(token: Token, lemma: str) -> bool:
    """Tell whether a noun has the form of a name of people or of one for who does something: "Nepalis", "pianists"."""
    words = lexicon("persons")
    if is_demonym(token) or token.ent_type_ == "NORP":
        return True
    proper = token.tag_ == "NNP" and not token.is_upper
    if lemma in words.things or proper or token.tag_ == "DT" or len(lemma) < 5:  # "another"
        return False
    tables = load_lexicon("persons")
    return lemma.endswith(tables["endings"]) and not lemma.endswith(tables["of_things"])
