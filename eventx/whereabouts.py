"""Whereabouts: where a counted thing happens, comes from or goes to, by the named places of its clause."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from eventx.people import words
from eventx.reading import Located, Reading

_OPENS = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "acl", "csubj"})
_JOINTS = frozenset({", ", " and ", " or ", ", and ", " & ", "'s ", "’s "})


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

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the places between two characters, coordinated ones joined."""
        out: list[tuple[int, int]] = []
        for place in self._range(start, end):
            if out and self.reading.text[out[-1][1] : place.start] in _JOINTS:
                out[-1] = (out[-1][0], place.end)
            else:
                out.append((place.start, place.end))
        return out

    def _range(self, start: int, end: int) -> list[Located]:
        at = bisect_left(self.starts, start)
        out = []
        while at < len(self.places) and self.places[at].end <= end:
            out.append(self.places[at])
            at += 1
        return out

    def find(self, counted: Token, verb: Token | None, floor: int, ceiling: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Return origin and destination of what ``counted`` counts.

        Parameters
        ----------
        counted : Token
            The counted noun, or the number where the noun is left out.
        verb : Token or None
            The verb that governs it.
        floor, ceiling : int
            Characters between which no other count stands: places beyond belong to that.
        """
        sentence = self.reading.sentence_span(counted.idx)
        places = self.between(sentence.start_char, sentence.end_char)
        if not places:
            return None, None
        origin: tuple[int, int] | None = None
        best: tuple[int, tuple[int, int]] | None = None
        for place in places:
            token = self.reading.span(*place).root
            role, cost = self._role(token, counted, verb)
            if role is None:
                continue
            if place[0] >= ceiling or place[1] <= floor:
                cost += 4
            if role == "origin":
                origin = origin or place
                continue
            cost = cost * 2 + (place[0] < counted.idx)
            if best is None or cost < best[0]:
                best = cost, place
        return origin, best[1] if best else None

    def _role(self, token: Token, counted: Token, verb: Token | None) -> tuple[str | None, int]:
        """Return how a place stands to a count: origin, destination or not at all, and how far off it is."""
        top = verb or counted
        crossed = 0
        link: Token | None = None
        for at in [token, *token.ancestors]:
            if at == top or at == counted:
                break
            if at.dep_ == "prep" or at.pos_ == "ADP":
                link = at  # the preposition nearest the verb
                near = at
            if at.pos_ in ("VERB", "AUX") and at.dep_ in _OPENS and at is not token:
                crossed += 1
        else:
            return None, 0
        speaking = verb is not None and verb.lemma_ in words("speaking")
        if verb is None or speaking:
            # A noun alone is placed by its own phrase; speakers are not placed by where they sit.
            if verb is None and link is not None and link.head == counted:
                return ("origin" if link.lower_ == "from" else "destination" if link.lower_ in ("to", "in", "at") else None), 0
            return None, 0
        if link is None:
            subject = _top_child(token, top)
            if subject is not None and subject.dep_ in ("nsubj", "nsubjpass") and subject == token:
                return ("origin" if verb.lemma_ in words("senders") else "destination"), 3 + crossed
            return "destination", 3 + crossed
        if near.lower_ == "from" and near.head in (top, counted) or link.lower_ == "from":
            return "origin", crossed
        return "destination", crossed * 2


def _top_child(token: Token, top: Token) -> Token | None:
    """Return the child of ``top`` above or at ``token``."""
    at = token
    for head in token.ancestors:
        if head == top:
            return at
        at = head
    return None
