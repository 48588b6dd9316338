"""Whereabouts: where a counted thing happens, comes from or goes to, by the named places of its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from eventx.people import words
from eventx.reading import Located, Reading

Chars = tuple[int, int]
_OPENS = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "csubj"})
_JOINTS = re.compile(
    r", (?:the )?|,? (?:and|or|&) (?:in |from |to )?(?:the )?|['’]s (?:capital |city |province |state |town )?(?:of )?"
)


class Whereabouts:
    """The named places of an article, found by clause.

    Parameters
    ----------
    reading : Reading
        The article.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.places = sorted((p for p in reading.places if p.form == "name"), key=lambda p: p.start)
        self.starts = [p.start for p in self.places]

    def between(self, start: int, end: int) -> list[Chars]:
        """Return the places between two characters, coordinated ones joined."""
        out: list[Chars] = []
        for place in self._range(start, end):
            if out and place.start - out[-1][1] < 20 and _JOINTS.fullmatch(self.reading.text, out[-1][1], place.start):
                out[-1] = (out[-1][0], place.end)
            else:
                out.append((place.start, place.end))
        return out

    def _root(self, place: Chars) -> Token:
        """Return the head of a place, of the first one where several are coordinated."""
        first = self.places[bisect_left(self.starts, place[0])]
        return self.reading.span(first.start, first.end).root

    def _range(self, start: int, end: int) -> list[Located]:
        at = bisect_left(self.starts, start)
        out = []
        while at < len(self.places) and self.places[at].end <= end:
            out.append(self.places[at])
            at += 1
        return out

    def find(
        self, counted: Token, verb: Token | None, floor: int, ceiling: int, alone: bool = False
    ) -> tuple[Chars | None, Chars | None]:
        """Return origin and destination of what ``counted`` counts.

        Parameters
        ----------
        counted : Token
            The counted noun, or the number where the noun is left out.
        verb : Token or None
            The verb that governs it.
        floor, ceiling : int
            Characters between which no other count stands: places beyond belong to that, unless the clause shares them.
        alone : bool
            Whether only the count's own clause may place it.
        """
        sentence = self.reading.sentence_span(counted.idx)
        places = self.between(sentence.start_char, sentence.end_char)
        if not places:
            return None, None
        tops: list[Token | None] = [verb] if alone or verb is None else list(_tops(verb))
        for top in tops:
            origin, destination = self._under(top, places, counted, floor, ceiling)
            if origin or destination:
                return origin, destination
        if alone or verb is None or verb.lemma_ in words("speaking"):
            return None, None
        before = [p for p in places if p[1] <= counted.idx and self._scene(p)]
        return None, before[-1] if before else None

    def _scene(self, place: Chars) -> bool:
        """Tell whether a place of an earlier clause sets the scene: it is no source, owner or speaker."""
        token = self._root(place)
        if token.dep_ == "poss" or (token.head.lower_ == "from"):
            return False
        verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        return verb is None or verb.lemma_ not in words("speaking")

    def _under(
        self, top: Token | None, places: list[Chars], counted: Token, floor: int, ceiling: int
    ) -> tuple[Chars | None, Chars | None]:
        """Return origin and destination among the places below a verb or noun."""
        origin: Chars | None = None
        best: tuple[int, Chars] | None = None
        for place in places:
            role, cost, crossed = self._role(self._root(place), counted, top)
            beyond = place[0] >= ceiling or place[1] <= floor
            if role is None or (place[0] >= ceiling and crossed):
                continue
            cost += 4 if beyond else 0
            if role == "origin":
                origin = origin or (None if beyond else place)
                continue
            cost = cost * 2 + (place[0] < counted.idx)
            if best is None or cost < best[0]:
                best = cost, place
        return origin, best[1] if best else None

    def _role(self, token: Token, counted: Token, verb: Token | None) -> tuple[str | None, int, bool]:
        """Return a place's role (origin, destination or none), how far off it is, and whether in another clause."""
        top = verb or counted
        crossed = False
        link: Token | None = None
        near: Token | None = None
        at = token
        while at not in (top, counted):
            if at.dep_ == "prep" or at.pos_ == "ADP":
                link = at
                near = near or at
            if at.pos_ in ("VERB", "AUX") and at.dep_ in _OPENS and (at.dep_ != "conj" or _has_subject(at)):
                crossed = True
            if at.head == at or (at.dep_ == "relcl" and at != token):
                return None, 0, False  # "the virus, which has spread throughout Europe, killed 100"
            at = at.head
        if verb is None or (verb.lemma_ in words("speaking") and counted.i < verb.i):
            # A noun alone is placed by its own phrase; speakers are not placed by where they sit.
            if verb is None and link is not None and link.head == counted:
                role = (
                    "origin" if link.lower_ == "from" else "destination" if link.lower_ in ("to", "in", "at") else None
                )
                return role, 0, False
            return None, 0, False
        if link is None or near is None:
            if at == counted and token.dep_ not in ("compound", "nmod", "poss", "amod"):
                return None, 0, False
            if verb.lemma_ in words("speaking"):
                return None, 0, False
            if token.head == top and token.dep_ in ("nsubj", "nsubjpass"):
                return ("origin" if verb.lemma_ in words("senders") else "destination"), 3, crossed
            return "destination", 3 + crossed, crossed
        if link.lower_ in words("nowhere"):
            return None, 0, False
        if near.lower_ == "from" or (link.lower_ == "from" and link.head == counted):
            return "origin", 0, crossed
        return "destination", 2 * crossed, crossed


def _tops(verb: Token | None) -> Iterator[Token]:
    """Yield a verb and those above it whose places hold for it too, for it has no subject of its own."""
    for _ in range(4):
        if verb is None:
            return
        yield verb
        shares = verb.dep_ in ("conj", "advcl", "xcomp", "pcomp") and not _has_subject(verb)
        if not shares or verb.head.pos_ not in ("VERB", "AUX", "ADP"):
            return
        verb = verb.head


def _has_subject(verb: Token) -> bool:
    """Tell whether a verb has a subject of its own; a bare number ("and 30 injured") shares the clause before."""
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") and child.tag_ != "CD" for child in verb.lefts)
