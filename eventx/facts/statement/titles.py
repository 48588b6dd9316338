"""Titles: the words for offices and trades, and the wording of a description of somebody."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.names.roster import Roster
from eventx.mentions.names.spans import is_country
from eventx.mentions.names.vocabulary import opens_firm, roles
from eventx.mentions.persons import is_demonym
from eventx.syntax.phrases import follows

_DETERMINERS = frozenset({"DT", "PRP$", "WP$", "_SP"})
_QUANTIFIERS = frozenset({"all", "some", "both", "no"})
_SEAT = 6  # tokens up to the "based" of where somebody is
_SHORT = 4  # letters of an abbreviation, at most
_BRACKETED = re.compile(r"\s*\(.*|\s+")


def trim_determiner(doc: Doc, start: int, end: int) -> int:
    """Return where a phrase starts without its article or possessive pronoun."""
    while start < end - 1 and doc[start].tag_ in _DETERMINERS and doc[start].lower_ not in _QUANTIFIERS:
        start += 1
    return start


def kind_of(roster: Roster, token: Token) -> str | None:
    """Return what the name is of that a token is part of, or nothing."""
    return named.kind if (named := roster.at(token)) is not None else None


def is_role(token: Token) -> bool:
    """Tell whether a token is a word for an office or trade: minister, farmers, taxi driver, ecologist."""
    lower = token.lower_
    if {lower, lower.removesuffix("s")} & roles():
        of_office = token.tag_ != "JJ" or token.i == 0 or token.nbor(-1).tag_ == "HYPH"  # "secretary-general"
        return of_office or lower != "general"  # "the general election"
    return token.tag_ in ("NN", "NNS") and lower.endswith(tuple(lexicon("names").agentive)) and len(lower) > 5


def role_start(doc: Doc, start: int, at: int) -> int:
    """Return where the words of a role begin: "Chief Financial Officer", "chairman and chief executive"."""
    names, first = lexicon("names"), at
    while first > start:
        before = doc[first - 1]
        joint = before.lower_ in ("and", "&", "-", "/") and first - 2 >= start
        word = doc[first - 2] if joint else before
        field = word.i > start and not is_role(word)  # "Kvern Finance editor", "Kvern Investors founder"
        named = word.is_title and doc[at].is_lower and (field or word.text.endswith("s"))
        graded = is_role(word) or word.lower_ in names.any_of("rank", "qualifying")
        if named or word.ent_type_ == "NORP" or not graded:
            break
        first = word.i
    return first


def brief_start(doc: Doc, start: int, at: int) -> int:
    """Return where an office of several words begins that ends in a role: "*National Security* Adviser"."""
    compounds = lexicon("names").compounds
    sizes = (size for size in (2, 1) if at - size >= start and doc[at - size : at + 1].text.casefold() in compounds)
    return at - next(sizes, 0)


def text_of(doc: Doc, begin: int, end: int) -> str:
    """Return the text of a description without determiner, brackets and line breaks."""
    text = doc[trim_determiner(doc, begin, end) : end].text
    return _BRACKETED.sub(lambda m: " " if m.group().isspace() else "", text).strip(" ,")


def past_trade(roster: Roster, start: int, stop: int) -> int:
    """Return where a body's name begins behind what it is: "of *accountants* Kvern & Co", "the *aid group* Kvern"."""
    named, doc = roster.at(roster.analysis.doc[stop - 1]), roster.analysis.doc
    first = roster.span(named).start if named is not None and named.kind == "organisation" else start
    told = doc[start:first]
    nominal = len(told) > 0 and all(t.is_lower and t.tag_ in ("NN", "NNS", "JJ", "HYPH") for t in told)
    return first if nominal and (told[-1].tag_ == "NNS" or told[-1].lower_ in lexicon("names").body) else start


def before_honour(token: Token) -> Token:
    """Return the last word of a name before the letters of an honour behind it, "Ada *Low* KC", or the token itself."""
    honour = token.is_upper and token.lower_ in lexicon("names").honours and token.i > 0
    return token.nbor(-1) if honour else token


def past_epithet(doc: Doc, start: int, last: int) -> int:
    """Return where a name begins behind what only tells of it: "a local Kvern spokesman"."""
    while start < last and doc[last].pos_ == "PROPN" and doc[start].is_lower and doc[start].pos_ == "ADJ":
        start += 1
    return start


def lists(doc: Doc, i: int) -> bool:
    """Tell whether a comma stands within a firm's name or seat: "Kvern, Berg & Moss", "Hull, Ohio-based Kvern"."""
    return doc[i].text == "," and (doc[i + 2 : i + 3].text == "&" or is_seated(doc, i + 1))


def is_seated(doc: Doc, start: int) -> bool:
    """Tell whether a place from a token on is one where somebody is based: "*Ohio*-based", "*New York*-based"."""
    near = doc[start : start + _SEAT]
    based = next((t for t in near if t.lower_.endswith("-based") or t.lower_ == "based"), None)
    return based is not None and all(t.pos_ == "PROPN" or t.tag_ in ("HYPH", ".") for t in doc[start : based.i])


def is_workplace(doc: Doc, start: int, stop: int) -> bool:
    """Tell whether a phrase with "the" names where people work: "the *hotel*" of "the hotel's chef", no "a hotel"."""
    led = any(t.lower_ == "the" for t in doc[max(0, start - 1) : start + 1])
    return led and stop > start and doc[stop - 1].text in lexicon("names").workplaces


def is_team(name: Token, role: Token) -> bool:
    """Tell whether a name before somebody's part in a game is their team's: "*Boston* coach", no "England captain"."""
    names = lexicon("names")
    if not name.is_title or not role.is_lower or role.lower_ not in names.sporting or name.lower_ in names.untold_team:
        return False
    led = name.i + 1 == role.i or (name.i + 2 == role.i and name.nbor(1).lower_ in names.untold_team)
    named = name.pos_ == "PROPN" or bool(name.ent_type_) or role.lower_ not in names.unsporting
    return led and named and not is_demonym(name) and not is_country(name.text)


def are_initials(word: Token) -> bool:
    """Tell whether a word is written as the initials of a body: "ECB President"."""
    return word.is_upper and word.is_alpha and len(word) > 1


def is_land(token: Token) -> bool:
    """Tell whether a token before a role is a part of a land: "a *district* official", no school district."""
    return token.lower_ == "district" and not follows(token, *lexicon("names").districts)


def is_numbered(number: Token) -> bool:
    """Tell whether a number ends the name of a body: "Local *12*", "Lodge *7*"."""
    return number.like_num and follows(number, *lexicon("names").numbered) and number.nbor(-1).is_title


def is_graded(token: Token) -> bool:
    """Tell whether a title that a person keeps is a rank, and so a role: "Captain", no "Professor"."""
    names = lexicon("names")
    return token.lower_ in names.learned and token.lower_ not in names.ungraded


def learned_before(doc: Doc, at: int) -> int:
    """Return how many tokens a title has that ends before a token: two of "Col." with its full stop, or none."""
    dotted = at > 1 and doc[at - 1].text == "."
    return 1 + dotted if _is_learned(doc[at - 1 - dotted]) else 0


def _is_learned(token: Token) -> bool:
    """Tell whether a token is a title that a person keeps: "Dr", "General", but not that of "Attorney General"."""
    names = lexicon("names")
    kept = token.lower_ in names.any_of("learned", "address")
    if token.is_lower and len(token) > _SHORT and is_role(token):
        return False  # "law professor", "army general"
    if opens_firm(token):
        return False  # "Captain Metals"
    hyphened = token.i > 1 and token.nbor(-1).tag_ == "HYPH"  # "NATO Secretary-General"
    before = token.nbor(-1 - hyphened) if token.i else token
    if token.lower_ in names.academic and before.lower_ in names.any_of("rank", "qualifying"):
        return False  # "Associate Professor"
    return kept and not (token.lower_ == "general" and is_role(before) and before.lower_ not in names.learned)
