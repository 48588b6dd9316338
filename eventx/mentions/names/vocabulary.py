"""Words that names are told by: offices and trades before them, the given names in them."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.syntax.phrases import words_behind

_LONG = 5
"""Letters of a name from which its end may tell a surname."""


def offices() -> frozenset[str]:
    """Return the nouns for who holds an office or rank: "minister", "colonel"."""
    return lexicon("names").any_of("office", "role")


def roles() -> frozenset[str]:
    """Return the nouns for who holds an office or has a trade.

    >>> "minister" in roles(), "farmer" in roles()
    (True, True)
    """
    return lexicon("names").any_of("office", "role", "trade")


def opens_firm(token: Token) -> bool:
    """Tell whether a word for a rank is the first of a firm's name: "*Duke* Energy said", no "Duke Reed"."""
    names, behind = lexicon("names"), words_behind(token)
    ranked = token.is_title and token.lower_ in names.any_of("noble", "learned", "polity")
    return ranked and behind.text.istitle() and behind.text.lower() in names.any_of("forms", "body")


def is_maker(noun: str) -> bool:
    """Tell whether a noun is for a firm by how it ends: "carmaker", "shipbuilder"."""
    return noun.endswith(tuple(lexicon("names").makers))


def tells_firm(noun: str) -> bool:
    """Tell whether a noun says what a firm does: "insurer", "carmaker"."""
    return noun in lexicon("names").describing or is_maker(noun)


def is_surname(name: str) -> bool:
    """Tell whether a name is a surname and nothing else, known or by how it ends: "Merkel", "Petrenko"."""
    names = lexicon("given")
    return name in names.surnames or (len(name) > _LONG and name.endswith(tuple(names.surname_ends)))


@cache
def given(gender: str = "any") -> frozenset[str]:
    """Return the given names that are nearly always a man's (male) or a woman's (female), or all there are."""
    return lexicon("given").any_of(*(("male", "female", "both") if gender == "any" else (gender,)))


def past_party(doc: Doc, start: int, end: int) -> int:
    """Return where a name begins behind the party of two words whose member it names: "*Lib Dem* Ada Obi"."""
    told = f"{doc[start : start + 2].text.casefold()}s" in lexicon("names").party
    return start + 2 if told and start + 2 < end and doc[start + 2].lower_ in given() else start
