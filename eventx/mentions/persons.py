"""People: which nouns stand for persons, jobs or deaths, so that their number is a number of persons."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicons import load_lexicon

NOUNS = frozenset({"NOUN", "PROPN"})


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of the headcount lexicon as a set."""
    return frozenset(load_lexicon("headcount")[key])


@cache
def _persons() -> frozenset[str]:
    return words("persons") | words("jobs") | words("happenings")


@cache
def _nationals() -> frozenset[str]:
    """Return names of people by country, region or city: "Nepalis", "Britons"."""
    tables = (table for table in load_lexicon("demonyms").values() if hasattr(table, "values"))
    return frozenset(name.lower() for table in tables for names in table.values() for name in str(names).split("|"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load_lexicon("headcount")["endings"])


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load_lexicon('headcount')[key]})\b", re.IGNORECASE)


def singular(token: Token) -> str:
    """Return the singular of a noun; proper nouns, which the lemmatiser leaves alone, lose their plural ending."""
    lemma = token.lemma_.lower()
    word = token.lower_
    if (
        lemma == word
        and (token.tag_ in ("NNS", "NNPS") or token.is_upper)
        and word.endswith("s")
        and not word.endswith("ss")
    ):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return lemma


def tells_of_disease(doc: Doc) -> bool:
    """Tell whether an article speaks of a disease among people, where "cases" are persons."""
    return bool(_pattern("diseases").search(doc.text)) and not _pattern("machines").search(doc.text)


def of_animals(token: Token) -> bool:
    """Tell whether the words beside a noun say that it is of animals: "270 swine deaths"."""
    near = token.doc[max(0, token.i - 3) : token.i + 5]
    return bool(_pattern("animals").search(near.text))


def is_plural(token: Token) -> bool:
    """Tell whether a noun is plural by its tag or by the lexicon ("troops", "police")."""
    return (
        token.tag_ in ("NNS", "NNPS")
        or token.lower_ in words("plurals")
        or (token.is_upper and len(token) > 4 and token.text.endswith("S"))
    )


def is_person(token: Token, diseased: bool = False) -> bool:
    """Tell whether a noun stands for persons, jobs, arrivals or deaths.

    Parameters
    ----------
    token : Token
        The head of a noun phrase.
    diseased : bool
        Whether the article tells of a disease, so that cases are persons.
    """
    word = token.lower_
    if word in words("plurals"):
        return True
    lemma = singular(token)
    if lemma in words("cases"):
        return diseased and not _pattern("animals").search(token.sent.text)
    if lemma in words("happenings") and of_animals(token):
        return False
    if lemma in words("bodies"):
        near = (token.head, token.head.head, *token.lefts)
        return any(other.lemma_.lower() in words("found") for other in near)
    if lemma in words("parties") and any(t.lower_ == "the" for t in token.doc[max(0, token.i - 3) : token.i]):
        return False
    if lemma in _persons() or word in _persons():
        return True
    if lemma == "hand":
        lead = token.doc[max(0, token.i - 3) : token.i]
        many = any(len(t) > 3 and t.like_num for t in lead)  # "need 18,000 hands"
        return many or (bool(lead) and lead[-1].lower_ in words("hands"))
    if lemma.endswith("hand") and token.tag_ in ("NN", "NNS"):
        return True  # "deckhands"
    if token.text[:1].isupper() and {word, lemma, word.removesuffix("s")} & (_nationals() | words("peoples")):
        return True
    if token.ent_type_ == "NORP" and token.tag_ in ("NNS", "NNPS", "NNP", "NN"):
        return True
    if lemma in words("things") or (token.tag_ == "NNP" and not token.is_upper) or len(lemma) < 5:
        return False
    if lemma.endswith(("liner", "meter", "metre")):
        return False  # "jetliners", "odometers"
    return lemma.endswith(_endings()) and lemma.rpartition("-")[2] not in words("things")
