"""Names of bodies that are joined as phrases are: by a small word with a verb, by an "and", by commas."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.syntax.labels import has_right

_LONG = 4  # words of a couple's name and their foundation
_WIDE = 9  # tokens of a ministry's fields
_LINKED = frozenset({"of", "for", "the", "and", "&", ","})


def is_phrased(small: Token) -> bool:
    """Tell whether a word is the second of a name that reads as a phrase: "Save *the* Children"."""
    if not 0 < small.i < len(small.doc) - 1:
        return False
    first, last, names = small.nbor(-1), small.nbor(1), lexicon("names")
    ended = f"{small.lower_} {last.lower_}"
    known = ended in names.phrased_ends or f"{first.lower_} {ended}" in names.phrased
    return known and first.text[0].isupper() and last.text[0].isupper()


def couples_body(joint: Token) -> Token | None:
    """Return the body that is named for two people with an "and" between them: "the Ann *and* Jon Low Foundation"."""
    if joint.i < 2 or joint.nbor(-2).lower_ != "the" or not joint.nbor(-1).text[0].isupper():
        return None
    behind, given = joint.doc[joint.i + 1 : joint.i + 2 + _LONG], lexicon("given").any_of("male", "female", "both")
    if not any(t.lower_ in given for t in (joint.nbor(-1), *behind[:1])):
        return None
    end = next((k for k, t in enumerate(behind) if not t.text[0].isupper()), len(behind))
    return next((t for t in reversed(behind[1:end]) if t.lower_ in lexicon("names").body), None)


def joins_fields(start: Token, comma: Token) -> bool:
    """Tell whether a comma stands between the fields of a ministry: "Ministry of Health*,* Labour and Welfare".

    ``start``: where the name begins.
    """
    names, doc = lexicon("names"), comma.doc
    held = doc[start.i : comma.i]
    named = any(t.lower_ in names.portfolios and t.nbor(1).lower_ in ("of", "for") for t in held[:-1])
    if not named or any(t.lower_ == "and" for t in held):
        return False
    ahead = doc[comma.i + 1 : comma.i + _WIDE]
    joint = next((t for t in ahead if t.lower_ == "and"), comma)
    last = next((t for t in ahead if t.i > joint.i and not t.text[0].isupper()), ahead[-1] if ahead else comma)
    fields = [t for t in doc[comma.i + 1 : last.i] if t != joint]
    firms = lexicon("link").legal
    others = (t.text in names.known or t.lower_ in firms or t.ent_type_ in ("PERSON", "GPE") for t in fields)
    listed = comma.i + 1 < joint.i < last.i - 1 and all(t.text == "," or t.text[0].isupper() for t in fields)
    return listed and not any(others)


def past_fields(doc: Doc, start: int, end: int) -> int:
    """Return where a name begins behind what a minister is for: "Minister of Trade and Industry *Ada Obi*"."""
    fields, first, at = lexicon("entities").any_of("portfolios", "fields"), start, start
    while first > 0 and (doc[first - 1].lower_ in _LINKED or doc[first - 1].lower_ in fields):
        first -= 1
    while at < end and (doc[at].lower_ in _LINKED or doc[at].lower_ in fields):
        at += 1
    told = first > 0 and at < end and doc[first - 1].lower_ in lexicon("names").state
    return at if told and doc[first].lower_ in ("of", "for") else start


def is_right_behind(name: Token) -> bool:
    """Tell whether a name stands right behind the noun that it tells, with no comma between: "the airline *Norfly*"."""
    tied = name.dep_ == "appos" and name.pos_ == "PROPN" and name.head.pos_ == "NOUN"
    alone = not has_right(name, "conj")  # "the miners Kvern and Tolla"
    return tied and alone and name.left_edge.i == name.head.i + 1
