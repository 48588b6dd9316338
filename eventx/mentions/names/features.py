"""Features: what a name, and the words beside it, show of whose it is. They are what the model of names weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from eventx.lexicons import load_lexicon
from eventx.mentions.names.spans import given, words
from eventx.mentions.persons import is_person

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_BESIDE = frozenset(
    {
        "in",
        "near",
        "across",
        "outside",
        "inside",
        "around",
        "throughout",
        "at",
        "from",
        "to",
        "into",
        "by",
        "with",
        "for",
        "of",
    }
)
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_REACH = 25  # tokens after a name within which a pronoun may stand for it
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INITIAL = re.compile(r"[A-Z]\.?$")
_CAMEL = re.compile(r"[a-z][A-Z]")


@cache
def _says() -> frozenset[str]:
    """The lemmas of verbs of speech."""
    lists = load_lexicon("statement")
    return frozenset((*lists["clause"], *lists["quote"], *lists["with_that"], "accord"))


def is_body_noun(token: Token) -> bool:
    """Tell whether a common noun is a word for a body: "company", "shipbuilder", "ministry"."""
    return token.pos_ == "NOUN" and (
        token.lower_ in words("body") or token.lemma_.lower().endswith(tuple(words("makers")))
    )


def _is_role(token: Token) -> bool:
    return token.lower_ in words("role") or token.lower_ in words("kin") or token.lemma_.lower() in words("role")


def read_mention(doc: Doc, start: int, end: int) -> Iterator[str]:
    """Yield what one mention of a name, tokens ``start`` to ``end``, shows."""
    root = doc[start:end].root if end - start > 1 else doc[start]
    yield f"label {root.ent_type_}" + ("" if _is_whole(doc, start, end) else " in part")
    yield f"tag {root.tag_}"
    if start:
        yield from _before(doc[start - 1], doc[start])
    if end < len(doc):
        yield from _after(doc, root, end)
    head = root.head
    if root.dep_ == "appos":
        yield "apposition of " + ("body" if is_body_noun(head) else "role" if _is_role(head) else head.pos_)
    elif root.dep_ in _SUBJECTS:
        yield "subject"
        yield from _taken_up(doc, end)
        if head.lemma_.lower() in _says():
            yield "says"
    elif root.dep_ == "pobj" and head.head.lower_ == "according":
        yield "says"
    else:
        yield f"dep {root.dep_}"


def _taken_up(doc: Doc, end: int) -> Iterator[str]:
    """Yield whether the first pronoun near after a subject is one of a person or of a thing."""
    for at in range(end, min(end + _REACH, len(doc))):
        word = doc[at].lower_
        if word in _PERSONAL:
            yield "he or she after"
            return
        if word in ("it", "its"):
            yield "it after"
            return


def _is_whole(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the entity recogniser has found just this stretch."""
    label = doc[start].ent_type_
    return (
        doc[start].ent_iob_ == "B"
        and (end == len(doc) or doc[end].ent_iob_ != "I")
        and all(doc[i].ent_type_ == label for i in range(start + 1, end))
    )


def _before(before: Token, first: Token) -> Iterator[str]:
    word = before.lower_
    if word == "the":
        yield "the"
    elif word in words("address"):
        yield "address before"
    elif is_body_noun(before):
        yield "role or body before" if _is_role(before) else "body before"  # an operator may be either
    elif _is_role(before):
        yield "role before"
    elif before.pos_ == "NOUN" and is_person(before):
        yield "person before"
    elif before.pos_ == "NOUN":
        yield "noun before"
    elif word in _BESIDE:
        yield f"{word} before"
    elif before.text in (",", "("):
        described = before.i > 0 and before.text == "," and _is_role(before.nbor(-1))
        yield "role and comma before" if described else "comma before"  # "the designer, Ivo Kern,"
    elif first.is_sent_start:
        yield "opens"


def _after(doc: Doc, root: Token, end: int) -> Iterator[str]:
    after = doc[end]
    if after.tag_ == "POS":
        yield "possessive"
        if root.dep_ == "poss":
            owned = root.head.lemma_.lower()
            for name in ("assets", "kin", "lands"):
                if owned in words(name):
                    yield f"owns {name}"
    elif after.text == ",":
        second = doc[end + 1] if end + 1 < len(doc) else after
        if second.is_digit and len(second) == 2:
            yield "age after"
        elif second.lower_ in ("who", "whose"):
            yield "who after"
        elif second.lower_ == "which":
            yield "which after"
        else:
            beside = _described(root, second)
            if beside is not None:
                person = _is_role(beside) or (second.lower_ == "a" and is_person(beside))
                yield "apposed " + ("role" if person else "body" if is_body_noun(beside) else beside.pos_)
    elif after.text == "(":
        yield "bracket after"
    elif after.lower_ in ("who", "whose"):
        yield "who after"
    elif after.pos_ == "NOUN":
        yield "noun after"
        if _is_role(after):
            yield "role after"
        elif is_body_noun(after):
            yield "body after"
        elif after.lemma_.lower() in words("assets"):
            yield "owns assets"
    elif after.tag_ in _FINITE:
        yield "verb after"


def _described(root: Token, second: Token) -> Token | None:
    """Return the head of what describes a name behind a comma: ", the insolvent builder of ferries"."""
    beside = next((c for c in root.rights if c.dep_ == "appos"), None)
    if beside is not None and beside.left_edge == second:
        return beside
    if second.lower_ not in ("a", "an", "the", "one"):
        return None
    noun = None
    for token in second.doc[second.i + 1 : second.i + 8]:
        if token.pos_ in ("NOUN", "PROPN"):
            noun = token
        elif noun is not None or (token.pos_ not in ("ADJ", "ADV", "VERB", "NUM", "PART") and token.tag_ != "HYPH"):
            break
    return noun


def read_name(text: str, places: Mapping[str, str]) -> Iterator[str]:
    """Yield what a name itself shows; ``places``: the kinds of the article's places by name."""
    parts = text.split()
    lower = [part.casefold().rstrip(".") for part in parts]
    yield f"words {min(len(parts), 5)}"
    if lower[0] in given():
        yield "given name" if len(parts) > 1 else "given name alone"
    if len(parts) > 1 and _INITIAL.match(parts[1]):
        yield "initial"
    if lower[-1] in words("body") | words("forms"):
        yield "body last"
    if lower[0] in words("body"):
        yield "body first"
    if not words("body").isdisjoint(lower):
        yield "body"
    if text in words("known"):
        yield "known"
    if lower[-1] in words("papers"):
        yield "paper"
    if text.isupper():
        yield "acronym" if len(parts) == 1 and 1 < len(text) <= 6 else "capitals"
    for mark, name in (("&", "&"), ("-", "hyphen"), (" of ", "of"), (" for ", "of")):
        if mark in text:
            yield name
    if any(c.isdigit() for c in text):
        yield "digit"
    if _CAMEL.search(text):
        yield "camel"
    if not words("particles").isdisjoint(lower):
        yield "particle"
    if len(parts) == 1 and text.endswith("s") and not text.endswith("ss"):
        yield "plural"
    if len(parts) == 1 and len(text) < 5:
        yield "short"
    if text in places:
        yield f"place {places[text]}"
    elif len(parts) > 1 and parts[0] in places:
        yield "place first"
    elif len(parts) > 1 and parts[-1] in places:
        yield "place last"
    if len(parts) > 1 and lower[-1] in words("spots"):
        yield "spot"
    if len(parts) > 1 and lower[-1] in words("works"):
        yield "work"
