"""Whereabouts: where a counted thing happens, comes from or goes to, by the paths of the parse to the places named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Span, Token

from eventx.facts.headcount.standing import (
    DEEP,
    NEAR,
    SCENE,
    SUBJECTS,
    Standing,
    against,
    chain_of,
    climb,
    continues,
    leads,
)
from eventx.facts.headcount.unnamed import unnamed
from eventx.lexicons import lexicon
from eventx.mentions.persons import NOUNS, is_person
from eventx.mentions.reading import Located, Reading
from eventx.syntax.phrases import has_subject, is_finite, is_time, is_verb

Chars = tuple[int, int]
_JOINTS = re.compile(
    r", (?:the )?|,? (?:and|or|&) (?:in |from |to )?(?:the )?|, in (?:the )?(?:[a-z]+ern |central )?"
    r"|['’]s (?:capital |city |province |state |town )?(?:of )?"
)
_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss"})
_TO = frozenset({"to", "into", "onto", "towards", "toward"})
# What a place costs by how it stands to the count: the cheapest one is the place.
_BESIDE = 3  # tokens behind a counted noun in which an adverb of its clause may stand
_SUBJECT, _OWNER, _INNER, _CLAUSE, _BEYOND = 2, 2, 3, 3, 6


class Whereabouts:
    """The named places of an article, found for each count by clause.

    Parameters
    ----------
    reading : Reading
        The article.
    counted : set of int
        The tokens of all counts: a place that hangs on one of them belongs to that.
    """

    def __init__(self, reading: Reading, counted: set[int]) -> None:
        self.reading = reading
        self.counted = counted
        named = (place for place in reading.places if place.form == "name")
        self.places = sorted([*named, *unnamed(reading)], key=lambda place: place.start)
        self.starts = [p.start for p in self.places]

    def find(
        self, token: Token, verb: Token | None, partial: bool = False, closed: bool = False
    ) -> tuple[Chars | None, Chars | None]:
        """Return origin and destination of what ``token`` counts.

        Parameters
        ----------
        token : Token
            The counted noun, or the number where the noun is left out.
        verb : Token or None
            The verb that governs it.
        partial : bool
            Whether it is the whole of another count, which alone does what the clause tells.
        closed : bool
            Whether only its own clause places it: "of whom 900 work in Italy".
        """
        sentence = self.reading.sentence_span(token.idx)
        groups = self._between(sentence.start_char, sentence.end_char)
        chain = chain_of(token, verb)
        if _speaks(token, verb):
            groups, chain = [group for group in groups if _beside(self._root(group), token)], [token]
        if not groups:
            return None, None
        if closed:
            chain = chain[: next((at for at, link in enumerate(chain) if is_verb(link)), 0) + 1]
        best: dict[str, tuple[int, int, Chars]] = {}
        named = [(self._root(group), group) for group in groups]
        for root, group in (*named, *_meant(self.reading.span(groups[0][0], sentence.end_char), named)):
            found = self._judge(root, chain)
            if found is None or (partial and not self._frames(root, chain)):
                continue
            role, cost = found
            rank = 2 * cost + (root.i < token.i), abs(root.i - token.i), group
            if role not in best or rank < best[role]:
                best[role] = rank
        origin, destination = best.get("origin"), best.get("destination")
        return origin[2] if origin else None, destination[2] if destination else None

    @staticmethod
    def _frames(root: Token, chain: list[Token]) -> bool:
        """Tell whether a place stands in the phrase of a count itself or leads its clause."""
        return chain[0] in root.ancestors or root.i <= chain[0].left_edge.i

    def _between(self, start: int, end: int) -> list[Chars]:
        """Return the places between two characters, coordinated ones joined."""
        out: list[Chars] = []
        at = bisect_left(self.starts, start)
        while at < len(self.places) and self.places[at].end <= end:
            place: Located = self.places[at]
            if out and place.start - out[-1][1] < 20 and _JOINTS.fullmatch(self.reading.text, out[-1][1], place.start):
                out[-1] = (out[-1][0], place.end)
            else:
                out.append((place.start, place.end))
            at += 1
        return out

    def _root(self, place: Chars) -> Token:
        """Return the head of a place, of the first one where several are coordinated."""
        first = self.places[bisect_left(self.starts, place[0])]
        return self.reading.span(first.start, first.end).root

    def _judge(self, place: Token, chain: list[Token]) -> tuple[str, int] | None:
        """Return the role of a place for a count and what it costs, or None."""
        path: list[Token] = []
        token, at, foreign = chain[0], place, False
        above = {link.i for link in chain}
        while at.i not in above:
            if at.head == at or len(path) > DEEP:
                return None
            part = at.head.lower_ == "of" and at.head.head == token  # the workers of "430 of the 512 workers"
            mine = (at.i in self.counted and not part) or any(
                c.i in self.counted and c.dep_ in SUBJECTS for c in at.lefts
            )
            foreign = foreign or mine
            path.append(at)
            at = at.head
        if foreign and not any(s.dep_ == "conj" and s.i > token.i and is_verb(s) for s in path):
            goes_on = any(link.dep_ == "conj" and link.head == at and continues(link) for link in chain)
            goes_on = goes_on or (token.tag_ == "CD" and token.dep_ in SUBJECTS and place.i < token.i)
            if not goes_on:
                return None
        standing = climb(chain, at)
        if standing is None:
            return None
        if (verb := _misread(place)) is not None and verb in chain:
            return _subject(verb, verb, token, standing, standing.cost)
        if not path:
            return _of_relative(at, chain, standing)
        found = _descend(place, path, at, token, standing, foreign)
        if found is None or not foreign:
            return found
        return None if found[0] == "origin" else (found[0], found[1] + _BEYOND)


def _meant(span: Span, named: list[tuple[Token, Chars]]) -> Iterator[tuple[Token, Chars]]:
    """Yield the words that stand for a place named before in the sentence: "there", "in the state"."""
    for token in span:
        plain = token.lower_ == "there" and token.dep_ != "expl"
        if not plain and not (
            token.lower_ in lexicon("headcount").areas and [c.lower_ for c in token.children] == ["the"]
        ):
            continue
        before = [(root, chars) for root, chars in named if root.i < token.i]
        if before and not (plain and before[-1][0].dep_ in SUBJECTS):  # "Berlin aims to station 4,800 there"
            yield token, before[-1][1]


def _of_relative(place: Token, chain: list[Token], standing: Standing) -> tuple[str, int] | None:
    """Give the role of a place that has a relative clause: "Latvia, where 800 serve", "Egypt, which sent 340"."""
    at = next((at for at, link in enumerate(chain) if link.head == place and link.dep_ == "relcl"), None)
    if at is None or any(link.dep_ == "ccomp" for link in chain[:at]):
        return None
    verb = chain[at]
    if any(child.lower_ == "who" for child in verb.lefts):
        return None
    sends = has_subject(verb) and standing.verb is not None and standing.verb.lemma_ in lexicon("headcount").senders
    return ("origin" if sends and chain[0].dep_ not in SUBJECTS else "destination"), NEAR


def _speaks(token: Token, verb: Token | None) -> bool:
    """Tell whether persons only say or think something: they are not placed by where they sit."""
    own = verb if verb is not None else token.head if token.dep_ in SUBJECTS else None
    if own is None or own.lemma_ not in lexicon("government").speaking or token.i > own.i:
        return False
    return own.dep_ != "acl" and not any(child.dep_ == "auxpass" for child in own.lefts)  # "cases were reported"


def _beside(place: Token, token: Token) -> bool:
    """Tell whether a place stands right behind a counted noun: "two exporters in Lagos said"."""
    return place.dep_ == "pobj" and place.head.head == token and place.head.lower_ != "of"


def _descend(
    place: Token, path: list[Token], top: Token, token: Token, standing: Standing, foreign: bool
) -> tuple[str, int] | None:
    """Judge the way down from where the path of a count meets it to a place."""
    last = path[-1]
    told = standing.said and last.dep_ in SUBJECTS  # "police in Hamburg said they had held 23"
    if standing.fronted and not (is_verb(top) and (leads(last, top) or told)):
        return None
    links = [at for at in path if at.dep_ in ("prep", "agent") or (at.pos_ == "ADP" and at.dep_ != "prt")]
    cost = standing.cost
    for at in path:
        if at.lower_ == "according" or (at.dep_ == "dep" and at.head.pos_ != "ADP"):
            return None
        if not is_verb(at):
            if at.dep_ in SUBJECTS and at != place:
                if (
                    at.head.lemma_ in lexicon("government").speaking
                    and at.head != standing.verb
                    and not told
                    and _tells(at)
                ):
                    return None
                cost += _INNER
            continue
        if at.dep_ == "ccomp" and at.i < token.i and at.head.lemma_ not in lexicon("government").speaking:
            cost += SCENE
        elif at.dep_ in ("relcl", "ccomp", "parataxis", "csubj"):
            happens = at.dep_ == "relcl" and at.lemma_ in lexicon("headcount").occurring and _directly(place, at)
            if not happens and (at.head != token or not _directly(place, at)):
                return None
            cost += _CLAUSE if happens else 0  # "the blaze, which broke out in Naples, killed three"
        elif at.dep_ == "acl" and at.head == token:
            cost += 0 if _directly(place, at) else NEAR
        elif at.dep_ == "conj" and has_subject(at) and not foreign:
            return None
        else:
            cost += _CLAUSE
        if at.dep_ == "advcl" and (against(at) or _absolute(at)):
            return None  # "while Russia's share tripled", "half of them living in Texas"
    if links:
        other = any(is_verb(at) and at.dep_ in ("conj", "advcl") and at != links[-1].head for at in path)
        if links[-1].lower_ in _TO and (foreign or other):
            return None  # "nine were treated, and she urged them to move the families to San José"
        return _linked(place, links, top, token, standing, cost)
    return _unlinked(place, top, token, standing, cost)


def _tells(noun: Token) -> bool:
    """Tell whether no other subject stands nearer to a verb of saying: "when a bus overturned, police said"."""
    return not any(child.dep_ in SUBJECTS and noun.i < child.i < noun.head.i for child in noun.head.lefts)


def _absolute(verb: Token) -> bool:
    """Tell whether a participle has a subject of its own and nothing that joins it: "half of them living in Lyon"."""
    joined = any(child.dep_ == "mark" or child.tag_ == "WRB" for child in verb.lefts)
    return has_subject(verb) and not joined and not is_finite(verb)


def _linked(
    place: Token, links: list[Token], top: Token, token: Token, standing: Standing, cost: int
) -> tuple[str, int] | None:
    """Give the role of a place that prepositions tie to a count; ``links`` from the place upwards."""
    whole = links[-1].lower_ == "of" and links[-1].head == token and len(links) > 1 and _of_persons(links[-2].head)
    if whole:
        links = links[:-1]  # "180 members of a battalion from Kassel"
    near, far = links[0], links[-1]
    held = place.head if place.dep_ in _MODIFIERS else None
    if held is not None and held.pos_ in NOUNS and _of_persons(held):
        return None  # "by Gaza officials"
    if near.lower_ in lexicon("headcount").nowhere and not (
        near.i and near.nbor(-1).lemma_ in lexicon("headcount").borders
    ):
        return None
    names = {link.lower_ for link in links}
    goes_on = token.tag_ == "CD" and token.dep_ in SUBJECTS  # "five were flown to Lyon; three have died"
    if not standing.shared and not goes_on and not leads(far, far.head) and far.head.dep_ not in SUBJECTS:
        return None
    source = far.lower_ == "from" or (far.lower_ == "out" and "of" in names)
    if source and far.head == token and near != far and near.lower_ not in ("from", "of"):
        return "destination", cost  # "the toll from the landslide in Bulambuli", "students from a school in Queens"
    if source and near.lower_ in _TO:
        return "destination", cost - 1  # "from Kassel to Vilnius"
    if source and (far.head == top or top == token or (is_verb(far.head) and not has_subject(far.head))):
        mine = whole or far.head == token or (token.head.lower_ == "of" and token.head.head == far.head)
        tied = is_verb(far.head) and (far.head == standing.verb or far.i > token.i or leads(far, far.head))
        return ("origin", cost) if mine or (tied and standing.cost <= NEAR) else None
    if near.lower_ == "from" or (source and (is_verb(far.head) or _of_persons(far.head))):
        return None
    if far.lower_ in _TO and (is_verb(far.head) or far.head == token):
        goal = far.i > token.i or token.head == far.head or far.lower_ in ("into", "onto")
        return ("destination", cost - 1) if goal else None
    return "destination", cost + (names == {"of"})


def _unlinked(place: Token, top: Token, token: Token, standing: Standing, cost: int) -> tuple[str, int] | None:
    """Give the role of a place without a preposition: a subject, an object, an owner or the first part of a name."""
    verb = place.head if is_verb(place.head) else None
    if verb is not None and place.dep_ in SUBJECTS:
        return _subject(verb, top, token, standing, cost)
    if verb is not None and place.dep_ in ("dobj", "obj"):
        if verb.lemma_ in lexicon("government").speaking:
            return None
        return ("origin" if verb.lemma_ in lexicon("headcount").leaving else "destination"), cost + NEAR
    if place.dep_ in _MODIFIERS and place.head.pos_ in NOUNS:
        noun = place.head
        if not standing.shared:
            return None
        if _of_persons(noun) and not (noun == token and place.dep_ == "poss"):
            return None
        return ("destination", cost + _OWNER) if noun == token or noun != top or standing.relative else None
    return None


def _subject(verb: Token, top: Token, token: Token, standing: Standing, cost: int) -> tuple[str, int] | None:
    """Give the role of a place that is the subject of a verb: where persons are sent from, or where it happens."""
    own = standing.shared and standing.verb is not None and verb == top
    acts = standing.verb.lemma_ if own and standing.verb is not None else verb.lemma_
    if not own or acts in lexicon("headcount").attacking | lexicon("headcount").withdrawing:
        return None
    if acts in lexicon("headcount").senders:
        return "origin", cost + _SUBJECT
    return None if _elsewhere(verb, token) else ("destination", cost + _SUBJECT)


def _elsewhere(verb: Token, token: Token) -> bool:
    """Tell whether a clause says itself where its persons are, without a name: "Berlin aims to station 200 there"."""
    beside = verb.doc[verb.i : min(token.right_edge.i + _BESIDE, len(verb.doc))]
    return any(other.lower_ in lexicon("headcount").elsewhere and other.pos_ in ("ADV", "NOUN") for other in beside)


def _misread(place: Token) -> Token | None:
    """Return the verb of a subject that is taken for the end of a time: "In August Denmark will deploy"."""
    if not place.i or place.i + 1 >= len(place.doc) or place.dep_ != "pobj" or not is_time(place.nbor(-1)):
        return None
    after = place.nbor(1)
    verb = after.head if after.dep_ in ("aux", "auxpass") else after
    return verb if is_verb(verb) and verb == place.head.head and not has_subject(verb) else None


def _of_persons(noun: Token) -> bool:
    """Tell whether a noun stands for persons, who are not a place: "Gaza officials"; jobs and deaths are placed."""
    lemma = noun.lemma_.lower()
    bodies, placed = (
        lexicon("headcount").groups | lexicon("headcount").units,
        lexicon("headcount").jobs | lexicon("headcount").happenings,
    )
    return lemma in bodies or (is_person(noun) and lemma not in placed)


def _directly(place: Token, verb: Token) -> bool:
    """Tell whether a place hangs on a verb by a preposition of the verb's own, with at most one noun between."""
    at, nouns = place.head, 0
    for _ in range(DEEP):
        if is_verb(at) and (at == verb or at.dep_ != "xcomp"):
            return at == verb and nouns < 2
        nouns += at.pos_ in NOUNS and at.dep_ == "pobj"
        at = at.head
    return False
