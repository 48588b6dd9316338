"""Government: the verb that governs a counted noun, and the lemma that names what is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from eventx.people import words

_LISTED = 4  # nouns of a list that a participle may stand behind, each way
_ARGUMENTS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "csubj",
        "dobj",
        "obj",
        "dative",
        "attr",
        "oprd",
        "npadvmod",
        "dep",
        "ccomp",
        "xcomp",
        "advcl",
        "conj",
        "acl",
        "acomp",
        "parataxis",
        "advmod",
        "amod",
    }
)
_THROUGH = frozenset(
    {"conj", "appos", "nummod", "quantmod", "compound", "nmod", "amod", "dep", "advmod", "nsubj", "npadvmod"}
)
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Government:
    """The verb above a counted noun, and the preposition between them if there is one."""

    verb: Token | None = None
    preposition: Token | None = None


def govern(token: Token, begin: Token, noun: Token | None = None) -> Government:
    """Find what governs a counted noun or a bare number; its phrase begins with ``begin``, ``noun`` is its head."""
    misread = _misread(noun if noun is not None else token)
    if misread is not None:
        return Government(misread)
    if compared(begin):
        return Government()
    found = _climb(token)
    if token.dep_ == "conj" and (own := _right_verb(token)) is not None:
        return own
    if found.verb is None or (
        found.preposition is not None
        and found.preposition.i == begin.i - 1
        and found.preposition.lower_ in words("bounding")
    ):
        found = _right_verb(token) or (Government(found.verb) if found.preposition is not None else found)
    left = _left_verb(begin)
    if left is not None and left.pos_ != "VERB":
        return Government(left)
    if left is not None and (found.verb is None or (found.verb.i > token.i and left not in found.verb.ancestors)):
        return Government(left)
    return found


def _misread(token: Token) -> Token | None:
    """Return a verb that is tagged as a noun: "two of Tau's brothers work", "of whom 1,100 work"."""
    if token.dep_ not in ("compound", "nummod") or token.i + 1 >= len(token.doc) or token.tag_ not in ("NNS", "CD"):
        return None
    after = token.nbor(1)
    if (
        after != token.head
        or after.tag_ != "NN"
        or after.ent_type_
        or (token.tag_ == "CD" and after.dep_ not in ("dep", "ROOT"))
    ):
        return None
    return after


def _climb(token: Token) -> Government:
    at = token
    for _ in range(8):
        head = at.head
        if head == at:
            break
        if (
            at.dep_ == "pobj"
            and head.lower_ == "than"
            and head.head.lower_ in ("more", "less", "fewer", "lower", "higher")
        ):
            at = head.head
            continue
        if at.dep_ == "pobj" and head.lower_ == "of" and head.head.lower_ in _groups():
            at = head.head  # "a total of 978 people have been killed"
            continue
        if at.dep_ == "pobj" and head.lower_ in words("aside"):
            return Government()
        if (
            at.dep_ == "pobj"
            and head.lower_ == "with"
            and head.head.pos_ in _VERBAL
            and (_participle(at) or head.head.i + 1 < head.i)
        ):
            return Government(_participle(at))  # "with 546 cases and 31 deaths reported"
        if at.dep_ == "pobj" or (head.pos_ == "ADP" and at.dep_ == "pcomp"):
            if head.lower_ in ("over", "under", "around") and head.head.lower_ == "according":
                return Government()
            if head.head.pos_ in _VERBAL and head.head != head and head.head.lower_ != "according":
                if any(child.dep_ in ("dobj", "obj") and child.i < at.i for child in head.head.rights):
                    return Government(_participle(at))
                return Government(head.head, None if head.dep_ == "agent" or head.lower_ in words("loose") else head)
            return Government(_participle(at))
        if head.pos_ in _VERBAL and at.dep_ in _ARGUMENTS:
            if head.lemma_ == "be" and any(child.dep_ == "expl" for child in head.lefts):
                return Government(_participle(at) or head)  # "there were 40 people injured"
            return Government(_raised(head) if at.dep_ in ("nsubj", "nsubjpass") else head)
        if at.dep_ not in _THROUGH:
            break
        at = head
    return Government(_participle(at))


def compared(begin: Token) -> bool:
    """Tell whether a number is what another is set against: "1,926 cases, up from the 1,255 of 2004"."""
    at = begin.i - 1
    while at > 0 and begin.i - at < 4 and begin.doc[at].lower_ in words("bounding") and begin.doc[at].lower_ != "up":
        at -= 1
    return at > 0 and begin.doc[at].lower_ == "from" and begin.doc[at - 1].lower_ in ("up", "down")


def _raised(verb: Token) -> Token:
    """Return what persons do who are "believed to have died" or "reported killed": the verb below one of hearsay."""
    if verb.tag_ == "VBN" and verb.lemma_ in words("hearsay"):
        for child in verb.rights:
            if child.pos_ == "VERB" and child.dep_ in ("xcomp", "ccomp", "oprd", "advcl") and child.i - verb.i < 6:
                return child
    return verb


def _participle(noun: Token) -> Token | None:
    """Return a participle that says what befell the noun: "3,000 cases recorded"."""
    inner = (c for prep in noun.rights if prep.lower_ == "of" for c in prep.rights if c.dep_ == "pobj")
    for at in (noun, *inner, *_listed_with(noun)):
        found = next((child for child in at.rights if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD")), None)
        if found is not None:
            return found
    return None


def _listed_with(noun: Token) -> Iterator[Token]:
    """Yield the nouns next in a list with one, a few each way: a run of thousands must not cost its square."""
    at = noun
    for _ in range(_LISTED):
        if at.dep_ != "conj":
            break
        at = at.head
        yield at
    at = noun
    for _ in range(_LISTED):
        after = next((child for child in at.rights if child.dep_ == "conj"), None)
        if after is None:
            break
        at = after
        yield at


@cache
def _groups() -> frozenset[str]:
    return words("groups") | words("number_of")


def _right_verb(noun: Token) -> Government | None:
    """Return the verb right after a noun that the parse has left without one: "over 345 pilgrims have been killed"."""
    if noun.i + 1 >= len(noun.doc) or (noun.dep_ == "pobj" and noun.head.lower_ not in ("over", "under", "around")):
        return None
    after = noun.nbor(1)
    verb = after.head if after.dep_ in ("aux", "auxpass") else after
    if (
        after.is_sent_start
        or verb.pos_ != "VERB"
        or verb.tag_ == "VBG"
        or any(c.dep_ in ("nsubj", "nsubjpass") and c != noun for c in verb.lefts)
    ):
        return None
    return Government(verb)


def _left_verb(begin: Token) -> Token | None:
    """Return the verb right before a number and its bound."""
    at = begin.i - 1
    while at >= 0 and begin.i - at < 6 and begin.doc[at].lower_ in words("bounding") and begin.doc[at].tag_ != "RP":
        if begin.doc[at].is_sent_start:
            return None
        at -= 1
    if at < 0:
        return None
    token = begin.doc[at]
    if token.lower_ in words("verbs") and token.pos_ in ("NOUN", "ADJ", "PROPN") and token.sent == begin.sent:
        return token  # a headline's verb that is tagged as a noun: "displace 9,000"
    if token.dep_ == "prt" and token.head.pos_ == "VERB":
        token = token.head
    return (
        token
        if token.pos_ == "VERB" and token.dep_ != "amod" and token.tag_ != "VBN" and token.sent == begin.sent
        else None
    )


def action_of(government: Government, subject: bool = False) -> str | None:
    """Return the lemma of the governing verb with its particle or preposition; None for copulas and changes of level.

    ``subject`` tells that persons are its subject, who may themselves rise or fall ("two hikers fell").
    """
    verb, preposition = government.verb, government.preposition
    if verb is None:
        return None
    lemma = verb.lower_ if verb.lower_ in words("verbs") else verb.lemma_.lower()
    if lemma in words("half_copulas") and any(child.dep_ in ("attr", "acomp", "oprd") for child in verb.rights):
        return None
    if (
        lemma in words("copulas")
        or (lemma in words("no_action") and not subject)
        or (verb.lower_ in words("states") - {"killed", "injured", "wounded", "arrested"} and verb.tag_ == "VBG")
    ):
        return None
    if lemma == "let" or any(child.lemma_ == "let" and child.dep_ in ("aux", "auxpass") for child in verb.children):
        return "let_go"
    if lemma == "go" and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ == "let":
        return "let_go"
    particle = particle_of(verb)
    if particle is not None:
        return f"{lemma}_{particle.lower_}"
    return f"{lemma}_{preposition.lower_}" if preposition is not None else lemma


def particle_of(verb: Token) -> Token | None:
    """Return the particle of a phrasal verb ("laid off", "walked out")."""
    for child in verb.rights:
        if child.lower_ == "up" and child.i + 1 < len(child.doc) and child.nbor(1).lower_ == "to":
            continue  # "immunise up to 100 million children"
        if child.dep_ == "prt":
            return child
        if child.i != verb.i + 1:
            continue
        if (
            child.tag_ == "RP"
            or (child.lower_ == "off" and verb.lemma_ in ("walk", "lay", "pay"))
            or (child.lower_ in words("particles") and child.dep_ == "advmod")
        ):
            return child
    return None
