"""Whereabouts: where a counted thing happens, comes from or goes to, by the paths of the parse to the places named."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Token

from eventx.counts.standing import DEEP, NEAR, SCENE, SUBJECTS, Standing, against, chain_of, climb, continues, leads
from eventx.people import NOUNS, is_person, words
from eventx.reading import Located, Reading
from eventx.syntax import has_subject, is_time, is_verb

Chars = tuple[int, int]
_JOINTS = re.compile(
    r", (?:the )?|,? (?:and|or|&) (?:in |from |to )?(?:the )?|, in (?:the )?(?:[a-z]+ern |central )?"
    r"|['’]s (?:capital |city |province |state |town )?(?:of )?"
)
_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss"})
_TO = frozenset({"to", "into", "onto", "towards", "toward"})
# What a place costs by how it stands to the count: the cheapest one is the place.
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
        self.places = sorted((p for p in reading.places if p.form == "name"), key=lambda p: p.start)
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
        if not groups or _speaks(token, verb):
            return None, None
        chain = chain_of(token, verb)
        if closed:
            chain = chain[: next((at for at, link in enumerate(chain) if is_verb(link)), 0) + 1]
        best: dict[str, tuple[int, int, Chars]] = {}
        for group in groups:
            found = self._judge(self._root(group), chain)
            if found is None:
                continue
            role, cost = found
            if partial and not self._frames(group, chain):
                continue
            rank = 2 * cost + (group[0] < token.idx), abs(group[0] - token.idx), group
            if role not in best or rank < best[role]:
                best[role] = rank
        origin, destination = best.get("origin"), best.get("destination")
        return origin[2] if origin else None, destination[2] if destination else None

    def _frames(self, group: Chars, chain: list[Token]) -> bool:
        """Tell whether a place stands in the phrase of a count itself or leads its clause."""
        root = self._root(group)
        return chain[0] in root.ancestors or all(group[0] < link.left_edge.idx + 1 for link in chain[:1])

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


def _of_relative(place: Token, chain: list[Token], standing: Standing) -> tuple[str, int] | None:
    """Give the role of a place that has a relative clause: "Latvia, where 800 serve", "Egypt, which sent 340"."""
    verb = next((link for link in chain if link.head == place and link.dep_ == "relcl"), None)
    if verb is None:
        return None
    sends = has_subject(verb) and standing.verb is not None and standing.verb.lemma_ in words("senders")
    return ("origin" if sends and chain[0].dep_ not in SUBJECTS else "destination"), NEAR


def _speaks(token: Token, verb: Token | None) -> bool:
    """Tell whether persons only say or think something: they are not placed by where they sit."""
    own = verb if verb is not None else token.head if token.dep_ in SUBJECTS else None
    if own is None or own.lemma_ not in words("speaking") or token.i > own.i:
        return False
    return own.dep_ != "acl" and not any(child.dep_ == "auxpass" for child in own.lefts)  # "cases were reported"


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
                if at.head.lemma_ in words("speaking") and not told:
                    return None
                cost += _INNER
            continue
        if at.dep_ == "ccomp" and at.i < token.i and at.head.lemma_ not in words("speaking"):
            cost += SCENE
        elif at.dep_ in ("relcl", "ccomp", "parataxis", "csubj"):
            happens = at.dep_ == "relcl" and at.lemma_ in words("occurring") and _directly(place, at)
            if not happens and (at.head != token or not _directly(place, at)):
                return None
            cost += _CLAUSE if happens else 0  # "the blaze, which broke out in Naples, killed three"
        elif at.dep_ == "acl" and at.head == token:
            cost += 0 if _directly(place, at) else NEAR
        elif at.dep_ == "conj" and has_subject(at) and not foreign:
            return None
        else:
            cost += _CLAUSE
        if at.dep_ == "advcl" and against(at):
            return None  # "while Russia's share tripled"
    if links:
        below = any(is_verb(at) and (at.dep_ == "conj" or (at.dep_ == "advcl" and has_subject(at))) for at in path)
        if links[-1].lower_ in _TO and (foreign or below):
            return None  # "nine were treated, and she urged them to move the families to San José"
        return _linked(place, links, top, token, standing, cost)
    return _unlinked(place, top, token, standing, cost)


def _linked(
    place: Token, links: list[Token], top: Token, token: Token, standing: Standing, cost: int
) -> tuple[str, int] | None:
    """Give the role of a place that prepositions tie to a count; ``links`` from the place upwards."""
    near, far = links[0], links[-1]
    held = place.head if place.dep_ in _MODIFIERS else None
    if held is not None and held.pos_ in NOUNS and _of_persons(held):
        return None  # "by Gaza officials"
    if near.lower_ in words("nowhere") and not (near.i and near.nbor(-1).lemma_ in words("borders")):
        return None
    names = {link.lower_ for link in links}
    if names == {"of"} and _of_persons(near.head) and near.head != token:
        return None  # "the president of France"
    goes_on = token.tag_ == "CD" and token.dep_ in SUBJECTS  # "five were flown to Lyon; three have died"
    if not standing.shared and not goes_on and not leads(far, far.head) and far.head.dep_ not in SUBJECTS:
        return None
    source = far.lower_ == "from" or (far.lower_ == "out" and "of" in names)
    if source and far.head == token and place.head != far and not _of_persons(token):
        return "destination", cost  # "the toll from the landslide in Bulambuli"
    if source and (far.head == top or top == token or (is_verb(far.head) and not has_subject(far.head))):
        tied = is_verb(far.head) or far.head == token or (token.head.lower_ == "of" and token.head.head == far.head)
        return ("origin", cost) if tied and (standing.cost <= NEAR or far.head == token) else None
    if near.lower_ == "from" or (source and (is_verb(far.head) or _of_persons(far.head))):
        return None
    if far.lower_ in _TO and (is_verb(far.head) or far.head == token):
        return "destination", cost - 1
    return "destination", cost + (names == {"of"})


def _unlinked(place: Token, top: Token, token: Token, standing: Standing, cost: int) -> tuple[str, int] | None:
    """Give the role of a place without a preposition: a subject, an object, an owner or the first part of a name."""
    verb = place.head if is_verb(place.head) else None
    if verb is not None and place.dep_ in SUBJECTS:
        return _subject(verb, top, token, standing, cost)
    if verb is not None and place.dep_ in ("dobj", "obj"):
        if verb.lemma_ in words("speaking"):
            return None
        return ("origin" if verb.lemma_ in words("leaving") else "destination"), cost + NEAR
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
    before = verb.dep_ == "ccomp" and verb.head == top and verb.i < token.i  # "Lima wakes to a strike: 640 drivers ..."
    acts = standing.verb.lemma_ if own and standing.verb is not None else verb.lemma_
    if not (own or before) or acts in words("attacking") | words("withdrawing"):
        return None
    if token.dep_ == "nsubj" and token.head == verb:
        return None
    return ("origin" if own and acts in words("senders") else "destination"), cost + _SUBJECT


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
    return lemma in words("groups") or (is_person(noun) and lemma not in words("jobs") | words("happenings"))


def _directly(place: Token, verb: Token) -> bool:
    """Tell whether a place hangs on a verb by a preposition of the verb's own, with at most one noun between."""
    at, nouns = place.head, 0
    for _ in range(DEEP):
        if is_verb(at) and (at == verb or at.dep_ != "xcomp"):
            return at == verb and nouns < 2
        nouns += at.pos_ in NOUNS and at.dep_ == "pobj"
        at = at.head
    return False
