"""Features: what a name, and the words beside it, show of whose it is. They are what the model of names weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicons import lexicon
from eventx.mentions.names.spans import describes_firm
from eventx.mentions.names.vocabulary import given, is_maker, roles
from eventx.mentions.persons import is_of_people
from eventx.syntax.labels import FINITE, NOUN_SUBJECTS, NOUNS, first_right

_SUBJECTS = NOUN_SUBJECTS | {"agent"}
_PRONOUNS = {"he": "he or she", "she": "he or she", "his": "he or she", "her": "he or she", "him": "he or she",
             "it": "it", "its": "it"}  # fmt: skip
_REACH = 25
"""Tokens after a name within which a pronoun may stand for it."""
_MODIFIERS = frozenset({"ADJ", "ADV", "VERB", "NUM", "PART"})
_SHORT = 5
"""Letters of a name from which it is not short."""
_ACRONYM = 6
_WORDED = (
    ("initial", re.compile(r"(?<!\S)\S+ [A-Z]\.?(?: |$)")),
    ("&", re.compile("&")),
    ("hyphen", re.compile("-")),
    ("of", re.compile(" (?:of|for) ")),
    ("digit", re.compile(r"\d")),
    ("camel", re.compile("[a-z][A-Z]")),
    ("plural", re.compile(r"^\S*[^s\s]s$|^s$")),
)
"""What a name shows by how it is written."""


@cache
def _says() -> frozenset[str]:
    """The lemmas of verbs of speech."""
    return lexicon("speech").any_of("clause", "quote", "with_that") | {"accord"}


def _is_body(token: Token) -> bool:
    """Tell whether a common noun is a word for a body: "company", "shipbuilder", "ministry"."""
    told = token.lower_ in lexicon("names").body or is_maker(token.lemma_.lower())
    return describes_firm(token) or (token.pos_ == "NOUN" and told)


def _is_role(token: Token) -> bool:
    return not roles().isdisjoint((token.lower_, token.lemma_.lower())) or token.lower_ in lexicon("names").kin


def _sort(token: Token) -> str:
    """Return what sort of noun describes a name: a role, a body, or its part of speech."""
    return "role" if _is_role(token) else "body" if _is_body(token) else token.pos_


def read_mention(doc: Doc, start: int, end: int) -> Iterator[str]:
    """Yield what one mention of a name, tokens ``start`` to ``end``, shows."""
    root = doc[start:end].root if end - start > 1 else doc[start]
    yield f"label {root.ent_type_}" + ("" if _is_whole(doc, start, end) else " in part")
    yield f"tag {root.tag_}"
    if start:
        yield _before(doc[start - 1], doc[start])
    if end < len(doc):
        yield from _after(doc, root, end)
    head = root.head
    if root.dep_ == "appos":
        yield "apposition of " + ("body" if _is_body(head) else _sort(head))
    elif root.dep_ in _SUBJECTS:
        yield "subject"
        taken_up = (_PRONOUNS[word.lower_] for word in doc[end : end + _REACH] if word.lower_ in _PRONOUNS)
        yield f"{next(taken_up, 'nobody')} after"
        if head.lemma_.lower() in _says():
            yield "says"
    else:
        yield "says" if root.dep_ == "pobj" and head.head.lower_ == "according" else f"dep {root.dep_}"


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the entity recogniser has found just this stretch."""
    label = doc[start].ent_type_
    goes_on = end < len(doc) and doc[end].ent_iob_ == "I"
    return doc[start].ent_iob_ == "B" and not goes_on and all(token.ent_type_ == label for token in doc[start:end])


def _before(before: Token, first: Token) -> str:
    """Return what stands before a name."""
    word, names = before.lower_, lexicon("names")
    if word in names.address:
        return "address before"
    if _is_body(before):
        return "role or body before" if _is_role(before) else "body before"  # an operator may be either
    if _is_role(before):
        return "role before"
    if before.pos_ == "NOUN":
        return "person before" if is_of_people(before) else "noun before"
    if word in names.beside:
        return f"{word} before"
    if before.text in (",", "("):
        described = before.i > 0 and before.text == "," and _is_role(before.nbor(-1))
        return "role and comma before" if described else "comma before"  # "the designer, Ivo Kern,"
    return "the" if word == "the" else "opens" if first.is_sent_start else "other before"


def _after(doc: Doc, root: Token, end: int) -> Iterator[str]:
    """Yield what stands after a name."""
    after, names = doc[end], lexicon("names")
    if after.tag_ == "POS":
        yield "possessive"
        owned = root.head.lemma_.lower() if root.dep_ == "poss" else ""
        yield "owns assets" if owned in names.assets else "owns kin" if owned in names.kin else "owns"
    elif after.text == ",":
        yield _after_comma(root, doc[end + 1] if end + 1 < len(doc) else after)
    elif after.text == "(":
        yield "bracket after"
    elif after.lower_ in ("who", "whose"):
        yield "who after"
    elif after.pos_ == "NOUN":
        yield "noun after"
        owned = "owns assets" if after.lemma_.lower() in names.assets else "thing after"
        yield "role after" if _is_role(after) else "body after" if _is_body(after) else owned
    elif after.tag_ in FINITE:
        yield "verb after"


def _after_comma(root: Token, second: Token) -> str:
    """Return what stands after a name and a comma: an age, a relative clause, what describes it."""
    if second.is_digit and len(second) == len("41"):
        return "age after"
    if second.lower_ in ("who", "whose", "which"):
        return "which after" if second.lower_ == "which" else "who after"
    described = _described(root, second)
    if described is None:
        return "comma after"
    person = second.lower_ == "a" and is_of_people(described)
    return "apposed role" if person else f"apposed {_sort(described)}"


def _described(root: Token, second: Token) -> Token | None:
    """Return the head of what describes a name behind a comma: ", the insolvent builder of ferries"."""
    apposed = first_right(root, "appos")
    if apposed is not None and apposed.left_edge == second:
        return apposed
    if second.lower_ not in ("a", "an", "the", "one"):
        return None
    noun = None
    for token in second.doc[second.i + 1 : second.i + 8]:
        if token.pos_ in NOUNS:
            noun = token
        elif noun is not None or (token.pos_ not in _MODIFIERS and token.tag_ != "HYPH"):
            break
    return noun


def read_name(text: str, places: Mapping[str, str]) -> Iterator[str]:
    """Yield what a name itself shows; ``places``: the kinds of the article's places by name."""
    parts = text.split()
    several = len(parts) > 1
    yield f"words {min(len(parts), 5)}"
    yield from (feature for feature, pattern in _WORDED if pattern.search(text))
    yield from _listed([part.casefold().rstrip(".") for part in parts])
    if text.isupper():
        yield "acronym" if not several and 1 < len(text) <= _ACRONYM else "capitals"
    if text in lexicon("names").known:
        yield "known"
    if not several and len(text) < _SHORT:
        yield "short"
    if text in places:
        yield f"place {places[text]}"
    elif several and not places.keys().isdisjoint((parts[0], parts[-1])):
        yield "place first" if parts[0] in places else "place last"


def _listed(parts: Sequence[str]) -> Iterator[str]:
    """Yield the lists that the words of a name are of."""
    names, several = lexicon("names"), len(parts) > 1
    if parts[0] in given():
        yield "given name" if several else "given name alone"
    if parts[0] in names.body:
        yield "body first"
    lasts = {"body last": names.any_of("body", "forms"), "paper": names.papers}
    lasts |= {"spot": names.spots, "work": names.works} if several else {}
    yield from (feature for feature, words in lasts.items() if parts[-1] in words)
    anywhere = {"body": names.body, "particle": names.particles}
    yield from (feature for feature, words in anywhere.items() if not words.isdisjoint(parts))
