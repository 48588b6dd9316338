"""Government: the verb that governs a counted noun, and the lemma that names what is done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from eventx.lexicons import load_lexicon
from eventx.mentions.persons import NOUNS, words
from eventx.syntax.phrases import is_finite, is_time, is_verb

_STEPS = 8  # up the parse
_CLAUSE = 25  # tokens in which the verb of a clause may stand
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "csubj", "dobj", "obj", "dative", "attr", "oprd", "npadvmod", "dep", "ccomp", "xcomp"}
    | {"advcl", "conj", "acl", "acomp", "parataxis", "advmod", "amod"}
)
_THROUGH = frozenset(
    {"conj", "appos", "nummod", "quantmod", "compound", "nmod", "amod", "dep", "advmod", "nsubj", "npadvmod"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FUSED = {
    "over": (), "under": (), "around": (), "about": (), "than": (),
    "as": ("many", "much", "few"), "to": ("up", "close"), "of": ("excess", "upwards", "upward", "north"),
}  # fmt: skip


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
    if noun is None and (who := _after(token)) is not None and who.lower_ == "who" and is_verb(who.head):
        return Government(who.head)  # "the 4 million who fled"
    tied = _tied(token, begin)
    found = _climb(token, begin) if tied else Government()
    if token.dep_ == "conj" and (own := _right_verb(token)) is not None:
        return own
    if found.verb is None:
        found = _right_verb(token) or found
    left = _left_verb(begin)
    if left is not None and (
        left.pos_ != "VERB" or found.verb is None or (found.verb.i > token.i and left not in found.verb.ancestors)
    ):
        return Government(left)
    return found


def _misread(token: Token) -> Token | None:
    """Return a verb that is tagged as a noun: "two of Tau's brothers work", "of whom 1,100 work"."""
    counted = token.dep_ in ("compound", "nummod") and token.tag_ in ("NNS", "NNPS", "CD")
    if not counted or token.i + 1 >= len(token.doc):
        return None
    after = token.nbor(1)
    return None if after != token.head or after.tag_ != "NN" or after.ent_type_ else after


def _fused(preposition: Token, begin: Token) -> bool:
    """Tell whether a preposition is the bound of the number after it: "over 300", "as many as 1,100"."""
    leads = _FUSED.get(preposition.lower_)
    if leads is None or preposition.i + 1 != begin.i:
        return False
    return not leads or (preposition.i > 0 and preposition.nbor(-1).lower_ in leads)


def _tied(token: Token, begin: Token) -> bool:
    """Tell whether no other noun stands between a preposition and its number: "in the year 941,000 visitors landed"."""
    if token.dep_ != "pobj" or token.head.i >= begin.i:
        return True
    return not any(t.pos_ in NOUNS for t in token.doc[token.head.i + 1 : begin.i])


def _climb(token: Token, begin: Token) -> Government:
    """Climb from a counted noun to the word that governs it: a verb, by a preposition or not, or nothing."""
    at = token
    for _ in range(_STEPS):
        head = at.head.head if at.head.dep_ in ("aux", "auxpass") else at.head
        if head == at:
            break
        if at.dep_ == "pobj" or (head.pos_ == "ADP" and at.dep_ == "pcomp"):
            above = head.head
            if head.lower_ == "than" or (head.lower_ == "of" and (above.lower_ in _transparent() or above.like_num)):
                at = above  # "more than 30", "a total of 978 people", "the lives of 163 people"
                continue
            if _fused(head, begin):
                if above.lower_ == "according" or above == head:
                    return Government()
                if is_verb(above):
                    return Government(_raised(above, at))
                at = above
                continue
            return _of_preposition(at, head, above)
        if is_verb(head) and at.dep_ in _ARGUMENTS:
            if head.lemma_ == "be" and any(child.dep_ == "expl" for child in head.lefts):
                return Government(participle(at))  # "there were 40 people injured"
            return Government(_raised(head, at) if at.dep_ in _SUBJECTS else head)
        if at.dep_ not in _THROUGH:
            break
        at = head
        if is_time(at):
            return Government()  # "five died in March and nine last autumn"
    return Government(participle(at))


def _of_preposition(at: Token, preposition: Token, above: Token) -> Government:
    """Return what governs a noun under a preposition: the verb with it, if it stands there for an argument."""
    word = preposition.lower_
    if above.lower_ == "according":
        return Government()
    spoken = word == "of" and is_verb(above) and above.i < preposition.i  # "we shall be talking of 100,000"
    if above.i > preposition.i and is_verb(above):
        return Government(participle(at))  # "With Tuesday's 187, the country has accepted 640"
    if not is_verb(above) or above == preposition or (word in words("aside") and not spoken):
        among = word != "of" or above.like_num or above.lower_ in words("some")
        return Government(participle(at) or (relative(at) if among else None))
    if preposition.dep_ == "agent":
        return Government(above)
    held = any(child.dep_ in ("dobj", "obj") and child.i < at.i for child in above.rights)
    beside = preposition.i - above.i < 3
    parted = preposition.i > 0 and preposition.nbor(-1).text == ","
    told = participle(at)
    apart = word == "with" and (told is not None or parted)
    if held and word == "at":
        return Government(above)  # "puts the toll at 6,750"
    if (held and word != "to") or apart or not (held or beside):
        return Government(told)  # "with 546 cases and 31 deaths reported"
    return Government(above, preposition)


def compared(begin: Token) -> bool:
    """Tell whether a number is what another is set against: "1,926 cases, up from the 1,255 of 2004"."""
    at = begin.i - 1
    while at > 0 and begin.i - at < 4 and begin.doc[at].lower_ in words("bounding") and begin.doc[at].lower_ != "up":
        at -= 1
    return at > 0 and begin.doc[at].lower_ == "from" and begin.doc[at - 1].lower_ in ("up", "down")


def _raised(verb: Token, subject: Token) -> Token:
    """Return what the subject of a verb really does: "are due to walk out", "believed to have died", "left trapped"."""
    for _ in range(3):
        below = _below(verb)
        if below is None:
            break
        verb = below
    above = verb.head
    small = verb.dep_ == "ccomp" and _is_small(verb) and is_verb(above) and above.i < subject.i
    if small and above.lemma_ != "have" and (above.lemma_ not in words("speaking") or above.lemma_ == "tell"):
        return above  # "help 300,000 refugees threatened by flooding"
    return verb


def _is_small(verb: Token) -> bool:
    """Tell whether a participle stands in a small clause: "left 20 villagers injured"."""
    return verb.tag_ in ("VBN", "VBD") and not any(c.dep_ in ("aux", "auxpass", "mark") for c in verb.lefts)


def _below(verb: Token) -> Token | None:
    """Return the verb below a copula, a raising adjective or a verb of hearsay."""
    for child in verb.rights:
        if child.dep_ in ("acomp", "oprd", "attr") and verb.lemma_ in words("copulas") | words("half_copulas"):
            if child.tag_ == "VBN" and child.lemma_ != "miss":
                return child
            if child.pos_ == "ADJ" or child.tag_ == "VBN":
                return next((c for c in child.rights if c.dep_ == "xcomp" and is_verb(c)), None)
        if verb.lemma_ in ("have", "need", "use", "be") and child.dep_ == "xcomp" and is_verb(child):
            return child  # "300 guests had to be evacuated"
        if (
            verb.tag_ == "VBN" and verb.lemma_ in words("hearsay") and is_verb(child) and child.i - verb.i < 6
            and (child.dep_ in ("xcomp", "ccomp", "oprd") or (child.dep_ == "advcl" and not is_finite(child)))
        ):  # fmt: skip
            return child
    return None


def participle(noun: Token) -> Token | None:
    """Return a participle that says what befell the noun: "3,000 cases recorded"."""
    inner = (c for prep in noun.rights if prep.lower_ == "of" for c in prep.rights if c.dep_ == "pobj")
    for at in (noun, *inner):
        told = (child for child in at.rights if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD"))
        found = next((child for child in told if child.nbor(-1).text != ","), None)
        if found is not None:
            return found
    return None


def of_whom(begin: Token) -> Government:
    """Return the verb of the clause that a number and "whom" open: "one of whom, a man of 67, remains in hospital"."""
    after = begin.doc[begin.i + 1 : begin.i + _CLAUSE]
    first = next((t for t in after if t.is_sent_start or t.tag_ in ("VBD", "VBZ", "VBP", "MD")), None)
    if first is None or first.is_sent_start:
        return Government()
    return Government(first.head if first.dep_ in ("aux", "auxpass") else first)


def relative(noun: Token) -> Token | None:
    """Return the verb of a relative clause: "among the 13 who drowned", "75 of the 400 people it needs"."""
    return next((child for child in noun.rights if child.dep_ == "relcl" and child.pos_ == "VERB"), None)


@cache
def _transparent() -> frozenset[str]:
    groups = words("groups") | words("units")
    return groups | words("number_of") | words("wholes") | frozenset(f"{word}s" for word in groups)


def _after(token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def _right_verb(noun: Token) -> Government | None:
    """Return the verb right after a noun that the parse has left without one: "over 345 pilgrims have been killed"."""
    after = _after(noun)
    if after is not None and after.text == ",":  # "all 430 guests, most of them Czechs, were taken off"
        close = next((t for t in noun.doc[after.i + 1 : after.i + 12] if t.text == "," or t.is_sent_start), None)
        after = _after(close) if close is not None and close.text == "," else None
        after = after if after is not None and after.dep_ in ("aux", "auxpass") else None
    if after is None or after.is_sent_start:
        return None
    verb = after.head if after.dep_ in ("aux", "auxpass") else after
    if verb.pos_ != "VERB" or verb.tag_ == "VBG" or (noun.dep_ == "pobj" and not is_finite(verb)):
        return None
    between = range(noun.i, after.i)
    others = (c for c in verb.lefts if c.dep_ in _SUBJECTS and c.i not in between)
    return None if any(others) else Government(verb)


def _left_verb(begin: Token) -> Token | None:
    """Return the verb right before a number and its bound."""
    at = begin.i - 1
    while at >= 0 and begin.i - at < 6 and begin.doc[at].lower_ in words("bounding") and begin.doc[at].tag_ != "RP":
        if begin.doc[at].is_sent_start or begin.doc[at].lower_ == "of":
            return None
        at -= 1
    if at < 0:
        return None
    token = begin.doc[at]
    if token.lower_ in words("verbs") and token.pos_ in ("ADJ", *NOUNS) and token.sent == begin.sent:
        return token  # a headline's verb that is tagged as a noun: "displace 9,000"
    if token.dep_ == "prt" and token.head.pos_ == "VERB":
        token = token.head
    plain = token.pos_ == "VERB" and token.dep_ != "amod" and token.tag_ != "VBN" and token.sent == begin.sent
    return token if plain else None


def action_of(government: Government, subject: bool = False) -> str | None:
    """Return the lemma of the governing verb with its particle or preposition; None for copulas and changes of level.

    ``subject`` tells that persons are its subject, who may themselves rise or fall ("two hikers fell").
    """
    verb, preposition = government.verb, government.preposition
    if verb is None:
        return None
    lemma = verb.lower_ if verb.lower_ in words("verbs") else verb.lemma_.lower()
    lemma = load_lexicon("headcount")["irregular"].get(verb.lower_, lemma)
    after = _after(verb)
    said = any(child.dep_ in ("attr", "acomp", "oprd") for child in verb.rights)
    if lemma in words("half_copulas") and (said or (after is not None and after.pos_ == "ADJ")):
        return None
    if (
        (lemma in words("copulas") and not (lemma == "include" and is_finite(verb)))
        or (lemma in words("no_action") and not subject)
        or (verb.lower_ in words("states") - {"killed", "injured", "wounded", "arrested"} and verb.tag_ == "VBG")
    ):
        return None
    if _lets_go(verb, lemma):
        return "let_go"
    parts = [part.lower_ for part in (particle_of(verb), preposition) if part is not None]
    return "_".join([lemma, *parts])  # "did away with"


def _lets_go(verb: Token, lemma: str) -> bool:
    """Tell whether persons are let go, whichever of the two verbs governs them."""
    if any(child.lemma_ == "let" and child.dep_ in ("aux", "auxpass") for child in verb.children):
        return True
    if lemma == "let":
        return any(child.lemma_ == "go" for child in verb.rights)
    return lemma == "go" and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ == "let"


def particle_of(verb: Token) -> Token | None:
    """Return the particle of a phrasal verb, beside it or behind its object: "laid off", "pull 700 troops out".

    A stranded preposition is one too ("operated on"), and the other half of an idiom ("took part").
    """
    beside = verb.i + 1
    for child in verb.rights:
        after = _after(child)
        if child.dep_ in ("dobj", "obj"):
            beside = child.right_edge.i + 1
        if child.i in (verb.i + 1, beside) and f"{verb.lemma_} {child.lower_}" in words("idioms"):
            return child
        if child.lower_ in ("up", "down") and after is not None and after.lower_ in ("to", "from"):
            continue  # "immunise up to 100 million children"
        if child.dep_ == "prt":
            return child
        alone = child.dep_ == "advmod" or child.lower_ == "out" or child.lower_ == "away"
        if child.i == beside and child.lower_ in words("particles") and alone:
            return child
        if child.i != verb.i + 1:
            continue
        if child.tag_ == "RP" or (child.dep_ == "prep" and verb.tag_ == "VBN" and _stranded(child)):
            return child
    return None


def _stranded(preposition: Token) -> bool:
    """Tell whether a preposition has nothing behind it: "three have been operated on."."""
    after = _after(preposition)
    return not any(True for _ in preposition.children) and (after is None or after.is_punct or after.pos_ == "CCONJ")
